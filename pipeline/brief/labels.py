"""A figure of a sentence to what a table calls it: what it counts, with what became of that or was done to it."""

from __future__ import annotations

import re

from pipeline.brief.contradictions import phrases
from pipeline.brief.contradictions.counts import BALLOT, PEOPLE, Count
from pipeline.language import events, words

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
_NOBODY_NAMED = frozenset(map(words.stem, "others other dead fatalities fatality deaths victims persons".split()))
_OF_THESE = re.compile(r"\s(?=of (?:the|these|those)\b)")
_ADDED = re.compile(r"\b(?:another|further|additional|more|latest)\s+$", re.IGNORECASE)
_FINITE = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|may|might|can|could|said|says)\s")
_LEADS_ON = re.compile(r"\s*(?:\b(?:about|around|nearly|some|almost|at least|more than|up to)\s*)?[$£€¥₹]*$")
_UNIDENTIFIED = re.compile(
    r"\bunidentified\b|\b(?:yet to be|not (?:yet |been |yet been )*|remains? to be|never(?: been)?) ?"
    r"(?:identified|determined|established)\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"\b(?:identit(?:y|ies)|identified|unidentified)\b", re.IGNORECASE)
# how exactly a figure is given, and its currency, stand with the figure
_WITH_IT = re.compile(
    r"(?:^|\s)(?:(?i:about|around|nearly|roughly|some|almost|approximately|over|at least|more than|less than|up to|"
    r"as (?:much|many) as)|(?:US|A|C|NZ|HK)?[$£€¥₹]|US|\()\s*$"
)
# "Category 1", "Route 2": a number that is part of a name
_OF_A_NAME = re.compile(r"\b[A-Z][a-z]+ $")
_TO = re.compile(r"(?:(?:of an? )?(?:(?:percentage|basis) )?points? )?(?P<to>to|from)$")
_BY = re.compile(r"\s+(?:by|from|to)(?:\s+(?:an?|about|around|nearly|some))*\s*$")
_OPENS_FINITE = re.compile(r"(?:is|are|was|were|has|have|had|will|would|may|might|can|could)\s")
# "eight of the 31 boreholes found rock": the 31 did not
_WHOLE = re.compile(r"\bof (?:the|its|their|all|these|those) $")
_OF_ALL = re.compile(r"^\s*of (?:the |its |all )?(?=\d)[\d,.]+")
# "a catamaran with 48 seats will sail": what follows is told of the catamaran
_WITH = re.compile(r"\b(?:with|by|for|from|carrying)$")
_BY_HOW_MUCH = re.compile(r"\s+by\s+(?:[\w.,%-]+\s+){1,7}?(?=(?:to|from)$)")
_LEAD_WORDS = 5


def label(count: Count) -> str:
    """What it counts, with what became of it: "people killed in the collapse", "price had risen by … since 2021"."""
    if count.kind == BALLOT:
        return "votes for and against"
    part = _OF_THESE.match(count.statement.text, count.mention.span.end)
    if part and not count.mention.unit:
        of, these, rest = count.statement.text[part.end() :].split(" ", 2)
        return f"{of} {these} {_following(rest)}"
    if count.role:
        told = f"{_fate(count)} {_circumstance(count)}".strip()
        return told if " " in told else _with_what_follows(count, told)
    if not count.mention.unit and _WHOLE.search(count.statement.text[: count.mention.span.start]):
        return f"{count.noun} in all".strip()
    if _is_unidentified(count):
        return f"{count.noun or PEOPLE} not identified"
    if count.mention.unit:
        return _measured(count)
    told = _with_what_follows(count, count.noun)
    is_beside = _WITH.search(_bare(count.statement.text[: count.mention.span.start]))
    is_of_another = is_beside and _OPENS_FINITE.match(told.removeprefix(count.noun).strip() + " ")
    return _done_to(count, count.noun) if is_of_another or " " not in told else told


def _with_what_follows(count: Count, noun: str) -> str:
    text, at = count.statement.text, count.mention.span.end
    rest = text[at:].partition(count.noun)[2] if count.noun in text[at:] else text[at:]
    return phrases.trimmed(f"{noun} {_following(rest)}")


def _done_to(count: Count, noun: str) -> str:
    """ "crab boat picked up … people": what is said of those of whom nothing is said behind them."""
    text, at = count.statement.text, count.mention.span.start
    lead = _CUT.split(f" {_STOPS.split(_bare(text[:at]))[-1].strip()}")[-1]
    lead = _without_joins(re.sub(r"^\s*whose\s|.*\d\s*", "", f"{lead} ").strip())
    if len(words.content(lead)) < _FEWEST:
        return noun
    return phrases.uncapitalised(f"{' '.join(lead.split()[-_LEAD_WORDS:])} … {noun}")


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
    others = [other for other in count.statement.figures if other.span.end <= span.start]
    earlier = [other.span.end for other in others if other.unit or not _OF_A_NAME.search(text[: other.span.start])]
    lead = _STOPS.split(_bare(text[max(earlier, default=0) : span.start]))[-1].strip()
    # "to 3.75%", "it was $2.4 million": what is said before the figure before
    if len(words.content(lead)) < _FEWEST or _TO.fullmatch(lead):
        lead = _before_the_last(count, lead)
    lead = _BY_HOW_MUCH.sub(" ", lead)
    last = _CUT.split(lead)[-1] if len(lead.split()) > _WORDS_BEFORE else lead
    if words.content(last) and len(last.split()) > _FEWEST and not _OPENS_FINITE.match(last):
        lead = last
    lead = _without_joins(" ".join(lead.split()[-_WORDS_BEFORE:]))
    later = next((other.span.start for other in count.statement.figures if other.span.start >= span.end), len(text))
    after = _following(_LEADS_ON.sub("", text[span.end : later]))
    if not (lead or after):
        after = _following(_OF_ALL.sub("", text[span.end :]))
    return phrases.uncapitalised(f"{lead} … {after}".strip(" …") if lead else after)


def _before_the_last(count: Count, lead: str) -> str:
    """What is said before the figure before: "cut its rate (by a quarter of a point) to"."""
    text, at = count.statement.text, count.mention.span.start
    earlier = [other.span.start for other in count.statement.figures if other.span.end <= at]
    to = _TO.fullmatch(lead)
    if earlier and to:
        told = _BY.sub("", _bare(text[: earlier[-1]]))
        return f"{_STOPS.split(told)[-1].strip()} {to['to']}"
    return _bare(text[:at]).strip()


def _bare(text: str) -> str:
    """Without what stands with a figure at its end: how exactly it is given, and its currency."""
    while (shorter := _WITH_IT.sub("", text.rstrip())) != text:
        text = shorter
    return text


def _without_joins(lead: str) -> str:
    while (shorter := _JOINS.sub("", lead)) != lead:
        lead = shorter
    return lead
