"""What leads to the API and what to the pages, at the root of a server and under a path of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from pipeline.desk import Desk
from pipeline.domain import Person
from pipeline.doors.rest.api import api
from pipeline.doors.rest.beside import Beside


class Nothing:
    """Served to whoever comes, without a library."""

    def desk(self, person: Person) -> Desk:
        raise AssertionError(f"{person} has no token")

    def folder(self) -> Path:
        return Path("/nonexistent")

    def closed(self, headers: Mapping[str, str]) -> str:
        return "" if "host" in headers else "it says no Host"


def got(beside: ASGIApp, *paths: str) -> list[httpx.Response]:
    async def get() -> list[httpx.Response]:
        transport = httpx.ASGITransport(beside)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as client:
            return [await client.get(path) for path in paths]

    return anyio.run(get)


@pytest.mark.parametrize(("base", "under"), [("", ""), ("desk", "/desk"), ("/a/desk/", "/a/desk")])
def test_the_api_is_beside_the_pages_wherever_they_are(base: str, under: str) -> None:
    made: list[str] = []

    def make() -> ASGIApp:
        made.append("api")
        return api(Nothing())

    beside = Beside(PlainTextResponse("a page"), make, base)
    pages = got(beside, "/", f"{under}/", f"{under}/api/v1x", f"{under}/api/v2/health", "/elsewhere/api/v1/health")
    assert {page.text for page in pages} == {"a page"}
    assert made == []
    health, described, status, root = got(
        beside, *(f"{under}/api/v1{path}" for path in ("/health", "/openapi.json", "/status", ""))
    )
    assert health.json() == {"status": "ok"}
    assert described.json()["servers"] == [{"url": f"{under}/api/v1"}]
    assert (status.status_code, root.status_code) == (401, 401)
    assert made == ["api"]
