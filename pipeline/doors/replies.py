"""What the desk gives as records for programs: those of the command line, with a word on what articles' words are."""

from __future__ import annotations

import time
from collections.abc import Sequence

from pipeline import records
from pipeline.desk import Desk
from pipeline.domain import Answer, ArticleId, Brief, Scope, Span
from pipeline.doors import names, shapes, tables
from pipeline.doors.question import Question, checked, of_words
from pipeline.errors import UserError
from pipeline.ports import Exchange
from pipeline.records import Record

READ_CHARS = 20_000


def question(text: str, scope: Scope, history: Sequence[tuple[str, str]] = ()) -> Question:
    """Raises UserError for a question without a word, and for days the wrong way round."""
    turns = tuple(Exchange(asked, answer) for asked, answer in history)
    return of_words(text, checked(scope), turns)


def searched(desk: Desk, question: str, scope: Scope, k: int) -> Record:
    started = time.monotonic()
    evidence = desk.search(question, scope, k)
    return {**tables.evidence_record(evidence, seconds(started)), **_told(desk, scope)}


def answered(desk: Desk, answer: Answer, scope: Scope, took: float) -> Record:
    return {**records.answer(answer), **_told(desk, scope), "seconds": took}


def written(desk: Desk, brief: Brief, took: float) -> Record:
    return {**records.brief(brief), **_told(desk, brief.scope), "seconds": took}


def part(desk: Desk, article_id: str, revision: int | None, start: int, end: int | None) -> Record:
    """Of its text at most READ_CHARS from ``start`` on. Raises NotFound; UserError where the text has ended before."""
    article = desk.shelf.article(ArticleId(article_id), revision)
    chars = len(article.text)
    until = min(chars, start + READ_CHARS, chars if end is None else end)
    if start >= until:
        raise UserError(f"There is no text from {start} to {chars if end is None else end}: it has {chars} characters.")
    return {
        **records.source(article.source),
        **_material(()),
        "byline": article.byline,
        "language": article.language,
        "chars": chars,
        "start": start,
        "end": until,
        "text": Span(start, until).of(article.text),
    }


def seconds(started: float) -> float:
    """Wall time since ``started``, by the monotonic clock."""
    return round(time.monotonic() - started, 3)


def _told(desk: Desk, scope: Scope) -> Record:
    return _material([] if scope.is_everything else list(names.unknown(desk, scope)))


def _material(warnings: Sequence[str]) -> Record:
    return {"material": shapes.MATERIAL, "warnings": list(warnings)}
