"""One record's fields, each checked as it is read, with its place in the message when it is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from pipeline.errors import UserError

T = TypeVar("T")


@contextmanager
def values_at(where: str) -> Iterator[None]:
    """What a value refuses to be becomes a sentence for the reader."""
    try:
        yield
    except (ValueError, OverflowError) as error:
        raise UserError(f"{where} is not right: {error}") from error


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, each checked as it is read; ``where`` is its place, as in ``brief.figures[0]``."""

    record: Mapping[str, object]
    where: str

    @classmethod
    def of(cls, record: object, where: str) -> Fields:
        if not isinstance(record, Mapping):
            raise UserError(f"{where} must be an object with fields, not {_kind(record)}")
        return cls(record, where)

    def at(self, name: str) -> str:
        return f"{self.where}.{name}"

    def has(self, name: str) -> bool:
        """Whether the record has the field: one written by an earlier version lacks those that came later."""
        return name in self.record

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
        with values_at(self.at(name)):
            number = float(value)
        if not math.isfinite(number):
            raise UserError(f"{self.at(name)} must be a finite number")
        return number

    def truth(self, name: str) -> bool:
        return self._typed(name, bool, "true or false")

    def day(self, name: str) -> date:
        with values_at(self.at(name)):
            return date.fromisoformat(self.text(name))

    def moment(self, name: str) -> datetime:
        with values_at(self.at(name)):
            moment = datetime.fromisoformat(self.text(name))
        if moment.tzinfo is None:
            raise UserError(f"{self.at(name)} needs a time zone, as in 2020-11-09T08:30:00+00:00")
        return moment

    def within(self, name: str) -> Fields:
        return Fields.of(self.any(name), self.at(name))

    def each(self, name: str, read: Callable[[Fields], T]) -> tuple[T, ...]:
        items = self._typed(name, list, "a list")
        return tuple(read(Fields.of(item, f"{self.at(name)}[{i}]")) for i, item in enumerate(items))

    def texts(self, name: str) -> tuple[str, ...]:
        items = self._typed(name, list, "a list")
        for item in items:
            if not isinstance(item, str):
                raise UserError(f"{self.at(name)} must be a list of texts, not of {_kind(item)}")
        return tuple(items)

    def optional(self, name: str, read: Callable[[str], T]) -> T | None:
        return None if self.any(name) is None else read(name)


def _kind(value: object) -> str:
    kinds = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "nothing" if value is None else kinds.get(type(value), type(value).__name__)
