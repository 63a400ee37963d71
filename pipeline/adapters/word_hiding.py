"""What in a Word file can hide text that is in it, or give a note another number than its own.

A brief has none of it: whatever is found was put in. Names are those of ECMA-376, part 1, 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.adapters.xml_tree import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off"})
_HIDDEN = frozenset({"vanish", "webHidden", "specVanish", "hidden"})
_NEVER = frozenset({"framePr", "textFill", "textOutline"})  # a place or a colour of their own
_PALE = frozenset("white background1 background2 light1 light2 bg1 bg2 lt1 lt2".split())
_DARK = frozenset("black darkBlue darkGreen darkCyan darkRed darkMagenta darkGray blue solid".split())
_LIGHT = 0.7  # of 1: on white paper it cannot be read
_FAINT = 0x60  # of FF: how much of a colour of the theme is left
_DEEP = 0.4  # as the ground of dark words
_SMALLEST = 12  # half points
_NARROWEST = 50  # percent of the width of a letter
_CLOSEST = -20  # twentieths of a point between letters
_LOWEST = 120  # twentieths of a point, of a line or a row that may not be higher
_WORD = re.compile(r"[^\W\d_]{2}")
_COUNTING = frozenset({"numFmt", "numStart", "numRestart"})


@dataclass(frozen=True, slots=True)
class About:
    """What a Word file says of how its text looks; a part that it lacks is None."""

    styles: _Element | None
    settings: _Element | None
    lists: _Element | None


def found(roots: Sequence[_Element], about: About) -> set[str]:
    """A word for each way in which these, with the styles that they use, hide something or number it otherwise."""
    known = _styles(about.styles)
    used = {name for root in roots for name in _used(root)}
    dressed = [known[name] for name in _with_parents(used, known) if name in known]
    marks = () if about.lists is None else (about.lists,)
    hiding = {way for element in (*roots, *dressed, *_defaults(about.styles), *marks) for way in _ways(element)}
    counting = (*roots, *(() if about.settings is None else (about.settings,)))
    otherwise = {"numbers of notes"} if any(map(_counts_otherwise, counting)) else set()
    return hiding | otherwise | {"marks of lists" for each in marks if _says_something(each)}


def _says_something(lists: _Element) -> bool:
    """A sign of a list that is a word."""
    return any(_WORD.search(attribute(each, "val")) for each in lists.iter() if local(each) == "lvlText")


def _styles(styles: _Element | None) -> Mapping[str, _Element]:
    each = () if styles is None else (one for one in styles if local(one) == "style")
    return {attribute(one, "styleId"): one for one in each}


def _defaults(styles: _Element | None) -> Iterator[_Element]:
    """What holds where no style is named."""
    for each in () if styles is None else styles:
        if local(each) == "docDefaults" or (local(each) == "style" and attribute(each, "default") not in {"", *_OFF}):
            yield each


def _used(root: _Element) -> Iterator[str]:
    return (attribute(each, "val") for each in root.iter() if local(each) in {"pStyle", "rStyle", "tblStyle"})


def _with_parents(names: Iterable[str], known: Mapping[str, _Element]) -> set[str]:
    """Also those that these are based on; a ring of them ends."""
    every: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in every and name in known:
            waiting += [attribute(each, "val") for each in known[name] if local(each) in {"basedOn", "link"}]
        every.add(name)
    return every


def _ways(root: _Element) -> Iterator[str]:
    for each in root.iter():
        tag = local(each)
        is_hidden = tag in _HIDDEN and attribute(each, "val") not in _OFF
        if is_hidden or tag in _NEVER or (tag in _HOW and _HOW[tag](each)):
            yield tag


def _is_pale(colour: _Element) -> bool:
    value = attribute(colour, "val")
    is_faded = _number(attribute(colour, "themeTint") or "FF", 16) < _FAINT
    return attribute(colour, "themeColor") in _PALE or is_faded or _light(value) > _LIGHT


def _is_dark(ground: _Element) -> bool:
    return attribute(ground, "val") in _DARK or _light(attribute(ground, "fill"), otherwise=1) < _DEEP


def _is_tight(spacing: _Element) -> bool:
    """Between letters, or between lines where these may not be higher."""
    is_line = attribute(spacing, "lineRule") == "exact" and _number(attribute(spacing, "line"), 10) < _LOWEST
    return is_line or _number(attribute(spacing, "val") or "0", 10) < _CLOSEST


def _is_low(row: _Element) -> bool:
    return attribute(row, "hRule") == "exact" and _number(attribute(row, "val"), 10) < _LOWEST


def _is_small(size: _Element) -> bool:
    return _number(attribute(size, "val"), 10) < _SMALLEST


def _is_narrow(width: _Element) -> bool:
    return _number(attribute(width, "val") or "100", 10) < _NARROWEST


_HOW = {
    "color": _is_pale,
    "shd": _is_dark,
    "highlight": _is_dark,
    "sz": _is_small,
    "w": _is_narrow,
    "spacing": _is_tight,
    "trHeight": _is_low,
}


def _light(colour: str, otherwise: float = 0) -> float:
    """How light RRGGBB is, from 0 to 1, by the weights of ITU-R BT.709; ``otherwise`` for "auto" and what is none."""
    value = _number(colour, 16) if len(colour) == len("RRGGBB") else -1
    if value < 0:
        return otherwise
    return (0.2126 * (value >> 16) + 0.7152 * (value >> 8 & 0xFF) + 0.0722 * (value & 0xFF)) / 0xFF


def _number(text: str, base: int) -> int:
    """Minus one for what is none."""
    try:
        return int(text, base)
    except ValueError:
        return -1


def _counts_otherwise(root: _Element) -> bool:
    """Notes that are numbered anew, from elsewhere, or with a mark of one's own."""
    return any(
        (local(each) == "footnotePr" and any(local(one) in _COUNTING and not _is_plain(one) for one in each))
        or (local(each) == "footnoteReference" and attribute(each, "customMarkFollows") not in {"", *_OFF})
        for each in root.iter()
    )


def _is_plain(counting: _Element) -> bool:
    return attribute(counting, "val") in {"decimal", "1", "continuous"}
