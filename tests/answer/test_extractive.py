from __future__ import annotations

from datetime import date

import pytest

from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer import candidates
from pipeline.answer import question as questions
from pipeline.answer.check import Checker
from pipeline.answer.extractive import ExtractiveWriter
from pipeline.answer.support import LexicalJudge
from pipeline.domain import Article, ArticleId, Claim, DraftClaim, Evidence, Hit, Span, Verdict
from pipeline.ports import Task

LEDGER = Article(
    ArticleId("ledger"),
    "The ferry Orla sank off Cape Tarn on Monday. Nineteen passengers were rescued by the coastguard. "
    "The coastguard said 41 people had been aboard.\n\n"
    "The owner, Marla Quist, blamed a faulty door. She said it had been repaired in May.",
    title="Ferry Orla sinks off Cape Tarn",
    outlet="Ledger",
    published=date(2025, 5, 6),
)
COURANT = Article(
    ArticleId("courant"),
    "The ferry Orla, which sank on Monday, carried 41 people, the coastguard said. "
    "Norway's ambassador sent condolences.",
    title="What we know of the Orla",
    outlet="Courant",
    published=date(2025, 5, 7),
)
WRITER = ExtractiveWriter(StaticEmbedder(), MiniLMEmbedder())


def evidence(question: str, *articles: Article) -> Evidence:
    hits = tuple(Hit(a.passage(Span(0, len(a.text))), 1.0 - i / 10, cosine=0.5) for i, a in enumerate(articles))
    return Evidence(question, hits, {article.id: article for article in articles})


def drafted(question: str, *articles: Article) -> list[DraftClaim]:
    return list(WRITER.draft(evidence(question, *(articles or (LEDGER, COURANT))), Task.ANSWER, 5, lambda _usage: None))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people were aboard the Orla?", "41 people"),
        ("Who blamed a faulty door?", "Marla Quist"),
        ("When did the ferry Orla sink?", "on Monday"),
        ("How many passengers were rescued?", "Nineteen passengers"),
    ],
)
def test_the_best_sentence_answers(question: str, answer: str) -> None:
    assert answer in drafted(question)[0].text


def test_every_sentence_is_whole_and_verbatim() -> None:
    for claim in drafted("How many people were aboard the Orla?"):
        assert claim.text in LEDGER.text or claim.text in COURANT.text
        assert claim.text.endswith(".")


def test_what_two_articles_say_is_one_claim_with_both_as_sources() -> None:
    first = drafted("How many people were aboard the Orla?")[0]
    assert {quote.passage_id.split(":")[0] for quote in first.quotes} == {"ledger", "courant"}


@pytest.mark.parametrize(
    "question",
    [
        "How many Norwegian sailors died?",
        "Who is the mayor of Cape Tarn?",
        "When was the Titanic built?",
        "How many passengers did the Seagull carry?",
    ],
)
def test_what_no_sentence_says_is_not_answered(question: str) -> None:
    assert drafted(question) == []


def test_a_sentence_that_hangs_in_the_air_brings_the_one_before_it() -> None:
    texts = [claim.text for claim in drafted("When had the door been repaired?", LEDGER)]
    assert texts[0] == "The owner, Marla Quist, blamed a faulty door. She said it had been repaired in May."


FERRYMAN = Article(
    ArticleId("ferryman"),
    "The ferry Orla sank off Cape Tarn on Monday.\n\n"
    "Anton Brask saw the ferry sink. He rescued nineteen passengers with a rowing boat.\n\n"
    "The harbour stayed shut until the evening.",
    title="Rowing boat to the rescue",
)


@pytest.mark.parametrize("task", Task)
def test_a_sentence_about_one_name_is_given_alone_with_that_name_in_brackets(task: Task) -> None:
    about = evidence("Who rescued nineteen passengers with a rowing boat?", FERRYMAN)
    claim = next(c for c in WRITER.draft(about, task, 3, lambda _usage: None) if "rescued" in c.text)
    assert claim.text == "He [Anton Brask] rescued nineteen passengers with a rowing boat."
    assert [quote.words for quote in claim.quotes] == ["He rescued nineteen passengers with a rowing boat."]


