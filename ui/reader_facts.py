"""Where an article comes from, in the Reader: what is known of it, and what its source said, place by place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.domain import Article, Reading
from pipeline.export import wording
from pipeline.language import instructions
from ui import cited, languages
from ui.cited import Cell
from ui.text import plain

UNKNOWN = "unknown"
LABELS = {
    "title": "Title",
    "outlet": "Outlet",
    "byline": "Author",
    "published": "Published",
    "published_at": "Published",
    "updated": "Updated",
    "language": "Language",
    "url": "Address",
    "wire": "Wire",
}


def warn(article: Article) -> None:
    """Where the article speaks to a machine: how, and what becomes of it."""
    how = instructions.reasons(article)
    if how:
        said = f"This article {'; it '.join(how)}. Such words, to the end of their paragraph, are left out of answers "
        st.warning(plain(f"{said}and briefs, and are sent to no model."), icon=":material/smart_toy:")


def draw(article: Article, readings: Sequence[Reading]) -> None:
    with st.expander("Where this comes from"):
        rows = [(Cell(name, sort="strong"), Cell(value)) for name, value in facts(article)]
        cited.table(("Field", "Value"), rows, "facts", "What is known of this article")
        st.page_link("ui/library.py", label="To change it, tick the article in the Library", icon="")
    if readings:
        with st.expander("What the source said"):
            _readings(readings)


def facts(article: Article) -> tuple[tuple[str, str], ...]:
    """What is known and what is not, by name; what few articles have is left out where they have none."""
    always = (
        ("Title", article.title),
        ("Outlet", article.outlet),
        ("Author", article.byline),
        ("Published", wording.published(article) if article.published or article.published_at else ""),
        ("Updated", wording.day(article.updated) if article.updated else ""),
        ("Language", languages.name(article.language)),
        ("Address", article.url),
        ("Revision", str(article.revision)),
    )
    sometimes = (
        ("Wire", article.wire),
        ("Collections", ", ".join(article.collections)),
        ("Tags", ", ".join(article.tags)),
    )
    return (*((name, value or UNKNOWN) for name, value in always), *(pair for pair in sometimes if pair[1]))


def _readings(readings: Sequence[Reading]) -> None:
    """The first of each field decided; the others are kept to be looked at."""
    first: dict[str, Reading] = {}
    for reading in readings:
        first.setdefault(reading.field, reading)
    rows = sorted(readings, key=lambda reading: list(first).index(reading.field))
    st.caption("In the order in which they are asked: the first of each field was taken.")
    cells = [
        (
            Cell(LABELS.get(reading.field, reading.field), sort="strong" if first[reading.field] is reading else ""),
            Cell(reading.where),
            Cell(reading.value),
        )
        for reading in rows
    ]
    cited.table(("Field", "Said by", "As written"), cells, "readings", "What the source said of each field")
