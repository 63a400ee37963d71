"""Two texts to what changed between them, in words: a diff that a person can read, and that gives both texts exactly.

Dates, times and numbers with their units are one word each, so "3 March" to "13 March" is a changed date and not an
added digit. Small islands of sameness are taken into the changes beside them, and what was only added or only taken out
is moved to where a sentence or a paragraph begins (the semantic clean-up and the lossless shift of diff-match-patch,
Neil Fraser).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pipeline.language import alignment, dates
from pipeline.language.alignment import Run

ISLAND_CHARS = 40
FARTHEST_SHIFT = 200
_A_SENTENCE = 2

_Range: TypeAlias = tuple[int, int]


class ChangeKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text, never empty. Two that follow each other are of different kinds; removed comes before added."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and the white space after it, which is compared apart."""

    key: str
    space: str

    @property
    def text(self) -> str:
        return self.key + self.space


@dataclass(frozen=True, slots=True)
class _Block:
    """Words ``old`` of the old text for words ``new`` of the new one, half open; equal ones where ``is_same``."""

    is_same: bool
    old: _Range
    new: _Range

    def upto(self, last: _Block) -> _Block:
        """One change, from here to the end of ``last``."""
        return _Block(False, (self.old[0], last.old[1]), (self.new[0], last.new[1]))

    def moved(self, start: int, end: int) -> _Block:
        """With both starts and both ends so many words further on."""
        old, new = self.old, self.new
        return _Block(self.is_same, (old[0] + start, old[1] + end), (new[0] + start, new[1] + end))


_MONTH = "(?:" + "|".join(sorted(dates.MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:,?[ \u00a0]\d{4}\b)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|percent|per[ ]cent)\b"
_NUMBER = rf"(?:[$£€¥₹][ ]?)?\d+(?:[.,:/’'\u00a0-]\d+)*(?:[ \u00a0-]{_SCALE}|[^\W\d_]{{1,3}}\b)?[ ]?[%‰]?"
_PUNCTUATION = r"\s!-/:-@\[-`{-~¡«»¿‐-‧‰-⁞、。「」！，．：；？"
# scripts that are written without spaces: a character is a word
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^{_PUNCTUATION}{_UNSPACED}]+"
_WORD = re.compile(
    rf"(\d{{1,2}}(?:st|nd|rd|th)?[ \u00a0]{_MONTH}{_YEAR}"
    rf"|\b{_MONTH}[ \u00a0]\d{{1,2}}\b(?:st|nd|rd|th)?(?![.,:]\d){_YEAR}"
    rf"|{_NUMBER}"
    rf"|{_LETTERS}(?:['’.‑-]{_LETTERS})*"
    r"|\S)(\s*)",
    re.IGNORECASE,
)
_SENTENCE_END, _CLAUSE_END = frozenset('.!?…"”»'), frozenset(",;:)–—")


def words(old: str, new: str) -> tuple[Change, ...]:
    """What is the same, added and removed, in order; texts that are equal are one change, empty ones none.

    All but what was added, joined, is ``old``; all but what was removed is ``new``.
    """
    before, after = _words(old), _words(new)
    blocks = _shifted(_without_islands(_blocks(before, after), before, after), before, after)
    return tuple(_ordered(_changes(blocks, before, after)))


def _words(text: str) -> list[_Word]:
    lead = text[: len(text) - len(text.lstrip())]
    found = [_Word("", lead)] if lead else []
    found.extend(_Word(*match.groups()) for match in _WORD.finditer(text, len(lead)))
    return found


def _blocks(old: Sequence[_Word], new: Sequence[_Word]) -> list[_Block]:
    """What is the same and what is not by turns, from the start of both to their ends."""
    blocks: list[_Block] = []
    i = j = 0
    for run in (*alignment.joined(_runs(old, new)), Run(len(old), len(new), 0)):
        if run.old > i or run.new > j:
            blocks.append(_Block(False, (i, run.old), (j, run.new)))
        i, j = run.old + run.length, run.new + run.length
        if run.length:
            blocks.append(_Block(True, (run.old, i), (run.new, j)))
    return blocks


def _runs(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Run]:
    """Whole sentences first, so that a full stop is not taken for another one, then words between them."""
    keys, new_keys = [word.key for word in old], [word.key for word in new]
    starts, new_starts = _sentences(old), _sentences(new)
    i = j = 0
    sentences = alignment.runs(_joined(keys, starts), _joined(new_keys, new_starts))
    for run in (*sentences, Run(len(starts) - 1, len(new_starts) - 1, 0)):
        at, new_at = starts[run.old], new_starts[run.new]
        yield from (Run(i + r.old, j + r.new, r.length) for r in alignment.runs(keys[i:at], new_keys[j:new_at]))
        i, j = starts[run.old + run.length], new_starts[run.new + run.length]
        if run.length:
            yield Run(at, new_at, i - at)


