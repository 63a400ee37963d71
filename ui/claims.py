"""Claims and passages as lines with chips: what is said, where it stands, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import streamlit as st

from pipeline.answer import anchors, later
from pipeline.answer import stale as staleness
from pipeline.answer.stale import StaleCitation
from pipeline.desk import Desk
from pipeline.domain import ArticleId, Citation, Claim, Corroboration, Disagreement, Source, Support, Verdict
from pipeline.export import wording
from pipeline.ports import Shelf
from ui import cited, opening, places
from ui.cited import Changed, Chip, Line, Mark
from ui.numbers import Numbered
from ui.places import Place
from ui.text import short

Stale: TypeAlias = Mapping[Claim, Sequence[StaleCitation]]

NOTHING_STALE: Stale = MappingProxyType({})
STALE_CHARS = 400
SHORT_MONTH = 3
CHECKS_KEPT, SECONDS_KEPT = 256, 300


def draw(claim: Claim, key: str, numbered: Numbered | None = None, stale: Stale = NOTHING_STALE) -> None:
    """One claim, as ``flow`` draws several."""
    flow([claim], key, numbered, stale)


def flow(
    found: Sequence[Claim],
    key: str,
    numbered: Numbered | None = None,
    stale: Stale = NOTHING_STALE,
    disagreements: Sequence[Disagreement] = (),
) -> None:
    """``key`` is unique on the page. Without ``numbered`` the chips have no numbers; ``stale`` claims are marked.

    So are those that say an older count of what one of ``disagreements`` has a newer one of.
    """
    if found:
        desk = opening.desk()  # once: it is asked who is there, which takes longer than a chip
        cited.draw([_line(desk, claim, numbered, stale, disagreements) for claim in found], key)


def passage(citation: Citation, key: str, numbered: Numbered | None = None, characters: int = 0) -> None:
    """A passage as it stands, cut to ``characters`` where given, and the way to it."""
    text = short(citation.quote, characters) if characters else wording.shown(citation.quote)
    chip = _chip(opening.desk(), citation, (), numbered)
    cited.draw([Line(text, (chip,), (len(text),), sort="passage")], key)


def chips(claim: Claim, key: str, numbered: Numbered | None = None) -> None:
    """The chips of a claim and its mark alone, where its sentence stands in a box of its own."""
    drawn = places_of(claim, numbered)
    cited.draw([Line("", drawn, (0,) * len(drawn), _mark(claim), sort="chips")], key)


def side(claim: Claim, key: str, numbered: Numbered | None = None, stale: Stale = NOTHING_STALE) -> None:
    """A sentence that others contradict: without a mark, since how many say so is seen beside it."""
    drawn, ends = _chips(opening.desk(), claim, numbered, (len(claim.text),) * len(claim.citations))
    cited.draw([Line(claim.text, drawn, ends, None, _changed(claim, stale), sort="passage")], key)


def places_of(claim: Claim, numbered: Numbered | None = None) -> tuple[Chip, ...]:
    """A chip for each article that it cites, for a table."""
    drawn, _ = _chips(opening.desk(), claim, numbered, (0,) * len(claim.citations))
    return drawn


def article(source: Source) -> Chip:
    """To a whole article, for a table."""
    place, day = Place(source.article_id, source.revision), wording.day(source.published)
    return Chip(place, 0, wording.outlet(source), _short(source), day, wording.title(source), "", "", "")


def check(shelf: Shelf, found: Sequence[Claim]) -> Stale:
    """Which of these rest on a passage that has changed since. No text is read where no article has."""
    cited_texts = {(c.source.article_id, c.source.revision) for claim in found for c in claim.citations}
    newest = shelf.standing({article_id for article_id, _ in cited_texts})
    if all(article_id in newest and newest[article_id].revision == number for article_id, number in cited_texts):
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


def _line(
    desk: Desk, claim: Claim, numbered: Numbered | None, stale: Stale, disagreements: Sequence[Disagreement]
) -> Line:
    drawn, ends = _chips(desk, claim, numbered, anchors.ends(claim))
    return Line(claim.text, drawn, ends, _mark(claim, disagreements), _changed(claim, stale))


def _mark(claim: Claim, disagreements: Sequence[Disagreement] = ()) -> Mark:
    """In few words: the whole verdict is on the cards."""
    newer = later.reported(claim, disagreements)
    told = " · ".join((sources(claim.corroboration), *((wording.later(newer),) if newer else ())))
    if claim.support.verdict is Verdict.SUPPORTED:
        return Mark(told, "fully")
    return Mark(f"{verdict(claim.support)} · {told}", "partly")


def _chips(
    desk: Desk, claim: Claim, numbered: Numbered | None, ends: Sequence[int]
) -> tuple[tuple[Chip, ...], tuple[int, ...]]:
    """One for each article at each of ``ends``: all that a claim cites of one article is lit by any of its chips."""
    first = {(citation.source, end): citation for citation, end in reversed([*zip(claim.citations, ends, strict=True)])}
    placed = [(citation, end) for (_, end), citation in reversed(first.items())]
    drawn = tuple(_chip(desk, citation, claim.citations, numbered, claim) for citation, _ in placed)
    return drawn, tuple(end for _, end in placed)


def _chip(
    desk: Desk, citation: Citation, others: Sequence[Citation], numbered: Numbered | None, claim: Claim | None = None
) -> Chip:
    """``others`` that stand in the same article are lit with it."""
    source, around = citation.source, desk.surroundings(citation)
    return Chip(
        place=places.of(citation, others),
        number=numbered.at(citation) if numbered else 0,
        outlet=wording.outlet(source),
        day=_short(source),
        date=wording.day(source.published),
        title=wording.title(source),
        before=around.before,
        quote=around.quote,
        after=around.after,
        verdict=verdict(claim.support) if claim else "",
        sort=claim.support.verdict.value if claim else "",
        sources=wording.headed(sources(claim.corroboration)) if claim else "",
    )


def _short(source: Source) -> str:
    """The day, its month in three letters."""
    day, *rest = wording.day(source.published).split()
    return " ".join((day, rest[0][:SHORT_MONTH], rest[1])) if rest else day


def _changed(claim: Claim, stale: Stale) -> tuple[Changed, ...]:
    return tuple(_changed_passage(found) for found in stale.get(claim, ()))


def _changed_passage(found: StaleCitation) -> Changed:
    """What became of a passage, and the way to what changed."""
    source = found.citation.source
    place = Place(source.article_id, since=source.revision) if found.newest else None
    return Changed(short(wording.stale(found), STALE_CHARS), place)
