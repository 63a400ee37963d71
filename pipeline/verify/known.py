"""What a file is checked against: the articles of the library, what ties them, and who judges support."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.answer.corroborate import Ties
from pipeline.domain import Article, ArticleId, Claim
from pipeline.ports import SupportJudge

Find: TypeAlias = Callable[[ArticleId, int], Article]


@dataclass(frozen=True, slots=True)
class Known:
    """``article`` gives a revision, or raises NotFound; ``ties`` tells what is not independent of what."""

    article: Find
    ties: Callable[[Collection[ArticleId]], Ties]
    judge: SupportJudge

    def cited(self, claims: Iterable[Claim]) -> dict[ArticleId, Article]:
        """The articles that these cite, as they were when cited. Raises NotFound where one is not in the library."""
        sources = dict.fromkeys(citation.source for claim in claims for citation in claim.citations)
        return {source.article_id: self.article(source.article_id, source.revision) for source in sources}
