"""Reader: one article as it is stored, with the cited words lit. Its address leads back to the same place."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article, Entry, Scope, Span
from pipeline.export import wording
from ui import article_text, opening, places
from ui.places import Place
from ui.text import plain

NEWEST = 15
UNKNOWN = "unknown"

# Waits until the words are drawn; the place is named so that another place runs it again.
SCROLL = """<script>/* %s */
(function seek(tries) {
  const mark = document.getElementById("cited");
  if (mark) { mark.scrollIntoView({block: "center"}); mark.focus({preventScroll: true}); }
  else if (tries) { setTimeout(seek, 50, tries - 1); }
})(40);
</script>"""


def draw() -> None:
    desk = opening.desk()
    place = places.read({name: st.query_params.get_all(name) for name in st.query_params})
    if place is None:
        _pick(desk)
        return
    with opening.errors_shown():
        _article(desk, place)


def _pick(desk: Desk) -> None:
    st.title("Reader")
    entries = desk.shelf.entries(Scope(), limit=NEWEST)
    if not entries:
        st.markdown("The library is empty.")
        st.page_link("ui/library.py", label="Add articles", icon=":material/newspaper:")
        return
    st.markdown("Click the outlet and date after any sentence of an answer, and its words are lit here.")
    st.caption("The newest articles:")
    for entry in entries:
        _line(entry)


def _line(entry: Entry | Article) -> None:
    st.page_link(
        places.READER,
        label=plain(f"{entry.label} ({wording.outlet_and_day(entry.source)})"),
        icon="",
        query_params=Place(entry.source.article_id).query,
    )


def _article(desk: Desk, place: Place) -> None:
    article = desk.shelf.article(place.article_id, place.revision)
    newest = desk.shelf.article(place.article_id)
    st.title(plain(article.label), anchor=False)
    st.caption(plain(" · ".join(_facts(article))))
    _links(article)
    if article.revision < newest.revision:
        _older(article, newest)
    spans = tuple(span for span in place.spans if span.end <= len(article.text))
    if len(spans) < len(place.spans):
        st.warning("The address names a place that is not in this text.")
    _text(article, spans)
    _copies(desk, article)


def _facts(article: Article) -> tuple[str, ...]:
    return (
        article.outlet or "Outlet unknown",
        wording.day(article.published) if article.published else "date unknown",
        f"by {article.byline}" if article.byline else f"author {UNKNOWN}",
    )


def _links(article: Article) -> None:
    original = wording.link(article.url)
    if original:
        st.link_button("The original", original, icon=":material/open_in_new:", type="tertiary")
    else:
        st.caption("Address of the original unknown")


def _older(article: Article, newest: Article) -> None:
    st.info(f"This is revision {article.revision} of {newest.revision}: what was cited is kept as it was.")
    st.page_link(places.READER, label="Read the newest text", icon="", query_params=Place(newest.id).query)


def _text(article: Article, spans: tuple[Span, ...]) -> None:
    st.html(article_text.page(article.text, spans))
    if spans:
        at = ",".join(f"{span.start}-{span.end}" for span in spans)
        # a constant but for digits: no word of the article is in it
        st.html(SCROLL % f"{article.digest} {at}", unsafe_allow_javascript=True, width="content")


def _copies(desk: Desk, article: Article) -> None:
    heads = desk.shelf.copy_groups(desk.shelf.within(Scope()))
    others = [each for each, head in heads.items() if head == heads.get(article.id) and each != article.id]
    if others:
        st.subheader("The same story elsewhere", anchor=False)
    for copy in sorted(desk.shelf.articles(others).values(), key=lambda copy: copy.id):
        _line(copy)


draw()
