"""What a command leaves behind: text or JSON on standard output, everything else on standard error, and a status."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import TextIO

from pipeline.doors import page
from pipeline.doors.page import Block
from pipeline.errors import UserError
from pipeline.export import wording

# a terminal may obey these (DEL, C1, what reverses text) or UTF-8 cannot hold them (surrogates)
_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Exit(IntEnum):
    """``INTERRUPTED`` and ``PIPE_CLOSED`` are what a shell gives for the signals of these names."""

    DONE = 0
    REFUSED = 1
    FAILED = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class OutputLost(UserError):
    """Standard output takes nothing more."""


@dataclass(frozen=True, slots=True)
class Output:
    stdout: TextIO
    stderr: TextIO

    def document(self, record: Mapping[str, object]) -> None:
        """The one JSON document of a command."""
        self._write(self._json(record, indent=2))

    def line(self, record: Mapping[str, object]) -> None:
        """One line of JSON of many; it is out at once."""
        self._write(self._json(record, indent=None))
        self.flush()

    def text(self, blocks: Iterable[Block]) -> None:
        with _kept():
            page.draw(blocks, self.stdout)

    def warn(self, message: str) -> None:
        """One line on standard error, whatever is in ``message``; where nobody can read it, that is no failure."""
        with suppress(OSError):
            self.stderr.write(f"briefdesk: {wording.shown(message)}\n")
            self.stderr.flush()

    def flush(self) -> None:
        with _kept():
            self.stdout.flush()

    def _write(self, text: str) -> None:
        with _kept():
            self.stdout.write(f"{text}\n")

    def _json(self, record: Mapping[str, object], indent: int | None) -> str:
        # a stream that writes to memory has no encoding
        is_utf8 = (self.stdout.encoding or "utf-8").lower().startswith("utf")
        text = json.dumps(record, ensure_ascii=not is_utf8, indent=indent)
        return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost(f"standard output cannot be written: {error.strerror}") from error
