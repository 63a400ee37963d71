"""Articles to near copies of them, and to what looks like a copy and is none. Every making is seeded by its input."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
_NOISE = str.maketrans("aeocilnrstu", "oc0eiIrmfiv")
_TYPE = str.maketrans({'"': "«", "“": "„", "”": "“", "'": "’", "–": "-", "—": " - ", "‘": "‚"})


@dataclass(frozen=True, slots=True)
class Story:
    """A text, and the headline it stands under."""

    title: str
    text: str

    @property
    def page(self) -> str:
        return f"{self.title}\n\n{self.text}"


def _chance(story: Story, kind: str) -> random.Random:
    return random.Random(f"{kind} {story.text[:300]}")


def _sentences(text: str) -> list[str]:
    return [sentence for paragraph in text.split("\n") for sentence in _SENTENCE.split(paragraph) if sentence.strip()]


def prose(chance: random.Random, words: int) -> str:
    """Sentences of words that no article has."""
    made = [
        "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 4)))
        for _ in range(words)
    ]
    return " ".join(word.capitalize() + "." if at % 15 == 14 else word for at, word in enumerate(made))


def _reordered(text: str, chance: random.Random) -> str:
    """The same words told in another order."""
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def same(story: Story) -> str:
    return story.page


def headline(story: Story) -> str:
    return f"{prose(_chance(story, 'headline'), 9)}\n\n{story.text}"


def cut_from_the_end(story: Story) -> str:
    """Whole sentences from the first on, until a third of the words is there."""
    kept: list[str] = []
    for sentence in _sentences(story.text):
        kept.append(sentence)
        if len(" ".join(kept).split()) >= len(story.text.split()) / 3:
            break
    return " ".join(kept)


def thinned(story: Story) -> str:
    """The first sentence and others taken by chance, in their order, until a third of the words is there."""
    sentences = _sentences(story.text)
    order = list(range(1, len(sentences)))
    _chance(story, "thinned").shuffle(order)
    kept = [0]
    while order and sum(len(sentences[at].split()) for at in kept) < len(story.text.split()) / 3:
        kept.append(order.pop())
    return " ".join(sentences[at] for at in sorted(kept))


def new_lead(story: Story) -> str:
    """Another headline, and the first sentences, up to three tenths of the words, told in another order and longer."""
    chance = _chance(story, "new_lead")
    first, rest = _sentences(story.text)[:1], _sentences(story.text)[1:]
    while rest and len(" ".join([*first, rest[0]]).split()) <= 0.3 * len(story.text.split()):
        first.append(rest.pop(0))
    lead = _reordered(" ".join(first), chance) + " " + prose(chance, 12)
    return f"{prose(chance, 8)}\n\n{lead}\n\n{' '.join(rest)}"


def typography(story: Story) -> str:
    """Other quotation marks, dashes, ligatures, accents and case."""
    text = story.page.translate(_TYPE).replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ae", "æ")
    return "\n".join(line.upper() if at % 2 else line for at, line in enumerate(text.split("\n")))


def no_accents(story: Story) -> str:
    accented = story.text.translate(str.maketrans("aeou", "áéöü"))
    return accented


def footer(story: Story) -> str:
    """200 words of the outlet's own below."""
    return f"{story.text}\n\n{prose(_chance(story, 'footer'), 200)}"


def noise(story: Story) -> str:
    """One word in fifty misread, as by a scanner."""
    chance = _chance(story, "noise")
    return " ".join(w.translate(_NOISE) + "l" if chance.random() < 0.02 else w for w in story.page.split(" "))


def edited(story: Story) -> str:
    """A house style: one word in thirty is another, as percent and per cent."""
    chance = _chance(story, "edited")
    return " ".join(prose(chance, 1) if chance.random() < 1 / 30 else w for w in story.page.split(" "))


def several(story: Story) -> str:
    """Eight sentences of ten, under a new headline, misread, with a credit and a footer of 40 words."""
    sentences = _sentences(story.text)
    kept = " ".join(sentences[: max(round(0.8 * len(sentences)), 1)])
    scanned = noise(Story(story.title, headline(Story(story.title, kept))))
    return f"{scanned}\n\n(Northmark Wire)\n\n{prose(_chance(story, 'several'), 40)}"


