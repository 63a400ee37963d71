"""A sentence and the one closest to it to whether who did it and to whom have changed places.

"The union sued the port" and "The port sued the union" have the same words. Without a parser: a word that both have,
with two others on either side of it, which have changed sides; or, where one of the two sentences is in the passive
("The union was sued by the port"), which have not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.answer.fault import Fault, Kind
from pipeline.language import attribution, synonyms, words

_REACH = 3
_AGENT = 2
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+\s+)?(?P<verb>\w+(?:ed|en|wn|ught|ung|ot|id|ld))\b.*?\bby\b"
)
# what may stand on either side of these in any order
_EVEN = re.compile(
    r"\b(?:and|or|between|with|both|together|met|meet|meets|meeting|while|versus|against)\b", re.IGNORECASE
)


def of_roles(claim: str, best: str) -> Iterator[Fault]:
    """At most one: the pair that has changed sides about a word that both sentences have once."""
    # "he said it rained" and "it rained, he said" are one
    if _EVEN.search(claim) or attribution.find(claim) or attribution.find(best):
        return
    passive, other = _PASSIVE.search(claim), _PASSIVE.search(best)
    if bool(passive) != bool(other):
        turned = _turned(passive, best) if passive else _turned(other, claim) if other else None
        if turned:
            by_passive, by_active, verb = turned
            here, there = (by_passive, by_active) if passive else (by_active, by_passive)
            yield Fault(Kind.ROLES, f"by the passage “{there}” did it (“{verb}”), by the claim “{here}”")
        return
    yield from _in_one_voice(claim, best)


def _turned(passive: re.Match[str], active: str) -> tuple[str, str, str] | None:
    """Who did it by the passive sentence, who by the active one, and the verb, where each bears it in the other."""
    verb = synonyms.base(words.stem(passive["verb"]))
    bears = words.content(passive.string[: passive.start()])[-1:]
    does = words.content(passive.string[passive.end() :])[:_AGENT]
    stems = [synonyms.base(stem) for stem in words.content(active)]
    if stems.count(verb) != 1:
        return None
    at = stems.index(verb)
    doing = [stem for stem in does if synonyms.base(stem) in stems[at + 1 : at + 1 + _AGENT]]
    if not doing or not at or [synonyms.base(stem) for stem in bears] != stems[at - 1 : at]:
        return None
    return words.written(doing[0], passive.string), words.written(bears[0], passive.string), passive["verb"]


def _in_one_voice(claim: str, best: str) -> Iterator[Fault]:
    here, there = words.content(claim), words.content(best)
    for stem in here:
        if here.count(stem) == there.count(stem) == 1:
            swapped = _swapped(here, here.index(stem), there, there.index(stem))
            if swapped:
                one, verb, other = (words.written(part, claim) for part in (swapped[0], stem, swapped[1]))
                order = f"“{one}” before “{verb}” and “{other}” after it"
                yield Fault(Kind.ROLES, f"the claim has {order}, the passage the other way round")
                return


def _swapped(here: Sequence[str], at: int, there: Sequence[str], to: int) -> tuple[str, str] | None:
    before, after = here[max(0, at - _REACH) : at], here[at + 1 : at + 1 + _REACH]
    ahead, behind = there[max(0, to - _REACH) : to], there[to + 1 : to + 1 + _REACH]
    first = next(
        (stem for stem in reversed(before) if stem in behind and stem not in (*ahead, *after) and stem.isalpha()), None
    )
    last = next((stem for stem in after if stem in ahead and stem not in (*behind, *before) and stem.isalpha()), None)
    return (first, last) if first and last and not synonyms.alike(first, last) else None
