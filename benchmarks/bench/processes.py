"""Runs each measure in a process of its own, one after another, so that none slows another down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measured import ROOT

OURS = "Briefdesk"
LIMIT = "limit"
PEERS: Mapping[str, str] = {
    "LangChain": "peer_langchain",
    "LlamaIndex": "peer_llama_index",
    "Haystack": "peer_haystack",
}
PEERS_PYTHON = ROOT / "build" / "peers" / "bin" / "python"
SECONDS = 3600.0
# no peer tells anybody that it is used, and none looks for what is not on this machine
_ALONE = {"ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """What one library gave at one size: figures by their key in ``figures.MEASURES``, or why there are none."""

    library: str
    articles: int
    figures: Mapping[str, float] = field(default_factory=dict)
    error: str = ""


def ours(work: Path, articles: int, *, is_real: bool) -> Iterator[Run]:
    """Briefdesk, then the limits of the machine with the library that it made."""
    module, options = "benchmarks.bench.ours", () if is_real else ("--looked-up",)
    python = Path(sys.executable)
    filled = printed(python, module, "fill", str(work), *options)
    limits = printed(python, "benchmarks.bench.limits", str(work), *options)
    first = timed(python, "benchmarks.bench.first", str(work))
    yield Run(OURS, articles, {**filled, **first, **printed(python, module, "ask", str(work))})
    yield Run(LIMIT, articles, limits)


def peer(name: str, work: Path, articles: int, *, is_real: bool) -> Run:
    """One of ``PEERS``. A peer that fails, or is not done in time, is told of and takes nothing from the others."""
    module, options = f"benchmarks.bench.{PEERS[name]}", () if is_real else ("--looked-up",)
    try:
        filled = printed(PEERS_PYTHON, module, "fill", str(work), *options)
        first = timed(PEERS_PYTHON, module, "first", str(work))
        return Run(name, articles, {**filled, **first, **printed(PEERS_PYTHON, module, "ask", str(work))})
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return Run(name, articles, error=str(error).strip().rpartition("\n")[2])


def printed(python: Path, module: str, *arguments: str) -> dict[str, float]:
    """The JSON of its last line. Raises RuntimeError with what it said when it fails."""
    command = [str(python), "-m", module, *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr or f"{module} ended with {ran.returncode}")
    found: dict[str, float] = json.loads(ran.stdout.strip().rpartition("\n")[2])
    return found


def timed(python: Path, module: str, *arguments: str) -> dict[str, float]:
    """The same of a process that is measured from its start to that line."""
    started = time.perf_counter()
    command = [str(python), "-m", module, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - started
    if not line.startswith("{"):
        raise RuntimeError(f"{module} gave no first answer")
    return {"first_s": seconds, **json.loads(line)}


def _environment() -> dict[str, str]:
    """Without keys and settings of whoever runs it: no answer here is a model's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFDESK_", "OPENAI_"))}
    return {**kept, **_ALONE, "PYTHONPATH": str(ROOT)}
