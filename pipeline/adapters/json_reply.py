"""A model's reply, as text that may still be arriving -> JSON objects.

Servers without structured output put prose, a Markdown fence or a model's thoughts around the JSON: what is looked for
is the JSON, not a clean reply. A grammar that only closes when all has come cannot show the first claim early, so the
array is read one element at a time with ``JSONDecoder.raw_decode``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from pipeline.errors import BadReply

_DECODER = json.JSONDecoder()
_THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")
# what the longest brief needs, several times over; a model that repeats itself for ever is cut off here
LONGEST = 200_000


def array_name(shape: Mapping[str, object]) -> str:
    """The name of the one property of ``shape`` that is an array. ValueError when there is not exactly one."""
    properties = shape.get("properties")
    kinds = properties.items() if isinstance(properties, Mapping) else ()
    arrays = [name for name, kind in kinds if isinstance(kind, Mapping) and kind.get("type") == "array"]
    if len(arrays) != 1:
        raise ValueError(f"a streamed shape has one array, not {len(arrays)}")
    return str(arrays[0])


class ArrayReader:
    """Gives out the objects of the array called ``name`` as soon as each is complete."""

    def __init__(self, name: str) -> None:
        self._start = re.compile(rf'"{re.escape(name)}"\s*:\s*\[')
        self._text = ""
        self._at = -1
        self.is_complete = False

    def feed(self, text: str) -> Iterator[Mapping[str, object]]:
        """BadReply when an element is no object, or the reply does not come to an end."""
        self._text += text
        _bound(self._text)
        while not self.is_complete and (found := self._next()) is not None:
            yield found

    def _next(self) -> Mapping[str, object] | None:
        if not self._is_inside():
            return None
        at = _end(_BETWEEN, self._text, self._at)
        if self._text[at : at + 1] == "]":
            self.is_complete = True
            return None
        found = _decoded(self._text, at)
        if found is None:
            return None
        value, self._at = found
        if not isinstance(value, dict):
            raise BadReply("The model's reply is a list, but not one of claims.")
        return value

    def _is_inside(self) -> bool:
        if self._at < 0:
            thoughts = _THOUGHTS.match(self._text)
            start = self._start.search(self._text, thoughts.end() if thoughts else 0)
            self._at = start.end() if start else -1
        return self._at >= 0


def _bound(text: str) -> None:
    if len(text) > LONGEST:
        raise BadReply("The model's reply did not come to an end.")


def whole(texts: Iterable[str]) -> str:
    """All of a reply. BadReply when it does not come to an end."""
    text = ""
    for piece in texts:
        text += piece
        _bound(text)
    return text


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _decoded(text: str, at: int) -> tuple[object, int] | None:
    """The JSON value at ``at`` and where it ends; None when it is not complete, or none."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError:
        return None
    except RecursionError:
        raise BadReply("The model's reply is nested too deeply.") from None


def one_object(text: str, shape: Mapping[str, object]) -> Mapping[str, object]:
    """The first JSON object in ``text`` that fits ``shape``. BadReply when there is none."""
    thoughts = _THOUGHTS.match(text)
    fits = Draft202012Validator(dict(shape)).is_valid
    at = text.find("{", thoughts.end() if thoughts else 0)
    while at >= 0:
        found = _decoded(text, at)
        if found is not None and isinstance(found[0], dict) and fits(found[0]):
            return found[0]
        at = text.find("{", at + 1)
    raise BadReply("The model's reply is not the JSON that it was asked for.")
