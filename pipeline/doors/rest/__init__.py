"""The REST API, beside the pages under /api/v1: the same desk, for programs that have a token.

``beside`` leads there, ``guard`` looks at where a request comes from, ``access`` at who it is of; ``problems`` says
what went wrong (RFC 9457); ``library``, ``asking`` and ``briefs`` hold the endpoints, which ``api`` puts together.
"""
