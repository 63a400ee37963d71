"""The revisions of an article in the Reader: which one is shown, what changed, and whether cited words still stand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.answer import stale
from pipeline.domain import Article, RevisionEntry, Span
from pipeline.export import wording
from pipeline.language import changes
from pipeline.ports import Shelf
from ui import article_changes
from ui.places import Place
from ui.seat import Seat

COMPARISONS_KEPT = 16


def pick(shelf: Shelf, article: Article, place: Place) -> None:
    """Which revision is read, and which it is compared with; nothing to pick for an article of one."""
    stored = {entry.number: entry for entry in shelf.revisions(article.id)}
    if len(stored) < 2:  # noqa: PLR2004
        return
    # the place is in the key, so that another address is another choice
    key = f"{article.id}-{article.revision}-{place.since}"
    with st.container(horizontal=True, key="revisions", vertical_alignment="bottom"):
        st.selectbox(
            "Revision",
            list(stored),
            list(stored).index(article.revision),
            format_func=lambda number: _label(stored[number], max(stored)),
            key=f"revision-{key}",
            on_change=_turn,
            args=(f"revision-{key}", "revision"),
        )
        earlier = [number for number in stored if number < article.revision]
        if earlier:
            _compare(earlier, place.since, f"since-{key}")


def older(article: Article, newest: Article, spans: Sequence[Span], seat: Seat) -> None:
    """Says of an earlier revision that it is one, and whether the words that were cited still stand."""
    if article.revision == newest.revision:
        return
    now = [stale.moved(span, article, newest) for span in spans]
    kept = f"This is revision {article.revision} of {newest.revision}: what was cited is kept as it was."
    said = _standing(now)
    (st.info if all(now) else st.warning)(f"{kept} {said}".strip())
    standing = tuple(dict.fromkeys(span for found in now for span in found))
    with st.container(horizontal=True, key="older"):
        label = "Read them in the newest text" if standing else "Read the newest text"
        seat.link(label, Place(newest.id, None, standing))
        seat.link(f"What changed since revision {article.revision}", Place(newest.id, since=article.revision))


def changed(shelf: Shelf, article: Article, since: int) -> None:
    """What changed from an earlier revision to this one. NotFound when there is none of that number."""
    old = shelf.article(article.id, since)
    html, counted = _compared(old.text, article.text)
    what = f"Since revision {since}: {counted}." if counted else f"No word has changed since revision {since}."
    st.caption(what)
    if old.title != article.title:
        st.html(article_changes.line(changes.words(old.title, article.title)))
    st.html(html)


@st.cache_data(max_entries=COMPARISONS_KEPT, show_spinner="Comparing …")
def _compared(old: str, new: str) -> tuple[str, str]:
    found = changes.words(old, new)
    return article_changes.page(found), article_changes.counted(found)


def _standing(now: Sequence[tuple[Span, ...]]) -> str:
    if not now:
        return ""
    if all(now):
        return "The cited words still stand in the newest text."
    return f"{'Some of the' if any(now) else 'The'} cited words no longer stand in the newest text."


def _compare(earlier: list[int], since: int | None, key: str) -> None:
    st.selectbox(
        "Compare with",
        [0, *earlier],
        earlier.index(since) + 1 if since in earlier else 0,
        format_func=lambda number: f"Revision {number}" if number else "Nothing",
        key=key,
        on_change=_turn,
        args=(key, "since"),
    )


def _turn(key: str, name: str) -> None:
    """Leads to what was picked; the cited places belong to the text that was left."""
    picked = st.session_state[key]
    for stale_name in ("at", "since"):
        st.query_params.pop(stale_name, None)
    if picked:
        st.query_params[name] = str(picked)


def _label(entry: RevisionEntry, newest: int) -> str:
    which = f"{entry.number} of {newest}" + (", the newest" if entry.number == newest else "")
    return f"{which} · stored {wording.day(entry.stored_at.date())}"
