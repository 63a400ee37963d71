"""Values to JSON records and back: what the command line prints, files hold and the shelf stores.

``read_x(x(value)) == value`` for every value. The field names are a contract that people script against; fields may be
added, none renamed. A record that is not one raises UserError with the place in it that is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, TypeVar

from pipeline.domain import (
    Answer,
    ArticleId,
    Brief,
    Citation,
    Claim,
    Conversation,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Dropped,
    Event,
    Figure,
    Provenance,
    Scope,
    Section,
    Side,
    Source,
    Span,
    Support,
    Turn,
    Usage,
    Verdict,
)
from pipeline.errors import UserError

Record: TypeAlias = dict[str, object]
T = TypeVar("T")


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
    }


def provenance(value: Provenance) -> Record:
    usage = value.usage
    return {
        "made_at": value.made_at.isoformat(),
        "backend": value.backend,
        "model": value.model,
        "space": value.space,
        "prompts": list(value.prompts),
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "cost": usage.cost,
        },
        "note": value.note,
    }


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
    turns = [{"answer": answer(turn.answer), "is_stopped": turn.is_stopped} for turn in value.turns]
    return {"id": value.id, "title": value.title, "turns": turns, "changed_at": value.changed_at.isoformat()}


def brief(value: Brief) -> Record:
    return {
        "id": value.id,
        "version": value.version,
        "topic": value.topic,
        "template": value.template,
        "length": value.length,
        "scope": scope(value.scope),
        "sections": [{"heading": s.heading, "claims": [claim(each) for each in s.claims]} for s in value.sections],
        "figures": [
            {"value": f.value, "counts": f.counts, "said_by": f.said_by, "claim": claim(f.claim)} for f in value.figures
        ],
        "timeline": [
            {"date": e.day.isoformat(), "claim": claim(e.claim), "is_publication_day": e.is_publication_day}
            for e in value.timeline
        ],
        "disagreements": [disagreement(each) for each in value.disagreements],
        "gaps": list(value.gaps),
        "dropped": [dropped(each) for each in value.dropped],
        "sources": [source(each) for each in value.sources],
        "provenance": provenance(value.provenance),
    }


def read_source(record: object) -> Source:
    return _source(_Fields.of(record, "source"))


def read_citation(record: object) -> Citation:
    return _citation(_Fields.of(record, "citation"))


def read_support(record: object) -> Support:
    return _support(_Fields.of(record, "support"))


def read_claim(record: object) -> Claim:
    return _claim(_Fields.of(record, "claim"))


def read_dropped(record: object) -> Dropped:
    return _dropped(_Fields.of(record, "dropped"))


def read_disagreement(record: object) -> Disagreement:
    return _disagreement(_Fields.of(record, "disagreement"))


def read_scope(record: object) -> Scope:
    return _scope(_Fields.of(record, "scope"))


def read_provenance(record: object) -> Provenance:
    return _provenance(_Fields.of(record, "provenance"))


def read_answer(record: object) -> Answer:
    """``abstained`` is not read: it follows from the claims."""
    return _answer(_Fields.of(record, "answer"))


def read_conversation(record: object) -> Conversation:
    return _conversation(_Fields.of(record, "conversation"))


def read_brief(record: object) -> Brief:
    """``sources`` is not read: it follows from the claims."""
    return _brief(_Fields.of(record, "brief"))


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


@contextmanager
def _values_at(where: str) -> Iterator[None]:
    """What a value refuses to be becomes a sentence for the reader."""
    try:
        yield
    except ValueError as error:
        raise UserError(f"{where} is not right: {error}") from error


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one record, each checked as it is read; ``where`` is its place, as in ``brief.figures[0]``."""

    record: Mapping[str, object]
    where: str

    @classmethod
    def of(cls, record: object, where: str) -> _Fields:
        if not isinstance(record, Mapping):
            raise UserError(f"{where} must be an object with fields, not {_kind(record)}")
        return cls(record, where)

    def at(self, name: str) -> str:
        return f"{self.where}.{name}"

    def any(self, name: str) -> object:
        if name not in self.record:
            raise UserError(f"{self.at(name)} is missing")
        return self.record[name]

    def _typed(self, name: str, kind: type[T], wanted: str) -> T:
        value = self.any(name)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise UserError(f"{self.at(name)} must be {wanted}, not {_kind(value)}")
        return value

    def text(self, name: str) -> str:
        return self._typed(name, str, "text")

    def whole(self, name: str) -> int:
        value = self._typed(name, int, "a whole number")
        if value < 0:
            raise UserError(f"{self.at(name)} must be 0 or more, not {value}")
        return value

    def number(self, name: str) -> float:
        value = self.any(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UserError(f"{self.at(name)} must be a number, not {_kind(value)}")
        with _number_fits(self.at(name)):
            number = float(value)
        if not math.isfinite(number):
            raise UserError(f"{self.at(name)} must be a finite number")
        return number

    def truth(self, name: str) -> bool:
        return self._typed(name, bool, "true or false")

    def day(self, name: str) -> date:
        with _values_at(self.at(name)):
            return date.fromisoformat(self.text(name))

    def moment(self, name: str) -> datetime:
        with _values_at(self.at(name)):
            moment = datetime.fromisoformat(self.text(name))
        if moment.tzinfo is None:
            raise UserError(f"{self.at(name)} needs a time zone, as in 2020-11-09T08:30:00+00:00")
        return moment

    def within(self, name: str) -> _Fields:
        return _Fields.of(self.any(name), self.at(name))

    def each(self, name: str, read: Callable[[_Fields], T]) -> tuple[T, ...]:
        items = self._typed(name, list, "a list")
        return tuple(read(_Fields.of(item, f"{self.at(name)}[{i}]")) for i, item in enumerate(items))

    def texts(self, name: str) -> tuple[str, ...]:
        items = self._typed(name, list, "a list")
        for item in items:
            if not isinstance(item, str):
                raise UserError(f"{self.at(name)} must be a list of texts, not of {_kind(item)}")
        return tuple(items)

    def optional(self, name: str, read: Callable[[str], T]) -> T | None:
        return None if self.any(name) is None else read(name)


@contextmanager
def _number_fits(where: str) -> Iterator[None]:
    try:
        yield
    except OverflowError as error:
        raise UserError(f"{where} is too large a number") from error


def _kind(value: object) -> str:
    kinds = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "nothing" if value is None else kinds.get(type(value), type(value).__name__)


def _source(fields: _Fields) -> Source:
    return Source(
        ArticleId(fields.text("article_id")),
        fields.whole("revision"),
        fields.text("title"),
        fields.text("outlet"),
        fields.text("url"),
        fields.optional("published", fields.day),
    )


def _citation(fields: _Fields) -> Citation:
    with _values_at(fields.where):
        span = Span(fields.whole("start"), fields.whole("end"))
        return Citation(_source(fields), span, fields.text("quote"))


def _support(fields: _Fields) -> Support:
    with _values_at(fields.at("verdict")):
        verdict = Verdict(fields.text("verdict"))
    return Support(verdict, fields.number("score"), fields.texts("reasons"))


def _claim(fields: _Fields) -> Claim:
    with _values_at(fields.where):
        return Claim(
            fields.text("text"),
            fields.each("citations", _citation),
            _support(fields.within("support")),
            Corroboration(fields.whole("independent_sources"), fields.whole("articles")),
        )


def _dropped(fields: _Fields) -> Dropped:
    return Dropped(fields.text("text"), fields.text("reason"))


def _side(fields: _Fields) -> Side:
    return Side(fields.text("value"), _claim(fields.within("claim")))


def _disagreement(fields: _Fields) -> Disagreement:
    with _values_at(fields.where):
        kind = DisagreementKind(fields.text("kind"))
        return Disagreement(fields.text("about"), kind, fields.each("sides", _side), fields.truth("is_update"))


def _scope(fields: _Fields) -> Scope:
    return Scope(
        fields.texts("outlets"),
        fields.texts("collections"),
        fields.optional("since", fields.day),
        fields.optional("until", fields.day),
        fields.text("language"),
    )


def _usage(fields: _Fields) -> Usage:
    return Usage(
        fields.whole("prompt_tokens"), fields.whole("completion_tokens"), fields.optional("cost", fields.number)
    )


def _provenance(fields: _Fields) -> Provenance:
    return Provenance(
        fields.moment("made_at"),
        fields.text("backend"),
        fields.text("model"),
        fields.text("space"),
        fields.texts("prompts"),
        _usage(fields.within("usage")),
        fields.text("note"),
    )


def _answer(fields: _Fields) -> Answer:
    return Answer(
        fields.text("question"),
        fields.text("searched_for"),
        fields.each("claims", _claim),
        fields.each("dropped", _dropped),
        fields.each("disagreements", _disagreement),
        fields.texts("gaps"),
        fields.each("nearest", _citation),
        _provenance(fields.within("provenance")),
    )


def _turn(fields: _Fields) -> Turn:
    return Turn(_answer(fields.within("answer")), fields.truth("is_stopped"))


def _conversation(fields: _Fields) -> Conversation:
    return Conversation(
        fields.text("id"), fields.text("title"), fields.each("turns", _turn), fields.moment("changed_at")
    )


def _section(fields: _Fields) -> Section:
    return Section(fields.text("heading"), fields.each("claims", _claim))


def _figure(fields: _Fields) -> Figure:
    return Figure(fields.text("value"), fields.text("counts"), fields.text("said_by"), _claim(fields.within("claim")))


def _event(fields: _Fields) -> Event:
    return Event(fields.day("date"), _claim(fields.within("claim")), fields.truth("is_publication_day"))


def _brief(fields: _Fields) -> Brief:
    return Brief(
        fields.text("id"),
        fields.whole("version"),
        fields.text("topic"),
        fields.text("template"),
        fields.text("length"),
        _scope(fields.within("scope")),
        fields.each("sections", _section),
        fields.each("figures", _figure),
        fields.each("timeline", _event),
        fields.each("disagreements", _disagreement),
        fields.texts("gaps"),
        fields.each("dropped", _dropped),
        _provenance(fields.within("provenance")),
    )
