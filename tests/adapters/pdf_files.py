"""PDF files that the tests draw themselves; the text is original."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

VOTE = (
    "The council agreed on Monday to rebuild the old bridge over the river, its mayor said after a long vote that "
    "divided the town. Opponents had asked for a ferry instead, which they called cheaper and kinder to the fish."
)
MONEY = (
    "Work will begin in May and cost five million, most of it from a fund that the county keeps for roads. The "
    "treasurer warned that prices for steel had doubled since the plan was drawn."
)
BANK = (
    "Residents on the far bank welcomed the decision. Since the flood they have driven forty minutes to reach the "
    "hospital, and two shops have closed for want of customers."
)
VISIT = (
    "The minister of transport is expected to visit next week. Her office would not say whether the road behind the "
    "bridge, which floods as often as the river does, is to be raised as well."
)
STORY = (VOTE, MONEY, BANK, VISIT)
FONT = "Times-Roman"
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **options: object) -> bytes:
    """A file with these pages; ``options`` are reportlab's."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, **options)
    canvas.setAuthor("")
    canvas.setTitle("")
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def wrapped(paragraphs: Sequence[str], width: float, size: float = 10) -> list[str]:
    """Lines no wider than ``width``, and an empty one after each paragraph."""
    return [line for text in paragraphs for line in (*simpleSplit(text, FONT, size, width), "")]


def column(canvas: Canvas, lines: Sequence[str], x: float, y: float, size: float = 10) -> float:
    """Draws ``lines`` below each other, half a line's room for an empty one. Gives where the next would stand."""
    canvas.setFont(FONT, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 1.2 * size if line else 0.6 * size
    return y


def one_column(*paragraphs: str, headline: str = "") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 20)
        canvas.drawString(72, 770, headline)
        column(canvas, wrapped(paragraphs, 450), 72, 740)

    return draw


def columns(lines: Sequence[str], places: Sequence[float], rows: int, headline: str = "") -> Draw:
    """Lines flow from column to column, ``rows`` in each, under a headline over all of them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 24)
        canvas.drawString(places[0], 780, headline)
        for number, x in enumerate(places):
            column(canvas, lines[number * rows : (number + 1) * rows], x, 750)

    return draw


def lines(*given: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        column(canvas, given, 72, 740)

    return draw


def paper(number: int, foot: str = "Page {} of 4") -> Draw:
    """A page of a paper, with its name and day above, and below a note of its own and ``foot`` with its number."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 810, "The Daily")
        canvas.drawRightString(522, 810, "Friday, January 4, 2019")
        canvas.drawCentredString(300, 30, foot.format(number))
        column(canvas, [f"Only page {'one two three four'.split()[number - 1]} has this note."], 72, 48, 8)
        column(canvas, wrapped([STORY[number - 1]], 450), 72, 740)

    return draw
