"""Quality: what the page says of an empty desk, of a library, and of what was asked of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Answer, Conversation, Dropped, Turn
from tests.ui.conftest import Open, run
from ui.quality_words import milliseconds, share

CAPTAIN = "Who was the captain of the Maren Tide?"
HOSTILE = "It cost $5bn or $6bn, :red[said] *Orr*."


def opened(app: AppTest) -> AppTest:
    return run(app.switch_page("ui/quality.py"))


def drawn(app: AppTest) -> str:
    everything = (*app.markdown, *app.caption, *app.warning, *app.success, *app.error)
    return "\n".join(each.value for each in everything)


def keep(desk: Desk, answer: Answer, key: str = "one") -> None:
    desk.shelf.save_conversation(Conversation(key, answer.question, (Turn(answer),), datetime.now(UTC)))


def test_an_empty_desk_is_told_what_will_be_measured(app: Open) -> None:
    page = opened(app())
    assert "The library is empty: there is nothing to measure yet." in drawn(page)
    assert not page.button


@pytest.mark.usefixtures("samples")
def test_a_library_of_which_nothing_was_asked_shows_its_copies_and_what_is_missing(app: Open) -> None:
    page = opened(app())
    assert "Nothing has been asked or written yet" in drawn(page)
    assert "2 articles (10 % of the library) are copies of another, in 1 story." in drawn(page)
    assert list(page.table[0].value["In"]) == ["2 articles (10 %)", "none", "none", "none"]


@pytest.mark.usefixtures("samples")
def test_quotes_and_sources_of_answers_are_counted(app: Open, desk: Desk) -> None:
    page = app()
    answer = replace(desk.ask(CAPTAIN), disagreements=(), dropped=())
    keep(desk, answer)
    page = opened(page)
    number = len({citation for claim in answer.claims for citation in claim.citations})
    said = "The one quote stands" if number == 1 else f"All {number} quotes stand"
    assert page.metric[0].value == "100 %"
    assert f"{said}, character for character" in drawn(page)
    assert "No sentence was left out" in drawn(page)


@pytest.mark.usefixtures("samples")
def test_a_quote_that_does_not_stand_and_a_dropped_sentence_are_shown_as_they_are(app: Open, desk: Desk) -> None:
    page = app()
    answer = desk.ask(CAPTAIN)
    answer, claim = replace(answer, disagreements=()), answer.claims[0]
    quote = HOSTILE.ljust(len(claim.citations[0].quote), "x")[: len(claim.citations[0].quote)]
    wrong = replace(claim, citations=(replace(claim.citations[0], quote=quote),))
    keep(desk, replace(answer, claims=(wrong,), dropped=(Dropped(HOSTILE, "the passage says $4bn or $5bn"),)))
    page = opened(page)
    assert page.metric[0].value == "0 %"
    assert "1 quote of 1 does not stand where it is said to" in page.warning[0].value
    assert r"It cost \$5bn or \$6bn, :red\[said\] \*Orr\*." in drawn(page).replace(r"\:", ":")
    assert r"Left out\: the passage says \$4bn or \$5bn" in drawn(page)


@pytest.mark.usefixtures("samples")
def test_all_are_checked_again_and_a_later_answer_is_said_to_be_missing(app: Open, desk: Desk) -> None:
    page = app()
    answer = desk.ask(CAPTAIN)
    invented = replace(answer.claims[0], text="Seven thousand llamas crossed the Andes in April.")
    keep(desk, replace(answer, claims=(*answer.claims, invented)))
    page = run(opened(page).button(key="quality-again").click())
    assert "1 is less supported than when written." in drawn(page)
    assert "Was supported, now" in drawn(page)
    assert "Something was asked or written since" not in drawn(page)
    keep(desk, desk.ask("Where did the ferry capsize?"), "two")
    assert "Something was asked or written since" in drawn(run(page))


@pytest.mark.usefixtures("samples")
def test_speed_is_measured_when_asked_for_and_nothing_is_kept_of_the_questions(app: Open, desk: Desk) -> None:
    page = opened(app())
    assert "headlines asked as questions" not in drawn(page)
    page = run(page.button(key="quality-measure").click())
    assert "Over 20 questions, half of the answers were there within" in drawn(page)
    assert "Of 16 headlines asked as questions" in drawn(page)
    assert desk.shelf.conversations() == ()


@pytest.mark.parametrize(
    ("part", "of", "said"), [(0, 0, "none"), (0, 9, "0 %"), (1, 999, "under 1 %"), (998, 999, "99 %"), (9, 9, "100 %")]
)
def test_only_all_of_them_are_100_percent(part: int, of: int, said: str) -> None:
    assert share(part, of) == said


def test_a_time_is_said_as_a_person_does() -> None:
    assert (milliseconds(58.4), milliseconds(1230.0)) == ("58 ms", "1.2 s")
