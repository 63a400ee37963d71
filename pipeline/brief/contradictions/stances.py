"""Sentences of two articles that tell the same to a yes for a no: what one denies, or has the opposite word for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.brief.contradictions.aligned import Twins
from pipeline.brief.contradictions.conflict import Conflict, Pair, Side
from pipeline.brief.contradictions.phrases import clause_before, verb_phrase
from pipeline.brief.statements import Statement
from pipeline.domain import DisagreementKind, Span
from pipeline.language import words

# what people do about a thing, and how it comes out, with the opposite of each
_OPPOSED = """
confirm deny; accept reject; accept refuse; approve reject; approve veto; agree refuse; agree disagree; support
oppose; back oppose; favour oppose; favor oppose; allow ban; allow forbid; allow block; permit prohibit; admit deny;
welcome condemn; praise criticise; praise criticize; praise condemn; endorse reject; endorse oppose; adopt reject;
pass reject; pass defeat; uphold overturn; uphold strike; convict acquit; guilty innocent; arrest release; detain
release; win lose; won lost; victory defeat; rise fall; rose fell; risen fallen; increase decrease; increase
decline; increase fall; rose dropped; rise drop; rose declined; grow shrink; begin end; began ended; begin finish;
began finished; start finish; start end; start stop; open close; success failure; succeed fail; positive negative;
legal illegal; lawful unlawful; constitutional unconstitutional; likely unlikely; alive dead; survive die; true
false; safe dangerous; join leave; arrive depart; deploy withdraw; impose lift; ease tighten; raise cut; raise
lower; expand reduce; improve worsen; strengthen weaken; resume suspend; continue stop; postpone advance; cancel
hold; majority minority; voluntary forced; hire dismiss; appoint dismiss; buy sell; bought sold; recover worsen;
agree decline; authorise ban; authorize ban; ratify reject; recognise reject; recognize reject"""
_DENIES = re.compile(
    r"\b(?:not|never|no longer|cannot|(?:fail|refus|declin)(?:s|es|ed|ing)? to|unable to|[a-z]+n[’']t)\b"
    r"|\bno(?= [a-z])",
    re.IGNORECASE,
)
_DENIES_NOTHING = re.compile(
    r"(?:not|no|[a-z]+n[’']t)\s+(?:only|just|merely|simply|fewer|less|more|necessarily|doubt|later than|sooner)\b"
    r"|no\s+one\b|(?:not|[a-z]+n[’']t)\s+(?:all|every|always)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w’'-]*")
_NOT_DENIED = frozenset("be been being yet even have had has to a an the any ever also so inside within upon".split())
_ADVERB = re.compile(r"(?<!app)(?<!rep)(?<!supp)(?<!imp)(?<!comp)(?<!re)(?<!^f)(?<!^al)(?<!ral)ly$")
_VERB = re.compile(r"(?:ed|en|in|wn|ng|ught|ld|lt|st|it|et|ut|nt)(?<!ment)$")
_NEAR = 3
_IN_ITS_PLACE = 2


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _OPPOSED.split(";"):
        one, other = (words.stem(word) for word in pair.split())
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in table.items()}


_OPPOSITES = _table()
_VERBS = frozenset(
    map(words.stem, "rise rose fall fell win won lose drop grow shrink begin began end start stop".split())
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that carries meaning, with what stands around it; ``cue`` is where it is denied."""

    stem: str
    span: Span
    before: tuple[str, ...]
    after: tuple[str, ...]
    cue: int | None
    is_verb: bool

    def beside(self, other: _Word) -> int:
        """How many words are beside both, on whichever side."""
        return len({*self.before, *self.after} & {*other.before, *other.after})

    def is_in_place_of(self, other: _Word) -> bool:
        """Whether the same words are before both and after both, and one of them next to both."""
        shared = len({*self.before} & {*other.before}) + len({*self.after} & {*other.after})
        is_next = self.before[-1:] == other.before[-1:] != () or self.after[:1] == other.after[:1] != ()
        return shared >= _IN_ITS_PLACE and is_next


def find(pair: Pair, twins: Twins) -> Iterator[Conflict]:
    """At most one for two sentences."""
    mine, yours = _words(twins.one), _words(twins.other)
    facing = [(x, y) for x in mine for y in yours if _are_opposed(twins, x, y) or _are_opposed_otherwise(twins, x, y)]
    for x, y in facing:
        is_denial = (x.cue is None) != (y.cue is None)
        if is_denial or not (
            _is_said(x, yours) or _is_said(y, mine) or _has_both(twins.one, x) or _has_both(twins.other, y)
        ):
            yield _conflict(pair, twins, x, y)
            return


