from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answer import pronouns
from pipeline.domain import Article, ArticleId
from pipeline.language import sentences


def bracketed(text: str, last: str = "", title: str = "A title", language: str = "") -> str | None:
    """The last sentence of a text, or the one that is ``last``."""
    article = Article(ArticleId("a"), text, title=title, language=language)
    spans = sentences.spans(text)
    return pronouns.bracketed(article, next((s for s in spans if s.of(text) == last), spans[-1]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anton Brask ran the race. He said so on Thursday.", "He [Anton Brask] said so on Thursday."),
        ("The owner, Marla Quist, blamed a door. She went home.", "She [Marla Quist] went home."),
        ("Norwegian runner Anton Brask won in Oslo. His coach wept.", "His [Anton Brask’s] coach wept."),
        ("On Monday, Marla Quist, head of the port, resigned. She is 61.", "She [Marla Quist] is 61."),
        ("“We tried,” said Marla Quist. She left early.", "She [Marla Quist] left early."),
        ("Mr Brask resigned. He will stay until May.", "He [Mr Brask] will stay until May."),
        ("Anton Brask won.\n\nHe said so on Thursday.", "He [Anton Brask] said so on Thursday."),
        ("Anton Brask won. Rain fell. Brask wept. He left.", "He [Anton Brask] left."),
        ("Prime Minister Ada Vance won. Rain fell. Prime Minister Vance spoke. She left.", "She [Ada Vance] left."),
        ("The Harbour Council met. It said the quay would close.", "It [Harbour Council] said the quay would close."),
        (
            "The Harbour Council met. They said quays would close.",
            "They [Harbour Council] said quays would close.",
        ),
    ],
)
def test_a_pronoun_after_a_sentence_about_one_name_stands_for_it(text: str, shown: str) -> None:
    assert bracketed(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Anton Brask met Olav Lind. He said so on Thursday.",
        "Anton Brask and Olav Lind won. He said so on Thursday.",
        "Anton Brask thanked Lind. He said so on Thursday.",
        "Anton Brask thanked the minister. He said so on Thursday.",
        "Paul Reed, whose son drowned, spoke. He was ten.",
        "Paul Reed, a friend of Olav Lind, spoke. He was ten.",
        "Operation Red Dawn began on Monday. He was captured.",
        "Brask met minister Olav Lind. He said so on Thursday.",
        "Brask met Ivo Brask. He said so on Thursday.",
        "Anton Brask's brother won. He said so on Thursday.",
        "Police arrested Anton Brask. He said so on Thursday.",
        "“Anton Brask won,” the mayor said. He left.",
        "Anton Brask won. Ivo Brask lost. Rain fell. Brask wept. He left.",
    ],
)
def test_where_somebody_else_may_be_meant_nobody_is_named(text: str) -> None:
    assert bracketed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mr Brask resigned. She will stay until May.",
        "Marla Quist said he had fled. He was caught.",
        "Anton Brask said she had fled. He was caught.",
        "The spokeswoman, Marla Quist, resigned. He left.",
    ],
)
def test_a_name_that_may_be_of_the_other_sex_is_not_shown(text: str) -> None:
    assert bracketed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Council met. It is unclear why.",
        "The Harbour Council published a report. It said the quay would close.",
        "The Harbour Council sued the Ferry Company. It said the quay would close.",
        "The Harbour Council met the sailors. They said the quay would close.",
        "Anton Brask met the sailors. They said the quay would close.",
        "The Harbour Council met. He said the quay would close.",
    ],
)
def test_it_and_they_are_one_organisation_that_speaks_or_nobody(text: str) -> None:
    assert bracketed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Anton Brask saw the door. He said it was open.",
        "Anton Brask saw the door. He told her so.",
        "Anton Brask lost. He denounced the decision.",
    ],
)
def test_a_sentence_that_points_back_twice_keeps_the_one_before_it(text: str) -> None:
    assert bracketed(text) is None


def test_what_is_said_inside_a_quotation_has_no_bracket() -> None:
    text = "“Anton Brask won. He ran well,” the mayor said."
    assert bracketed(text, "He ran well,” the mayor said.") is None
    assert bracketed("“Rain fell. Anton Brask won. He ran well. Nobody else did.”", "He ran well.") is None


def test_a_headline_names_nobody() -> None:
    assert bracketed("Anton Brask wins the race\n\nHe ran well on Sunday.") is None
    assert bracketed("Anton Brask wins!\n\nHe ran well on Sunday.", title="Anton Brask wins") is None
    assert bracketed("Anton Brask wins the race\n\nRain fell. Brask wept. He ran well on Sunday.") is None


def test_a_sentence_that_stands_twice_has_no_bracket() -> None:
    assert bracketed("Anton Brask won. He wept. Olav Lind lost. He wept.") is None


def test_only_english_is_read() -> None:
    assert bracketed("Anton Brask won. He wept.", language="en-GB") == "He [Anton Brask] wept."
    assert bracketed("Anton Brask won. He wept.", language="nl") is None


PEOPLE = (
    "Anton Brask",
    "Norwegian runner Anton Brask",
    "Mr Brask",
    "Brask",
    "Marla Quist",
    "Prime Minister Ada Vance",
    "The Harbour Council",
    "Rain",
)
DID = (" won.", " met Olav Lind.", ", the owner, wept.", " said so.", "’s brother left.", " lost [the] race.")
NEXT = (
    "He left.",
    "She said “no [sic]”.",
    "His coach wept.",
    "Her car broke.",
    "It said so.",
    "They said: go.",
    "Rain!",
)
TEXTS = st.lists(
    st.builds(
        lambda who, did, following, gap: f"{who}{did}{gap}{following}",
        st.sampled_from(PEOPLE),
        st.sampled_from(DID),
        st.sampled_from(NEXT),
        st.sampled_from((" ", "\n\n")),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(TEXTS)
def test_without_its_bracket_a_sentence_is_the_article_and_the_name_stands_before_it(text: str) -> None:
    article = Article(ArticleId("a"), text)
    for span in sentences.spans(text):
        told = pronouns.bracketed(article, span)
        if told is not None:
            added = re.match(r"\w+( \[([^]]+?)(?:’s)?\])", told)
            assert added is not None
            assert told[: added.start(1)] + told[added.end(1) :] == span.of(text)
            assert added[2] in text[: span.start]
