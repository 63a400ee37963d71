"""A claim and those before it to whether it adds anything: a fact that is told already is not told again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.brief import updates
from pipeline.brief.statements import Statement
from pipeline.domain import Claim
from pipeline.language import events, figures, names
from pipeline.language.figures import Mention

# of its words, what those before it have to have: figures, names and events alone are few in a short sentence
TOLD_ALREADY = 0.6


def fresh(claims: Iterable[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """Those of ``claims`` that add a figure, a name, an event or other words to ``told`` and to those before them."""
    before = [updates.statement(claim) for claim in told]
    kept: list[Claim] = []
    for claim in claims:
        statement = updates.statement(claim)
        if _adds(statement, before):
            kept.append(claim)
            before.append(statement)
    return tuple(kept)


def _adds(one: Statement, before: Sequence[Statement]) -> bool:
    own = _named(one.text)
    # without a name or a number nothing but its words could say that it is the same fact
    if not (own or one.figures) or not own <= {word for other in before for word in _named(other.text)}:
        return True
    mentions = [mention for other in before for mention in other.figures]
    if not all(any(_is_one(mine, theirs) for theirs in mentions) for mine in one.figures):
        return True
    happened = frozenset(kind for other in before for kind in events.kinds(other.text))
    stems = frozenset(stem for other in before for stem in other.stems)
    return not events.kinds(one.text) <= happened or len(one.stems & stems) < TOLD_ALREADY * len(one.stems)


def _is_one(mine: Mention, theirs: Mention) -> bool:
    return figures.compatible(mine, theirs) and (not mine.head or not theirs.head or mine.head == theirs.head)


def _named(text: str) -> frozenset[str]:
    """The words of the names in a text, but for one that only opens it."""
    return frozenset(word.lower() for name in names.find(text) if not name.is_initial for word in name.short.split())
