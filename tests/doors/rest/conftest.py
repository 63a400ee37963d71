"""The app as ``make run`` serves it, on a copy of the sample library, and clients with tokens of each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import pytest

from pipeline.domain import Role
from pipeline.doors.tokens import Tokens
from tests.browser.app_server import Served, serve

SECONDS = 60

Bearer: TypeAlias = Callable[..., httpx.Client]


def client(served: Served, token: str = "", **options: Any) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=f"{served.url}/api/v1", headers=headers, timeout=SECONDS, **options)


@pytest.fixture(scope="session")
def served(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("rest") / "data"
    shutil.copytree(sample_library, data)
    with serve(data) as app:
        yield app


@pytest.fixture(scope="session")
def bearer(served: Served) -> Iterator[Bearer]:
    """A client with a token of its own, of this role: what one asks for uses up nothing of another."""
    clients: list[httpx.Client] = []

    def made(role: Role = Role.READER) -> httpx.Client:
        token = Tokens(served.data).make(f"client {len(clients)}", role, datetime.now(UTC))
        clients.append(client(served, token))
        return clients[-1]

    yield made
    for each in clients:
        each.close()


@pytest.fixture
def reader(bearer: Bearer) -> httpx.Client:
    return bearer()


@pytest.fixture
def editor(bearer: Bearer) -> httpx.Client:
    return bearer(Role.EDITOR)


def told(response: httpx.Response, status: int) -> str:
    """The detail of a problem of this status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    return str(problem["detail"])
