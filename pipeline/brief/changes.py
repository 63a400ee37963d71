"""Two versions of a brief, or two answers, to what became of each claim. Nothing in it is left to chance or to a model.

Claims are the same claim where they cite the same words, else where they say the same by their words and figures, else
where they tell of one thing and another figure or day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from pipeline.answer.stale import StaleCitation
from pipeline.brief import agreement, updates
from pipeline.domain import Answer, Brief, Citation, Claim, ClaimChange, Disagreement, News, Source

OUT_OF_DATE = "Out of date: "
"""How a reason begins that a refresh gave to a claim which rests on words that stand no more."""

REVISED = "The article was revised, or taken out, and the words cited stand there no more."

Stale: TypeAlias = Mapping[Claim, Sequence[StaleCitation]]
_Fit: TypeAlias = Callable[[Claim, Claim], float]

NOTHING_STALE: Stale = MappingProxyType({})


def between(
    old: Brief | Answer, new: Brief | Answer, stale: Stale = NOTHING_STALE, *, rewording: bool = True
) -> tuple[ClaimChange, ...]:
    """What became of each claim: those of ``new`` in their order, then those that have gone.

    ``stale`` are claims of ``new`` whose articles were revised since, as ``answer.stale`` finds them. With
    ``rewording``, other words for the same are a change; else they are none.
    """
    before, after = _claims(old), _claims(new)
    pairs = _paired(before, after)
    judge = _Judge(old.disagreements, new.disagreements, stale, rewording)
    told = [judge.of(before[pairs[n]], claim) if n in pairs else _new(claim) for n, claim in enumerate(after)]
    gone = [claim for n, claim in enumerate(before) if n not in pairs.values()]
    return (*told, *(ClaimChange(News.GONE, claim, None, reason="It is in the brief no more.") for claim in gone))


def news(changes: Sequence[ClaimChange]) -> tuple[ClaimChange, ...]:
    """All but what stayed the same."""
    return tuple(change for change in changes if change.news is not News.SAME)


def changed(before: Claim, after: Claim, values: updates.Values) -> ClaimChange:
    """One whose figures or days are given anew."""
    listed = "; ".join(f"{was} → {now}" for was, now in values)
    return ClaimChange(News.CHANGED, before, after, values, f"{listed} ({told_by(after.citations[0].source)})")


def touching(claim: Claim, disagreements: Sequence[Disagreement]) -> tuple[Disagreement, ...]:
    """The disagreements, updates left out, of which a side stands in words that the claim cites."""
    return tuple(
        each
        for each in disagreements
        if not each.is_update and any(cite_alike(claim, side.claim) for side in each.sides)
    )


def cite_alike(one: Claim, other: Claim) -> bool:
    """Whether they cite some of the same words."""
    return _share_words(one, other) > 0


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says what became of one claim that is in both."""

    disputed_before: Sequence[Disagreement]
    disputed_now: Sequence[Disagreement]
    stale: Stale
    rewording: bool

    def of(self, before: Claim, after: Claim) -> ClaimChange:
        values = updates.values(updates.statement(before), updates.statement(after))
        if values:
            return changed(before, after, values)
        news, reason = self._otherwise(before, after)
        return ClaimChange(news, before, after, reason=reason)

    def _otherwise(self, before: Claim, after: Claim) -> tuple[News, str]:
        more = [reason for reason in after.support.reasons if reason not in before.support.reasons]
        outdated = [reason.removeprefix(OUT_OF_DATE) for reason in more if reason.startswith(OUT_OF_DATE)]
        if outdated:
            return News.STALE, "; ".join(outdated)
        if len(self.stale.get(after, ())) == len(set(after.citations)):
            return News.STALE, REVISED
        disputes = self._new_disputes(before, after)
        if disputes:
            return News.DISPUTED, "; ".join(map(_sides, disputes))
        now, then = after.corroboration.independent, before.corroboration.independent
        if now > then:
            return News.CORROBORATED, f"{now} independent sources, {then} before."
        if self.rewording and after.text != before.text:
            return News.CHANGED, "Told in other words."
        return News.SAME, ""

    def _new_disputes(self, before: Claim, after: Claim) -> list[Disagreement]:
        known = {_values(each) for each in touching(before, self.disputed_before)}
        return [each for each in touching(after, self.disputed_now) if _values(each) not in known]


def _claims(paper: Brief | Answer) -> tuple[Claim, ...]:
    """What it tells in sentences, each once."""
    if isinstance(paper, Answer):
        return tuple(dict.fromkeys(paper.claims))
    told = [claim for section in paper.sections for claim in section.claims]
    said = [*(position.claim for position in paper.positions), *paper.unknowns]
    every: dict[str, Claim] = {}
    for claim in (*told, *said):
        every.setdefault(claim.text, claim)
    return tuple(every.values())


def _new(claim: Claim) -> ClaimChange:
    return ClaimChange(News.NEW, None, claim, reason=told_by(claim.citations[0].source))


def told_by(source: Source) -> str:
    """Who told it, and when."""
    return f"{source.label}, {source.published:%-d %B %Y}" if source.published else source.label


def _sides(disagreement: Disagreement) -> str:
    return " against ".join(side.value for side in disagreement.sides)


def _values(disagreement: Disagreement) -> frozenset[str]:
    return frozenset(side.value for side in disagreement.sides)


def _paired(old: Sequence[Claim], new: Sequence[Claim]) -> dict[int, int]:
    """Of each claim of ``new`` that was there before, the place in ``old``: the surest pairs first."""
    pairs: dict[int, int] = {}
    for fit in (_is_equal, _shared_words, _says_same, _is_update):
        scored = [
            (fit(old[i], new[n]), n, i)
            for n in range(len(new))
            for i in range(len(old))
            if n not in pairs and i not in pairs.values()
        ]
        for score, n, i in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
            if score > 0 and n not in pairs and i not in pairs.values():
                pairs[n] = i
    return pairs


def _is_equal(before: Claim, after: Claim) -> float:
    return float(before.text == after.text)


def _shared_words(before: Claim, after: Claim) -> float:
    """How much of what they cite is the same; alike texts decide between equal ones."""
    common = _share_words(before, after)
    if not common:
        return 0.0
    alike = updates.shared(updates.statement(before), updates.statement(after))
    return common / sum(len(citation.quote) for citation in before.citations) + alike


def _share_words(one: Claim, other: Claim) -> int:
    """How many characters both cite."""
    return sum(_overlap(a, b) for a in set(one.citations) for b in set(other.citations))


def _overlap(one: Citation, other: Citation) -> int:
    if one.source.article_id != other.source.article_id:
        return 0
    if one.source.revision != other.source.revision:
        return len(one.quote) if one.quote == other.quote else 0
    return max(0, min(one.span.end, other.span.end) - max(one.span.start, other.span.start))


def _says_same(before: Claim, after: Claim) -> float:
    return agreement.likeness(before.text, after.text)


def _is_update(before: Claim, after: Claim) -> float:
    one, other = updates.statement(before), updates.statement(after)
    return updates.shared(one, other) if updates.find(one, other) else 0.0
