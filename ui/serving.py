"""What is served beside the pages, from the same desk: programs are let in by their tokens, and where pages are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.desk import Desk
from pipeline.domain import Person
from ui import opening, reach
from ui.reach import Reach

OTHER_NAME = "Only this computer can reach Briefdesk, by the names localhost and 127.0.0.1, with no server in between."


class Serving:
    """As it is at each moment. Each method raises SettingsError where the settings say what cannot be."""

    def desk(self, person: Person) -> Desk:
        """Raises DeskUnavailable too."""
        return opening.of(person)

    def folder(self) -> Path:
        return opening.settings().data

    def closed(self, headers: Mapping[str, str]) -> str:
        """Why it is closed to who comes with these headers (named in small letters); empty where it is open."""
        settings, is_passed_on = opening.settings(), reach.is_passed_on(headers)
        if reach.by(settings, headers.get("host", ""), is_passed_on=is_passed_on) is not Reach.CLOSED:
            return ""
        return OTHER_NAME if reach.served(settings) is Reach.ALONE else Reach.CLOSED.value
