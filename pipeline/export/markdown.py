"""A brief or a conversation as Markdown: CommonMark with tables and footnotes, as GitHub, Pandoc and editors read it.

Text of articles is escaped, so that it stays text in all of these, with mathematics, emoji codes and directives too.
"""

from __future__ import annotations

import re

from pipeline.export import wording
from pipeline.export.paper import Aside, Block, Footnote, Line, Lines, Listed, Paper, Part, Table, paper
from pipeline.ports import Exported

# Any ASCII punctuation may follow a backslash (CommonMark 2.4). These can mean something anywhere; "&" only before an
# entity, ":" only before what could be a directive, an emoji code or the rest of an address, "." in "www.".
_ANYWHERE = re.compile(r"[\\`*_\[\]{}<>|~$^#@=]|&(?=#?\w+;)|:(?=[^\s\d])|(?<=www)\.|!(?=\[)", re.IGNORECASE)
_AT_START = re.compile(r"^([-+]|\d+(?=[.)]))(\.|\))?")


class MarkdownExporter:
    suffix = ".md"
    media_type = "text/markdown"

    def export(self, value: Exported) -> bytes:
        return _document(paper(value)).encode()


def escaped(text: str) -> str:
    """One line of plain text as Markdown that reads as that text."""
    return _AT_START.sub(_escaped_start, _ANYWHERE.sub(r"\\\g<0>", text))


def _escaped_start(start: re.Match[str]) -> str:
    marker, delimiter = start.group(1), start.group(2) or ""
    return f"{marker}\\{delimiter}" if delimiter else f"\\{marker}"


def _document(value: Paper) -> str:
    blocks = (
        f"# {escaped(value.title)}",
        " · ".join(map(escaped, value.facts)),
        *(block for part in value.parts for block in _part(part)),
        *_sources(value.sources),
        "---",
        f"*{escaped(value.provenance)}*",
        *map(_footnote, value.footnotes),
    )
    return "\n\n".join(blocks) + "\n"


def _part(part: Part) -> tuple[str, ...]:
    return f"## {escaped(part.heading)}", *(_block(block) for block in part.blocks)


def _block(block: Block) -> str:
    if isinstance(block, Aside):
        return f"*{escaped(block.text)}*"
    return _table(block) if isinstance(block, Table) else _list(block)


def _list(block: Lines) -> str:
    return "\n".join(f"- {_line(line)}" for line in block.lines)


def _table(block: Table) -> str:
    title = f"### {escaped(block.title)}\n\n" if block.title else ""
    rule = "|" + " --- |" * len(block.columns)
    rows = [_row(tuple(map(_line, row))) for row in block.rows]
    return title + "\n".join((_row(block.columns), rule, *rows))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    lead = f"**{escaped(line.lead)}:** " if line.lead else ""
    notes = " ".join(f"[^{number}]" for number in line.notes)
    mark = f" *{escaped(line.mark)}*" if line.mark else ""
    return f"{lead}{escaped(line.text)}{notes}{mark}"


def _sources(sources: tuple[Listed, ...]) -> tuple[str, ...]:
    if not sources:
        return ()
    return "## Sources", "\n".join(f"{i}. {_source(source)}" for i, source in enumerate(sources, start=1))


def _source(source: Listed) -> str:
    address = f"<{source.address}>" if source.address else escaped(source.url)
    parts = (escaped(source.outlet), escaped(source.title), source.day, address, wording.notes(source.notes))
    return ", ".join(part for part in parts if part)


def _footnote(note: Footnote) -> str:
    address = f" <{note.address}>" if note.address else ""
    return f"[^{note.number}]: {escaped(wording.quoted(note.quote))} {escaped(note.place)}{address}"