def _are_opposed(twins: Twins, x: _Word, y: _Word) -> bool:
    """One denies what the other says, or both say opposites, of the same: a word beside it is in both."""
    if x.beside(y) < min(_IN_ITS_PLACE, len(x.before + x.after), len(y.before + y.after)):
        return False
    if x.stem == y.stem:
        return (x.cue is None) != (y.cue is None) and _denials(twins.one) != _denials(twins.other)
    return y.stem in _OPPOSITES.get(x.stem, ()) and x.cue is None and y.cue is None


def _are_opposed_otherwise(twins: Twins, x: _Word, y: _Word) -> bool:
    """Whether one denies in its own word, at the same place, what the other says: "not slain" and "killed"."""
    if (x.cue is None) == (y.cue is None) or not x.is_in_place_of(y):
        return False
    if (
        not (x.is_verb and y.is_verb)
        or x.stem in twins.other.stems
        or y.stem in twins.one.stems
        or y.stem in _OPPOSITES.get(x.stem, ())
    ):
        return False
    return _denials(twins.one) != _denials(twins.other)


def _denials(statement: Statement) -> int:
    """How often something is denied: where it is as often, the same may be in other words."""
    found = (match.start() for match in _DENIES.finditer(statement.text))
    return sum(1 for start in found if not _DENIES_NOTHING.match(statement.text, start))


def _has_both(statement: Statement, word: _Word) -> bool:
    """Whether the opposite is said in the same sentence: what begins there ends there too."""
    return bool(_OPPOSITES.get(word.stem, frozenset()) & statement.stems)


def _is_said(word: _Word, others: tuple[_Word, ...]) -> bool:
    """Whether the other sentence has it just so elsewhere."""
    return any(other.stem == word.stem and (other.cue is None) == (word.cue is None) for other in others)


@lru_cache(maxsize=8192)
def _words(statement: Statement) -> tuple[_Word, ...]:
    found = [match for match in _WORD.finditer(statement.text)]
    stems = [words.stem(match.group()) if match.group().lower() not in words.STOP else "" for match in found]
    denied = _denied(statement.text, found)
    return tuple(
        _Word(
            stem, Span(*match.span()), *_around(stems, at), denied.get(match.start()), bool(_VERB.search(match.group()))
        )
        for at, (match, stem) in enumerate(zip(found, stems, strict=True))
        if stem
    )


def _around(stems: list[str], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nearest words that carry meaning, three before and three after."""
    before = [stem for stem in stems[:at] if stem][-_NEAR:]
    after = [stem for stem in stems[at + 1 :] if stem][:_NEAR]
    return tuple(before), tuple(after)


def _denied(text: str, found: list[re.Match[str]]) -> dict[int, int]:
    """Where the words that are denied begin, and where their cues do: the first after a cue that can be denied."""
    denied: dict[int, int] = {}
    for cue in _DENIES.finditer(text):
        if _DENIES_NOTHING.match(text, cue.start()):
            continue
        after = (match for match in found if match.start() >= cue.end())
        head = next((match for match in after if _can_be_denied(match.group())), None)
        if head is not None and not re.search(r"[,.;:]", text[cue.end() : head.start()]):
            denied[head.start()] = cue.start()
    return denied


def _can_be_denied(word: str) -> bool:
    return word.lower() not in _NOT_DENIED | words.STOP and not _ADVERB.search(word)


def _conflict(pair: Pair, twins: Twins, x: _Word, y: _Word) -> Conflict:
    values = _value(twins.one.text, x), _value(twins.other.text, y)
    sides = _side(twins.one, values[0]), _side(twins.other, values[1])
    statement, word = (twins.one, x) if x.cue is None else (twins.other, y)
    about = f"whether {clause_before(statement.text, _start(statement.text, word))} {_value(statement.text, word)}"
    return Conflict(DisagreementKind.POSITION, " ".join(about.split()), *sides, pair.is_later)


def _value(text: str, word: _Word) -> str:
    return verb_phrase(text, _start(text, word), word.span.end)


def _start(text: str, word: _Word) -> int:
    """Where the cue begins that denies it, else the word, or the one before what is no verb: "tested negative"."""
    if word.cue is not None:
        return word.cue
    before = None if word.is_verb or word.stem in _VERBS else re.search(r"[^\W\d_]+\s$", text[: word.span.start])
    return before.start() if before else word.span.start


def _side(statement: Statement, value: str) -> Side:
    return Side(statement, value, (Decimal(0), Decimal(0), value))
