"""Whether the words at a place in a text look ahead: what a bare weekday there means depends on it."""

from __future__ import annotations

import re

# modals and the words that news uses for plans
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|would|going to|due|set to|scheduled|expected|plans?|(?<!originally )planned|"
    r"(?<!was )(?<!were )planning|intends?|"
    r"upcoming|is to|are to|(?<!planning )to (?:visit|meet|hold|begin|start|vote)|looms|forecast)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?<!\bbe )(?:said|says|announced|told|reported|confirmed|was|were|had|did|has|have|came|went|died|began|became|"
    r"held|met|left|took|gave|made|won|lost|fell|rose|found|(?!scheduled|expected|planned)[a-z]{3,}ed)\b"
)
# no full stop of "8 p.m." or "St. Mark's"
_STOP = r"(?<!\b[ap]\.m)(?<!\b[A-Z])(?<!\b(?:St|Mr|Dr|Ms))(?<!\bMrs)\.(?!m\.)"
_CLAUSE = re.compile(rf"{_STOP}|[!?;:\n]|,\s+(?:and|but|which|who|while|as|after|before)\b|\bthat\b")
_WINDOW = 120


def looks_ahead(text: str, at: int) -> bool:
    """Whether the clause around ``at`` speaks of what is to come; the verb nearest before ``at`` decides."""
    before = _CLAUSE.split(text[max(0, at - _WINDOW) : at])[-1]
    ahead, behind = _last(_AHEAD, before), _last(_BEHIND, before)
    if ahead == behind:  # neither: the date opens its clause
        after = _CLAUSE.split(text[at : at + _WINDOW])[0]
        return _first(_AHEAD, after) < _first(_BEHIND, after)
    return ahead > behind


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else len(text)
