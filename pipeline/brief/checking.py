"""What a reader would have a brief say, in their own words or in those of an article, to a claim that is checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.answer import corroborate
from pipeline.answer.check import Checker
from pipeline.answer.corroborate import Ties
from pipeline.brief import agreement, changes, cited, reading, statements
from pipeline.domain import (
    Article,
    Citation,
    Claim,
    DraftClaim,
    Dropped,
    Evidence,
    Hit,
    Outline,
    Quote,
    Span,
    Support,
    Verdict,
)
from pipeline.errors import UserError
from pipeline.language import sentences
from pipeline.ports import Shelf, SupportJudge
from pipeline.retrieve.search import Search


@dataclass(frozen=True, slots=True)
class Checking:
    """``checker`` gives a checker of what is quoted from the evidence."""

    shelf: Shelf
    judge: SupportJudge
    search: Search
    checker: Callable[[Evidence], Checker]
    ties: Callable[[Evidence], Ties]

    def support(self, claim: Claim, text: str) -> Support:
        """How far what the claim cites supports this text. Figures that are out of date stay so in other words."""
        support = self.judge.judge(text, tuple(cited.contexts(claim.citations, self.shelf)))
        marks = tuple(reason for reason in claim.support.reasons if reason.startswith(changes.OUT_OF_DATE))
        if not marks or support.verdict is Verdict.NOT or not agreement.figures_agree(claim.text, text):
            return support
        return replace(support, verdict=Verdict.PARTLY, reasons=(*support.reasons, *marks))

    def reworded(self, claim: Claim, text: str, support: Support) -> Claim:
        """The claim in words that it may have: cited is what says them by itself, where anything does, and counted."""
        texts = cited.contexts(claim.citations, self.shelf)
        saying = [
            citation
            for citation, context in zip(claim.citations, texts, strict=True)
            if self.judge.judge(text, (context,)).verdict is Verdict.SUPPORTED
        ]
        citations = tuple(saying) or claim.citations
        articles = cited.by_id(cited.articles([claim], self.shelf))
        return self._counted(replace(claim, text=text, support=support), citations, tuple(articles.values()))

    def quoted(self, outline: Outline, article: Article, span: Span) -> Claim:
        """The words at ``span`` in whole sentences, cited with whoever else that the outline allows says so.

        Raises UserError where there are no such words, or they say nothing by themselves.
        """
        if span.end > len(article.text) or not any(map(str.isalnum, span.of(article.text))):
            raise UserError("There are no such words in the article.")
        passage = article.passage(sentences.around(article.text, span, article.language))
        evidence = Evidence("", (Hit(passage, 1.0),), {article.id: article})
        draft = DraftClaim(passage.text, (Quote(passage.id, passage.text),))
        claim = self.checker(evidence).check(draft, evidence)
        if isinstance(claim, Dropped):
            raise UserError(f"These words cannot stand as a sentence: {claim.reason}")
        found = reading.near(self.search, outline, claim.text)
        told = [one for each in statements.read(tuple(found.articles.values()), None) for one in each.statements]
        citations = (*claim.citations, *agreement.citations(claim, told, self.judge))
        return self._counted(claim, citations, (*found.articles.values(), article))

    def _counted(self, claim: Claim, citations: tuple[Citation, ...], articles: Sequence[Article]) -> Claim:
        ties = self.ties(Evidence("", (), {article.id: article for article in articles}))
        return replace(claim, citations=citations, corroboration=corroborate.corroboration(citations, ties))
