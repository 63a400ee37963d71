"""Reader: one article as it is stored, with the cited words lit. Its address leads back to the same place."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article, Entry, Scope, Span
from pipeline.errors import NotFound
from pipeline.export import wording
from pipeline.ports import Shelf
from ui import article_text, opening, places, reader_briefs, reader_facts, reader_revisions
from ui.places import Origin, Place
from ui.text import plain

NEWEST = 15

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
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    origin, place = places.origin(query), places.read(query)
    if origin:
        _back(desk.shelf, origin)
    if place is None:
        _pick(desk)
        return
    with opening.errors_shown():
        _article(desk, place, origin)


def _back(shelf: Shelf, origin: Origin) -> None:
    """The way to the answer or brief that led here, while there is one."""
    try:
        _ = shelf.brief(origin.id) if origin.kind == "brief" else shelf.conversation(origin.id)
    except NotFound:
        return
    label = f"Back to the {origin.kind}"
    st.page_link(origin.page, label=label, icon=":material/arrow_back:", query_params=origin.query)


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


def _line(entry: Entry | Article, origin: Mapping[str, str] | None = None) -> None:
    label = plain(f"{entry.label} ({wording.outlet_and_day(entry.source)})")
    reader_revisions.link(label, Place(entry.source.article_id), origin or {})


def _article(desk: Desk, place: Place, led_from: Origin | None) -> None:
    shelf, origin = desk.shelf, led_from.mark if led_from else {}
    article = shelf.article(place.article_id, place.revision)
    newest = shelf.article(place.article_id)
    st.title(plain(article.label), anchor=False)
    st.caption(plain(" · ".join(_facts(article))))
    _links(article)
    spans = tuple(span for span in place.spans if span.end <= len(article.text))
    reader_revisions.older(article, newest, spans, origin)
    reader_revisions.pick(shelf, article, place)
    if len(spans) < len(place.spans):
        st.warning("The address names a place that is not in this text.")
    if place.since is not None and place.since < article.revision:
        reader_revisions.changed(shelf, article, place.since)
    else:
        _text(article, spans)
        reader_briefs.draw(desk, newest, spans if article == newest else (), led_from)
    reader_facts.draw(article, shelf.readings(article.id, article.revision))
    _copies(shelf, article, origin)


def _facts(article: Article) -> tuple[str, ...]:
    return (
        article.outlet or "Outlet unknown",
        wording.published(article) if article.published or article.published_at else "date unknown",
        f"by {article.byline}" if article.byline else f"author {reader_facts.UNKNOWN}",
    )


def _links(article: Article) -> None:
    original = wording.link(article.url)
    if original:
        st.link_button("The original", original, icon=":material/open_in_new:", type="tertiary")
    else:
        st.caption("Address of the original unknown")


def _text(article: Article, spans: tuple[Span, ...]) -> None:
    st.html(article_text.page(article.text, spans))
    if spans:
        at = ",".join(f"{span.start}-{span.end}" for span in spans)
        # a constant but for digits: no word of the article is in it
        st.html(SCROLL % f"{article.digest} {at}", unsafe_allow_javascript=True, width="content")


def _copies(shelf: Shelf, article: Article, origin: Mapping[str, str]) -> None:
    others = shelf.copies(article.id)
    if others:
        st.subheader("The same story elsewhere", anchor=False)
    for copy in shelf.articles(others).values():
        _line(copy, origin)


draw()
