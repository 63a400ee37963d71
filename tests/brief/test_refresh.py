"""A saved brief is brought up to date with the articles that came since: what is new names the claims that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.brief import changes, missing
from pipeline.brief.cited import Cited
from pipeline.brief.editing import Place
from pipeline.brief.missing import Why
from pipeline.desk import Desk
from pipeline.domain import Brief, Claim, News, Scope, Span, Verdict
from pipeline.ports import Shelved
from tests.brief import event
from tests.brief.conftest import Add

KILLED, BEGAN, STORED = "killed 41 people", "drying tower at the Kelby", "9,000 tonnes"

HANGING = """---
title: Kelby grain depot fire
outlet: Capital Gazette
date: 2026-03-05
---
Jonas Veld spoke to reporters in the capital. He said the fire at the Kelby grain depot killed 44 people there.
"""


def claims(brief: Brief) -> list[Claim]:
    return [claim for section in brief.sections for claim in section.claims]


def named(brief: Brief, words: str) -> Claim:
    return next(claim for claim in claims(brief) if words in claim.text)


def place(brief: Brief, words: str) -> Place:
    return next(
        Place(s, c)
        for s, section in enumerate(brief.sections)
        for c, claim in enumerate(section.claims)
        if words in claim.text
    )


def test_three_later_articles_change_three_claims_and_no_other(desk: Desk, brief: Brief, add: Add) -> None:
    add(event.LATER)
    newer, found = desk.refresh.refresh(brief)
    assert {change.news: (change.before or change.after).text for change in found} == {  # type: ignore[union-attr]
        News.CHANGED: named(brief, KILLED).text,
        News.CORROBORATED: named(brief, STORED).text,
        News.NEW: named(newer, "Jonas Veld").text,
    }
    (counted,) = (change for change in found if change.news is News.CHANGED)
    assert counted.values == (("41", "43"),)
    assert counted.after is not None
    assert counted.after.citations[0].source.outlet == "North Radio"
    assert named(newer, STORED).corroboration.independent == 2
    assert named(newer, BEGAN) == named(brief, BEGAN)
    assert (newer.version, newer.change) == (2, "Brought up to date: 1 changed, 1 corroborated, 1 new.")
    assert desk.shelf.brief(brief.id) == newer
    assert desk.shelf.brief(brief.id, 1) == brief


def test_a_later_version_tells_the_same_changes_as_the_refresh(desk: Desk, brief: Brief, add: Add) -> None:
    add(event.LATER)
    newer, found = desk.refresh.refresh(brief)
    assert changes.news(changes.between(brief, newer)) == found


def test_the_tables_follow_the_claims(desk: Desk, brief: Brief, add: Add) -> None:
    add(event.LATER)
    newer, _ = desk.refresh.refresh(brief)
    assert "43" in [figure.value for figure in newer.figures]
    assert any("Jonas Veld" in each.claim.text for each in newer.timeline)
    (update,) = newer.disagreements
    assert [side.value for side in update.sides] == ["41 people", "43 people"]
    assert update.is_update


def test_a_later_sentence_that_does_not_stand_by_itself_takes_the_place_of_none(
    desk: Desk, brief: Brief, add: Add
) -> None:
    add({"hanging": HANGING})
    newer, found = desk.refresh.refresh(brief)
    assert named(newer, KILLED).support.verdict is Verdict.PARTLY
    assert not any(claim.text.startswith("He ") for claim in claims(newer))
    (outdated,) = (change for change in found if change.news is News.STALE)
    assert "41 → 44 (Capital Gazette, 5 March 2026)" in outdated.reason


def test_without_a_newer_article_nothing_is_saved(desk: Desk, brief: Brief) -> None:
    assert desk.refresh.refresh(brief) == (brief, ())
    assert [entry.version for entry in desk.shelf.versions(brief.id)] == [1]


def test_what_was_taken_in_once_is_not_news_again(desk: Desk, brief: Brief, add: Add) -> None:
    add(event.LATER)
    newer, _ = desk.refresh.refresh(brief)
    assert desk.refresh.refresh(newer) == (newer, ())


def test_an_article_beside_the_topic_or_outside_the_scope_changes_nothing(desk: Desk, add: Add) -> None:
    brief = desk.brief(event.TOPIC, scope=Scope(outlets=("Harbour Post", "Vale Courier")))
    beside = event.NEW_FACT.replace("Kelby grain depot", "Orrin cattle market").replace("Kelby depot", "cattle market")
    add({"beside": beside, "outside": event.LATER_COUNT})
    assert desk.refresh.refresh(brief) == (brief, ())


def test_a_copy_of_what_is_cited_confirms_nothing(desk: Desk, brief: Brief, add: Add) -> None:
    add({"copy": event.FIRST["vale-courier"].replace("Vale Courier", "Vale Evening")})
    assert desk.refresh.refresh(brief) == (brief, ())


def test_the_readers_edits_stay(desk: Desk, brief: Brief, add: Add) -> None:
    noted = desk.editing.add_remark(brief, 0, "Ask the fire service for the names.")
    fewer = desk.editing.delete_claim(noted, place(noted, BEGAN))
    add(event.LATER)
    newer, found = desk.refresh.refresh(fewer)
    assert newer.sections[0].remarks == fewer.sections[0].remarks
    assert not any(BEGAN in claim.text for claim in claims(newer))
    assert {change.news for change in found} == {News.CHANGED, News.CORROBORATED, News.NEW}


def test_words_of_the_readers_own_get_the_new_figure(desk: Desk, brief: Brief, add: Add) -> None:
    own = "The fire at the Kelby grain depot killed 41 people."
    edited = desk.editing.change_claim(brief, place(brief, KILLED), own).brief
    add({"later-count": event.LATER_COUNT})
    newer, (change,) = desk.refresh.refresh(edited)
    assert change.values == (("41", "43"),)
    assert change.after is not None
    assert change.after.text == own.replace("41", "43")
    assert change.after.support.verdict is Verdict.SUPPORTED
    assert newer.version == 3


def test_a_claim_whose_article_no_longer_says_so_is_marked(desk: Desk, brief: Brief, add: Add) -> None:
    cited = named(brief, BEGAN).citations[0].source.article_id
    desk.library.remove([cited])
    newer, found = desk.refresh.refresh(brief)
    gone = [change for change in found if change.news is News.STALE]
    assert {change.before.text for change in gone if change.before} >= {named(brief, BEGAN).text}
    assert named(newer, BEGAN).support.verdict is Verdict.PARTLY
    assert desk.refresh.refresh(newer) == (newer, ())


def test_an_article_that_contradicts_disputes_the_claim(desk: Desk, brief: Brief, add: Add) -> None:
    other = event.CONFIRMATION.replace("9,000", "6,000")
    add({"other": other})
    newer, (change,) = desk.refresh.refresh(brief)
    assert change.news is News.DISPUTED
    assert change.before == change.after == named(brief, STORED)
    assert {side.value for side in newer.disagreements[0].sides} == {"9,000 tonnes", "6,000 tonnes"}


def test_of_two_figures_none_is_lost_when_a_later_article_has_one(desk: Desk, add: Add) -> None:
    two = "A fire at the Kelby grain depot killed 41 people and 9 are missing, the fire service said."
    add({"two": event.FIRST["harbour-post"].replace("Harbour", "Valley").replace(event.FIRST_SENTENCE, two)})
    brief = desk.brief(event.TOPIC, scope=Scope(outlets=("Valley Post", "North Radio")))
    add({"later-count": event.LATER_COUNT})
    newer, found = desk.refresh.refresh(brief)
    assert named(newer, "9 are missing").text == two
    marked = next(change for change in found if change.news is News.STALE)
    assert marked.reason == "41 → 43 (North Radio, 5 March 2026)"
    assert any(change.after and "killed 43 people" in change.after.text for change in found if change.news is News.NEW)


def test_an_article_that_was_revised_gives_its_figure_anew(desk: Desk, brief: Brief) -> None:
    cited = named(brief, KILLED).citations[0].source.article_id
    old = desk.shelf.article(cited)
    text = old.text.replace("killed 41 people", "killed 44 people")
    revised = replace(old, text=text, revision=2)
    desk.shelf.keep([Shelved(revised, (revised.passage(Span(0, len(text))),))], datetime.now(UTC))
    _, found = desk.refresh.refresh(brief)
    (counted,) = (change for change in found if change.news is News.CHANGED)
    assert counted.values == (("41", "44"),)
    assert counted.after is not None
    assert counted.after.citations[0].source.revision == 2


def test_new_sentences_open_a_section_that_had_none(desk: Desk, brief: Brief, add: Add) -> None:
    said = "“We will open every report on that depot,” the minister Marta Lund said of the Kelby grain depot fire."
    assert "Who says what" not in [section.heading for section in brief.sections]
    add({"position": event.NEW_FACT.rpartition("---\n")[0] + f"---\n{said}\n"})
    newer, (change,) = desk.refresh.refresh(brief)
    assert change.news is News.NEW
    headings = [section.heading for section in newer.sections]
    assert headings == ["What happened", "Who says what", "What comes next"]
    assert not any("Who says what" in gap for gap in newer.gaps)


def test_a_gap_goes_with_its_own_section_only(desk: Desk, brief: Brief, add: Add) -> None:
    said = "“We will open every report on that depot,” the minister Marta Lund said of the Kelby grain depot fire."
    own, other = missing.gap("Who says what", Why.NOTHING), missing.gap("Who says what to whom", Why.NOTHING)
    noted = replace(brief, gaps=(own, other))
    add({"position": event.NEW_FACT.rpartition("---\n")[0] + f"---\n{said}\n"})
    newer, _ = desk.refresh.refresh(noted)
    assert "Who says what" in [section.heading for section in newer.sections]
    assert newer.gaps == (other,)


def test_what_is_written_says_of_which_library(desk: Desk, brief: Brief, add: Add) -> None:
    first = desk.shelf.state(Scope())
    assert brief.provenance.library == desk.ask("What burned at the depot?").provenance.library == first
    add({"later-count": event.LATER_COUNT})
    newer, _ = desk.refresh.refresh(brief)
    assert newer.provenance.library == desk.shelf.state(Scope()) != first
    edited = desk.editing.add_remark(newer, 0, "Seen.")
    assert edited.provenance == newer.provenance


def test_an_article_is_known_as_each_of_its_revisions_that_are_cited(desk: Desk, brief: Brief) -> None:
    before = named(brief, KILLED)
    source = before.citations[0].source
    old = desk.shelf.article(source.article_id)
    text = old.text.replace("killed 41 people", "killed 44 people")
    revised = replace(old, text=text, revision=2)
    desk.shelf.keep([Shelved(revised, (revised.passage(Span(0, len(text))),))], datetime.now(UTC))
    after = replace(before, citations=(revised.cite(before.citations[0].span),))
    found = Cited.of([after, before], desk.shelf)
    assert found.articles == {(old.id, 1): old, (old.id, 2): revised}
    assert list(found.stale) == [before]


def test_what_another_says_is_possible_confirms_nothing(desk: Desk, brief: Brief, add: Add) -> None:
    stored = "The Kelby grain depot may have stored 9,000 tonnes of barley when it burned, the regional prefect said."
    add({"hedged": event.CONFIRMATION.rpartition("---\n")[0] + f"---\n{stored}\n"})
    newer, _ = desk.refresh.refresh(brief)
    assert named(newer, STORED).corroboration.independent == 1
