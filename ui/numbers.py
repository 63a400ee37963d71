"""Numbers of articles, in the order in which a page first cites them: the same article is the same number on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.domain import Answer, ArticleId, Brief, Citation, Claim


class Numbered(Protocol):
    """What gives a citation its number."""

    def at(self, citation: Citation) -> int: ...


@dataclass(frozen=True, slots=True)
class Numbers:
    of: Mapping[ArticleId, int]

    def at(self, citation: Citation) -> int:
        """Raises KeyError for an article that the page does not cite."""
        return self.of[citation.source.article_id]


def of_citations(citations: Iterable[Citation]) -> Numbers:
    ids = dict.fromkeys(citation.source.article_id for citation in citations)
    return Numbers({article_id: number for number, article_id in enumerate(ids, start=1)})


def of_answers(answers: Iterable[Answer], growing: Iterable[Claim] = ()) -> Numbers:
    """Of a conversation: what is answered later adds numbers and changes none. ``growing`` is the answer to come."""
    cited = (citation for answer in answers for citation in _cited(answer))
    return of_citations((*cited, *(citation for claim in growing for citation in claim.citations)))


def of_brief(brief: Brief) -> Numbers:
    """As its list of sources has them."""
    return Numbers({source.article_id: number for number, source in enumerate(brief.sources, start=1)})


def _cited(answer: Answer) -> Iterable[Citation]:
    for claim in answer.claims:
        yield from claim.citations
    yield from answer.nearest
    for disagreement in answer.disagreements:
        for side in disagreement.sides:
            yield from side.claim.citations
