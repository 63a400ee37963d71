"""A library that nothing runs beside: a real shelf, vectors in a dict, and a turn of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.adapters.feed_file import FeedFile
from pipeline.adapters.file_turn import FileTurn
from pipeline.adapters.incoming_folder import IncomingFolder
from pipeline.adapters.plain_text import PlainText
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.adapters.tables import Tables
from pipeline.adapters.web_page import WebPage
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.errors import Unreachable
from pipeline.ingest import library
from pipeline.ingest.fetching import Fetched
from pipeline.ingest.inputs import LocalPath, Upload
from pipeline.ingest.library import Library
from pipeline.ports import ArticleLoader, Embedder
from tests.contracts.memory import MemoryStore

NOW = datetime(2025, 5, 6, 12, tzinfo=UTC)
SENTENCE = "The {} was closed on Monday because of the {}, the council of the {} said in a letter to the {}."
THINGS = "harbour valley castle market station bridge forest island quarry chapel theatre airport mill dam".split()


class NoNetwork:
    """A fetcher of nothing."""

    def fetch(self, url: str, **_: object) -> Fetched:
        raise Unreachable(f"{url} could not be read")


@dataclass
class Room:
    """``folder`` is the library's own."""

    folder: Path
    library: Library
    shelf: SqliteShelf
    store: MemoryStore


@contextmanager
def opened(folder: Path, embedder: Embedder | None = None, fetcher: object = None) -> Iterator[Room]:
    shelf, store = SqliteShelf(folder), MemoryStore()
    every: tuple[ArticleLoader, ...] = (PlainText(), Tables(), FeedFile(), WebPage())
    loaders = {suffix: loader for loader in every for suffix in loader.suffixes}
    parts = library.Parts(
        shelf=shelf,
        store=store,
        embedder=embedder or StaticEmbedder(),
        loaders=loaders,
        fetcher=fetcher or NoNetwork(),
        detect=lambda _: "",
        incoming=IncomingFolder(folder / "incoming"),
        intake_turn=FileTurn(folder / "intake.lock"),
        indexing_turn=FileTurn(folder / "indexing.lock"),
        incoming_turn=FileTurn(folder / "incoming.lock"),
        clock=lambda: NOW,
        passage_chars=300,
        samples=LocalPath(folder),
    )
    room = Room(folder, Library(parts), shelf, store)
    try:
        yield room
    finally:
        room.library.close()
        shelf.close()


def text(n: int) -> str:
    """A story that is no copy of another."""
    return " ".join(
        SENTENCE.format(*(f"{THINGS[(n * 5 + k * 3 + j) % 14]} {n + j}" for j in range(4))) for k in range(4)
    )


def table(count: int, first: int = 0) -> Upload:
    rows = "".join(f'"{text(n)}",https://l.example.org/{n}\n' for n in range(first, first + count))
    return Upload(f"stories {first}.csv", f"text,url\n{rows}".encode())
