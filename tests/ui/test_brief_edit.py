from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import Brief, Claim, Scope
from ui import brief_edit, brief_remarks
from ui.text import plain

from .brief_page import briefs, captions, click, mode
from .conftest import Open, run

pytestmark = pytest.mark.usefixtures("samples")

DROWNED = "Twenty-six people are known to have died"


@pytest.fixture
def editor(app: Open, brief: Brief) -> AppTest:
    return mode(briefs(app, brief=brief.id), "Edit")


def place_of(brief: Brief, begins: str) -> Place:
    return next(
        Place(section, claim)
        for section, each in enumerate(brief.sections)
        for claim, told in enumerate(each.claims)
        if told.text.startswith(begins)
    )


def claim_at(brief: Brief, at: Place) -> Claim:
    return brief.sections[at.section].claims[at.claim]


def box(page: AppTest, brief: Brief, at: Place, state: str = "saved") -> str:
    return f"sentence-{brief.version}-{at.section}-{at.claim}-{state}"


def say(page: AppTest, brief: Brief, at: Place, text: str) -> AppTest:
    """Types another sentence, and leaves the box."""
    page.text_area(key=box(page, brief, at)).set_value(text)
    return run(page)


def choose(page: AppTest, key: str, label: str) -> AppTest:
    page.menu_button(key=f"menu-{key}").click(label)
    return run(page)


def test_a_sentence_changed_in_place_is_checked_and_saved(desk: Desk, brief: Brief, editor: AppTest) -> None:
    at = place_of(brief, DROWNED)
    editor = say(editor, brief, at, "Twenty-six people are dead.")
    after = desk.shelf.brief(brief.id)
    assert after.version == 2
    assert claim_at(after, at).text == "Twenty-six people are dead."
    assert claim_at(after, at).citations == claim_at(brief, at).citations
    assert any("Checked again and saved. Supported." in each for each in captions(editor))
    assert editor.text_area(key=box(editor, after, at)).value == "Twenty-six people are dead."


def test_a_sentence_that_the_words_do_not_support_is_refused_with_the_reason(
    desk: Desk, brief: Brief, editor: AppTest
) -> None:
    at = place_of(brief, DROWNED)
    editor = say(editor, brief, at, "Ninety people died.")
    assert desk.shelf.brief(brief.id) == brief
    warning = editor.warning[0].value
    assert warning.startswith("Not saved: ")
    assert plain(claim_at(brief, at).text) in warning
    assert editor.text_area(key=box(editor, brief, at, "refused")).value == "Ninety people died."


def test_a_refused_sentence_is_put_back(desk: Desk, brief: Brief, editor: AppTest) -> None:
    at = place_of(brief, DROWNED)
    editor = say(editor, brief, at, "Ninety people died.")
    editor = click(editor, f"put-back-{at.section}-{at.claim}")
    assert not editor.warning
    assert editor.text_area(key=box(editor, brief, at)).value == claim_at(brief, at).text


def test_a_refused_sentence_stays_in_its_box_while_another_is_changed(
    desk: Desk, brief: Brief, editor: AppTest
) -> None:
    at = place_of(brief, DROWNED)
    editor = say(editor, brief, at, "Ninety people died.")
    editor = click(editor, f"icon-delete-{at.section + 1}-0")
    after = desk.shelf.brief(brief.id)
    assert editor.text_area(key=box(editor, after, at, "refused")).value == "Ninety people died."


def test_a_refused_sentence_is_kept_as_a_remark_of_the_authors(desk: Desk, brief: Brief, editor: AppTest) -> None:
    at = place_of(brief, DROWNED)
    editor = say(editor, brief, at, "Ninety people died.")
    editor = click(editor, f"as-remark-{at.section}-{at.claim}")
    after = desk.shelf.brief(brief.id)
    (remark,) = after.sections[at.section].remarks
    assert (remark.text, remark.after) == ("Ninety people died.", at.claim + 1)
    assert after.sections[at.section].claims == brief.sections[at.section].claims
    assert not editor.warning
    assert brief_remarks.SAID in captions(editor)


