"""A claim drawn: its sentence, then a chip for each cited place, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import streamlit as st

from pipeline.answer import stale as staleness
from pipeline.answer.stale import StaleCitation
from pipeline.domain import ArticleId, Citation, Claim, Corroboration, Support, Verdict
from pipeline.export import wording
from pipeline.export.notes import Notes
from pipeline.ports import Shelf
from ui import places
from ui.places import Place
from ui.text import plain, short

Stale: TypeAlias = Mapping[Claim, Sequence[StaleCitation]]

NOTHING_STALE: Stale = MappingProxyType({})
QUOTE_CHARS = 300
ALONE, SEVERAL = "person", "groups"
STALE_CHARS = 400
CHECKS_KEPT, SECONDS_KEPT = 256, 300


def draw(claim: Claim, key: str, notes: Notes | None = None, stale: Stale = NOTHING_STALE) -> None:
    """``key`` is unique on the page. With ``notes`` each chip begins with its note number; ``stale`` is marked."""
    with st.container(key=f"claim-{key}", gap=None):
        st.markdown(plain(claim.text))
        with st.container(key=f"sources-{key}", horizontal=True, gap="xxsmall", vertical_alignment="center"):
            for citation in claim.citations:
                chip(citation, claim.citations, notes)
            st.caption(marked(claim), width="content")
        changed(claim, key, stale)


def chip(citation: Citation, others: Sequence[Citation] = (), notes: Notes | None = None) -> None:
    """A link to the very words in the Reader, where ``others`` of the same article are lit too."""
    number = f"{notes.at(citation)} · " if notes else ""
    st.page_link(
        places.READER,
        label=plain(f"{number}{citation.source.label}, {wording.day(citation.source.published)}"),
        icon="",
        help=plain(f"“{short(citation.quote, QUOTE_CHARS)}”"),
        query_params=query(places.of(citation, others)),
    )


def changed(claim: Claim, key: str, stale: Stale) -> None:
    """What became of the passages of a claim that are stale, and the way to what changed."""
    for number, found in enumerate(stale.get(claim, ())):
        source = found.citation.source
        with st.container(key=f"stale-{key}-{number}", gap=None):
            st.caption(f":material/history: {plain(short(wording.stale(found), STALE_CHARS))}")
            if found.newest:
                since = Place(source.article_id, since=source.revision)
                st.page_link(places.READER, label="What changed", icon="", query_params=query(since))


def check(shelf: Shelf, found: Sequence[Claim]) -> Stale:
    """Which of these rest on a passage that has changed since. No text is read where no article has."""
    cited = {(c.source.article_id, c.source.revision) for claim in found for c in claim.citations}
    newest = shelf.standing({article_id for article_id, _ in cited})
    if all(article_id in newest and newest[article_id].revision == revision for article_id, revision in cited):
        return NOTHING_STALE
    texts = tuple(sorted((article_id, standing.digests) for article_id, standing in newest.items()))
    return _compared(tuple(found), texts, shelf)


@st.cache_data(max_entries=CHECKS_KEPT, ttl=SECONDS_KEPT, show_spinner=False, hash_funcs={Claim: hash})
def _compared(found: tuple[Claim, ...], texts: tuple[tuple[ArticleId, tuple[str, ...]], ...], _shelf: Shelf) -> Stale:
    """Kept for a while by the claims and the texts: a list of briefs asks for each of them at every click."""
    return staleness.of(found, _shelf.articles({article_id for article_id, _ in texts}), _shelf.article)


def changed_since(stale: Stale) -> str:
    """How many sentences are stale, in words; empty for none. One in several parts of a brief counts once."""
    number = len({claim.text for claim in stale})
    rest = "rests on a passage that has" if number == 1 else "rest on passages that have"
    return f"{wording.counted(number, 'sentence')} {rest} changed since" if number else ""


def query(place: Place) -> dict[str, str]:
    """The Reader's address for a place, with the way back to the page that is open."""
    origin = places.here(st.query_params.to_dict())
    return place.query | (origin.mark if origin else {})


def marked(claim: Claim) -> str:
    """``standing`` as Markdown, with a mark for one source alone and another for several."""
    mark = ALONE if claim.corroboration.independent <= 1 else SEVERAL
    return f":material/{mark}: {plain(standing(claim))}"


def standing(claim: Claim) -> str:
    """How well it is supported, and by how many, in words."""
    return " · ".join((verdict(claim.support), sources(claim.corroboration)))


def verdict(support: Support) -> str:
    if support.verdict is Verdict.SUPPORTED:
        return "Supported"
    reasons = "; ".join(support.reasons)
    return f"Partly supported: {reasons}" if reasons else "Partly supported"


def sources(corroboration: Corroboration) -> str:
    """``2 independent of 3 articles``: copies and articles of one outlet count once."""
    if corroboration.articles <= 1:
        return "one source"
    return f"{corroboration.independent} independent of {wording.counted(corroboration.articles, 'article')}"
