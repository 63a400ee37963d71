"""A claim to the places in its sentence where its citations belong: behind the clause that each supports."""

from __future__ import annotations

import re

from pipeline.domain import Citation, Claim, Span
from pipeline.language import words

# a clause that the cited words hold at least half of is supported by them
COVERED = 0.5
# a comma within a figure ends nothing; one behind which a clause of a word or two stands parts a list
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—](?=\s)|(?=\s(?:and|but|while|whereas|although|though)\s)")
_SHORTEST = 3


def ends(claim: Claim) -> tuple[int, ...]:
    """For each citation, in order, the offset in ``claim.text`` behind the last clause that it supports.

    A citation that stands alone supports the whole sentence; so does one that no clause has half of its words from.
    """
    if len(claim.citations) == 1:
        return (len(claim.text),)
    clauses = _clauses(claim.text)
    return tuple(_end(claim.text, clauses, citation) for citation in claim.citations)


def _clauses(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    start = 0
    for cut in _CLAUSE_END.finditer(text):
        if len(words.content(text[start : cut.end()])) >= _SHORTEST:
            found.append(Span(start, cut.end()))
            start = cut.end()
    if found and len(words.content(text[start:])) < _SHORTEST:
        found[-1] = Span(found[-1].start, len(text))
    else:
        found.append(Span(start, len(text)))
    return tuple(found)


def _end(text: str, clauses: tuple[Span, ...], citation: Citation) -> int:
    cited = frozenset(words.content(citation.quote))
    covered = [clause.end for clause in clauses if _coverage(clause.of(text), cited) >= COVERED]
    return covered[-1] if covered else len(text)


def _coverage(clause: str, cited: frozenset[str]) -> float:
    told = words.content(clause)
    return sum(stem in cited for stem in told) / len(told) if told else 0.0
