"""Records: every value comes back as it was, and what is no record is refused with a sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import records
from pipeline.domain import Answer, Claim
from pipeline.errors import UserError
from tests import strategies
from tests.export import briefs

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "source": strategies.ARTICLES.map(lambda article: article.source),
    "citation": strategies.CITATIONS,
    "support": strategies.SUPPORTS,
    "claim": strategies.CLAIMS,
    "dropped": strategies.DROPPED,
    "disagreement": strategies.DISAGREEMENTS,
    "scope": strategies.SCOPES,
    "provenance": strategies.PROVENANCES,
    "answer": strategies.ANSWERS,
    "conversation": strategies.CONVERSATIONS,
    "feedback": strategies.FEEDBACK,
    "outline": strategies.OUTLINES,
    "brief": strategies.BRIEFS,
    "claim_change": strategies.CLAIM_CHANGES,
    "standing": strategies.STANDING,
}
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def both(kind: str) -> tuple[Callable[[Any], records.Record], Callable[[object], Any]]:
    return getattr(records, kind), getattr(records, f"read_{kind}")


@pytest.mark.parametrize("kind", KINDS)
@QUICK
@given(data=st.data())
def test_a_value_comes_back_from_its_json_as_it_was(kind: str, data: st.DataObject) -> None:
    write, read = both(kind)
    value = data.draw(KINDS[kind])
    assert read(json.loads(json.dumps(write(value)))) == value


@pytest.mark.parametrize("kind", KINDS)
@QUICK
@given(data=st.data())
def test_a_record_spoiled_anywhere_is_read_or_refused_as_the_readers_mistake(kind: str, data: st.DataObject) -> None:
    write, read = both(kind)
    record = copy.deepcopy(write(data.draw(KINDS[kind])))
    spoil(record, data)
    with suppress(UserError):  # any other error is a bug, and surfaces
        read(record)


def spoil(record: Any, data: st.DataObject) -> None:
    """Takes out or replaces one field, somewhere down in the record."""
    key = data.draw(st.sampled_from(sorted(record) if isinstance(record, dict) else range(len(record))))
    inner = record[key]
    if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
        spoil(inner, data)
    elif isinstance(record, dict) and data.draw(st.booleans()):
        del record[key]
    else:
        record[key] = data.draw(st.sampled_from([None, True, -1, 10**400, 0.5, float("nan"), "x", [], [3], {}]))


@pytest.fixture
def record() -> dict[str, Any]:
    """A claim of one citation, as JSON."""
    return {
        "text": "Two ferries sank.",
        "citations": [
            {
                "article_id": "a1",
                "revision": 1,
                "title": "Ferries sink",
                "outlet": "The Harbour Post",
                "url": "",
                "published": "2020-11-09",
                "start": 4,
                "end": 11,
                "quote": "ferries",
            }
        ],
        "support": {"verdict": "supported", "score": 1.0, "reasons": []},
        "independent_sources": 1,
        "articles": 1,
    }


def test_the_fields_of_a_claim_are_those_of_the_contract(record: dict[str, Any]) -> None:
    assert records.claim(records.read_claim(record)) == record


def test_further_fields_are_no_hindrance(record: dict[str, Any]) -> None:
    assert isinstance(records.read_claim(record | {"seconds": 0.2}), Claim)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "ferry"}, r"claim.citations\[0\] is not right: a quote is as long as its span"),
        ({"start": 12}, r"claim.citations\[0\] is not right: not a span: 12-11"),
        ({"start": -1}, r"claim.citations\[0\].start must be 0 or more, not -1"),
        ({"start": True}, r"claim.citations\[0\].start must be a whole number, not true or false"),
        ({"start": 4.0}, r"claim.citations\[0\].start must be a whole number, not a number"),
        ({"published": "9 November"}, r"claim.citations\[0\].published is not right: Invalid isoformat"),
        ({"outlet": None}, r"claim.citations\[0\].outlet must be text, not nothing"),
    ],
)
def test_a_citation_that_cannot_be_is_refused_with_its_place(
    record: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    record["citations"][0] |= change
    with pytest.raises(UserError, match=said):
        records.read_claim(record)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"citations": []}, "claim is not right: a claim needs a citation"),
        ({"citations": "none"}, "claim.citations must be a list, not text"),
        ({"support": {"verdict": "not", "score": 0, "reasons": []}}, "claim is not right: a claim that its citations"),
        ({"support": {"verdict": "maybe", "score": 0, "reasons": []}}, "claim.support.verdict is not right"),
        (
            {"support": {"verdict": "partly", "score": 10**400, "reasons": []}},
            "claim.support.score is not right: int too large",
        ),
        ({"support": {"verdict": "partly", "score": 0, "reasons": [7]}}, "claim.support.reasons must be a list of"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_with_its_place(
    record: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        records.read_claim(record | change)


def test_a_missing_field_is_named(record: dict[str, Any]) -> None:
    del record["citations"][0]["quote"]
    with pytest.raises(UserError, match=r"claim.citations\[0\].quote is missing"):
        records.read_claim(record)


def test_a_brief_of_the_first_ones_is_planned_as_it_was_written() -> None:
    written = {**records.brief(briefs.PLAIN), "topic": "ferries", "template": "situation", "length": "short"}
    written["scope"] = records.scope(briefs.PLAIN.scope)
    del written["outline"]
    outline = records.read_brief(written).outline
    assert [section.heading for section in outline.sections] == [each.heading for each in briefs.PLAIN.sections]
    assert all("ferries" in section.asks for section in outline.sections)


@pytest.mark.parametrize("wrong", [None, [], "claim", 3])
def test_what_is_no_object_is_refused(wrong: object) -> None:
    with pytest.raises(UserError, match="brief must be an object with fields"):
        records.read_brief(wrong)


@QUICK
@given(strategies.ANSWERS)
def test_a_moment_without_a_zone_is_refused(answer: Answer) -> None:
    record: Any = records.answer(answer)
    record["provenance"]["made_at"] = "2020-11-09T08:30:00"
    with pytest.raises(UserError, match="made_at needs a time zone"):
        records.read_answer(record)


@QUICK
@given(strategies.ANSWERS)
def test_an_answer_says_whether_it_abstained(answer: Answer) -> None:
    assert records.answer(answer)["abstained"] is (not answer.claims)