def _sentences(text: Sequence[_Word]) -> list[int]:
    """Where each begins, and the end."""
    return [*(at for at in range(len(text)) if _begins(text, at) >= _A_SENTENCE), len(text)]


def _joined(keys: Sequence[str], starts: Sequence[int]) -> list[str]:
    return [" ".join(keys[start:end]) for start, end in itertools.pairwise(starts)]


def _without_islands(blocks: Iterable[_Block], old: Sequence[_Word], new: Sequence[_Word]) -> list[_Block]:
    """Takes a short same stretch into the changes beside it where both are at least as long."""
    kept: list[_Block] = []
    for block in blocks:
        kept.append(block)
        while len(kept) > 2 and not block.is_same and _is_island(kept, old, new):  # noqa: PLR2004
            kept[-3:] = [kept[-3].upto(kept[-1])]
    return kept


def _is_island(blocks: Sequence[_Block], old: Sequence[_Word], new: Sequence[_Word]) -> bool:
    """Whether the last but one of ``blocks`` is too short to stand between its neighbours."""
    before, island, after = blocks[-3:]
    if not island.is_same:
        return False
    text = _text(old, island.old)
    is_sentence = all(_begins(old, at) >= _A_SENTENCE for at in island.old)
    if len(text) > ISLAND_CHARS or is_sentence or "\n" in text:  # a paragraph's end is a place to hold on to
        return False
    return all(len(text) <= max(len(_text(old, b.old)), len(_text(new, b.new))) for b in (before, after))


def _shifted(blocks: Sequence[_Block], old: Sequence[_Word], new: Sequence[_Word]) -> list[_Block]:
    """Moves what was only added, or only taken out, along words that repeat to the best place to begin."""
    shifted = list(blocks)
    for at in range(1, len(shifted) - 1):
        before, change, after = shifted[at - 1 : at + 2]
        if change.old[0] == change.old[1]:
            steps = _steps(new, change.new, before.new, after.new)
        elif change.new[0] == change.new[1]:
            steps = _steps(old, change.old, before.old, after.old)
        else:
            continue
        shifted[at - 1 : at + 2] = before.moved(0, steps), change.moved(steps, steps), after.moved(steps, 0)
    return shifted


def _steps(text: Sequence[_Word], change: _Range, before: _Range, after: _Range) -> int:
    """By how many words the change is best moved: as near as can be to where it is, to the left below 0."""
    start, end = change
    left = _alike((text[start - 1 - k].key, text[end - 1 - k].key) for k in range(start - before[0]))
    right = _alike((text[start + k].key, text[end + k].key) for k in range(after[1] - end))
    return max(range(-left, right + 1), key=lambda steps: (_begins(text, start + steps), -abs(steps)))


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], itertools.islice(pairs, FARTHEST_SHIFT)))


def _begins(text: Sequence[_Word], at: int) -> int:
    """How good a place this is to begin: a paragraph 3, a sentence 2, a clause 1; the end is as good as a paragraph."""
    if at in {0, len(text)} or "\n" in text[at - 1].space:
        return 3
    last = text[at - 1]
    if last.key in _SENTENCE_END and last.space:
        return _A_SENTENCE
    return int(last.key in _CLAUSE_END)


def _changes(blocks: Iterable[_Block], old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Change]:
    for block in blocks:
        if block.is_same:
            for i, j in zip(range(*block.old), range(*block.new), strict=True):
                yield Change(ChangeKind.SAME, old[i].key)
                yield from _spaces(old[i].space, new[j].space)
        else:
            yield from _replaced(_text(old, block.old), _text(new, block.new))


def _spaces(old: str, new: str) -> Iterator[Change]:
    if old == new:
        yield Change(ChangeKind.SAME, old)
        return
    yield Change(ChangeKind.REMOVED, old)
    yield Change(ChangeKind.ADDED, new)


def _replaced(old: str, new: str) -> Iterator[Change]:
    """The white space at the end of both is not part of the change."""
    bare_old, bare_new = old.rstrip(), new.rstrip()
    old_end, new_end = old[len(bare_old) :], new[len(bare_new) :]
    if not bare_old or not bare_new or old_end != new_end:
        bare_old, bare_new, old_end = old, new, ""
    yield Change(ChangeKind.REMOVED, bare_old)
    yield Change(ChangeKind.ADDED, bare_new)
    yield Change(ChangeKind.SAME, old_end)


def _ordered(changes: Iterable[Change]) -> Iterator[Change]:
    """Joins what is of one kind; between two same stretches what was removed comes first."""
    told = (change for change in changes if change.text)
    for is_same, group in itertools.groupby(told, key=lambda change: change.kind is ChangeKind.SAME):
        together = tuple(group)
        for kind in (ChangeKind.SAME,) if is_same else (ChangeKind.REMOVED, ChangeKind.ADDED):
            text = "".join(change.text for change in together if change.kind is kind)
            if text:
                yield Change(kind, text)


def _text(words_: Sequence[_Word], within: _Range) -> str:
    return "".join(word.text for word in words_[slice(*within)])