COPIES: dict[str, Callable[[Story], str]] = {
    "exact": same,
    "changed headline": headline,
    "rewritten lead": new_lead,
    "cut to a third from the end": cut_from_the_end,
    "thinned to a third": thinned,
    "other quotation marks, case": typography,
    "accents": no_accents,
    "200 words of footer": footer,
    "2 % of words misread": noise,
    "house style, 1 word in 30": edited,
    "several at once": several,
}


def followed(story: Story) -> str:
    """The next day's story: new text as long again, and three paragraphs of background, but never half of the story."""
    paragraphs = [each for each in story.text.split("\n") if each.strip()]
    count = 3
    while count and len(" ".join(paragraphs[-count:]).split()) > len(story.text.split()) / 2:
        count -= 1
    background = "\n\n".join(paragraphs[len(paragraphs) - count :])
    return f"{prose(_chance(story, 'followed'), len(background.split()) + 40)}\n\n{background}"


def quoting(story: Story) -> str:
    """A short item of its own with one sentence of the story."""
    chance = _chance(story, "quoting")
    return f"{prose(chance, 22)} {chance.choice(_sentences(story.text))}"


def one_footer(story: Story) -> str:
    """Another story of its own, as long as this one, above the footer that the outlet puts under every page."""
    return f"{prose(_chance(story, 'one_footer'), len(story.text.split()))}\n\n{prose(random.Random(7), 150)}"


APART: dict[str, Callable[[Story], str]] = {
    "follow-up with 3 paragraphs of background": followed,
    "short item that quotes a sentence": quoting,
    "own story above the outlet's footer": one_footer,
}

_TOWNS = "Aldermoor Brennick Castrow Dunmere Eastholt Fenwyck Garstead Hollin Inverlay Jarrow".split()


def weather(chance: random.Random) -> str:
    lines = [
        f"The {chance.choice(('morning', 'afternoon', 'evening'))} in {town} will be mostly "
        f"{chance.choice(('dry', 'wet', 'cloudy', 'bright'))} with temperatures between {chance.randint(-3, 12)} and "
        f"{chance.randint(13, 29)} degrees, winds from the {chance.choice(('north', 'south', 'west', 'east'))} at up "
        f"to {chance.randint(5, 70)} kilometres an hour and a {chance.randint(0, 100)} per cent chance of rain."
        for town in _TOWNS
    ]
    close = "The next forecast is published at six tomorrow. Warnings in force are on the service's own page."
    return f"Weather for day {chance.randint(1, 365)}\n\n{' '.join(lines)} {close}"


def market(chance: random.Random) -> str:
    def moved() -> str:
        by = f"{chance.uniform(0, 4):.2f} per cent"
        return f"{chance.choice(('rose', 'fell', 'gained', 'lost'))} {by} to close at {chance.randint(900, 40000):,}"

    lines = [
        f"In {town}, the main index {moved()} points as investors weighed the outlook for interest rates and the "
        f"earnings of the largest companies in the region, with turnover of {chance.randint(100, 999)} million."
        for town in _TOWNS
    ]
    return f"Markets at the close\n\n{' '.join(lines)} Figures are provisional and may be revised by the exchanges."


TEMPLATES: dict[str, Callable[[random.Random], str]] = {"weather report": weather, "market report": market}


def templates(make: Callable[[random.Random], str], count: int) -> list[str]:
    return [make(random.Random(seed)) for seed in range(count)]


def merged(stories: Sequence[Story]) -> Iterator[tuple[Story, Story, str]]:
    """Two stories on one page, the larger first in the tuple; neighbours are paired, and either stands on top."""
    for at, (one, two) in enumerate(zip(stories[::2], stories[1::2], strict=False)):
        larger, smaller = sorted((one, two), key=lambda story: -len(story.text.split()))
        top, below = (larger, smaller) if at % 2 else (smaller, larger)
        yield larger, smaller, f"{top.page}\n\n{below.page}"
