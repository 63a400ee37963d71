"""The templates of a brief: which sections it has, what each asks, and which sentences belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain import Form, Outline, PlannedSection, Scope, Sort
from pipeline.errors import UserError

LENGTHS: Mapping[str, int] = {"short": 3, "standard": 5, "long": 8}
"""Claims a section, at the most."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """``asks`` is the question that the section answers, about ``{topic}``; ``sorts`` the sentences it takes."""

    heading: str
    asks: str
    sorts: tuple[Sort, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """``is_questions``: each section is a question of its own, and says so when the articles do not answer it."""

    name: str
    label: str
    sections: tuple[SectionPlan, ...]
    is_questions: bool = False


_SITUATION = Template(
    "situation",
    "Situation report",
    (
        SectionPlan("What happened", "What are the main facts of {topic}?", (Sort.NEWS,)),
        SectionPlan("Who says what", "Who said what about {topic}?", (Sort.POSITION,)),
        SectionPlan("What comes next", "What is planned or expected next about {topic}?", (Sort.AHEAD,)),
        SectionPlan("Background", "What is the background of {topic}?", (Sort.BACKGROUND,)),
        SectionPlan("Not known yet", "What is not known yet about {topic}?", (Sort.UNKNOWN,)),
    ),
)
_TIMELINE = Template(
    "timeline",
    "Timeline",
    (SectionPlan("In short", "What are the main facts of {topic}?", (Sort.NEWS, Sort.AHEAD)),),
)
_QUESTIONS = Template(
    "questions",
    "Questions and answers",
    (
        SectionPlan("What happened?", "What happened in {topic}?"),
        SectionPlan("Who is involved?", "Who is involved in {topic}?"),
        SectionPlan("When did it happen?", "When did {topic} happen?"),
        SectionPlan("How many, how much?", "How many people or how much money does {topic} concern?"),
        SectionPlan("Why did it happen?", "Why did {topic} happen, what caused it?"),
        SectionPlan("What happens next?", "What is planned or expected next about {topic}?"),
    ),
    is_questions=True,
)
TEMPLATES: Mapping[str, Template] = {t.name: t for t in (_SITUATION, _TIMELINE, _QUESTIONS)}


def template(name: str) -> Template:
    """Raises UserError for a name that is none."""
    if name not in TEMPLATES:
        raise UserError(f"there is no template {name!r}; there are {', '.join(TEMPLATES)}")
    return TEMPLATES[name]


def claims_a_section(length: str) -> int:
    """Raises UserError for a length that is none."""
    if length not in LENGTHS:
        raise UserError(f"there is no length {length!r}; there are {', '.join(LENGTHS)}")
    return LENGTHS[length]


def outline(topic: str, chosen: Template, length: str, scope: Scope) -> Outline:
    """What the template plans for a topic."""
    sections = tuple(PlannedSection(s.heading, s.asks.format(topic=topic), s.sorts) for s in chosen.sections)
    form = Form.QUESTIONS if chosen.is_questions else Form.SORTS
    return Outline(topic, chosen.name, length, form, sections, scope)
