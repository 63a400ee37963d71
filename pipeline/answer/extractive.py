"""``ExtractiveWriter``: the sentences that answer, whole and verbatim, best first. No model and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answer.candidates import Candidate, Scorer
from pipeline.answer.question import Kind
from pipeline.domain import DraftClaim, Evidence, Quote, Span
from pipeline.language import figures, words
from pipeline.ports import Embedder, Exchange, Spend, Task
from pipeline.retrieve import rewrite
from pipeline.settings import QUOTES_ONLY

# An answer covers enough of the words asked for; or it names what is asked of and its passage is near in meaning; or,
# where all is said in other words, its passage is very near. A figure is never taken on meaning alone: it may count
# something else. ``benchmarks/answers.py`` measures what they decline rightly and wrongly.
LEAST_COVERAGE, LEAST_COSINE = 0.4, 0.25
LEAST_NAMES, NEAR_COSINE = 0.5, 0.5
VERY_NEAR_COSINE = 0.6
# of the best sentence's score, what a further one must reach
FURTHER = 0.85
ON_TOPIC = 0.5
SAME_MEANING = 0.8
SAME_WORDS = 0.55


@dataclass(slots=True)
class _Chosen:
    """A sentence to give, and those of other articles that say the same."""

    first: Candidate
    others: list[Candidate] = field(default_factory=list)


class ExtractiveWriter:
    """Implements ``Writer``. ``embedder`` compares sentences and must be fast; it need not be the library's own."""

    backend = QUOTES_ONLY
    model = ""
    prompts: tuple[str, ...] = ()

    def __init__(self, embedder: Embedder) -> None:
        self._scorer = Scorer(embedder)

    def draft(self, evidence: Evidence, task: Task, limit: int, spend: Spend) -> Iterator[DraftClaim]:  # noqa: ARG002
        """Up to ``limit`` sentences, each with its own words, and those of other articles that say the same."""
        ranked = self._scorer.candidates(evidence)
        fit = answering(ranked) if task is Task.ANSWER else telling(ranked)
        for chosen in _distinct(ranked, fit, limit):
            spans = (chosen.first.standing(), *(other.span for other in chosen.others))
            quotes = tuple(_quote(c, span) for c, span in zip((chosen.first, *chosen.others), spans, strict=True))
            yield DraftClaim(spans[0].of(chosen.first.article.text), quotes)

    def standalone(self, question: str, history: Sequence[Exchange], spend: Spend) -> str:  # noqa: ARG002
        """The question with the terms it leaves out."""
        return rewrite.standalone(question, history)


def answering(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those that answer, in the same order: as good as the best of them, or nearly."""
    fit = [candidate for candidate in ranked if _answers(candidate)]
    return tuple(candidate for candidate in fit if candidate.score >= FURTHER * fit[0].score)


def telling(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those that belong in a section on the topic: near enough to the best of them, and readable alone."""
    return tuple(c for c in ranked if c.score >= ON_TOPIC * ranked[0].score and c.stands)


def _answers(candidate: Candidate) -> bool:
    """Whether it says something of what is asked, brings the kind of answer wanted, and is close to the question."""
    if not (candidate.has_kind and candidate.says_something):
        return False
    is_named = candidate.names_here >= LEAST_NAMES and candidate.says_so
    covers = candidate.coverage >= LEAST_COVERAGE and candidate.cosine >= LEAST_COSINE
    if is_named and candidate.names_in_story == 1.0 and covers:
        return True
    if is_named and candidate.names_in_story >= LEAST_NAMES and candidate.cosine >= NEAR_COSINE:
        return True
    return candidate.kind is not Kind.FIGURE and candidate.cosine >= VERY_NEAR_COSINE


def _distinct(ranked: Sequence[Candidate], fit: Sequence[Candidate], limit: int) -> list[_Chosen]:
    """The first ``limit`` of ``fit`` that do not repeat one another; what another article says again joins them."""
    chosen: list[_Chosen] = []
    for candidate in fit:
        if len(chosen) < limit and not any(_same(c.first, candidate) or _overlap(c.first, candidate) for c in chosen):
            chosen.append(_Chosen(candidate))
    for candidate in ranked:
        twin = next((c for c in chosen if _same(c.first, candidate)), None)
        if twin is not None and candidate.article.id not in _articles(twin):
            twin.others.append(candidate)
    return chosen


def _articles(chosen: _Chosen) -> set[str]:
    return {chosen.first.article.id, *(other.article.id for other in chosen.others)}


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Whether both would give some of the same words, with what they need to stand."""
    a, b = one.standing(), other.standing()
    return one.article.id == other.article.id and a.start < b.end and b.start < a.end


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether both say the same: alike in meaning or words, with no figure that differs."""
    a, b = set(words.content(one.text)), set(words.content(other.text))
    shared = len(a & b) / max(min(len(a), len(b)), 1)
    alike = float(one.vector @ other.vector) >= SAME_MEANING or shared >= SAME_WORDS
    return alike and _figures_agree(one.text, other.text)


def _figures_agree(one: str, other: str) -> bool:
    mine, theirs = figures.find(one), figures.find(other)
    return all(any(figures.compatible(a, b) for b in theirs) for a in mine) and all(
        any(figures.compatible(a, b) for b in mine) for a in theirs
    )


def _quote(candidate: Candidate, span: Span) -> Quote:
    return Quote(candidate.passage.id, span.of(candidate.article.text))
