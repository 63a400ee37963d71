"""What the library holds, drawn: articles over time, by outlet, how many are copies, languages and collections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import islice

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from ui import languages, quality_bars

MOST_BARS = 10
MOST_MONTHS = 12
MOST_YEARS = 15


def draw(desk: Desk) -> None:
    """Counts alone are asked of the shelf, however many articles there are."""
    facets, copied = desk.shelf.facets(), desk.shelf.copied()
    articles = sum(facets["outlet"].values())
    _over_time(desk.shelf.months())
    left, right = st.columns(2)
    with left:
        _bars("By outlet", facets["outlet"], "overview-outlets", "outlet")
    with right:
        _copies(copied, articles)
    left, right = st.columns(2)
    for name, title, column in (("language", "Languages", left), ("collection", "Collections", right)):
        if any(facets[name]):
            with column:
                _bars(title, _named(name, facets[name]), f"overview-{name}", name)


def _named(facet: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    """Languages by their names, the rest as it is."""
    return {languages.name(code): number for code, number in counts.items()} if facet == "language" else counts


def _over_time(months: Mapping[str, int]) -> None:
    dated = {name: number for name, number in months.items() if name}
    st.markdown("**Articles over time**")
    if dated:
        numbers, what = periods(dated)
        quality_bars.columns(numbers, "articles", f"Articles by {what}", "overview-time")
    if months.get(""):
        st.caption(f"{wording.counted(months[''], 'article')} without a date.")


def periods(months: Mapping[str, int]) -> tuple[Mapping[str, int], str]:
    """Months, or years where there are too many of them, without a gap; and which of both they are.

    ``months`` are named ``YYYY-MM``, in order, and not none. The years before the last fifteen are one.
    """
    names = list(months)
    (year, month), (last_year, last_month) = ([int(part) for part in names[n].split("-")] for n in (0, -1))
    span = (last_year - year) * 12 + last_month - month + 1
    if span <= MOST_MONTHS:
        days = [date(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1, 1) for n in range(span)]
        return {f"{day:%b %Y}": months.get(f"{day:%Y-%m}", 0) for day in days}, "month"
    years = Counter[int]()
    for name, number in months.items():
        years[int(name[:4])] += number
    start = max(year, last_year - MOST_YEARS + 1)
    before = sum(number for each, number in years.items() if each < start)
    shown = {str(each): years[each] for each in range(start, last_year + 1)}
    return ({f"before {start}": before, **shown} if before else shown), "year"


def _bars(title: str, counts: Mapping[str, int], key: str, noun: str) -> None:
    st.markdown(f"**{title}**")
    quality_bars.draw(_most(counts), "articles", f"Articles by {noun}", key)
    if len(counts) > MOST_BARS:
        st.caption(f"And {wording.counted(sum(islice(counts.values(), MOST_BARS, None)), 'article')} of others.")


def _copies(copied: Mapping[str, int], articles: int) -> None:
    st.markdown("**Copies of a story by outlet**")
    copies = sum(copied.values())
    if not copies:
        st.markdown("No article is a copy of another.")
        return
    quality_bars.draw(_most(copied), "copies", "Copies of a story by outlet", "overview-copies")
    share = wording.counted(copies, "article")
    st.caption(f"{share} of {articles:,} ({copies / articles:.0%}) repeat a story that another has: one source.")


def _most(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {wording.shown(name) or "unknown": number for name, number in islice(counts.items(), MOST_BARS)}
