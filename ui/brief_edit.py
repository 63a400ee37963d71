"""A brief to be edited: each sentence in a box, checked again when it is left; sections, remarks, and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import Brief, Claim, Remark, Section, Verdict
from pipeline.settings import QUOTES_ONLY
from ui import brief_edits, brief_outline, brief_remarks, claims, focus, icons, numbers, opening
from ui.brief_edits import Came
from ui.brief_list import QUERY
from ui.brief_versions import VERSION
from ui.text import plain, short

HEADING_CHARS, DONE_CHARS = 40, 80
ANOTHER, REMARK = "Write another sentence instead", "Add a remark behind it"
AGAIN, DELETE = "Write this section again", "Delete this section"
READING = "Reading the articles …"


def draw(desk: Desk, brief: Brief) -> None:
    if brief_edits.waiting(brief):
        st.rerun()
    _undo(desk, brief)
    for number, section in enumerate(brief.sections):
        with st.container(key=f"edit-section-{number}", gap="small"):
            _section(desk, brief, number, section)
    _more(desk, brief)
    focus.draw()


def _undo(desk: Desk, brief: Brief) -> None:
    """What was done last and the way back, always in sight."""
    with st.container(horizontal=True, vertical_alignment="center", key="edit-undo"):
        st.button(
            "Undo",
            key="edit-undo-button",
            icon=":material/undo:",
            disabled=brief.version == 1,
            on_click=brief_edits.act,
            args=(brief, partial(desk.editing.undo, brief)),
        )
        st.caption(plain(short(brief.change or "Each change is saved as a version.", DONE_CHARS)), width="stretch")
    came = brief_edits.came(brief)
    if came is not None and came.error and came.at is None:
        st.error(plain(came.error))


def _section(desk: Desk, brief: Brief, number: int, section: Section) -> None:
    _heading(desk, brief, number, section)
    for place in range(len(section.claims) + 1):
        if place:
            _claim(desk, brief, Place(number, place - 1), section.claims[place - 1])
        for at, remark in brief_remarks.behind(section, place):
            _remark(desk, brief, number, at, remark)
        if brief_edits.remarking(number) == place:
            _new_remark(desk, brief, number, place)
    if brief_edits.remarking(number) is None:
        st.button(
            "Add a remark",
            key=f"remark-{number}",
            type="tertiary",
            icon=":material/person_edit:",
            on_click=brief_edits.remark_here,
            args=(number, len(section.claims)),
        )


def _heading(desk: Desk, brief: Brief, number: int, section: Section) -> None:
    edit, key = desk.editing, f"heading-{brief.version}-{number}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"edit-heading-{number}"):
        st.text_input(
            "Heading",
            section.heading,
            key=key,
            label_visibility="collapsed",
            on_change=lambda: brief_edits.rename(desk, brief, number, key),
        )
        last = len(brief.sections) - 1
        up, down = (
            partial(edit.move_section, brief, number, number - 1),
            partial(edit.move_section, brief, number, number + 1),
        )
        icons.button(
            "arrow_upward",
            "Move the section up",
            f"section-up-{number}",
            brief_edits.act,
            brief,
            up,
            is_off=number == 0,
        )
        icons.button(
            "arrow_downward",
            "Move the section down",
            f"section-down-{number}",
            brief_edits.act,
            brief,
            down,
            is_off=number == last,
        )
        again = partial(edit.regenerate_section, brief, number, quotes_only=_by_quotes(brief))
        icons.menu(
            "More for this section",
            f"section-{number}",
            {
                AGAIN: partial(brief_edits.later, READING, again, Place(number, -1)),
                DELETE: partial(brief_edits.act, brief, partial(edit.delete_section, brief, number)),
            },
        )
    _came(brief_edits.came(brief), Place(number, -1))


def _claim(desk: Desk, brief: Brief, at: Place, claim: Claim) -> None:
    refused = brief_edits.refused(brief, claim)
    # another version or a given up sentence makes it another box, so that it shows what is saved
    key = f"sentence-{brief.version}-{at.section}-{at.claim}-{'refused' if refused else 'saved'}"
    name = f"{at.section}-{at.claim}"
    with st.container(key=f"edit-claim-{name}", gap="xsmall"):
        st.text_area(
            f"Sentence {at.claim + 1}",
            refused.text if refused else claim.text,
            height="content",
            key=key,
            label_visibility="collapsed",
            on_change=brief_edits.change,
            args=(desk, brief, at, key),
        )
        with st.container(key=f"edit-row-{name}", horizontal=True, gap="xsmall", vertical_alignment="center"):
            with st.container(key=f"sources-edit-{name}"):
                claims.chips(claim, f"edit-{name}", numbers.of_brief(brief))
            _moves(desk, brief, at)
        if refused:
            _refused(desk, brief, at, claim, refused.reasons)
        else:
            _came(brief_edits.came(brief), at)


def _moves(desk: Desk, brief: Brief, at: Place) -> None:
    edit, act, name = desk.editing, brief_edits.act, f"{at.section}-{at.claim}"
    last = len(brief.sections[at.section].claims) - 1
    up, down = (partial(edit.move_claim, brief, at, Place(at.section, at.claim + by)) for by in (-1, 1))
    gone = partial(edit.delete_claim, brief, at)
    with st.container(key=f"edit-moves-{name}", horizontal=True, gap=None, width="content"):
        icons.button("arrow_upward", "Move up", f"up-{name}", act, brief, up, at, is_off=at.claim == 0)
        icons.button("arrow_downward", "Move down", f"down-{name}", act, brief, down, at, is_off=at.claim == last)
        icons.button("delete", "Delete this sentence", f"delete-{name}", act, brief, gone, at)
        icons.menu("More for this sentence", f"claim-{name}", _choices(desk, brief, at))


def _choices(desk: Desk, brief: Brief, at: Place) -> Mapping[str, Callable[[], None]]:
    edit = desk.editing
    again = partial(edit.regenerate_claim, brief, at, quotes_only=_by_quotes(brief))
    choices = {
        ANOTHER: partial(brief_edits.later, READING, again, at),
        REMARK: partial(brief_edits.remark_here, at.section, at.claim + 1),
    }
    for number, section in enumerate(brief.sections):
        if number != at.section:
            move = partial(edit.move_claim, brief, at, Place(number, len(section.claims)))
            label = f"Move to “{short(section.heading, HEADING_CHARS)}”"
            choices[label] = partial(brief_edits.act, brief, move, at)
    return choices


def _refused(desk: Desk, brief: Brief, at: Place, claim: Claim, reasons: tuple[str, ...]) -> None:
    """Why the sentence in the box is not saved, and what can be done with it."""
    because = "; ".join(reasons) or "the words that it cites do not say it"
    st.warning(f"Not saved: {plain(because)}. The brief still says: “{plain(claim.text)}”", icon=":material/block:")
    with st.container(horizontal=True):
        name = f"{at.section}-{at.claim}"
        st.button(
            "Keep as a remark",
            key=f"as-remark-{name}",
            icon=":material/person_edit:",
            on_click=brief_edits.as_remark,
            args=(desk, brief, at),
        )
        st.button("Put back", key=f"put-back-{name}", type="tertiary", on_click=brief_edits.put_back, args=(brief, at))


def _came(came: Came | None, at: Place) -> None:
    """What the check said of the sentence that was changed last."""
    if came is None or came.at != at:
        return
    if came.error:
        st.error(plain(came.error))
    elif came.support is not None:
        is_whole = came.support.verdict is Verdict.SUPPORTED
        icon, found = ("check_circle", "Supported") if is_whole else ("error", "Only partly supported, as said above")
        st.caption(f":material/{icon}: Checked again and saved. {found}.")


def _remark(desk: Desk, brief: Brief, section: int, at: int, remark: Remark) -> None:
    key = f"remark-text-{brief.version}-{section}-{at}"
    edit = desk.editing
    with st.container(key=brief_edits.remark_part(section, at), gap="xsmall"):
        st.text_area(
            "Remark",
            remark.text,
            height="content",
            key=key,
            label_visibility="collapsed",
            on_change=lambda: brief_edits.change_remark(desk, brief, section, at, key),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(brief_remarks.SAID, width="stretch")
            gone = partial(edit.delete_remark, brief, section, at)
            icons.button("delete", "Delete this remark", f"remark-{section}-{at}", brief_edits.act, brief, gone)


def _new_remark(desk: Desk, brief: Brief, section: int, after: int) -> None:
    with st.form(f"remark-new-{section}", border=True):
        text = st.text_area(
            "A remark of your own, without a source", key=f"remark-box-{section}", height="content", persist_state=None
        )
        with st.container(horizontal=True):
            is_added = st.form_submit_button("Add the remark", key=f"remark-add-{section}", type="primary")
            is_left = st.form_submit_button("Cancel", key=f"remark-cancel-{section}")
    if is_added:
        brief_edits.add_remark(desk, brief, Place(section, after), text)
    elif is_left:
        focus.to(brief_edits.part(Place(section, after - 1)))
    if is_added or is_left:
        brief_edits.remark_here(None)
        st.rerun()


def _more(desk: Desk, brief: Brief) -> None:
    form = st.form("edit-add", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        heading = st.text_input("One more section", key="edit-new-heading", placeholder="its heading")
        is_asked = st.form_submit_button("Add", key="edit-add-section", icon=":material/add:")
    if is_asked:
        brief_edits.act(brief, lambda: desk.editing.add_section(brief, heading))
        st.rerun()
    st.caption(
        "To add a sentence, open an article in the Reader: its words can be added to a section there. "
        "To begin anew from the articles of today, change the plan."
    )
    if st.button("Change the plan and write again", key="edit-plan", icon=":material/list_alt:"):
        with opening.errors_shown(), st.spinner(READING):
            brief_outline.keep(brief_outline.begin(desk, brief.outline, quotes_only=_by_quotes(brief), of=brief))
            st.query_params.pop(QUERY, None)
            st.query_params.pop(VERSION, None)
            st.rerun()


def _by_quotes(brief: Brief) -> bool:
    """Whether its reader wanted quotes; one that the model failed on may be tried again with it."""
    return brief.provenance.backend == QUOTES_ONLY and not brief.provenance.note
