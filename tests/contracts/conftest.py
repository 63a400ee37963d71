"""The shelf that a contract test gets, once for each maker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.ports import Shelf
from tests.contracts.shelves import SHELVES


@pytest.fixture(params=SHELVES)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    with closing(SHELVES[request.param](tmp_path)) as shelf:
        yield shelf
