"""Passages that a reader left out of a brief, or keeps for another section, to the claims that cite none of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.domain import Citation, Claim, Disagreement, Outline, Passage, PassageId, PlannedSection


def ids(outline: Outline, planned: PlannedSection) -> frozenset[PassageId]:
    """What a section may not take: what is left out of it or of the whole brief, and what is pinned to another."""
    elsewhere = (one for section in outline.sections if section != planned for one in section.pinned)
    return frozenset((*outline.excluded_passages, *planned.excluded, *elsewhere)) - set(planned.pinned)


def without(claims: Iterable[Claim], passages: Sequence[Passage]) -> tuple[Claim, ...]:
    """Those that cite no word of these passages, whatever passage they were drawn from: passages may overlap."""
    return tuple(claim for claim in claims if not _cites(claim, passages))


def undisputed(found: Iterable[Disagreement], passages: Sequence[Passage]) -> tuple[Disagreement, ...]:
    """Those of which no side rests on these passages: one alone disagrees with nothing."""
    return tuple(each for each in found if not any(_cites(side.claim, passages) for side in each.sides))


def _cites(claim: Claim, passages: Sequence[Passage]) -> bool:
    return any(_is_in(citation, passage) for citation in claim.citations for passage in passages)


def _is_in(citation: Citation, passage: Passage) -> bool:
    if (citation.source.article_id, citation.source.revision) != (passage.article_id, passage.revision):
        return False
    return citation.span.start < passage.span.end and passage.span.start < citation.span.end
