"""What changed in an article to HTML: every character of both texts escaped, long unchanged stretches folded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.export import wording
from pipeline.language import words
from pipeline.language.changes import Change, ChangeKind

KEPT_CHARS = 240
_PIECE = re.compile(r"([^\n]*)(\n+|$)")
_TAGS = {ChangeKind.ADDED: "ins", ChangeKind.REMOVED: "del"}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """``end`` says whether the break after it is in both texts, or in one of them."""

    pieces: tuple[Change, ...]
    end: ChangeKind

    @property
    def is_unchanged(self) -> bool:
        return self.end is ChangeKind.SAME and all(piece.kind is ChangeKind.SAME for piece in self.pieces)

    @property
    def is_broken(self) -> bool:
        """Whether a paragraph that stood in both texts was parted here, or joined with the next one."""
        return self.end is not ChangeKind.SAME and any(piece.kind is not self.end for piece in self.pieces)


def page(found: Sequence[Change]) -> str:
    """The new text with ``<ins>`` around what was added, and with what was removed in ``<del>`` where it stood.

    Of unchanged paragraphs one is shown on each side of a change; the others open by a click.
    """
    paragraphs = tuple(_paragraphs(found))
    shown: list[str] = []
    at = 0
    for is_unchanged, group in groupby(paragraphs, key=lambda paragraph: paragraph.is_unchanged):
        together = tuple(group)
        before, at = at, at + len(together)
        if is_unchanged:
            shown.extend(_folded(together, first=int(before > 0), last=int(at < len(paragraphs))))
        else:
            shown.extend(_drawn(paragraph) for paragraph in together)
    return f'<article class="article-text changes">{"".join(shown)}</article>'


def line(found: Sequence[Change]) -> str:
    """A headline's changes, without paragraphs."""
    return f'<p class="changes" dir="auto">{"".join(map(_marked, found))}</p>'


def counted(found: Sequence[Change]) -> str:
    """How many words came and went; empty when only white space and punctuation did."""
    parts = []
    for kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        number = sum(len(words.tokens(change.text)) for change in found if change.kind is kind)
        if number:
            parts.append(f"{wording.counted(number, 'word')} {kind.value}")
    return ", ".join(parts)


def _paragraphs(found: Sequence[Change]) -> Iterator[_Paragraph]:
    pieces: list[Change] = []
    shared = max((at for at, change in enumerate(found) if change.kind is ChangeKind.SAME), default=-1)
    for at, change in enumerate(found):
        # behind all that is shared one of the texts is at its end, so that no paragraph of it is parted
        end = change.kind if at < shared else ChangeKind.SAME
        for text, newlines in _PIECE.findall(change.text):
            if text:
                pieces.append(Change(change.kind, text))
            if newlines and pieces:
                yield _Paragraph(tuple(pieces), end)
                pieces = []
    if pieces:
        yield _Paragraph(tuple(pieces), ChangeKind.SAME)


def _folded(paragraphs: Sequence[_Paragraph], first: int, last: int) -> Iterator[str]:
    """The first and last so many, and the rest behind a line that says how many they are."""
    hidden = paragraphs[first : len(paragraphs) - last]
    if len(hidden) < 2:  # noqa: PLR2004
        yield from map(_drawn, paragraphs)
        return
    yield from map(_drawn, paragraphs[:first])
    inner = "".join(f'<p dir="auto">{_whole(paragraph)}</p>' for paragraph in hidden)
    yield f"<details><summary>… {len(hidden):,} paragraphs unchanged …</summary>{inner}</details>"
    yield from map(_drawn, paragraphs[len(paragraphs) - last :])


def _drawn(paragraph: _Paragraph) -> str:
    broken = _marked(Change(paragraph.end, "¶")) if paragraph.is_broken else ""
    return f'<p dir="auto">{"".join(map(_piece, paragraph.pieces))}{broken}</p>'


def _whole(paragraph: _Paragraph) -> str:
    return "".join(map(_marked, paragraph.pieces))


def _piece(change: Change) -> str:
    """A long same stretch within a changed paragraph keeps its ends only."""
    if change.kind is not ChangeKind.SAME or len(change.text) < 3 * KEPT_CHARS:
        return _marked(change)
    head = change.text[:KEPT_CHARS].rpartition(" ")[0] or change.text[:KEPT_CHARS]
    tail = change.text[-KEPT_CHARS:].partition(" ")[2] or change.text[-KEPT_CHARS:]
    left_out = len(words.tokens(change.text[len(head) : -len(tail)]))
    said = f'<span class="unchanged">… {wording.counted(left_out, "word")} unchanged …</span>'
    return f"{html.escape(head)} {said} {html.escape(tail)}"


def _marked(change: Change) -> str:
    tag = _TAGS.get(change.kind)
    text = html.escape(change.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
