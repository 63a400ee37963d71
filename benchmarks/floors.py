"""Floors: what each figure must not fall below (or rise above), and the digests of the data that this was said of.

A floor is raised by ``record`` alone, and lowered by ``lower`` alone, which wants a reason and keeps it with the day.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks import measured
from benchmarks.measured import Figure

FILE = Path(__file__).with_name("floors.json")
SHARE_MARGIN = 0.01
TIMES = 3.0
PROMISED = "quotes exact"
OTHER_MARGIN = 0.1
SAMPLES = "samples"
_ABOUT_THE_DATA = ("README", "LICENSE")


@dataclass(frozen=True, slots=True)
class Floor:
    """``bound`` is the least that a figure may be, or the most where lower ``is_ceiling``."""

    bound: float
    is_ceiling: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.bound if self.is_ceiling else value >= self.bound

    def is_stricter_than(self, other: Floor) -> bool:
        return self.bound < other.bound if self.is_ceiling else self.bound > other.bound

    def __str__(self) -> str:
        return f"{'at most' if self.is_ceiling else 'at least'} {measured.written(self.bound)}"


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was made less strict (or data that was changed), when, and why."""

    day: str
    what: str
    was: str
    became: str
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    figures: Mapping[str, Floor]
    digests: Mapping[str, str]
    lowered: tuple[Lowered, ...] = ()

    def record(self, found: Sequence[Figure], digests: Mapping[str, str], reason: str, today: date) -> Floors:
        """Raises floors that are exceeded by more than the margin, and sets those that are missing; lowers none.

        Raises ValueError for a digest that differs where there is no reason: it is said of other data then.
        """
        new = {one.key: floor(one) for one in found if one.is_held}
        stricter = {key: one for key, one in new.items() if key not in self.figures or self._is_raised(key, one)}
        changed = {name: one for name, one in digests.items() if self.digests.get(name, one) != one}
        if changed and not reason:
            raise ValueError(f"the data of {', '.join(changed)} differs: recording that needs --reason")
        notes = (Lowered(str(today), f"data {n}", self.digests[n], one, reason) for n, one in changed.items())
        return Floors({**self.figures, **stricter}, {**self.digests, **digests}, (*self.lowered, *notes))

    def lower(self, key: str, value: float, reason: str, today: date) -> Floors:
        """Makes one floor less strict. Raises ValueError without a reason, or where there is no such floor."""
        if not reason.strip():
            raise ValueError(f"lowering {key} needs --reason")
        if key not in self.figures:
            raise ValueError(f"there is no floor for {key}")
        old = self.figures[key]
        new = replace(old, bound=value)
        if new.is_stricter_than(old):
            raise ValueError(f"{new} is no lower than what {key} has, {old}: --record raises it")
        note = Lowered(str(today), key, str(old), str(new), reason)
        return replace(self, figures={**self.figures, key: new}, lowered=(*self.lowered, note))

    def broken(self, found: Sequence[Figure], digests: Mapping[str, str], parts: Iterable[str]) -> Iterator[str]:
        """A line for each figure beyond its floor, each that is not measured any more, and each set that differs.

        Only ``parts`` were measured. A figure of a set that is absent is no fault.
        """
        values = {one.key: one.value for one in found}
        for key, limit in self.figures.items():
            part, data, _ = key.split("/", 2)
            if key in values and not limit.holds(values[key]):
                yield f"{key} is {measured.written(values[key])}, and must be {limit}"
            if key not in values and part in set(parts) and not self._is_absent(data):
                yield f"{key} must be {limit}, and was not measured"
        for name, digest in digests.items():
            if self.digests.get(name, digest) != digest:
                yield f"the data of {name} is not what the floors were recorded on: its digest is {digest}"

    def said(self, found: Iterable[Figure]) -> Mapping[str, str]:
        """What each of these figures is held to, and which is beyond it."""
        limits = ((one, self.figures[one.key]) for one in found if one.key in self.figures)
        return {one.key: str(limit) if limit.holds(one.value) else f"{limit}: BROKEN" for one, limit in limits}

    def _is_absent(self, data: str) -> bool:
        words = _words(data)
        return any(_folder(name) is None for name in self.digests if name in words)

    def _is_raised(self, key: str, new: Floor) -> bool:
        return new.is_ceiling == self.figures[key].is_ceiling and new.is_stricter_than(self.figures[key])


def floor(one: Figure) -> Floor:
    """What to hold a figure to: less than it is by a margin, and no less than 0.

    Of a share .01, one item or the spread, whichever is most, but nothing where it is the share of exact quotes; a
    tenth of another number; of a time or a rate a third or three times, since machines and their load differ that much.
    """
    margin = _margin(one)
    bound = max(one.value - margin, 0.0) if one.higher_is_better else one.value + margin
    return Floor(round(bound, 4), is_ceiling=not one.higher_is_better)


def _margin(one: Figure) -> float:
    if one.is_timed:
        return one.value * (1 - 1 / TIMES) if one.higher_is_better else one.value * (TIMES - 1)
    if one.name == PROMISED:
        return 0.0
    least = max(SHARE_MARGIN, 1 / one.count) if 0 <= one.value <= 1 else OTHER_MARGIN * abs(one.value)
    return max(least, one.spread or 0.0)


def digests(found: Iterable[Figure]) -> Mapping[str, str]:
    """SHA-256 of each set of data that is named in what the figures say of their data."""
    words = {word for one in found for word in _words(one.data)}
    there = sorted(path.name for path in measured.root().glob("*") if path.is_dir())
    folders = {name: _folder(name) for name in (*there, SAMPLES) if name in words}
    return {name: digest(folder) for name, folder in folders.items() if folder is not None}


def digest(folder: Path) -> str:
    """SHA-256 over the names and the bytes of all files but those that only describe the others."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if not path.name.startswith(_ABOUT_THE_DATA):
            whole.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read(path: Path = FILE) -> Floors:
    """None of anything where the file is not there yet."""
    if not path.exists():
        return Floors({}, {})
    record = json.loads(path.read_text(encoding="utf-8"))
    return Floors(
        {key: Floor(**one) for key, one in record["figures"].items()},
        record["data"],
        tuple(Lowered(**one) for one in record["lowered"]),
    )


def write(floors: Floors, path: Path = FILE) -> None:
    record = {
        "data": dict(sorted(floors.digests.items())),
        "figures": {key: asdict(one) for key, one in sorted(floors.figures.items())},
        "lowered": [asdict(one) for one in floors.lowered],
    }
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _words(data: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", data))


def _folder(name: str) -> Path | None:
    return measured.SAMPLES if name == SAMPLES else measured.data(name)
