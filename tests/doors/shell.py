"""The command line as a person or a script meets it: words in; status, standard output and standard error out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.doors import cli

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "articles"


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """A document a line, each line one."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: object, stdin: str | bytes = b"", environ: Mapping[str, str] | None = None) -> Ran:
    """In this process."""
    out, err = io.StringIO(), io.StringIO()
    given = io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
    status = cli.main([str(word) for word in words], given, out, err, environ or {})
    return Ran(status, out.getvalue(), err.getvalue())


def start(*words: object, environ: Mapping[str, str] | None = None, **streams: Any) -> subprocess.Popen[str]:
    """In a process of its own, with no setting but those given, and its output buffered as it is for most people."""
    settings = ("BRIEFDESK_", "OPENAI_", "PYTHONUNBUFFERED")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=ROOT,
        env=clean | dict(environ or {}),
        text=True,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams,
    )


def process(*words: object, environ: Mapping[str, str] | None = None, **streams: Any) -> Ran:
    with start(*words, environ=environ, **streams) as started:
        out, err = started.communicate(timeout=120)
    return Ran(started.returncode, out or "", err or "")
