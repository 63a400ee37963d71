"""A template and what was found on a topic to the sections that a brief would have, for the reader to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.brief import outlined, speakers, themes
from pipeline.brief.plan import Template
from pipeline.domain import ArticleId, Claim, Evidence, Form, Outline, PlannedSection
from pipeline.ports import Embedder

MOST_SECTIONS = 6
MOST_OUTLETS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What the library holds on a topic; ``quotes`` gives verbatim sentences of it, those that tell most first."""

    evidence: Evidence
    quotes: Callable[[], Sequence[Claim]]


def sections(topic: str, template: Template, found: Found, embedder: Embedder) -> tuple[PlannedSection, ...]:
    """Those of the template; where they come from the articles, one for each theme, outlet or speaker found."""
    if template.form is Form.THEMES:
        return tuple(_themed(topic, template, found.quotes(), embedder))
    if template.form is Form.OUTLETS:
        return tuple(_of_outlets(topic, template, found.evidence))
    if template.form is Form.SPEAKERS:
        named = speakers.find(found.quotes(), MOST_SECTIONS)
        return tuple(replace(template.sections[0].about(topic, _headed(one.name)), about=one.name) for one in named)
    return tuple(section.about(topic) for section in template.sections)


def completed(outline: Outline, template: Template | None) -> Outline:
    """With what the template says of sections that are known by their heading alone, as in the first outlines."""
    planned = {} if template is None else {section.heading: section for section in template.sections}

    def whole(section: PlannedSection) -> PlannedSection:
        known = planned.get(section.heading)
        if known is None or section != outlined.unplanned(outline, section.heading):
            return section
        return known.about(outline.topic)

    return replace(outline, sections=tuple(map(whole, outline.sections)))


def _themed(topic: str, template: Template, claims: Sequence[Claim], embedder: Embedder) -> Iterable[PlannedSection]:
    texts = [claim.text for claim in claims]
    found = themes.find(texts, embedder.embed(texts), topic, MOST_SECTIONS)
    plan = template.sections[0]
    return (plan.about(topic, theme.heading, ", ".join(theme.terms)) for theme in found)


def _of_outlets(topic: str, template: Template, evidence: Evidence) -> Iterable[PlannedSection]:
    """One for each outlet, that of the best passage first, with its articles; what no outlet is known of has none."""
    articles: dict[str, dict[ArticleId, None]] = {}
    for hit in evidence.hits:
        article = evidence.article(hit)
        if article.outlet:
            articles.setdefault(article.outlet, {})[article.id] = None
    for outlet, ids in list(articles.items())[:MOST_OUTLETS]:
        planned = template.sections[0].about(topic, outlet)
        yield PlannedSection(planned.heading, planned.asks, planned.takes, tuple(ids))


def _headed(name: str) -> str:
    return name[:1].upper() + name[1:]
