"""One run of a command: what was asked for, the streams, and the desk while it is open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Scope
from pipeline.doors import names
from pipeline.doors.output import Output
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """``given`` is what ``arguments.parse`` gives; ``stdin`` holds bytes, since a line of it may be no text."""

    given: Namespace
    settings: Settings
    stdin: BinaryIO
    output: Output

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Raises DeskUnavailable when it cannot be opened."""
        desk = wiring.open_desk(self.settings)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def filled_desk(self, scope: Scope) -> Iterator[Desk]:
        """Warns of what would make an answer poorer than expected.

        That is an empty library, vectors that are still to make, and an outlet or another name that is not there: a
        slip of the keyboard.
        """
        with self.desk() as desk:
            status = desk.status()
            if not status.articles:
                self.output.warn(f"there are no articles in {self.settings.data}; put some in with: add PATH")
            if status.without_vectors:
                self.output.warn(
                    f"{status.without_vectors:,} passages are found by their words only, so far; finish with: index"
                )
            if status.articles and not scope.is_everything:
                for warning in names.unknown(desk, scope):
                    self.output.warn(warning)
            yield desk
