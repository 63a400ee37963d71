"""Citations to the query of the Reader's address, and back: a place in an article that can be linked to.

``article=ID&revision=N&at=START-END,START-END``: offsets as in ``Span``, the words that were clicked first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain import ArticleId, Citation, Source, Span

READER = "ui/reader.py"
_AT = re.compile(r"(\d{1,12})-(\d{1,12})", re.ASCII)
_REVISION = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open an article; ``revision`` None is the newest, and ``spans`` may reach past the text."""

    article_id: ArticleId
    revision: int | None = None
    spans: tuple[Span, ...] = ()

    @property
    def query(self) -> dict[str, str]:
        query = {"article": str(self.article_id)}
        if self.revision is not None:
            query["revision"] = str(self.revision)
        if self.spans:
            query["at"] = ",".join(f"{span.start}-{span.end}" for span in self.spans)
        return query


def of(citation: Citation, others: Sequence[Citation] = ()) -> Place:
    """The cited words, and those of ``others`` that stand in the same text."""
    source = citation.source
    same = (other for other in others if _text(other.source) == _text(source))
    spans = dict.fromkeys((citation.span, *(other.span for other in same)))
    return Place(source.article_id, source.revision, tuple(spans))


def read(query: Mapping[str, Sequence[str]]) -> Place | None:
    """None without an article. What is no number or no span is left out: an address may be mistyped."""
    ids = query.get("article", ())
    if not ids or not ids[-1]:
        return None
    revisions = [value for value in query.get("revision", ()) if _REVISION.fullmatch(value)]
    found = (_AT.fullmatch(part.strip()) for value in query.get("at", ()) for part in value.split(","))
    pairs = ((int(match[1]), int(match[2])) for match in found if match)
    spans = dict.fromkeys(Span(start, end) for start, end in pairs if start < end)
    return Place(ArticleId(ids[-1]), int(revisions[-1]) if revisions else None, tuple(spans))


def _text(source: Source) -> tuple[ArticleId, int]:
    return source.article_id, source.revision
