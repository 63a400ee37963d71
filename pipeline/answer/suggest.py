"""Questions to begin with and to go on with, on the names that articles have; each is tried before it is shown.

One is worth showing that the library answers with a supported sentence on that name which was not told yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain import Answer, Entry, Evidence, Scope, Verdict
from pipeline.language import attribution, names
from pipeline.ports import Order, Shelf

NEWEST = 200
MOST = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that stands alone, and the name that it is about."""

    question: str
    name: str


def first(shelf: Shelf) -> tuple[Suggestion, ...]:
    """Up to twelve, the name that most articles share first; none for an empty library.

    Names are read in the first words of the texts: a headline may write every word with a capital. Those of several
    words come before the others: one word alone may be half a name, or that of many.
    """
    counted: Counter[str] = Counter()
    for entry in shelf.entries(Scope(), order=Order.NEWEST, limit=NEWEST):
        counted.update(set(_names(entry)))
    found = sorted(counted, key=lambda name: (" " not in name, -counted[name], name))
    return tuple(map(_about, _distinct(found, shelf.outlets())))


def following(answer: Answer, evidence: Evidence, outlets: Iterable[str]) -> tuple[Suggestion, ...]:
    """On names in what was found for the answer that it does not tell of: who speaks there, then what most is about.

    Those of several words first, as in ``first``.
    """
    told = " ".join((answer.question, evidence.question, *(claim.text for claim in answer.claims)))
    known = [name.short for name in names.find(told)]
    texts = [hit.passage.text for hit in evidence.hits]
    speaking = [name for text in texts for name in _speaking(text)]
    named = Counter(name for text in texts for name in {each.short for each in names.find(text) if _is_sure(each)})
    found = (*speaking, *sorted((name for name, _ in named.most_common()), key=lambda name: " " not in name))
    chosen = _distinct(found, (*outlets, *known))
    return tuple(_said_by(name) if name in speaking else _about(name) for name in chosen)


def tried(
    suggestions: Iterable[Suggestion],
    ask: Callable[[str], Answer],
    most: int,
    told: Iterable[str] = (),
    is_stopped: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Those that are answered by something new, beside ``told`` and what those before are answered by."""
    good: list[str] = []
    known = set(told)
    for suggestion in suggestions:
        if len(good) == most or is_stopped():
            break
        supported = (claim for claim in ask(suggestion.question).claims if claim.support.verdict is Verdict.SUPPORTED)
        fresh = {claim.text for claim in supported if _names_it(claim.text, suggestion.name)} - known
        if fresh:
            known |= fresh
            good.append(suggestion.question)
    return tuple(good)


def _about(name: str) -> Suggestion:
    return Suggestion(f"What do the articles say about {name}?", name)


def _said_by(name: str) -> Suggestion:
    return Suggestion(f"What did {name} say?", name)


def _distinct(found: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Up to twelve names that are of different things, and of none that is known."""
    chosen: list[str] = []
    others = [name for name in known if name]
    for name in found:
        if len(chosen) < MOST and not any(names.same(name, other) for other in (*chosen, *others)):
            chosen.append(name)
    return tuple(chosen)


def _speaking(text: str) -> Iterator[str]:
    """Whoever speaks by a name of two words or more: one word may be a place, or a body."""
    for said in attribution.find(text):
        who = said.who.removeprefix("the ").removeprefix("The ")
        yield from (name.short for name in names.find(who) if name.text == who and " " in name.short)


def _names(entry: Entry) -> list[str]:
    return [name.short for name in names.find(entry.opening) if _is_sure(name)]


def _is_sure(name: names.Name) -> bool:
    return not name.is_initial and not name.text.isupper()


def _names_it(text: str, name: str) -> bool:
    return any(names.same(name, other.short) for other in names.find(text))
