"""Blocks of lines in reading order to paragraphs, with what a line's, a column's or a page's end broke made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.adapters.pdf_lines import Line

_LARGER = 1.15
_FAR = 1.35
_USUAL_EM = 1.2
_FEWEST_GAPS = 4
_INDENT_EM = 0.7
_DEEPEST_INDENT_EM = 5.0
_ROOM_EM = 0.6
_AHEAD = 3
_SHORTEST_LIST = 4
_ENDS = (*".!?…:;。！？؟۔", *"\"'”’»)]")
_ITEM = re.compile(r"[•◦▪■►‣·*–—-]$|\(?(?:\d{1,2}|[a-z])[.)]$")
_HYPHENATED = re.compile(r"(?P<before>[^\W\d_](?:[\w'’]|-)*|\d[\w-]*)(?P<hyphen>[-\u2010\u00ad])")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_WITHOUT_SPACES = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")


@dataclass(slots=True)
class Paragraph:
    """Lines and what joins each to the one before: a space, or a newline that was meant.

    ``is_open`` says that its last line reaches the column's edge; ``is_indented`` that its first is set in.
    """

    lines: list[Line]
    joints: list[str] = field(default_factory=list)
    is_open: bool = False
    is_indented: bool = False

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def last(self) -> str:
        return self.lines[-1].words[-1].text

    @property
    def first(self) -> str:
        return self.lines[0].words[0].text


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
    gaps = sorted(gap / one.size for lines in blocks for one, gap in _gaps(lines))
    return gaps[len(gaps) // 4] if len(gaps) >= _FEWEST_GAPS else _USUAL_EM


def _gaps(lines: Sequence[Line]) -> Iterator[tuple[Line, float]]:
    for one, two in pairwise(lines):
        if _is_alike(one, two):
            yield one, two.baseline - one.baseline


def _block(lines: Sequence[Line], leading: float) -> list[Paragraph]:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    is_list = _is_list(lines)
    gaps = sorted(gap for _, gap in _gaps(lines))
    usual = gaps[len(gaps) // 4] if len(gaps) >= _FEWEST_GAPS else leading * lines[0].size
    found = [Paragraph([lines[0]], is_indented=lines[0].x0 - left > _INDENT_EM * lines[0].size)]
    for one, two in pairwise(lines):
        joint = _joint(one, two, (left, right), usual)
        joint = "\n" if joint and is_list else joint
        if joint is None:
            found[-1].is_open = _room(one, two, right) <= 0
            found.append(Paragraph([two], is_indented=two.x0 - left > _INDENT_EM * two.size))
        else:
            found[-1].lines.append(two)
            found[-1].joints.append(joint)
    found[-1].is_open = right - lines[-1].x1 < 2 * lines[-1].size
    return found


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether each line begins as a sentence or a number does, which lines of running text do not."""
    small = sum(line.text[:1].islower() for line in lines)
    return len(lines) >= _SHORTEST_LIST and not small and any(line.text[1:2].islower() for line in lines)


def _is_alike(one: Line, two: Line) -> bool:
    return one.size / _LARGER < two.size < one.size * _LARGER


def _joint(one: Line, two: Line, edges: tuple[float, float], usual: float) -> str | None:
    """What joins two lines that follow each other; None between paragraphs."""
    if not _is_alike(one, two) or two.baseline - one.baseline > _FAR * usual:
        return None
    if len(one.parts) > 1 or len(two.parts) > 1 or _ITEM.match(two.words[0].text):
        return "\n"
    if _is_set_in(one, two, edges[0]):
        return None
    if _room(one, two, edges[1]) <= 0 or two.text[:1].islower():
        return " "
    return None if one.text.endswith(_ENDS) else "\n"


def _is_set_in(one: Line, two: Line, left: float) -> bool:
    indent = (two.x0 - max(left, one.x0)) / two.size
    return (
        _INDENT_EM < indent < _DEEPEST_INDENT_EM and one.x0 - left < _INDENT_EM * one.size and one.text.endswith(_ENDS)
    )


def _room(one: Line, two: Line, right: float) -> float:
    """How much more than the next line's first word would have fitted in a line, in points; 0 or less: it is full."""
    word = two.words[0]
    return (right - one.x1) - (word.x1 - word.x0) - _ROOM_EM * one.size


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
        is_alike = _is_alike(last.lines[-1], first.lines[0])
        if is_alike and (first.first[:1].islower() or (at == 0 and last.is_open and _may_go_on(first))):
            return at
    return None


def _may_go_on(first: Paragraph) -> bool:
    return not first.is_indented and not _ITEM.match(first.first)


def vocabulary(found: Iterable[Paragraph]) -> Counter[str]:
    """How often each word stands within a line, in lower case; a word that a line's end broke is none."""
    words: Counter[str] = Counter()
    for paragraph in found:
        is_rest = False
        for line in paragraph.lines:
            whole = line.words[is_rest:]
            is_rest = bool(_HYPHENATED.search(line.words[-1].text[-3:])) and line.words[-1].text[-1] in "-\u2010\u00ad"
            words.update(_WORD.findall(" ".join(word.text for word in (whole[:-1] if is_rest else whole)).lower()))
    return words


def text(paragraph: Paragraph, words: Counter[str]) -> str:
    """The paragraph on one line, but for newlines that were meant; ``words`` decides about hyphens."""
    whole = paragraph.lines[0].text
    for joint, line in zip(paragraph.joints, paragraph.lines[1:], strict=True):
        whole = _joined(whole, line.text, joint, words)
    return whole.replace("\u00ad", "")


def _joined(one: str, two: str, joint: str, words: Counter[str]) -> str:
    if joint != " ":
        return one + joint + two
    match = _HYPHENATED.fullmatch(one.rsplit(" ", 1)[-1].lstrip("\"'“‘(«"))
    if match and two[:1].isalnum():
        return one[:-1] + ("-" if _keeps_hyphen(match, two, words) else "") + two
    is_unspaced = _WITHOUT_SPACES.match(one[-1:]) and _WITHOUT_SPACES.match(two[:1])
    return one + ("" if is_unspaced else " ") + two


def _keeps_hyphen(match: re.Match[str], two: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: as the rest of the document writes it, else not."""
    before = match["before"].lower()
    rest = _WORD.match(two)
    after = rest.group().lower() if rest else ""
    joined, hyphenated = words[before + after], words[f"{before}-{after}"]
    if match["hyphen"] == "\u00ad" or joined or hyphenated:
        return match["hyphen"] != "\u00ad" and hyphenated > joined
    is_name = two[0].isupper() != match["before"].isupper() and (two[0].isupper() or match["before"].isupper())
    return is_name or two[0].isdigit() or before[-1].isdigit() or "-" in before
