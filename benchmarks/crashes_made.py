"""Short stories written by chance, as files of several kinds: with copies, revisions, and rows that are no article."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

_THINGS = (
    "harbour valley castle market station bridge forest island quarry chapel theatre airport mill dam hospital school "
    "library museum tunnel stadium factory orchard canal lighthouse prison garden tramway brewery archive shipyard"
).split()
_KINDS = (
    "old new northern southern closed public private flooded narrow royal local wooden temporary coastal municipal "
    "abandoned restored costly famous modest"
).split()
_PEOPLE = (
    "council engineers teachers voters farmers nurses drivers judges sailors owners neighbours builders pupils tenants "
    "inspectors fishermen librarians bakers shareholders volunteers"
).split()
_DEEDS = (
    "closed opened bought sold repaired inspected praised rejected painted surveyed financed delayed measured mapped "
    "defended visited described postponed approved questioned"
).split()
_WHENS = (
    "on Monday|in the spring|after the storm|before the vote|last autumn|during the strike|without a permit|at night|"
    "for a third year|within a week|despite the cost|under a new law|in two stages|by a narrow majority"
).split("|")
_OUTLETS = ("The Valley Post", "Harbour Daily", "Northern Courier", "The Evening Ledger")
_FIELDS = ("title", "text", "url", "outlet", "published")
_EPOCH = date(2021, 1, 4)


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    text: str
    url: str
    outlet: str
    published: str

    @property
    def record(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in _FIELDS}


@dataclass(frozen=True, slots=True)
class Sources:
    """Two exports, and a folder of pages."""

    table: Path
    lines: Path
    pages: Path


def write(folder: Path, count: int, seed: int) -> Sources:
    """``count`` stories: one in ten is a near copy, one in forty a revision, and some rows are no article."""
    every = list(stories(count, seed))
    first, second = count * 4 // 10, count * 7 // 10
    sources = Sources(folder / "press.csv", folder / "wire.jsonl.gz", folder / "pages")
    sources.pages.mkdir(parents=True)
    _table(sources.table, every[:first])
    _lines(sources.lines, every[first:second])
    for at, story in enumerate(every[second:]):
        _page(sources.pages, at, story)
    return sources


def stories(count: int, seed: int) -> Iterator[Story]:
    chance = random.Random(seed)
    told: list[Story] = []
    for number in range(count):
        if number % 10 == 9:
            story = _copy(chance.choice(told), number, chance)
        elif number % 40 == 20:
            story = _revision(chance.choice(told), chance)
        else:
            story = _story(number, chance)
        told.append(story)
        yield story


def _sentence(chance: random.Random) -> str:
    some, other = (f"the {chance.choice(_KINDS)} {chance.choice(_THINGS)}" for _ in range(2))
    who, whom = chance.sample(_PEOPLE, 2)
    shapes = (
        f"The {who} {chance.choice(_DEEDS)} {some} {chance.choice(_WHENS)}, and {other} {chance.choice(_WHENS)}.",
        f"{chance.randint(2, 900)} {who} {chance.choice(_DEEDS)} {some}, which the {whom} had {chance.choice(_DEEDS)}.",
        f"{chance.choice(_WHENS).capitalize()}, {some} was {chance.choice(_DEEDS)} for {chance.randint(2, 99)} coins.",
        f"The {whom} said that {other} would be {chance.choice(_DEEDS)} {chance.choice(_WHENS)}.",
    )
    return chance.choice(shapes)


def _story(number: int, chance: random.Random) -> Story:
    title = f"{chance.choice(_KINDS)} {chance.choice(_THINGS)} {chance.choice(_DEEDS)} by {chance.choice(_PEOPLE)}"
    text = " ".join(_sentence(chance) for _ in range(6))
    day = _EPOCH + timedelta(days=chance.randrange(1500))
    return Story(title.capitalize(), text, _url(number), chance.choice(_OUTLETS), day.isoformat())


def _copy(story: Story, number: int, chance: random.Random) -> Story:
    """The same words elsewhere, with another end and on a day that may be earlier."""
    day = date.fromisoformat(story.published) + timedelta(days=chance.randint(-2, 2))
    text = f"{story.text} {_sentence(chance)}"
    return replace(story, text=text, url=_url(number), outlet=chance.choice(_OUTLETS), published=day.isoformat())


def _revision(story: Story, chance: random.Random) -> Story:
    return replace(story, text=f"{_sentence(chance)} {story.text}")


def _url(number: int) -> str:
    return f"https://news.example/{number}"


def _table(file: Path, told: Sequence[Story]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(_FIELDS)
        for at, story in enumerate(told):
            rows.writerow(story.record.values())
            if at % 50 == 5:
                rows.writerow(["A row without a text", "", _url(1_000_000 + at), "", ""])
            if at % 50 == 25:  # the same row once more, at once and a while later
                rows.writerow(story.record.values())
                rows.writerow(told[at // 2].record.values())


def _lines(file: Path, told: Sequence[Story]) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as opened:
        for at, story in enumerate(told):
            opened.write(json.dumps(story.record) + "\n")
            if at % 50 == 5:
                opened.write('{"title": "a line that is cut\n')


def _page(folder: Path, at: int, story: Story) -> None:
    if at % 2:
        header = "".join(f"{name}: {getattr(story, name)}\n" for name in _FIELDS if name != "text")
        (folder / f"{at:05}.txt").write_text(f"---\n{header}---\n{story.text}\n", encoding="utf-8")
        return
    body = "".join(f"<p>{sentence}.</p>" for sentence in story.text.split(".") if sentence.strip())
    head = (
        f'<title>{story.title}</title><link rel="canonical" href="{story.url}">'
        f'<meta property="og:site_name" content="{story.outlet}">'
        f'<meta property="article:published_time" content="{story.published}">'
    )
    page = f"<!DOCTYPE html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
    (folder / f"{at:05}.html").write_text(page, encoding="utf-8")
