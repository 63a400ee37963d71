from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.brief import speakers, themes
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict

EMBEDDER = StaticEmbedder()
TEXTS = (
    "Inspectors found bacteria in the cooling tower of the ice rink.",
    "The cooling tower on the roof had not been cleaned since spring.",
    "Engineers shut down the cooling tower and drained its pipes.",
    "The mayor cancelled the summer fair and its parade.",
    "The summer fair and its parade were cancelled by the mayor on Monday.",
    "Traders said the parade of the summer fair had never been cancelled before.",
)


def test_sentences_on_one_thing_are_one_theme_headed_by_its_own_words() -> None:
    found = themes.find(TEXTS, EMBEDDER.embed(TEXTS), "the outbreak in Hallam Ford")
    assert [(theme.heading, theme.rows) for theme in found] == [
        ("Cooling tower", (0, 1, 2)),
        ("Summer fair", (3, 4, 5)),
    ]


def test_a_theme_that_is_only_a_place_says_what_is_there() -> None:
    texts = tuple(text.replace("cooling tower", "old tower in Port Tarn") for text in TEXTS)
    headings = [theme.heading for theme in themes.find(texts, EMBEDDER.embed(texts), "the outbreak in Hallam Ford")]
    assert headings == ["Port Tarn: old tower", "Summer fair"]


def test_the_topic_is_no_theme_of_it() -> None:
    found = themes.find(TEXTS, EMBEDDER.embed(TEXTS), "the cooling tower of the rink")
    assert "Cooling tower" not in [theme.heading for theme in found]


@given(texts=st.lists(st.text(max_size=80), max_size=8))
def test_a_heading_is_words_and_nothing_else_whatever_the_articles_hold(texts: list[str]) -> None:
    for theme in themes.find(texts, EMBEDDER.embed(texts), "news"):
        assert not set(theme.heading) & set("<>[]()*_`#|\\\n")
        assert theme.heading[:1] == theme.heading[:1].upper()


def test_hostile_words_give_no_heading_of_their_own_making() -> None:
    hostile = tuple(f"{text} See the <b>cooling</b> [tower](http://x.example) # now." for text in TEXTS)
    for theme in themes.find(hostile, EMBEDDER.embed(hostile), "news"):
        assert not set(theme.heading) & set("<>[]()*_`#|/")


def said(text: str) -> Claim:
    article = Article(ArticleId("a"), text, title="t", outlet="o")
    return Claim(text, (article.cite(Span(0, len(text))),), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))


def test_a_speaker_has_one_name_and_all_that_they_say() -> None:
    claims = [
        said("The transport minister, Renée Castaño, rejected the findings."),
        said("Ms. Castaño said the data would be published."),
        said("The harbour police in Port Estmere said the ferry carried 163 people."),
        said("Survivors said seawater had come through the bow door."),
    ]
    found = {one.name: len(one.claims) for one in speakers.find(claims, 6)}
    assert found == {"Renée Castaño": 2, "harbour police in Port Estmere": 1}


def test_an_aside_behind_a_name_is_nobody_of_its_own() -> None:
    claim = said("Zoë Ibáñez, the former deputy head of procurement who spoke first, said that she would testify.")
    assert speakers.of(claim.text) == ("Zoë Ibáñez",)
    place = said("In Port Estmere, the harbour police said that the ferry carried 163 people.")
    assert speakers.of(place.text) == ("harbour police",)


def test_somebody_speaks_in_a_claim_by_any_form_of_their_name() -> None:
    claim = said("Ms. Castaño said the data would be published.")
    assert speakers.speaks(claim, "Renée Castaño")
    assert not speakers.speaks(claim, "Jiří Dvorský")


def test_a_name_that_begins_with_any_capital_is_read_to_its_end() -> None:
    assert speakers.of("“It is over,” said Dr. Selin Çelik, the medical officer.") == ("Selin Çelik",)


def test_a_heading_is_no_adjective_of_a_people_and_has_what_belongs_to_it() -> None:
    texts = [
        "The Norlandian government said the bridge was safe.",
        "A report that the Norlandian government ordered was late.",
        "The mill will close in May.",
        "The owner of the mill was not asked.",
    ]
    vectors = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]], dtype=np.float32)
    headings = [theme.heading for theme in themes.find(texts, vectors / np.linalg.norm(vectors, axis=1)[:, None], "x")]
    assert headings == ["Norlandian government", "Mill"]


def test_what_a_heading_says_belongs_beneath_it() -> None:
    texts = ["The mill will close in May.", "The bridge was safe."]
    assert (themes.stated(texts, ["Mill and dam", "Bridge"]) > 0).tolist() == [[True, False], [False, True]]


def test_a_word_of_few_of_its_sentences_heads_nothing_and_these_come_last_together() -> None:
    texts = [
        *(f"The toll bridge was closed in {month}." for month in ("May", "June")),
        "The outbreak was seen in Weston.",
        "Doctors traced the outbreak in May.",
        *(f"{who} waited for vaccines." for who in ("Nurses", "Teachers", "Miners")),
    ]
    vectors = np.array([[1, 0], [1, 0.1], *([[0, 1]] * 5)], dtype=np.float32)
    found = themes.find(texts, vectors / np.linalg.norm(vectors, axis=1)[:, None], "x")
    assert [(theme.heading, theme.rows) for theme in found] == [
        ("Toll bridge", (0, 1)),
        (themes.REST, (2, 3, 4, 5, 6)),
    ]
