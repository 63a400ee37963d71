"""What became of claims from one version to a later one, told in words and by marks, not by colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.domain import Claim, ClaimChange, News
from pipeline.export import wording
from ui import claims
from ui.text import plain


@dataclass(frozen=True, slots=True)
class _Mark:
    icon: str
    word: str


MARKS: Mapping[News, _Mark] = {
    News.CHANGED: _Mark("change_circle", "changed"),
    News.DISPUTED: _Mark("balance", "disputed"),
    News.NEW: _Mark("add_circle", "new"),
    News.CORROBORATED: _Mark("done_all", "corroborated"),
    News.STALE: _Mark("history", "stale"),
    News.GONE: _Mark("remove_circle", "gone"),
    News.SAME: _Mark("equal", "the same"),
}
"""In the order in which they are shown."""


def counted(found: Sequence[ClaimChange]) -> str:
    """How many of each kind: ``2 changed, 1 new``; nothing changed says so."""
    numbers = Counter(change.news for change in found)
    return ", ".join(f"{numbers[news]} {mark.word}" for news, mark in MARKS.items() if numbers[news]) or "nothing"


def draw(found: Sequence[ClaimChange], key: str) -> None:
    """``key`` is unique on the page."""
    order = list(MARKS)
    for number, change in enumerate(sorted(found, key=lambda each: order.index(each.news))):
        with st.container(key=f"change-{key}-{number}", gap="xsmall"):
            _change(change, f"{key}-{number}")


def _change(change: ClaimChange, key: str) -> None:
    mark = MARKS[change.news]
    st.markdown(f":material/{mark.icon}: **{wording.headed(mark.word)}**{_why(change)}")
    if change.after is not None:
        claims.draw(change.after, f"after-{key}")
    if change.before is not None and (change.after is None or change.before.text != change.after.text):
        _before(change.before, key, is_gone=change.after is None)


def _why(change: ClaimChange) -> str:
    if change.values:
        return ": " + "; ".join(f"{plain(was)} → **{plain(now)}**" for was, now in change.values)
    return f": {plain(change.reason)}" if change.reason else ""


def _before(claim: Claim, key: str, *, is_gone: bool) -> None:
    with st.container(key=f"before-{key}", gap=None):
        st.caption("It said:" if is_gone else "Before, it said:")
        st.markdown(f"~~{plain(claim.text)}~~")
