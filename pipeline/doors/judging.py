"""The commands that need no library: extract, support, disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from pipeline import records, wiring
from pipeline.brief import compare
from pipeline.domain import Article, ArticleId, RawArticle, Refused
from pipeline.doors import adding, batch, tables
from pipeline.doors.output import Exit
from pipeline.doors.session import Session
from pipeline.errors import Refusal, UserError
from pipeline.ingest import canonical, load
from pipeline.records import Record
from pipeline.records.fields import Fields, values_at


def extract(session: Session) -> Exit:
    """The first article that there is; REFUSED when there is none."""
    refused: list[Refused] = []
    for item in load.articles([adding.one(session.given.source)], wiring.loaders(), wiring.fetcher()):
        read = _article(item)
        if isinstance(read, Article):
            return _extracted(session, read)
        refused.append(read)
    for each in refused:
        session.output.warn(f"refused: {each.name}: {each.reason}")
    if session.given.json:
        session.output.document({"refused": [{"name": each.name, "reason": each.reason} for each in refused]})
    return Exit.REFUSED


def support(session: Session) -> Exit:
    judge = wiring.judge()

    def judged(fields: Fields) -> Record:
        return records.support(judge.judge(batch.text(fields, "claim"), [batch.text(fields, "text")]))

    return batch.run(session.stdin, judged, session.output)


def disagree(session: Session) -> Exit:
    def compared(fields: Fields) -> Record:
        question = batch.text(fields, "question") if batch.has(fields, "question") else ""
        found = compare.articles(_texts(fields), question=question)
        return {"disagreements": [records.disagreement(each) for each in found]}

    return batch.run(session.stdin, compared, session.output)


def _article(item: RawArticle | Refused) -> Article | Refused:
    if isinstance(item, Refused):
        return item
    try:
        article = canonical.article(item)
    except Refusal as reason:
        return Refused(item.name, str(reason))
    return article if article.language else replace(article, language=wiring.detect(article.text))


def _extracted(session: Session, article: Article) -> Exit:
    if session.given.json:
        session.output.document(tables.extracted_record(article))
    else:
        session.output.text(tables.article(article))
    return Exit.DONE


def _texts(fields: Fields) -> tuple[Article, ...]:
    """Known by their place: ``text-1`` is the first."""
    texts = fields.each("texts", lambda each: each)
    return tuple(_given(each, f"text-{number}") for number, each in enumerate(texts, start=1))


def _given(fields: Fields, identity: str) -> Article:
    """Offsets count in the text as given, if that is canonical already: nothing but its form is touched."""
    with values_at(fields.at("text")):
        return Article(
            ArticleId(identity),
            canonical.text(batch.text(fields, "text")),
            outlet=_optional(fields, "outlet"),
            title=_optional(fields, "title"),
            url=_optional(fields, "url"),
            published=_day(fields),
        )


def _optional(fields: Fields, name: str) -> str:
    return canonical.line(batch.text(fields, name)) if batch.has(fields, name) else ""


def _day(fields: Fields) -> date | None:
    """A day, or the day of a moment; None when it is not told."""
    given = _optional(fields, "published")
    if not given:
        return None
    try:
        return datetime.fromisoformat(given).date()
    except ValueError as error:
        raise UserError(f"{fields.at('published')} is not a day as in 2025-03-04") from error
