"""Whether a text is a reprint of another, and of which story: a wire story cut, merged or under another headline.

A reprint keeps whole runs of the other's words; reports of one's own on the same event share words, but not runs of
eight, but for a quotation. Pages made from one template share the runs between their figures, so figures count too.
Case, accents, ligatures, quotation marks and dashes make no difference.

Candidates come from ``bands``, kept in the shelf; whoever shares one is compared by ``is_copy``.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.ingest import signature
from pipeline.ingest.signature import Hashes

_SHINGLE = 4
_RUN = 8
_CONTAINED = 0.6
_PART = 1 / 3
_CONTAINED_PART = 0.85
_FEW_WORDS = 25
_FEW_FIGURES = 10
_FIGURES_SHARED = 0.6
_OTHER_FIGURES = 0.2
_OVERLAP = 0.2
_MOST_CANDIDATES = 20
_OF_ONE_GROUP = 3
_COMMON = 20

# a letter each for the scripts that put no space between words
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u00ad]+")
_SIGNS = re.compile("[\u2000-\u206f«»¡¿]+")
_SPACES = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_FIGURE = 1 << 32
_MOST_HASHES = 1 << 15
_BASE = np.uint64(0x9E3779B97F4A7C15)

Flags = npt.NDArray[np.bool_]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What is compared of a text, made once. Hashes are of the words from each place on, in the order of the text."""

    words: int
    figures: Flags
    values: Hashes
    shingles: Hashes
    runs: Hashes
    in_order: Hashes

    @property
    def bands(self) -> tuple[int, ...]:
        """See ``bands``."""
        return signature.keys(self.shingles)


def fingerprint(text: str) -> Fingerprint:
    """Empty for a text without words, which is a copy of nothing. A text shorter than a run is one run."""
    words = _words(text)
    hashes = np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))
    figures = hashes >= _FIGURE
    runs = _runs(hashes, _RUN)
    return Fingerprint(len(words), figures, hashes[figures], _runs(hashes, _SHINGLE), runs, np.sort(runs))


def bands(text: str) -> tuple[int, ...]:
    """Numbers, the same in every process; two texts that share a third of their words in runs share one (.99).

    None for a text without words.
    """
    return fingerprint(text).bands


def is_copy(one: Fingerprint | str, other: Fingerprint | str) -> bool:
    """Whether most of the shorter text's words, and its figures with them, stand in the longer one in runs. Symmetric.

    Most is six tenths; where that is less than a third of the longer text it is 85 in a hundred, and where it is under
    25 words it must be six tenths of the longer text too: a sentence or a paragraph that both quote makes no copy.
    """
    first, second = _print(one), _print(other)
    shorter, longer = (first, second) if first.words <= second.words else (second, first)
    covered = _covered(shorter, longer)
    return _is_most(int(covered.sum()), shorter.words, longer.words) and not _is_template(shorter, longer, covered)


def shared(one: Fingerprint, other: Fingerprint) -> float:
    """The part (0 to 1) of the words of ``one`` that stand in ``other`` in runs of eight."""
    return float(_covered(one, other).sum()) / one.words if one.words else 0.0


def story(one: Fingerprint, groups: Mapping[Key, Mapping[Key, Fingerprint]]) -> Key | None:
    """Which group of copies ``one`` belongs to, if any. ``groups`` has heads to members, each head its own member.

    The rule: it is a copy of the group's head, and shares a fifth of the shorter's words with every other member.
    Where that is so of several groups, as for a page that merges two stories, it is the group whose head makes up most
    of it; the first of equals. So a merged page joins one story only, and neither story joins the other through it.
    Of a large group some members will do.
    """
    best, most = None, 0.0
    for head, members in groups.items():
        if is_copy(one, members[head]) and all(_overlap(one, member) for member in members.values()):
            made_up = shared(one, members[head])
            if made_up > most:
                best, most = head, made_up
    return best


def leaving(one: Fingerprint, groups: Mapping[Key, Mapping[Key, Fingerprint]]) -> tuple[Key, ...]:
    """Members that are to leave their groups and become copies of ``one``, which ``story`` gave no group.

    They are merged pages that were grouped with the lesser of their stories before the greater came in: they hold
    ``one``, and it makes up more of them than any other member does.
    """
    return tuple(
        key
        for members in groups.values()
        for key, member in members.items()
        if len(members) > 1 and _holds(member, one) and _makes_up_more(one, key, members)
    )


