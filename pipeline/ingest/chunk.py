"""An article to passages: whole sentences, as many as fit, cut by slicing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Article, Passage, Span
from pipeline.language import sentences

_FULL_ENOUGH = 0.6
_GIVEN_LANGUAGE = "en"


def passages(article: Article, longest: int) -> tuple[Passage, ...]:
    """Passages of at most ``longest`` characters, in order; each character that is no space is in exactly one.

    A passage that is fairly full ends with its paragraph. A sentence longer than ``longest`` is cut at a space.
    """
    if longest < 1:
        raise ValueError("a passage has at least one character")
    found = sentences.spans(article.text, article.language or _GIVEN_LANGUAGE)
    pieces = [piece for span in found for piece in _cut(article.text, span, longest)]
    return tuple(article.passage(span) for span in _grouped(article.text, pieces, longest))


def _cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    start = span.start
    while span.end - start > longest:
        end = _last_space(text, start, start + longest)
        yield Span(start, end)
        start = end
        while text[start].isspace():
            start += 1
    yield Span(start, span.end)


def _last_space(text: str, start: int, limit: int) -> int:
    """Where the words that fit before ``limit`` end; ``limit`` itself when one word fills everything."""
    at = limit
    while at > start and not text[at].isspace():
        at -= 1
    while at > start and text[at - 1].isspace():
        at -= 1
    return at if at > start else limit


def _grouped(text: str, pieces: list[Span], longest: int) -> Iterator[Span]:
    group: Span | None = None
    for piece in pieces:
        if group is None:
            group = piece
        elif piece.end - group.start > longest or _is_rounded_off(text, group, piece, longest):
            yield group
            group = piece
        else:
            group = Span(group.start, piece.end)
    if group is not None:
        yield group


def _is_rounded_off(text: str, group: Span, following: Span, longest: int) -> bool:
    is_full = group.end - group.start >= _FULL_ENOUGH * longest
    return is_full and "\n" in text[group.end : following.start]
