from __future__ import annotations

import pytest

from pipeline.retrieve import sources

OUTLETS = (
    *("The Courant", "Ledger", "Harbour News - Travel", "Harbour News - Health", "Tidewatch.com"),
    *("The Estmere Morning Post", "Vale | Markets and More", ""),
)
BOTH_DESKS = ("Harbour News - Travel", "Harbour News - Health")


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("What did the Ledger article say about the quay?", ("Ledger",)),
        ("Did Ledger report a fire?", ("Ledger",)),
        ("Is the story in 'The Courant' older than the one in Tidewatch?", ("The Courant", "Tidewatch.com")),
        ("Does Tidewatch.com's review agree?", ("Tidewatch.com",)),
        ("What rose, as reported by Harbour News?", BOTH_DESKS),
        ("What rose, as reported by Harbour News - Health?", ("Harbour News - Health",)),
        ("According to the Morning Post of Estmere, who won?", ()),
        ("According to an Estmere Morning Post report, who won?", ("The Estmere Morning Post",)),
        ("Between the Vale article and the report from Vale | Markets and More, what changed?", (OUTLETS[6],)),
    ],
)
def test_an_outlet_of_the_library_is_known_by_its_masthead(question: str, known: tuple[str, ...]) -> None:
    assert sources.named(question, OUTLETS) == sources.Sources(known, ())


@pytest.mark.parametrize(
    "question",
    [
        "Who keeps a ledger of the ferries?",
        "What did Ledger Holdings pay?",
        "Who crossed the vale on Monday?",
        "Who runs the Old Ledger?",
        "What is a courant?",
    ],
)
def test_a_word_is_no_outlet(question: str) -> None:
    assert sources.named(question, OUTLETS) == sources.Sources((), ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Based on an article from The Northern Star, who won?", ("The Northern Star",)),
        ("Considering a NORD article and an Ostpost report on trade, what fell?", ("NORD", "Ostpost")),
        ("Which port is busy, as reported by Kystradio?", ("Kystradio",)),
        ("Which port is covered by both Kystradio and Seafarer?", ("Kystradio", "Seafarer")),
        ("What do sources including 'Kystradio', 'Seafarer' say?", ("Kystradio", "Seafarer")),
        ("What closed, according to the Estmere Evening Herald?", ("Estmere Evening Herald",)),
        ("What did The Northern Star say that another report by the Northern Star did not?", ("The Northern Star",)),
        ("Does an article on the Fisher Union website name him?", ("Fisher Union",)),
    ],
)
def test_an_outlet_that_the_library_lacks_is_told_by_its_place(question: str, unknown: tuple[str, ...]) -> None:
    assert sources.named(question, OUTLETS) == sources.Sources((), unknown)


@pytest.mark.parametrize(
    "question",
    [
        "How many died, according to the Ministry of Health?",
        "What did the Hartley report on the ferry find?",
        "Was a British report or a UN report published first?",
        "What was in the letter from Ada Vance?",
        "Who reported on Norland in March?",
        "",
    ],
)
def test_whoever_speaks_is_not_an_outlet(question: str) -> None:
    assert sources.named(question, OUTLETS) == sources.Sources((), ())


def test_a_mention_says_where_it_stands() -> None:
    question = "Did the Ledger article or a NORD article come first?"
    found = sources.mentions(question, OUTLETS)
    assert [(m.span.of(question), m.outlets) for m in found] == [("Ledger", ("Ledger",)), ("NORD", ())]
