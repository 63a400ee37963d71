"""Measures how near copies are found among real articles: precision and recall by kind, and articles a second.

``python -m benchmarks.copies [--half develop]`` reads ``wikinews`` and ``seed_articles`` from BRIEFDESK_EVAL_DATA (or
../shared/data). All articles, and everything made that is no copy, are in the library that is searched; each copy is
looked for as the intake does, by bands and then by comparing. One half of the articles was used to develop on, the
other is reported.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import copies_made, measured
from benchmarks.copies_made import Story
from benchmarks.copies_plain import BASELINE, Finder, Shingled
from pipeline.ingest import copies
from pipeline.ingest.copies import Fingerprint

DATA = "wikinews and seed_articles"
FEWEST_WORDS = 100
TEMPLATES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One kind: how many, how many right, and how many pairs were found that are none."""

    kind: str
    made: int
    right: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.right / self.made

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    def __str__(self) -> str:
        return f"{self.kind:44} {self.made:5} {self.recall:9.3f} {self.precision:9.3f}"


@dataclass(slots=True)
class Library:
    """What the shelf keeps, in memory: bands to articles, and groups of copies, each with its head first."""

    prints: dict[str, Fingerprint] = field(default_factory=dict)
    bands: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, text: str, head: str = "") -> None:
        self.prints[name] = copies.fingerprint(text)
        self.heads[name] = head or name
        for band in self.prints[name].bands:
            self.bands[band].append(name)

    def near(self, one: Fingerprint) -> tuple[str, ...]:
        return copies.candidates({name: self.heads[name] for name in self.bands.get(band, ())} for band in one.bands)

    def story(self, one: Fingerprint) -> str | None:
        """The head of the group that a text belongs to."""
        return copies.story(one, self._groups(one))

    def find(self, text: str) -> str | None:
        return self.story(copies.fingerprint(text))

    def place(self, name: str, text: str) -> str | None:
        one = copies.fingerprint(text)
        groups = self._groups(one)
        story = copies.story(one, groups)
        self.add(name, text, story or "")
        for page in () if story else copies.leaving(one, groups):
            self._move(page, name)
        return story

    def _groups(self, one: Fingerprint) -> dict[str, dict[str, Fingerprint]]:
        return {self.heads[near]: self._group(self.heads[near]) for near in self.near(one)}

    def _group(self, head: str) -> dict[str, Fingerprint]:
        return {name: self.prints[name] for name, its in self.heads.items() if its == head}

    def _move(self, page: str, head: str) -> None:
        rest = [name for name, its in self.heads.items() if its == self.heads[page] and name != page]
        self.heads.update({page: head} | {name: rest[0] for name in rest})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("develop", "report"), default="report")
    options = parser.parse_args()
    stories = _stories()
    if not stories:
        return
    mine = {name: story for name, story in stories.items() if _is_of(options.half, story)}
    print(f"{len(stories)} articles, {len(mine)} of them in the half to {options.half}\n")
    print(f"{'copies':44} {'made':>5} {'recall':>9} {'precision':>9}")
    library = Library()
    apart = _apart_rows(library, stories, mine)
    for row in (*_copies(library, mine), *_merged(mine)):
        print(row)
    print(f"\n{'no copies':44} {'made':>5} {'kept apart':>9}")
    for row in (apart[0], _nearest(stories, mine), *apart[1:]):
        print(f"{row.kind:44} {row.made:5} {row.recall:9.3f}")
    print(f"\n{_speed(list(stories.values())):,.0f} articles of 400 words a second of one core (fingerprint and bands)")


def measure() -> Iterator[measured.Figure]:
    """Of the half that was not developed on."""
    stories = _stories()
    if not stories:
        return
    mine = {name: story for name, story in stories.items() if _is_of("report", story)}
    ours, plain = Library(), Shingled()
    apart = zip(_apart_rows(ours, stories, mine), _apart_rows(plain, stories, mine), strict=True)
    found = zip(_copies(ours, mine), _copies(plain, mine), strict=True)
    pairs = list(found)
    yield from (_figure(f"recall, {row.kind}", row.made, row.recall, base.recall) for row, base in pairs)
    yield _figure("precision", *_precision([row for row, _ in pairs]), _precision([base for _, base in pairs])[1])
    merged = list(_merged(mine))
    together = Row("", *(sum(getattr(row, name) for row in merged) for name in ("made", "right", "wrong")))
    yield _figure("recall, two stories on one page", together.made, together.recall)
    yield _figure("precision, two stories on one page", together.made, together.precision)
    yield from (_figure(f"kept apart, {row.kind}", row.made, row.recall, base.recall) for row, base in apart)
    nearest = _nearest(stories, mine)
    yield _figure(f"kept apart, {nearest.kind}", nearest.made, nearest.recall)
    yield _figure("articles a second", len(stories), _speed(list(stories.values())))