def test_a_sentence_is_moved_deleted_and_all_of_it_undone(desk: Desk, brief: Brief, editor: AppTest) -> None:
    first, second = (claim.text for claim in brief.sections[0].claims[:2])
    editor = click(editor, "icon-down-0-0")
    assert [claim.text for claim in desk.shelf.brief(brief.id).sections[0].claims[:2]] == [second, first]
    editor = choose(editor, "claim-0-1", f"Move to “{brief.sections[1].heading}”")
    assert desk.shelf.brief(brief.id).sections[1].claims[-1].text == first
    editor = click(editor, "icon-delete-0-0")
    assert second not in {claim.text for claim in desk.shelf.brief(brief.id).sections[0].claims}
    for _ in range(3):
        editor = click(editor, "edit-undo-button")
    after = desk.shelf.brief(brief.id)
    assert (after.sections, after.version) == (brief.sections, 7)


def test_nothing_is_undone_in_the_first_version(editor: AppTest) -> None:
    assert editor.button(key="edit-undo-button").disabled


def test_another_sentence_takes_the_place_of_one(desk: Desk, brief: Brief, editor: AppTest) -> None:
    editor = choose(editor, "claim-0-0", brief_edit.ANOTHER)
    after = desk.shelf.brief(brief.id)
    assert after.sections[0].claims[0].text not in {claim.text for claim in brief.sections[0].claims}
    assert after.sections[0].claims[1:] == brief.sections[0].claims[1:]


def test_a_section_is_renamed_moved_written_again_and_deleted(desk: Desk, brief: Brief, editor: AppTest) -> None:
    run(editor.text_input(key="heading-1-0").set_value("The facts"))
    assert desk.shelf.brief(brief.id).sections[0].heading == "The facts"
    editor = click(editor, "icon-section-down-0")
    assert desk.shelf.brief(brief.id).sections[1].heading == "The facts"
    editor = choose(editor, "section-1", brief_edit.AGAIN)
    again = desk.shelf.brief(brief.id).sections[1].claims
    assert again
    assert not {claim.text for claim in again} & {claim.text for claim in brief.sections[0].claims}
    editor = choose(editor, "section-1", brief_edit.DELETE)
    assert "The facts" not in [section.heading for section in desk.shelf.brief(brief.id).sections]


def test_a_section_that_the_articles_have_no_other_sentence_for_says_so(desk: Desk, brief: Brief, app: Open) -> None:
    empty = replace(brief.sections[0], heading="Of nothing", claims=())
    outline = replace(brief.outline, scope=Scope(outlets=("Nobody",)))
    desk.shelf.save_brief(replace(brief, sections=(empty,), outline=outline))
    page = choose(mode(briefs(app, brief=brief.id), "Edit"), "section-0", brief_edit.AGAIN)
    assert page.error
    assert desk.shelf.brief(brief.id).version == 1


def test_a_section_is_added(desk: Desk, brief: Brief, editor: AppTest) -> None:
    editor.text_input(key="edit-new-heading").set_value("Our *view*")
    editor = click(editor, "edit-add-section")
    assert desk.shelf.brief(brief.id).sections[-1].heading == "Our *view*"


def test_a_remark_is_added_changed_and_deleted(desk: Desk, brief: Brief, editor: AppTest) -> None:
    editor = choose(editor, "claim-0-0", brief_edit.REMARK)
    editor.text_area(key="remark-box-0").set_value("Ask the *port* for $5.")
    editor = click(editor, "remark-add-0")
    (remark,) = desk.shelf.brief(brief.id).sections[0].remarks
    assert (remark.text, remark.after) == ("Ask the *port* for $5.", 1)
    run(editor.text_area(key="remark-text-2-0-0").set_value("Ask the port."))
    assert desk.shelf.brief(brief.id).sections[0].remarks[0].text == "Ask the port."
    editor = click(editor, "icon-remark-0-0")
    assert not desk.shelf.brief(brief.id).sections[0].remarks


def test_an_edit_of_a_version_that_was_overtaken_keeps_nothing_and_says_so(
    app: Open, desk: Desk, brief: Brief, editor: AppTest
) -> None:
    desk.editing.add_remark(brief, 0, "Somebody else was here.")
    editor = click(editor, "icon-delete-0-0")
    assert "Somebody else was here." in [remark.text for remark in desk.shelf.brief(brief.id).sections[0].remarks]
    assert desk.shelf.brief(brief.id).version == 2
    assert any("Nothing was saved" in each.value for each in editor.error)


def test_every_button_that_shows_an_icon_alone_has_words(editor: AppTest) -> None:
    bare = [
        button for button in (*editor.button, *editor.menu_button) if str(button.key).startswith(("icon-", "menu-"))
    ]
    assert bare
    assert all(button.label and not button.label.startswith(":") for button in bare)
