"""``ExtractiveWriter``: the sentences that answer, whole and verbatim, best first. No model and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answer import question as questions
from pipeline.answer.candidates import Candidate, Scorer
from pipeline.domain import DraftClaim, Evidence, Quote, Span
from pipeline.language import figures, names, words
from pipeline.ports import Embedder, Exchange, Spend, Task
from pipeline.retrieve import rewrite
from pipeline.settings import QUOTES_ONLY

# below these the articles do not say; measured on questions that they answer and questions that they do not
LEAST_COVERAGE = 0.6
LEAST_COSINE = 0.3
# of the best sentence's score, what a further one must reach
FURTHER = 0.8
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
        if task is Task.ANSWER:
            ranked = answering(questions.read(evidence.question), ranked)
        for chosen in _distinct(ranked, limit):
            spans = (chosen.first.standing(), *(other.span for other in chosen.others))
            quotes = tuple(_quote(c, span) for c, span in zip((chosen.first, *chosen.others), spans, strict=True))
            yield DraftClaim(spans[0].of(chosen.first.article.text), quotes)

    def standalone(self, question: str, history: Sequence[Exchange], spend: Spend) -> str:  # noqa: ARG002
        """The question with the terms it leaves out."""
        return rewrite.standalone(question, history)


def answering(asked: questions.Asked, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those that may answer: they cover what is asked, every name in it, and bring the kind of answer wanted."""
    fit = [
        candidate
        for candidate in ranked
        if candidate.coverage >= LEAST_COVERAGE
        and candidate.cosine >= LEAST_COSINE
        and candidate.has_kind
        and _names_all(asked, candidate)
    ]
    if not fit:
        return ()
    return tuple(candidate for candidate in fit if candidate.score >= FURTHER * fit[0].score)


def _names_all(asked: questions.Asked, candidate: Candidate) -> bool:
    story = f"{candidate.article.title} {candidate.article.outlet} {candidate.passage.text}"
    stems = set(words.content(story))
    return all(
        any(stem in stems or any(names.akin(stem, other) for other in stems) for stem in words.content(name))
        for name in asked.names
    )


def _distinct(ranked: Sequence[Candidate], limit: int) -> list[_Chosen]:
    """The first ``limit`` that do not repeat one another; a repeat of another article joins what it repeats."""
    chosen: list[_Chosen] = []
    for candidate in ranked:
        twin = next((c for c in chosen if _same(c.first, candidate)), None)
        if twin is None and len(chosen) < limit:
            chosen.append(_Chosen(candidate))
        elif twin is not None and candidate.article.id not in _articles(twin):
            twin.others.append(candidate)
    return chosen


def _articles(chosen: _Chosen) -> set[str]:
    return {chosen.first.article.id, *(other.article.id for other in chosen.others)}


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
