"""Text to its negations: the cue, and the words that it denies.

Cues: our own list, in the manner of NegEx (Chapman et al. 2001) and of Morante & Blanco (2012), not a copy of either.
Scope, as in NegEx, runs from the cue to the end of the clause, at most some ninety characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.domain import Span
from pipeline.language import verbs, words

_CUES = re.compile(
    r"\b(?:not|cannot|\w+n[’']t|never|no longer|no evidence(?: that| of)?|"
    r"no (?:one|sign|indication|proof|reason|plans?)\b|no(?! \d|\.)|none|nobody|nothing|neither|nor|without|"
    rf"unable to|(?:{verbs.any_of('fail refuse decline')}) to|(?:{verbs.any_of('deny')})(?! entry| access)|"
    rf"(?:{verbs.any_of('reject dismiss')}) (?:claims?|reports?|allegations?|suggestions?|accusations?|rumou?rs?)|"
    rf"(?:{verbs.any_of('rule')}) out|false(?:ly)? (?:claims?|claimed|reports?|that)?|untrue|incorrect|"
    rf"(?:{verbs.any_of('lack')})(?: of)?|absence of|yet to|instead of|rather than|far from|"
    rf"hardly|barely|scarcely|{verbs.any_of('debunk refute retract')})\b",
    re.IGNORECASE,
)
# "not only", "no fewer than", "no doubt" deny nothing
_PSEUDO = re.compile(
    r"(?:not|no)\s+(?:only|just|merely|simply|fewer|less|more|necessarily|doubt|later than|sooner|wonder|matter|"
    r"surprise)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?\n]|,|\b(?:but|although|though|however|except|because|while|whereas|which|who)\b", re.IGNORECASE
)
_REACH = 90


@dataclass(frozen=True, slots=True)
class Negation:
    """``span`` is the cue; ``scope`` starts at the cue and ends with the clause."""

    span: Span
    cue: str
    scope: Span


def find(text: str) -> tuple[Negation, ...]:
    """Every negation in ``text``, in order."""
    return tuple(
        Negation(Span(*match.span()), match.group().lower().strip(), _scope(text, match))
        for match in _CUES.finditer(text)
        if not _PSEUDO.match(text, match.start())
    )


def denied(text: str) -> frozenset[str]:
    """The stems that stand within the scope of a negation, without the cues themselves."""
    return frozenset(
        stem
        for negation in find(text)
        if negation.scope.end > negation.span.end
        for stem in words.content(text[negation.span.end : negation.scope.end])
    )


def _scope(text: str, match: re.Match[str]) -> Span:
    end = _CLAUSE_END.search(text, match.end(), match.end() + _REACH)
    reach = len(text) if len(text) <= match.end() + _REACH else text.rfind(" ", match.end(), match.end() + _REACH)
    return Span(match.start(), max(match.end(), end.start() if end else reach))
