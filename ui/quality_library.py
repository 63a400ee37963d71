"""What the library is made of, drawn: how much of it is copies, and what its articles lack."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from pipeline.quality import library
from pipeline.quality.library import Stock
from ui import quality_bars
from ui.quality_words import share, verb

MANY = 5


def draw(desk: Desk) -> None:
    stock = library.stock(desk.shelf, desk.status().space)
    st.subheader("The library", anchor=False)
    st.caption(f"{wording.counted(stock.articles, 'article')} in {wording.counted(stock.passages, 'passage')}.")
    _copies(stock)
    _lacking(stock)


def _copies(stock: Stock) -> None:
    st.markdown("**Copies of one story**")
    if not stock.copies:
        st.markdown("No article is a copy of another: each can count as a source of its own.")
        return
    sizes = {f"In {size} articles": number for size, number in stock.sizes.items() if size < MANY}
    many = sum(number for size, number in stock.sizes.items() if size >= MANY)
    numbers = {**sizes, **({f"In {MANY} or more": many} if many else {})}
    quality_bars.draw(numbers, "stories", "Stories by how many articles carry them", "quality-copies")
    st.markdown(
        f"{wording.counted(stock.copies, 'article')} ({share(stock.copies, stock.articles)} of the library) "
        f"{verb(stock.copies, 'is a copy', 'are copies')} of another, in {_stories(stock.groups)}. "
        "Copies are found and cited like any article, but add no source."
    )


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number:,} stories"


def _lacking(stock: Stock) -> None:
    st.markdown("**What is missing**")
    rows = (
        ("Date", stock.without_date, stock.articles, "Left out when a question or a brief is narrowed to days."),
        ("Outlet", stock.without_outlet, stock.articles, "All of them together count as one source."),
        ("Language", stock.without_language, stock.articles, "Left out when a question is narrowed to a language."),
        (
            "Vector",
            stock.passages_without_vector,
            stock.passages,
            "Passages found by their words only, until it is made.",
        ),
    )
    st.table(
        {
            "Missing": [f"**{name}**" for name, *_ in rows],
            "In": [_of(part, of, "passage" if name == "Vector" else "article") for name, part, of, _ in rows],
            "What that means": [meaning for *_, meaning in rows],
        },
        border="horizontal",
        hide_index=True,
        alt="What articles lack",
    )
    st.page_link("ui/library.py", label="Fill in what is missing in the Library", icon="")


def _of(part: int, of: int, noun: str) -> str:
    return f"{wording.counted(part, noun)} ({share(part, of)})" if part else "none"
