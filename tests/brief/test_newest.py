from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.answer import question
from pipeline.brief import answers, newest, repeats
from pipeline.domain import (
    Article,
    ArticleId,
    Claim,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Side,
    Span,
    Support,
    Verdict,
)


def claim(text: str, day: int | None = 15) -> Claim:
    article = Article(ArticleId(text), text, published=date(2025, 10, day) if day else None)
    return Claim(text, (article.cite(Span(0, len(text))),), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))


SANK = claim("Eleven people died and 23 are missing after the ferry Maren Tide sank.", 15)
TOLL = claim("Divers found bodies in the ferry Maren Tide, raising the number of people known to have died to 17.", 17)
ENDED = claim("The search for the last eight people missing from the ferry Maren Tide was called off.", 24)
KNOWN = claim("Twenty-six people are known to have died on the ferry, the coastguard said.", 24)
DOOR = claim("The bow door of the ferry was open.", 17)


def test_the_newest_toll_stands_in_the_place_of_the_ones_before() -> None:
    assert newest.first((SANK, DOOR, TOLL, ENDED, KNOWN)) == (KNOWN, ENDED, DOOR)


def test_a_toll_of_which_one_figure_still_holds_stays() -> None:
    assert newest.first((SANK, KNOWN)) == (SANK, KNOWN)


def test_what_no_later_article_counts_stays_and_so_does_what_has_no_day() -> None:
    assert newest.first((TOLL, DOOR)) == (TOLL, DOOR)
    undated = claim(TOLL.text, None)
    assert newest.first((undated, KNOWN)) == (undated, KNOWN)


def test_the_first_death_is_news_of_its_own() -> None:
    one = claim("One person died in the ferry Maren Tide in the night.", 14)
    assert newest.first((one, TOLL)) == (one, TOLL)


def test_a_sentence_that_adds_nothing_is_not_told_again() -> None:
    again = claim("Some 23 people were missing after the ferry Maren Tide sank.")
    assert repeats.fresh((again,), (SANK,)) == ()
    assert repeats.fresh((SANK, again), ()) == (SANK,)


def test_a_new_name_a_new_figure_or_other_words_are_something_new() -> None:
    added = (
        claim("Ilka Brandt is missing after the ferry Maren Tide sank."),
        claim("Of the people on the ferry Maren Tide 26 died after it sank."),
        claim("The owner of the Maren Tide faces an inquiry over its rusted bow door."),
        DOOR,
    )
    assert repeats.fresh(added, (SANK,)) == added


def test_each_question_has_an_answer_of_its_own() -> None:
    asked = [
        question.read(f"{one} the sinking of the ferry?") for one in ("What happened in", "How many died in", "Why")
    ]
    dealt = answers.dealt(asked, [(KNOWN, DOOR), (KNOWN, ENDED), (KNOWN,)], 5, "the ferry")
    assert dealt[0][0] is not dealt[1][0]
    assert all(dealt[:2])
    every = [one.text for each in dealt for one in each]
    assert len(every) == len(set(every))
    assert dealt[2] == []


def test_an_update_that_the_articles_show_overtakes_too() -> None:
    cases = claim("The number of people who fell ill with the disease has risen to 41.", 12)
    now = claim("The outbreak now counts 47 cases.", 17)
    update = Disagreement(
        "people infected", DisagreementKind.FIGURE, (Side("41 people", cases), Side("47 cases", now)), is_update=True
    )
    assert newest.first((cases, DOOR), (), (update,)) == (now, DOOR)
    assert newest.first((cases, DOOR), (), (replace(update, is_update=False),)) == (cases, DOOR)


def test_a_plan_for_a_day_that_is_over_is_none_any_more() -> None:
    over = claim("The bridge will be closed on 18 October.", 15)
    open_yet = claim("The inquiry will begin on 30 October.", 15)
    year = claim("The new line will be ready in 2030.", 15)
    assert newest.first((over, open_yet, year), (KNOWN,)) == (open_yet, year)
    assert newest.first((over,)) == (over,)


def test_of_two_that_differ_in_a_figure_the_first_is_told() -> None:
    one = claim("The council voted 64 to 53 for the line.")
    other = claim("Bells rang after the council voted 66 to 51 for the line.")
    sides = (Side("64 votes to 53", one), Side("66 votes to 51", other))
    differ = Disagreement("votes", DisagreementKind.FIGURE, sides)
    assert newest.first((one, DOOR, other), (), (differ,)) == (one, DOOR)
    assert newest.first((one, DOOR, other)) == (one, DOOR, other)


def test_what_answers_when_says_when_and_gives_no_older_count_first() -> None:
    asked = [question.read("When did the ferry sink?")]
    old = claim("Eleven people died after the ferry Maren Tide sank on Tuesday.", 15)
    left = claim("The ferry left Port Estmere on Tuesday.", 16)
    assert answers.dealt(asked, [(DOOR, old, left)], 5, "the ferry")[0][:1] == [old]
    assert answers.dealt(asked, [(DOOR, old, left, KNOWN)], 5, "the ferry")[0][:1] == [left]
