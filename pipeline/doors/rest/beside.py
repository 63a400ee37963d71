"""Leads requests under a prefix to the API, and all others on to the pages, past whose own layers the API stands."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/api/v1"


class Beside:
    """``base`` is the path under which the pages are served, if they are under one."""

    def __init__(self, app: ASGIApp, api: ASGIApp, base: str = "") -> None:
        self._app = app
        self._api = api
        self._prefix = f"/{base.strip('/')}{PREFIX}" if base.strip("/") else PREFIX

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and (path == self._prefix or path.startswith(f"{self._prefix}/")):
            await self._api({**scope, "root_path": scope.get("root_path", "") + self._prefix}, receive, send)
            return
        await self._app(scope, receive, send)
