"""A figure of a sentence to what a table says of it: what it counts, what became of that, who gives it, as of when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.brief import voices
from pipeline.brief.contradictions import phrases
from pipeline.brief.contradictions.counts import BALLOT, PEOPLE, Count, Measure
from pipeline.brief.voices import Speaker
from pipeline.language import counted, events, words
from pipeline.language.attribution import Act

# a small number of things is seldom a key figure; of people to whom something happened it is
LEAST_COUNT = 10
_NOT_KEY = frozenset({"age", "second", "minute", "hour", "day", "week", "month", "year", "share", "°C", "°F", "cent"})
# a size or a speed is told twice, the second time in brackets
_AGAIN = re.compile(r"(?:\(|/\s?)(?:about|around|nearly|roughly|some|approximately|~)?\s*$")
_WORDS_BEFORE = 8
_WORDS_AFTER = 7
_FEWEST = 2
_NEAR = 45
_STOPS = re.compile(r"[.;:,!?](?=\s|$)|[()“”\"—–*]|\s-\s")
_JOINS = re.compile(
    r"^(?:and|or|but|while|with|which|who|that|when|where|as|including|also|then|the|an?|of|to|by|from|said|says)\s+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:,!?](?=\s|$)|[()“”\"—–*]|\s-\s"
    r"|\s(?:and|or|but|while|which|who|that|when|where|because|after|before|since|until|as|if|though|although|whose)\s"
)
_PREPOSITION = re.compile(
    r"\s(?=(?:in|on|at|of|to|by|for|from|with|over|under|during|along|across|between|against|into|near|off|aboard|around|"
    r"through|within|without|via|per|outside|inside)\s)"
)
_CIRCUMSTANCE = re.compile(r"(?:in|at|when|by|near|during|off|aboard|over|across|from)\s+(?!\w+day\b)\w+")
_CUT = re.compile(r"\s(?:and|but|while|which|who|that|when|where|because|if)\s")
_AND = re.compile(r"[\w’' -]{0,40}?(?:\band|\bor|,)\s+(?:at least |about |around |some |nearly |more than |over )?")
_NOBODY_NAMED = frozenset(map(words.stem, "others other dead fatalities fatality deaths victims persons".split()))
_OF_THESE = re.compile(r"\s(?=of (?:the|these|those)\b)")
_ADDED = re.compile(r"\b(?:another|further|additional|more|latest)\s+$", re.IGNORECASE)
# "a town of 38,000" is no news of it
_HOME = re.compile(
    r"\b(?:town|city|village|island|country|nation|community|province|region|population)\s+of\s+\D{0,14}$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|may|might|can|could|said|says)\s")
_LEADS_ON = re.compile(r"\s*(?:\b(?:about|around|nearly|some|almost|at least|more than|up to)\s*)?[$£€¥₹]*$")
_UNIDENTIFIED = re.compile(
    r"\bunidentified\b|\b(?:yet to be|not (?:yet |been |yet been )*|remains? to be|never(?: been)?) ?"
    r"(?:identified|determined|established)\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"\b(?:identit(?:y|ies)|identified|unidentified)\b", re.IGNORECASE)
_BREAK = re.compile(r";|,\s+(?:but|while|whereas|although|though|however)\s|[.!?]\s")
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
        return mention.unit not in _NOT_KEY and not _AGAIN.search(text[: mention.span.start])
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


def label(count: Count) -> str:
    """What it counts, with what became of it: "people killed in the collapse", "price had risen by … since 2021"."""
    if count.kind == BALLOT:
        return "votes for and against"
    part = _OF_THESE.match(count.statement.text, count.mention.span.end)
    if part and not count.mention.unit:
        return _following(count.statement.text[part.end() :])
    if count.role:
        return f"{_fate(count)} {_circumstance(count)}".strip()
    if _is_unidentified(count):
        return f"{count.noun or PEOPLE} not identified"
    if count.mention.unit:
        return _measured(count)
    text, at = count.statement.text, count.mention.span.end
    rest = text[at:].partition(count.noun)[2] if count.noun in text[at:] else text[at:]
    return phrases.trimmed(f"{count.noun} {_following(rest)}")


def _fate(count: Count) -> str:
    noun = count.noun or PEOPLE
    head = words.stem(noun.rsplit(" ", 1)[-1])
    if head in _NOBODY_NAMED:
        noun, head = PEOPLE, PEOPLE
    if _is_unidentified(count):
        return f"{noun} not identified"
    if _ADDED.search(count.statement.text[: count.mention.span.start]):
        noun = f"more {noun}"
    is_told = any(fate == count.role for fate, _ in events.fates(noun))
    return noun if is_told else f"{noun} {events.LABELS[count.role]}"


def _circumstance(count: Count) -> str:
    """ "in the collapse": what follows the word that tells what became of them."""
    text, at = count.statement.text, count.mention.span.end
    cue = text.find(count.cue, at) if count.cue else -1
    rest = _FINITE.split(text[cue + len(count.cue) :], maxsplit=1)[0]
    found = _following(rest) if at <= cue <= at + _NEAR else ""
    return found if _CIRCUMSTANCE.match(found) else ""


def _following(text: str) -> str:
    """What opens ``text``, in whole phrases: as many as are no more than seven words together, none with a number."""
    told = _ENDS.split(re.split(r"\d", text, maxsplit=1)[0], maxsplit=1)[0]
    taken: list[str] = []
    for piece in _PREPOSITION.split(f" {told.strip(' -')}"):
        if sum(len(each.split()) for each in (*taken, piece)) > _WORDS_AFTER:
            break
        taken.append(piece.strip())
    kept = " ".join(taken) or " ".join(told.split()[:_WORDS_AFTER])
    return phrases.trimmed(f"… {kept}").removeprefix("…").strip()


def _is_unidentified(count: Count) -> bool:
    """ "the identity of 103 soldiers was yet to be determined": of these, not of all that the sentence counts."""
    text, span = count.statement.text, count.mention.span
    before = re.split(r"\d", text[max(0, span.start - _NEAR) : span.start])[-1]
    after = re.split(r"\d", text[span.end : span.end + 2 * _NEAR])[0]
    told = _UNIDENTIFIED.search(after) or _UNIDENTIFIED.search(before)
    return bool(told and _IDENTITY.search(before + after))


def _measured(count: Count) -> str:
    """The words that lead to a measure and that follow it."""
    text, span = count.statement.text, count.mention.span
    earlier = [other.span.end for other in count.statement.figures if other.span.end <= span.start]
    lead = _STOPS.split(text[max(earlier, default=0) : span.start].rstrip(" $£€¥₹(").rstrip("USACNZHK$"))[-1].strip()
    if len(words.content(lead)) < _FEWEST:  # "to 3.75%", "it was $2.4 million": what is said before the figure before
        lead = text[: span.start].rstrip(" $£€¥₹(").strip()
    lead = _CUT.split(lead)[-1] if len(lead.split()) > _WORDS_BEFORE else lead
    lead = " ".join(lead.split()[-_WORDS_BEFORE:])
    while (shorter := _JOINS.sub("", lead)) != lead:
        lead = shorter
    later = next((other.span.start for other in count.statement.figures if other.span.start >= span.end), len(text))
    after = _following(_LEADS_ON.sub("", text[span.end : later]))
    return phrases.uncapitalised(f"{lead} … {after}".strip(" …") if lead else after)


def giver(count: Count) -> str:
    """Who is said to give the figure; empty where it is the outlet's own word."""
    text, span = count.statement.text, count.mention.span
    said = [one for one in voices.find(count.statement) if one.act not in {Act.WITHHOLDS, Act.DENIES}]
    before = [one for one in said if _leads(one, span.start) and not _BREAK.search(text, one.verb.end, span.start)]
    after = [one for one in said if one.place.start >= span.end and _follows(text, one, span.end)]
    return before[-1].who if before else after[0].who if after else ""


def _leads(one: Speaker, at: int) -> bool:
    return one.verb.end <= at and one.place.end <= at


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
