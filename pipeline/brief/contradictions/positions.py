"""Two articles' words on who said it, or whether it is so."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.brief.contradictions.conflict import Conflict, Pair, Side, names_meet
from pipeline.brief.contradictions.counts import Count
from pipeline.brief.contradictions.figures import Tally
from pipeline.brief.statements import Statement, Telling, Weights, named
from pipeline.domain import DisagreementKind
from pipeline.language import attribution, contrast, names, words
from pipeline.language.attribution import Act, Attribution

_SHARED = 2
_DENIED = 3
_TOLD = 0.7
_SPREAD = 4
_LONGEST = 10
_TELLING = 20
_NAMED = 2
# an auxiliary that is denied, or a verb of denial: "did not close", not "a shop not under licence"
_FLAT = re.compile(
    r"(?:\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could)\s+not|\w+n[’']t|\bcannot|\bnever|"
    r"\bden\w+|\bno evidence(?: that| of)?|\breject\w*(?: \w+)?|\bruled out|\brefused to|\bfailed to)$",
    re.IGNORECASE,
)
_ALLEGED = re.compile(r"\ballegedly\b|\b(?:is|was|were|are|been|stands?) (?:accused of|alleged to)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:has |have |had )?(?:repeatedly |flatly |also )?(?:denie[sd]|deny|rejected|rejects)\b", re.IGNORECASE
)
_DENIES_HIMSELF = re.compile(
    r"(?<=[“\"])I (?:(?:have|had|am|was|did|do) (?:not|never|no)\b|(?:have|had|was|did|do)n[’']t\b|never\b)"
)
_MATTER = re.compile(r"\s(?:over|that|after|because|when|if|unless|until|before|as)\s")
_CLAUSE = re.compile(r"[.;:,“”\"]|\s(?:and|but|which|who|according|worth|after|before|while|by|over)\s")


def find(pair: Pair, one: Tally, other: Tally) -> Iterator[Conflict]:
    """Who gave a figure, opposite words, a denial of what the other says, an allegation that its subject denies."""
    yield from _speakers(one, other)
    yield from _opposites(pair)
    yield from _denials(pair)
    if pair.is_story:
        yield from _allegations(pair)


def _speakers(one: Tally, other: Tally) -> Iterator[Conflict]:
    """One article has a figure from a speaker who, the other says beside the same figure, has not given it."""
    for kind in one.by_kind.keys() & other.by_kind.keys():
        for x, y in itertools.product(one.by_kind[kind], other.by_kind[kind]):
            if x.key != y.key or x.mention.low < _TELLING or x.mention.unit or x.role != y.role:
                continue
            mine, yours = _speaker(x), _speaker(y)
            if mine and yours and (_is_silent(mine, y.statement) or _is_silent(yours, x.statement)):
                sides = _side(x.statement, _told(mine)), _side(y.statement, _told(yours))
                yield Conflict(DisagreementKind.POSITION, f"who gave {x}", *sides)


def _speaker(count: Count) -> Attribution | None:
    said = [
        one
        for one in attribution.find(count.statement.text)
        if one.at < count.mention.span.start and one.act is not Act.WITHHOLDS and not one.is_pronoun
    ]
    return said[-1] if said else None


def _is_silent(speaker: Attribution, statement: Statement) -> bool:
    return any(
        one.act is Act.WITHHOLDS and names.same(one.who, speaker.who) for one in attribution.find(statement.text)
    )


def _side(statement: Statement, value: str, key: str = "") -> Side:
    return Side(statement, value, (Decimal(0), Decimal(0), key or value))


def _told(speaker: Attribution) -> str:
    return f"{speaker.who} {speaker.verb}"


def _position(about: str, a: Statement, mine: str, b: Statement, yours: str, *, is_update: bool) -> Conflict:
    return Conflict(DisagreementKind.POSITION, about, _side(a, mine), _side(b, yours), is_update)


def _opposites(pair: Pair) -> Iterator[Conflict]:
    """Sentences of one subject where one has the opposite of the other's word, said of the same."""
    mine, yours = _contrasted(pair.one), _contrasted(pair.other)
    facing = [(stem, opposite) for stem in mine for opposite in sorted(contrast.of(stem) & yours.keys())]
    for stem, opposite in facing:
        for a, b in itertools.product(mine[stem], yours[opposite]):
            if stem not in b.stems and opposite not in a.stems and len(a.stems & b.stems) > _SHARED:
                yield from _opposed(a, stem, b, opposite, pair)


@lru_cache(maxsize=128)
def _contrasted(told: Telling) -> Mapping[str, Sequence[Statement]]:
    """The statements by each of their words that has an opposite."""
    index: dict[str, list[Statement]] = defaultdict(list)
    for statement in told.statements:
        for stem in sorted(stem for stem in statement.stems if contrast.of(stem)):
            index[stem].append(statement)
    return index


def _opposed(a: Statement, stem: str, b: Statement, opposite: str, pair: Pair) -> Iterator[Conflict]:
    for mine, yours in itertools.product(_said(a.text, stem), _said(b.text, opposite)):
        if mine[1:] == yours[1:] and all(mine) and mine[2] not in words.STOP | {mine[1]}:
            if names_meet(a.names, b.names):
                values = f"{mine[2]} {mine[0]}", f"{yours[2]} {yours[0]}"
                about = f"whether {mine[1].title()} {values[0]} or {yours[0]}"
                yield _position(about, a, values[0], b, values[1], is_update=pair.is_later)
            return


