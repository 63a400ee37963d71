"""A comparison to HTML: rows with both articles beside each other, every character of theirs escaped.

What differs is marked in the sentences, and told in words beneath them: no colour has to be read.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pipeline.domain import AlignedRow, Article, Comparison, Difference, Differs, Span
from pipeline.export import wording
from ui import article_text
from ui.places import Place

_KINDS = {
    Differs.FIGURE: "Figure",
    Differs.DATE: "Date",
    Differs.SPEAKER: "Speaker",
    Differs.NAME: "Name",
    Differs.POSITION: "Account",
}
# what these are about is said by their kind
_PLAIN = frozenset({Differs.SPEAKER, Differs.NAME})
_BOTH_HOLD = "both can be so"


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two articles are called in the rows: by outlet, with the day where the outlets are one."""

    left: str
    right: str

    @classmethod
    def of(cls, left: Article, right: Article) -> Sides:
        if left.source.label != right.source.label:
            return cls(wording.shown(left.source.label), wording.shown(right.source.label))
        named = (f"{each.source.label}, {wording.day(each.published)}" for each in (left, right))
        one, other = map(wording.shown, named)
        return cls(one, other) if one != other else cls(f"{one} (left)", f"{other} (right)")


def differences(found: Comparison) -> str:
    """Each thing that differs in a line that leads to its row; empty where nothing does."""
    told = [
        f'<li><a href="#{_row_id(number)}">{_said(each)}</a></li>'
        for number, row in enumerate(found.rows)
        for each in row.differences
    ]
    return f'<ul class="compared-differences">{"".join(told)}</ul>' if told else ""


def page(found: Comparison, is_shown: Callable[[AlignedRow], bool], sides: Sides) -> str:
    """The rows that are shown, under what the two articles are called."""
    drawn = (_row(found, number, row, sides) for number, row in enumerate(found.rows) if is_shown(row))
    names = (f'<div dir="auto">{html.escape(name)}</div>' for name in (sides.left, sides.right))
    heads = f'<div class="compared-heads" aria-hidden="true">{"".join(names)}</div>'
    return f'<div class="compared">{heads}{"".join(drawn)}</div>'


def _row(found: Comparison, number: int, row: AlignedRow, sides: Sides) -> str:
    left = _cell(found.left.text, row.left, [each.left.span for each in found.differences], sides.left, row)
    right = _cell(found.right.text, row.right, [each.right.span for each in found.differences], sides.right, row)
    kind, said = ("both", "told by both") if row.is_shared else ("apart", "told by one")
    opening = f'<section class="compared-row {kind}" id="{_row_id(number)}" aria-label="Row {number + 1}, {said}">'
    return f"{opening}{left}{right}{''.join(_notes(found, row))}</section>"


def _cell(text: str, spans: Sequence[Span], lit: Sequence[Span], name: str, row: AlignedRow) -> str:
    if not spans:
        return '<div class="compared-cell empty"></div>'
    label = name if row.is_shared else f"Only {name}"
    told = "".join(f'<p dir="auto">{_marked(text, within, lit)}</p>' for within in _joined(text, spans))
    return f'<div class="compared-cell"><span class="compared-name" dir="auto">{html.escape(label)}</span>{told}</div>'


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Sentences of one paragraph together."""
    held: Span | None = None
    for span in spans:
        if held is not None and "\n" not in text[held.end : span.start]:
            held = Span(held.start, span.end)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _marked(text: str, within: Span, lit: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = within.start
    for span in article_text.merged(lit):
        if within.covers(span):
            pieces += html.escape(text[at : span.start]), f"<mark>{html.escape(span.of(text))}</mark>"
            at = span.end
    return "".join((*pieces, html.escape(text[at : within.end])))


def _notes(found: Comparison, row: AlignedRow) -> Iterator[str]:
    if row.is_moved:
        yield '<p class="compared-note">The right article tells this at another place.</p>'
    for each in row.differences:
        values = " / ".join(
            _link(article, value.text, value.span)
            for article, value in ((found.left, each.left), (found.right, each.right))
        )
        yield f'<p class="compared-note" dir="auto">{_named(each)}: {values}{_hold(each)}</p>'


def _link(article: Article, words: str, span: Span) -> str:
    """To the words in the Reader, in a tab of its own: the rows stay where they are."""
    query = urlencode(Place(article.id, article.revision, (span,)).query)
    return f'<a href="reader?{html.escape(query)}" target="_blank">{html.escape(wording.shown(words))}</a>'


def _said(each: Difference) -> str:
    values = " / ".join(html.escape(wording.shown(value.text)) for value in (each.left, each.right))
    return f"{_named(each)}: {values}{_hold(each)}"


def _named(each: Difference) -> str:
    about = html.escape(wording.shown(each.about))
    return f"<b>{_KINDS[each.kind]}</b>" + (f", {about}" if about and each.kind not in _PLAIN else "")


def _hold(each: Difference) -> str:
    return f" <i>({_BOTH_HOLD})</i>" if each.both_hold else ""


def _row_id(number: int) -> str:
    return f"row-{number + 1}"
