"""Ranked sentences to those that answer, or to none: when the articles do not say, nothing is given.

The rules are stated, not learned: what a question is about must be there. They read the outlets and the names that it
asks for, how much of it the best sentence holds, and whether that sentence brings the figure that is asked for.
``benchmarks/answers.py`` measures what they decline rightly and wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.answer import question as questions
from pipeline.answer.question import Asked, Kind
from pipeline.answer.rank import LOOKED_AT, Ranked, Reading
from pipeline.domain import Evidence
from pipeline.language import names, words
from pipeline.retrieve import sources

# the share of a question that the best sentence holds at the least; and where names that it asks for are nowhere found
LEAST_HELD, LEAST_WITHOUT_NAMES = 0.27, 0.45
MOST_MISSING = 0.3
# a name that no sentence comes so near to is of something else: "Siberian" is near where an article says "Russia"
UNKNOWN = 0.45
# a word of the question that no sentence comes so near to is not spoken of, and so many may not be
UNSPOKEN, MOST_UNSPOKEN = 0.35, 0.5
# a figure is no answer where a sentence without one holds far more of the question
LEAST_OF_BEST = 0.7
# of the best sentence's score, what a further one must reach; a list has many entries, each of its own words
FURTHER, FURTHER_OF_LIST = 0.85, 0.75
# and of the words but for names that one of them holds
COMMON = 0.6
# where the words asked for stand beside a figure, a figure beside fewer of them is of something else
CLEARLY = 0.75
# a question that names so many outlets wants to hear each of them
SOURCES = 2


def answers(asked: Asked, reading: Reading, evidence: Evidence) -> tuple[Ranked, ...]:
    """Those that answer, in the same order; for a question that names outlets, the best of each of them first."""
    ranked = reading.ranked
    if not ranked or not _is_about(asked, reading, evidence):
        return ()
    fit = _fit(asked, ranked)
    first = _of_outlets(asked, ranked, evidence)
    return (*first, *(one for one in fit if one not in first))


def _fit(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best, and those that come near it: in all, in the words asked for, and in those beside their figures."""
    given = [one for one in ranked if one.has_kind] if asked.counted else ranked
    further = FURTHER_OF_LIST if asked.kind is Kind.LIST else FURTHER
    near = [one for one in given if one.score >= further * given[0].score]
    if asked.kind is Kind.REASON:  # beside the best, what gives a cause; the rest merely tells of the same
        near = [one for one in near if one is near[0] or one.has_kind]
    common, beside = max((one.common for one in near), default=0.0), max((one.beside for one in near), default=0.0)
    spoken = [one for one in near if one.common >= COMMON * common]
    return [one for one in spoken if beside < CLEARLY or one.beside >= beside]


def _is_about(asked: Asked, reading: Reading, evidence: Evidence) -> bool:
    held = reading.ranked[0].held
    if held < LEAST_HELD or len(unspoken(asked, reading)) > MOST_UNSPOKEN * len(_common(asked, reading)):
        return False
    if asked.kind is Kind.FIGURE and not _has_figure(asked, reading.ranked):
        return False
    missing = [name for name in unnamed(asked, evidence) if _is_unknown(name, reading)]
    is_of_others = len(missing) > MOST_MISSING * len(asked.names) and held < LEAST_WITHOUT_NAMES
    return not is_of_others and not unheard(asked, evidence)


def unspoken(asked: Asked, reading: Reading) -> tuple[str, ...]:
    """The words of the question, but for names and numbers, that the best sentences come near to in no word."""
    return tuple(word for word in _common(asked, reading) if reading.nearest[word] < UNSPOKEN)


def _is_unknown(name: str, reading: Reading) -> bool:
    return all(reading.nearest.get(token, 0.0) < UNKNOWN for token in words.tokens(name))


def _common(asked: Asked, reading: Reading) -> tuple[str, ...]:
    named = {token for name in names.find(asked.text) for token in words.tokens(name.text)}
    return tuple(word for word in reading.nearest if word not in named and not word[0].isdigit())


def unheard(asked: Asked, evidence: Evidence) -> tuple[str, ...]:
    """The sources that the question names and the evidence has nothing from, nor mentions."""
    outlets = {article.outlet for article in evidence.articles.values()}
    unknown = sources.named(asked.text, sorted(outlets)).unknown
    told = _told(evidence) if unknown else frozenset()
    return tuple(name for name in unknown if not set(words.content(name)) <= told)


def unnamed(asked: Asked, evidence: Evidence) -> tuple[str, ...]:
    """The names asked for that stand in no passage found, nor in what is known of its article.

    Sources are none of them, nor is a people: that a broadcaster is British may go without saying.
    """
    told = _told(evidence)
    absent = [name for name in asked.names if not set(words.content(name)) <= told]
    if not absent:
        return ()
    known = {name.short for text in _texts(evidence) for name in names.find(text)}
    outlets = sorted({article.outlet for article in evidence.articles.values()})
    named = sources.named(asked.text, outlets)
    others = (*known, *named.known, *named.unknown, *outlets)
    return tuple(
        name for name in absent if not names.is_people(name) and not any(names.same(name, other) for other in others)
    )


def _has_figure(asked: Asked, ranked: Sequence[Ranked]) -> bool:
    """Whether a sentence with a figure of the kind asked for comes near the one that holds most of the question."""
    if questions.counts_another(asked, [one.candidate.text for one in ranked[:LOOKED_AT]]):
        return False
    alone = max((one.alone for one in ranked if one.has_kind), default=0.0)
    return alone >= LEAST_OF_BEST * max(one.alone for one in ranked)


def _of_outlets(asked: Asked, ranked: Sequence[Ranked], evidence: Evidence) -> tuple[Ranked, ...]:
    """The best sentence of each outlet that the question names, where it names two or more."""
    outlets = sources.named(asked.text, sorted({article.outlet for article in evidence.articles.values()})).known
    if len(outlets) < SOURCES:
        return ()
    best = (next((one for one in ranked if one.candidate.article.outlet == outlet), None) for outlet in outlets)
    return tuple(sorted(filter(None, best), key=ranked.index))


def _told(evidence: Evidence) -> frozenset[str]:
    return frozenset(stem for text in _texts(evidence) for stem in words.content(text))


def _texts(evidence: Evidence) -> Iterator[str]:
    """What was found, and what is known of the articles that it is from."""
    yield from (hit.passage.text for hit in evidence.hits)
    for article in evidence.articles.values():
        yield f"{article.title}. {article.outlet}. {article.byline}"