def _figure(name: str, number: int, value: float, baseline: float | None = None) -> measured.Figure:
    baselines = {} if baseline is None else {BASELINE: baseline}
    return measured.Figure("copies", DATA, name, value, number, baselines)


def _precision(rows: Sequence[Row]) -> tuple[int, float]:
    """Over all kinds together: how many were found, and the share of them that is right."""
    right, found = sum(row.right for row in rows), sum(row.right + row.wrong for row in rows)
    return found, right / found if found else 1.0


def _stories() -> dict[str, Story]:
    """All of them; none, and a line that says so, where there is no data."""
    if measured.data("wikinews") is None:
        print(f"skipped: there is no data in {measured.root() / 'wikinews'}")
        return {}
    return {f"article {at}": story for at, story in enumerate(_read(measured.root()))}


def _read(data: Path) -> Iterator[Story]:
    for line in (data / "wikinews" / "articles.jsonl").read_text().splitlines():
        row = json.loads(line)
        yield Story(row["title"], row["text"])
    for path in sorted((data / "seed_articles").glob("*.txt")):
        yield Story("", path.read_text())


def _is_of(half: str, story: Story) -> bool:
    return len(story.text.split()) >= FEWEST_WORDS and zlib.crc32(story.text.encode()) % 2 == (half == "report")


def _apart_rows(library: Finder, stories: dict[str, Story], mine: dict[str, Story]) -> list[Row]:
    """How well all articles, and everything made that is no copy, are kept apart while they come in."""
    rows = [_apart("real articles against all others", library, ((n, s.page) for n, s in stories.items()))]
    for kind, make in copies_made.APART.items():
        rows.append(_apart(kind, library, ((f"{kind} {name}", make(story)) for name, story in mine.items())))
    for kind, template in copies_made.TEMPLATES.items():
        texts = enumerate(copies_made.templates(template, TEMPLATES))
        rows.append(_apart(kind, library, ((f"{kind} {at}", text) for at, text in texts)))
    return rows


def _apart(kind: str, library: Finder, texts: Iterable[tuple[str, str]]) -> Row:
    stories = [library.place(name, text) for name, text in texts]
    wrong = sum(story is not None for story in stories)
    return Row(kind, len(stories), len(stories) - wrong, wrong)


def _nearest(stories: dict[str, Story], mine: dict[str, Story]) -> Row:
    """Each article beside the one that shares most of its words: most often another report on the same matter."""
    vocabulary = {name: frozenset(story.text.casefold().split()) for name, story in stories.items()}

    def alike(one: str, two: str) -> float:
        both = vocabulary[one] & vocabulary[two]
        return len(both) / len(vocabulary[one] | vocabulary[two])

    pairs = {(one, max((two for two in stories if two != one), key=lambda two: alike(one, two))) for one in mine}
    wrong = sum(copies.is_copy(stories[one].page, stories[two].page) for one, two in pairs)
    return Row("each beside the nearest by its words", len(pairs), len(pairs) - wrong, wrong)


def _copies(library: Finder, mine: dict[str, Story]) -> Iterator[Row]:
    """Right is: grouped with the article that it was made of, and not with any other."""
    for kind, make in copies_made.COPIES.items():
        stories = {name: library.find(make(story)) for name, story in mine.items()}
        right = sum(name == story for name, story in stories.items())
        yield Row(kind, len(mine), right, sum(story is not None for story in stories.values()) - right)


def _merged(mine: dict[str, Story]) -> Iterator[Row]:
    """Right is: the page stands with the larger story, and the two stories stand apart."""
    pages = list(copies_made.merged(list(mine.values())))
    for order in itertools.permutations(("larger", "smaller", "page")):
        right = wrong = 0
        library = Library()
        for at, made in enumerate(pages):
            larger, smaller, page = _placed(library, order, at, *made)
            right += page == larger != smaller
            wrong += larger == smaller or page == smaller
        yield Row(f"merged: {', '.join(order)}", len(pages), right, wrong)


def _placed(
    library: Library, order: Sequence[str], at: int, larger: Story, smaller: Story, page: str
) -> tuple[str, str, str]:
    texts = {"larger": larger.page, "smaller": smaller.page, "page": page}
    for part in order:
        library.place(f"{part} {at}", texts[part])
    return tuple(library.heads[f"{part} {at}"] for part in texts)  # type: ignore[return-value]


def _speed(stories: Sequence[Story]) -> float:
    """Texts of 400 words, cut from the articles one after another, by the time of the processor."""
    words = [word for story in stories for word in story.text.split(" ")]
    texts = [" ".join(words[at : at + 400]) for at in range(0, min(len(words), 80_000), 400)]
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for text in texts:
            _ = copies.fingerprint(text).bands
        best = max(best, len(texts) / (time.process_time() - started))
    return best


if __name__ == "__main__":
    main()
