"""Claims made from sentences: what keeps the meaning, what changes it, and what each kind leaves alone."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from benchmarks import corruptions, rewrites
from benchmarks.corruptions import KEPT, Made
from benchmarks.rewrites import Change, Story
from pipeline.language import sentences

ARTICLES = {
    "port": (
        "The ferry Aurora struck a pier at Linden on Monday, and 41 passengers were taken to a nearby hospital. "
        "Mayor Irina Orlova said that the old pier was not safe in a strong north wind. "
        "The owner, Marten Lines, may have ignored two warnings (both in writing) about the engine. "
        "The harbour was closed for 3 days while divers searched the wreck, police said. "
        "In March 2019, the company sold a larger vessel to the port of Arden. "
        "About 2,983 people signed a letter that asked the ministry for a new pier."
    ),
    "election": (
        "Voters in Velden elected Jonas Petrov on Sunday after a campaign that lasted eleven weeks. "
        "The commission said that turnout rose to 64 percent, the highest since 1998. "
        "Petrov will take office in May, when the council meets for the first time, officials said. "
        "His rival Karla Brandt rejected the result because of delays at nine polling stations. "
        "Brandt allegedly asked two judges to stop the count, which ended at midnight. "
        "The court was expected to rule on Friday, although few lawyers thought the claim was strong."
    ),
}

STORY = Story(
    "port",
    sentences.split(ARTICLES["port"]),
    ("Irina Orlova", "Marten Lines", "Arden", "Linden"),
    ("Jonas Petrov", "Karla Brandt", "Velden"),
    ("while officials counted the last votes",),
)
PLAIN = "They walked home in silence."

APPLIES = {
    "figure": "The ferry took 41 passengers to the island.",
    "date": "The bridge closed on Monday.",
    "name from elsewhere": "The letter reached Irina Orlova at noon.",
    "name from the article": "The letter reached Irina Orlova at noon.",
    "roles": "Last week Irina Orlova sued Marten Lines.",
    "denied": "The harbour was closed.",
    "opposite": "Prices rose again.",
    "hedge dropped": "The owner may have ignored a warning.",
    "speaker": "Later Irina Orlova said that the pier was safe.",
    "invented": "The harbour was closed.",
}
LEAVES = {
    "figure": PLAIN,
    "date": "It may rain in the morning.",
    "name from elsewhere": PLAIN,
    "name from the article": PLAIN,
    "roles": "Last week Irina Orlova met with Marten Lines.",
    "denied": PLAIN,
    "opposite": PLAIN,
    "hedge dropped": PLAIN,
    "speaker": PLAIN,
    "invented": "“They walked home in silence”",
}


def changed(change: Change, sentence: str, seed: int = 0) -> str:
    return change(sentence, STORY, random.Random(seed))


def test_there_is_an_example_for_every_kind() -> None:
    assert APPLIES.keys() == LEAVES.keys() == corruptions.CHANGES.keys()


@pytest.mark.parametrize("kind", corruptions.CHANGES)
@pytest.mark.parametrize("seed", range(5))
def test_a_kind_changes_a_sentence_that_has_what_it_changes_the_same_way_for_the_same_seed(
    kind: str, seed: int
) -> None:
    change, sentence = corruptions.CHANGES[kind], APPLIES[kind]
    assert changed(change, sentence, seed) not in {"", sentence}
    assert changed(change, sentence, seed) == changed(change, sentence, seed)


@pytest.mark.parametrize("kind", corruptions.CHANGES)
def test_a_kind_makes_nothing_of_a_sentence_without_what_it_changes(kind: str) -> None:
    assert changed(corruptions.CHANGES[kind], LEAVES[kind]) == ""


@pytest.mark.parametrize(
    ("kind", "sentence", "claim"),
    [
        ("denied", "The harbour was closed.", "The harbour was not closed."),
        ("denied", "The harbour was not closed.", "The harbour was closed."),
        ("denied", "The mayor did not resign.", "The mayor did resign."),
        ("opposite", "Prices rose again.", "Prices fell again."),
        ("hedge dropped", "The owner may have left.", "The owner has left."),
        ("hedge dropped", "The owner reportedly left.", "The owner left."),
        ("roles", "Last week Irina Orlova sued Marten Lines.", "Last week Marten Lines sued Irina Orlova."),
        ("invented", PLAIN, "They walked home in silence, while officials counted the last votes."),
    ],
)
def test_what_is_made_is_a_sentence_that_says_something_else(kind: str, sentence: str, claim: str) -> None:
    assert changed(corruptions.CHANGES[kind], sentence) == claim


def test_a_name_comes_from_where_the_kind_says() -> None:
    elsewhere = {changed(corruptions.name_from_elsewhere, "They met Irina Orlova.", seed) for seed in range(9)}
    here = {changed(corruptions.name_from_the_article, "They met Irina Orlova.", seed) for seed in range(9)}
    assert elsewhere == {"They met Jonas Petrov.", "They met Karla Brandt."}
    assert here == {"They met Marten Lines."}


@pytest.mark.parametrize(
    ("change", "sentence", "claim"),
    [
        (rewrites.turned_round, "On Monday, the bridge closed.", "The bridge closed on Monday."),
        (rewrites.speaker_last, "The ministry said that two died.", "Two died, the ministry said."),
        (rewrites.rounded, "They counted 2,983 votes.", "They counted about 3,000 votes."),
        (rewrites.spelt, "They lost 3 boats.", "They lost three boats."),
        (rewrites.spelt, "They lost three boats.", "They lost 3 boats."),
        (rewrites.like_word, "The trial went on.", "The court case went on."),
        (rewrites.shortened, "The owner (of Linden) left.", "The owner left."),
    ],
)
def test_a_rewrite_says_the_same_otherwise(change: Change, sentence: str, claim: str) -> None:
    assert changed(change, sentence) == claim


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (rewrites.turned_round, "On Monday, the bridge closed and the port opened."),
        (rewrites.speaker_last, "The ministry said two died and said no more."),
        (rewrites.rounded, "They counted 41 votes."),
        (rewrites.rounded, "They counted at least 2,983 votes."),
        (rewrites.spelt, "They met on March 3."),
        (rewrites.like_word, PLAIN),
    ],
)
def test_a_rewrite_leaves_alone_what_it_could_change_the_meaning_of(change: Change, sentence: str) -> None:
    assert changed(change, sentence) == ""


def test_a_last_clause_that_denies_or_doubts_is_not_cut_off() -> None:
    long = "The large harbour of the old town closed on Monday morning"
    cut = {changed(rewrites.shortened, f"{long}, its gates locked.", seed) for seed in range(9)}
    assert cut == {f"{long}.", f"{long}, its gates locked."}
    for tail in ("but not for long", "which may reopen", "the mayor said"):
        assert changed(rewrites.shortened, f"{long}, {tail}.") == f"{long}, {tail}."


def made(seed: int = 0) -> Sequence[Made]:
    return corruptions.make(ARTICLES, seed)


def test_the_same_seed_makes_the_same_claims_and_another_seed_others() -> None:
    assert made(seed=1) == made(seed=1)
    assert made(seed=1) != made(seed=2)


def test_claims_of_an_article_do_not_depend_on_how_many_are_made_of_another() -> None:
    both = [one.claim for one in made() if one.article == "port" and one.kind == KEPT]
    more = {**ARTICLES, "third": "A third town of the valley opened a school for 30 children on Friday."}
    assert [one.claim for one in corruptions.make(more) if one.article == "port" and one.kind == KEPT] == both


def test_half_of_what_is_made_keeps_the_meaning_and_nothing_else_is_called_supported() -> None:
    kept = [one for one in made() if one.kind == KEPT]
    assert len(kept) == 12
    assert len(made()) == 2 * len(kept)
    assert all(one.is_supported is (one.kind == KEPT) for one in made())
    assert {one.kind for one in made()} - {KEPT} <= corruptions.CHANGES.keys()


def test_a_claim_cites_sentences_of_its_own_article_as_they_stand() -> None:
    for one in (claim for seed in range(4) for claim in made(seed)):
        own = sentences.split(ARTICLES[one.article])
        assert one.texts
        assert all(sentence in own for text in one.texts for sentence in sentences.split(text))


def test_no_more_than_is_asked_for_is_made_of_an_article_and_nothing_of_an_empty_one() -> None:
    assert len([one for one in corruptions.make(ARTICLES, per_article=2) if one.kind == KEPT]) == 4
    assert corruptions.make({"empty": "", "short": "It rained."}) == []
    assert corruptions.make({}) == []
