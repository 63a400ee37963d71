"""Two articles' statements to the conflicts between them: figures, days, positions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.brief.statements import Statement, Weights
from pipeline.domain import DisagreementKind
from pipeline.language import attribution, contrast, dates, events, figures, names, words
from pipeline.language.attribution import Act, Attribution
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention

_ALIKE = 0.5
# set by hand, low: one pair of real reports shares .14; the number of triggers and of words is what guards it
_EVENT = 0.12
_SHARED = 2
_DAYS_APART = timedelta(days=10)
_ONE_TIME = timedelta(days=31)
_DENIED = 3
_TOLD = 0.7
_SPREAD = 4
# an auxiliary that is denied, or a verb of denial: "did not close", not "a shop not under licence"
_FLAT = re.compile(
    r"(?:\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could)\s+not|\w+n[’']t|\bcannot|\bnever|"
    r"\bden\w+|\bno evidence(?: that| of)?|\breject\w*(?: \w+)?|\bruled out|\brefused to|\bfailed to)$",
    re.IGNORECASE,
)
_FATES = frozenset({"die", "injure", "miss", "arrest", "release", "infect", "displace"})
_TELLING = 20


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both be so, and the value that each gives."""

    kind: DisagreementKind
    topic: str
    one: Statement
    one_value: str
    other: Statement
    other_value: str
    is_update: bool = False

    def sides(self) -> tuple[tuple[str, Statement], tuple[str, Statement]]:
        return (self.one_value, self.one), (self.other_value, self.other)


def find(one: Sequence[Statement], other: Sequence[Statement], weights: Weights) -> Iterator[Conflict]:
    """Every conflict between two articles, given by all their statements that are compared."""
    yield from _figures(one, other, weights)
    yield from _days(one, other, weights)
    yield from _speakers(one, other)
    yield from _contrasts(one, other, weights)


def _figures(one: Sequence[Statement], other: Sequence[Statement], weights: Weights) -> Iterator[Conflict]:
    for a, x, b, y in _pairs(one, other):
        if figures.compatible(x, y) or not _is_one_subject(a, x, b, y, weights):
            continue
        if not (_agreed(x, other) or _agreed(y, one)):
            topic = x.counts or x.unit
            yield Conflict(DisagreementKind.FIGURE, topic, a, _value(x, a), b, _value(y, b), _is_update(a, b))


def _pairs(
    one: Sequence[Statement], other: Sequence[Statement]
) -> Iterator[tuple[Statement, Mention, Statement, Mention]]:
    """Figures that count the same; of several in a sentence the first is held against the first, and so on."""
    for a in one:
        for b in other:
            if not (a.figures and b.figures and a.stems & b.stems):
                continue
            for x in a.figures:
                mine = [m for m in a.figures if _counts_same(m, x)]
                yours = [m for m in b.figures if _counts_same(m, x)]
                if x in mine and mine.index(x) < len(yours):
                    yield a, x, b, yours[mine.index(x)]


def _counts_same(x: Mention, y: Mention) -> bool:
    if x.unit or y.unit:
        return x.unit == y.unit
    return bool(x.head) and x.head == y.head


def _is_one_subject(a: Statement, x: Mention, b: Statement, y: Mention, weights: Weights) -> bool:
    """Whether the words near two figures are of one thing: enough shared, no other name, no other fate."""
    near, there = a.around(x.span), b.around(y.span)
    mine, yours = _context(near, x), _context(there, y)
    needed = _SHARED if x.counts else _SHARED + 1
    if len(mine & yours) < needed or weights.shared(mine, yours) < _ALIKE:
        return False
    fates = events.kinds(near) & _FATES, events.kinds(there) & _FATES
    if fates[0] and fates[1] and not fates[0] & fates[1]:
        return False
    if _years(a) and _years(b) and not _years(a) & _years(b):
        return False
    if not (_names(near) and _names(there)) and not _are_of_one_time(a, b):
        return False
    return _names_meet(f"{near} {x.counts}", f"{there} {y.counts}") and _modifiers_meet(x, y)


def _context(near: str, mention: Mention) -> frozenset[str]:
    return frozenset(stem for stem in words.content(near) if stem != mention.head and not stem[0].isdigit())


