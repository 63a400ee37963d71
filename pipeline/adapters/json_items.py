"""The items of a list in a large JSON text, one by one: the list is never held as objects, only its text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from pipeline.errors import Refusal

LONGEST = 16_000_000
# the decoder reads to the end of what it is given, and an item is mostly far from it: small pieces first
_PIECES = (64 * 1024, 1024 * 1024, LONGEST)
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"\s*")


def items(text: str, names: Collection[str], around: Collection[str]) -> Iterator[object]:
    """The items of the list that ``text`` is, or that it holds under one of ``names``, also in an object in ``around``.

    Raises Refusal where there is no such list, and at the first item that is broken or has more than 16 million
    characters.
    """
    at = _after_space(text, _list(text, names, around))
    while text[at : at + 1] != "]":
        item, at = _value(text, at)
        yield item
        at = _after_space(text, at)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            raise Refusal(f"is not JSON: its list breaks off at character {at + 1:,}")


def _list(text: str, names: Collection[str], around: Collection[str]) -> int:
    """Where the items begin."""
    at = _after_space(text, 0)
    if text[at : at + 1] == "[":
        return at + 1
    while text[at : at + 1] in {"{", ","}:
        name, at = _value(text, _after_space(text, at + 1))
        at = _after_space(text, at)
        if text[at : at + 1] != ":" or not isinstance(name, str):
            break
        at = _after_space(text, at + 1)
        if text[at : at + 1] == "[" and name in names:
            return at + 1
        if text[at : at + 1] != "{" or name not in around:
            at = _after_space(text, _value(text, at)[1])
    raise Refusal("is large, and no list of articles: save it as JSON lines (.jsonl)")


def _value(text: str, at: int) -> tuple[object, int]:
    """The value that begins at ``at``, and where it ends."""
    reason = f"has an item of more than {LONGEST:,} characters"
    for size in _PIECES:
        piece = text[at : at + size]
        try:
            value, end = _DECODER.raw_decode(piece)
        except json.JSONDecodeError as error:
            reason = f"is not JSON, or has an item of more than {LONGEST:,} characters: {error.msg.removesuffix(' at')}"
        except RecursionError as error:
            raise Refusal(f"is nested too deeply at character {at + 1:,}") from error
        except ValueError as error:
            raise Refusal(f"has a number that is too long at character {at + 1:,}") from error
        else:
            # a number that is cut in two reads as one that is whole
            if end < len(piece) or at + size >= len(text):
                return value, at + end
    raise Refusal(f"{reason} at character {at + 1:,}")


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
