"""Evidence as a model is shown it: passages called p1, p2, ..., and from those names back to the passages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline import prompts
from pipeline.domain import Evidence, Hit, PassageId, Source
from pipeline.language import instructions
from pipeline.prompts import Excerpt
from pipeline.retrieve import quotable

# what fits a model that reads 8,000 tokens, with room for instructions and reply
PASSAGE_CHARS = 24_000
_COVERED = re.compile(rf"\s*{quotable.COVER}[\s{quotable.COVER}]*")


@dataclass(frozen=True, slots=True)
class Exhibits:
    """What is sent, and which passage each name stands for."""

    excerpts: tuple[Excerpt, ...]
    ids: Mapping[str, PassageId]

    @classmethod
    def of(cls, evidence: Evidence) -> Exhibits:
        """The hits, whole, up to the first that does not fit; the best one always goes."""
        excerpts = _fitting(evidence)
        ids = {excerpt.name: hit.passage.id for excerpt, hit in zip(excerpts, evidence.hits, strict=False)}
        return cls(excerpts, ids)

    def passage(self, name: object) -> PassageId | None:
        """The passage of that name, however a model writes it; None for one that was not sent."""
        told = str(name).strip(" []()").casefold()
        return self.ids.get(f"p{told}" if told.isdecimal() else told)


def _fitting(evidence: Evidence) -> tuple[Excerpt, ...]:
    room = PASSAGE_CHARS
    excerpts: list[Excerpt] = []
    for number, hit in enumerate(evidence.hits, 1):
        excerpt = _excerpt(f"p{number}", hit, evidence)
        room -= len(prompts.fenced([excerpt]))
        if excerpts and room < 0:
            break
        excerpts.append(excerpt)
    return tuple(excerpts)


def _excerpt(name: str, hit: Hit, evidence: Evidence) -> Excerpt:
    return Excerpt(name, _heard(evidence.article(hit).source), _COVERED.sub(" … ", hit.passage.text))


def _heard(source: Source) -> Source:
    """Without a title or an outlet that speaks to a machine."""
    title, outlet = ("" if instructions.find(told) else told for told in (source.title, source.outlet))
    return replace(source, title=title, outlet=outlet)
