"""What every test gets: a clean environment, and no network but loopback."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from pipeline import wiring
from pipeline.domain import Scope
from pipeline.ingest.inputs import LocalPath
from pipeline.ingest.intake import Said
from pipeline.settings import Settings

# a busy machine fails no test by its clock
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the README shows anew from real runs")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No keys, no settings of the machine's; data under ``tmp_path``."""
    for name in list(os.environ):
        if name.startswith(("BRIEFDESK_", "OPENAI_")) and name != "BRIEFDESK_EVAL_DATA":
            monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFDESK_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to loopback is an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in LOOPBACK:
            raise AssertionError(f"a test may not connect to {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the sample library in it, embedded once; to change it or to keep a paper in it, copy it."""
    folder = tmp_path_factory.mktemp("samples") / "data"
    desk = wiring.open_desk(Settings(data=folder))
    desk.library.add([LocalPath(wiring.SAMPLES)], Said(collection="samples"))
    filled = desk.shelf.state(Scope())
    desk.close()
    yield folder
    desk = wiring.open_desk(Settings(data=folder))
    left = desk.shelf.state(Scope()), desk.shelf.briefs(), desk.shelf.conversations(), desk.shelf.standing_questions()
    desk.close()
    assert left == (filled, (), (), ()), "a test changed what all tests share"
