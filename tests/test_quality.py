"""What is told of a library without true answers: quotes, support, sources, copies, what is missing, speed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.answer import check
from pipeline.desk import Desk
from pipeline.domain import (
    Answer,
    ArticleId,
    Citation,
    Claim,
    Conversation,
    Corroboration,
    Dropped,
    Provenance,
    Scope,
    Support,
    Turn,
    Verdict,
)
from pipeline.ports import Copies, Shelved
from pipeline.quality import claims, library, speed
from pipeline.quality.claims import Judged
from pipeline.quality.speed import Latency, Probe, Timed
from pipeline.settings import Settings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CAPTAIN = "Who was the captain of the Maren Tide?"
FULL = Support(Verdict.SUPPORTED, 1.0)
ONE = Corroboration(1, 1)


@pytest.fixture
def desk(sample_library: Path, tmp_path: Path) -> Iterator[Desk]:
    """The sample library, without what other tests wrote there."""
    shutil.copytree(sample_library, tmp_path / "library")
    desk = wiring.open_desk(Settings(data=tmp_path / "library"))
    for entry in desk.shelf.briefs():
        desk.shelf.delete_brief(entry.id)
    yield desk
    desk.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    desk = wiring.open_desk(Settings(data=tmp_path / "nothing"))
    yield desk
    desk.close()


def keep(desk: Desk, answer: Answer) -> None:
    desk.shelf.save_conversation(Conversation("one", answer.question, (Turn(answer),), NOW))


def saying(*found: Claim, nearest: tuple[Citation, ...] = ()) -> Answer:
    return Answer("Who?", "Who?", found, (), (), (), nearest, Provenance(NOW, "quotes only", "", "space"))


def cited(desk: Desk) -> Citation:
    """Some words of some article."""
    return desk.ask(CAPTAIN).claims[0].citations[0]


def test_nothing_stored_is_nothing_wrong(empty: Desk) -> None:
    papers = claims.read(empty.shelf)
    assert (papers.answers, papers.briefs, papers.of, papers.claims) == (0, 0, 0, ())
    assert claims.quotes(papers, empty.shelf) == claims.Quotes(0, ())
    verdicts = claims.stored(papers.claims)
    assert (verdicts.claims, verdicts.share(Verdict.SUPPORTED)) == (0, 0.0)


def test_every_quote_of_stored_answers_and_briefs_stands(desk: Desk) -> None:
    keep(desk, desk.ask(CAPTAIN))
    brief = desk.brief("The sinking of the ferry Maren Tide")
    papers = claims.read(desk.shelf)
    assert (papers.answers, papers.briefs, papers.of) == (1, 1, 2)
    assert set(brief.claims) <= set(papers.claims)
    assert len(set(papers.claims)) == len(papers.claims)
    quotes = claims.quotes(papers, desk.shelf)
    assert quotes.exact == quotes.checked == len(papers.citations) > 3


def test_the_newest_are_read_until_there_are_claims_enough(desk: Desk) -> None:
    claim = Claim("It is so.", (cited(desk),), FULL, ONE)
    for day in (1, 2, 3):
        said = saying(replace(claim, text=f"It is so on day {day}."), replace(claim, text=f"And again on {day}."))
        desk.shelf.save_conversation(Conversation(f"talk {day}", "", (Turn(said),), NOW.replace(day=day)))
    papers = claims.read(desk.shelf, 3)
    assert (papers.answers, papers.read, papers.of) == (2, 2, 3)
    assert [each.text for each in papers.claims[:3:2]] == ["It is so on day 3.", "It is so on day 2."]
    assert claims.read(desk.shelf).read == claims.read(desk.shelf, 100).read == 3


def test_what_came_near_is_a_quote_too_and_the_answer_counts_as_declined(desk: Desk) -> None:
    keep(desk, saying(nearest=(cited(desk),)))
    papers = claims.read(desk.shelf)
    assert papers.declined == 1
    assert claims.quotes(papers, desk.shelf).checked == 1


def test_other_words_at_the_place_and_an_article_that_is_gone_are_said(desk: Desk) -> None:
    true = cited(desk)
    wrong = replace(true, quote="x" * len(true.quote))
    keep(desk, saying(Claim("It is so.", (true, wrong), FULL, ONE)))
    [problem] = claims.quotes(claims.read(desk.shelf), desk.shelf).problems
    assert problem.where == wrong.quote
    assert "other words stand at" in problem.reason
    desk.shelf.remove([true.source.article_id])
    quotes = claims.quotes(claims.read(desk.shelf), desk.shelf)
    assert quotes.exact == 0
    assert all("not in the library any more" in each.reason for each in quotes.problems)


def test_words_of_an_earlier_revision_still_stand(desk: Desk) -> None:
    true = cited(desk)
    keep(desk, saying(Claim("It is so.", (true,), FULL, ONE)))
    article = desk.shelf.article(true.source.article_id)
    desk.shelf.keep([Shelved(replace(article, text="All of it is new.", revision=article.revision + 1), ())], NOW)
    assert desk.shelf.article(article.id).text == "All of it is new."
    quotes = claims.quotes(claims.read(desk.shelf), desk.shelf)
    assert (quotes.checked, quotes.exact) == (1, 1)


def test_a_sentence_that_its_quote_does_not_say_is_found_when_judged_again(desk: Desk) -> None:
    invented = "Seven thousand llamas crossed the Andes in April."
    true, *_ = desk.ask(CAPTAIN).claims
    found = (true, Claim(invented, true.citations, FULL, ONE))
    verdicts = claims.summed(claims.judged(found, desk.shelf, wiring.judge()))
    assert verdicts.counts[Verdict.SUPPORTED] == 1
    assert [each.claim.text for each in verdicts.worse] == [invented]


def test_what_rests_on_a_deleted_article_is_not_supported(desk: Desk) -> None:
    found = desk.ask(CAPTAIN).claims[:1]
    desk.shelf.remove([citation.source.article_id for claim in found for citation in claim.citations])
    [judged] = claims.judged(found, desk.shelf, wiring.judge())
    assert judged.support.verdict is Verdict.NOT
    assert judged.is_worse


def test_scores_are_counted_in_ten_steps_and_the_highest_is_in_the_last(desk: Desk) -> None:
    true = cited(desk)
    supports = [FULL, Support(Verdict.PARTLY, 0.25, ("",)), Support(Verdict.NOT, 0.0, ("",))]
    verdicts = claims.summed(Judged(Claim("So.", (true,), FULL, ONE), each) for each in supports)
    assert verdicts.scores == (1, 0, 1, 0, 0, 0, 0, 0, 0, 1)
    assert verdicts.counts == {Verdict.SUPPORTED: 1, Verdict.PARTLY: 1, Verdict.NOT: 1}
    assert verdicts.share(Verdict.PARTLY) == pytest.approx(1 / 3)


def test_claims_are_counted_by_independent_sources(desk: Desk) -> None:
    true = cited(desk)
    found = [Claim("So.", (true,), FULL, Corroboration(number, 9)) for number in (0, 1, 2, 3, 7)]
    assert claims.independent(found) == (2, 1, 2)


def test_what_was_dropped_is_counted_by_what_was_wrong() -> None:
    dropped = [Dropped("a", check.NO_QUOTE), Dropped("b", "the passage says 41, the claim says 43"), Dropped("c", "x")]
    assert claims.reasons(dropped) == {check.NO_QUOTE: 1, check.NOT_FOUND: 0, claims.NOT_SAID: 2}


def test_copies_and_what_is_missing_are_counted(desk: Desk) -> None:
    stock = library.stock(desk.shelf, desk.status().space)
    assert (stock.articles, stock.passages) == (20, desk.shelf.passage_count())
    assert (stock.copies, stock.groups, stock.sizes) == (2, 1, {3: 1})
    assert stock.copied == pytest.approx(0.1)
    assert (stock.without_date, stock.without_outlet, stock.without_language) == (2, 0, 0)
    assert stock.passages_without_vector == 0
    assert library.stock(desk.shelf, "another-space").passages_without_vector == stock.passages


def test_an_empty_library_has_no_copies_and_no_questions(empty: Desk) -> None:
    stock = library.stock(empty.shelf, empty.status().space)
    assert (stock.articles, stock.copies, stock.copied, stock.sizes) == (0, 0, 0.0, {})
    assert speed.probes(empty, 20) == ()


def test_questions_are_those_suggested_and_one_headline_of_a_story(desk: Desk) -> None:
    probes = speed.probes(desk, 12)
    suggested = [probe.question for probe in probes if probe.article_id is None]
    assert suggested == list(desk.suggestions())
    headlines = [probe.article_id for probe in probes if probe.article_id is not None]
    assert len(headlines) == len(set(headlines)) == 12 - len(suggested)
    assert set(headlines) <= desk.shelf.within(Scope(), copies=Copies.HEADS)
    assert speed.probes(desk, 12) == probes
    assert len(speed.probes(desk, 500)) == 18 + len(suggested)


def test_a_headline_finds_its_own_article_and_takes_time(desk: Desk) -> None:
    measured = speed.summed([speed.timed(desk, probe) for probe in speed.probes(desk, 8)])
    assert (measured.probes, measured.headlines) == (8, 4)
    assert measured.first_five == 1.0
    assert 0 < measured.found.median <= measured.found.p95
    assert measured.found.median < measured.answered.median <= measured.answered.p95
    assert desk.shelf.conversations() == ()


def test_a_copy_of_a_headline_s_article_counts_as_that_article(desk: Desk) -> None:
    grouped, heads = (desk.shelf.within(Scope(), copies=which) for which in (Copies.GROUPED, Copies.HEADS))
    [head] = grouped & heads
    copy = desk.shelf.article(desk.shelf.copies(head)[0])
    assert speed.timed(desk, Probe(copy.title, head)).rank == 1
    assert speed.timed(desk, Probe(copy.title)).rank == 0


def test_what_was_timed_is_summed_up() -> None:
    probe = Probe("What?", ArticleId("a"))
    every = [Timed(probe, 10.0, 100.0, rank, rank == 0) for rank in (1, 4, 6, 0)]
    summed = speed.summed(every)
    assert (summed.first, summed.first_five, summed.declined) == (0.25, 0.5, 1)
    assert summed.answered == Latency(100.0, 100.0)


def test_the_95th_percentile_is_one_that_was_measured() -> None:
    assert speed.latency([float(number) for number in range(1, 101)]) == Latency(50.5, 95.0)
    assert speed.latency([7.0]) == Latency(7.0, 7.0)
    with pytest.raises(ValueError, match="nothing was timed"):
        speed.latency([])
