"""A quote to the exact words of an article, or to nothing.

Typography may differ (quotation marks, dashes, spaces); letters and digits may not. Half a word or half a number is no
quote: "2.5" does not stand in "12.5", nor "5" in "5 million".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pipeline.domain import Article, Citation, Evidence, Quote, Span
from pipeline.language import sentences, words

FEWEST_WORDS = 4
_SINGLE, _DOUBLE, _DASH = "'’‘‛ʼ′`´", '"“”„‟«»″', "-‐‑‒–—―−"
_SETS = (_SINGLE, _DOUBLE, _DASH)
_LONG_DASHES = "‒–—―"
_DASH_CLASS = re.escape(_DASH)
# a long dash may stand with or without spaces round it, and for a hyphen that has them
_GAP = re.compile(r"(\s*[‒–—―]\s*|\s+[-‐‑−]\s+|\s+)")
_BEFORE = r"(?<!\w)(?<!\d[.,:])"
_CURRENCY = "$€£¥₹"
_NO_SIGN = rf"(?<![-−])(?<![-−][{_CURRENCY}])"
# "12 500" and "5 million" are one number each
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_NO_THOUSANDS = r"(?<!\d\s)"
_SCALE = r"(?!-?\s?(?:hundred|thousand|million|billion|trillion|lakh|crore)\b)"
# "can" is half of "can't", and its opposite
_AFTER = rf"(?!\w)(?![{_SINGLE}]t\b)(?![.,:]\d){_SCALE}"
_AFTER_DIGIT = r"(?!\s?(?:%|percent\b|per\s+cent\b|bn\b|mn\b|tn\b|m\b|[½⅓⅔¼¾]))(?!/\d)(?!\s\d/\d)(?!\s\d{3}\b)"
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
    is_amount = quote[0].isdigit() or quote[0] in _CURRENCY
    before = _BEFORE + (_NO_SIGN if is_amount else "") + (_NO_THOUSANDS if _THOUSANDS.match(quote) else "")
    after = (_AFTER_DIGIT if quote[-1].isdigit() else "") + _AFTER
    return re.compile(before + _body(quote) + after)


def _body(quote: str) -> str:
    """The quote's characters in a row, its gaps as any gap; only the first letter may differ in case."""
    pieces = [piece for piece in _GAP.split(quote) if piece]
    return _first(pieces[0]) + "".join(map(_piece, pieces[1:]))


def _piece(piece: str) -> str:
    # possessive, so that no gap is ever tried twice: a row of dashes must not take exponential time
    if piece.isspace():
        return r"\s++"
    if piece.strip() in _SETS[2]:
        return rf"\s*+[{_DASH_CLASS}]\s*+"
    return "".join(map(_either, piece))


def _first(piece: str) -> str:
    head = piece[0]
    if head.isalpha() and len(head.swapcase()) == 1:
        return f"[{head}{head.swapcase()}]" + "".join(map(_either, piece[1:]))
    return _piece(piece)


def _either(character: str) -> str:
    return next((f"[{re.escape(alike)}]" for alike in _SETS if character in alike), re.escape(character))
