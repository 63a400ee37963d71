"""Leads requests under a prefix to the API, and all others on to the pages, past whose own layers the API stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from anyio import Lock, to_thread
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from pipeline.doors.rest.access import Served

PREFIX = "/api/v1"


def layer(serving: Callable[[], Served], base: str = "") -> Middleware:
    """The API in front of the pages, on what ``serving`` makes; ``base`` as for ``Beside``."""

    def make() -> ASGIApp:
        from pipeline.doors.rest.api import api  # noqa: PLC0415  # whoever opens a page need not wait for it

        return api(serving())

    return Middleware(Beside, make=make, base=base)


class Beside:
    """``make`` makes the API at its first request, in a thread: it takes seconds to load, and no page waits for it.

    ``base`` is the path under which the pages are served, if they are under one.
    """

    def __init__(self, app: ASGIApp, make: Callable[[], ASGIApp], base: str = "") -> None:
        self._app = app
        self._make = make
        self._prefix = f"/{base.strip('/')}{PREFIX}" if base.strip("/") else PREFIX
        self._api: ASGIApp | None = None
        self._making = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and (path == self._prefix or path.startswith(f"{self._prefix}/")):
            api = await self._made()
            await api({**scope, "root_path": scope.get("root_path", "") + self._prefix}, receive, send)
            return
        await self._app(scope, receive, send)

    async def _made(self) -> ASGIApp:
        async with self._making:
            if self._api is None:
                self._api = await to_thread.run_sync(self._make)
            return self._api
