"""The one place that chooses: settings to a ``Desk``. Adapters are imported when chosen: this loads no vendor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk import Desk, Parts
from pipeline.ingest import library
from pipeline.ingest.load import Fetcher, LocalPath
from pipeline.ports import ArticleLoader, Embedder, Exporter, Researcher, SupportJudge, Writer
from pipeline.settings import QUOTES_ONLY, Settings

if TYPE_CHECKING:
    from pipeline.adapters.minilm import MiniLMEmbedder

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "articles"


def open_desk(settings: Settings) -> Desk:
    """The library of ``settings.data``, made if it is not there. Raises DeskUnavailable when it cannot be opened."""
    from pipeline.adapters.file_turn import FileTurn

    quotes = _quotes(settings)
    writer, researcher = WRITERS[settings.backend](settings) if settings.backend != QUOTES_ONLY else (quotes, None)
    desk = Desk(
        Parts(
            library=_library(settings),
            writer=writer,
            quotes=quotes,
            researcher=researcher,
            judge=judge(),
            exporters=exporters(),
            sentences=_sentence_embedder(),
            templates=templates(settings),
            standing_turn=FileTurn(settings.data / "standing.lock"),
        )
    )
    desk.library.repair()
    return desk


def _library(settings: Settings) -> library.Parts:
    from pipeline.adapters.chroma import ChromaStore
    from pipeline.adapters.file_turn import FileTurn
    from pipeline.adapters.incoming_folder import IncomingFolder
    from pipeline.adapters.sqlite import SqliteShelf

    folder = settings.data
    shelf = SqliteShelf(folder)  # makes the folder
    embedder = _embedder(settings)
    return library.Parts(
        shelf=shelf,
        store=ChromaStore(folder / "vectors", embedder.space),
        embedder=embedder,
        loaders=loaders(),
        fetcher=fetcher(),
        detect=detect,
        incoming=IncomingFolder(folder / "incoming"),
        intake_turn=FileTurn(folder / "intake.lock"),
        indexing_turn=FileTurn(folder / "indexing.lock"),
        incoming_turn=FileTurn(folder / "incoming.lock"),
        clock=_now,
        passage_chars=settings.passage_chars,
        samples=LocalPath(SAMPLES),
    )


def backup(settings: Settings, target: Path) -> int:
    """All that ``settings.data`` holds, as one file of so many bytes; raises what ``adapters.backup.save`` raises."""
    from pipeline.adapters import backup as backups

    return backups.save(settings.data, target)


def restore(settings: Settings, file: Path) -> None:
    """The folder ``settings.data`` from such a file; raises what ``adapters.backup.restore`` raises."""
    from pipeline.adapters import backup as backups

    backups.restore(file, settings.data)


def templates(settings: Settings) -> Path:
    """The folder of the reader's own templates, which may be missing."""
    return settings.data / "templates"


def loaders() -> Mapping[str, ArticleLoader]:
    """Every kind of file that can be read, by suffix."""
    from pipeline.adapters.docx_file import WordFile
    from pipeline.adapters.epub import Epub
    from pipeline.adapters.feed_file import FeedFile
    from pipeline.adapters.json_files import JsonFile, JsonLines
    from pipeline.adapters.mail import Mail, Mailbox
    from pipeline.adapters.markdown_text import MarkdownText
    from pipeline.adapters.mhtml import SavedPage
    from pipeline.adapters.outlook import Outlook
    from pipeline.adapters.pdf import Pdf
    from pipeline.adapters.plain_text import PlainText
    from pipeline.adapters.tables import Tables
    from pipeline.adapters.web_page import WebPage

    every: tuple[ArticleLoader, ...] = (
        *(PlainText(), MarkdownText(), WebPage(), SavedPage(), Pdf(), WordFile(), Epub()),
        *(FeedFile(), Mail(), Mailbox(), Outlook(), JsonFile(), JsonLines(), Tables()),
    )
    return {suffix: loader for loader in every for suffix in sorted(loader.suffixes)}


def exporters() -> Mapping[str, Exporter]:
    """Every kind of file that a brief can become, by suffix."""
    from pipeline.adapters.pdf_export import PdfExporter
    from pipeline.adapters.word import WordExporter
    from pipeline.export.html import HtmlExporter
    from pipeline.export.json_file import JsonExporter
    from pipeline.export.markdown import MarkdownExporter

    every: tuple[Exporter, ...] = (
        *(WordExporter(), PdfExporter(), HtmlExporter()),
        *(MarkdownExporter(), JsonExporter()),
    )
    return {exporter.suffix: exporter for exporter in every}


def fetcher() -> Fetcher:
    """Reads pages of the open Internet, and nothing nearer."""
    from pipeline.adapters.http import SafeFetcher

    return SafeFetcher()


def detect(text: str) -> str:
    """The code of the language that a text is in, or empty."""
    from pipeline.adapters import language_id

    return language_id.detect(text)


def judge() -> SupportJudge:
    """Judges whether texts say what a sentence says; needs no library."""
    from pipeline.answer.support import LexicalJudge

    return LexicalJudge(_sentence_embedder())


def _quotes(_: Settings) -> Writer:
    from pipeline.answer.extractive import ExtractiveWriter

    return ExtractiveWriter(_sentence_embedder(), _minilm_model())


def _chat_model(settings: Settings) -> tuple[Writer, Researcher | None]:
    from pipeline.adapters.openai_api import OpenAIChat
    from pipeline.answer.model_researcher import ModelResearcher
    from pipeline.answer.model_writer import ModelWriter

    chat = OpenAIChat(settings)
    return ModelWriter(chat, settings.backend), ModelResearcher(chat) if settings.research else None


# a service that writes, with what helps it where it can do more than write
WRITERS: Mapping[str, Callable[[Settings], tuple[Writer, Researcher | None]]] = {
    "openai": _chat_model,
    "openai-compatible": _chat_model,
}


def _embedder(settings: Settings) -> Embedder:
    kind, _, name = settings.embedder.partition(":")
    return EMBEDDERS[kind](settings, name)


def _minilm(_: Settings, __: str) -> Embedder:
    return _minilm_model()


def _onnx(_: Settings, folder: str) -> Embedder:
    from pipeline.adapters.minilm import OnnxEmbedder

    return OnnxEmbedder(Path(folder))


def _openai_embedder(settings: Settings, model: str) -> Embedder:
    from pipeline.adapters.openai_embedder import OpenAIEmbedder

    return OpenAIEmbedder(settings, model)


EMBEDDERS: Mapping[str, Callable[[Settings, str], Embedder]] = {
    "minilm": _minilm,
    "onnx": _onnx,
    "openai": _openai_embedder,
}


@cache
def _sentence_embedder() -> Embedder:
    from pipeline.adapters.wordllama import StaticEmbedder

    return StaticEmbedder()


@cache
def _minilm_model() -> MiniLMEmbedder:
    """One for all: it holds 90 MB, and is read at its first text."""
    from pipeline.adapters.minilm import MiniLMEmbedder

    return MiniLMEmbedder()


def _now() -> datetime:
    return datetime.now(UTC)
