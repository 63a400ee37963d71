"""Blocks of lines in reading order to paragraphs, with what a line's, a column's or a page's end broke made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.adapters.pdf_lines import Line
from pipeline.adapters.pdf_spelling import Spelling
from pipeline.ingest import dates

_LARGER = 1.15
_FAR = 1.35
_USUAL_EM = 1.2
_FEWEST_GAPS = 4
_INDENT_EM = 0.7
_DEEPEST_INDENT_EM = 5.0
_ROOM_EM = 0.6
_AHEAD = 3
_NARROWER = 0.6
_SHORTEST_LIST = 4
_LONGEST_DATE = 80
_ENDS = (*".!?…:;。！？؟۔", *"\"'”’»)]")
_ITEM = re.compile(r"(?:[•◦▪■►‣·*–—-]|\(?(?:\d{1,2}|[a-z])[.)]) ")
_WITHOUT_SPACES = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")


@dataclass(slots=True)
class Paragraph:
    """Lines and what joins each to the one before: a space, or a newline that was meant.

    ``is_open`` says that its last line reaches the column's edge; ``is_indented`` that its first is set in;
    ``width`` is the column's, in points.
    """

    lines: list[Line]
    joints: list[str] = field(default_factory=list)
    is_open: bool = False
    is_indented: bool = False
    width: float = 0.0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def last(self) -> str:
        return self.lines[-1].text

    @property
    def first(self) -> str:
        return self.lines[0].text


def paragraphs(blocks: Iterable[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all ``blocks``; one that goes on in a later block (past a box, over a page) is one."""
    every = [lines for lines in blocks if lines]
    leading = _leading(every)
    return _stitched([_block(lines, leading) for lines in every])


def body_size(blocks: Iterable[Sequence[Line]]) -> float:
    """The size that most letters have, in points; 0 without any."""
    letters: Counter[float] = Counter()
    for lines in blocks:
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _leading(blocks: Iterable[Sequence[Line]]) -> float:
    """How far lines of one paragraph are apart, in heights of their font; more gaps are within than between them."""
    gaps = sorted(gap for lines in blocks for gap in _gaps(lines))
    return gaps[len(gaps) // 4] if len(gaps) >= _FEWEST_GAPS else _USUAL_EM


def _gaps(lines: Sequence[Line]) -> Iterator[float]:
    for one, two in pairwise(lines):
        if _is_alike(one, two):
            yield (two.baseline - one.baseline) / one.size


def _block(lines: Sequence[Line], leading: float) -> list[Paragraph]:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    is_list = _is_list(lines)
    gaps = sorted(_gaps(lines))
    usual = gaps[len(gaps) // 4] if len(gaps) >= _FEWEST_GAPS else leading
    found = [Paragraph([lines[0]], is_indented=lines[0].x0 - left > _INDENT_EM * lines[0].size)]
    for one, two, after in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        joint = None if _begins(one, two, after, (left, right)) else _joint(one, two, right, usual)
        joint = "\n" if joint and is_list else joint
        if joint is None:
            found[-1].is_open = _room(one, two, right) <= 0
            found.append(Paragraph([two], is_indented=two.x0 - left > _INDENT_EM * two.size))
        else:
            found[-1].lines.append(two)
            found[-1].joints.append(joint)
    found[-1].is_open = right - lines[-1].x1 < 2 * lines[-1].size
    for paragraph in found:
        paragraph.width = right - left
    return found


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether each line begins as a sentence or a number does, which lines of running text do not."""
    small = sum(line.text[:1].islower() for line in lines)
    return len(lines) >= _SHORTEST_LIST and not small and any(line.text[1:2].islower() for line in lines)


def _is_alike(one: Line, two: Line) -> bool:
    return one.size / _LARGER < two.size < one.size * _LARGER


def _joint(one: Line, two: Line, right: float, usual: float) -> str | None:
    """What joins two lines that follow each other; None between paragraphs."""
    if not _is_alike(one, two) or two.baseline - one.baseline > _FAR * usual * one.size or _is_date(one, two):
        return None
    if len(one.parts) > 1 or len(two.parts) > 1 or _ITEM.match(two.text):
        return "\n"
    if _room(one, two, right) <= 0 or two.text[:1].islower():
        return " "
    return None if one.text.endswith(_ENDS) else "\n"


def _is_date(*lines: Line) -> bool:
    return any(len(line.text) <= _LONGEST_DATE and dates.of_header(line.text) for line in lines)


def _begins(one: Line, two: Line, after: Line | None, edges: tuple[float, float]) -> bool:
    """Whether an indent says that ``two`` begins a paragraph."""
    left, right = edges
    if not _INDENT_EM < (two.x0 - left) / two.size < _DEEPEST_INDENT_EM:
        return False
    if one.x0 - left > _INDENT_EM * one.size:
        # either all are set in, as a quotation is, or this is one paragraph of one line after another
        return after is not None and after.x0 - left < _INDENT_EM * after.size
    return one.text.endswith(_ENDS) or _room(one, two, right) > 0


def _room(one: Line, two: Line, right: float) -> float:
    """How much more than the next line's first word would have fitted in a line, in points; 0 or less: it is full."""
    run = two.words[0]
    word = (run.x1 - run.x0) * len(run.text.split(" ", 1)[0]) / len(run.text)
    return (right - one.x1) - word - _ROOM_EM * one.size


def _stitched(blocks: list[list[Paragraph]]) -> list[Paragraph]:
    whole: list[Paragraph] = []
    waiting = [block for block in blocks if block]
    while waiting:
        block = waiting.pop(0)
        whole += block
        while (at := _goes_on(whole[-1], waiting)) is not None:
            following = waiting.pop(at)
            first = following.pop(0)
            last = whole[-1]
            last.joints += [" ", *first.joints]
            last.lines += first.lines
            last.is_open = first.is_open
            if following:
                # what stood between comes after the paragraph that it interrupted
                waiting.insert(at, following)
                break
    return whole


def _goes_on(last: Paragraph, waiting: Sequence[list[Paragraph]]) -> int | None:
    """Which of the next blocks begins with the rest of ``last``."""
    if last.last.endswith(_ENDS):
        return None
    for at, block in enumerate(waiting[:_AHEAD]):
        first = block[0]
        is_alike = _is_alike(last.lines[-1], first.lines[0]) and last.width > _NARROWER * first.width
        if is_alike and (first.first[:1].islower() or (at == 0 and last.is_open and _may_go_on(first))):
            return at
    return None


def _may_go_on(first: Paragraph) -> bool:
    return not first.is_indented and not _ITEM.match(first.first)


def text(paragraph: Paragraph, spelling: Spelling) -> str:
    """The paragraph on one line, but for newlines that were meant; ``spelling`` decides about hyphens."""
    whole = paragraph.lines[0].text
    for joint, line in zip(paragraph.joints, paragraph.lines[1:], strict=True):
        whole = _joined(whole, line.text, joint, spelling)
    return whole.replace("\u00ad", "")


def _joined(one: str, two: str, joint: str, spelling: Spelling) -> str:
    if joint != " ":
        return one + joint + two
    if (mended := spelling.mended(one, two)) is not None:
        return mended
    is_unspaced = _WITHOUT_SPACES.match(one[-1:]) and _WITHOUT_SPACES.match(two[:1])
    return one + ("" if is_unspaced else " ") + two
