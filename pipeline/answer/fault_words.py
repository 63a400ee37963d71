"""A sentence and the sentences closest to it to the words of the one that the others deny, or have a rival for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.answer import fault_names, slots
from pipeline.answer.fault import Fault, Kind
from pipeline.language import contrast, names, negation, synonyms, words

_CLOSE = 2
_DENYING = 3
_HEAD = 2
# a rival name stands where the claim's does: the same word on one side, and another near on the other
_NAME_FIT = 1.5
_PLAIN_NOT = re.compile(r"\b(?:not|never|no longer|cannot)\b|n[’']t\b")


def of_negation(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    """The closest sentence denies what the claim says, or says what the claim denies."""
    stems = set(words.content(claim))
    if not stems:
        return
    best = pool[0]
    there, denies = set(words.content(best)), negation.denied(claim)
    denied = _denied(best, stems)
    asserted = (denies & there) - negation.denied(" ".join(pool[:_DENYING]))
    if len(denied - denies) * 2 >= len(stems & there) and denied - denies:
        yield Fault(Kind.DENIED, f"the passage denies it: “{_cue(best)}”")
    elif asserted and len(asserted) * _shared_for(claim) >= len(denies) and not denied:
        yield Fault(Kind.DENIED, f"the claim denies what the passage says: “{_cue(claim)}”")


def _shared_for(claim: str) -> int:
    # "instead of" and "without" deny part of a sentence: more of it must stand in the passage than of a plain "not"
    return 3 if any(_PLAIN_NOT.search(one.cue) for one in negation.find(claim)) else 2


def _denied(text: str, stems: set[str]) -> set[str]:
    """What ``text`` denies of ``stems``, by negations whose own first words are of the claim."""
    found: set[str] = set()
    for one in negation.find(text):
        scope = words.content(text[one.span.end : one.scope.end]) if one.scope.end > one.span.end else ()
        if any(synonyms.alike(head, stem) for head in scope[:_HEAD] for stem in stems):
            found |= set(scope) & stems
    return found


def _cue(text: str) -> str:
    found = negation.find(text)
    return found[0].scope.of(text) if found else text


def of_contrasts(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    """Words of the claim in whose place a sentence has their opposite, another of their class, or another name."""
    stems = words.content(claim)
    there = frozenset(words.content(" ".join(pool)))
    called = _called(claim)
    said: dict[str, None] = {}
    for index, stem in enumerate(stems):
        if stem in there and not contrast.of(stem):
            continue
        for sentence in pool[:_CLOSE]:
            other = _rival(stems, index, sentence) or (_other_name(stems, index, sentence) if stem in called else "")
            if other:
                there_word, here_word = _shown(other, sentence), _shown(stem, claim)
                said[f"the passage says “{there_word}”, the claim says “{here_word}”"] = None
                break
    yield from (Fault(Kind.CONTRAST, reason) for reason in said)


def _called(text: str) -> frozenset[str]:
    return frozenset(stem for name in names.find(text) for stem in words.content(name.short))


def _rival(stems: Sequence[str], index: int, sentence: str) -> str:
    """What contradicts a word of the claim, beside a word that stands beside it there."""
    there = words.content(sentence)
    if slots.standing_for(stems[index], frozenset(there)):
        return ""
    beside = {*stems[max(0, index - 1) : index], *stems[index + 1 : index + 2]}
    for at, word in enumerate(there):
        near = {*there[max(0, at - 1) : at], *there[at + 1 : at + 2]}
        if near & beside and word not in stems and contrast.opposed(stems[index], word):
            return word
    return ""


def _other_name(stems: Sequence[str], index: int, sentence: str) -> str:
    there = words.content(sentence)
    if stems[index] in there:
        return ""
    other = slots.in_place_of(stems, index, there, least=_NAME_FIT)
    is_other = other in _called(sentence) and not names.akin(other, stems[index])
    is_other = is_other and not fault_names.is_where(stems[index], sentence)
    return other if is_other else ""


def _shown(stem: str, text: str) -> str:
    """The word of ``text`` with this stem, as written, or the whole name that it is part of."""
    for name in names.find(text):
        if not name.is_initial and stem in words.content(name.short):
            return name.short
    return words.written(stem, text)
