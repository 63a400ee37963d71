"""Records back to values. What is no record raises UserError, which names the place in it that is wrong."""

from __future__ import annotations

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
from pipeline.records.fields import Fields, values_at


def read_source(record: object) -> Source:
    return _source(Fields.of(record, "source"))


def read_citation(record: object) -> Citation:
    return _citation(Fields.of(record, "citation"))


def read_support(record: object) -> Support:
    return _support(Fields.of(record, "support"))


def read_claim(record: object) -> Claim:
    return _claim(Fields.of(record, "claim"))


def read_dropped(record: object) -> Dropped:
    return _dropped(Fields.of(record, "dropped"))


def read_disagreement(record: object) -> Disagreement:
    return _disagreement(Fields.of(record, "disagreement"))


def read_scope(record: object) -> Scope:
    return _scope(Fields.of(record, "scope"))


def read_provenance(record: object) -> Provenance:
    return _provenance(Fields.of(record, "provenance"))


def read_answer(record: object) -> Answer:
    """``abstained`` is not read: it follows from the claims."""
    return _answer(Fields.of(record, "answer"))


def read_conversation(record: object) -> Conversation:
    return _conversation(Fields.of(record, "conversation"))


def read_brief(record: object) -> Brief:
    """``sources`` is not read: it follows from the claims."""
    return _brief(Fields.of(record, "brief"))


def _source(fields: Fields) -> Source:
    return Source(
        ArticleId(fields.text("article_id")),
        fields.whole("revision"),
        fields.text("title"),
        fields.text("outlet"),
        fields.text("url"),
        fields.optional("published", fields.day),
    )


def _citation(fields: Fields) -> Citation:
    with values_at(fields.where):
        span = Span(fields.whole("start"), fields.whole("end"))
        return Citation(_source(fields), span, fields.text("quote"))


def _support(fields: Fields) -> Support:
    with values_at(fields.at("verdict")):
        verdict = Verdict(fields.text("verdict"))
    return Support(verdict, fields.number("score"), fields.texts("reasons"))


def _claim(fields: Fields) -> Claim:
    with values_at(fields.where):
        return Claim(
            fields.text("text"),
            fields.each("citations", _citation),
            _support(fields.within("support")),
            Corroboration(fields.whole("independent_sources"), fields.whole("articles")),
        )


def _dropped(fields: Fields) -> Dropped:
    return Dropped(fields.text("text"), fields.text("reason"))


def _side(fields: Fields) -> Side:
    return Side(fields.text("value"), _claim(fields.within("claim")))


def _disagreement(fields: Fields) -> Disagreement:
    with values_at(fields.where):
        kind = DisagreementKind(fields.text("kind"))
        return Disagreement(fields.text("about"), kind, fields.each("sides", _side), fields.truth("is_update"))


def _scope(fields: Fields) -> Scope:
    return Scope(
        fields.texts("outlets"),
        fields.texts("collections"),
        fields.optional("since", fields.day),
        fields.optional("until", fields.day),
        fields.text("language"),
        fields.texts("tags") if "tags" in fields.record else (),
    )


def _usage(fields: Fields) -> Usage:
    return Usage(
        fields.whole("prompt_tokens"), fields.whole("completion_tokens"), fields.optional("cost", fields.number)
    )


def _provenance(fields: Fields) -> Provenance:
    return Provenance(
        fields.moment("made_at"),
        fields.text("backend"),
        fields.text("model"),
        fields.text("space"),
        fields.texts("prompts"),
        _usage(fields.within("usage")),
        fields.text("note"),
    )


def _answer(fields: Fields) -> Answer:
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


def _turn(fields: Fields) -> Turn:
    return Turn(_answer(fields.within("answer")), fields.truth("is_stopped"))


def _conversation(fields: Fields) -> Conversation:
    return Conversation(
        fields.text("id"), fields.text("title"), fields.each("turns", _turn), fields.moment("changed_at")
    )


def _section(fields: Fields) -> Section:
    return Section(fields.text("heading"), fields.each("claims", _claim))


def _figure(fields: Fields) -> Figure:
    return Figure(fields.text("value"), fields.text("counts"), fields.text("said_by"), _claim(fields.within("claim")))


def _event(fields: Fields) -> Event:
    return Event(fields.day("date"), _claim(fields.within("claim")), fields.truth("is_publication_day"))


def _brief(fields: Fields) -> Brief:
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
