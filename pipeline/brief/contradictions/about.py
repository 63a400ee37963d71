"""Two counts to what both are of, in the article's own words: "people killed in the collapse", "job cuts this year"."""

from __future__ import annotations

import re

from pipeline.brief.contradictions import phrases
from pipeline.brief.contradictions.counts import BALLOT, PEOPLE, Count
from pipeline.brief.statements import Statement
from pipeline.language import events, names, words

_LONGEST = 6
_CUE_NEAR = 40
_CIRCUMSTANCE = re.compile(r"(?:in|at|after|when|by|near|during|off|aboard|over)\s+(?!\w+day\b)\w+")


def of(x: Count, y: Count) -> str:
    """What both count, in the words of the first."""
    name = next((a for a in x.statement.names for b in y.statement.names if names.same(a, b)), "")
    if x.kind == BALLOT:
        shared = [a for a in x.statement.names if any(names.same(a, b) for b in y.statement.names)]
        return f"votes for and against {max(shared, key=lambda each: len(each.split()), default='')}".strip()
    if not x.role:
        told = phrases.with_gap(x.statement.text, x.mention.span, "" if x.mention.unit else x.noun)
        return told or _shared_phrase(x.statement, y.statement)
    noun = x.noun.lower().rsplit(" ", 1)[-1] if events.fates(x.noun) or x.mention.counts else PEOPLE
    role = "" if events.fates(noun) and events.fates(noun)[0][0] == x.role else events.LABELS[x.role]
    where = _circumstance(x) or _circumstance(y) or (f", {name.title() if name.isupper() else name}" if name else "")
    return f"{noun} {role}".strip() + where


def _circumstance(count: Count) -> str:
    """ " in the collapse": the words after the one that tells what became of them."""
    text, at = count.statement.text, count.mention.span.end
    cue = text.find(count.cue, at) if count.cue else -1
    told = phrases.following(text, cue + len(count.cue)) if at <= cue <= at + _CUE_NEAR else ""
    return f" {told}" if _CIRCUMSTANCE.match(told) and not any(sign.isdigit() for sign in told) else ""


def _shared_phrase(a: Statement, b: Statement) -> str:
    """At most six words that both sentences say, in the order of the first of them."""
    taken = [*(mention.span for mention in a.dates), *(mention.span for mention in a.figures)]
    shared = a.stems & b.stems
    said: dict[str, str] = {}
    for match in re.finditer(r"[^\W\d_][^\W_]*", a.text):
        stem = words.stem(match.group())
        is_plain = not any(span.start <= match.start() < span.end for span in taken)
        if is_plain and stem in shared and match.group().lower() not in words.STOP:
            said.setdefault(stem, match.group())
    return " ".join(list(said.values())[:_LONGEST])
