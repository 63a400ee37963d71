"""Claims to the key figures in them: the number as written, what it counts, and who gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.domain import Claim, Figure
from pipeline.language import attribution, words
from pipeline.language import figures as quantities

MOST = 14
# a small number of things is seldom a key figure; of people, or with a unit, it may be
LEAST_COUNT = 10
LONGEST_SPEAKER = 6
WORDS_NEAR = 6
_NOT_KEY = frozenset({"age", "second", "minute", "hour", "day", "week", "month", "year", "share"})


def key_figures(claims: Iterable[Claim]) -> tuple[Figure, ...]:
    """The figures that a reader looks for, each once an outlet, in the order of the claims."""
    found: dict[tuple[str, str, str], Figure] = {}
    for claim in claims:
        outlet = claim.citations[0].source.outlet
        for mention in filter(_is_key, quantities.find(claim.text)):
            value = quantities.written(mention, claim.text)
            counted = mention.counts.strip() or _near(claim.text, mention)
            figure = Figure(value, counted, _speaker(claim.text, mention), claim)
            found.setdefault((value.lower(), mention.head, outlet), figure)
    return tuple(found.values())[:MOST]


def _is_key(mention: quantities.Mention) -> bool:
    if mention.unit:
        return mention.unit not in _NOT_KEY
    return bool(mention.counts) and (mention.is_people or mention.low >= LEAST_COUNT)


def _near(text: str, mention: quantities.Mention) -> str:
    """The words before a figure that counts nothing named, cut short: "lowered its main rate ... to"."""
    before = re.split(r"[,;:.]\s", text[: mention.span.start])[-1].split()
    return " ".join(before[-WORDS_NEAR:]).strip(' $£€¥₹“"')


def _speaker(text: str, mention: quantities.Mention) -> str:
    """Who is said to give the figure: the speaker nearest before it, else the first; empty where none can be named."""
    said = [one for one in attribution.find(text) if not one.is_pronoun and words.content(one.who)]
    before = [one for one in said if one.speaker.start <= mention.span.start]
    named = [one.who for one in before[-1:] or said[:1] if len(one.who.split()) <= LONGEST_SPEAKER]
    return named[0] if named else ""
