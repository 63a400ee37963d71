"""A new brief: the form, then the plan where the reader wants to see it first, then how far the writing is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from pipeline.brief.plan import EACH, Shown, Template
from pipeline.desk import Desk
from pipeline.domain import Brief, Form, Scope
from pipeline.errors import UserError
from pipeline.export import wording
from pipeline.settings import QUOTES_ONLY
from ui import brief_outline, brief_plan, brief_progress, brief_writing, languages, opening
from ui.brief_writing import Plan, Wanted
from ui.library_add import EARLIEST, LATEST
from ui.text import plain

LIBRARY = "ui/library.py"
DEFAULT_TEMPLATE = "situation"
LENGTH_LABELS: Mapping[str, str] = {
    "": "As the template has it",
    "half-page": "Half a page",
    "short": "Short",
    "standard": "Standard",
    "long": "Long",
}
REPEATED: Mapping[Form, str] = {
    Form.THEMES: "A section for each theme that the articles have",
    Form.OUTLETS: "A section for each outlet, with what it reports",
    Form.SPEAKERS: "A section for each who takes a position, in their words",
}
SHOWN: Mapping[Shown, str] = {
    Shown.FIGURES: "key figures",
    Shown.TIMELINE: "a timeline",
    Shown.POSITIONS: "positions",
    Shown.UNKNOWNS: "what is not known",
    Shown.DISAGREEMENTS: "disagreements",
}


def template_label(desk: Desk, name: str) -> str:
    """The label of a template; a brief may have one that there is no longer."""
    templates = desk.briefs.templates()
    return wording.shown(templates[name].label) if name in templates else wording.template(name)


def explained(template: Template) -> str:
    """What a template makes, in one line, taken from the template itself: the reader's own explain themselves too."""
    headings = " · ".join(section.heading for section in template.sections if EACH not in section.heading)
    shows = [SHOWN[one] for one in Shown if one in template.shows]
    return wording.shown(f"{REPEATED.get(template.form) or headings}; {', '.join(shows)}".removesuffix("; "))


def draw(desk: Desk) -> str:
    """Whatever step is open; the identity of a brief that was just finished, else nothing."""
    mine = brief_progress.mine()
    if mine is not None and mine.is_over:
        brief_progress.leave()
        if mine.brief is not None:
            brief_outline.close()
            return mine.brief.id
        brief_progress.failed(mine)
    for writing in brief_writing.running(desk):
        brief_progress.draw(writing)
    if brief_progress.mine() is not None:
        return ""
    plan = brief_outline.opened()
    if plan is None:
        _form(desk)
    elif brief_plan.draw(desk, plan):
        write(desk, plan.planned.topic, lambda: plan.outline, quotes_only=plan.quotes_only, of=plan.of)
    return ""


def write(desk: Desk, topic: str, plan: Plan, *, quotes_only: bool, of: Brief | None = None) -> None:
    """Begins to write, and comes back when it is done or is worth a look at how far it is."""
    writing = brief_writing.start(desk, topic, plan, quotes_only=quotes_only, of=of)
    brief_progress.follow(writing)
    st.rerun()


def _form(desk: Desk) -> None:
    status = desk.status()
    if not status.articles:
        st.info("The library is empty. A brief is written from articles: add some first.")
        st.page_link(LIBRARY, label="Go to the library", icon=":material/newspaper:")
        return
    with st.form("brief-new"):
        wanted = _fields(desk.briefs.templates(), desk.shelf.facets())
        quotes_only = status.backend == QUOTES_ONLY or _is_quotes_only()
        with st.container(horizontal=True):
            is_planned = st.form_submit_button("Plan it", key="brief-plan-it", type="primary")
            is_asked = st.form_submit_button("Write at once", key="brief-write")
    for fault in desk.briefs.template_faults():
        st.warning(plain(f"A template of yours is left out. {fault}"))
    if is_planned:
        with opening.errors_shown(), st.spinner("Reading the articles …"):
            outline = wanted.plan(desk, quotes_only=quotes_only)
            brief_outline.keep(brief_outline.begin(desk, outline, quotes_only=quotes_only))
            st.rerun()
    elif is_asked:
        with opening.errors_shown():
            _need_words(wanted.topic)
            write(desk, wanted.topic, lambda: wanted.plan(desk, quotes_only=quotes_only), quotes_only=quotes_only)


def _need_words(topic: str) -> None:
    if not any(character.isalnum() for character in topic):
        raise UserError("Give the brief a topic in words.")


def _is_quotes_only() -> bool:
    return st.toggle(
        "Quotes only",
        key="brief-quotes",
        persist_state="session",
        help="Whole sentences of the articles, word for word; the model is not asked.",
    )


def _fields(templates: Mapping[str, Template], facets: Mapping[str, Mapping[str, int]]) -> Wanted:
    topic = st.text_input(
        "Topic",
        key="brief-topic",
        placeholder="what the brief is about, in a few words",
        persist_state="session",
    )
    names = list(templates)
    template = st.radio(
        "Template",
        names,
        names.index(DEFAULT_TEMPLATE),
        format_func=lambda name: plain(templates[name].label),
        captions=[plain(explained(templates[name])) for name in names],
        key="brief-template",
        persist_state="session",
    )
    length = st.segmented_control(
        "Length", list(LENGTH_LABELS), default="", format_func=_length, key="brief-length", persist_state="session"
    )
    with st.container(horizontal=True):
        audience = st.text_input(
            "For whom",
            key="brief-audience",
            placeholder="anybody",
            persist_state="session",
            help="Told to the model, where there is one; quotes are the same for everybody.",
        )
        language = _language(facets["language"])
    with st.expander("Only from some of the articles", icon=":material/tune:"):
        scope = _scope(facets)
    return Wanted(topic, template or DEFAULT_TEMPLATE, length or "", audience.strip(), scope, language)


def _language(counts: Mapping[str, int]) -> str:
    """A brief quotes its articles in their own language: to choose one is to choose among the articles."""
    return (
        st.selectbox(
            "Language of the articles",
            sorted(filter(None, counts)),
            None,
            format_func=lambda code: f"{languages.name(code)} ({wording.counted(counts[code], 'article')})",
            key="brief-language",
            placeholder="any",
            persist_state="session",
            help="Nothing is translated: a brief is written from the articles in this language, and quotes them in it.",
        )
        or ""
    )


def _length(name: str) -> str:
    return LENGTH_LABELS.get(name) or wording.headed(name)


def _scope(facets: Mapping[str, Mapping[str, int]]) -> Scope:
    outlets = st.multiselect(
        "Outlets",
        list(facets["outlet"]),
        format_func=lambda name: wording.shown(name) or "unknown",
        key="brief-outlets",
        placeholder="all",
        persist_state="session",
    )
    with st.container(horizontal=True):
        collections = _labels("Collections", "brief-collections", facets["collection"])
        tags = _labels("Tags", "brief-tags", facets["tag"])
    with st.container(horizontal=True):
        since, until = _day("From", "brief-since"), _day("Until", "brief-until")
    return Scope(tuple(outlets), collections, since, until, tags=tags)


def _labels(label: str, key: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    names = [name for name in counts if name]
    return tuple(
        st.multiselect(
            label,
            names,
            format_func=wording.shown,
            key=key,
            placeholder="all" if names else "none yet",
            disabled=not names,
            persist_state="session",
        )
    )


def _day(label: str, key: str) -> date | None:
    day = st.date_input(
        label,
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        key=key,
        persist_state="session",
    )
    return day if isinstance(day, date) else None
