"""Where a request comes from and who it is of, looked at before anything of it is read: no page in a browser, by any
name, and nobody without a token reaches the API.

A page of another site can make a browser send requests to loopback (CSRF), or have its own name lead there (DNS
rebinding). Such a request carries an ``Origin`` or ``Sec-Fetch-Site`` of elsewhere, or a ``Host`` that is not ours.
A browser never sends a token by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.doors.rest import problems
from pipeline.doors.tokens import Token
from pipeline.errors import BriefdeskError

TOKEN: Final = "briefdesk.token"
"""Where a request's scope has its ``Token``."""
LOOKUPS = 4
OPEN_TO_ALL = frozenset({"/health", "/openapi.json"})
_OF_ONE_SITE = frozenset({"same-origin", "none"})
_UNAUTHORIZED, _TOO_LARGE = 401, 413
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """``closed`` says why the app is closed to who comes with these headers, empty where it is not.

    ``known`` gives the token that was shown, if it is one.
    """

    def __init__(
        self, app: ASGIApp, closed: Callable[[Mapping[str, str]], str], known: Callable[[str], Token | None]
    ) -> None:
        self._app = app
        self._closed = closed
        self._known = known
        self._limiter = CapacityLimiter(LOOKUPS)  # its own: nobody waits at the door for work inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            refusal = self._refused(Headers(scope=scope)) or await self._unknown(scope)
        except BriefdeskError as error:
            refusal = problems.of(error)
        app = self._app if refusal is None else problems.response(refusal, _headers_of(refusal))
        await app(scope, receive, _with_headers(send))

    async def _unknown(self, scope: Scope) -> problems.Problem | None:
        """Puts the token into the scope, or tells that there is none."""
        if scope["path"].removeprefix(scope.get("root_path", "")) in OPEN_TO_ALL:
            return None
        kind, _, shown = Headers(scope=scope).get("authorization", "").partition(" ")
        token = None
        if kind.lower() == "bearer":
            token = await to_thread.run_sync(self._known, shown.strip(), limiter=self._limiter)
        scope[TOKEN] = token
        return None if token else problems.problem(401, "Send a token: python -m pipeline token makes one.")

    def _refused(self, headers: Headers) -> problems.Problem | None:
        if closed := self._closed(headers):
            return problems.problem(421, closed)
        if headers.get("sec-fetch-site", "none") not in _OF_ONE_SITE or not _is_of(headers):
            return problems.problem(403, "A page of another site may not use this API.")
        return None


def _headers_of(refusal: problems.Problem) -> dict[str, str]:
    return {"WWW-Authenticate": "Bearer"} if refusal.status == _UNAUTHORIZED else {}


def _is_of(headers: Headers) -> bool:
    """Whether it is a page of this very server, or no page at all."""
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()


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
