"""Tokens of programs that use the REST API: a name and a role each, kept by their digests in the library's folder.

A token is 256 random bits, so that its plain SHA-256 gives nothing away. It is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.domain import Person, Role
from pipeline.errors import DeskUnavailable, NotFound, UserError
from pipeline.records import Record
from pipeline.records.fields import Fields, values_at

PREFIX = "briefdesk_"
NAME_CHARS = 60
_FILE = "tokens.json"


@dataclass(frozen=True, slots=True)
class Token:
    """``digest`` is the SHA-256 of what is shown, in hexadecimal."""

    name: str
    role: Role
    digest: str
    made_at: datetime

    @property
    def person(self) -> Person:
        """Whoever has it: their papers are theirs alone, as those of who signs in."""
        return Person(f"token {self.name}", self.name, self.role)


class Tokens:
    """Those of one library. The file is read each time: one that is taken back is refused at once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    def all(self) -> tuple[Token, ...]:
        """Raises DeskUnavailable when they cannot be read."""
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise DeskUnavailable(f"{self._file} cannot be read: {error.strerror}") from error
        try:
            return Fields.of(json.loads(content), _FILE).each("tokens", _token)
        except (ValueError, UserError) as error:
            raise DeskUnavailable(f"{self._file} cannot be read: {error}. Remove it, and make tokens anew.") from error

    def make(self, name: str, role: Role, at: datetime) -> str:
        """What its bearer shows. Raises UserError for a name that is taken or none, DeskUnavailable."""
        if not name.strip() or len(name) > NAME_CHARS or not name.isprintable():
            raise UserError(f"A token needs a name, of at most {NAME_CHARS} characters on one line.")
        kept = self.all()
        if any(each.name == name for each in kept):
            raise UserError(f"There is a token {name!r}; remove it first, or choose another name.")
        shown = PREFIX + secrets.token_urlsafe(32)
        self._write((*kept, Token(name, role, _digest(shown), at)))
        return shown

    def remove(self, name: str) -> None:
        """Raises NotFound, DeskUnavailable."""
        kept = self.all()
        if all(each.name != name for each in kept):
            raise NotFound(f"There is no token {name!r}.")
        self._write(tuple(each for each in kept if each.name != name))

    def found(self, shown: str) -> Token | None:
        """The one that was shown; every digest is compared, in the same time."""
        digest = _digest(shown)
        same = [each for each in self.all() if hmac.compare_digest(each.digest, digest)]
        return same[0] if same else None

    def _write(self, tokens: tuple[Token, ...]) -> None:
        """All or nothing, for the owner's eyes only."""
        partial = self._file.with_name(f".{_FILE}.{secrets.token_hex(4)}")
        content = json.dumps({"tokens": [record(each, is_whole=True) for each in tokens]}, indent=2)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(content)
                partial.replace(self._file)
            finally:
                with suppress(OSError):
                    partial.unlink()
        except OSError as error:
            raise DeskUnavailable(f"{self._file} cannot be written: {error.strerror}") from error


def record(value: Token, *, is_whole: bool = False) -> Record:
    """As it may be shown; ``is_whole`` as it is kept."""
    told: Record = {"name": value.name, "role": value.role.value, "made_at": value.made_at.isoformat()}
    return {**told, "digest": value.digest} if is_whole else told


def _token(fields: Fields) -> Token:
    with values_at(fields.at("role")):
        role = Role(fields.text("role"))
    return Token(fields.text("name"), role, fields.text("digest"), fields.moment("made_at"))


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
