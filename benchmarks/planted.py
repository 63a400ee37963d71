"""Articles to pairs of which the truth is known: an article, and another outlet's telling of it with one thing changed.

What is changed is changed wherever the article says it, as an outlet would that had it otherwise. ``CONFLICTS`` are to
be found; of ``COMPATIBLE`` nothing is: rounding, a part of the whole, a day by another name, no change at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks import planted_changes, reworded
from pipeline.domain import Article, ArticleId, Disagreement, DisagreementKind, Span
from pipeline.ingest import copies
from pipeline.language import sentences

LONGEST = 8000
LATER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Kind:
    """``plant`` gives the changed sentences by their number, empty where an article offers nothing to change."""

    name: str
    plant: Callable[[Sequence[str], Article, random.Random], Mapping[int, str]]
    truth: DisagreementKind | None = None
    is_update: bool = False
    later: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Planted:
    """``sides`` are the places of the sentences that differ, of ``one`` and of ``other``."""

    kind: Kind
    one: Article
    other: Article
    sides: tuple[frozenset[Span], frozenset[Span]]

    def is_told(self, found: Disagreement) -> bool:
        """Whether it is of the planted kind and cites both planted places on two sides; not whether it is an update."""
        first, second = (
            self._cites(found, article, spans)
            for article, spans in zip((self.one, self.other), self.sides, strict=True)
        )
        return found.kind is self.kind.truth and bool(first and second) and len(first | second) > 1

    def _cites(self, found: Disagreement, article: Article, spans: frozenset[Span]) -> frozenset[int]:
        return frozenset(
            number
            for number, side in enumerate(found.sides)
            for citation in side.claim.citations
            if citation.source.article_id == article.id and citation.span in spans
        )


def pairs(kind: Kind, given: Sequence[Article], seed: int, most: int) -> Iterator[Planted]:
    """Up to ``most`` pairs of articles drawn by ``seed``; a telling that is still a copy of the first is left out."""
    chance = random.Random(f"{seed} {kind.name}")
    drawn = [article for article in given if len(article.text) <= LONGEST]
    chance.shuffle(drawn)
    if kind is DIFFERENT:
        yield from _strangers(kind, drawn, chance, most)
        return
    count = 0
    for article in drawn:
        made = _planted(kind, article, random.Random(f"{seed} {kind.name} {article.url}"))
        if made is not None:
            count += 1
            yield made
        if count == most:
            return


def _strangers(kind: Kind, given: Sequence[Article], chance: random.Random, most: int) -> Iterator[Planted]:
    """Different articles as they are."""
    for _ in range(most):
        one, other = chance.sample(given, 2)
        yield Planted(kind, one, other, (frozenset(), frozenset()))


def _planted(kind: Kind, article: Article, chance: random.Random) -> Planted | None:
    spans = sentences.spans(article.text)
    told = [span.of(article.text) for span in spans]
    changed = kind.plant(told, article, chance)
    if kind is not SAME and not changed:
        return None
    texts = [changed.get(i, text) for i, text in enumerate(told)]
    if kind.later:
        texts = [planted_changes.dated(text, article) for text in texts]
    retold = reworded.retold(texts, frozenset(changed), chance)
    if copies.is_copy(article.text, retold.text):
        return None
    day = article.published + kind.later if article.published else None
    other = replace(
        article, id=ArticleId(f"{article.id}-retold"), text=retold.text, outlet="Another", url="", published=day
    )
    places = [place for i in changed if (place := retold.places[i]) is not None]
    return Planted(kind, article, other, (frozenset(spans[i] for i in changed), _places(retold, places)))


def _places(retold: reworded.Retold, places: Sequence[int]) -> frozenset[Span]:
    """A sentence told anew may have become two."""
    starts = [0]
    for sentence in retold.sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    within = [Span(starts[place], starts[place + 1]) for place in places]
    return frozenset(span for span in sentences.spans(retold.text) if any(whole.covers(span) for whole in within))


SAME = Kind("nothing changed", planted_changes.none)
DIFFERENT = Kind("different articles", planted_changes.none)
CONFLICTS = (
    Kind("changed figure", planted_changes.figure, DisagreementKind.FIGURE),
    Kind("changed date", planted_changes.day, DisagreementKind.DATE),
    Kind("opposite position", planted_changes.position, DisagreementKind.POSITION),
    Kind("update", planted_changes.update, DisagreementKind.FIGURE, is_update=True, later=LATER),
)
COMPATIBLE = (
    Kind("rounding", planted_changes.rounding),
    Kind("bound", planted_changes.bound),
    Kind("part of a whole", planted_changes.part),
    Kind("day by another name", planted_changes.relative),
    SAME,
)
AGREEING = (*COMPATIBLE, DIFFERENT)