def _names_meet(one: str, other: str) -> bool:
    """Whether half of the names of the text that has fewer are in the other; True where one has none."""
    mine, yours = sorted((_names(one), _names(other)), key=len)
    return sum(any(names.same(a, b) for b in yours) for a in mine) * 2 >= len(mine)


def _names(text: str) -> list[str]:
    found = (name.short for name in names.find(text))
    return [name for name in found if not {word.lower() for word in name.split()} <= names.TITLES]


def _are_of_one_time(a: Statement, b: Statement) -> bool:
    """Whether the articles are of one month, as far as is known: what has no name can be told apart by little else."""
    one, other = a.article.published, b.article.published
    return one is None or other is None or abs(one - other) <= _ONE_TIME


def _years(statement: Statement) -> frozenset[str]:
    """The years that the sentence writes: a census of 2000 and one of 2010 count two things."""
    return frozenset(re.findall(r"\b(?:1[5-9]|20)\d\d\b", " ".join(d.span.of(statement.text) for d in statement.dates)))


def _modifiers_meet(x: Mention, y: Mention) -> bool:
    """ "Northern civilians" are not "Southern civilians"."""
    mine, yours = x.counts.split()[:-1], y.counts.split()[:-1]
    return not (mine and yours) or any(names.akin(a, b) for a in mine for b in yours)


def _agreed(mention: Mention, others: Sequence[Statement]) -> bool:
    """Whether the other article has this figure too, anywhere."""
    return any(
        _counts_same(mention, other) and figures.compatible(mention, other)
        for statement in others
        for other in statement.figures
    )


def _value(mention: Mention, statement: Statement) -> str:
    written = mention.span.of(statement.text)
    bound = "" if mention.bound is figures.Bound.EXACT else f"{mention.bound.value} "
    sign = mention.unit if mention.unit and mention.unit[-1] in "$£€¥₹" and mention.unit[-1] not in written else ""
    return f"{bound}{sign}{written} {mention.counts}".strip()


def _is_update(a: Statement, b: Statement) -> bool:
    """Whether a later article may simply know more: other days of publication, and no year gone by in the sentence."""
    days = a.article.published, b.article.published
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    return not any(
        date.year is not None and date.year < day.year
        for statement, day in ((a, days[0]), (b, days[1]))
        for date in statement.dates
    )


def _days(one: Sequence[Statement], other: Sequence[Statement], weights: Weights) -> Iterator[Conflict]:
    for (a, x), (b, y) in itertools.product(_dates(one), _dates(other)):
        if dates.compatible(x, y) or not _are_close(x, y) or not _is_one_event(a, x, b, y, weights):
            continue
        if not (_dated(x, other) or _dated(y, one)):
            values = x.span.of(a.text), y.span.of(b.text)
            yield Conflict(DisagreementKind.DATE, "the day", a, values[0], b, values[1])


def _dates(told: Sequence[Statement]) -> list[tuple[Statement, DateMention]]:
    return [(statement, date) for statement in told for date in statement.dates if _is_written(statement, date)]


def _is_written(statement: Statement, mention: DateMention) -> bool:
    # "yesterday" and "on Monday" are too easily of two events
    return mention.is_day and any(character.isdigit() for character in mention.span.of(statement.text))


def _are_close(x: DateMention, y: DateMention) -> bool:
    # one event told with two days: they lie near each other, else there were two events
    if x.on is not None and y.on is not None:
        return abs(x.on - y.on) <= _DAYS_APART
    leap = 2000
    filled = [DateMention(d.span, leap, d.month, d.day).on for d in (x, y)]
    return filled[0] is not None and filled[1] is not None and abs(filled[0] - filled[1]) <= _DAYS_APART


def _is_one_event(a: Statement, x: DateMention, b: Statement, y: DateMention, weights: Weights) -> bool:
    near, there = a.around(x.span), b.around(y.span)
    mine, yours = frozenset(words.content(near)), frozenset(words.content(there))
    kinds = events.kinds(near) & events.kinds(there)
    if events.phases(near) and events.phases(there) and not events.phases(near) & events.phases(there):
        return False
    if len(mine & yours) < _SHARED or not kinds or weights.shared(mine, yours) < _EVENT:
        return False
    return len(kinds) >= _SHARED or _names_meet(near, there)


