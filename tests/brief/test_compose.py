"""Briefs that are written from an outline that the reader changed, and by a model behind a real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import records, wiring
from pipeline.brief import missing
from pipeline.brief.missing import Why
from pipeline.desk import Desk
from pipeline.domain import Brief, PlannedSection, Sort
from pipeline.errors import UserError
from pipeline.settings import Settings
from tests.servers.behaviours import Failure, grounded, user_message, wanted
from tests.servers.chat_server import ChatServer

FERRY = "the sinking of the ferry Maren Tide"
# that the server says a request has
TOKENS = 100


@pytest.fixture(scope="module")
def folder(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("compose") / "data"))


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def opened(**settings: object) -> Desk:
        desks.append(wiring.open_desk(Settings(data=folder, **settings)))  # type: ignore[arg-type]
        return desks[-1]

    yield opened
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(opened: Callable[..., Desk]) -> Desk:
    return opened()


def headings(brief: Brief) -> list[str]:
    return [section.heading for section in brief.sections]


def test_what_was_added_removed_renamed_and_moved_is_what_is_written(desk: Desk) -> None:
    outline = desk.briefs.outline(FERRY)
    happened, said, *_ = outline.sections
    added = PlannedSection("The bow door", "What was wrong with the bow door?")
    brief = desk.briefs.write(replace(outline, sections=(added, replace(said, heading="Voices"), happened)))
    assert headings(brief) == ["The bow door", "Voices", "What happened"]
    assert any("bow door" in claim.text for claim in brief.sections[0].claims)
    texts = [claim.text for section in brief.sections for claim in section.claims]
    assert len(texts) == len(set(texts))


def test_a_pinned_passage_is_always_in_its_section(desk: Desk) -> None:
    outline = desk.briefs.outline(FERRY)
    found = desk.search("How many of the dead lived on Skarrow?").hits[0].passage
    sections = tuple(replace(s, pinned=(found.id,)) if Sort.AHEAD in s.takes else s for s in outline.sections)
    brief = desk.briefs.write(replace(outline, sections=sections))
    ahead = next(section for section in brief.sections if section.heading == "What comes next")
    spans = [c.span for claim in ahead.claims for c in claim.citations if c.source.article_id == found.article_id]
    assert any(found.span.start <= span.start and span.end <= found.span.end for span in spans)


def test_excluded_articles_are_never_cited_and_pinned_ones_are_read(desk: Desk) -> None:
    every = {source.article_id: source.outlet for source in desk.brief(FERRY).sources}
    ledger = next(key for key, outlet in every.items() if outlet == "The Harbour Ledger")
    without = desk.briefs.write(desk.briefs.outline(FERRY, excluded=[ledger]))
    assert ledger not in {source.article_id for source in without.sources}
    other = next(hit for hit in desk.search("rate cut by the Bank of Northmark").hits).passage.article_id
    pinned = desk.briefs.found(desk.briefs.outline(FERRY, pinned=[other]))
    assert other in pinned.articles


def test_a_language_limits_the_articles(desk: Desk) -> None:
    with pytest.raises(UserError, match="No article in this scope"):
        desk.briefs.write(desk.briefs.outline(FERRY, language="fi"))


def test_each_outlet_has_a_section_of_its_own_articles(desk: Desk) -> None:
    brief = desk.brief(FERRY, template="outlets")
    assert len(brief.sections) > 3
    for section in brief.sections:
        assert {c.source.outlet for claim in section.claims for c in claim.citations} == {section.heading}


def test_each_speaker_has_a_section_in_which_they_speak(desk: Desk) -> None:
    brief = desk.brief("the mayor and the dredging contract", template="positions")
    assert "Tobias Lenart" in headings(brief)
    lenart = next(section for section in brief.sections if section.heading == "Tobias Lenart")
    assert all("Lenart" in claim.text for claim in lenart.claims)


def test_a_speakers_section_is_theirs_whatever_it_is_called(desk: Desk) -> None:
    outline = desk.briefs.outline("the mayor and the dredging contract", template="positions")
    plain = desk.briefs.write(outline)
    sections = tuple(
        replace(each, heading="The mayor") if each.heading == "Tobias Lenart" else each for each in outline.sections
    )
    renamed = desk.briefs.write(replace(outline, sections=sections))
    assert "The mayor" in headings(renamed)
    assert [section.claims for section in renamed.sections] == [section.claims for section in plain.sections]


def test_what_is_written_again_says_so(desk: Desk) -> None:
    brief = desk.brief(FERRY)
    again = desk.brief("", of=brief)
    other = desk.briefs.write(replace(brief.outline, sections=brief.outline.sections[:2]), of=again)
    assert [each.change for each in (brief, again, other)] == ["", "Written again.", "Written again from another plan."]


def test_a_brief_without_a_plan_is_written_again_as_its_template_says(desk: Desk) -> None:
    brief = desk.brief(FERRY)
    stored = records.brief(brief)
    del stored["outline"]
    first = records.read_brief(stored)
    again = desk.brief("", of=first)
    assert again.sections == brief.sections
    assert all(section.takes for section in again.outline.sections)


def test_a_template_of_the_readers_own_is_written_by(desk: Desk, folder: Path) -> None:
    own = folder / "templates" / "ahead.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        'label = "Ahead"\nform = "sorts"\nshows = []\n[[sections]]\n'
        'heading = "Soon"\nasks = "What comes next in {topic}?"\ntakes = ["ahead"]\n',
        encoding="utf-8",
    )
    brief = desk.brief(FERRY, template="ahead")
    own.unlink()
    assert headings(brief) == ["Soon"]
    assert (brief.figures, brief.timeline, brief.disagreements) == ((), (), ())


def test_the_summary_is_half_a_page(desk: Desk) -> None:
    brief = desk.brief(FERRY, template="summary")
    assert brief.length == "half-page"
    assert 0 < sum(len(claim.text.split()) for section in brief.sections for claim in section.claims) <= 250


def test_once_it_is_stopped_it_keeps_what_is_written(desk: Desk) -> None:
    done: list[int] = []
    outline = desk.briefs.outline(FERRY)
    brief = desk.briefs.write(
        outline, section_done=lambda number, _of: done.append(number), is_stopped=lambda: len(done) == 2
    )
    assert headings(brief) == ["What happened", "Who says what"]
    assert brief.gaps[0] == "“What comes next” is not written: the writing was stopped."
    assert desk.shelf.brief(brief.id) == brief


def claims_of(*claims: tuple[str, str]) -> str:
    """What a model replies: each claim with the words that it quotes of the first passage."""
    return json.dumps(
        {"claims": [{"quotes": [{"passage": "p1", "words": words}], "text": text} for text, words in claims]}
    )


def is_rewrite(body: Mapping[str, object]) -> bool:
    messages = body["messages"]
    assert isinstance(messages, list)
    return "failed its check" in str(messages[0]["content"])


class TestWithAModel:
    def test_each_section_is_one_call(self, opened: Callable[..., Desk]) -> None:
        asked: list[str] = []

        def script(body: Mapping[str, object]) -> str:
            asked.append(user_message(body))
            return grounded(body)

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            brief = desk.briefs.write(desk.briefs.outline(FERRY))
        topics = [line for text in asked for line in text.splitlines() if line.startswith("Topic: ")]
        assert sorted(topics) == sorted(f"Topic: {planned.asks}" for planned in brief.outline.sections)
        assert brief.provenance.model == "scripted-1"
        assert not brief.provenance.note

    def test_what_fails_is_written_once_more_with_the_reason(self, opened: Callable[..., Desk]) -> None:
        told: list[str] = []

        def script(body: Mapping[str, object]) -> str:
            if is_rewrite(body):
                told.append(user_message(body))
                return grounded_rewrite(body)
            found = json.loads(grounded(body)).get("claims")
            if found:
                found[0]["text"] = "999 people were on the ferry."
                return json.dumps({"claims": found[:1]})
            return grounded(body)

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            outline = desk.briefs.outline(FERRY)
            brief = desk.briefs.write(replace(outline, sections=outline.sections[:1]))
        assert "sentence: 999 people were on the ferry." in told[0]
        assert "reason: " in told[0]
        assert "999" not in brief.sections[0].claims[0].text
        assert brief.dropped == ()
        assert any(label.startswith("rewrite@") for label in brief.provenance.prompts)

    def test_what_is_written_once_more_as_what_is_there_already_is_not_said_twice(
        self, opened: Callable[..., Desk]
    ) -> None:
        first = ""

        def script(body: Mapping[str, object]) -> str:
            nonlocal first
            if is_rewrite(body):
                return first
            found = json.loads(grounded(body)).get("claims")
            if not found:
                return grounded(body)
            first = json.dumps({"claims": found[:1]})
            return json.dumps({"claims": [found[0], {**found[0], "text": "999 people were on the ferry."}]})

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            outline = desk.briefs.outline(FERRY)
            brief = desk.briefs.write(replace(outline, sections=outline.sections[:1]))
        texts = [claim.text for claim in brief.sections[0].claims]
        assert len(texts) == len(set(texts))
        assert [dropped.text for dropped in brief.dropped] == ["999 people were on the ferry."]

    def test_what_fails_again_is_dropped(self, opened: Callable[..., Desk]) -> None:
        invented = claims_of(("999 people were on the ferry.", "999 people were aboard the ship"))
        with ChatServer(lambda _body: invented) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            outline = desk.briefs.outline(FERRY)
            brief = desk.briefs.write(replace(outline, sections=outline.sections[:1]))
        assert [dropped.text for dropped in brief.dropped] == ["999 people were on the ferry."]
        assert brief.sections == ()

    def test_a_spent_budget_begins_no_further_section(self, opened: Callable[..., Desk]) -> None:
        with ChatServer(grounded) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            brief = desk.briefs.write(desk.briefs.outline(FERRY), budget=1)
        assert len(brief.sections) <= 2
        assert "“Background” is not written: the tokens for this brief are spent." in brief.gaps
        assert not brief.provenance.note

    def test_when_the_model_fails_all_is_written_by_quotes(self, opened: Callable[..., Desk]) -> None:
        with ChatServer(lambda _body: Failure(status=500)) as server:
            desk = opened(openai_url=server.url, model="scripted-1", retries=0)
            brief = desk.briefs.write(desk.briefs.outline(FERRY))
        assert brief.provenance.note
        assert brief.provenance.backend == "quotes only"
        assert headings(brief)[0] == "What happened"

    def test_what_is_begun_when_it_is_stopped_is_kept_and_all_of_it_counted(self, opened: Callable[..., Desk]) -> None:
        with ChatServer(grounded) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            brief = desk.briefs.write(desk.briefs.outline(FERRY), is_stopped=lambda: True)
            asked = len(server.asked)
        stopped = [
            planned.heading
            for planned in brief.outline.sections
            if missing.gap(planned.heading, Why.STOPPED) in brief.gaps
        ]
        assert stopped == ["What comes next", "Background", "Not known yet"]
        assert brief.provenance.usage.prompt_tokens == TOKENS * asked

    def test_what_was_spent_before_the_model_failed_is_counted(self, opened: Callable[..., Desk]) -> None:
        answered: list[str] = []

        def script(body: Mapping[str, object]) -> str | Failure:
            if "Topic: What are the main facts" in user_message(body):
                return Failure(status=500)
            answered.append(user_message(body))
            return grounded(body)

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1", retries=0)
            brief = desk.briefs.write(desk.briefs.outline(FERRY))
        assert brief.provenance.note
        assert answered
        assert brief.provenance.usage.prompt_tokens == TOKENS * len(answered)

    def test_figures_are_those_of_the_articles_own_sentences(self, opened: Callable[..., Desk]) -> None:
        def script(body: Mapping[str, object]) -> str:
            """One sentence of all that the first passage says."""
            text = next(line for line in user_message(body).splitlines() if line.startswith("p1 text: "))
            words = text.removeprefix("p1 text: ")
            return grounded(body) if wanted(body) != "claims" else claims_of((words.replace(". ", "; "), words))

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            brief = desk.briefs.write(desk.briefs.outline(FERRY))
        written = [claim.text for section in brief.sections for claim in section.claims]
        figures = [figure.claim.text for figure in brief.figures]
        assert written
        assert figures
        assert not set(written) & set(figures)
        assert any(text.rstrip(".") in claim for text in figures for claim in written)

    def test_what_it_took_to_plan_is_counted_once_in_what_is_written(self, opened: Callable[..., Desk]) -> None:
        with ChatServer(grounded) as server:
            desk = opened(openai_url=server.url, model="scripted-1")
            outline = desk.briefs.outline(FERRY, template="background")
            assert outline.usage.prompt_tokens == TOKENS
            brief = desk.briefs.write(replace(outline, sections=outline.sections[:1]))
            asked = len(server.asked)
            again = desk.briefs.write(brief.outline, of=brief)
        assert brief.provenance.usage.prompt_tokens == TOKENS * asked
        assert again.provenance.usage.prompt_tokens == TOKENS * (len(server.asked) - asked)


class TestHeadingsOfAModel:
    """One section, which is planned under the heading that is given."""

    @pytest.fixture
    def written(self, opened: Callable[..., Desk]) -> Iterator[Callable[[str], Brief]]:
        heading = ""

        def script(body: Mapping[str, object]) -> str:
            if wanted(body) != "sections":
                return grounded(body)
            asks = "How many people were aboard the ferry Maren Tide?"
            return json.dumps({"sections": [{"passages": ["p1"], "heading": heading, "asks": asks}]})

        with ChatServer(script) as server:
            desk = opened(openai_url=server.url, model="scripted-1")

            def written(planned: str) -> Brief:
                nonlocal heading
                heading = planned
                return desk.briefs.write(desk.briefs.outline(FERRY, template="background"))

            yield written

    def test_plain_words_stay(self, written: Callable[[str], Brief]) -> None:
        assert headings(written("People on board")) == ["People on board"]

    @pytest.mark.parametrize(
        "heading",
        ["Ninety thousand on board", "The voyage of Jean Dupont", "Aboard on 3 July", "Aboard with Ada Quell"],
    )
    def test_what_no_article_has_is_not_planned(self, written: Callable[[str], Brief], heading: str) -> None:
        brief = written(heading)
        assert brief.claims
        assert heading not in headings(brief)

    def test_what_the_section_does_not_say_is_no_heading_of_it(
        self, written: Callable[[str], Brief], desk: Desk
    ) -> None:
        plain = written("People on board")
        said = " ".join(claim.text for section in plain.sections for claim in section.claims)
        elsewhere = ["Skarrow", "Harbour Ledger", "Northmark"]
        name = next(name for name in elsewhere if name not in said)
        outline = replace(plain.outline, drafted=(heading := f"People on board for {name}",))
        sections = (replace(outline.sections[0], heading=heading),)
        brief = desk.briefs.write(replace(outline, sections=sections), quotes_only=True)
        assert heading not in headings(brief)
        assert headings(brief) == [section.heading for section in brief.outline.sections]

    def test_a_heading_of_the_readers_own_is_left_as_it_is(self, written: Callable[[str], Brief], desk: Desk) -> None:
        outline = written("People on board").outline
        own = (replace(outline.sections[0], heading="For Ada Nobody, 3 July"),)
        assert headings(desk.briefs.write(replace(outline, sections=own), quotes_only=True)) == [own[0].heading]


def grounded_rewrite(body: Mapping[str, object]) -> str:
    """The first sentence of the first passage, word for word."""
    text = next(line for line in user_message(body).splitlines() if line.startswith("p1 text: "))
    sentence = text.removeprefix("p1 text: ").split(". ")[0].rstrip(".")
    return claims_of((sentence, sentence))
