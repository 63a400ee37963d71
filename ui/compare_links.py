"""Ways into Compare: from an article, from a disagreement; and the address of two articles side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article, ArticleId, Disagreement, Scope
from pipeline.export import wording
from ui.text import plain, short

PAGE = "ui/compare.py"
SUGGESTED = 4
COPIES = 2
TITLE_CHARS = 110
KEPT = 64


def query(left: ArticleId, right: ArticleId | None = None) -> dict[str, str]:
    """``?left=ID&right=ID``; the right one is still to be chosen where it is None."""
    return {"left": str(left), **({"right": str(right)} if right else {})}


def read(asked: Mapping[str, Sequence[str]]) -> tuple[ArticleId | None, ArticleId | None]:
    """The articles that an address names, left and right."""
    left, right = ((asked.get(name) or ("",))[-1] for name in ("left", "right"))
    return ArticleId(left) if left else None, ArticleId(right) if right else None


def link(label: str, left: ArticleId, right: ArticleId | None = None) -> None:
    """``label`` is Markdown."""
    st.page_link(PAGE, label=label, icon="", query_params=query(left, right))


def draw(desk: Desk, article: Article) -> None:
    """Articles on the same event to compare this one with, then copies, then the choice of any other."""
    for other in _related(desk, article.id, article.digest, desk.shelf.count(Scope())):
        link(f"Compare with {named(other)}", article.id, other.id)
    for copy in desk.shelf.articles(desk.shelf.copies(article.id)[:COPIES]).values():
        link(f"The same story: which words differ in {named(copy)}", article.id, copy.id)
    link("Compare with another article …", article.id)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _related(_desk: Desk, article_id: ArticleId, digest: str, articles: int) -> tuple[Article, ...]:  # noqa: ARG001
    """Asked again when the text, or how many articles there are, is another: to look takes a tenth of a second."""
    return _desk.related(article_id, SUGGESTED)


def of_disagreement(found: Disagreement) -> None:
    """The articles of its first two sides, side by side; nothing where one article tells both."""
    articles = between(found)
    if articles is not None:
        link("Compare the two articles", *articles)


def between(found: Disagreement) -> tuple[ArticleId, ArticleId] | None:
    """Two articles that differ on it; None where one article tells every side."""
    ids = dict.fromkeys(side.claim.citations[0].source.article_id for side in found.sides)
    if len(ids) < 2:  # noqa: PLR2004
        return None
    left, right, *_ = ids
    return left, right


def named(article: Article) -> str:
    """Title, outlet and day, as Markdown."""
    return plain(f"{short(article.label, TITLE_CHARS)} ({wording.outlet_and_day(article.source)})")
