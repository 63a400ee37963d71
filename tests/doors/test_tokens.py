"""Tokens of programs: shown once, kept by their digests, taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.domain import Role
from pipeline.doors.tokens import Tokens
from pipeline.errors import DeskUnavailable
from tests.doors.shell import run

AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_a_token_is_shown_once_and_only_its_digest_is_kept(tmp_path: Path) -> None:
    made = run("token", "--role", "editor", "--name", "newsletter", "--json", "--data", tmp_path).json
    assert made["token"].startswith("briefdesk_")
    assert len(made["token"]) > 50
    file = tmp_path / "tokens.json"
    assert made["token"] not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["tokens.json"]
    listed = run("token", "list", "--json", "--data", tmp_path).json["tokens"]
    assert [(each["name"], each["role"]) for each in listed] == [("newsletter", "editor")]
    assert "digest" not in listed[0]


def test_it_is_of_the_person_whose_name_and_role_it_has(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    shown = tokens.make("newsletter", Role.READER, AT)
    other = tokens.make("archive", Role.EDITOR, AT)
    found = tokens.found(shown)
    assert found is not None
    assert (found.person.name, found.person.is_editor, found.person.is_alone) == ("newsletter", False, False)
    assert found.person.id != ""
    assert tokens.found(other) != found
    for wrong in ("", shown[:-1], f"{shown} ", found.digest, "\udcff"):
        assert tokens.found(wrong) is None


def test_one_that_was_removed_is_not_known_and_the_others_are(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    first, second = (tokens.make(name, Role.READER, AT) for name in ("one", "two"))
    assert run("token", "remove", "one", "--data", tmp_path).status == 0
    assert tokens.found(first) is None
    assert tokens.found(second) is not None
    again = run("token", "remove", "one", "--json", "--data", tmp_path)
    assert (again.status, again.json) == (2, {"error": "There is no token 'one'."})


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 61])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    ran = run("token", "--name", name, "--data", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "needs a name" in ran.err


def test_a_name_is_given_once(tmp_path: Path) -> None:
    assert run("token", "--data", tmp_path).status == 0
    assert "There is a token 'program'" in run("token", "--data", tmp_path).err


@pytest.mark.parametrize("content", ["", "[]", '{"tokens": [{"name": "a"}]}', json.dumps({"tokens": "all"}), "\ufffd"])
def test_a_file_that_cannot_be_read_lets_nobody_in(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokens.json").write_text(content)
    with pytest.raises(DeskUnavailable, match=r"tokens\.json cannot be read"):
        Tokens(tmp_path).found("briefdesk_x")
