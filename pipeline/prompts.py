"""A task's name and its inputs -> the two messages that a model is sent. The texts are files under ``prompts/``.

A file has a header (``version``, ``inputs``), then ``# System`` and ``# User``, filled by ``string.Template``.
``versions.json`` pins each text, so that a label in an answer's provenance always means the same words;
``python -m pipeline.prompts`` pins them again after a version was raised.

What articles say goes in fenced: every line of it begins with a name that we wrote, between two marks that do not
occur in it. So an article can neither close its fence nor pass for another passage.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import string
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain import Source

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
LONGEST_AUDIENCE = 120
_FILE = re.compile(
    r"\Aversion: (?P<version>\d+)\ninputs: (?P<inputs>[a-z_, ]*)\n\s*# System\n(?P<system>.*?)^# User\n(?P<user>.*)\Z",
    re.DOTALL | re.MULTILINE,
)
# letters that no reader sees, and with which instructions have been smuggled into text
_TAGS = re.compile("[\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One task's text; what stands for an input is ``$input``."""

    name: str
    version: int
    inputs: frozenset[str]
    system: str
    user: str

    @property
    def digest(self) -> str:
        """SHA-256 of both parts, in hexadecimal."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()

    @property
    def label(self) -> str:
        return f"{self.name}@{self.version} ({self.digest[:8]})"

    def fill(self, **inputs: object) -> tuple[str, str]:
        """The system's and the user's message. ValueError unless these are exactly the declared inputs."""
        if inputs.keys() != self.inputs:
            raise ValueError(f"prompt {self.name} takes {sorted(self.inputs)}, not {sorted(inputs)}")
        return string.Template(self.system).substitute(inputs), string.Template(self.user).substitute(inputs)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as a model sees it: the name by which it is to be quoted, where it is from, its words."""

    name: str
    source: Source
    text: str


@functools.cache
def read(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt for a task. ValueError when its header is not one, or declares other inputs than the text uses."""
    match = _FILE.match((folder / f"{name}.md").read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"prompt {name} is not a header (version, inputs) with # System and # User")
    declared = frozenset(filter(None, map(str.strip, match["inputs"].split(","))))
    system, user = match["system"].strip(), match["user"].strip()
    used = {found for part in (system, user) for found in _placeholders(name, part)}
    if used != declared:
        raise ValueError(f"prompt {name} declares {sorted(declared)} and uses {sorted(used)}")
    return Prompt(name, int(match["version"]), declared, system, user)


def _placeholders(name: str, text: str) -> list[str]:
    template = string.Template(text)
    if not template.is_valid():
        raise ValueError(f"prompt {name} has a $ that stands for nothing; write $$ for the sign")
    return template.get_identifiers()


def fenced(excerpts: Sequence[Excerpt]) -> str:
    """Passages in a fence, a line each for outlet, date and title where they are known, and one for the text."""
    return fence("passages", [line for excerpt in excerpts for line in _lines(excerpt)])


def _lines(excerpt: Excerpt) -> list[tuple[str, str]]:
    source = excerpt.source
    day = source.published.isoformat() if source.published else ""
    known = (("outlet", source.outlet), ("date", day), ("title", source.title), ("text", excerpt.text))
    return [(f"{excerpt.name} {label}", value) for label, value in known if value.strip()]


def fence(what: str, lines: Sequence[tuple[str, str]]) -> str:
    """Each (name, text) as one line ``name: text`` between two marks; the same lines give the same fence."""
    body = "\n".join(f"{name}: {one_line(text)}" for name, text in lines)
    mark = _mark(body)
    return f"<<< {what} {mark}\n{body}\n>>> {what} {mark}"


def _mark(body: str) -> str:
    mark = hashlib.sha256(body.encode(errors="replace")).hexdigest()[:12]
    while mark in body:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:12]
    return mark


def one_line(text: str) -> str:
    """The same words with single blanks between them: no line break of any alphabet, nothing that is not drawn."""
    drawn = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in _TAGS.sub("", text))
    return " ".join(drawn.split())


def readers(audience: str) -> str:
    """For whom something is written, as a model is told it: one short line."""
    return one_line(audience)[:LONGEST_AUDIENCE].rstrip() or "anybody"


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.md")))


def pinned(folder: Path = FOLDER) -> dict[str, dict[str, object]]:
    """What ``versions.json`` says of each prompt: ``version`` and ``digest``; nothing when there is no such file."""
    path = folder / "versions.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def unpinned(folder: Path = FOLDER) -> tuple[str, ...]:
    """What is wrong between the texts and their pins, a sentence each; none is good."""
    pins = pinned(folder)
    problems = [f"{name} is pinned and has no text" for name in sorted(pins.keys() - set(names(folder)))]
    for prompt in (read(name, folder) for name in names(folder)):
        pin = pins.get(prompt.name)
        if pin is None:
            problems.append(f"{prompt.name} is not pinned: run python -m pipeline.prompts")
        elif pin["digest"] != prompt.digest and pin["version"] == prompt.version:
            problems.append(f"{prompt.name} has changed and is still version {prompt.version}: raise its version")
        elif pin != _pin(prompt):
            problems.append(f"{prompt.name} is pinned as version {pin['version']}: run python -m pipeline.prompts")
    return tuple(problems)


def _pin(prompt: Prompt) -> dict[str, object]:
    return {"version": prompt.version, "digest": prompt.digest}


def pin(folder: Path = FOLDER) -> None:
    """Writes ``versions.json``. ValueError, and nothing is written, when a text changed under its version."""
    changed = [problem for problem in unpinned(folder) if "raise its version" in problem]
    if changed:
        raise ValueError("; ".join(changed))
    pins = {name: _pin(read(name, folder)) for name in names(folder)}
    (folder / "versions.json").write_text(json.dumps(pins, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        pin()
    except ValueError as error:
        sys.exit(str(error))
