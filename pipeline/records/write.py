"""Values to records: plain dicts, lists, texts and numbers, ready for ``json.dumps``."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from pipeline.domain import (
    Answer,
    Balance,
    Brief,
    Citation,
    Claim,
    ClaimChange,
    Conversation,
    Disagreement,
    Dropped,
    Event,
    Feedback,
    Figure,
    Outline,
    PlannedSection,
    Position,
    Provenance,
    Scope,
    Section,
    Source,
    StandingQuestion,
    Support,
    Turn,
    Usage,
)

Record: TypeAlias = dict[str, object]


def source(value: Source) -> Record:
    return {
        "article_id": value.article_id,
        "revision": value.revision,
        "title": value.title,
        "outlet": value.outlet,
        "url": value.url,
        "published": _day(value.published),
    }


def citation(value: Citation) -> Record:
    return {**source(value.source), "start": value.span.start, "end": value.span.end, "quote": value.quote}


def support(value: Support) -> Record:
    return {"verdict": value.verdict.value, "score": value.score, "reasons": list(value.reasons)}


def claim(value: Claim) -> Record:
    return {
        "text": value.text,
        "citations": [citation(each) for each in value.citations],
        "support": support(value.support),
        "independent_sources": value.corroboration.independent,
        "articles": value.corroboration.articles,
    }


def dropped(value: Dropped) -> Record:
    return {"text": value.text, "reason": value.reason}


def disagreement(value: Disagreement) -> Record:
    sides = [{"value": side.value, "claim": claim(side.claim)} for side in value.sides]
    return {"about": value.about, "kind": value.kind.value, "sides": sides, "is_update": value.is_update}


def scope(value: Scope) -> Record:
    return {
        "outlets": list(value.outlets),
        "collections": list(value.collections),
        "since": _day(value.since),
        "until": _day(value.until),
        "language": value.language,
        "tags": list(value.tags),
        "articles": list(value.articles),
    }


def provenance(value: Provenance) -> Record:
    return {
        "made_at": value.made_at.isoformat(),
        "backend": value.backend,
        "model": value.model,
        "space": value.space,
        "prompts": list(value.prompts),
        "usage": _usage(value.usage),
        "note": value.note,
        "library": value.library,
    }


def _usage(value: Usage) -> Record:
    return {"prompt_tokens": value.prompt_tokens, "completion_tokens": value.completion_tokens, "cost": value.cost}


def answer(value: Answer) -> Record:
    return {
        "question": value.question,
        "searched_for": value.searched_for,
        "abstained": value.abstained,
        "claims": [claim(each) for each in value.claims],
        "dropped": [dropped(each) for each in value.dropped],
        "disagreements": [disagreement(each) for each in value.disagreements],
        "gaps": list(value.gaps),
        "nearest": [citation(each) for each in value.nearest],
        "provenance": provenance(value.provenance),
    }


def conversation(value: Conversation) -> Record:
    return {
        "id": value.id,
        "title": value.title,
        "turns": [_turn(each) for each in value.turns],
        "changed_at": value.changed_at.isoformat(),
        "author": value.author,
    }


def _turn(value: Turn) -> Record:
    return {"answer": answer(value.answer), "is_stopped": value.is_stopped, "scope": scope(value.scope)}


def feedback(value: Feedback) -> Record:
    return {
        "conversation_id": value.conversation_id,
        "answered_at": value.answered_at.isoformat(),
        "is_good": value.is_good,
        "at": value.at.isoformat(),
        "reason": value.reason,
        "author": value.author,
    }


def outline(value: Outline) -> Record:
    return {
        "topic": value.topic,
        "template": value.template,
        "length": value.length,
        "form": value.form.value,
        "sections": [_planned(each) for each in value.sections],
        "scope": scope(value.scope),
        "audience": value.audience,
        "language": value.language,
        "pinned": list(value.pinned),
        "excluded": list(value.excluded),
        "drafted": list(value.drafted),
        "usage": _usage(value.usage),
        "label": value.label,
        "excluded_passages": list(value.excluded_passages),
    }


def _planned(value: PlannedSection) -> Record:
    return {
        "heading": value.heading,
        "asks": value.asks,
        "takes": [sort.value for sort in value.takes],
        "articles": list(value.articles),
        "pinned": list(value.pinned),
        "about": value.about,
        "excluded": list(value.excluded),
    }


def brief(value: Brief) -> Record:
    return {
        "id": value.id,
        "version": value.version,
        "topic": value.topic,
        "template": value.template,
        "length": value.length,
        "scope": scope(value.scope),
        "outline": outline(value.outline),
        "sections": [_section(each) for each in value.sections],
        "figures": [_figure(each) for each in value.figures],
        "timeline": [_event(each) for each in value.timeline],
        "positions": [_position(each) for each in value.positions],
        "disagreements": [disagreement(each) for each in value.disagreements],
        "gaps": list(value.gaps),
        "unknowns": [claim(each) for each in value.unknowns],
        "dropped": [dropped(each) for each in value.dropped],
        "sources": [source(each) for each in value.sources],
        "provenance": provenance(value.provenance),
        "change": value.change,
        "balance": _balance(value.balance),
        "author": value.author,
    }


def _balance(value: Balance) -> Record:
    by_wire = [{"wire": wire, "articles": articles} for wire, articles in value.by_wire]
    return {"independent": value.independent, "by_wire": by_wire, "warnings": list(value.warnings)}


def _section(value: Section) -> Record:
    remarks = [{"text": remark.text, "after": remark.after} for remark in value.remarks]
    return {"heading": value.heading, "claims": [claim(each) for each in value.claims], "remarks": remarks}


def _figure(value: Figure) -> Record:
    return {
        "value": value.value,
        "counts": value.counts,
        "said_by": value.said_by,
        "claim": claim(value.claim),
        "unit": value.unit,
        "as_of": _day(value.as_of),
        "row": value.row,
        "is_newest": value.is_newest,
    }


def _event(value: Event) -> Record:
    return {
        "date": _day(value.day),
        "claim": claim(value.claim),
        "is_publication_day": value.is_publication_day,
        "until": _day(value.until),
        "is_planned": value.is_planned,
        "written": value.written,
    }


def _position(value: Position) -> Record:
    return {
        "actor": value.actor,
        "issue": value.issue,
        "claim": claim(value.claim),
        "said_on": _day(value.said_on),
    }


def claim_change(value: ClaimChange) -> Record:
    return {
        "news": value.news.value,
        "before": None if value.before is None else claim(value.before),
        "after": None if value.after is None else claim(value.after),
        "values": [{"before": before, "after": after} for before, after in value.values],
        "reason": value.reason,
    }


def standing(value: StandingQuestion) -> Record:
    return {
        "id": value.id,
        "question": value.question,
        "scope": scope(value.scope),
        "brief_id": value.brief_id,
        "quotes_only": value.quotes_only,
        "answer": None if value.answer is None else answer(value.answer),
        "seen": None if value.seen is None else answer(value.seen),
        "seen_version": value.seen_version,
        "changes": [claim_change(each) for each in value.changes],
        "library": value.library,
        "asked_at": None if value.asked_at is None else value.asked_at.isoformat(),
        "error": value.error,
        "is_seen": value.is_seen,
        "author": value.author,
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
