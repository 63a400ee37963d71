"""Claims to the key figures in them: the number as written, what it counts, and who gives it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain import Claim, Figure
from pipeline.language import attribution
from pipeline.language import figures as quantities

MOST = 14


def key_figures(claims: Iterable[Claim]) -> tuple[Figure, ...]:
    """The figures that count something named, each once, in the order of the claims."""
    found: dict[tuple[str, str, str], Figure] = {}
    for claim in claims:
        for mention in quantities.find(claim.text):
            if not mention.counts and not mention.unit:
                continue
            value = mention.span.of(claim.text)
            counted = mention.counts.strip()
            outlet = claim.citations[0].source.outlet
            found.setdefault(
                (value.lower(), counted.lower(), outlet), Figure(value, counted, _speaker(claim.text, mention), claim)
            )
    return tuple(found.values())[:MOST]


def _speaker(text: str, mention: quantities.Mention) -> str:
    """Who is said to give the figure: the speaker nearest before it in its sentence, else the nearest of all."""
    said = attribution.find(text)
    before = [a for a in said if a.speaker.start <= mention.span.start]
    nearest = before[-1:] or said[:1]
    return nearest[0].who if nearest else ""
