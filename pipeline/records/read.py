"""Records back to values. What is no record raises UserError, which names the place in it that is wrong."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain import (
    Answer,
    ArticleId,
    Balance,
    Brief,
    Citation,
    Claim,
    ClaimChange,
    Conversation,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Dropped,
    Event,
    Feedback,
    Figure,
    Form,
    News,
    Outline,
    PassageId,
    PlannedSection,
    Position,
    Provenance,
    Remark,
    Scope,
    Section,
    Side,
    Sort,
    Source,
    Span,
    StandingQuestion,
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


def read_feedback(record: object) -> Feedback:
    return _feedback(Fields.of(record, "feedback"))


def read_brief(record: object) -> Brief:
    """``sources`` is not read: it follows from the claims."""
    return _brief(Fields.of(record, "brief"))


def read_outline(record: object) -> Outline:
    return _outline(Fields.of(record, "outline"))


def read_claim_change(record: object) -> ClaimChange:
    return _claim_change(Fields.of(record, "claim change"))


def read_standing(record: object) -> StandingQuestion:
    return _standing(Fields.of(record, "standing question"))


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
        tuple(map(ArticleId, fields.texts("articles"))) if fields.has("articles") else (),
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
        fields.text("library") if fields.has("library") else "",
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
    scope = _scope(fields.within("scope")) if fields.has("scope") else Scope()
    return Turn(_answer(fields.within("answer")), fields.truth("is_stopped"), scope)


def _conversation(fields: Fields) -> Conversation:
    return Conversation(
        fields.text("id"),
        fields.text("title"),
        fields.each("turns", _turn),
        fields.moment("changed_at"),
        _author(fields),
    )


def _author(fields: Fields) -> str:
    return fields.text("author") if fields.has("author") else ""


def _feedback(fields: Fields) -> Feedback:
    return Feedback(
        fields.text("conversation_id"),
        fields.moment("answered_at"),
        fields.truth("is_good"),
        fields.moment("at"),
        fields.text("reason"),
        fields.text("author"),
    )


def _planned(fields: Fields) -> PlannedSection:
    with values_at(fields.at("takes")):
        takes = tuple(map(Sort, fields.texts("takes")))
    return PlannedSection(
        fields.text("heading"),
        fields.text("asks"),
        takes,
        tuple(map(ArticleId, fields.texts("articles"))),
        tuple(map(PassageId, fields.texts("pinned"))),
        fields.text("about") if fields.has("about") else "",
        _passages(fields, "excluded"),
    )


def _passages(fields: Fields, name: str) -> tuple[PassageId, ...]:
    return tuple(map(PassageId, fields.texts(name))) if fields.has(name) else ()


def _outline(fields: Fields) -> Outline:
    with values_at(fields.at("form")):
        form = Form(fields.text("form"))
    return Outline(
        topic=fields.text("topic"),
        template=fields.text("template"),
        length=fields.text("length"),
        form=form,
        sections=fields.each("sections", _planned),
        scope=_scope(fields.within("scope")),
        audience=fields.text("audience"),
        language=fields.text("language"),
        pinned=tuple(map(ArticleId, fields.texts("pinned"))),
        excluded=tuple(map(ArticleId, fields.texts("excluded"))),
        drafted=fields.texts("drafted") if fields.has("drafted") else (),
        usage=_usage(fields.within("usage")) if fields.has("usage") else Usage(),
        label=fields.text("label") if fields.has("label") else "",
        excluded_passages=_passages(fields, "excluded_passages"),
    )


def _outline_of(fields: Fields) -> Outline:
    """That of a brief; the first briefs had none, and said what it says themselves: each section by its heading."""
    if fields.has("outline"):
        return _outline(fields.within("outline"))
    topic, template, length = map(fields.text, ("topic", "template", "length"))
    headings = fields.each("sections", lambda section: section.text("heading"))
    planned = tuple(PlannedSection(heading, f"{heading}: {topic}") for heading in headings)
    return Outline(topic, template, length, Form.SORTS, planned, _scope(fields.within("scope")))


def _remark(fields: Fields) -> Remark:
    return Remark(fields.text("text"), fields.whole("after"))


def _section(fields: Fields) -> Section:
    remarks = fields.each("remarks", _remark) if fields.has("remarks") else ()
    return Section(fields.text("heading"), fields.each("claims", _claim), remarks)


def _figure(fields: Fields) -> Figure:
    figure = Figure(fields.text("value"), fields.text("counts"), fields.text("said_by"), _claim(fields.within("claim")))
    if not fields.has("row"):
        return figure
    return replace(
        figure,
        unit=fields.text("unit"),
        as_of=fields.optional("as_of", fields.day),
        row=fields.whole("row"),
        is_newest=fields.truth("is_newest"),
    )


def _event(fields: Fields) -> Event:
    day, claim = fields.optional("date", fields.day), _claim(fields.within("claim"))
    is_publication_day = fields.truth("is_publication_day")
    if not fields.has("until"):
        return Event(day, claim, is_publication_day)
    until, is_planned = fields.optional("until", fields.day), fields.truth("is_planned")
    return Event(day, claim, is_publication_day, until, is_planned, fields.text("written"))


def _position(fields: Fields) -> Position:
    said_on = fields.optional("said_on", fields.day)
    return Position(fields.text("actor"), fields.text("issue"), _claim(fields.within("claim")), said_on)


def _balance(fields: Fields) -> Balance:
    by_wire = fields.each("by_wire", lambda each: (each.text("wire"), each.whole("articles")))
    return Balance(fields.whole("independent"), by_wire, fields.texts("warnings"))


def _brief(fields: Fields) -> Brief:
    return Brief(
        id=fields.text("id"),
        version=fields.whole("version"),
        outline=_outline_of(fields),
        sections=fields.each("sections", _section),
        figures=fields.each("figures", _figure),
        timeline=fields.each("timeline", _event),
        disagreements=fields.each("disagreements", _disagreement),
        gaps=fields.texts("gaps"),
        dropped=fields.each("dropped", _dropped),
        provenance=_provenance(fields.within("provenance")),
        positions=fields.each("positions", _position) if fields.has("positions") else (),
        unknowns=fields.each("unknowns", _claim) if fields.has("unknowns") else (),
        change=fields.text("change") if fields.has("change") else "",
        balance=_balance(fields.within("balance")) if fields.has("balance") else Balance(),
        author=_author(fields),
    )


def _claim_change(fields: Fields) -> ClaimChange:
    def one(name: str) -> Claim | None:
        return None if fields.any(name) is None else _claim(fields.within(name))

    with values_at(fields.where):
        values = tuple((pair.text("before"), pair.text("after")) for pair in fields.each("values", lambda pair: pair))
        return ClaimChange(News(fields.text("news")), one("before"), one("after"), values, fields.text("reason"))


def _standing(fields: Fields) -> StandingQuestion:
    def one(name: str) -> Answer | None:
        return None if fields.any(name) is None else _answer(fields.within(name))

    return StandingQuestion(
        id=fields.text("id"),
        question=fields.text("question"),
        scope=_scope(fields.within("scope")),
        brief_id=fields.text("brief_id"),
        quotes_only=fields.truth("quotes_only"),
        answer=one("answer"),
        seen=one("seen"),
        seen_version=fields.whole("seen_version"),
        changes=fields.each("changes", _claim_change),
        library=fields.text("library"),
        asked_at=fields.optional("asked_at", fields.moment),
        error=fields.text("error"),
        is_seen=fields.truth("is_seen"),
        author=_author(fields),
    )
