"""The templates of a brief: which sections it has, what each asks, and which sentences belong to it.

A template is a TOML file: those of ``templates/`` beside this module, and the reader's own in a folder of theirs, where
one of the same name takes the place of ours. ::

    label = "Situation report"
    form = "sorts"              # or questions, themes, outlets, speakers
    length = "standard"         # unless another is asked for; may be left out
    shows = ["figures"]         # besides the sections: figures, timeline, positions, unknowns, disagreements; else all

    [[sections]]
    heading = "What happened"
    asks = "What are the main facts of {topic}?"
    takes = ["news"]            # news, position, ahead, background, unknown; left out, what answers ``asks``

Where the sections come from the articles (themes, outlets, speakers) there is one, with ``{each}`` in it.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pipeline.domain import Form, PlannedSection, Sort
from pipeline.errors import UserError

log = logging.getLogger(__name__)

LENGTHS: Mapping[str, int] = {"half-page": 2, "short": 3, "standard": 5, "long": 8}
"""Claims a section, at the most, the shortest first."""
STANDARD, SHORTEST = "standard", "half-page"
EACH, TOPIC = "{each}", "{topic}"
# of sections that come from the articles
REPEATED = frozenset({Form.THEMES, Form.OUTLETS, Form.SPEAKERS})
# at the head of a topic, and of no name: within a question it is written small
_ARTICLE = re.compile(r"^(?:The|An?)(?= [a-z])")
OURS = Path(__file__).with_name("templates")
SUFFIX = ".toml"
LONGEST_LINE = 300
LONGEST_FILE = 100_000

E = TypeVar("E", bound=StrEnum)


class Shown(StrEnum):
    """What a brief may show besides its sections."""

    FIGURES = "figures"
    TIMELINE = "timeline"
    POSITIONS = "positions"
    UNKNOWNS = "unknowns"
    DISAGREEMENTS = "disagreements"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """``asks`` is the question that the section answers, about ``{topic}``; ``takes`` the sentences it takes."""

    heading: str
    asks: str
    takes: tuple[Sort, ...] = ()

    def about(self, topic: str, each: str = "", terms: str = "") -> PlannedSection:
        """``terms`` say more fully what ``each`` is."""
        # the topic last: braces in it are its own
        asks = self.asks.replace(EACH, terms or each).replace(TOPIC, _ARTICLE.sub(lambda one: one[0].lower(), topic))
        return PlannedSection(self.heading.replace(EACH, each), asks, self.takes)


@dataclass(frozen=True, slots=True)
class Template:
    """``length`` is the one that it is made for."""

    name: str
    label: str
    form: Form
    sections: tuple[SectionPlan, ...]
    length: str = STANDARD
    shows: frozenset[Shown] = frozenset(Shown)


def templates(folder: Path) -> Mapping[str, Template]:
    """Ours and those of ``folder``, by name. A file of the reader's that cannot be used is left out: ``faults`` tells.

    The folder may be missing.
    """
    found: dict[str, Template] = {}
    for name, path in _files(folder).items():
        try:
            found[name] = _read(path)
        except UserError as error:
            log.warning("template refused file=%s", path.name)
            log.debug("template refused reason=%s", error)
    return found


def faults(folder: Path) -> tuple[UserError, ...]:
    """What is wrong with the reader's own templates, one error for each file that cannot be used."""
    return tuple(error for path in _files(folder).values() if (error := _fault(path)) is not None)


def template(name: str, folder: Path) -> Template:
    """Raises UserError for a name that is none, and for a file that cannot be used: it names the file and the place."""
    files = _files(folder)
    if name not in files:
        raise UserError(f"there is no template {name!r}; there are {', '.join(templates(folder))}")
    return _read(files[name])


def claims_a_section(length: str) -> int:
    """Raises UserError for a length that is none."""
    if length not in LENGTHS:
        raise UserError(f"there is no length {length!r}; there are {', '.join(LENGTHS)}")
    return LENGTHS[length]


