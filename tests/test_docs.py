"""The README is true: its commands give what it shows, its tables have every setting, format and command.

``pytest tests/test_docs.py --update`` writes the output and the tables of settings and metadata anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.adapters.web_metadata import ORDER
from pipeline.doors.commands import COMMANDS
from pipeline.ingest.unpack import SUFFIXES
from pipeline.settings import VARIABLES, Settings, written

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_TABLE = re.compile(r"(?<=\| variable \| default \| \|\n\| --- \| --- \| --- \|\n)(?:\|.*\n)*")
_PLACES = re.compile(r"(?<=The order is\n).*")
_SECONDS = re.compile(r"\d+(?:\.\d+)? s\b")


def run(command: str, data: Path) -> str:
    """What the command prints, with how long it took left open."""
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "pipeline"], command
    environment = {**os.environ, "BRIEFDESK_DATA": str(data), "COLUMNS": "100"}
    ran = subprocess.run(
        [sys.executable, *words[1:]], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return _SECONDS.sub("… s", ran.stdout)


def block(shown: str, data: Path) -> str:
    """A console block as it comes out when its commands are run."""
    commands = re.findall(r"^\$ (.+)$", shown, re.MULTILINE)
    return "\n".join(f"$ {command}\n{run(command, data).rstrip()}\n" for command in commands)


def table() -> str:
    defaults = {field.name: field.default for field in fields(Settings)}
    rows = (f"| `{v.name}` | {_shown(defaults[v.field])} | {v.meaning} |\n" for v in VARIABLES)
    return "".join(rows)


def _shown(default: object) -> str:
    return f"`{written(default)}`" if written(default) else ""


def test_the_output_shown_is_real(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    text = README.read_text()
    real = _BLOCK.sub(lambda shown: block(shown.group(), tmp_path / "library"), text)
    if request.config.getoption("--update"):
        README.write_text(real)
    assert _BLOCK.findall(README.read_text()) == _BLOCK.findall(real)


def test_every_setting_is_in_the_table(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        README.write_text(_TABLE.sub(lambda _: table(), README.read_text()))
    assert _TABLE.search(README.read_text()).group() == table()  # type: ignore[union-attr]


def test_the_order_of_a_pages_places_is_the_one_that_decides(request: pytest.FixtureRequest) -> None:
    order = "; ".join(f"{field}: {', '.join(places)}" for field, places in ORDER.items()) + "."
    if request.config.getoption("--update"):
        README.write_text(_PLACES.sub(lambda _: order, README.read_text()))
    assert _PLACES.search(README.read_text()).group() == order  # type: ignore[union-attr]


def test_every_format_that_is_read_and_no_other_is_named() -> None:
    section = README.read_text().partition("## What goes in")[2].partition("**Metadata.**")[0]
    named = set(re.findall(r"`(\.[a-z0-9]+)`", section))
    assert named == {*wiring.loaders(), *SUFFIXES}


def test_every_command_is_named() -> None:
    named = README.read_text().partition("**Commands** of")[2].partition("`--help`")[0]
    assert sorted(re.findall(r"`([a-z]+)`", named)) == sorted(COMMANDS)


def test_every_link_and_picture_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)]+)\)", README.read_text())
    missing = [target for target in targets if "://" not in target and not (ROOT / target).exists()]
    assert missing == []


def test_every_command_of_make_is_there() -> None:
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"\bmake ([a-z-]+)", README.read_text()))
    assert named <= set(re.findall(r"make ([a-z-]+)", helped))


def test_it_can_be_read_in_five_minutes() -> None:
    assert len(README.read_text().splitlines()) < 175
