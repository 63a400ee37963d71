"""Lines and grids of text to a stream: drawn on a terminal, plain elsewhere (grids as tab-separated columns).

Text of articles is made harmless here and nowhere else: no control character reaches a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO, TypeAlias

from pipeline.export import wording

if TYPE_CHECKING:
    from rich.console import Console


class Tone(StrEnum):
    """Rich's name of a style."""

    PLAIN = ""
    STRONG = "bold"
    FAINT = "dim"
    ALERT = "yellow"
    ADDED = "green underline"
    REMOVED = "red strike"


@dataclass(frozen=True, slots=True)
class Line:
    """``indent`` counts spaces, and holds for what wraps too."""

    text: str = ""
    indent: int = 0
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Grid:
    """Every row has a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of parts, each in a tone of its own. Where there are no tones, marks stand for those of changes."""

    parts: tuple[tuple[str, Tone], ...]


Block: TypeAlias = Line | Grid | Words

_MARKS = {Tone.ADDED: ("{+", "+}"), Tone.REMOVED: ("[-", "-]")}


def draw(blocks: Iterable[Block], stream: TextIO) -> None:
    if stream.isatty():
        _draw_on_terminal(blocks, stream)
        return
    for block in blocks:
        stream.write(f"{_plain(block)}\n")


def _plain(block: Block) -> str:
    if isinstance(block, Line):
        return (" " * block.indent + wording.shown(block.text)).rstrip()
    if isinstance(block, Words):
        return wording.shown("".join(_marked(text, tone) for text, tone in block.parts))
    return "\n".join("\t".join(map(wording.shown, row)) for row in (block.columns, *block.rows))


def _marked(text: str, tone: Tone) -> str:
    before, after = _MARKS.get(tone, ("", ""))
    return f"{before}{text}{after}"


def _spaced(text: str) -> str:
    """One line, with the white space at its ends, which parts it from what stands beside it."""
    inner = wording.shown(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _draw_on_terminal(blocks: Iterable[Block], stream: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415  # a third of a second that a pipe need not wait

    console = Console(file=stream, force_terminal=True, markup=False, emoji=False, highlight=False)
    for block in blocks:
        _draw_one(block, console)


def _draw_one(block: Block, console: Console) -> None:
    from rich import box  # noqa: PLC0415
    from rich.padding import Padding  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if isinstance(block, Line):
        console.print(Padding(Text(wording.shown(block.text), style=block.tone), (0, 0, 0, block.indent), expand=False))
        return
    if isinstance(block, Words):
        console.print(Text.assemble(*((_spaced(text), tone.value) for text, tone in block.parts)))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in block.columns:
        table.add_column(Text(wording.shown(column)))
    for row in block.rows:
        table.add_row(*(Text(wording.shown(cell), overflow="fold") for cell in row))
    console.print(table)
