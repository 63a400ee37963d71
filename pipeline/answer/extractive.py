"""``ExtractiveWriter``: the sentences that answer, whole and verbatim, best first.

All that is ever added stands in square brackets: whom a pronoun stands for. No chat model and no network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answer import candidates, check, cite, decide, pronouns, telling
from pipeline.answer import question as questions
from pipeline.answer.candidates import Candidate
from pipeline.answer.rank import Ranked, Ranker
from pipeline.answer.support import LexicalJudge
from pipeline.domain import DraftClaim, Evidence, Quote, Span, Verdict
from pipeline.language import figures, words
from pipeline.ports import Embedder, Spend, Task, TokenEncoder
from pipeline.settings import QUOTES_ONLY

# of the best sentence's score, what a further one on a topic must reach
ON_TOPIC = 0.35
# of the most that any sentence holds of the topic where it stands
OF_TOPIC = 0.4
SAME_MEANING = 0.8
SAME_WORDS = 0.55


@dataclass(slots=True)
class _Chosen:
    """A sentence to give, and those of other articles that say the same."""

    first: Ranked
    others: list[Ranked] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        return {one.candidate.article.id for one in (self.first, *self.others)}


class ExtractiveWriter:
    """Implements ``Writer``. ``embedder`` compares sentences and must be fast; ``encoder`` reads the best closely."""

    backend = QUOTES_ONLY
    model = ""
    prompts: tuple[str, ...] = ()

    def __init__(self, embedder: Embedder, encoder: TokenEncoder) -> None:
        self._ranker = Ranker(embedder, encoder)
        self._judge = LexicalJudge(embedder)

    def draft(
        self,
        evidence: Evidence,
        task: Task,
        limit: int,
        spend: Spend,  # noqa: ARG002
        audience: str = "",  # noqa: ARG002
    ) -> Iterator[DraftClaim]:
        """Up to ``limit`` sentences, each with its own words, and those of other articles that say the same."""
        if task is Task.SECTION:
            yield from self._told(evidence, limit)
            return
        ranked, fit = self._answering(evidence)
        for chosen in _distinct(ranked, fit, limit):
            every = [chosen.first.candidate, *(other.candidate for other in chosen.others)]
            yield self._alone(every, evidence) or _claim(every, every[0].standing())

    def rewrite(self, failed: DraftClaim, reason: str, evidence: Evidence, spend: Spend) -> DraftClaim | None:  # noqa: ARG002
        """None: a sentence of an article cannot be put otherwise."""
        return None

    def _answering(self, evidence: Evidence) -> tuple[Sequence[Ranked], Sequence[Ranked]]:
        asked = questions.read(evidence.question)
        reading = self._ranker.answering(asked, candidates.answering(evidence))
        return reading.ranked, decide.answers(asked, reading, evidence)

    def _alone(self, every: Sequence[Candidate], evidence: Evidence) -> DraftClaim | None:
        """The first sentence on its own, with whom its pronoun stands for; None where that is not sure."""
        first = every[0]
        text = pronouns.bracketed(first.article, first.span)
        if text is None:
            return None
        claim = _claim(every, first.span, text)
        cited = (citation for quote in claim.quotes for citation in cite.find(quote, evidence))
        support = self._judge.judge(text, tuple(check.context(citation, evidence) for citation in cited))
        return claim if support.verdict is Verdict.SUPPORTED else None

    def _told(self, evidence: Evidence, limit: int) -> Iterator[DraftClaim]:
        """Sentences that tell most of a topic, each something else; what says the same joins the first that does."""
        told = {one.candidate: one for one in telling.found(evidence)}
        ranked = self._ranker.telling(evidence.question, tuple(told.values()))
        least = ON_TOPIC * max((one.score for one in ranked), default=0.0)
        least_held = OF_TOPIC * max((one.held for one in ranked), default=0.0)
        fit = [one for one in ranked if one.score >= least and one.held >= least_held]
        for chosen in _distinct(ranked, fit, limit, lambda candidate: told[candidate].span):
            first = told[chosen.first.candidate]
            others = (other.candidate for other in chosen.others)
            every = [first.candidate, *(other for other in others if self._bears_out(first.text, other))]
            is_short = first.needs_a_name or first.span.start < every[0].span.start
            alone = self._alone(every, evidence) if is_short else None
            if alone is not None or not first.needs_a_name:
                yield alone or _claim(every, first.span)

    def _bears_out(self, text: str, other: Candidate) -> bool:
        """Whether another sentence says by itself what is given: one that is only alike is no further source."""
        return self._judge.judge(text, (other.text,)).verdict is Verdict.SUPPORTED


def _distinct(
    ranked: Sequence[Ranked],
    fit: Sequence[Ranked],
    limit: int,
    given: Callable[[Candidate], Span] = Candidate.standing,
) -> list[_Chosen]:
    """The first ``limit`` of ``fit`` that do not repeat one another; what another article says again joins them.

    ``given`` is what is shown of a sentence, with what it needs to stand.
    """
    chosen: list[_Chosen] = []
    for one in fit:
        if len(chosen) < limit and not any(_same(c.first, one) or _overlap(c.first, one, given) for c in chosen):
            chosen.append(_Chosen(one))
    for one in ranked:
        twin = next((c for c in chosen if one.candidate.article.id not in c.articles and _same(c.first, one)), None)
        if twin is not None:
            twin.others.append(one)
    return chosen


def _overlap(one: Ranked, other: Ranked, given: Callable[[Candidate], Span]) -> bool:
    """Whether both would give some of the same words, with what they need to stand."""
    a, b = given(one.candidate), given(other.candidate)
    if one.candidate.article.id == other.candidate.article.id:
        return a.start < b.end and b.start < a.end
    mine, theirs = (words.tokens(s.of(c.candidate.article.text)) for s, c in ((a, one), (b, other)))
    return f" {' '.join(mine)} " in f" {' '.join(theirs)} " or f" {' '.join(theirs)} " in f" {' '.join(mine)} "


def _same(one: Ranked, other: Ranked) -> bool:
    """Whether both say the same: alike in meaning or words, with no figure that differs."""
    mine, theirs = one.candidate.text, other.candidate.text
    a, b = set(words.content(mine)), set(words.content(theirs))
    shared = len(a & b) / max(min(len(a), len(b)), 1)
    alike = float(one.vector @ other.vector) >= SAME_MEANING or shared >= SAME_WORDS
    return alike and _figures_agree(mine, theirs)


def _figures_agree(one: str, other: str) -> bool:
    mine, theirs = figures.find(one), figures.find(other)
    return all(any(figures.compatible(a, b) for b in theirs) for a in mine) and all(
        any(figures.compatible(a, b) for b in mine) for a in theirs
    )


def _claim(every: Sequence[Candidate], span: Span, text: str = "") -> DraftClaim:
    """What the first says at ``span``, as ``text`` or verbatim, quoted with the sentences that say the same."""
    spans = (span, *(other.span for other in every[1:]))
    quotes = tuple(_quote(one, at) for one, at in zip(every, spans, strict=True))
    return DraftClaim(text or span.of(every[0].article.text), quotes)


def _quote(candidate: Candidate, span: Span) -> Quote:
    return Quote(candidate.passage.id, span.of(candidate.article.text))
