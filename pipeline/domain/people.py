"""Who is at the desk, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A reader asks, reads and writes papers of their own; an editor changes the library too, which all share."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Person:
    """``id`` is the author of what they ask and write; it is empty where nobody signs in.

    ``is_alone`` says that they sit at the machine that runs the desk and share it with nobody.
    """

    id: str
    name: str
    role: Role
    is_alone: bool = False

    @property
    def is_editor(self) -> bool:
        return self.role is Role.EDITOR


ALONE = Person("", "", Role.EDITOR, is_alone=True)
