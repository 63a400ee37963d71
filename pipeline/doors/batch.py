"""Lines of JSON in, a line of JSON out for each: a bad line is answered with what is wrong, and stops nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from pipeline.doors.output import Exit, Output
from pipeline.errors import BriefdeskError, UserError
from pipeline.records import Record
from pipeline.records.fields import Fields


def run(
    lines: Iterable[bytes],
    work: Callable[[Fields], Record],
    output: Output,
    report: Callable[[int], None] = lambda _done: None,
) -> Exit:
    """REFUSED when any line got an ``error`` instead of an answer. ``id`` is given back; empty lines are passed over.

    ``report`` is told after each line how many have been answered.
    """
    status = Exit.DONE
    for done, (where, line) in enumerate(_numbered(lines), start=1):
        identity: Record = {}
        try:
            fields = Fields.of(parsed(line, where), where)
            identity = _identity(fields)
            record = work(fields)
        except BriefdeskError as error:
            status, record = Exit.REFUSED, {"error": str(error)}
        output.line(identity | record)
        report(done)
    return status


def parsed(content: bytes, where: str) -> object:
    """JSON as the standard has it. Raises UserError, which begins with ``where``."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UserError(f"{where} is not UTF-8") from error
    except RecursionError as error:
        raise UserError(f"{where} is nested too deeply") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise UserError(f"{where} is not JSON: {error.msg} ({line}column {error.colno})") from error
    except ValueError as error:
        raise UserError(f"{where} cannot be read: {error}") from error


def text(fields: Fields, name: str) -> str:
    """A field of text. Raises UserError when it is another, or holds half a character."""
    return sound(fields.text(name), fields.at(name))


def sound(value: str, where: str) -> str:
    """Raises UserError for half a surrogate pair: an escape of JSON can say it, and no file can hold it."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UserError(f"{where} holds something that is no character") from error
    return value


def has(fields: Fields, name: str) -> bool:
    """Whether an optional field says anything."""
    return fields.record.get(name) is not None


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    return ((f"line {number}", line) for number, line in enumerate(lines, start=1) if line.strip())


def _identity(fields: Fields) -> Record:
    if not has(fields, "id"):
        return {}
    identity = fields.record["id"]
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        raise UserError(f"{fields.at('id')} must be text or a whole number")
    return {"id": identity}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
