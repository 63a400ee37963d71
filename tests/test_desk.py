"""The whole pipeline, from articles to a checked answer and a brief, with nothing in it replaced."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import records, wiring
from pipeline.desk import Desk
from pipeline.domain import Answer, Brief, Claim, Evidence, Scope, Verdict
from pipeline.errors import DeskUnavailable, UserError
from pipeline.ingest.load import LocalPath
from pipeline.ports import Exchange
from pipeline.settings import Settings
from tests.servers.behaviours import Behaviour, Cut, Failure, Hang, Refusal, Reply, by_task, user_message, wanted
from tests.servers.chat_server import ChatServer

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BRIEFDESK_EVAL_DATA", ROOT.parent / "shared" / "data"))
ABOARD = "How many people were aboard the Maren Tide?"

ABOARD_WORDS = "There were 148 people aboard, 139 passengers and nine crew"
PEOPLE = "148 people were aboard, of them 139 passengers and nine crew."

Open = Callable[..., Desk]


def claim(text: str) -> dict[str, object]:
    """A claim that quotes the words, from whichever passage has them."""
    return {"text": text, "quotes": [{"passage": f"p{number}", "words": ABOARD_WORDS} for number in range(1, 11)]}


REWORDED = json.dumps({"claims": [claim(PEOPLE)]})


@pytest.fixture
def opened(sample_library: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a desk on a copy of the sample library, with these settings."""
    folder = Path(shutil.copytree(sample_library, tmp_path / "library"))
    desks: list[Desk] = []

    def open_desk(**settings: object) -> Desk:
        desks.append(wiring.open_desk(Settings(data=folder, **settings)))  # type: ignore[arg-type]
        return desks[-1]

    yield open_desk
    for desk in desks:
        desk.close()


