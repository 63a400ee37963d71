"""The sample library, and what is asked of it, once for all tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.doors import shell


@pytest.fixture(scope="session")
def library(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample articles, for commands that change no article: briefs are kept in it."""
    return Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("doors") / "data"))


@pytest.fixture
def own_library(library: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(library, tmp_path / "own"))


QUESTION = "How many people were aboard the ferry?"


@pytest.fixture(scope="session")
def answer(library: Path) -> Any:
    """What ``ask QUESTION --json`` gives."""
    return shell.run("ask", QUESTION, "--json", "--data", library).json


@pytest.fixture(scope="session")
def answer_lines(library: Path) -> list[str]:
    """What ``ask QUESTION`` prints."""
    return shell.run("ask", QUESTION, "--data", library).out.splitlines()
