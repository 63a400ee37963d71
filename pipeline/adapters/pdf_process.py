"""A PDF's bytes to what stands on its pages, read by ``pdf_child`` in a process that may crash, hang or grow.

The process stays for the next file, since starting it takes longer than reading most; it ends itself after a minute
without work.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.errors import Refusal

_PROGRAM = Path(__file__).with_name("pdf_child.py")
_REASONS = {
    "password": "is encrypted: it opens with a password only; save it without one",
    "damaged": "is damaged: it cannot be read as a PDF",
    "memory": "needs too much memory to be read",
}
_DIED = "is damaged: reading it broke off"
_MOST_FILES = 500
_LAST = (b'{"end"', b'{"error"')


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a PDF is read, and how long: ``size`` in bytes."""

    size: int = 300 * 1024 * 1024
    pages: int = 2000
    characters: int = 5_000_000
    seconds: float = 28.0

    @property
    def too_slow(self) -> str:
        return f"takes longer than {self.seconds:g} seconds to read: split it"


@dataclass(frozen=True, slots=True)
class Found:
    """What a PDF holds: ``facts`` of its document information, its language, each page as the child's JSON."""

    facts: dict[str, str]
    language: str
    pages: tuple[bytes, ...]


class PdfProcess:
    """Reads one file after another, whatever threads ask for it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stop: weakref.finalize[..., PdfProcess] | None = None
        self._left = 0

    def read(self, content: bytes) -> Found:
        """Raises Refusal when it cannot be read, is encrypted, or reaches a limit."""
        with self._lock:
            lines = self._asked(content)
        outcome = json.loads(lines[-1]) if lines else {}
        if "end" not in outcome:
            raise Refusal(self._reason(str(outcome.get("error", ""))))
        head = json.loads(lines[0])
        return Found(head["facts"], head["lang"], tuple(lines[1:-1]))

    def _reason(self, error: str) -> str:
        limits = self._limits
        own = {
            "pages": f"has more than {limits.pages:,} pages: split it",
            "characters": f"has more than {limits.characters:,} characters: split it",
            "time": limits.too_slow,
        }
        return {**_REASONS, **own}.get(error, _DIED)

    def _asked(self, content: bytes) -> list[bytes]:
        try:
            return self._answer(self._running(), content)
        except (BrokenPipeError, OSError):
            # it may have ended, idle, the moment before
            self._end()
        try:
            return self._answer(self._running(), content)
        except (BrokenPipeError, OSError):
            self._end()
            return []

    def _answer(self, process: subprocess.Popen[bytes], content: bytes) -> list[bytes]:
        late = threading.Event()
        alarm = threading.Timer(self._limits.seconds, _kill, [process, late])
        alarm.daemon = True
        alarm.start()
        try:
            _send(process.stdin, content, self._limits)
            lines = _received(process.stdout)
        finally:
            alarm.cancel()
        if not lines or not lines[-1].startswith(_LAST):
            self._end()
            return [json.dumps({"error": "time" if late.is_set() else "died"}).encode()]
        return lines

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._left <= 0:
            self._end()
            # -P: a file beside the program must not stand in for a module of Python's
            command = [sys.executable, "-P", str(_PROGRAM)]
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._stop = weakref.finalize(self, _ended, process)
            self._process, self._left = process, _MOST_FILES
        self._left -= 1
        return self._process

    def _end(self) -> None:
        if self._stop is not None:
            self._stop()
        self._process = self._stop = None


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _send(stdin: IO[bytes] | None, content: bytes, limits: Limits) -> None:
    assert stdin is not None
    for number in (len(content), limits.pages, limits.characters):
        stdin.write(number.to_bytes(8))
    stdin.write(content)
    stdin.flush()


def _received(stdout: IO[bytes] | None) -> list[bytes]:
    assert stdout is not None
    lines = []
    for line in stdout:
        lines.append(line)
        if line.startswith(_LAST):
            break
    return lines


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
