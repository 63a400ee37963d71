"""Measures how fast articles go in, beside a peer and beside the physical limit, in one run.

``python -m benchmarks.intake [--articles 1000]`` makes articles of news length out of the words of the samples and
prints one row a way of putting them in. Rates are passages a second. ``--articles 10000`` takes an hour or two.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnxruntime
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from tokenizers import Tokenizer

from pipeline import wiring
from pipeline.adapters import carried, minilm
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.desk import Desk
from pipeline.ingest.inputs import Upload
from pipeline.settings import Settings

PARAGRAPHS = (3, 12)
WORDS_A_SENTENCE = (8, 34)
PEER_TOKENS = 256
PEER_BATCH = 32
QUARTERS = 4
_WORD = re.compile(r"[A-Za-z]{2,}")

Mark: TypeAlias = tuple[float, int]
"""When, in seconds, and how many passages were embedded by then."""


@dataclass(frozen=True, slots=True)
class Row:
    """``passages`` in ``seconds``."""

    what: str
    passages: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.passages / self.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    articles = parser.parse_args().articles
    table = _rows("articles.csv", _articles(articles, seed=0))
    with tempfile.TemporaryDirectory() as scratch:
        texts, stored = _stored(Path(scratch) / "stored", table)
        embedder = MiniLMEmbedder()
        embedder.embed(texts[:8])  # the model is read
        before = _peak_mb()
        ours, marks = _whole(Path(scratch) / "whole", table, len(texts))
        memory = _peak_mb()
        bare = Row("the bare embedding of the same passages", len(texts), _timed(lambda: embedder.embed(texts)))
        peer = _peer(texts, Path(scratch) / "peer")
    for row in (bare, ours, peer):
        print(f"{row.what:58} {row.rate:7.1f} passages a second")
    print(f"of the bare embedding: {ours.rate / bare.rate:.2f} (at least .85)")
    print(f"times the peer: {ours.rate / peer.rate:.2f} (at least 1.6)")
    print(f"stored and indexed for words alone: {articles / stored:,.0f} articles a second (at least 300)")
    print(f"peak memory: {memory:,.0f} MB ({before:,.0f} MB before, with the model and the texts)")
    print(f"as it grows, passages a second by quarters: {', '.join(f'{rate:.1f}' for rate in _quarters(marks))}")


def _stored(folder: Path, table: Upload) -> tuple[list[str], float]:
    """The passages of all articles, and the seconds that it took to store and index them for their words."""
    with _opened(folder) as desk:
        library = desk.library
        library.jobs.start()  # and no indexing beside it
        library.jobs.wait(library.queue("first", [_rows("first.csv", _articles(1, seed=1))]))
        seconds = _timed(lambda: library.jobs.wait(library.queue("all", [table])))
        texts = [passage.text for passage in desk.shelf.pending(desk.status().space, 10_000_000)]
    return texts, seconds


def _whole(folder: Path, table: Upload, passages: int) -> tuple[Row, list[Mark]]:
    """Everything: stored, indexed for words, embedded, and its vectors kept."""
    marks: list[Mark] = []

    def report(done: int, _: int) -> None:
        marks.append((time.perf_counter(), done))

    with _opened(folder) as desk:
        desk.library.add([_rows("first.csv", _articles(1, seed=1))])
        seconds = _timed(lambda: desk.library.add([table], report=report))
        problems = desk.library.doctor().problems
    if problems:
        raise SystemExit(f"the library is not right: {problems}")
    return Row("Briefdesk: read, stored, indexed, embedded, vectors kept", passages, seconds), marks


def _peer(texts: Sequence[str], folder: Path) -> Row:
    """LangChain's Chroma, with the same model run as Chroma's default function runs it: padded to 256, by 32."""
    files = carried.files(minilm.PACKAGE, minilm.DIGESTS)
    tokenizer = Tokenizer.from_file(str(files["tokenizer.json"]))
    tokenizer.enable_truncation(PEER_TOKENS)
    tokenizer.enable_padding(length=PEER_TOKENS)
    session = onnxruntime.InferenceSession(str(files["model.onnx"]), providers=["CPUExecutionProvider"])

    class Padded(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            batches = (texts[start : start + PEER_BATCH] for start in range(0, len(texts), PEER_BATCH))
            return [row for batch in batches for row in self._batch(batch)]

        def embed_query(self, text: str) -> list[float]:
            return self._batch([text])[0]

        def _batch(self, texts: list[str]) -> list[list[float]]:
            encoded = tokenizer.encode_batch(texts)
            ids = np.array([each.ids for each in encoded], dtype=np.int64)
            mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            (states,) = session.run(None, {each.name: given[each.name] for each in session.get_inputs()})
            weights = mask[:, :, None]
            mean = (states * weights).sum(1) / np.clip(weights.sum(1), 1e-9, None)
            rows: list[list[float]] = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).tolist()
            return rows

    seconds = _timed(lambda: Chroma.from_texts(list(texts), Padded(), persist_directory=str(folder)))
    return Row("LangChain's Chroma.from_texts, same model, padded, by 32", len(texts), seconds)


@contextmanager
def _opened(folder: Path) -> Iterator[Desk]:
    desk = wiring.open_desk(replace(Settings.from_env({}), data=folder))
    try:
        yield desk
    finally:
        desk.close()


def _rows(name: str, articles: Iterable[tuple[str, str]]) -> Upload:
    """As a press database exports them: with a date and an address, and no language."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("title", "text", "published", "url"))
    for title, text in articles:
        writer.writerow((title, text, "2025-03-04T09:30:00+01:00", f"https://news.example.org/{title}"))
    return Upload(name, table.getvalue().encode())


def _articles(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Title and text of news length, out of the words of the samples; no two tell the same story."""
    words = sorted({word for path in wiring.SAMPLES.rglob("*.*") for word in _WORD.findall(path.read_text())})
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        paragraphs = [_paragraph(words, chance) for _ in range(chance.randint(*PARAGRAPHS))]
        yield f"{chance.choice(words).capitalize()} {seed} {number}", "\n\n".join(paragraphs)


def _paragraph(words: Sequence[str], chance: random.Random) -> str:
    sentences = (
        " ".join(chance.choices(words, k=chance.randint(*WORDS_A_SENTENCE))) for _ in range(chance.randint(1, 4))
    )
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def _quarters(marks: Sequence[Mark]) -> Iterator[float]:
    """Passages a second in each quarter of the embedding."""
    embedding = [mark for mark in marks if mark[1]]
    ends = [embedding[(len(embedding) - 1) * quarter // QUARTERS] for quarter in range(QUARTERS + 1)]
    for (since, before), (until, done) in itertools.pairwise(ends):
        yield (done - before) / (until - since) if until > since else 0.0


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak_mb() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
