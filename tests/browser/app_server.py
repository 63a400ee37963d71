"""The app as a process of its own, on a free port of loopback, for tests and for pictures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 60
_PATH = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)


@dataclass(slots=True)
class Served:
    """One running app."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serve(
    data: Path, settings: Mapping[str, str] | None = None, script: str = "app.py", options: Sequence[str] = ()
) -> Iterator[Served]:
    """The app as ``make run`` starts it, but for the port, and without watching the source.

    ``options`` are of Streamlit's.
    """
    port = _free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFDESK_", "OPENAI_"))}
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = [f"--server.port={port}", "--server.fileWatcherType=none", *options]
    with (data.parent / f"server-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env={**environ, "PYTHONPATH": _PATH, "BRIEFDESK_DATA": str(data), **(settings or {})},
            stdout=log,
            stderr=log,
        )
        served = Served(f"http://127.0.0.1:{port}", data, process)
        try:
            _wait(served)
            yield served
        finally:
            served.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(served: Served) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert served.process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{served.url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