def _dated(mention: DateMention, others: Sequence[Statement]) -> bool:
    return any(other.is_day and dates.compatible(mention, other) for statement in others for other in statement.dates)


def _speakers(one: Sequence[Statement], other: Sequence[Statement]) -> Iterator[Conflict]:
    """One article has a figure from a speaker who, the other says beside the same figure, has not given it."""
    for a, x, b, y in _pairs(one, other):
        if x.low < _TELLING or x.low != y.low:
            continue
        mine, yours = _speaker(a, x), _speaker(b, y)
        if mine and yours and (_is_silent(mine, b) or _is_silent(yours, a)):
            yield Conflict(DisagreementKind.POSITION, f"who gave {_value(x, a)}", a, _told(mine), b, _told(yours))


def _speaker(statement: Statement, mention: Mention) -> Attribution | None:
    said = [
        one
        for one in attribution.find(statement.text)
        if one.at < mention.span.start and one.act is not Act.WITHHOLDS and not one.is_pronoun
    ]
    return said[-1] if said else None


def _is_silent(speaker: Attribution, statement: Statement) -> bool:
    return any(
        one.act is Act.WITHHOLDS and names.same(one.who, speaker.who) for one in attribution.find(statement.text)
    )


def _told(speaker: Attribution) -> str:
    return f"{speaker.who} {speaker.verb}"


def _contrasts(one: Sequence[Statement], other: Sequence[Statement], weights: Weights) -> Iterator[Conflict]:
    """Sentences of one subject where one has the opposite of the other's word, or denies what the other says."""
    for a in one:
        opposites = {opposite: stem for stem in a.stems for opposite in contrast.of(stem)}
        for b in other:
            if len(a.stems & b.stems) <= _SHARED:
                continue
            values = _opposed(a, b, opposites) or _denied(a, b, weights) or _denied(b, a, weights)[::-1]
            if values and values[0] != values[1] and _names_meet(a.text, b.text):
                topic = "whether it is so"
                yield Conflict(DisagreementKind.POSITION, topic, a, values[0], b, values[1], _is_update(a, b))


def _opposed(a: Statement, b: Statement, opposites: Mapping[str, str]) -> tuple[str, ...]:
    for opposite in opposites.keys() & b.stems - a.stems:
        stem = opposites[opposite]
        if stem in b.stems:
            continue
        for mine, yours in itertools.product(_said(a.text, stem), _said(b.text, opposite)):
            if mine[1:] == yours[1:] and all(mine) and mine[2] not in words.STOP | {mine[1]}:
                return f"{mine[2]} {mine[0]}", f"{yours[2]} {yours[0]}"
    return ()


def _said(text: str, stem: str) -> Iterator[tuple[str, str, str]]:
    """Each place of a stem: the word, of whom it is said (the last name before it), and the word before it."""
    before, called = "", names.find(text)
    for match in re.finditer(r"\w+", text):
        if words.stem(match.group()) == stem:
            yield match.group(), next((n.key for n in reversed(called) if n.span.end <= match.start()), ""), before
        before = match.group().lower()


def _denied(a: Statement, b: Statement, weights: Weights) -> tuple[str, ...]:
    """What ``a`` denies of one that it names, and ``b`` says of the same in nearly the same words."""
    for cue in a.negations:
        denied = frozenset(words.content(a.text[cue.span.end : cue.scope.end]))
        shared = denied & b.stems
        if len(shared) < _DENIED or shared & b.denied or not _FLAT.search(a.text[: cue.span.end]):
            continue
        told = _passage(b.text, shared)
        subject = [name.short for name in names.find(a.text) if name.span.end <= cue.span.start][-1:]
        is_same = any(names.same(subject[0], name.short) for name in names.find(b.text)) if subject else False
        if is_same and told and weights.total(shared) >= _TOLD * weights.total(denied):
            return cue.scope.of(a.text), told
    return ()


def _passage(text: str, stems: frozenset[str]) -> str:
    """The words from the first to the last of ``stems``; empty where they lie far apart, or in a question."""
    places = [match for match in re.finditer(r"\w[\w’']*", text) if words.stem(match.group()) in stems]
    if text.rstrip().endswith("?"):
        return ""
    passage = text[places[0].start() : places[-1].end()]
    return passage if len(passage.split()) <= _SPREAD * len(stems) else ""