def _files(folder: Path) -> dict[str, Path]:
    """Ours in their order of use, then the reader's own by name."""
    order = ("situation", "summary", "background", "timeline", "positions", "questions", "outlets")
    ours = {name: OURS / f"{name}{SUFFIX}" for name in order}
    own = sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file()) if folder.is_dir() else []
    return {**ours, **{path.stem: path for path in own}}


def _fault(path: Path) -> UserError | None:
    try:
        _read(path)
    except UserError as error:
        return error
    return None


def _read(path: Path) -> Template:
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST_FILE + 1)
        if len(raw) > LONGEST_FILE:
            raise UserError(f"{path}: it is longer than {LONGEST_FILE:,} bytes")
        return _Place(str(path)).template(path.stem, tomllib.loads(raw.decode()))
    except OSError as error:
        raise UserError(f"{path}: it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: it is not UTF-8, at byte {error.start}") from error
    # tomllib lets through what Python makes of lists too deep and of numbers too long
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: it is not TOML: {error}") from error


@dataclass(frozen=True, slots=True)
class _Place:
    """Reads values out of a file; what is wrong is said with the file and the place in it."""

    where: str

    def template(self, name: str, record: Mapping[str, object]) -> Template:
        self._known(record, "label", "form", "sections", "length", "shows")
        form = self._one(record, "form", Form)
        sections = tuple(self._sections(record.get("sections"), form))
        length = self._line(record, "length") if "length" in record else STANDARD
        if length not in LENGTHS:
            raise self._error(f"length: there is no {length!r}; there are {', '.join(LENGTHS)}")
        if form in REPEATED and len(sections) != 1:
            raise self._error(f"sections: a template of {form} has one, with {EACH} in it")
        shows = frozenset(self._each(record.get("shows", list(Shown)), "shows", Shown))
        return Template(name, self._line(record, "label"), form, sections, length, shows)

    def _sections(self, records: object, form: Form) -> Iterator[SectionPlan]:
        if not isinstance(records, list) or not records:
            raise self._error("sections: there are none; write each under a line [[sections]]")
        for number, record in enumerate(records, start=1):
            place = _Place(f"{self.where}: section {number}")
            if not isinstance(record, dict):
                raise place._error("it is no table; write it under a line [[sections]]")
            yield place._section(record, form)

    def _section(self, record: Mapping[str, object], form: Form) -> SectionPlan:
        self._known(record, "heading", "asks", "takes")
        heading, asks = self._line(record, "heading"), self._line(record, "asks")
        for name, line in (("heading", heading), ("asks", asks)):
            if (EACH in line) != (form in REPEATED):
                raise self._error(f"{name}: {EACH} stands for a theme, an outlet or a speaker, in a template of those")
        if TOPIC in heading:
            raise self._error(f"heading: {TOPIC} is for asks; a heading is short")
        return SectionPlan(heading, asks, tuple(self._each(record.get("takes", []), "takes", Sort)))

    def _each(self, values: object, key: str, kind: type[E]) -> Iterator[E]:
        if not isinstance(values, list):
            raise self._error(f"{key}: it is no list, like [{', '.join(map(repr, map(str, list(kind)[:2])))}]")
        for value in values:
            yield self._one({key: value}, key, kind)

    def _one(self, record: Mapping[str, object], key: str, kind: type[E]) -> E:
        value = self._line(record, key)
        try:
            return kind(value)
        except ValueError:
            raise self._error(f"{key}: there is no {value!r}; there are {', '.join(kind)}") from None

    def _line(self, record: Mapping[str, object], key: str) -> str:
        value = record.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"{key}: it is missing, or no text")
        line = " ".join(value.split())
        if len(line) > LONGEST_LINE:
            raise self._error(f"{key}: it is longer than {LONGEST_LINE} characters")
        return line

    def _known(self, record: Mapping[str, object], *keys: str) -> None:
        for key in record:
            if key not in keys:
                raise self._error(f"{key}: there is no such entry; there are {', '.join(keys)}")

    def _error(self, message: str) -> UserError:
        return UserError(f"{self.where}: {message}")
