"""Articles of any number out of the sentences of real ones: as long as those are, reprinted as often as news is.

An article is made from its number alone, so two runs, and two processes, make the same. Of a sentence a word in eight
is changed for another of the data, so that words are as frequent as in news and no two articles share long runs; its
first words stay, and by them ``bank`` finds its vector.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

PARAGRAPHS = 12
MOST_SENTENCES = 1500  # each gets a real vector, which takes time
SENTENCE_WORDS = (6, 60)
CHANGED = 8
KEPT_WORDS = 4
OUTLETS = 60
DAYS = 3650
FIRST_DAY = date(2015, 1, 1)
REPRINTED = 0.08
TWICE = 0.02
BACK = 300
A_FILE = 5000
_BOUNDARY = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Material:
    """``shapes`` are real articles: how many sentences each of their paragraphs has."""

    sentences: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An article as a press database exports it."""

    title: str
    text: str
    outlet: str
    published: str
    url: str


def sentences(text: str) -> list[str]:
    return [part for part in _BOUNDARY.split(text.strip()) if part]


def first_words(sentence: str) -> str:
    """What stays of a sentence however it is changed."""
    return " ".join(sentence.split()[:KEPT_WORDS])


def material(texts: Sequence[str]) -> Material:
    """Of many sentences some, evenly taken. Raises ValueError for texts without one of ordinary length."""
    kept: dict[str, str] = {}
    for text in texts:
        for sentence in sentences(text):
            if SENTENCE_WORDS[0] <= len(sentence.split()) <= SENTENCE_WORDS[1]:
                kept.setdefault(first_words(sentence), sentence)
    if not kept:
        raise ValueError("the data has no sentences")
    taken = tuple(kept.values())[:: math.ceil(len(kept) / MOST_SENTENCES)]
    words = sorted({word for sentence in kept.values() for word in sentence.split() if word.isalpha()})
    shapes = (tuple(len(sentences(part)) for part in text.split("\n\n") if part.strip()) for text in texts)
    return Material(taken, tuple(shape[:PARAGRAPHS] for shape in shapes if shape), tuple(words))


def article(of: Material, number: int, seed: int = 0) -> Made:
    """One in ten is another's: most of them under another headline and without their end, the others word for word."""
    chance = random.Random(f"{seed} {number}")
    kind = chance.random()
    if kind >= REPRINTED + TWICE or not number:
        return _own(of, number, seed)
    story = _own(of, chance.randrange(max(0, number - BACK), number), seed)
    text = story.text if kind < TWICE else _without_end(story.text)
    title = story.title if kind < TWICE else f"{_changed(of, story.title, chance)} again"
    day = (date.fromisoformat(story.published) + timedelta(days=1)).isoformat()
    return Made(title, text, f"Outlet {chance.randrange(OUTLETS)}", day, _address(seed, number))


def write(of: Material, articles: int, folder: Path, seed: int = 0) -> None:
    """As files of JSON lines, so many articles a file."""
    folder.mkdir(parents=True)
    for start in range(0, articles, A_FILE):
        rows = (article(of, number, seed) for number in range(start, min(start + A_FILE, articles)))
        lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        (folder / f"articles-{start:07}.jsonl").write_text("".join(lines), encoding="utf-8")


def read(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _own(of: Material, number: int, seed: int) -> Made:
    chance = random.Random(f"{seed} {number} own")
    paragraphs = [
        " ".join(_changed(of, sentence, chance) for sentence in chance.choices(of.sentences, k=count))
        for count in chance.choice(of.shapes)
    ]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    title = " ".join(paragraphs[0].split()[: chance.randint(6, 12)]).rstrip(".,;:")
    return Made(title, "\n\n".join(paragraphs), f"Outlet {number % OUTLETS}", day.isoformat(), _address(seed, number))


def _changed(of: Material, text: str, chance: random.Random) -> str:
    """The first words stay, and the last, which ends the sentence."""
    words = text.split()
    for place in range(KEPT_WORDS, len(words) - 1):
        if not chance.randrange(CHANGED):
            words[place] = chance.choice(of.words)
    return " ".join(words)


def _without_end(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: max(1, len(paragraphs) - 1)])


def _address(seed: int, number: int) -> str:
    return f"https://news.example.org/{seed}/{number}"
