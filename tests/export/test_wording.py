"""Wording: the words for dates, sources, scope and support are the same in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from pipeline.domain import Corroboration, Scope, Usage
from pipeline.export import paper, provenance, wording
from tests.export import briefs


def test_a_day_is_written_out_and_an_unknown_one_said() -> None:
    assert wording.day(date(2020, 11, 9)) == "9 November 2020"
    assert wording.day(None) == "undated"


@pytest.mark.parametrize(
    ("minutes", "zone"), [(0, "UTC"), (60, "UTC+1"), (-210, "UTC-3:30"), (345, "UTC+5:45"), (-300, "UTC-5")]
)
def test_a_moment_of_publication_has_its_time_and_its_zone(minutes: int, zone: str) -> None:
    at = datetime(2025, 3, 4, 14, 5, tzinfo=timezone(timedelta(minutes=minutes)))
    known = replace(briefs.LEDGER, published_at=at)
    assert wording.published(known) == f"4 March 2025, 14:05 ({zone})"
    assert wording.published(replace(known, published_at=None, published=date(2025, 3, 4))) == "4 March 2025"


def test_an_unknown_outlet_and_title_are_said() -> None:
    source = briefs.NAMELESS.source
    assert wording.outlet_and_day(source) == "outlet unknown, undated"
    assert wording.title(source) == "untitled"


def test_a_template_that_is_gone_is_shown_by_its_name() -> None:
    assert wording.template("morning-note") == "Morning note"
    assert wording.template("morning-note", "The morning\nnote") == "The morning note"


def test_who_wrote_it_is_the_model_or_nobody() -> None:
    assert wording.written_by(briefs.MADE) == "Written by small-model"
    assert wording.written_by(briefs.QUOTED) == "Quotes only, no model"


def test_the_extent_counts_articles_and_outlets_and_says_which_are_unknown() -> None:
    assert wording.extent(briefs.PLAIN) == "4 articles from 2 outlets and 1 of unknown outlet"
    assert wording.extent(briefs.empty()) == "0 articles"


def test_a_scope_names_what_was_filtered_by() -> None:
    assert wording.scope(Scope()) == "All articles of the library"
    assert wording.scope(Scope(since=date(2020, 11, 1))) == "Articles: from 1 November 2020"


def test_a_thin_or_partly_supported_claim_is_marked() -> None:
    assert wording.mark(briefs.COLLIDED) == ""
    assert wording.mark(briefs.FOURTEEN) == "(one source)"
    assert (
        wording.mark(briefs.RADAR) == "(one source; partly supported: the passage does not speak of: nobody, repaired)"
    )


def test_copies_do_not_count_as_sources_of_their_own() -> None:
    copied = replace(briefs.COLLIDED, corroboration=Corroboration(3, 9))
    assert wording.mark(copied) == "(3 independent of 9 articles)"


def test_a_figure_says_what_it_counts_and_in_what() -> None:
    figure = briefs.PLAIN.figures[0]
    assert wording.counts(figure) == "people killed"
    assert wording.counts(replace(figure, counts="damage", unit="$")) == "damage ($)"
    assert wording.counts(replace(figure, counts="", unit="km")) == "km"
    assert wording.counts(replace(figure, counts="", unit="")) == "not stated"


def test_the_provenance_has_tokens_and_cost_only_where_there_were_any() -> None:
    assert "12,345 tokens read, 678 written" in provenance.of_brief(briefs.PLAIN)
    free = replace(briefs.PLAIN, provenance=replace(briefs.MADE, usage=Usage()))
    assert not any("token" in statement or "cost" in statement for statement in provenance.of_brief(free))


def test_the_provenance_has_the_state_of_the_library_where_it_is_known() -> None:
    known = replace(briefs.PLAIN, provenance=replace(briefs.MADE, library="3f2a9c"))
    assert "library 3f2a9c" in provenance.of_brief(known)
    assert not any("library" in statement for statement in provenance.of_brief(briefs.PLAIN))


def test_parts_with_nothing_in_them_are_left_out() -> None:
    assert paper.paper(briefs.empty()).parts == ()
    assert "Nothing was found for this" not in [part.heading for part in paper.paper(briefs.PLAIN).parts]


def test_an_update_is_told_apart_from_a_disagreement() -> None:
    part = next(part for part in paper.paper(briefs.PLAIN).parts if part.heading == "Where the articles disagree")
    assert [block.title for block in part.blocks if isinstance(block, paper.Table)] == [
        "The day of the collision: a date on which they differ",
        "People killed: an update over time, not a contradiction",
    ]


def test_what_cannot_be_seen_but_does_harm_is_not_shown() -> None:
    assert wording.shown(" a\x00\x1b[0m\u202eb\u202c\n\tc\ud800\ufffe\u2028d ") == "a[0mb c d"


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://a.example/x?y=1&z=2#w", "https://a.example/x?y=1&z=2#w"),
        ("HTTP://a.example:8080/", "HTTP://a.example:8080/"),
        (" https://a.example/ü ", "https://a.example/ü"),
        ("https://a.example/a b|c<d>[e](f)$g\\", "https://a.example/a%20b%7Cc%3Cd%3E%5Be%5D%28f%29%24g%5C"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("javascript://a.example/%0aalert(1)", ""),
        ("ftp://a.example/x", ""),
        ("data:text/html,x", ""),
        ("//a.example/", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("https://a.example:port/", ""),
        ("https://bank.example@evil.example/", ""),
        ("https://a.example/" + "x" * 2000, ""),
        ("a.example", ""),
        ("", ""),
    ],
)
def test_only_an_address_that_may_be_followed_is_a_link(url: str, followed: str) -> None:
    assert wording.link(url) == followed


def test_what_opens_with_a_quotation_mark_has_no_second_one() -> None:
    assert wording.quoted("Thirteen people died.") == "“Thirteen people died.”"
    assert wording.quoted("“It sank,” he said.") == "“It sank,” he said."
