"""A desk with the first three articles of one event, and what adds more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Brief
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings
from tests.brief import event

Add = Callable[[Mapping[str, str]], None]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = wiring.open_desk(Settings(data=tmp_path / "library"))
    desk.library.add([LocalPath(event.files(tmp_path / "first", event.FIRST))])
    yield desk
    desk.close()


@pytest.fixture
def add(desk: Desk, tmp_path: Path) -> Add:
    """Puts further articles into the library."""

    def added(texts: Mapping[str, str]) -> None:
        folder = event.files(tmp_path / "-".join(texts), texts)
        assert not desk.library.add([LocalPath(folder)]).refused

    return added


@pytest.fixture
def brief(desk: Desk) -> Brief:
    return desk.brief(event.TOPIC)
