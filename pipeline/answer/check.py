"""A drafted claim to a ``Claim`` or to ``Dropped`` with the reason: words are found, then judged, maybe twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.answer import cite, corroborate
from pipeline.domain import Citation, Claim, DraftClaim, Dropped, Evidence, Span, Support, Verdict
from pipeline.language import sentences
from pipeline.ports import SupportJudge

NO_QUOTE = "It names no words of a passage."
NOT_FOUND = "The words it quotes do not stand in the articles found."
_WORST_FIRST = (Verdict.NOT, Verdict.PARTLY, Verdict.SUPPORTED)

SecondOpinion = Callable[[str, Sequence[str]], Support | None]


def nobody(_: str, __: Sequence[str]) -> None:
    """No second opinion."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks claims against one evidence. ``ties`` says which of its articles are not independent.

    ``second`` is asked for an opinion on what passed the judge; it can lower a verdict, never raise one.
    """

    judge: SupportJudge
    ties: corroborate.Ties
    second: SecondOpinion = nobody

    def check(self, draft: DraftClaim, evidence: Evidence) -> Claim | Dropped:
        text = " ".join(draft.text.split())
        if not draft.quotes or not text:
            return Dropped(text, NO_QUOTE)
        found = tuple(dict.fromkeys(c for quote in draft.quotes for c in cite.find(quote, evidence)))
        if not found:
            return Dropped(text, NOT_FOUND)
        support = self._judged(text, found, tuple(context(c, evidence) for c in found))
        if support.verdict is Verdict.NOT:
            return Dropped(text, _reason(support))
        return Claim(text, found, support, corroborate.corroboration(found, self.ties))

    def _judged(self, text: str, found: Sequence[Citation], texts: Sequence[str]) -> Support:
        support = self.judge.judge(text, texts)
        if support.verdict is Verdict.NOT or any(_is_verbatim(text, citation) for citation in found):
            return support
        second = self.second(text, texts)
        return support if second is None else _worse(support, second)


def _is_verbatim(text: str, citation: Citation) -> bool:
    return text.rstrip(" .") == " ".join(citation.quote.split()).rstrip(" .")


def _worse(first: Support, second: Support) -> Support:
    """The worse verdict and score of the two, with the reasons of both."""
    verdict = min(first.verdict, second.verdict, key=_WORST_FIRST.index)
    return Support(verdict, min(first.score, second.score), (*first.reasons, *second.reasons))


def context(citation: Citation, evidence: Evidence) -> str:
    """The cited words in their whole sentences, with the sentence before them: "He said so" needs its "he"."""
    article = evidence.articles[citation.source.article_id]
    whole = sentences.around(article.text, citation.span, article.language)
    before = sentences.before(article.text, whole, article.language)
    return Span(before.start if before else whole.start, whole.end).of(article.text)


def _reason(support: Support) -> str:
    return "; ".join(support.reasons) or "The words it quotes do not say so."
