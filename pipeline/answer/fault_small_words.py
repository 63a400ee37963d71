"""A sentence and those closest to it to the small words of the one that go further than, or against, the other's.

"All schools" for "some schools", "after the vote" for "before the vote": words that are in every sentence and that
the judge's content words leave out. Only what stands before the same words in both is held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.answer.fault import Fault, Kind
from pipeline.language import words

# from nearly none to every one; who says one of these says no more than those below it
_AMOUNTS = {
    1: r"few|hardly any|not many",
    2: r"a few|some|several|not all|not every|many but not all",
    3: r"many|quite a few|numerous",
    4: r"(?<!the )most|the majority of",
    5: r"all|every|each",
}
_LEVELS = tuple((level, re.compile(rf"\b(?:{cues})\b", re.IGNORECASE)) for level, cues in _AMOUNTS.items())
_FEW, _MANY = 1, 3
_FOLLOWING = re.compile(r"\s+(?:(?:of|the|its|his|her|their|these|those|our)\s+)*(?=[^\W\d_])")
_PAIRS = (("before", "after"), ("above", "below"))
_WINDOW = 50


@dataclass(frozen=True, slots=True)
class _Cue:
    """A small word with what it speaks of, as written; ``of`` is the stem of the first word that carries meaning."""

    said: str
    level: int
    of: str


def of_amounts(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    """Contradicted where the pool gives less of the same than the claim does, or more where the claim says few."""
    for cue in _amounts(claim):
        same = [other for sentence in pool for other in _amounts(sentence) if _of_the_same(cue, other)]
        if same and not any(_bears_out(other.level, cue.level) for other in same):
            yield Fault(Kind.CONTRAST, f"the passage says “{same[0].said}”, the claim says “{cue.said}”")


def _bears_out(stated: int, claimed: int) -> bool:
    if _FEW in {stated, claimed}:
        return stated == claimed or max(stated, claimed) < _MANY
    return stated >= claimed


@lru_cache(maxsize=4096)
def _amounts(text: str) -> tuple[_Cue, ...]:
    found: dict[int, tuple[int, re.Match[str]]] = {}
    for level, pattern in _LEVELS:
        for match in pattern.finditer(text):
            # "a few" is no "few", "not all" no "all": of two that end together the longer one is meant
            longest = found.get(match.end())
            if longest is None or match.start() < longest[1].start():
                found[match.end()] = (level, match)
    return tuple(_cue(match, level) for level, match in found.values() if _FOLLOWING.match(text, match.end()))


def _cue(match: re.Match[str], level: int = 0) -> _Cue:
    clause = re.split(r"[.,;:]", match.string[match.end() : match.end() + _WINDOW])[0]
    tokens = words.tokens(clause)
    first = next((at for at, token in enumerate(tokens) if token not in words.STOP), None)
    if first is None:
        return _Cue(match.group(), level, "")
    return _Cue(" ".join((match.group(), *tokens[: first + 1])), level, words.stem(tokens[first]))


def _of_the_same(one: _Cue, other: _Cue) -> bool:
    return one.of == other.of != ""


def of_order(claim: str, pool: Sequence[str]) -> Iterator[Fault]:
    """Contradicted where one has "before" or "above" and the other "after" or "below" the same words."""
    for pair in _PAIRS:
        for said, against in (pair, pair[::-1]):
            for cue in _followed(said, [claim]):
                rivals = [other for other in _followed(against, pool) if _of_the_same(cue, other)]
                if rivals and not any(_of_the_same(cue, other) for other in _followed(said, pool)):
                    yield Fault(Kind.CONTRAST, f"the passage says “{rivals[0].said}”, the claim says “{cue.said}”")


def _followed(word: str, texts: Sequence[str]) -> list[_Cue]:
    pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
    return [_cue(match) for text in texts for match in pattern.finditer(text)]
