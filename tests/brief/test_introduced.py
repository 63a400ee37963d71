from __future__ import annotations

import pytest

from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer.support import LexicalJudge
from pipeline.brief import introduced
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict

JUDGE = LexicalJudge(StaticEmbedder())
OPENING = "Anton Brask, a retired marine surveyor who lives in Port Tarn, saw the ferry sink on Tuesday. It was dark. "
SAID = '"A bow door is the first thing you look at," Mr. Brask said.'


def explained(opening: str, text: str, known: str = "") -> Claim:
    article = Article(ArticleId("a"), f"{opening}{text}", title="Ferry sinks")
    claim = Claim(
        text,
        (article.cite(Span(len(opening), len(article.text))),),
        Support(Verdict.SUPPORTED, 1.0),
        Corroboration(1, 1),
    )
    return introduced.claim(claim, article, known, JUDGE)


def test_a_bare_name_has_the_whole_name_and_the_role_behind_it_and_cites_both() -> None:
    claim = explained(OPENING, SAID)
    assert claim.text == SAID.replace("Mr. Brask", "Mr. Brask [Anton Brask, a retired marine surveyor]")
    assert [one.quote for one in claim.citations] == [SAID, OPENING.partition(" It was")[0]]
    assert claim.support.verdict is Verdict.SUPPORTED


def test_a_role_before_the_name_is_one_too() -> None:
    opening = "A retired judge, Ottilie Marchetti, will lead the inquiry. "
    claim = explained(opening, "“I shall hold the hearing here,” Judge Marchetti told a meeting.")
    assert "Judge Marchetti [Ottilie Marchetti, a retired judge] told" in claim.text


@pytest.mark.parametrize(
    ("opening", "text", "known"),
    [
        (OPENING, SAID, "Anton Brask spoke to the court."),
        (f"{OPENING}Inga Brask, his sister, was aboard as well. ", SAID, ""),
        ("The ferry sank on Tuesday in the dark. ", SAID, ""),
        (OPENING, "The door was open, said Anton Brask, who saw Mr. Brask drown.", ""),
        (OPENING, '"We asked Mr. Brask to look at the door," said the owner of the ferry.', ""),
    ],
)
def test_what_is_known_or_not_sure_stays_as_it_is(opening: str, text: str, known: str) -> None:
    assert explained(opening, text, known).text == text


BODY = "The Upland Line could cost more, the national audit office said on Tuesday. It is the second warning. "
OFFICE = "The office did not advise against the line."


def test_a_body_without_its_name_has_it_behind_it() -> None:
    claim = explained(BODY, OFFICE)
    assert claim.text == "The office [the national audit office] did not advise against the line."
    assert [one.quote for one in claim.citations] == [OFFICE, BODY.partition(" It is")[0]]


@pytest.mark.parametrize(
    ("opening", "known"),
    [
        (BODY, "The national audit office"),
        (f"{BODY}The regional health office agreed. ", ""),
        ("The line could cost more. ", ""),
    ],
)
def test_a_body_that_is_known_or_one_of_two_stays_as_it_is(opening: str, known: str) -> None:
    assert explained(opening, OFFICE, known).text == OFFICE
