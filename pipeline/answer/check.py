"""A drafted claim to a ``Claim`` or to ``Dropped`` with the reason: words are found, then judged."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.answer import cite, corroborate
from pipeline.domain import Citation, Claim, DraftClaim, Dropped, Evidence, Span, Support, Verdict
from pipeline.language import sentences
from pipeline.ports import SupportJudge

NO_QUOTE = "It names no words of a passage."
NOT_FOUND = "The words it quotes do not stand in the articles found."


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks claims against one evidence. ``ties`` says which of its articles are not independent."""

    judge: SupportJudge
    ties: corroborate.Ties

    def check(self, draft: DraftClaim, evidence: Evidence) -> Claim | Dropped:
        text = " ".join(draft.text.split())
        if not draft.quotes or not text:
            return Dropped(text, NO_QUOTE)
        found = tuple(dict.fromkeys(c for quote in draft.quotes for c in cite.find(quote, evidence)))
        if not found:
            return Dropped(text, NOT_FOUND)
        support = self.judge.judge(text, tuple(context(c, evidence) for c in found))
        if support.verdict is Verdict.NOT:
            return Dropped(text, _reason(support))
        return Claim(text, found, support, corroborate.corroboration(found, self.ties))


def context(citation: Citation, evidence: Evidence) -> str:
    """The cited words in their whole sentences, with the sentence before them: "He said so" needs its "he"."""
    article = evidence.articles[citation.source.article_id]
    whole = sentences.around(article.text, citation.span, article.language)
    before = sentences.before(article.text, whole, article.language)
    return Span(before.start if before else whole.start, whole.end).of(article.text)


def _reason(support: Support) -> str:
    return "; ".join(support.reasons) or "The words it quotes do not say so."
