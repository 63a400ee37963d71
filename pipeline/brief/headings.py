"""A heading that a model wrote, held to the sentences under it; and a plain one of their own words in its place.

A heading has no source. So it may say nothing that can be wrong by itself: no figure, no day and no name that the
sentences under it do not have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.brief import themes
from pipeline.language import dates, figures, names, words
from pipeline.language.dates import DateMention
from pipeline.ports import Embedder


def is_held(heading: str, told: Sequence[str], known: Sequence[str] = ()) -> bool:
    """Whether each figure, day and name of the heading is in what is ``told``.

    The capital of a first word makes no name of it, nor do those of a title of words that the texts ``known`` have: but
    for the names in these.
    """
    given = [mention for text in told for mention in figures.find(text)]
    if not all(any(figures.compatible(one, other) for other in given) for one in figures.find(heading)):
        return False
    days = [mention for text in told for mention in dates.find(text)]
    if not all(any(_says(other, one) for other in days) for one in dates.find(heading)):
        return False
    said = frozenset(stem for text in told for stem in words.content(text))
    return said.issuperset(_named(heading, known))


def _says(given: DateMention, wanted: DateMention) -> bool:
    """Whether it has every part of the day that is wanted."""
    pairs = zip(_parts(wanted), _parts(given), strict=True)
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def _parts(day: DateMention) -> tuple[int | None, ...]:
    return day.year, day.month, day.day, day.weekday


def plain(texts: Sequence[str], topic: str, embedder: Embedder, taken: Collection[str]) -> str:
    """What most of the texts are about, else the topic; with a number where another section is called so."""
    found = themes.find(texts, embedder.embed(list(texts)), topic, 1) if texts else ()
    named = found[0].heading if found else topic[:1].upper() + topic[1:]
    numbered = (named if number == 1 else f"{named} ({number})" for number in range(1, len(taken) + 2))
    return next(heading for heading in numbered if heading not in taken)


def _named(heading: str, known: Sequence[str]) -> Iterator[str]:
    """The stems of its names."""
    people = frozenset(stem for text in known for name in names.find(text) if not name.is_initial for stem in _of(name))
    is_title = all(word[:1].isupper() for word in heading.split() if words.content(word))
    plain = frozenset(stem for text in known for stem in words.content(text)) - people if is_title else frozenset()
    first = words.content(heading)[:1] if is_title else ()
    for name in names.find(heading):
        free = {*plain, *first} if is_title else _of(name) if name.is_initial else ()
        yield from (stem for stem in _of(name) if stem in people or stem not in free)


def _of(name: names.Name) -> tuple[str, ...]:
    return words.content(name.short)
