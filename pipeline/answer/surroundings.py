"""Cited words to the words around them: what a reader needs to see that they were not torn from their sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain import Article, Span
from pipeline.language import sentences

LONGEST = 220


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``before``, the cited words and ``after`` stand one behind another in the article, white space included.

    Where the cited words are whole sentences, these are the sentences beside them; at the edges of a paragraph, and of
    the article, they are empty.
    """

    before: str
    quote: str
    after: str


def of(article: Article, span: Span) -> Surroundings:
    """The rest of the sentences that ``span`` touches, or else their neighbours, each cut to ``LONGEST`` characters."""
    text = article.text
    whole = sentences.around(text, span, article.language)
    start, end = whole.start, whole.end
    if whole == span:
        start, end = _neighbours(article, span)
    return Surroundings(_last(text[start : span.start]), span.of(text), _first(text[span.end : end]))


def _neighbours(article: Article, span: Span) -> tuple[int, int]:
    """Where the sentences beside it begin and end, within its own paragraph."""
    text = article.text
    opening = text.rfind("\n", 0, span.start) + 1
    closing = text.find("\n", span.end)
    paragraph = Span(opening, closing if closing >= 0 else len(text))
    found = sentences.spans(text, article.language)
    starts = [each.start for each in found if each.end <= span.start and each.start >= paragraph.start]
    ends = [each.end for each in found if each.start >= span.end and each.end <= paragraph.end]
    return (starts[-1] if starts else span.start), (ends[0] if ends else span.end)


def _last(text: str) -> str:
    return text if len(text) <= LONGEST else "… " + text[-LONGEST:].partition(" ")[2]


def _first(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"
