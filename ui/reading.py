"""One article as it is stored, with the cited words lit: on the Reader's page, and beside an answer or a brief."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article, Entry, Span
from pipeline.export import wording
from ui import article_text, compare_links, reader_briefs, reader_cited, reader_facts, reader_revisions, scopes
from ui.places import Place
from ui.seat import Seat
from ui.text import plain

ASK = "ui/ask.py"

# Waits until the words are drawn; the place is named so that another place runs it again. Beside an answer the place of
# the keyboard stays where it is.
_SCROLL = """<script>/* %s */
(function seek(tries, isBeside) {
  const mark = document.getElementById("cited");
  if (mark) {
    const { top, bottom } = mark.getBoundingClientRect();
    const isSeen = top > 120 && bottom < innerHeight * 0.8;  // then the title stays in sight too
    if (!isSeen) { mark.scrollIntoView({block: "center"}); }
    if (!isBeside) { mark.focus({preventScroll: true}); }
  }
  else if (tries) { setTimeout(seek, 50, tries - 1, isBeside); }
})(40, %s);
</script>"""


def draw(desk: Desk, place: Place, seat: Seat) -> None:
    """Raises NotFound for an article or a revision that the library does not have."""
    shelf = desk.shelf
    article = shelf.article(place.article_id, place.revision)
    newest = shelf.article(place.article_id)
    _head(desk, article, seat)
    reader_facts.warn(article)
    spans = tuple(span for span in place.spans if span.end <= len(article.text))
    reader_revisions.older(article, newest, spans, seat)
    reader_revisions.pick(shelf, article, place)
    if len(spans) < len(place.spans):
        st.warning("The address names a place that is not in this text.")
    if place.since is not None and place.since < article.revision:
        reader_revisions.changed(shelf, article, place.since)
    else:
        cited = shelf.citing(article.id)
        with st.container(key="reading", gap="small"):
            _text(article, spans, reader_cited.spans(cited, article), seat)
            reader_briefs.draw(desk, newest, spans if article == newest else (), seat.origin)
        reader_cited.draw(cited, article)
    reader_facts.draw(article, shelf.readings(article.id, article.revision))
    _copies(desk, article, seat)


def line(entry: Entry | Article, seat: Seat) -> None:
    """The way to another article."""
    seat.link(plain(f"{entry.label} ({wording.outlet_and_day(entry.source)})"), Place(entry.source.article_id))


def _head(desk: Desk, article: Article, seat: Seat) -> None:
    (st.subheader if seat.is_beside else st.title)(plain(article.label), anchor=False)
    st.caption(plain(" · ".join(_facts(article))))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="article-actions"):
        original = wording.link(article.url)
        if original:
            st.link_button("The original", original, icon=":material/open_in_new:", type="tertiary")
        if st.button("Ask about it", icon=":material/forum:", type="tertiary", key="ask-about"):
            scopes.ask_about(article.id)
            st.switch_page(ASK)
        compare = st.popover(
            "Compare", icon=":material/compare_arrows:", type="tertiary", on_change="rerun", key="compare"
        )
        if compare.open:
            with compare:
                compare_links.draw(desk, article)
    if not original:
        st.caption("Address of the original unknown")


def _facts(article: Article) -> tuple[str, ...]:
    return (
        article.outlet or "Outlet unknown",
        wording.published(article) if article.published or article.published_at else "date unknown",
        f"by {article.byline}" if article.byline else f"author {reader_facts.UNKNOWN}",
    )


def _text(article: Article, spans: tuple[Span, ...], also: tuple[Span, ...], seat: Seat) -> None:
    """``also`` is cited by other answers and briefs, or elsewhere in this one."""
    st.html(article_text.page(article.text, spans, also))
    if spans:
        at = ",".join(f"{span.start}-{span.end}" for span in spans)
        # a constant but for digits: no word of the article is in it
        script = _SCROLL % (f"{article.digest} {at}", str(seat.is_beside).lower())
        st.html(script, unsafe_allow_javascript=True, width="content")


def _copies(desk: Desk, article: Article, seat: Seat) -> None:
    others = desk.shelf.copies(article.id)
    if others:
        st.subheader("The same story elsewhere", anchor=False)
    for copy in desk.shelf.articles(others).values():
        line(copy, seat)
