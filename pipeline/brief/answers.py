"""Questions and the claims that answer them to one answer each: no sentence is given twice.

What asks for no particular thing takes the claim that would lead; then "how many", "when", "why" and "who" choose,
which few sentences answer, and what is left fills up the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.answer import question as questions
from pipeline.answer.question import Asked, Kind
from pipeline.brief import newest, order, repeats, speakers
from pipeline.domain import Claim

# of what asks for one thing: the answer, and one that bears it out
MOST_PARTICULAR = 2
_SEVERAL = frozenset({Kind.OTHER, Kind.PERSON, Kind.QUOTATION, Kind.LIST})
_FIRST = (Kind.OTHER, Kind.FIGURE, Kind.DATE, Kind.REASON)


def dealt(asked: Sequence[Asked], answers: Sequence[Sequence[Claim]], limit: int, topic: str) -> list[list[Claim]]:
    """For each question up to ``limit`` of its ``answers``, given best first; none where all are given elsewhere."""
    given: list[list[Claim]] = [[] for _ in asked]
    answers = [_dated(one, found, answers) for one, found in zip(asked, answers, strict=True)]
    for row in sorted(range(len(asked)), key=lambda row: _turn(asked[row])):
        fresh = _fresh(answers[row], given)
        given[row].extend(order.led(fresh, 1, topic) if asked[row].kind is Kind.OTHER else fresh[:1])
    for row, mine in enumerate(given):
        most = limit if asked[row].kind in _SEVERAL else min(limit, MOST_PARTICULAR)
        mine.extend(_fresh(answers[row], given)[: most - len(mine)] if mine else ())
    return given


def brings(asked: Asked, claim: Claim) -> bool:
    """Whether a claim brings what is asked for; of people and bodies, one that speaks in it by name."""
    if asked.kind is Kind.PERSON:
        return any(" " in name and name[0].isupper() for name in speakers.of(claim.text))
    return questions.has_kind(asked, claim.text, claim.citations[0].source.published)


def _dated(asked: Asked, found: Sequence[Claim], every: Sequence[Sequence[Claim]]) -> Sequence[Claim]:
    """Of what answers "when": only what says so, and what gives a count that a later one gives anew only alone."""
    if asked.kind is not Kind.DATE:
        return found
    pool = tuple(chain.from_iterable(every))
    telling = [one for one in found if brings(asked, one)]
    return [one for one in telling if not newest.is_older(one, pool)] or telling


def _turn(asked: Asked) -> int:
    return _FIRST.index(asked.kind) if asked.kind in _FIRST else len(_FIRST)


def _fresh(claims: Sequence[Claim], given: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    told = list(chain.from_iterable(given))
    used = {claim.text for claim in told}
    return repeats.fresh((claim for claim in claims if claim.text not in used), told)
