"""Where a request comes from, looked at before anything else: no page in a browser reaches the API, by any name.

A page of another site can make a browser send requests to loopback (CSRF), or have its own name lead there (DNS
rebinding). Such a request carries an ``Origin`` or ``Sec-Fetch-Site`` of elsewhere, or a ``Host`` that is not ours.
The token, which a browser never sends by itself, is asked for besides.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.doors.rest import problems
from pipeline.errors import SettingsError

_OF_ONE_SITE = frozenset({"same-origin", "none"})
_TOO_LARGE = 413
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """``closed`` says why the app is closed to who comes by that Host, empty where it is not."""

    def __init__(self, app: ASGIApp, closed: Callable[[str], str]) -> None:
        self._app = app
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refused(Headers(scope=scope))
        app = self._app if refusal is None else problems.response(refusal)
        await app(scope, receive, _with_headers(send))

    def _refused(self, headers: Headers) -> problems.Problem | None:
        host = headers.get("host", "")
        try:
            closed = self._closed(host)
        except SettingsError as error:
            return problems.of(error)
        if closed:
            return problems.problem(421, closed)
        if headers.get("sec-fetch-site", "none") not in _OF_ONE_SITE or not _is_of(host, headers.get("origin")):
            return problems.problem(403, "A page of another site may not use this API.")
        return None


def _is_of(host: str, origin: str | None) -> bool:
    """Whether it is a page of this very server, or no page at all."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _with_headers(send: Send) -> Send:
    """Adds what every answer has, and tells a body that is too large as all else is told: Starlette does it in text."""
    replaced = False

    async def sent(message: Message) -> None:
        nonlocal replaced
        if replaced:
            return
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            added = [(name, value) for name, value in _HEADERS if name.decode() not in headers]
            if message["status"] == _TOO_LARGE and "json" not in headers.get("content-type", ""):
                replaced = True
                told = problems.response(problems.problem(_TOO_LARGE, "The body of the request is too large."))
                await send({**message, "headers": [*told.raw_headers, *added]})
                await send({"type": "http.response.body", "body": told.body})
                return
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent
