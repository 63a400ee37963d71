"""The sentences of an article to the same with one thing changed: a figure, a day, a yes for a no, or only its wording.

Each gives the changed sentences by their number, and none where an article offers nothing to change. What is changed is
changed wherever it stands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pipeline.domain import Article
from pipeline.language import dates, figures
from pipeline.language.dates import DateMention
from pipeline.language.figures import Bound, Mention

HEADER_WORDS = 8
TIMES = (Decimal("0.5"), Decimal("0.7"), Decimal("1.5"), Decimal(2))
RUNNING = re.compile(r"\b(?:killed|dead|died|deaths|injured|wounded|missing|cases|infected|arrested|detained)\b")
COUNTED = frozenset({"death", "case", "fatal"})
NEAR = 30
WEEKDAYS = tuple(name.title() for name in dates.WEEKDAYS)
_PAIRS = """confirmed denied; accepted rejected; supports opposes; supported opposed; approved rejected;
increased decreased; rose fell; won lost; began ended; banned allowed; welcomed condemned; guilty innocent"""
OPPOSITES = (
    *((one, other) for one, other in (pair.split() for pair in _PAIRS.split(";"))),
    *((word, f"{word} not") for word in ("will", "was", "were", "has", "is")),
    ("agreed to", "refused to"),
)
_TURNS = [*OPPOSITES, *((b, a) for a, b in OPPOSITES)]
_AUXILIARIES = frozenset({"was", "were", "has", "is"})
_FOLLOWED = r"(?= [a-z]+(?:ed|en)\b)"
_RANGE = re.compile(r",?\s+(?:to|and|through|or|[A-Z]\w+ \d)|[–-]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DENIED = re.compile(r"^\s+(?:not|no|never|only|also|just)\b")


# figures


def _figures(told: Sequence[str], fits: Callable[[Mention, str], bool]) -> list[tuple[int, Mention]]:
    return [
        (i, mention)
        for i, text in enumerate(told)
        if len(text.split()) > HEADER_WORDS
        for mention in figures.find(text)
        if mention.low == mention.high and fits(mention, text)
    ]


def _is_exact(mention: Mention, _: str = "") -> bool:
    return (
        mention.bound is Bound.EXACT
        and mention.unit != "share"
        and mention.low >= 3
        and bool(mention.unit or mention.counts)
    )


def _is_running(mention: Mention, text: str) -> bool:
    if _YEAR.search(text) or not (mention.is_people or mention.head in COUNTED):
        return False
    return _is_exact(mention) and bool(RUNNING.search(text[mention.span.end : mention.span.end + NEAR]))


def _is_large(mention: Mention, _: str) -> bool:
    return _is_exact(mention) and not mention.unit and mention.low >= 30 and mention.low % 10 != 0


def _is_of_people(mention: Mention, _: str) -> bool:
    return _is_exact(mention) and mention.is_people and mention.low >= 10


def _changed_figures(
    told: Sequence[str],
    chance: random.Random,
    fits: Callable[[Mention, str], bool],
    write: Callable[[Mention, str, Decimal], str],
    times: Sequence[Decimal],
) -> Mapping[int, str]:
    """One value changed wherever it stands with the same unit or the same noun."""
    found = _figures(told, fits)
    if not found:
        return {}
    _, chosen = chance.choice(found)
    times_ = chance.choice(times)
    changed: dict[int, str] = {}
    for i, text in enumerate(told):
        for mention in reversed(figures.find(text)):
            if (mention.low, mention.high, mention.unit) == (chosen.low, chosen.high, chosen.unit):
                before = changed.get(i, text)
                changed[i] = before[: mention.span.start] + write(mention, text, times_) + before[mention.span.end :]
    return changed


def _times(mention: Mention, text: str, times: Decimal) -> str:
    """The figure so many times as large, with as many decimals as before, and its unit."""
    written = mention.span.of(text)
    number = re.match(r"[\d,.]*\d", written)
    decimals = len(number.group().partition(".")[2]) if number else 0
    value = Decimal(number.group().replace(",", "")) if number else mention.low
    grown = (value * times).quantize(Decimal(1).scaleb(-decimals)) + (0 if decimals else 1)
    grown = grown if grown != value else grown + 3
    rest = written[number.end() :] if number else "" if not mention.unit else " " + written.split()[-1].split("-")[-1]
    return f"{grown:,}{rest}"


def figure(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    return _changed_figures(told, chance, _is_exact, _times, TIMES)


def update(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    return _changed_figures(told, chance, _is_running, _times, TIMES[2:])


def rounding(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    def write(mention: Mention, _text: str, times: Decimal) -> str:
        place = 10 ** max(1, len(str(int(mention.low))) - 2)
        near = round(int(mention.low) / place) * place
        return f"{'nearly' if near > mention.low and times > 1 else 'about'} {near:,}"

    return _changed_figures(told, chance, _is_large, write, TIMES)


def bound(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    def write(mention: Mention, _text: str, times: Decimal) -> str:
        return f"{'at least' if times > 1 else 'more than'} {int(mention.low) // 5 * 5:,}"

    return _changed_figures(told, chance, _is_large, write, TIMES)


def part(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    def write(mention: Mention, text: str, times: Decimal) -> str:
        some = int(mention.low) // 3 + 1
        whole = mention.span.of(text)
        return f"{some} of the {whole}" if times > 1 else f"{some} women among {whole}"

    found = _changed_figures(told, chance, _is_of_people, write, TIMES)
    first = min(found, default=None)
    return {} if first is None else {first: found[first]}


# days


def _days(told: Sequence[str], article: Article) -> list[tuple[int, DateMention]]:
    return [
        (i, mention) for i, text in enumerate(told) for mention in dates.find(text, article.published) if mention.on
    ]


def _is_written(text: str, mention: DateMention) -> bool:
    return bool(re.search(r"\d", mention.span.of(text)))


def _changed_days(
    told: Sequence[str], article: Article, chance: random.Random, write: Callable[[DateMention, str, int], str]
) -> Mapping[int, str]:
    """One day that is no dateline changed wherever it stands."""
    days = _days(told, article)
    taken = {
        m.on
        for i, m in days
        if len(told[i].split()) <= HEADER_WORDS or "day" in m.span.of(told[i]).lower().split("-")[0][:5]
    }
    free = sorted({m.on for _, m in days if m.on and m.on not in taken and m.on != article.published})
    if not free:
        return {}
    chosen, step = chance.choice(free), chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))
    changed: dict[int, str] = {}
    for i, mention in reversed(days):
        new = write(mention, told[i], step)
        if mention.on == chosen and new and not _RANGE.match(told[i], mention.span.end):
            before = changed.get(i, told[i])
            changed[i] = before[: mention.span.start] + new + before[mention.span.end :]
    return changed


def _spelt(on: date, mention: DateMention, text: str) -> str:
    """The day ``on`` as the mention is written: a weekday, or a day and a month with or without its year."""
    written = mention.span.of(text)
    if not _is_written(text, mention):
        return (
            re.sub("|".join(WEEKDAYS), WEEKDAYS[on.weekday()], written)
            if re.search("|".join(WEEKDAYS), written)
            else ""
        )
    year = f", {on.year}" if re.search(r"\d{4}", written) else ""
    return f"{on:%B} {on.day}{year}"


def day(told: Sequence[str], article: Article, chance: random.Random) -> Mapping[int, str]:
    def write(mention: DateMention, text: str, step: int) -> str:
        return _spelt(mention.on + timedelta(days=step), mention, text) if mention.on else ""

    return _changed_days(told, article, chance, write)


def relative(told: Sequence[str], article: Article, chance: random.Random) -> Mapping[int, str]:
    """A weekday told by its day of the month."""

    def write(mention: DateMention, text: str, _: int) -> str:
        on = mention.on
        is_bare = mention.span.of(text) in WEEKDAYS
        return f"{on:%B} {on.day}" if on and is_bare else ""

    return _changed_days(told, article, chance, write)


def dated(text: str, article: Article) -> str:
    """With days of the month for weekdays and "yesterday", which would be others in a later article."""
    for mention in reversed(dates.find(text, article.published)):
        if mention.on and not _is_written(text, mention):
            text = f"{text[: mention.span.start]}{mention.on:%B} {mention.on.day}{text[mention.span.end :]}"
    return text


# positions


def position(told: Sequence[str], _: Article, chance: random.Random) -> Mapping[int, str]:
    turns = [
        (i, match, new)
        for i, text in enumerate(told)
        if len(text.split()) > HEADER_WORDS and not re.search(r"[“”\"?]", text)
        for old, new in _TURNS
        for match in re.finditer(rf"\b{old}\b{_FOLLOWED if old in _AUXILIARIES else ''}", text)
        if not (_DENIED.match(text[match.end() :]) and "not" not in old)
    ]
    if not turns:
        return {}
    kind = chance.choice(sorted({match.group() for _, match, _ in turns}))
    i, match, new = chance.choice([turn for turn in turns if turn[1].group() == kind])
    return {i: told[i][: match.start()] + new + told[i][match.end() :]}


def none(_told: Sequence[str], _article: Article, _chance: random.Random) -> Mapping[int, str]:
    return {}
