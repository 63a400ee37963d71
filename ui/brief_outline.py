"""The plan of a brief while a reader changes it: a value that is kept in the session, whatever page is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Brief, Evidence, Outline, PassageId, PlannedSection, Source

PLAN = "brief-plan"
PINNED, LEFT_OUT = "Pin", "Leave out"
CHOICES = (PINNED, LEFT_OUT)
PINNED_HERE, NOT_HERE, NOWHERE = "Pin here", "Not here", "Nowhere"
OF_PASSAGES = (PINNED_HERE, NOT_HERE, NOWHERE)

Row: TypeAlias = tuple[int, PlannedSection]
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Plan:
    """``rows`` are the sections, each with a number that stays its own wherever it is moved.

    ``found`` are the articles that it would be written from and those that the reader added, also when left out.
    ``near`` is what each row would be written from, by its number. ``of`` is the brief whose next version it is.
    """

    planned: Outline
    rows: tuple[Row, ...]
    found: tuple[Source, ...]
    quotes_only: bool = False
    of: Brief | None = None
    near: Mapping[int, Evidence] = field(default_factory=dict)

    @property
    def outline(self) -> Outline:
        """As the reader has it now."""
        return replace(self.planned, sections=tuple(section for _, section in self.rows))

    def renamed(self, row: int, heading: str) -> Plan:
        """A heading of nothing but space leaves it as it is."""
        name = " ".join(heading.split())
        rows = ((n, replace(each, heading=name) if n == row and name else each) for n, each in self.rows)
        return replace(self, rows=tuple(rows))

    def without(self, row: int) -> Plan:
        return replace(self, rows=tuple(each for each in self.rows if each[0] != row))

    def moved(self, row: int, by: int) -> Plan:
        """Past the next one down (1) or up (-1); at the end it stays."""
        rows = list(self.rows)
        at = next(place for place, each in enumerate(rows) if each[0] == row)
        to = min(max(at + by, 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        return replace(self, rows=tuple(rows))

    def with_section(self, asks: str) -> Plan:
        """One more at the end, which answers ``asks``; nothing but space adds none."""
        line = " ".join(asks.split())
        if not line:
            return self
        section = PlannedSection(line, f"{line} {self.planned.topic}")
        return replace(self, rows=(*self.rows, (1 + max((n for n, _ in self.rows), default=-1), section)))

    def passage_choice(self, row: int, passage: PassageId) -> str | None:
        """``PINNED_HERE``, ``NOT_HERE``, ``NOWHERE`` in the brief, or None where it is left to what is found."""
        section = dict(self.rows)[row]
        if passage in self.planned.excluded_passages:
            return NOWHERE
        if passage in section.pinned:
            return PINNED_HERE
        return NOT_HERE if passage in section.excluded else None

    def choosing_passage(self, row: int, passage: PassageId, choice: str | None) -> Plan:
        """What is pinned to a section is pinned to no other, and what is nowhere is pinned to none."""
        nowhere = _having(self.planned.excluded_passages, passage, is_in=choice == NOWHERE)
        rows: list[Row] = []
        for number, section in self.rows:
            is_row, is_settled = number == row, choice in (PINNED_HERE, NOWHERE)
            pinned, excluded = section.pinned, section.excluded
            if is_row or is_settled:
                pinned = _having(pinned, passage, is_in=is_row and choice == PINNED_HERE)
            if is_row:
                excluded = _having(excluded, passage, is_in=choice == NOT_HERE)
            rows.append((number, replace(section, pinned=pinned, excluded=excluded)))
        return replace(self, planned=replace(self.planned, excluded_passages=nowhere), rows=tuple(rows))

    def choice(self, article_id: ArticleId) -> str | None:
        """``PINNED``, ``LEFT_OUT``, or None where it is left to what is found."""
        if article_id in self.planned.pinned:
            return PINNED
        return LEFT_OUT if article_id in self.planned.excluded else None

    def choosing(self, article_id: ArticleId, choice: str | None) -> Plan:
        pinned = _having(self.planned.pinned, article_id, is_in=choice == PINNED)
        excluded = _having(self.planned.excluded, article_id, is_in=choice == LEFT_OUT)
        return replace(self, planned=replace(self.planned, pinned=pinned, excluded=excluded))

    def adding(self, source: Source) -> Plan:
        """An article that was not found, to be read all the same."""
        known = {each.article_id for each in self.found}
        found = self.found if source.article_id in known else (*self.found, source)
        return replace(self, found=found).choosing(source.article_id, PINNED)


def begin(desk: Desk, outline: Outline, *, quotes_only: bool, of: Brief | None = None) -> Plan:
    """The plan of an outline with the articles found for it. Raises UserError when there are none."""
    evidence = desk.briefs.found(replace(outline, excluded=()))
    found = tuple(article.source for article in evidence.articles.values())
    return looked_up(
        desk, Plan(outline, tuple(enumerate(outline.sections)), _by_rank(found, outline.pinned), quotes_only, of)
    )


def looked_up(desk: Desk, plan: Plan) -> Plan:
    """With what each section would be written from, as far as that is not known yet."""
    near = {number: plan.near.get(number) or desk.briefs.passages(plan.planned, row) for number, row in plan.rows}
    return replace(plan, near=near)


def opened() -> Plan | None:
    plan: Plan | None = st.session_state.get(PLAN)
    return plan


def keep(plan: Plan) -> None:
    st.session_state[PLAN] = plan


def close() -> None:
    st.session_state.pop(PLAN, None)


def _by_rank(found: Sequence[Source], pinned: Sequence[ArticleId]) -> tuple[Source, ...]:
    """What is pinned first, else as found: the best first."""
    return tuple(sorted(found, key=lambda source: source.article_id not in pinned))


def _having(ids: tuple[T, ...], one: T, *, is_in: bool) -> tuple[T, ...]:
    return (*(each for each in ids if each != one), *((one,) if is_in else ()))
