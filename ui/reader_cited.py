"""Where an article is cited: the answers and briefs that rest on its words, and the words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.domain import Article, Span
from pipeline.ports import Cited
from ui.places import Origin
from ui.text import plain, short

WORDS_CHARS, TITLE_CHARS = 90, 70


def spans(found: Sequence[Cited], article: Article) -> tuple[Span, ...]:
    """The places in this revision."""
    return tuple(
        each.span for each in found if each.revision == article.revision and each.span.end <= len(article.text)
    )


def draw(found: Sequence[Cited], article: Article) -> None:
    """Each answer and brief once, with the words of this revision that it rests on; nothing where there is none."""
    papers: dict[tuple[str, str], list[Cited]] = {}
    for each in found:
        papers.setdefault((each.paper, each.id), []).append(each)
    if not papers:
        return
    number = len(papers)
    with st.expander("Cited in one place" if number == 1 else f"Cited in {number} places"):
        for cited in papers.values():
            _paper(cited, article)


def _paper(cited: Sequence[Cited], article: Article) -> None:
    first = cited[0]
    origin = Origin(first.paper.value, first.id)
    label = f"{first.paper.value.capitalize()}: {short(first.title or 'Untitled', TITLE_CHARS)}"
    st.page_link(origin.page, label=plain(label), icon="", query_params=origin.query)
    words = dict.fromkeys(span.of(article.text) for span in spans(cited, article))
    for each in words:
        st.caption(plain(f"“{short(each, WORDS_CHARS)}”"))
    if not words:
        st.caption("Words of another revision.")
