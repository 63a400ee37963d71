from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Role
from pipeline.errors import SettingsError
from pipeline.settings import QUOTES_ONLY, Settings


def test_with_nothing_set_it_works_with_no_key() -> None:
    settings = Settings.from_env({})
    assert (settings.backend, settings.embedder, settings.data) == (QUOTES_ONLY, "minilm", Path("data"))


@pytest.mark.parametrize(
    ("environ", "backend", "server"),
    [
        ({"OPENAI_API_KEY": "k"}, "openai", "api.openai.com"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}, "openai-compatible", "127.0.0.1:11434"),
        ({"OPENAI_API_KEY": "  "}, QUOTES_ONLY, ""),
    ],
)
def test_a_key_or_a_server_switches_the_model_on(environ: dict[str, str], backend: str, server: str) -> None:
    settings = Settings.from_env(environ)
    assert (settings.backend, settings.server) == (backend, server)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("BRIEFDESK_PASAGE_CHARS", "600", "did you mean BRIEFDESK_PASSAGE_CHARS"),
        ("BRIEFDESK_QQQ", "1", "unknown setting BRIEFDESK_QQQ"),
        ("BRIEFDESK_PASSAGE_CHARS", "many", "BRIEFDESK_PASSAGE_CHARS must be a whole number, not 'many'"),
        ("BRIEFDESK_PASSAGE_CHARS", "5", "must be 200 or more"),
        ("BRIEFDESK_TIMEOUT_SECONDS", "0", "must be more than 0"),
        ("BRIEFDESK_RETRIES", "99", "must be 0 to 10"),
        ("BRIEFDESK_PROMPT_PRICE", "-1", "cannot be negative"),
        ("BRIEFDESK_EMBEDDER", "word2vec", "must be minilm"),
        ("BRIEFDESK_EMBEDDER", "openai:x", "needs OPENAI_API_KEY"),
        ("BRIEFDESK_LOG_LEVEL", "loud", "must be debug"),
        ("BRIEFDESK_RESEARCH", "maybe", "BRIEFDESK_RESEARCH must be on or off, not 'maybe'"),
        ("OPENAI_BASE_URL", "me:secret@host/v1", "must begin with http"),
        ("BRIEFDESK_EDITORS", "ana", "BRIEFDESK_EDITORS must be addresses or domains, .* not 'ana'"),
        ("BRIEFDESK_EDITORS", "ana@example.org ben@", "must be addresses or domains"),
        ("BRIEFDESK_READERS", ",", "BRIEFDESK_READERS must be addresses or domains"),
        ("BRIEFDESK_READER", "example.org", "did you mean BRIEFDESK_READERS"),
        ("BRIEFDESK_OPEN", "1", "BRIEFDESK_OPEN must be on or off"),
    ],
)
def test_what_cannot_be_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        Settings.from_env({name: value})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("value", "is_on"), [("on", True), ("OFF", False), ("", True)])
def test_a_switch_is_on_or_off(value: str, is_on: bool) -> None:
    assert Settings.from_env({"BRIEFDESK_RESEARCH": value}).research is is_on


def test_no_secret_is_in_what_is_printed_of_them() -> None:
    settings = Settings.from_env(
        {"OPENAI_API_KEY": "sk-key", "OPENAI_BASE_URL": "https://me:pass@host.example/v1?k=tok"}
    )
    assert settings.server == "host.example"
    assert not any(secret in repr(settings) for secret in ("sk-key", "pass@", "tok"))


def test_addresses_and_domains_say_who_edits_and_who_reads() -> None:
    settings = Settings.from_env(
        {
            "BRIEFDESK_EDITORS": "Ana@Example.org, @desk.example.org",
            "BRIEFDESK_READERS": "example.org;guest@mail.example",
        }
    )
    roles = {
        "ana@example.org": Role.EDITOR,
        "ANA@EXAMPLE.ORG": Role.EDITOR,
        "ben@desk.example.org": Role.EDITOR,
        "ben@example.org": Role.READER,
        "guest@mail.example": Role.READER,
        "ben@mail.example": None,
        "ben@sub.desk.example.org": None,
        "ana@example.org.evil.example": None,
        "example.org": None,
        "": None,
    }
    assert {address: settings.role(address) for address in roles} == roles


def test_without_readers_whoever_signs_in_reads_and_without_editors_nobody_edits() -> None:
    assert Settings().role("ana@example.org") is Settings().role("") is Role.READER
