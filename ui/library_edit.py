"""What is known of one article, edited: all of it but its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article
from pipeline.errors import UserError
from pipeline.export import wording
from pipeline.ingest import addresses, canonical
from ui import library_fields
from ui.library_add import EARLIEST, LATEST

# minutes from UTC that some place on earth has
ZONES = (
    *range(-720, -540, 60),
    *(-570, -540, -480, -420, -360, -300, -240, -210, -180, -150, -120, -60, 0, 60, 120, 180, 210, 240, 270, 300, 330),
    *(345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765, 780, 825, 840),
)


@dataclass(frozen=True, slots=True)
class _When:
    """As the fields have it: a day, and perhaps a time in a zone."""

    day: date | None
    at: time | None
    zone: int


def draw(desk: Desk, article: Article) -> bool:
    """The form; whether it is over, saved or not. Raises UserError for what cannot be saved."""
    with st.form(f"edit-{article.id}"), st.container(key="edit-fields"):
        described, when, language, url = _fields(article, desk.shelf.facets())
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", key="edit-save", type="primary")
            is_left = st.form_submit_button("Cancel", key="edit-cancel")
    if is_saved:
        published_at = _moment(article, when)
        desk.shelf.describe(
            replace(
                described,
                url=_address(url),
                language=library_fields.language(language),
                published=when.day,
                published_at=published_at,
            )
        )
    return is_saved or is_left


def _fields(article: Article, facets: Mapping[str, Mapping[str, int]]) -> tuple[Article, _When, str, str]:
    """What can be any text, and what has yet to be checked: when, the language and the address."""
    title = _line("Title", article, article.title, "title")
    with st.container(horizontal=True):
        outlet = _line("Outlet", article, article.outlet, "outlet")
        byline = _line("Byline", article, article.byline, "byline")
    when = _when(article)
    with st.container(horizontal=True):
        updated = _day("Updated", article, article.updated, "updated")
        language = _line("Language, as a code such as en", article, article.language, "language")
    url = _line("Web address", article, article.url, "url")
    with st.container(horizontal=True):
        collections = library_fields.several(
            "Collections", facets["collection"], f"edit-collections-{article.id}", chosen=article.collections
        )
        tags = library_fields.several("Tags", facets["tag"], f"edit-tags-{article.id}", chosen=article.tags)
    described = replace(
        article, title=title, outlet=outlet, byline=byline, updated=updated, collections=collections, tags=tags
    )
    return described, when, language, url


def _when(article: Article) -> _When:
    at = article.published_at
    offset = _offset(at) if at else 0
    with st.container(horizontal=True):
        day = _day("Published", article, article.published or (at.date() if at else None), "published")
        clock = st.time_input(
            "at", value=_clock(at), key=f"edit-time-{article.id}", step=timedelta(minutes=1), width=130
        )
        zone = st.selectbox(
            "in the zone",
            sorted({*ZONES, offset}),
            index=sorted({*ZONES, offset}).index(offset),
            format_func=_zone,
            key=f"edit-zone-{article.id}",
            width=150,
        )
    return _When(day, clock, zone if zone is not None else 0)


def _moment(article: Article, when: _When) -> datetime | None:
    """To the minute, or as exactly as it was known where nothing was changed."""
    if when.at is None:
        return None
    if when.day is None:
        raise UserError("A time of publication needs its day.")
    known = article.published_at
    if known and (when.day, when.at, when.zone) == (article.published, _clock(known), _offset(known)):
        return known
    return datetime.combine(when.day, when.at, timezone(timedelta(minutes=when.zone)))


def _address(typed: str) -> str:
    address = addresses.canonical(typed)
    if typed and not address:
        raise UserError("A web address begins with http:// or https:// and names a site.")
    return address


def _line(label: str, article: Article, value: str, field: str) -> str:
    return canonical.line(st.text_input(label, value=value, key=f"edit-{field}-{article.id}", placeholder="unknown"))


def _day(label: str, article: Article, value: date | None, field: str) -> date | None:
    day = st.date_input(
        label,
        value=value,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        key=f"edit-{field}-{article.id}",
    )
    return day if isinstance(day, date) else None


def _clock(at: datetime | None) -> time | None:
    return at.time().replace(second=0, microsecond=0) if at else None


def _offset(at: datetime) -> int:
    return round((at.utcoffset() or timedelta()).total_seconds() / 60)


def _zone(minutes: int) -> str:
    return wording.zone(datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))))
