"""A question with what belongs to it: from the words of a command, or from one line of a file of questions."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import date

from pipeline.domain import Scope
from pipeline.doors import batch
from pipeline.errors import UserError
from pipeline.ports import Exchange
from pipeline.records.fields import Fields


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` has a word in it."""

    text: str
    scope: Scope
    history: tuple[Exchange, ...] = ()


def of_words(text: str, scope: Scope, history: tuple[Exchange, ...]) -> Question:
    """Raises UserError for a question without a word."""
    return Question(_asked(batch.sound(text, "the question")), scope, history)


def of_line(fields: Fields, scope: Scope, history: tuple[Exchange, ...]) -> Question:
    """What the line does not say is as in ``scope`` and ``history``. Raises UserError with the place that is wrong."""
    asked = _asked(batch.text(fields, "question"))
    if batch.has(fields, "history"):
        history = exchanges(fields.any("history"), fields.at("history"))
    return Question(
        asked,
        checked(
            Scope(
                _names(fields, "outlets", scope.outlets),
                _names(fields, "collections", scope.collections),
                _day(fields, "since", scope.since),
                _day(fields, "until", scope.until),
                batch.text(fields, "language") if batch.has(fields, "language") else scope.language,
                _names(fields, "tags", scope.tags),
            )
        ),
        history,
    )


def scope(given: Namespace) -> Scope:
    """Raises UserError for days the wrong way round."""
    outlets, collections, tags = (
        tuple(batch.sound(name, f"--{option}") for name in getattr(given, option))
        for option in ("outlet", "collection", "tag")
    )
    language = batch.sound(given.language, "--language")
    return checked(Scope(outlets, collections, given.since, given.until, language, tags))


def checked(value: Scope) -> Scope:
    if value.since and value.until and value.since > value.until:
        raise UserError(f"since {value.since} is after until {value.until}")
    return value


def exchanges(value: object, where: str) -> tuple[Exchange, ...]:
    """Earlier turns, from a list of ``[question, answer]``; one turn may do without the outer list.

    Raises UserError with the place that is wrong.
    """
    if not isinstance(value, list):
        raise UserError(f"{where} must be a list of [question, answer] pairs")
    if value and all(isinstance(each, str) for each in value):
        return (_exchange(value, where),)
    return tuple(_exchange(pair, f"{where}[{number}]") for number, pair in enumerate(value))


def _exchange(pair: object, where: str) -> Exchange:
    match pair:
        case [str() as question, str() as answer]:
            return Exchange(batch.sound(question, where), batch.sound(answer, where))
    raise UserError(f"{where} must be a pair of texts, [question, answer]")


def _asked(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise UserError("Ask a question in words.")
    return text


def _names(fields: Fields, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    if not batch.has(fields, name):
        return default
    return tuple(batch.sound(each, fields.at(name)) for each in fields.texts(name))


def _day(fields: Fields, name: str, default: date | None) -> date | None:
    return fields.day(name) if batch.has(fields, name) else default
