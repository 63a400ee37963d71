"""A question to what is looked for: all of it, and each of its parts, with the sources and days that the part names.

"Does the Ledger article on A say so, while the Courant article on B does not?" is answered by two passages, and neither
is near to the whole question. A part is a clause with enough words of its own, without the words that only frame it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.domain import Span
from pipeline.language import words
from pipeline.retrieve import periods, sources
from pipeline.retrieve.periods import Period
from pipeline.retrieve.sources import Mention

FEWEST_WORDS = 4
MOST_PARTS = 5

_ASKS = r"which|who|whose|whom|where|when|what|how|why"
_IS = r"is|was|are|were|has|have|had|did|does|do|can|could|will|would"
_SAYS = r"(?:the|an?|another)\s+(?:[\w'’\"-]+\s+){0,2}(?:article|report|one|story|piece|review)s?"
_CUT = re.compile(
    r"\s*;\s*|,?\s+(?:while|whereas|but)\s+|,\s+(?:and|or)\s+"
    rf"|,\s+(?=(?:{_ASKS}|{_IS}|as|the)\b)"
    rf"|\s+and\s+(?=(?:(?:also|then|later|on|in|at|by|to|for|from)\s+)?(?:{_ASKS}|{_IS}|{_SAYS})\b)",
    re.IGNORECASE,
)
_TELLS = r"reported|covered|mentioned|discussed|described|stated|noted"
_FRAME = re.compile(
    rf"\b(?:(?:as|is|was|are)\s+)?(?:{_TELLS})\s+(?:by|in)\b|\baccording\s+to\b|\bas\s+per\b|\bpublished\s+on\b"
    r"|\b(?:the|an?|another|subsequent|later|recent)?\s*(?:articles?|reports?|reporting|coverage|news\s+source)"
    r"(?:\s+(?:from|by|in|on|of)\b)?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    rf"(?:[\s,]+(?:and|or|as|than|to|with|from|by|in|on|of|per|according|compared|the|an?|another|subsequent|later|second"
    rf"|articles?|reports?|reporting|coverage|piece|story|{_TELLS})\b)*\s*[\"“'‘]*$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"[\"”'’]*\s*(?:,|\band\b)", re.IGNORECASE)
_MARKS = " ,;?"
_JOINT = r"and|or|but|while|whereas"
_JOINTS = re.compile(rf"^[\s,;]*(?:{_JOINT})\b|\b(?:{_JOINT})[\s,;?]*$", re.IGNORECASE)
_QUOTES = "\"“”'‘’"
_ENDING = re.compile(rf"(?:['’]s\b)?[{_QUOTES}]*")


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` is what is looked for; what is of ``outlets`` and ``periods`` is preferred, and no more."""

    text: str
    outlets: frozenset[str]
    periods: tuple[Period, ...]


@lru_cache(maxsize=64)
def read(question: str, outlets: tuple[str, ...]) -> tuple[Part, ...]:
    """The whole question, then its parts: none for a question of one part, ``MOST_PARTS`` at the most."""
    named = sources.mentions(question, outlets)
    clauses = _clauses(question, named)
    whole = _part(question, question, named)
    return (whole, *(_clause(question, span, named) for span in clauses)) if len(clauses) > 1 else (whole,)


def _part(text: str, said: str, named: Sequence[Mention]) -> Part:
    outlets = frozenset(outlet for mention in named for outlet in mention.outlets)
    return Part(text, outlets, periods.named(said))


def _clause(question: str, span: Span, named: Sequence[Mention]) -> Part:
    own = [mention for mention in named if span.covers(mention.span)]
    return _part(_bare(question, span, named), span.of(question), own)


def _clauses(question: str, named: Sequence[Mention]) -> list[Span]:
    """Each with words enough; one that has too few goes with the one before it, the first with the next."""
    cuts = sorted({0, len(question), *_cuts(question, named)})
    found: list[Span] = []
    for start, end in pairwise(cuts):
        is_short = len(found) >= MOST_PARTS or _size(question, Span(start, end), named) < FEWEST_WORDS
        if found and (is_short or _size(question, found[-1], named) < FEWEST_WORDS):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def _cuts(question: str, named: Sequence[Mention]) -> Iterator[int]:
    for match in _CUT.finditer(question):
        if not any(mention.span.start < match.end() and match.start() < mention.span.end for mention in named):
            yield match.end()
    for one, other in pairwise(named):
        between = question[one.span.end : other.span.start]
        # "as reported by A, and B" ends with its source, "A suggests" begins with it
        if _FOLLOWS.match(between):
            yield one.span.end
        elif lead := _LEADS.search(question, one.span.end, other.span.start):
            yield lead.start()


def _size(question: str, span: Span, named: Sequence[Mention]) -> int:
    return len(set(words.content(_bare(question, span, named))))


def _bare(question: str, span: Span, named: Sequence[Mention]) -> str:
    """The words of a clause without its sources and without "as reported by"."""
    kept, at = "", span.start
    for mention in named:
        if span.covers(mention.span):
            kept += question[at : mention.span.start].rstrip(_QUOTES) + " "
            ending = _ENDING.match(question, mention.span.end)
            at = ending.end() if ending else mention.span.end
    text = _FRAME.sub(" ", kept + question[at : span.end])
    return _JOINTS.sub("", " ".join(text.split())).strip(_MARKS)
