"""Two rows of words to the runs that stand in both, in order: what a diff keeps.

Words that stand once in each row anchor the comparison (patience diff, Bram Cohen), again within each gap between two
anchors, which keeps it near linear; ``difflib`` compares a small gap without any. A large gap of nothing but repeated
words is taken as all changed, so that no text whatever takes long.
"""

from __future__ import annotations

import bisect
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# pairs of equal words in one gap that difflib may look at: its time grows with them
MOST_PAIRS = 40_000
DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that are equal from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class _Gap:
    old: tuple[int, int]
    new: tuple[int, int]
    depth: int = 0

    @property
    def is_open(self) -> bool:
        return self.old[0] < self.old[1] and self.new[0] < self.new[1]


def runs(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Disjoint, in order, as long as they can be; none for rows that share no word."""
    found: list[Run] = []
    gaps = [_Gap((0, len(old)), (0, len(new)))]
    while gaps:
        gap = gaps.pop()
        if gap.is_open:
            within = _within(old, new, gap)
            found.extend(within)
            gaps.extend(_between(gap, within))
    return tuple(joined(sorted(found, key=lambda run: run.old)))


def _within(old: Sequence[str], new: Sequence[str], gap: _Gap) -> list[Run]:
    """What both ends of a gap share, else its anchors, else what difflib finds."""
    ends = _ends(old, new, gap)
    if ends:
        return ends
    a, b = old[slice(*gap.old)], new[slice(*gap.new)]
    pairs = _anchors(a, b) if gap.depth < DEEPEST else []
    if pairs:
        return [Run(gap.old[0] + i, gap.new[0] + j, 1) for i, j in pairs]
    return [Run(gap.old[0] + i, gap.new[0] + j, length) for i, j, length in _matched(a, b)]


def _ends(old: Sequence[str], new: Sequence[str], gap: _Gap) -> list[Run]:
    (old_start, old_end), (new_start, new_end) = gap.old, gap.new
    shorter = min(old_end - old_start, new_end - new_start)
    head = 0
    while head < shorter and old[old_start + head] == new[new_start + head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[old_end - tail - 1] == new[new_end - tail - 1]:
        tail += 1
    both = (Run(old_start, new_start, head), Run(old_end - tail, new_end - tail, tail))
    return [run for run in both if run.length]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest row of words that stand once in each and in the same order in both."""
    at = {word: j for word, j in _once(new)}
    return _longest([(i, at[word]) for word, i in _once(old) if word in at])


def _once(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    counts = Counter(words)
    return ((word, at) for at, word in enumerate(words) if counts[word] == 1)


def _longest(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises in both, by patience sorting; ``pairs`` rise in the first."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect.bisect_left(tops, j)
        before.append(last[pile - 1] if pile else None)
        tops[pile : pile + 1] = [j]
        last[pile : pile + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    in_old, in_new = Counter(old), Counter(new)
    if sum(count * in_new[word] for word, count in in_old.items()) > MOST_PAIRS:
        return
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    yield from ((block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size)


def _between(gap: _Gap, found: Sequence[Run]) -> Iterator[_Gap]:
    """The gaps that ``found`` leaves; none where nothing more can be found."""
    if not found:
        return
    old, new = gap.old[0], gap.new[0]
    for run in (*found, Run(gap.old[1], gap.new[1], 0)):
        yield _Gap((old, run.old), (new, run.new), gap.depth + 1)
        old, new = run.old + run.length, run.new + run.length


def joined(found: Iterable[Run]) -> Iterator[Run]:
    """The same words in as few runs as can be; ``found`` is in order."""
    held: Run | None = None
    for run in found:
        if held and held.old + held.length == run.old and held.new + held.length == run.new:
            held = Run(held.old, held.new, held.length + run.length)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held
