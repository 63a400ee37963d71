"""An article's text to HTML with the cited words lit: every character of it escaped, nothing in it is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from pipeline.domain import Span

CITED = "cited"
_PARAGRAPH = re.compile(r"[^\n]+")


def page(text: str, spans: Sequence[Span], also: Sequence[Span] = ()) -> str:
    """Paragraphs, with ``<mark>`` around what ``spans`` cover; the first span's first mark has the id ``cited``.

    What only ``also`` covers (cited elsewhere) has a fainter mark. A span that reaches past the text is cut there.
    """
    first = spans[0].start if spans else -1
    lit = _lights(merged(spans), merged(also))
    paragraphs = (
        f'<p dir="auto">{"".join(_pieces(text, Span(found.start(), found.end()), lit, first))}</p>'
        for found in _PARAGRAPH.finditer(text)
    )
    return f'<article class="article-text">{"".join(paragraphs)}</article>'


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same characters as disjoint spans, in order."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        else:
            result.append(span)
    return tuple(result)


def _lights(lit: Sequence[Span], also: Sequence[Span]) -> tuple[tuple[Span, bool], ...]:
    """In order and disjoint, each with whether it is one of ``also`` alone; both are disjoint and in order."""
    rest: list[Span] = []
    for span in also:
        start = span.start
        for bright in lit:
            if bright.end <= start or bright.start >= span.end:
                continue
            if bright.start > start:
                rest.append(Span(start, bright.start))
            start = bright.end
        if start < span.end:
            rest.append(Span(start, span.end))
    return tuple(sorted([*((span, False) for span in lit), *((span, True) for span in rest)]))


def _pieces(text: str, within: Span, lit: Sequence[tuple[Span, bool]], first: int) -> Iterator[str]:
    at = within.start
    for span, is_also in lit:
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start >= end:
            continue
        yield html.escape(text[at:start])
        identity = f' id="{CITED}" tabindex="-1"' if span.start <= first < span.end and start == span.start else ""
        faint = ' class="also" title="Cited elsewhere"' if is_also else ""
        yield f"<mark{faint or identity}>{html.escape(text[start:end])}</mark>"
        at = end
    yield html.escape(text[at : within.end])
