"""Two articles' days of one event to those that differ."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from pipeline.brief.contradictions import phrases
from pipeline.brief.contradictions.conflict import Conflict, Pair, Side, is_past, names_meet
from pipeline.brief.statements import Statement, Telling, named
from pipeline.domain import DisagreementKind, Span
from pipeline.language import dates, events, words
from pipeline.language.dates import DateMention

# set by hand, low: one pair of real reports shares .14; the number of triggers and of words is what guards it
_EVENT = 0.12
_SHARED = 2
_MANY = 4
_SAME_WORDS = 0.6
_DAYS_APART = timedelta(days=10)
# what singles an event out: "last inspected" can have one day only
_SINGLE = frozenset("last first latest only final".split())


def find(pair: Pair) -> Iterator[Conflict]:
    """Every event to which two articles give two days, written as such."""
    for (a, x), (b, y) in itertools.product(_written(pair.one), _written(pair.other)):
        if dates.compatible(x, y) or not _is_one_event(a, x, b, y, pair):
            continue
        if not (_has(pair.other, x) or _has(pair.one, y)):
            yield conflict(pair, a, x, b, y)


def conflict(pair: Pair, a: Statement, x: DateMention, b: Statement, y: DateMention) -> Conflict:
    """Two days of one thing."""
    return Conflict(
        DisagreementKind.DATE, phrases.when(a.text, x.span), _side(a, x), _side(b, y), _is_update(pair, a, b)
    )


@lru_cache(maxsize=128)
def _written(told: Telling) -> Sequence[tuple[Statement, DateMention]]:
    # "yesterday" and "on Monday" are too easily of two events
    return tuple(
        (statement, mention)
        for statement in told.statements
        for mention in statement.dates
        if mention.is_day and any(character.isdigit() for character in mention.span.of(statement.text))
    )


def _is_one_event(a: Statement, x: DateMention, b: Statement, y: DateMention, pair: Pair) -> bool:
    mine, yours = _near(a, x.span), _near(b, y.span)
    if len(mine & yours) < _SHARED:
        return False
    near, there = a.around(x.span), b.around(y.span)
    phases = events.phases(near), events.phases(there)
    if phases[0] and phases[1] and not phases[0] & phases[1]:
        return False
    if not _are_close(x, y):
        return _is_told_alike(a, x, b, y, pair)
    kinds, alike = events.kinds(near) & events.kinds(there), pair.weights.shared(mine, yours)
    if alike >= _SAME_WORDS and len(mine & yours) >= _MANY:
        return names_meet(named(near), named(there))
    if not kinds or alike < _EVENT:
        return _is_told_alike(a, x, b, y, pair)
    return len(kinds) >= _SHARED or names_meet(named(near), named(there))


def _is_told_alike(a: Statement, x: DateMention, b: Statement, y: DateMention, pair: Pair) -> bool:
    """Whether nearly the same words lead to both days, with one that singles the event out."""
    mine, yours = _leading(a, x), _leading(b, y)
    if not pair.is_story or not mine & yours & _SINGLE:
        return False
    one, other = frozenset(map(words.stem, mine)), frozenset(map(words.stem, yours))
    return len(one & other) > 1 and len(one & other) >= _SAME_WORDS * min(len(one), len(other))


def _leading(statement: Statement, mention: DateMention) -> frozenset[str]:
    """The words of the clause that leads to a day."""
    before = statement.text[: mention.span.start].replace(";", ",").rsplit(", ", 1)[-1]
    return frozenset(token for token in words.tokens(before)[-6:] if token not in words.STOP)


@lru_cache(maxsize=8192)
def _near(statement: Statement, span: Span) -> frozenset[str]:
    return frozenset(words.content(statement.around(span)))


def _are_close(x: DateMention, y: DateMention) -> bool:
    # one event told with two days: they lie near each other, else there were two events
    if x.on is not None and y.on is not None:
        return abs(x.on - y.on) <= _DAYS_APART
    leap = 2000
    filled = [DateMention(d.span, leap, d.month, d.day).on for d in (x, y)]
    return filled[0] is not None and filled[1] is not None and abs(filled[0] - filled[1]) <= _DAYS_APART


def _has(told: Telling, mention: DateMention) -> bool:
    return any(other.is_day and dates.compatible(mention, other) for one in told.statements for other in one.dates)


def _is_update(pair: Pair, a: Statement, b: Statement) -> bool:
    """What is still to come may be put off by a later article of the same outlet; what was is told two ways."""
    outlets = pair.one.article.outlet, pair.other.article.outlet
    return pair.is_later and outlets[0] == outlets[1] != "" and not is_past(a, b)


def _side(statement: Statement, mention: DateMention) -> Side:
    place = Decimal((mention.month or 0) * 100 + (mention.day or 0))
    return Side(statement, mention.span.of(statement.text), (Decimal(mention.year or 0), place, str(mention.weekday)))
