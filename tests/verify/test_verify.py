"""Verify: what was exported stands; whatever is changed in the file, or gone from the library, is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest

from pipeline import records, wiring
from pipeline.answer import corroborate
from pipeline.answer.support import LexicalJudge
from pipeline.domain import Answer, Article, ArticleId, Brief, Position, Section
from pipeline.errors import NotFound, UserError
from pipeline.export.json_file import JsonExporter
from pipeline.ingest import families
from pipeline.verify import check as verify
from pipeline.verify.known import Known
from tests.export import briefs

ANSWER = Answer(
    "How many were killed?",
    "How many were killed?",
    (briefs.THIRTEEN, briefs.PASSENGERS),
    (),
    (),
    (),
    (briefs.LEDGER.cite(briefs.FOURTEEN.citations[0].span),),
    briefs.QUOTED,
)


def stored(article_id: ArticleId, revision: int) -> Article:
    article = briefs.ARTICLES.get(article_id)
    if article is None or article.revision != revision:
        raise NotFound(f"there is no article {article_id}")
    return article


EXPORTERS = wiring.exporters()
FOR_PEOPLE = [".html", ".docx"]


def ties(ids: Collection[ArticleId]) -> corroborate.Ties:
    return families.ties_of({key: briefs.ARTICLES[key] for key in ids}, {}, families.Families())


def check(document: bytes) -> verify.Verification:
    return verify.check(document, Known(stored, ties, LexicalJudge()), EXPORTERS)


def exported(brief: Brief = briefs.PLAIN) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(JsonExporter().export(brief))
    return record


def changed(change: Callable[[dict[str, Any]], None]) -> verify.Verification:
    """The verification of the plain brief after somebody edited its file, digest and all."""
    record = exported()
    change(record)
    del record["digest"]
    return check(json.dumps(record).encode())


def reasons(found: verify.Verification) -> str:
    return "\n".join(problem.reason for problem in found.problems)


def test_a_brief_stands_as_it_was_exported() -> None:
    found = check(JsonExporter().export(briefs.PLAIN))
    assert found.problems == ()
    assert found.claims == found.quotes_exact == len(set(briefs.PLAIN.claims))


def test_the_quotes_of_hostile_articles_stand_too() -> None:
    found = check(JsonExporter().export(briefs.hostile()))
    assert found.quotes_exact == found.claims > len(briefs.HOSTILE)
    assert "digest" not in reasons(found)


def test_an_answer_is_checked_with_what_the_command_line_adds() -> None:
    document = json.dumps({**records.answer(ANSWER), "seconds": 0.2}).encode()
    assert check(document) == verify.Verification(2, 2, 2, ())


def test_one_digit_of_one_quote_is_found() -> None:
    def change(record: dict[str, Any]) -> None:
        citation = record["sections"][0]["claims"][1]["citations"][0]
        citation["quote"] = citation["quote"].replace("13", "18")

    found = changed(change)
    assert found.quotes_exact == found.claims - 1
    assert "not “killing 18 people" in reasons(found)
    assert found.problems[0].where == briefs.THIRTEEN.text


def test_an_offset_moved_by_one_is_found() -> None:
    def change(record: dict[str, Any]) -> None:
        citation = record["timeline"][1]["claim"]["citations"][0]
        citation["start"] += 1
        citation["end"] += 1

    assert "has “he crossing will reopen on Wednesday.”" in reasons(changed(change))


def test_a_quote_past_the_end_of_its_article_is_found() -> None:
    def change(record: dict[str, Any]) -> None:
        citation = record["timeline"][1]["claim"]["citations"][0]
        citation["start"] += 10_000
        citation["end"] += 10_000

    assert "ends before at characters" in reasons(changed(change))


def test_a_claim_that_says_more_than_its_quote_is_found() -> None:
    def change(record: dict[str, Any]) -> None:
        record["sections"][0]["claims"][1]["text"] = "The coast guard said that 93 people were killed."

    found = changed(change)
    assert found.quotes_exact == found.claims
    assert found.supported == found.claims - 2  # and the radar, which is partly supported and says so
    assert "given as supported, found not" in reasons(found)


def test_a_claim_that_hides_that_it_is_partly_supported_is_found() -> None:
    partly = check(JsonExporter().export(briefs.PLAIN))
    assert partly.supported == partly.claims - 1

    def change(record: dict[str, Any]) -> None:
        record["sections"][1]["claims"][0]["support"]["verdict"] = "supported"

    assert "given as supported, found partly" in reasons(changed(change))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda claim: claim.pop("citations"), "claim.citations is missing"),
        (lambda claim: claim.update(citations=[]), "a claim needs a citation"),
        (lambda claim: claim["citations"][0].update(quote="Two"), "a quote is as long as its span"),
        (
            lambda claim: claim["citations"][0].update(article_id="gone"),
            "article gone, revision 1, is not in the library",
        ),
        (lambda claim: claim["citations"][0].update(revision=2), "revision 2, is not in the library"),
    ],
)
def test_a_claim_that_cannot_stand_is_named_and_the_others_are_checked(
    change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    found = changed(lambda record: change(record["sections"][0]["claims"][0]))
    assert found.quotes_exact == found.claims - 1
    assert reason in reasons(found)
    assert found.problems[0].where == briefs.COLLIDED.text


@pytest.mark.parametrize("claim", [None, "a text", {}, {"text": 3}])
def test_what_is_no_claim_where_one_must_stand_is_a_problem(claim: object) -> None:
    found = changed(lambda record: record["timeline"][0].update(claim=claim))
    assert found.problems[0].where == "a claim without a text"


def test_a_figure_that_is_not_in_its_claim_is_found() -> None:
    found = changed(lambda record: record["figures"][0].update(value="31"))
    assert "the figure '31' does not stand in it" in reasons(found)


def test_a_wrong_quote_among_the_nearest_passages_is_found() -> None:
    record: Any = records.answer(ANSWER)
    record["nearest"][0]["quote"] = record["nearest"][0]["quote"].upper()
    found = check(json.dumps(record).encode())
    assert [problem.where for problem in found.problems] == ["nearest passage 1"]


def test_a_changed_heading_does_not_fit_the_digest() -> None:
    record = exported()
    record["sections"][0]["heading"] = "What did not happen"
    assert "digest" in reasons(check(json.dumps(record).encode()))


def test_positions_and_what_is_not_known_are_claims_too() -> None:
    brief = replace(
        briefs.empty(), positions=(Position("The guard", "the toll", briefs.THIRTEEN),), unknowns=(briefs.RADAR,)
    )
    record = exported(brief)
    assert check(json.dumps(record).encode()).claims == 2
    record["positions"][0]["claim"]["citations"][0]["quote"] = "killing 18 people, the coast guard said"
    assert "not “killing 18 people" in reasons(check(json.dumps(record).encode()))


def test_a_brief_without_claims_is_a_brief() -> None:
    assert check(JsonExporter().export(briefs.empty())) == verify.Verification(0, 0, 0, ())


def test_a_claim_that_stands_in_several_places_counts_once() -> None:
    twice = replace(briefs.PLAIN, sections=(Section("Again", (briefs.THIRTEEN, briefs.THIRTEEN)),))
    assert check(JsonExporter().export(twice)).claims == len(set(twice.claims))


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b"{}",
        b'"claims"',
        b"[" * 100_000,
        b'{"claims": [], "seconds": 1}',
        b'{"claims": 3, "provenance": {}}',
        b'{"claims": [3], "provenance": {}}',
        b'{"sections": [{"claims": {}}], "provenance": {}}',
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(document: bytes) -> None:
    with pytest.raises(UserError, match="not an answer, a conversation or a brief that Briefdesk exported"):
        check(document)


@pytest.mark.parametrize(
    ("name", "told", "says"),
    [
        ("outlet", "The Ministry Gazette", "has the outlet “The Harbour Post”, not “The Ministry Gazette”"),
        ("published", "2021-11-09", "has the day “2020-11-09”, not “2021-11-09”"),
        ("url", "https://else.example/", "not “https://else.example/”"),
    ],
)
def test_an_article_that_is_called_otherwise_is_found(name: str, told: str, says: str) -> None:
    def forge(record: dict[str, Any]) -> None:
        citation = record["sections"][0]["claims"][1]["citations"][0]
        assert citation["article_id"] == briefs.HARBOUR.id
        citation[name] = told

    found = changed(forge)
    assert says in reasons(found)
    assert found.quotes_exact == found.claims
