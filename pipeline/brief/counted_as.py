"""A figure of a sentence to what a table says of it: whether it is one to show, who gives it, as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.brief import voices
from pipeline.brief.contradictions.counts import BALLOT, Count, Measure
from pipeline.brief.voices import Speaker
from pipeline.language import counted
from pipeline.language.attribution import Act

# a small number of things is seldom a key figure; of people to whom something happened it is
LEAST_COUNT = 10
_NOT_KEY = frozenset({"age", "second", "minute", "hour", "day", "week", "month", "year", "share", "°C", "°F", "cent"})
_STOPS = re.compile(r"[.;:,!?](?=\s|$)|[()“”\"—–*]|\s-\s")
_AND = re.compile(r"[\w’' -]{0,40}?(?:\band|\bor|,)\s+(?:at least |about |around |some |nearly |more than |over )?")
# "a town of 38,000" is no news of it
_HOME = re.compile(
    r"\b(?:town|city|village|island|country|nation|community|province|region|population)\s+of\s+\D{0,14}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r";|,\s+(?:but|while|whereas|although|though|however)\s|[.!?]\s")
_TURNED = re.compile(r"[”\"’']\s*$")
_ASIDE = (",", "”", '"', "’", "—", "–", "(")
_AS_OF = re.compile(
    r"\b(?:as of|as at|by|until|up to|reached|stood at|rose to|risen to|climbed to|total\w*)\b[^.;]{0,40}$"
)
_STATED = re.compile(
    r"\b(?:statement|report|briefing|bulletin|update|tweet|figures|count|toll)\b[^.;,]{0,20}$", re.IGNORECASE
)
_BESIDE = 12


def is_key(count: Count) -> bool:
    """Money, shares and measures, what became of people, and no small numbers of anything else."""
    mention, text = count.mention, count.statement.text
    is_vague = mention.low != mention.high and not count.is_range
    if is_vague or count.measure is Measure.BEFORE:
        return False
    if mention.unit:
        return mention.unit not in _NOT_KEY and not count.is_again
    if count.kind == BALLOT:
        return True
    # "a town of 38,000", "a ten-storey building", "a 6.3 magnitude earthquake" count nothing
    if _HOME.search(text[: mention.span.start]) or text[mention.span.end :].startswith("-") or mention.low % 1:
        return False
    return bool(count.role) or (counted.is_plural(count.noun) and mention.low >= LEAST_COUNT)


def shared(found: Sequence[Count]) -> Iterator[Count]:
    """With what became of the first of several for all: "killed 93 Northern and 50 Southern civilians"."""
    last: Count | None = None
    for count in found:
        if last is not None and last.role and not count.role and count.kind == last.kind and _is_joined(last, count):
            count = replace(count, role=last.role, cue=last.cue)
        yield count
        last = count


def _is_joined(last: Count, count: Count) -> bool:
    return bool(_AND.fullmatch(count.statement.text[last.mention.span.end : count.mention.span.start]))


def giver(count: Count) -> str:
    """Who is said to give the figure; empty where it is the outlet's own word."""
    text, span = count.statement.text, count.mention.span
    said = [one for one in voices.find(count.statement) if one.act not in {Act.WITHHOLDS, Act.DENIES}]
    before = [
        one for one in said if _leads(text, one, span.start) and not _BREAK.search(text, one.verb.end, span.start)
    ]
    after = [one for one in said if one.place.start >= span.end and _follows(text, one, span.end)]
    return before[-1].who if before else after[0].who if after else ""


def _leads(text: str, one: Speaker, at: int) -> bool:
    """Not "'You steer for the shouting,' said Gunnar Pyle, whose boat picked up 19 people": that is told of him."""
    is_turned = one.verb.end <= one.place.start and _TURNED.search(text[: one.verb.start])
    goes_on = re.search(r"[:“\"]", text[one.place.end : at]) is not None
    return one.verb.end <= at and one.place.end <= at and (goes_on or not is_turned)


def _follows(text: str, one: Speaker, end: int) -> bool:
    """ "40 people died, police said", and "according to": not "40 were held after the minister said"."""
    start = min(one.place.start, one.verb.start)
    is_after = text[one.verb.start :].lower().startswith("according") or text[:start].rstrip().endswith(_ASIDE)
    return is_after and not _BREAK.search(text, end, start)


def day(count: Count) -> date | None:
    """The day for which a figure was given: one that its sentence gives it, else that of publication.

    None for a figure of a year that is over.
    """
    statement, published = count.statement, count.statement.article.published
    if published is not None and any(int(year) < published.year for year in statement.years):
        return None
    for mention in statement.dates:
        before = statement.text[: mention.span.start].rstrip()
        is_given = _AS_OF.search(before) or _STATED.search(before) or _is_beside_a_verb(count, mention.span.start)
        if mention.on is not None and is_given and (published is None or mention.on <= published):
            return mention.on
    return published


def _is_beside_a_verb(count: Count, at: int) -> bool:
    """ "confirmed on 14 November that": the day on which it was said."""
    text = count.statement.text
    return any(
        one.verb.end <= at <= one.verb.end + _BESIDE and not _STOPS.search(text, one.verb.end, at)
        for one in voices.find(count.statement)
    )