def candidates(sharing: Iterable[Mapping[Key, Key]], most: int = _MOST_CANDIDATES) -> tuple[Key, ...]:
    """The ``most`` articles worth comparing, those that share most bands first; equal ones in the order of mention.

    ``sharing`` holds for each band the articles that have it, with the heads of their groups. A band of more than 20
    groups is that of a footer or a template, and is left out. At most three articles of one group are given.
    """
    heads: dict[Key, Key] = {}
    counts: Counter[Key] = Counter()
    for band in sharing:
        if len(set(band.values())) <= _COMMON:
            counts.update(band.keys())
            heads.update(band)
    given: Counter[Key] = Counter()
    chosen = []
    for key, _ in counts.most_common():
        given[heads[key]] += 1
        if given[heads[key]] <= _OF_ONE_GROUP:
            chosen.append(key)
    return tuple(chosen[:most])


class Dated(Protocol):
    """What ``head`` asks of an article."""

    @property
    def published(self) -> date | None: ...

    @property
    def published_at(self) -> datetime | None: ...


Member = TypeVar("Member", bound=Dated)


def head(group: Sequence[Member]) -> Member:
    """The earliest of a group of copies that is given in the order in which its articles were added.

    The rule: by the moment of publication; one that has only a day counts as of the day's end (UTC), since any moment
    of that day may be earlier; one without a date comes last; of equals the one added first. ValueError for no group.
    """
    return min(group, key=_published)


def _published(article: Dated) -> datetime:
    if article.published_at is not None:
        return article.published_at.astimezone(UTC)
    day = article.published or date.max
    return datetime.combine(day, time.max, UTC)


def _print(text: Fingerprint | str) -> Fingerprint:
    return fingerprint(text) if isinstance(text, str) else text


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = _SIGNS.sub(" ", text).replace("æ", "ae").replace("Æ", "AE").replace("œ", "oe").replace("Œ", "OE")
    text = text.casefold()
    # most texts are ASCII by now, and five times as fast to split
    return text.translate(_SPACES).split() if text.isascii() else _WORD.findall(text)


class _Hashes(dict[str, int]):
    """Of words, made once while there are few: 32 bits, and above them one that says whether it is a figure."""

    def __missing__(self, word: str) -> int:
        made = zlib.crc32(word.encode()) + _FIGURE * word.isdecimal()
        if len(self) < _MOST_HASHES:
            self[word] = made
        return made


_HASHES = _Hashes()


def _runs(hashes: Hashes, length: int) -> Hashes:
    """The hash of every ``length`` words (of all where there are fewer), by Horner's rule modulo 2⁶⁴."""
    length = min(length, len(hashes))
    places = len(hashes) - length + 1 if length else 0
    runs = np.zeros(places, dtype=np.uint64)
    for at in range(length):
        runs = runs * _BASE + hashes[at : at + places]
    return runs


def _covered(one: Fingerprint, other: Fingerprint) -> Flags:
    """Which words of ``one`` stand in a run that ``other`` has."""
    if not one.words or not other.words:
        return np.zeros(one.words, dtype=np.bool_)
    places = np.searchsorted(other.in_order, one.runs)
    begins = other.in_order[np.minimum(places, len(other.in_order) - 1)] == one.runs
    length = one.words - len(one.runs) + 1
    return np.convolve(begins, np.ones(length, dtype=np.int64)) > 0


def _is_most(words: int, shorter: int, longer: int) -> bool:
    if words < _FEW_WORDS:
        return 0 < words >= _CONTAINED * longer
    return words >= (_CONTAINED if words >= _PART * longer else _CONTAINED_PART) * shorter


def _is_template(shorter: Fingerprint, longer: Fingerprint, covered: Flags) -> bool:
    """Whether the words are shared and the figures are not: they stand beside the shared runs and are other figures."""
    if len(shorter.values) < _FEW_FIGURES:
        return False
    beside = covered[shorter.figures].mean() < _FIGURES_SHARED * covered.mean()
    return bool(beside and np.isin(shorter.values, longer.values, invert=True).mean() > _OTHER_FIGURES)


def _overlap(one: Fingerprint, other: Fingerprint) -> bool:
    shorter, longer = (one, other) if one.words <= other.words else (other, one)
    return shared(shorter, longer) >= _OVERLAP


def _holds(page: Fingerprint, one: Fingerprint) -> bool:
    return is_copy(page, one) and shared(one, page) >= _CONTAINED


def _makes_up_more(one: Fingerprint, key: Key, members: Mapping[Key, Fingerprint]) -> bool:
    others = [shared(members[key], member) for other, member in members.items() if other != key]
    return shared(members[key], one) > max(others)
