"""Edits of a saved brief: each is its next version, and none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import ArticleId, Brief, Corroboration, Remark, Span, Verdict
from pipeline.errors import NotFound, UserError
from tests.brief import event
from tests.brief.conftest import Add
from tests.brief.test_refresh import BEGAN, HANGING, KILLED, STORED, claims, named, place


def texts(brief: Brief, section: int = 0) -> list[str]:
    return [claim.text for claim in brief.sections[section].claims]


def headings(brief: Brief) -> list[str]:
    return [section.heading for section in brief.sections]


def test_a_changed_sentence_is_judged_by_what_it_cites(desk: Desk, brief: Brief) -> None:
    at, old = place(brief, KILLED), named(brief, KILLED)
    edited = desk.editing.change_claim(brief, at, "The fire at the Kelby grain depot killed 41 people.")
    changed = edited.brief.sections[at.section].claims[at.claim]
    assert edited.is_kept
    assert changed.citations == old.citations
    assert changed.support == edited.support
    assert changed.support.verdict is Verdict.SUPPORTED
    assert desk.shelf.brief(brief.id) == edited.brief
    assert edited.brief.change.startswith("Changed “A fire at the Kelby grain depot killed")


def test_words_that_the_citations_do_not_support_are_not_kept(desk: Desk, brief: Brief) -> None:
    edited = desk.editing.change_claim(
        brief, place(brief, KILLED), "The fire at the Kelby grain depot killed 57 people."
    )
    assert not edited.is_kept
    assert edited.brief == brief == desk.shelf.brief(brief.id)
    assert any("57" in reason for reason in edited.support.reasons)


def test_a_sentence_that_is_out_of_date_is_so_in_other_words(desk: Desk, brief: Brief, add: Add) -> None:
    add({"hanging": HANGING})
    newer, _ = desk.refresh.refresh(brief)
    old = named(newer, KILLED)
    assert old.support.reasons
    edited = desk.editing.change_claim(newer, place(newer, KILLED), old.text.replace("A fire", "The fire"))
    assert edited.support.verdict is Verdict.PARTLY
    assert set(old.support.reasons) <= set(edited.support.reasons)


def test_two_sections_have_no_heading_in_common(desk: Desk, brief: Brief) -> None:
    first, second = headings(brief)[:2]
    with pytest.raises(UserError, match="already"):
        desk.editing.add_section(brief, f" {first} ")
    with pytest.raises(UserError, match="already"):
        desk.editing.rename_section(brief, 1, first)
    assert headings(desk.shelf.brief(brief.id))[:2] == [first, second]


def test_a_table_follows_the_sentence(desk: Desk, brief: Brief) -> None:
    assert "41" in [figure.value for figure in brief.figures]
    without = desk.editing.delete_claim(brief, place(brief, KILLED))
    assert not any(KILLED in claim.text for claim in without.claims if claim in claims(without))
    assert "41" not in [figure.value for figure in without.figures]
    assert not any(KILLED in each.claim.text for each in without.timeline)


def test_remarks_stay_behind_the_claims_that_they_stood_behind(desk: Desk, brief: Brief) -> None:
    noted = desk.editing.add_remark(brief, 0, "See the map.", after=2)
    fewer = desk.editing.delete_claim(noted, Place(0, 0))
    assert fewer.sections[0].remarks == (Remark("See the map.", 1),)
    moved = desk.editing.move_claim(fewer, Place(0, 1), Place(0, 0))
    assert moved.sections[0].remarks == (Remark("See the map.", 2),)


def test_a_claim_moves_within_its_section_and_to_another(desk: Desk, brief: Brief) -> None:
    first, second, *rest = texts(brief)
    swapped = desk.editing.move_claim(brief, Place(0, 0), Place(0, 1))
    assert texts(swapped) == [second, first, *rest]
    across = desk.editing.move_claim(swapped, Place(0, 0), Place(1, 1))
    assert texts(across) == [first, *rest]
    assert texts(across, 1)[1] == second
    assert across.version == 3


def test_sections_are_added_renamed_moved_and_deleted_with_the_outline(desk: Desk, brief: Brief) -> None:
    added = desk.editing.add_section(brief, "  The owner  ", 1)
    assert headings(added)[:2] == [headings(brief)[0], "The owner"]
    renamed = desk.editing.rename_section(added, 1, "Tarn Mills")
    moved = desk.editing.move_section(renamed, 1, 0)
    assert headings(moved) == ["Tarn Mills", *headings(brief)]
    planned = [each.heading for each in moved.outline.sections]
    assert planned.index("Tarn Mills") < planned.index(headings(brief)[0])
    deleted = desk.editing.delete_section(moved, 0)
    assert headings(deleted) == headings(brief)
    assert deleted.outline == brief.outline
    assert [entry.change for entry in desk.shelf.versions(brief.id)] == [
        "Deleted the section “Tarn Mills”.",
        "Moved the section “Tarn Mills”.",
        "Renamed “The owner” to “Tarn Mills”.",
        "Added the section “The owner”.",
        "",
    ]


def test_a_passage_becomes_a_claim_with_its_citation(desk: Desk, brief: Brief) -> None:
    article_id = next(e.source.article_id for e in desk.shelf.entries(brief.scope) if e.source.outlet == "North Radio")
    article = desk.shelf.article(article_id)
    start = article.text.index("families")
    added = desk.editing.add_claim(brief, Place(0, 0), article_id, Span(start, start + 8))
    claim = added.sections[0].claims[0]
    assert claim.text == claim.citations[0].quote == article.text.strip()
    assert claim.citations[0].source == article.source
    with pytest.raises(UserError, match="in the brief already"):
        desk.editing.add_claim(added, Place(0, 0), article_id, Span(start, start + 8))
    with pytest.raises(UserError, match="no such words"):
        desk.editing.add_claim(added, Place(0, 0), article_id, Span(0, len(article.text) + 1))
    with pytest.raises(NotFound):
        desk.editing.add_claim(added, Place(0, 0), ArticleId("nobody"), Span(0, 9))


def test_a_remark_is_added_changed_and_deleted(desk: Desk, brief: Brief) -> None:
    added = desk.editing.add_remark(brief, 0, "Call the\nprefect.")
    assert added.sections[0].remarks == (Remark("Call the prefect.", len(brief.sections[0].claims)),)
    changed = desk.editing.change_remark(added, 0, 0, "Call her again.")
    assert changed.sections[0].remarks[0].text == "Call her again."
    assert changed.claims == brief.claims
    assert desk.editing.delete_remark(changed, 0, 0).sections == brief.sections


def test_another_sentence_is_none_that_the_brief_has(desk: Desk, brief: Brief) -> None:
    short = desk.brief(brief.topic, length="short")
    taken = desk.editing.delete_claim(short, place(short, STORED))
    other = desk.editing.regenerate_claim(taken, Place(0, 0))
    assert texts(other)[0] not in {claim.text for claim in claims(taken)}
    again = desk.editing.regenerate_section(other, 0)
    assert not set(texts(again)) & set(texts(other))
    assert again.sections[1:] == other.sections[1:]


def test_where_the_articles_have_no_other_sentence_the_section_stays(desk: Desk, brief: Brief) -> None:
    with pytest.raises(UserError, match="no other sentence for “What comes next”"):
        desk.editing.regenerate_section(brief, headings(brief).index("What comes next"))
    assert desk.shelf.brief(brief.id) == brief


def test_undo_goes_back_step_by_step_and_loses_nothing(desk: Desk, brief: Brief) -> None:
    two = desk.editing.delete_claim(brief, place(brief, KILLED))
    three = desk.editing.delete_claim(two, place(two, BEGAN))
    four = desk.editing.undo(three)
    assert (four.version, four.sections, four.change) == (4, two.sections, "Back to version 2.")
    five = desk.editing.undo(four)
    assert five.sections == brief.sections
    with pytest.raises(UserError, match="nothing to undo"):
        desk.editing.undo(five)
    assert desk.editing.restore(five, 3).sections == three.sections
    assert [entry.version for entry in desk.shelf.versions(brief.id)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("section", "claim"), [(-1, 0), (0, -1), (9, 0), (0, 9)], ids=["before", "no claim", "no section", "behind"]
)
def test_a_place_that_is_not_there_is_refused(desk: Desk, brief: Brief, section: int, claim: int) -> None:
    at = Place(section, claim)
    for edit in (
        lambda: desk.editing.change_claim(brief, at, "Other words."),
        lambda: desk.editing.delete_claim(brief, at),
        lambda: desk.editing.move_claim(brief, at, Place(0, 0)),
        lambda: desk.editing.move_claim(brief, Place(0, 0), at),
        lambda: desk.editing.regenerate_claim(brief, at),
    ):
        with pytest.raises(UserError, match="There is no"):
            edit()
    assert desk.shelf.brief(brief.id) == brief


@pytest.mark.parametrize("text", ["", " \n", "…", "\ud800 half", "word " * 500])
def test_text_that_cannot_be_a_sentence_is_refused(desk: Desk, brief: Brief, text: str) -> None:
    with pytest.raises(UserError):
        desk.editing.add_remark(brief, 0, text)
    with pytest.raises(UserError):
        desk.editing.change_claim(brief, Place(0, 0), text)
    with pytest.raises(UserError):
        desk.editing.rename_section(brief, 0, text)


def test_an_edit_of_a_version_that_is_not_the_newest_is_refused(desk: Desk, brief: Brief) -> None:
    newest = desk.editing.delete_claim(brief, Place(0, 0))
    with pytest.raises(UserError, match=r"Version 2 of brief \w+ is the newest by now\. Nothing was saved"):
        desk.editing.add_remark(brief, 0, "Late.")
    with pytest.raises(UserError, match="Version 2"):
        desk.brief("", of=brief)
    assert desk.shelf.brief(brief.id) == newest


def test_of_two_who_edit_at_once_one_is_told(desk: Desk, brief: Brief) -> None:
    def edit(number: int) -> int:
        try:
            desk.editing.add_remark(brief, 0, f"Remark {number}.")
        except UserError:
            return 0
        return 1

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(edit, range(6))) == 1
    assert [entry.version for entry in desk.shelf.versions(brief.id)] == [2, 1]


def test_other_words_cite_and_count_those_who_say_them(desk: Desk, brief: Brief, add: Add) -> None:
    add({"confirmation": event.CONFIRMATION})
    newer, _ = desk.refresh.refresh(brief)
    assert named(newer, STORED).corroboration == Corroboration(2, 2)
    at = place(newer, STORED)
    both = desk.editing.change_claim(newer, at, "The Kelby grain depot stored 9,000 tonnes of barley when it burned.")
    assert both.brief.sections[at.section].claims[at.claim].corroboration == Corroboration(2, 2)
    one = desk.editing.change_claim(newer, at, named(newer, STORED).text.replace("barley", "barley "))
    owner = desk.editing.change_claim(
        both.brief, at, "Tarn Mills said the Kelby grain depot stored barley when it burned."
    )
    changed = owner.brief.sections[at.section].claims[at.claim]
    assert one.brief == newer
    assert changed.corroboration == Corroboration(1, 1)
    assert [citation.source.outlet for citation in changed.citations] == ["Vale Courier"]


def test_a_remark_changes_no_table(desk: Desk, brief: Brief) -> None:
    noted = desk.editing.add_remark(brief, 0, "Ask again.")
    moved = desk.editing.move_section(noted, 0, 1)
    assert replace(moved, outline=brief.outline, sections=brief.sections, version=1, change="") == brief


def test_a_position_stays_while_a_sentence_says_it(desk: Desk, add: Add) -> None:
    said = "“The Kelby grain depot should have been closed before the fire,” the union leader Ines Rask said on Monday."
    add({"rask": event.CONFIRMATION.rpartition("---\n")[0] + f"---\n{said}\n"})
    brief = desk.brief(event.TOPIC, template="positions")
    position = next(each for each in brief.positions if each.claim.text == said)
    own = (
        "The union leader Ines Rask said on Monday that the Kelby grain depot should have been closed before the fire."
    )
    kept = desk.editing.change_claim(brief, place(brief, said), own)
    assert kept.is_kept
    assert position in kept.brief.positions
    without = desk.editing.delete_claim(kept.brief, place(kept.brief, own))
    assert position not in without.positions
    assert len(without.positions) == len(brief.positions) - 1


def test_who_gave_a_figure_keeps_their_full_name_after_an_edit(desk: Desk, add: Add) -> None:
    text = (
        "Dr. Orla Finch, the chief engineer, inspected the Kelby grain depot on Monday.\n\n"
        "Finch said 350 sprinklers at the Kelby grain depot had failed."
    )
    add({"finch": event.CONFIRMATION.rpartition("---\n")[0] + f"---\n{text}\n"})
    brief = desk.brief(event.TOPIC)
    givers = {figure.value: figure.said_by for figure in brief.figures}
    assert "Orla Finch" in givers["350"]
    fewer = desk.editing.delete_claim(brief, place(brief, KILLED))
    assert {figure.value: figure.said_by for figure in fewer.figures}["350"] == givers["350"]


def test_a_figure_that_several_gave_has_them_all_after_an_edit(desk: Desk, add: Add) -> None:
    add({"confirmation": event.CONFIRMATION.replace("the regional prefect", "its owner Tarn Mills")})
    brief = desk.brief(event.TOPIC)
    (before,) = [figure.claim for figure in brief.figures if "9,000" in figure.value]
    assert len({citation.source.outlet for citation in before.citations}) == 2
    fewer = desk.editing.delete_claim(brief, place(brief, KILLED))
    (after,) = [figure.claim for figure in fewer.figures if "9,000" in figure.value]
    assert after.citations == before.citations
