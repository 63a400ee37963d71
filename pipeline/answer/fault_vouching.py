"""A sentence and a passage to what became of who says it and how surely: hedges dropped, speakers swapped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.answer.fault import Fault, Kind
from pipeline.language import attribution, hedges, names, synonyms, words
from pipeline.language.attribution import Act, Attribution
from pipeline.language.hedges import Doubt

_HEDGED = 60
# stems of speakers who may be the same person as any other
_ANYBODY = frozenset(
    map(words.stem, "official spokesman spokeswoman spokesperson source statement report leader".split())
)
_SOFTENED = {Doubt.POSSIBLE: "possible", Doubt.REPORTED: "reported", Doubt.PLANNED: "planned"}


def of_hedges(claim: str, best: str) -> Iterator[Fault]:
    """The first doubt of the passage about the claim's own words that the claim does not keep."""
    doubts = {hedge.doubt for hedge in hedges.find(claim)}
    for cue in hedges.find(best):
        governed = _governed(best, cue.span.end, claim)
        if governed and not _is_kept(cue.doubt, doubts) and not _is_to_come(cue.doubt, governed, claim):
            yield Fault(
                Kind.HEDGE, f"the passage gives it as {_SOFTENED[cue.doubt]} (“{cue.cue}”), the claim as a fact"
            )
            return


def _is_kept(doubt: Doubt, doubts: set[Doubt]) -> bool:
    # "will" for "may" is as flat as a fact; whose claim it is, is asked of the speakers
    return doubt is Doubt.CLAIMED or bool(doubts - {Doubt.PLANNED}) or (doubt is Doubt.PLANNED and bool(doubts))


def _governed(text: str, at: int, claim: str) -> str:
    """The plain stem of what a hedge that ends ``at`` speaks of, where the claim has it too; empty where not."""
    # it speaks of the words next to it, in its own clause
    following = words.content(text[at : at + _HEDGED].split(",")[0])
    first = synonyms.base(following[0]) if following else ""
    return first if first in set(map(synonyms.base, words.content(claim))) else ""


def _is_to_come(doubt: Doubt, governed: str, claim: str) -> bool:
    """Whether the claim gives a plan as one too, in other words: "was chosen to play" for "is set to play"."""
    pairs = itertools.pairwise(words.tokens(claim))
    done = [before for before, token in pairs if synonyms.base(words.stem(token)) == governed]
    return doubt is Doubt.PLANNED and bool(done) and all(before == "to" for before in done)


def of_speakers(claim: str, best: str) -> Iterator[Fault]:
    """An allegation given as a fact, or words put into another mouth."""
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
