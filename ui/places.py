"""Citations to the query of the Reader's address, and back: a place in an article that can be linked to.

``article=ID&revision=N&at=START-END,START-END&since=N&from=answer-ID``: offsets as in ``Span``, the words that were
clicked first; ``since`` asks what changed since that revision, and ``from`` says which answer or brief led here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.domain import ArticleId, Citation, Source, Span

READER = "ui/reader.py"
NAMES = ("article", "revision", "at", "since")
_AT = re.compile(r"(\d{1,12})-(\d{1,12})", re.ASCII)
_REVISION = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_PAGES = {"answer": ("ui/ask.py", "conversation"), "brief": ("ui/briefs.py", "brief")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open an article; ``revision`` None is the newest, and ``spans`` may reach past the text.

    With ``since`` it opens what changed since that revision.
    """

    article_id: ArticleId
    revision: int | None = None
    spans: tuple[Span, ...] = ()
    since: int | None = None

    @property
    def query(self) -> dict[str, str]:
        query = {"article": str(self.article_id)}
        if self.revision is not None:
            query["revision"] = str(self.revision)
        if self.spans:
            query["at"] = ",".join(f"{span.start}-{span.end}" for span in self.spans)
        if self.since is not None:
            query["since"] = str(self.since)
        return query


@dataclass(frozen=True, slots=True)
class Origin:
    """What the Reader was opened from: an ``answer``, by its conversation, or a ``brief``. It may be gone by now."""

    kind: str
    id: str

    @property
    def page(self) -> str:
        return _PAGES[self.kind][0]

    @property
    def query(self) -> dict[str, str]:
        """Of its own page."""
        return {_PAGES[self.kind][1]: self.id}

    @property
    def mark(self) -> dict[str, str]:
        """For the Reader's address."""
        return {"from": f"{self.kind}-{self.id}"}


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
    found = (_AT.fullmatch(part.strip()) for value in query.get("at", ()) for part in value.split(","))
    pairs = ((int(match[1]), int(match[2])) for match in found if match)
    spans = dict.fromkeys(Span(start, end) for start, end in pairs if start < end)
    return Place(ArticleId(ids[-1]), _revision(query, "revision"), tuple(spans), _revision(query, "since"))


def origin(query: Mapping[str, Sequence[str]]) -> Origin | None:
    """What led to the Reader; None where its address does not say so in the words of ``Origin.mark``."""
    kind, _, identity = (query.get("from") or ("",))[-1].partition("-")
    return Origin(kind, identity) if kind in _PAGES and _ID.fullmatch(identity) else None


def query() -> dict[str, list[str]]:
    """The address of the page that is open, each name with its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def show(place: Place) -> None:
    """Opens it in the page that is open: at this run or, in a callback, at the next."""
    close()
    st.query_params.update(place.query)


def close() -> None:
    for name in NAMES:
        st.query_params.pop(name, None)


def with_origin(place: Place) -> dict[str, str]:
    """The Reader's query for a place, with the way back to the page that is open."""
    origin = here(st.query_params.to_dict())
    return place.query | (origin.mark if origin else {})


def here(query: Mapping[str, str]) -> Origin | None:
    """The answer or brief that the page with this query shows; None for another page."""
    for kind, (_, name) in reversed(_PAGES.items()):
        if _ID.fullmatch(query.get(name, "")):
            return Origin(kind, query[name])
    return None


def _revision(query: Mapping[str, Sequence[str]], name: str) -> int | None:
    numbers = [value for value in query.get(name, ()) if _REVISION.fullmatch(value)]
    return int(numbers[-1]) if numbers else None


def _text(source: Source) -> tuple[ArticleId, int]:
    return source.article_id, source.revision
