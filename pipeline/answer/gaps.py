"""A question that is not answered to what is missing: the outlets, names, words and days that nothing found covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.answer import decide
from pipeline.answer import question as questions
from pipeline.domain import Evidence
from pipeline.language import names, words
from pipeline.retrieve import periods

NOTHING = "Nothing in the articles comes near the question."
NOT_TOGETHER = "The words of the question occur, but no sentence found brings them together."
MOST_WORDS = 4

Frequency = Callable[[Sequence[str]], Mapping[str, int]]


def missing(evidence: Evidence, frequency: Frequency) -> tuple[str, ...]:
    """Sentences for the reader; one at least. ``frequency`` tells in how many passages of the library a word stands."""
    if not evidence.hits:
        return (NOTHING,)
    asked = questions.read(evidence.question)
    outlets = decide.unheard(asked, evidence)
    said = {word for name in outlets for word in words.content(name)}
    lines = (
        *(f"No article found is from “{outlet}”." for outlet in outlets),
        *_unmentioned(evidence, frequency, said),
        *_of_another_time(evidence),
    )
    return lines or (NOT_TOGETHER,)


def _unmentioned(evidence: Evidence, frequency: Frequency, said: set[str]) -> Iterator[str]:
    """The words that stand nowhere in the library, then those that stand in no passage found; a name is said whole."""
    asked = [word for word in words.asked(evidence.question) if words.stem(word) not in said]
    nowhere = [word for word, count in frequency(asked).items() if count == 0]
    texts = (f"{evidence.article(hit).title} {hit.passage.text}" for hit in evidence.hits)
    found = {stem for text in texts for stem in words.content(text)}
    elsewhere = [word for word in asked if word not in nowhere and words.stem(word) not in found]
    for lead, of in (("Nothing in the library mentions", nowhere), ("No passage that comes near mentions", elsewhere)):
        whole = dict.fromkeys(f"“{_whole(word, of, evidence.question)}”" for word in of)
        *first, last = list(whole)[:MOST_WORDS] or [""]
        if last:
            yield f"{lead} {' or '.join((', '.join(first), last)) if first else last}."


def _whole(word: str, missing: Sequence[str], question: str) -> str:
    """The name that a missing word is part of, where all of it is missing."""
    for name in names.find(question):
        parts = words.asked(name.short)
        if word in parts and all(part in missing for part in parts):
            return name.short
    return word


def _of_another_time(evidence: Evidence) -> Iterator[str]:
    """What the days of the articles found are, where none is of the time that the question names."""
    wanted = periods.named(evidence.question)
    days = sorted(article.published for article in evidence.articles.values() if article.published)
    if not wanted or not days or any(period.has(day) for period in wanted for day in days):
        return
    first, last = (f"{day.day} {day:%B %Y}" for day in (days[0], days[-1]))
    told = first if first == last else f"{first} to {last}"
    yield f"No article found was published at the time that the question names: they are of {told}."