@pytest.fixture(scope="module")
def desk(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For tests that change no article."""
    folder = Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("desk") / "data"))
    desk = wiring.open_desk(Settings(data=folder))
    yield desk
    desk.close()


def assert_every_quote_is_exact(desk: Desk, paper: Answer | Brief) -> None:
    citations = [citation for claim in paper.claims for citation in claim.citations]
    for citation in citations:
        article = desk.shelf.article(citation.source.article_id, citation.source.revision)
        assert citation.span.of(article.text) == citation.quote


def test_an_answer_is_cited_to_the_character(desk: Desk) -> None:
    answer = desk.ask(ABOARD)
    assert "148 people aboard" in answer.claims[0].text
    assert answer.provenance.backend == "quotes only"
    assert_every_quote_is_exact(desk, answer)


def test_copies_of_a_wire_story_count_as_one_source(desk: Desk) -> None:
    answer = desk.ask("By how much did the Bank of Northmark cut its main interest rate?")
    wire = next(claim for claim in answer.claims if claim.corroboration.articles > 1)
    assert wire.corroboration.articles > wire.corroboration.independent


def test_what_the_articles_do_not_say_is_declined_with_what_is_missing(desk: Desk) -> None:
    answer = desk.ask("How many cars were on the Maren Tide?")
    assert answer.abstained
    assert answer.gaps
    assert answer.nearest
    assert all(desk.shelf.article(c.source.article_id).cite(c.span) == c for c in answer.nearest)


def test_a_scope_is_honoured_by_both_rankings(desk: Desk) -> None:
    scope = Scope(outlets=("Radio Estmere",))
    evidence = desk.search("the ferry Maren Tide", scope)
    assert {evidence.article(hit).outlet for hit in evidence.hits} == {"Radio Estmere"}
    assert desk.ask(ABOARD, scope=Scope(outlets=("nobody",))).abstained


def test_no_article_crowds_the_evidence(desk: Desk) -> None:
    evidence = desk.search("the ferry Maren Tide")
    taken = [hit.passage.article_id for hit in evidence.hits]
    assert max(taken.count(article_id) for article_id in taken) <= 3
    assert len(set(taken)) >= 3


def test_a_follow_up_is_searched_for_with_what_it_leaves_out(desk: Desk) -> None:
    answer = desk.ask("And who was its captain?", [Exchange(ABOARD, "148")])
    assert "Maren Tide" in answer.searched_for
    assert any("Vesterby" in claim.text for claim in answer.claims)


def test_every_question_that_is_suggested_is_answered(desk: Desk) -> None:
    suggested = desk.suggestions()
    assert len(suggested) >= 2
    assert not any(desk.ask(question).abstained for question in suggested)


def test_only_differences_on_what_is_asked_are_shown(desk: Desk) -> None:
    (differing,) = desk.ask(ABOARD).disagreements
    assert {side.value for side in differing.sides} == {"148 people", "163 people"}
    assert desk.ask("Who was the captain of the Maren Tide?").disagreements == ()


@pytest.mark.parametrize("question", ["", "  ", "?!"])
def test_a_question_needs_a_word(desk: Desk, question: str) -> None:
    with pytest.raises(UserError, match="Ask a question"):
        desk.ask(question)


def test_a_brief_is_saved_exported_and_verified(opened: Open) -> None:
    desk = opened()
    brief = desk.brief("the sinking of the ferry Maren Tide")
    assert desk.shelf.brief(brief.id) == brief
    assert {"What happened", "Who says what"} <= {section.heading for section in brief.sections}
    assert brief.figures
    assert [event.day for event in brief.timeline] == sorted(event.day for event in brief.timeline)
    assert_every_quote_is_exact(desk, brief)
    for suffix in (".md", ".html", ".docx", ".json"):
        assert desk.export(brief, suffix)
    verified = desk.verify(desk.export(brief, ".json"))
    assert verified.quotes_exact == verified.supported == verified.claims > 0


def test_a_brief_keeps_to_its_topic(opened: Open) -> None:
    brief = opened().brief("the sinking of the ferry Maren Tide")
    published = {source.published for source in brief.sources}
    assert all(day and (day.year, day.month) == (2025, 10) for day in published)


@pytest.mark.parametrize("topic", ["penguin migration in Antarctica", "Olympic swimming records"])
def test_a_topic_that_the_library_knows_nothing_of_gives_no_brief(desk: Desk, topic: str) -> None:
    with pytest.raises(UserError, match="No article"):
        desk.brief(topic)


def test_a_brief_that_is_written_again_is_its_next_version(opened: Open) -> None:
    desk = opened()
    first = desk.brief("the sinking of the ferry Maren Tide", length="short")
    second = desk.brief(first.topic, length=first.length, of=first)
    assert (second.id, second.version) == (first.id, 2)
    assert desk.shelf.brief(first.id, 1) == first
    assert [entry.version for entry in desk.shelf.briefs() if entry.id == first.id] == [2]


def test_a_brief_of_questions_says_which_the_articles_do_not_answer(opened: Open) -> None:
    brief = opened().brief("the Brae Fair", template="questions")
    assert "How many, how much? The articles do not say." in brief.gaps


def test_changing_one_digit_of_an_export_is_found(opened: Open) -> None:
    desk = opened()
    record = records.answer(desk.ask(ABOARD))
    document = json.dumps(record).replace("148", "149")
    assert desk.verify(document.encode()).problems


class TestWithAModel:
    def test_its_claims_are_checked_as_quotes_are(self, opened: Open) -> None:
        with ChatServer() as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            answer = desk.ask(ABOARD)
            assert answer.claims
            assert answer.provenance.backend == "openai-compatible"
            assert answer.provenance.model == "scripted-1"
            assert answer.provenance.usage.prompt_tokens > 0
            assert_every_quote_is_exact(desk, answer)

    def test_words_that_it_invents_are_dropped(self, opened: Open) -> None:
        invented = {"text": "999 people died.", "quotes": [{"passage": "p1", "words": "999 people died on the ferry"}]}
        with ChatServer([Reply(json.dumps({"claims": [invented]}))]) as server:
            answer = opened(openai_url=server.url, model="scripted-1").ask(ABOARD)
        assert answer.abstained
        assert [dropped.text for dropped in answer.dropped] == ["999 people died."]

    def test_a_figure_that_its_own_quote_contradicts_is_dropped(self, opened: Open) -> None:
        quote = {"passage": "p1", "words": "There were 148 people aboard, 139 passengers and nine crew"}
        changed = {"text": "There were 184 people aboard.", "quotes": [quote]}
        with ChatServer([Reply(json.dumps({"claims": [changed]}))]) as server:
            answer = opened(openai_url=server.url, model="scripted-1").ask(ABOARD)
        assert answer.abstained
        assert "148" in answer.dropped[0].reason

    @pytest.mark.parametrize(
        "behaviour", [Cut('{"claims": [{"te'), Failure(status=500), Refusal("I cannot."), Reply("no JSON at all")]
    )
    def test_when_it_fails_the_reader_gets_the_quotes_and_the_reason(self, opened: Open, behaviour: object) -> None:
        with ChatServer([behaviour]) as server:  # type: ignore[list-item]
            desk = opened(openai_url=server.url, model="scripted-1", retries=0)
            answer = desk.ask(ABOARD)
        assert "148 people aboard" in answer.claims[0].text
        assert answer.provenance.backend == "quotes only"
        assert answer.provenance.note

    def test_the_reader_can_ask_for_quotes_only(self, opened: Open) -> None:
        with ChatServer() as server:
            answer = opened(openai_url=server.url, model="scripted-1").ask(ABOARD, quotes_only=True)
            assert answer.provenance.backend == "quotes only"
            assert server.requests == []

    def test_other_wordings_of_the_question_are_searched_too(self, opened: Open) -> None:
        told = json.dumps({"question": ABOARD, "searches": ["interest rate of the Bank of Northmark"]})
        with ChatServer(by_task(question=told, best='{"best": []}')) as server:
            opened(openai_url=server.url, model="scripted-1").ask(ABOARD)
            chosen_from = user_message(server.asked[1].body)
        assert "interest rate" in chosen_from
        assert [wanted(request.body) for request in server.asked][:3] == ["question", "best", "claims"]

    def test_the_passages_that_the_model_finds_best_are_sent_first_and_those_of_the_question_stay(
        self, opened: Open
    ) -> None:
        worst = json.dumps({"best": [f"p{number}" for number in range(20, 0, -1)]})
        with ChatServer(by_task(best=worst)) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            desk.ask(ABOARD)
            sent = user_message(server.asked[2].body)
        *_, last = desk.search(ABOARD, k=20).hits
        assert f"p1 text: {' '.join(last.passage.text.split())}" in sent
        assert all(" ".join(hit.passage.text.split()) in sent for hit in desk.search(ABOARD, k=5).hits)
        assert "\np11 " not in sent

    @pytest.mark.parametrize("task", ["question", "best", "verdict"])
    @pytest.mark.parametrize("behaviour", [Refusal("I cannot."), Reply("no JSON at all"), Reply('{"best": ["p1"')])
    def test_help_that_is_no_help_costs_no_answer(self, opened: Open, task: str, behaviour: Behaviour) -> None:
        with ChatServer(by_task(claims=REWORDED, **{task: behaviour})) as server:
            answer = opened(openai_url=server.url, model="scripted-1").ask(ABOARD)
        assert [claim.text for claim in answer.claims] == [PEOPLE]
        assert answer.claims[0].support.verdict is Verdict.SUPPORTED
        assert (answer.provenance.backend, answer.provenance.note) == ("openai-compatible", "")

    @pytest.mark.parametrize("task", ["best", "verdict"])
    @pytest.mark.parametrize("behaviour", [Failure(status=500), Hang(5)])
    def test_a_service_that_only_helps_no_more_costs_no_answer(
        self, opened: Open, caplog: pytest.LogCaptureFixture, task: str, behaviour: Behaviour
    ) -> None:
        with ChatServer(by_task(claims=REWORDED, **{task: behaviour})) as server:
            desk = opened(openai_url=server.url, model="scripted-1", retries=0, timeout_seconds=1.5)
            answer = desk.ask(ABOARD)
        assert [claim.text for claim in answer.claims] == [PEOPLE]
        assert answer.provenance.backend == "openai-compatible"
        assert any("error=Unreachable" in record.getMessage() for record in caplog.records)

    def test_a_service_that_is_gone_before_the_search_is_asked_once(self, opened: Open) -> None:
        with ChatServer([Failure(status=500)]) as server:
            answer = opened(openai_url=server.url, model="scripted-1", retries=0).ask(ABOARD)
            assert len(server.asked) == 1
        assert "148 people aboard" in answer.claims[0].text

    def test_a_second_judge_that_is_gone_is_not_waited_for_again(self, opened: Open) -> None:
        twice = json.dumps({"claims": [claim(PEOPLE), claim("Those aboard numbered 148 people.")]})
        with ChatServer(by_task(claims=twice, verdict=Failure(status=500))) as server:
            answer = opened(openai_url=server.url, model="scripted-1", retries=0).ask(ABOARD)
            assert [wanted(request.body) for request in server.asked].count("verdict") == 1
        assert len(answer.claims) == 2

    def test_the_model_judges_what_it_wrote_and_can_lower_it(self, opened: Open) -> None:
        hostile = json.dumps({"reason": "<b>No</b>\n# [x](javascript:1)", "verdict": "partly"})
        with ChatServer(by_task(claims=REWORDED, verdict=hostile)) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            answer = desk.ask(ABOARD)
            asked = user_message(server.asked[-1].body)
        assert f"sentence: {PEOPLE}" in asked
        assert ABOARD_WORDS in asked
        support = answer.claims[0].support
        assert support.verdict is Verdict.PARTLY
        assert support.reasons == ("the model finds only part of it there: <b>No</b> # [x](javascript:1)",)
        assert answer.provenance.usage.prompt_tokens == 100 * len(server.asked)
        assert {"answer", "support"} <= {label.partition("@")[0] for label in answer.provenance.prompts}

    def test_what_the_model_does_not_find_in_the_words_it_cited_is_dropped(self, opened: Open) -> None:
        with ChatServer(by_task(claims=REWORDED, verdict='{"reason": "No.", "verdict": "not"}')) as server:
            answer = opened(openai_url=server.url, model="scripted-1").ask(ABOARD)
        assert answer.abstained
        assert [(each.text, each.reason) for each in answer.dropped] == [(PEOPLE, "the model does not find it: No.")]

    def test_a_claim_is_shown_before_the_model_has_written_the_next(self, opened: Open) -> None:
        begun = Hang(20, REWORDED.removesuffix("]}") + ", ")
        with ChatServer(by_task(claims=begun)) as server:
            desk = opened(openai_url=server.url, model="scripted-1", retries=0)
            asking = desk.asking(ABOARD)
            found, first = next(asking), next(asking)
            assert isinstance(found, Evidence)
            assert isinstance(first, Claim)
            assert first.text == PEOPLE
            assert wanted(server.asked[-1].body) == "verdict"
            server.stopping.set()
            asking.close()  # type: ignore[attr-defined]

    def test_a_brief_is_judged_twice_too(self, opened: Open) -> None:
        partly = '{"reason": "Only the number.", "verdict": "partly"}'
        with ChatServer(by_task(claims=REWORDED, verdict=partly)) as server:
            brief = opened(openai_url=server.url, model="scripted-1").brief("the people aboard the ferry Maren Tide")
        assert {claim.support.verdict for claim in brief.claims if claim.text == PEOPLE} == {Verdict.PARTLY}

    def test_a_brief_of_quotes_says_that_a_model_wrote_a_part_of_it_again(self, opened: Open) -> None:
        with ChatServer() as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            brief = desk.brief("the sinking of the ferry Maren Tide", quotes_only=True)
            assert brief.provenance.backend == "quotes only"
            again = desk.editing.regenerate_section(brief, 0)
        assert (again.provenance.backend, again.provenance.model) == ("openai-compatible", "scripted-1")
        assert {"section", "support"} <= {label.partition("@")[0] for label in again.provenance.prompts}

    def test_a_brief_that_loses_its_model_goes_on_with_quotes(self, opened: Open) -> None:
        with ChatServer([Failure(status=500)]) as server:
            desk = opened(openai_url=server.url, model="scripted-1", retries=0)
            brief = desk.brief("the sinking of the ferry Maren Tide")
        assert brief.claims
        assert brief.provenance.note
        assert_every_quote_is_exact(desk, brief)


def test_another_embedder_has_vectors_of_its_own(opened: Open) -> None:
    with ChatServer() as server:
        other = opened(openai_url=server.url, model="scripted-1", embedder="openai:text-embedding-3-small")
        assert other.status().without_vectors == 0
        assert other.search("the ferry Maren Tide").hits
        other.close()
        asked = len(server.requests)
        again = opened()
        assert again.status().without_vectors == 0
        assert again.library.doctor().problems == ()
        assert "148 people aboard" in again.ask(ABOARD).claims[0].text
        assert len(server.requests) == asked


class TestCare:
    def test_an_article_that_is_removed_is_found_no_more(self, opened: Open) -> None:
        desk = opened()
        ids = [entry.source.article_id for entry in desk.shelf.entries(Scope(), words="ferry")]
        assert desk.library.remove(ids) == len(ids) > 0
        assert desk.ask(ABOARD).abstained
        assert desk.library.doctor().problems == ()

    def test_vectors_that_are_gone_are_made_again_from_the_shelf(self, opened: Open, tmp_path: Path) -> None:
        shutil.rmtree(tmp_path / "library" / "vectors")
        desk = opened()
        assert desk.library.doctor().problems == ()
        assert desk.ask(ABOARD).claims

    def test_vectors_that_cannot_be_read_are_made_again_from_the_shelf(self, opened: Open, tmp_path: Path) -> None:
        (tmp_path / "library" / "vectors" / "chroma.sqlite3").write_bytes(b"rubbish " * 1000)
        desk = opened()
        assert desk.library.doctor().problems == ()
        assert desk.ask(ABOARD).claims

    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        with pytest.raises(DeskUnavailable, match="file"):
            wiring.open_desk(Settings(data=tmp_path / "file"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = DATA / "seed_articles"
    if not folder.is_dir():
        pytest.skip(f"there is no data in {folder}")
    desk = wiring.open_desk(Settings(data=tmp_path_factory.mktemp("reports")))
    assert desk.library.add([LocalPath(folder)]).added == 2
    yield desk
    desk.close()


@pytest.mark.data
class TestTwoReportsOfOneEvent:
    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("How many Azerbaijani soldiers were killed?", "2,783"),
            ("When will Erdogan visit Baku?", "December 9 and 10"),
            ("Who brokered the truce?", "-brokered"),
        ],
    )
    def test_both_answer(self, reports: Desk, question: str, words: str) -> None:
        answer = reports.ask(question)
        cited = {c.source.article_id for claim in answer.claims for c in claim.citations if words in c.quote}
        assert len(cited) == 2
        assert_every_quote_is_exact(reports, answer)

    def test_what_neither_says_is_declined(self, reports: Desk) -> None:
        assert reports.ask("How many Russian soldiers died?").abstained

    def test_a_brief_shows_where_they_differ(self, reports: Desk) -> None:
        brief = reports.brief("the war over Nagorno-Karabakh and its ceasefire")
        values = [{side.value for side in disagreement.sides} for disagreement in brief.disagreements]
        assert {"November 9", "November 10"} in values
        assert any("2,317" in d.about or any("2,317" in s.claim.text for s in d.sides) for d in brief.disagreements)
