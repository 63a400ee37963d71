"""Articles to the columns of the list, and how each is drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from pipeline.domain import ArticleId, Entry
from pipeline.export import wording
from ui import cells, languages

UNKNOWN = "–"
TO_A_MACHINE = "speaks to a machine"
READ = "library-read"
CHANGES = "library-changes"


def of(
    entries: Sequence[Entry], heads: Mapping[ArticleId, str], warned: Collection[ArticleId] = ()
) -> dict[str, list[object]]:
    """What few articles have is left out where none of this page has it. ``warned`` speak to a machine."""
    columns: dict[str, list[object]] = {
        "Open": ["Read"] * len(entries),
        "Title": [cells.text(entry.label) for entry in entries],
        "Warning": [TO_A_MACHINE if entry.source.article_id in warned else None for entry in entries],
        "Outlet": [cells.text(entry.source.outlet) or None for entry in entries],
        "Date": [entry.source.published for entry in entries],
        "Story": [_story(entry, heads) or None for entry in entries],
        "Language": [languages.name(entry.language) or None for entry in entries],
        "Labels": [_labels(entry) for entry in entries],
        "Changes": [f"Revision {n}" if (n := entry.source.revision) > 1 else None for entry in entries],
    }
    rare = {name for name in ("Warning", "Story", "Changes", "Labels") if not any(columns[name])}
    return {name: values for name, values in columns.items() if name not in rare}


def _story(entry: Entry, heads: Mapping[ArticleId, str]) -> str:
    """Which wire it is from, what it is a copy of, and how many copies there are of it."""
    copy = f"copy of {heads.get(entry.copies_of, UNKNOWN)}" if entry.copies_of else ""
    count = f"{entry.copies:,} {'copy' if entry.copies == 1 else 'copies'}" if entry.copies else ""
    return cells.text(" · ".join(part for part in (entry.wire, count, copy) if part))


def _labels(entry: Entry) -> list[str]:
    """Collections as they are, tags with the sign that people know them by."""
    return [*map(cells.text, entry.collections), *(f"#{wording.shown(tag)}" for tag in entry.tags)]


def look(alt: str) -> dict[str, Any]:
    """Everything of a table but its rows, and what can be done with them."""
    return {
        "hide_index": True,
        "height": "content",
        "placeholder": UNKNOWN,
        "alt": alt,
        "column_config": _config(),
    }


def _config() -> Mapping[str, Any]:
    return {
        "Open": st.column_config.ButtonColumn("", width=52, type="tertiary", key=READ),
        "Title": st.column_config.TextColumn(width=298),
        "Warning": st.column_config.TextColumn(
            width=142, help="It has words to a machine, not to a reader; they are left out of answers and briefs."
        ),
        "Outlet": st.column_config.TextColumn(width=142),
        "Date": st.column_config.DateColumn(width=90, format="D MMM YYYY"),
        "Story": st.column_config.TextColumn(width=140, help="The wire that it is from, and copies of the same story."),
        "Language": st.column_config.TextColumn(width=72),
        "Labels": st.column_config.ListColumn(width=110, help="Collections, and tags with #."),
        "Changes": st.column_config.ButtonColumn("Changes", width=96, type="tertiary", key=CHANGES),
    }
