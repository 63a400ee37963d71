"""A sentence and the passage to what is wrong between them, each fault with a reason that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.language import attribution, contrast, dates, figures, hedges, names, negation, words
from pipeline.language.attribution import Act, Attribution
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention
from pipeline.language.hedges import Doubt

_CLOSE = 2
_HEDGED = 60


class Kind(StrEnum):
    """What is wrong. The first say that the passage says otherwise, the last that it does not say so."""

    FIGURE = "figure"
    DATE = "date"
    DENIED = "denied"
    CONTRAST = "contrast"
    SPEAKER = "speaker"
    HEDGE = "hedge"
    ALLEGED = "alleged"
    FIGURE_MISSING = "figure missing"
    DATE_MISSING = "date missing"
    NAME_MISSING = "name missing"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    reason: str


def find(claim: str, pool: Sequence[str], text: Sequence[str]) -> tuple[Fault, ...]:
    """The faults of ``claim`` against ``pool``, the sentences closest to it (closest first), and the whole ``text``."""
    whole = "\n".join(text)
    near = "\n".join(pool)
    return (
        *_figures(claim, near, whole),
        *_dates(claim, near, whole),
        *_names(claim, whole),
        *_negation(claim, pool),
        *_contrasts(claim, pool),
        *_hedges(claim, pool[0]),
        *_speakers(claim, pool[0]),
    )


def _figures(claim: str, near: str, whole: str) -> Iterator[Fault]:
    close, all_there = figures.find(near), figures.find(whole)
    for mention in figures.find(claim):
        if any(_alike(mention, other) and figures.entails(other, mention) for other in close):
            continue
        rivals = [other for other in close if _alike(mention, other) and _counts_same(mention, other)]
        if not rivals and any(_alike(mention, other) and figures.entails(other, mention) for other in all_there):
            continue
        said = mention.span.of(claim)
        if rivals:
            yield Fault(
                Kind.FIGURE, f"the passage says {_shown(rivals[0], near)}, the claim says {_shown(mention, claim)}"
            )
        else:
            yield Fault(Kind.FIGURE_MISSING, f"{said} is not in the passage")


def _shown(mention: Mention, text: str) -> str:
    return f"{mention.span.of(text)} {mention.counts}".strip()


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit == other.unit or not (one.unit and other.unit)


def _counts_same(one: Mention, other: Mention) -> bool:
    if one.unit and one.unit == other.unit:
        return True
    return bool(one.head) and (one.head == other.head or (one.is_people and other.is_people))


def _dates(claim: str, near: str, whole: str) -> Iterator[Fault]:
    close, all_there = dates.find(near), dates.find(whole)
    for mention in dates.find(claim):
        if not _says_something(mention) or any(_backs(other, mention) for other in (*close, *all_there)):
            continue
        rivals = [other for other in close if other.is_day and mention.is_day]
        said = mention.span.of(claim)
        if rivals:
            yield Fault(Kind.DATE, f"the passage says {rivals[0].span.of(near)}, the claim says {said}")
        else:
            yield Fault(Kind.DATE_MISSING, f"the passage does not give the date {said}")


def _says_something(mention: DateMention) -> bool:
    return any(part is not None for part in (mention.year, mention.month, mention.day, mention.weekday))


def _backs(there: DateMention, claimed: DateMention) -> bool:
    """Whether the date in the passage says all that the claim says."""
    pairs = ((there.year, claimed.year), (there.month, claimed.month), (there.day, claimed.day))
    if claimed.day is None and claimed.month is None and claimed.year is None:
        return there.weekday == claimed.weekday or there.weekday is None
    known = any(there_part is not None and part is not None for there_part, part in pairs)
    return known and all(there_part is None or part is None or there_part == part for there_part, part in pairs)


def _names(claim: str, whole: str) -> Iterator[Fault]:
    there = [name.short for name in names.find(whole)]
    tokens = set(words.content(whole))
    for name in names.find(claim):
        if name.is_initial or set(words.content(name.short)) <= tokens:
            continue
        if not any(names.same(name.short, other) for other in there):
            yield Fault(Kind.NAME_MISSING, f"{name.short} is not in the passage")


def _negation(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    stems = set(words.content(claim))
    if not stems:
        return
    denies = negation.denied(claim)
    best = pool[0]
    there = set(words.content(best))
    denied = negation.denied(best) & stems
    asserted = (denies & there) - denied
    if len(denied - denies) * 2 >= len(stems & there) and denied - denies:
        yield Fault(Kind.DENIED, f"the passage denies it: “{_cue(best)}”")
    elif asserted and not denied:
        yield Fault(Kind.DENIED, f"the claim denies what the passage says: “{_cue(claim)}”")


def _cue(text: str) -> str:
    found = negation.find(text)
    return found[0].scope.of(text) if found else text


def _contrasts(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    """Words of the claim in whose place a sentence has their opposite, or another name: beside the same word."""
    stems = words.content(claim)
    there = frozenset(words.content(" ".join(pool)))
    called = {stem for name in names.find(claim) for stem in words.content(name.short)}
    for index, stem in enumerate(stems):
        if stem in there and not contrast.of(stem):
            continue
        for sentence in pool[:_CLOSE]:
            other = _in_its_place(stems, index, sentence, is_name=stem in called)
            if other:
                there_word, here_word = _word(other, sentence), _word(stem, claim)
                yield Fault(Kind.CONTRAST, f"the passage says “{there_word}”, the claim says “{here_word}”")
                break


def _in_its_place(stems: Sequence[str], index: int, sentence: str, *, is_name: bool) -> str:
    there = words.content(sentence)
    if stems[index] in there:
        return ""
    called = {stem for name in names.find(sentence) for stem in words.content(name.short)} if is_name else set()
    rivals = (contrast.of(stems[index]) | called) - set(stems)
    beside = {*stems[max(0, index - 1) : index], *stems[index + 1 : index + 2]}
    for at, word in enumerate(there):
        near = {*there[max(0, at - 1) : at], *there[at + 1 : at + 2]}
        if word in rivals and near & beside and not names.akin(word, stems[index]):
            return word
    return ""


def _word(stem: str, text: str) -> str:
    return next((token for token in words.tokens(text) if words.stem(token) == stem), stem)


# stems of speakers who may be the same person as any other
_ANYBODY = frozenset(
    map(words.stem, "official spokesman spokeswoman spokesperson source statement report leader".split())
)
_SOFTENED = {Doubt.POSSIBLE: "possible", Doubt.REPORTED: "reported", Doubt.PLANNED: "planned"}


def _hedges(claim: str, best: str) -> Iterator[Fault]:
    doubts = {hedge.doubt for hedge in hedges.find(claim)}
    for cue in hedges.find(best):
        if not _is_kept(cue.doubt, doubts) and _governs(best, cue.span.end, claim):
            yield Fault(
                Kind.HEDGE, f"the passage gives it as {_SOFTENED[cue.doubt]} (“{cue.cue}”), the claim as a fact"
            )
            return


def _is_kept(doubt: Doubt, doubts: set[Doubt]) -> bool:
    # "will" for "may" is as flat as a fact; whose claim it is, is asked of the speakers
    return doubt is Doubt.CLAIMED or bool(doubts - {Doubt.PLANNED}) or (doubt is Doubt.PLANNED and bool(doubts))


def _governs(text: str, at: int, claim: str) -> bool:
    # a hedge speaks of the words next to it, in its own clause
    following = words.content(text[at : at + _HEDGED].split(",")[0])
    return bool(following) and following[0] in words.content(claim)


def _speakers(claim: str, best: str) -> Iterator[Fault]:
    there = _said(best)
    claimed = _said(claim)
    if not claimed and there and there[0].act is Act.ALLEGES and _follows(best, there[0].at, claim):
        yield Fault(Kind.ALLEGED, f"it is what {there[0].who} {there[0].verb}, the claim states it as a fact")
    for one in claimed:
        others = [other for other in there if not other.is_pronoun]
        if others and not one.is_pronoun and all(_are_two(one.who, other.who) for other in others):
            yield Fault(Kind.SPEAKER, f"the passage has it from {others[0].who}, the claim from {one.who}")


def _said(text: str) -> list[Attribution]:
    return [one for one in attribution.find(text) if one.act is not Act.WITHHOLDS]


def _follows(text: str, at: int, claim: str) -> bool:
    said = words.content(text[at:].split(".")[0])[1:]
    return len(set(said) & set(words.content(claim))) * 2 >= len(set(words.content(claim))) > 0


def _are_two(one: str, other: str) -> bool:
    """Whether two speakers cannot be one: both named or both not, and nothing shared. "The company" may be any name."""
    if set(words.content(one)) & set(words.content(other)) or names.same(one, other):
        return False
    return (
        bool(names.find(one)) == bool(names.find(other)) and not {*words.content(one), *words.content(other)} & _ANYBODY
    )
