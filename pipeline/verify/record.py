"""The record that a file carries: an answer, a brief or a conversation as JSON, whatever was done to it since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pipeline import records
from pipeline.domain import Answer, Brief, Conversation, Problem
from pipeline.errors import UserError
from pipeline.export import json_file

Record: TypeAlias = Mapping[str, object]
Value: TypeAlias = Answer | Brief | Conversation
NOT_AN_EXPORT = "This is not an answer, a conversation or a brief that Briefdesk exported"
# what a record says twice, for whoever reads no further
_DERIVED = frozenset({"sources", "topic", "template", "length", "scope", "abstained"})


def parsed(document: bytes) -> Record:
    """Raises UserError when it is no record of ours at all."""
    try:
        record = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{NOT_AN_EXPORT} as JSON, HTML or Word: it cannot be read.") from error
    if not isinstance(record, dict) or not _is_ours(record):
        raise UserError(f"{NOT_AN_EXPORT}: it has no sections and no claims, or does not say how it was made.")
    return record


def _is_ours(record: Record) -> bool:
    return "turns" in record or ("provenance" in record and bool({"sections", "claims"} & record.keys()))


def value(record: Record) -> Value:
    """Raises UserError that names the place in it that is wrong."""
    if "turns" in record:
        return records.read_conversation(record)
    return records.read_brief(record) if "sections" in record else records.read_answer(record)


def claims(record: Record) -> Iterator[object]:
    """What stands where a claim must stand, in the order of the file."""
    for answer in _answers(record):
        yield from _objects(answer, "claims")
        yield from _sides(answer)
    for section in _objects(record, "sections"):
        yield from _objects(section, "claims")
    for name in ("figures", "timeline", "positions"):
        yield from (each.get("claim") for each in _objects(record, name))
    yield from _objects(record, "unknowns")
    if "sections" in record:
        yield from _sides(record)


def nearest(record: Record) -> Iterator[Record]:
    """What stands where a passage must stand that came near, where the articles do not say."""
    for answer in _answers(record):
        yield from _objects(answer, "nearest")


def differing(record: Record, read: Value) -> Iterator[Problem]:
    """Where it says of itself what does not follow from the rest of it."""
    again = _written(read)
    for name in sorted(_DERIVED & record.keys() & again.keys()):
        if not _follows(record[name], again[name]):
            yield Problem("the file", f"its “{name}” does not follow from the rest of it")


def changed(record: Record) -> Iterator[Problem]:
    """What the command line prints has no digest, and nothing is wrong with that."""
    if "digest" in record and record["digest"] != json_file.digest(record):
        yield Problem("the file", "its digest does not fit: something in it was changed after it was exported")


def _written(read: Value) -> Record:
    if isinstance(read, Conversation):
        return records.conversation(read)
    return records.brief(read) if isinstance(read, Brief) else records.answer(read)


def _follows(told: object, again: object) -> bool:
    """An object may lack what is written today and was not when it was exported."""
    if isinstance(told, dict) and isinstance(again, dict):
        return all(again.get(name) == value for name, value in told.items())
    return told == again


def _answers(record: Record) -> Iterator[Record]:
    """The answers of a conversation, or the one that it is; none in a brief."""
    if "turns" in record:
        for turn in _objects(record, "turns"):
            answer = turn.get("answer")
            if not isinstance(answer, dict):
                raise UserError(f"{NOT_AN_EXPORT}: a turn must have an answer.")
            yield answer
    elif "sections" not in record:
        yield record


def _sides(record: Record) -> Iterator[object]:
    for disagreement in _objects(record, "disagreements"):
        yield from (side.get("claim") for side in _objects(disagreement, "sides"))


def _objects(record: Record, name: str) -> Iterator[Record]:
    """The objects in a list that may be missing: an answer has no timeline, a brief no claims of its own."""
    items = record.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UserError(f"{NOT_AN_EXPORT}: {name} must be a list of objects.")
    yield from items
