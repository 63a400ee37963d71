"""Files that a browser sends: of sessions in which somebody may add them, and of no others."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from ui import uploading
from ui.uploading import Uploading

PASSED = 204


async def _passed(scope: object, receive: object, send: uploading._Send) -> None:
    await send({"type": "http.response.start", "status": PASSED, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def sent(path: str, method: str = "PUT") -> int:
    """The status with which a request is answered."""

    async def asked() -> int:
        transport = httpx.ASGITransport(app=Uploading(_passed))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.request(method, path, content=b"words")).status_code

    return asyncio.run(asked())


@pytest.mark.parametrize("base", ["", "/desk"])
def test_only_a_session_that_was_let_in_sends_files(base: str) -> None:
    uploading._note("hers")
    assert sent(f"{base}/_stcore/upload_file/hers/1") == PASSED
    for path in ("his/1", "HERS/1", "hers", "hers/1/2", "%2e%2e/hers/1", ""):
        assert sent(f"{base}/_stcore/upload_file/{path}") == 403, path
    assert sent("/_stcore/health") == sent("/_stcore/upload_file/his/1", "OPTIONS") == PASSED


def test_the_oldest_session_is_forgotten_and_one_that_comes_again_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "KEPT", 2)
    for name in ("first", "second", "first", "third"):
        uploading._note(name)
    assert [sent(f"/_stcore/upload_file/{name}/1") for name in ("first", "second", "third")] == [PASSED, 403, PASSED]
