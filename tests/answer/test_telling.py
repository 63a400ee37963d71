from __future__ import annotations

import numpy as np
import pytest

from pipeline.answer import salience, telling
from pipeline.domain import Article, ArticleId, Evidence, Hit, Span


def found(text: str) -> list[str]:
    article = Article(ArticleId("a"), text, title="Ferry sinks")
    hit = Hit(article.passage(Span(0, len(text))), 1.0)
    return [one.text for one in telling.found(Evidence("the ferry", (hit,), {article.id: article}))]


@pytest.mark.parametrize(
    "text",
    [
        "By the next day there were 19 cases in the town.",
        "Two days later officials declared a cluster of cases.",
        "Two have been moved to intensive care since Monday.",
        "Construction will bring 2,400 jobs to the valley, he said.",
        "“We need the bacteria from the tower and from the patients.”",
        "The second former official gave a similar account of it.",
        "The clerk said it would be put to a vote on Jan. 27.",
        "Father Conall read their names from the quay at noon.",
        "The mayor said one of them had a disagreement with her manager.",
        "Two of the largest lenders said they would do so from 1 April.",
        "A marine surveyor from Hallam Ford said that did not surprise him.",
        "On that basis each dollar spent would return $1.10.",
        "The remaining $700m comes from a group of lenders.",
        "On the farms some people turned off the lights instead.",
        "Meanwhile the council has asked for a second doctor.",
        "In response the ministry published its figures on Friday.",
        "The sum assumes a loan of 25 years at 5.5%.",
        "The council clerk, Desmond Achterberg, confirmed the entry.",
        "The man died at the hospital on Sunday night.",
        "Eight of the 31 boreholes drilled along its route found fractured rock.",
        "“The captain went down with the ship, said a survivor.",
        "At the time, the prime minister called for a higher rate.",
        "Out of these, 1,846 people were taken to hospital.",
        "Unlike the first launch, however, the second went ahead on time.",
        "The bill in question would let the court send people abroad.",
        "The milestone came as states began to open their shops.",
        "The victim, a pupil of eighteen, was taken to hospital by car.",
        "The island's cabinet voted to lift it on Saturday.",
        "In a statement on Twitter, he wrote that the vote was off.",
    ],
)
def test_what_leads_back_is_not_given_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two sisters from Hallam Ford were among the 23 missing people.",
        "In response to the audit the ministry published its figures.",
        "Later this year the Assembly will vote on the railway.",
        "By the end of the year the line is to reach Hallam Ford.",
        "The first patient was admitted to hospital on Wednesday.",
        "Ada Vance said she would report by 31 March 2026.",
        "Families were told that their claims would be heard.",
        "The findings of the inquiry are due on 3 May.",
        "The man who ran the harbour office died on Sunday.",
        "Two lenders told the bank to keep its rate.",
        "“We knew,” said Ada Vance, who runs the harbour office.",
    ],
)
def test_what_stands_alone_is_given(text: str) -> None:
    assert found(text) == [text]


def test_what_leads_back_in_its_paragraph_is_given_from_there() -> None:
    text = "Ada Vance runs the harbour of Port Tarn. She said the door had been repaired in May."
    assert text in found(text)
    assert found(text.replace(". She", ".\n\nShe")) == ["Ada Vance runs the harbour of Port Tarn."]


def test_what_is_sure_to_be_of_one_name_is_given_for_that_name() -> None:
    text = "Anton Brask saw the ferry sink.\n\nHe rescued nineteen passengers with a rowing boat."
    article = Article(ArticleId("a"), text, title="Ferry sinks")
    hit = Hit(article.passage(Span(0, len(text))), 1.0)
    told = telling.found(Evidence("the ferry", (hit,), {article.id: article}))
    assert [one.needs_a_name for one in told] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Fiction: the people, the places and the outlet are invented.",
        "Correction: An earlier article gave the wrong number of votes.",
        "An earlier version of this article misstated the number of votes.",
        "This article was amended on 3 May to correct the number of votes.",
        "FILE - The ferry Maren Tide leaves the harbour on May 2, 2022.",
        "Ada Vance, left, and Lars Holm arrive at the harbour of Port Tarn.",
        "Photo: the ferry Maren Tide in the harbour of Port Estmere.",
        "(Reporting by Ada Vance in Port Estmere; editing by Lars Holm.)",
        "* In 2025 prices, excluding value added tax and land.",
        "Read more: how the ferry sank, and who was on board.",
        "Sign up for our newsletter to get the news every morning.",
    ],
)
def test_what_is_no_content_is_never_given(text: str) -> None:
    assert found(f"{text}\n\nThe ferry sank off Cape Tarn on Monday evening.") == [
        "The ferry sank off Cape Tarn on Monday evening."
    ]


def test_the_sentence_that_others_are_like_is_the_most_central() -> None:
    vectors = np.asarray([[1, 0], [0.8, 0.6], [0, 1], [0.6, 0.8]], dtype=np.float32)
    central = salience.centrality(vectors, ["a", "b", "c", "d"])
    assert set(np.argsort(central)[-2:]) == {1, 3}
    assert central.max() == 1.0
    assert salience.centrality(vectors[:0], []).shape == (0,)


def test_other_outlets_count_for_more_than_ones_own() -> None:
    # the first two are alike and of one outlet; so are the last two, of two
    vectors = np.asarray([[1, 0, 0], [0.9, 0.436, 0], [0.5, 0, 0.866], [0.5, 0.1, 0.86]], dtype=np.float32)
    own = salience.centrality(vectors, ["a", "a", "b", "c"])
    assert own[2] > salience.centrality(vectors, ["a", "d", "b", "b"])[2]


def test_what_repeats_the_best_comes_after_what_does_not() -> None:
    vectors = np.asarray([[1, 0], [0.99, 0.14], [0, 1]], dtype=np.float32)
    scores = np.asarray([1.0, 0.9, 0.8], dtype=np.float32)
    assert salience.spread(scores, vectors, 0.3) == [0, 2, 1]
    assert salience.spread(scores, vectors, 0.0) == [0, 1, 2]
