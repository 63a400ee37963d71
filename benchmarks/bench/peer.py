"""What each peer is asked, by its own Python: ``... -m benchmarks.bench.peer_NAME fill|first|ask WORK [--looked-up]``.

Peers find; without a key that is all that they do. They have the embedding model that Briefdesk has.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from benchmarks.bench import bank, made, timing
from pipeline.adapters.minilm import MiniLMEmbedder

REMOVED = 5


class Model:
    """all-MiniLM-L6-v2 as Briefdesk runs it; of what is put in, where told, the vectors of the bank instead."""

    def __init__(self, looked_up: Path | None) -> None:
        self._embedder = MiniLMEmbedder()
        self._embedder.embed(["the model is read"])
        self._documents: Callable[[Sequence[str]], bank.Vectors] = (
            bank.load(looked_up).embed if looked_up else self._embedder.embed
        )

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        rows: list[list[float]] = self._documents(texts).tolist() if texts else []
        return rows

    def question(self, text: str) -> list[float]:
        row: list[float] = np.asarray(self._embedder.embed([text])[0]).tolist()
        return row


class Peer(Protocol):
    """A library that stands in a folder; an article is known by its address."""

    def fill(self, articles: Sequence[dict[str, str]]) -> None: ...

    def search(self, question: str, outlet: str = "") -> int:
        """How many pieces were found, all of that outlet where one is named."""

    def remove(self, address: str) -> None: ...

    def count(self) -> int:
        """How many pieces there are."""


Open = Callable[[Path, Model], Peer]


def main(name: str, opened: Open) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phase", choices=("fill", "first", "ask"))
    parser.add_argument("work", type=Path)
    parser.add_argument("--looked-up", action="store_true", help="the vectors are those of the bank")
    options = parser.parse_args()
    model = Model(options.work / "bank.npz" if options.looked_up else None)
    folder = options.work / name
    if options.phase == "fill":
        shutil.rmtree(folder, ignore_errors=True)
    peer = opened(folder, model)
    found = {"fill": fill, "first": first, "ask": ask}[options.phase](peer, options.work)
    if options.phase == "fill":
        found["disk_mb"] = timing.disk_mb(folder)
    print(json.dumps(found), flush=True)


def fill(peer: Peer, work: Path) -> dict[str, float]:
    spent = timing.spent(lambda: peer.fill(list(made.read(work / "articles"))))
    return {
        "passages": peer.count(),
        "intake_s": spent.wall,
        "intake_processor_s": spent.processor,
        "fill_peak_mb": timing.peak_mb(),
    }


def first(peer: Peer, work: Path) -> dict[str, float]:
    """What is found for the first question of a process."""
    _found(peer, _questions(work)[0])
    return {}


def ask(peer: Peer, work: Path) -> dict[str, float]:
    questions = _questions(work)
    outlet = f"Outlet {1 % made.OUTLETS}"
    _found(peer, questions[0])
    found = {
        **timing.summed("search", timing.each_ms(lambda question: _found(peer, question), questions)),
        **timing.summed("filtered", timing.each_ms(lambda question: peer.search(question, outlet), questions)),
    }
    addresses = [row["url"] for row, _ in zip(made.read(work / "articles"), range(REMOVED), strict=False)]
    removed = timing.each_ms(peer.remove, addresses)
    return {**found, **timing.summed("delete", removed), "ask_peak_mb": timing.peak_mb()}


def _found(peer: Peer, question: str) -> None:
    if not peer.search(question):
        raise RuntimeError(f"nothing is found for {question!r}")


def _questions(work: Path) -> list[str]:
    questions: list[str] = json.loads((work / "questions.json").read_text(encoding="utf-8"))
    return questions