def test_a_claim_with_a_bracket_is_supported_by_what_it_cites() -> None:
    about = evidence("Who rescued nineteen passengers with a rowing boat?", FERRYMAN)
    draft = next(WRITER.draft(about, Task.ANSWER, 1, lambda _usage: None))
    claim = Checker(LexicalJudge(StaticEmbedder()), {}).check(draft, about)
    assert isinstance(claim, Claim)
    assert claim.support.verdict is Verdict.SUPPORTED
    assert claim.text == draft.text


def test_a_name_that_the_cited_words_do_not_bear_out_is_not_shown() -> None:
    told = Article(
        ArticleId("short"),
        "Anton Brask lives on the cape.\n\nBrask saw the ferry sink. He rescued nineteen passengers with a boat.",
    )
    claim = drafted("Who rescued nineteen passengers with a boat?", told)[0]
    assert claim.text == "Brask saw the ferry sink. He rescued nineteen passengers with a boat."


def test_no_evidence_gives_no_claims() -> None:
    assert list(WRITER.draft(Evidence("Who?", (), {}), Task.ANSWER, 5, lambda _usage: None)) == []


def test_a_question_says_what_kind_of_answer_it_wants() -> None:
    kinds = {
        "How many people died?": questions.Kind.FIGURE,
        "When did it happen?": questions.Kind.DATE,
        "Who said so?": questions.Kind.PERSON,
        "Where is the wreck?": questions.Kind.PLACE,
        "Why did it sink?": questions.Kind.REASON,
        "What did the owner say?": questions.Kind.QUOTATION,
        "Who drove, and how many were aboard?": questions.Kind.PERSON,
        "What was the owner fined?": questions.Kind.FIGURE,
        "Did it sink?": questions.Kind.YES_NO,
        "Was the door open when it sank?": questions.Kind.YES_NO,
        "Do both say how many were aboard?": questions.Kind.FIGURE,
        "List the ships of the company": questions.Kind.LIST,
        "Which two ships sank?": questions.Kind.LIST,
        "What measures have been announced?": questions.Kind.LIST,
        "What has been announced?": questions.Kind.OTHER,
    }
    assert {question: questions.read(question).kind for question in kinds} == kinds


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Asked whether the ferry should have sailed, she said the captain alone could decide that.", True),
        ("Armed officers chased him on foot.", True),
        ("On Tuesday he said so.", True),
        ("The mayor said he would not resign.", False),
        ("Two sisters waited for their father while he drove to the coast.", False),
        ("Wong and three of his co-authors have started a company.", False),
        ("After his arrest on Friday, Moore stayed in a cell.", False),
    ],
)
def test_a_sentence_that_names_nobody_whom_its_pronoun_means_hangs(sentence: str, does: bool) -> None:
    assert candidates.hangs(sentence) is does


LANTERN = Article(
    ArticleId("lantern"),
    "The owner is accused of hiding a letter about the door.\n\nMr Quist, 54, denies the allegation.\n\n"
    "Mr Quist hired a lawyer for the allegation on Friday.",
    title="Owner of the Orla accused",
)


def test_an_opposite_answers_a_yes_or_no_question() -> None:
    assert drafted("Does Mr Quist admit the allegation?", LANTERN)[0].text == "Mr Quist, 54, denies the allegation."


@pytest.mark.parametrize("noun", ["May", "March arrivals", "of them", "years", "Orla", "%"])
def test_whatever_is_counted_is_a_question(noun: str) -> None:
    assert questions.read(f"How many {noun} were there?").kind is questions.Kind.FIGURE


def test_each_outlet_that_is_named_gets_a_sentence() -> None:
    claims = drafted("Do the Ledger article and the Courant article both say how many people were aboard the Orla?")
    assert {quote.passage_id.split(":")[0] for claim in claims for quote in claim.quotes} == {"ledger", "courant"}
