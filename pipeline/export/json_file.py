"""A brief or a conversation as JSON: its record with everything in it, made for programs and for ``verify``.

The digest covers the record, so that a file that was changed on its way says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from pipeline import records
from pipeline.domain import Answer, Brief, Conversation, Dropped
from pipeline.ports import Exported, Opened

_ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&"}
_OUTSIDE = frozenset({"digest", "seconds"})  # the digest itself, and what the command line adds


class JsonExporter:
    suffix = ".json"
    media_type = "application/json"

    def export(self, value: Exported) -> bytes:
        text = json.dumps(_signed(value), ensure_ascii=False, indent=2)
        # half a surrogate pair, which UTF-8 cannot hold, becomes the escape that JSON has for it
        return f"{text}\n".encode(errors="backslashreplace")

    def opened(self, document: bytes) -> Opened:
        return Opened(document)


def compact(value: Exported) -> str:
    """The same in one line of ASCII, to be carried in a file of another kind: nothing in it can be read as markup.

    What was drafted and left out is only counted in it: whoever gets the file is not to find there what no source says.
    """
    return json.dumps(_signed(_told(value)), separators=(",", ":")).translate(_ESCAPED)


def _told(value: Exported) -> Exported:
    if isinstance(value, Brief):
        return replace(value, dropped=_counted(value))
    turns = (replace(turn, answer=replace(turn.answer, dropped=_counted(turn.answer))) for turn in value.turns)
    return replace(value, turns=tuple(turns))


def _counted(value: Brief | Answer) -> tuple[Dropped, ...]:
    return (Dropped("", ""),) * len(value.dropped)


def _signed(value: Exported) -> dict[str, object]:
    record = _record(value)
    return {**record, "digest": digest(record)}


def _record(value: Exported) -> dict[str, object]:
    if isinstance(value, Conversation):
        return {"format": "briefdesk conversation 1", **records.conversation(value)}
    return {"format": "briefdesk brief 1", **records.brief(value)}


def digest(record: Mapping[str, object]) -> str:
    """SHA-256 of the record in one canonical form, but for its own ``digest``."""
    counted = {name: value for name, value in record.items() if name not in _OUTSIDE}
    canonical = json.dumps(counted, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
