"""A quote to the exact words of an article, or to nothing.

Typography may differ (quotation marks, dashes, spaces); letters and digits may not. Half a word or half a number is no
quote: "2.5" does not stand in "12.5", nor "5" in "5 million".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain import Article, Citation, Evidence, Quote, Span
from pipeline.language import sentences, words

FEWEST_WORDS = 4
_SINGLE, _DOUBLE, _DASH = "'’‘‛ʼ′`´", '"“”„‟«»″', "-‐‑‒–—―−"
_SETS = (_SINGLE, _DOUBLE, _DASH)
_LONG_DASHES = "‒–—―"
_BEFORE = r"(?<!\w)(?<!\d[.,:])"
_NO_SIGN = r"(?<![-−])"
_AFTER = r"(?!\w)(?![.,:]\d)"
_AFTER_DIGIT = r"(?!\s?(?:%|percent\b|per\s+cent\b|hundred\b|thousand\b|million\b|billion\b|trillion\b|bn\b|m\b))"
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.)\s*")
_TRIMMED = f"{_SINGLE}{_DOUBLE} \t\n.,;:!?…"


def find(quote: Quote, evidence: Evidence) -> tuple[Citation, ...]:
    """The citations that a quote stands for; none when its words do not stand in the evidence.

    The passage that it names comes first, then its article, then the rest. Words left out with an ellipsis give one
    citation for each part, all of one article and in its order. Fewer than four words cite their whole sentence.
    """
    words_of_quote = unicodedata.normalize("NFC", quote.words).strip()
    for article, within in _places(quote, evidence):
        found = _parts(words_of_quote, article, within)
        if found:
            return tuple(article.cite(_enough(article, span)) for span in found)
    return ()


def locate(quote: str, text: str, within: Span) -> Span | None:
    """Where the words of ``quote`` first stand in ``text`` inside ``within``; None when they do not."""
    for candidate in (quote, quote.strip(_TRIMMED)):
        if not any(character.isalnum() for character in candidate):
            return None
        match = _pattern(candidate).search(text, within.start, within.end)
        if match:
            return Span(*match.span())
    return None


def _places(quote: Quote, evidence: Evidence) -> Iterator[tuple[Article, Span]]:
    named = [hit.passage for hit in evidence.hits if hit.passage.id == quote.passage_id]
    rest = [hit.passage for hit in evidence.hits if hit.passage.id != quote.passage_id]
    for passage in named:
        article = evidence.articles[passage.article_id]
        yield article, passage.span
        yield article, Span(0, len(article.text))
    for passage in rest:
        yield evidence.articles[passage.article_id], passage.span


def _parts(quote: str, article: Article, within: Span) -> tuple[Span, ...]:
    whole = locate(quote, article.text, within)
    if whole:
        return (whole,)
    pieces = [piece for piece in _ELLIPSIS.split(quote) if piece]
    if len(pieces) < 2 or any(len(piece.split()) < FEWEST_WORDS for piece in pieces):  # noqa: PLR2004
        return ()
    return _in_order(pieces, article, within)


def _in_order(pieces: Iterable[str], article: Article, within: Span) -> tuple[Span, ...]:
    found: list[Span] = []
    start = within.start
    for piece in pieces:
        span = locate(piece, article.text, Span(start, within.end)) if start < within.end else None
        if span is None:
            return ()
        found.append(span)
        start = span.end
    return tuple(found)


def _enough(article: Article, span: Span) -> Span:
    if len(words.tokens(span.of(article.text))) >= FEWEST_WORDS:
        return span
    return sentences.around(article.text, span, article.language)


def _pattern(quote: str) -> re.Pattern[str]:
    body = _body(quote.split())
    before = _BEFORE + (_NO_SIGN if quote[0].isdigit() else "")
    after = (_AFTER_DIGIT if quote[-1].isdigit() else "") + _AFTER
    return re.compile(before + body + after)


def _body(tokens: Sequence[str]) -> str:
    """The tokens in a row; only their first letter may differ in case, since a quote may begin within a sentence."""
    first, *rest = tokens
    written = [_first(first), *("".join(map(_either, token)) for token in rest)]
    joined = written[0]
    for before, token, pattern in zip(tokens, rest, written[1:], strict=False):
        touches_dash = token in _DASH or before in _DASH
        joined += (r"\s*" if touches_dash else r"\s+") + pattern
    return joined


def _first(token: str) -> str:
    head = token[0]
    start = f"[{head}{head.swapcase()}]" if head.isalpha() and len(head.swapcase()) == 1 else _either(head)
    return start + "".join(map(_either, token[1:]))


def _either(character: str) -> str:
    for alike in _SETS:
        if character in alike:
            # a long dash may stand with or without spaces round it
            spaces = r"\s*" if character in _LONG_DASHES else ""
            return f"{spaces}[{re.escape(alike)}]{spaces}"
    return re.escape(character)
