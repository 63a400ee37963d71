"""Edits of a brief as a page makes them: done while it runs again, with what came of each kept to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import Brief, Claim, Support
from pipeline.errors import BriefdeskError, UserError
from ui import focus

CAME = "brief-edit-came"
REFUSED = "brief-edit-refused"
REMARKING = "brief-remarking"
WAITING = "brief-edit-waiting"

Do = Callable[[], Brief]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of the edit made last: of the claim ``at``, in the version that it led to, or why there is none."""

    brief_id: str
    version: int
    at: Place | None = None
    support: Support | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that what is cited does not support: kept while its writer decides, and saved nowhere."""

    text: str
    reasons: tuple[str, ...]


def came(brief: Brief) -> Came | None:
    """Of this version of this brief, else None; an error of a version that was overtaken is of no place in it."""
    found: Came | None = st.session_state.get(CAME)
    if found is None or found.brief_id != brief.id:
        return None
    if found.version == brief.version:
        return found
    return replace(found, at=None) if found.error else None


def act(brief: Brief, do: Do, at: Place | None = None) -> None:
    """For a callback: an error is kept to be shown beside ``at``."""
    try:
        after = do()
    except BriefdeskError as error:
        again = "" if isinstance(error, UserError) else " Try again."
        st.session_state[CAME] = Came(brief.id, brief.version, at, error=f"{error}{again}")
    else:
        st.session_state[CAME] = Came(after.id, after.version)


def change(desk: Desk, brief: Brief, at: Place, key: str) -> None:
    """The sentence in the box ``key``, checked: saved, or kept as refused."""
    claim, text = brief.sections[at.section].claims[at.claim], str(st.session_state[key])
    focus.to(part(at))
    try:
        edited = desk.editing.change_claim(brief, at, text)
    except BriefdeskError as error:
        st.session_state[CAME] = Came(brief.id, brief.version, at, error=str(error))
        return
    if edited.is_kept:
        give_up(brief, claim)
    else:
        _refusals(brief)[claim.text] = Refused(text, edited.support.reasons)
    st.session_state[CAME] = Came(brief.id, edited.brief.version, at, edited.support)


def refused(brief: Brief, claim: Claim) -> Refused | None:
    return _refusals(brief).get(claim.text)


def give_up(brief: Brief, claim: Claim) -> None:
    """The refused sentence is forgotten, and the box shows what is saved."""
    _refusals(brief).pop(claim.text, None)


def put_back(brief: Brief, at: Place) -> None:
    """The box shows what is saved, and has the cursor."""
    give_up(brief, brief.sections[at.section].claims[at.claim])
    focus.to(part(at))


def part(at: Place) -> str:
    """The key of what is drawn of a claim; of its section's heading for a place before the first."""
    return f"edit-claim-{at.section}-{at.claim}" if at.claim >= 0 else f"edit-heading-{at.section}"


def remark_part(section: int, at: int) -> str:
    """The key of what is drawn of a remark."""
    return f"edit-remark-{section}-{at}"


def rename(desk: Desk, brief: Brief, section: int, key: str) -> None:
    """The heading in the box ``key``."""
    heading = str(st.session_state[key])
    act(brief, lambda: desk.editing.rename_section(brief, section, heading))
    focus.to(part(Place(section, -1)))


def change_remark(desk: Desk, brief: Brief, section: int, at: int, key: str) -> None:
    """The remark in the box ``key``."""
    text = str(st.session_state[key])
    act(brief, lambda: desk.editing.change_remark(brief, section, at, text))
    focus.to(remark_part(section, at))


def add_remark(desk: Desk, brief: Brief, behind: Place, text: str) -> None:
    """A remark behind so many claims, with the cursor; where it is refused the cursor goes to what it stood behind."""
    act(brief, lambda: desk.editing.add_remark(brief, behind.section, text, behind.claim), Place(behind.section, -1))
    before, remarks = (
        brief.sections[behind.section].remarks,
        desk.shelf.brief(brief.id).sections[behind.section].remarks,
    )
    last = max((n for n, each in enumerate(remarks) if each.after == behind.claim), default=-1)
    is_added = len(remarks) > len(before)
    focus.to(remark_part(behind.section, last) if is_added else part(Place(behind.section, behind.claim - 1)))


def as_remark(desk: Desk, brief: Brief, at: Place) -> None:
    """The refused sentence as a remark behind the claim, which stays as it was."""
    claim = brief.sections[at.section].claims[at.claim]
    found = refused(brief, claim)
    if found is not None:
        add_remark(desk, brief, Place(at.section, at.claim + 1), found.text)
        give_up(brief, claim)


def remark_here(section: int | None, after: int = 0) -> None:
    """Opens the box for a new remark behind so many claims; None shuts it."""
    st.session_state[REMARKING] = None if section is None else (section, after)


def remarking(section: int) -> int | None:
    """Behind how many claims of this section a remark is being written."""
    found: tuple[int, int] | None = st.session_state.get(REMARKING)
    return found[1] if found and found[0] == section else None


def later(what: str, do: Do, at: Place | None = None) -> None:
    """What takes a while is done by ``waiting`` when the page is drawn, so that it can be seen to run."""
    st.session_state[WAITING] = (what, do, at)


def waiting(brief: Brief) -> bool:
    """Whether something waited, and was done."""
    found: tuple[str, Do, Place | None] | None = st.session_state.pop(WAITING, None)
    if found is None:
        return False
    what, do, at = found
    with st.spinner(what):
        act(brief, do, at)
    if at is not None:
        focus.to(part(at))
    return True


def _refusals(brief: Brief) -> dict[str, Refused]:
    """By the text of the claim that each would have changed."""
    every: dict[str, dict[str, Refused]] = st.session_state.setdefault(REFUSED, {})
    return every.setdefault(brief.id, {})