def _said(text: str, stem: str) -> Iterator[tuple[str, str, str]]:
    """Each place of a stem: the word, of whom it is said (the last name before it), and the word before it."""
    before, called = "", names.find(text)
    for match in re.finditer(r"\w+", text):
        if words.stem(match.group()) == stem:
            yield match.group(), next((n.key for n in reversed(called) if n.span.end <= match.start()), ""), before
        before = match.group().lower()


def _denials(pair: Pair) -> Iterator[Conflict]:
    for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
        for (a, scope, denied), b in itertools.product(_flat(one), other.statements):
            told = _affirmed(a, denied, b, pair.weights) if len(denied & b.stems) >= _DENIED else ""
            if told and names_meet(a.names, b.names):
                about = f"whether {next(iter(a.names), '')} {told}".replace("  ", " ")
                yield _position(about, a, scope, b, told, is_update=pair.is_later)


@lru_cache(maxsize=128)
def _flat(told: Telling) -> tuple[tuple[Statement, str, frozenset[str]], ...]:
    return tuple((statement, *flat) for statement in told.statements for flat in _flat_denials(statement))


def _flat_denials(statement: Statement) -> Iterator[tuple[str, frozenset[str]]]:
    """Each: its words, and the stems that it denies."""
    for cue in statement.negations:
        # "not resign over an allegation that ..." denies nothing of the allegation
        scope = _MATTER.split(cue.scope.of(statement.text), 1)[0]
        denied = frozenset(words.content(scope[len(cue.cue) :]))
        if len(denied) >= _DENIED and len(scope.split()) <= _LONGEST and _FLAT.search(statement.text[: cue.span.end]):
            yield scope, denied


def _affirmed(a: Statement, denied: frozenset[str], b: Statement, weights: Weights) -> str:
    """What ``b`` says in nearly the words of what ``a`` denies of one that both name; empty where it does not."""
    shared = denied & b.stems
    if shared & b.denied or weights.total(shared) < _TOLD * weights.total(denied):
        return ""
    subject = next((name for name in a.names), "")
    return _passage(b.text, shared) if any(names.same(subject, name) for name in b.names) else ""


def _passage(text: str, stems: frozenset[str]) -> str:
    """The words from the first to the last of ``stems``; empty where they lie far apart, or in a question."""
    places = [match for match in re.finditer(r"\w[\w’']*", text) if words.stem(match.group()) in stems]
    if text.rstrip().endswith("?"):
        return ""
    passage = text[places[0].start() : places[-1].end()]
    return passage if len(passage.split()) <= min(_LONGEST, _SPREAD * len(stems)) else ""


def _allegations(pair: Pair) -> Iterator[Conflict]:
    """An allegation against someone in one article, and the same person's denial in the other: once for a pair."""
    for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
        for a, who, alleged in _alleged(one.statements):
            denial = next(((b, said) for b, said in _denying(other.statements, who)), None)
            if denial is not None and not _tell_both(one, other, who):
                thread = f"allegation {who.split()[-1]}"
                sides = _side(a, alleged, "alleged"), _side(denial[0], denial[1], "denied")
                yield Conflict(DisagreementKind.POSITION, f"allegation against {who}", *sides, thread=thread)
                return


def _tell_both(one: Telling, other: Telling, who: str) -> bool:
    """Whether the one has the denial too, and the other the allegation: then both tell both sides."""
    is_denied = any(True for _ in _denying(one.statements, who))
    return is_denied and any(names.same(name, who) for _, name, _ in _alleged(other.statements))


def _alleged(told: Sequence[Statement]) -> Iterator[tuple[Statement, str, str]]:
    for statement in told:
        match = _ALLEGED.search(statement.text)
        called = named(statement.text[: match.start()])[-_NAMED:] if match else ()
        if match and called:
            # "Ada Vance, the mayor of Arden, allegedly": a person has two names, the place one
            who = max(reversed(called), key=lambda name: min(len(name.split()), _NAMED))
            yield statement, who, _clause(statement.text, match.start(), match.end())


def _denying(told: Sequence[Statement], who: str) -> Iterator[tuple[Statement, str]]:
    for statement in told:
        match = _DENIES.search(statement.text)
        called = named(statement.text[: match.start()])[-_NAMED:] if match else ()
        if match and any(names.same(name, who) for name in called):
            yield statement, _clause(statement.text, match.start(), match.end())
        quoted = _DENIES_HIMSELF.search(statement.text)
        if quoted and any(names.same(one.who, who) for one in attribution.find(statement.text)):
            yield statement, _clause(statement.text, quoted.start(), quoted.end())


def _clause(text: str, start: int, end: int) -> str:
    """The words from ``start`` to the end of the clause, at most ten."""
    stop = _CLAUSE.search(text, end)
    return " ".join(text[start : stop.start() if stop else len(text)].split()[:_LONGEST]).rstrip(" ,.;:")
