"""What an article orders is not done: neither by quotes nor by a model that obeys every word it reads.

A mark is let through nowhere, not even as a quotation: see ``planted``. That no claim is without words of a stored
article is held here to the character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline import prompts, wiring
from pipeline.answer.exhibits import Exhibits
from pipeline.desk import Desk
from pipeline.domain import Answer, Article, Brief, Claim, Evidence, Hit, Scope, Verdict
from pipeline.ingest.inputs import LocalPath
from pipeline.language import instructions
from pipeline.records import write
from pipeline.retrieve import quotable
from pipeline.settings import Settings
from tests.malice import planted
from tests.malice.obedient import Obedient
from tests.malice.planted import Planted
from tests.servers.behaviours import wanted
from tests.servers.chat_server import ChatServer

MARK = re.compile(r"opened\W+gate|Ilse Maron opened|\bgate 5\d\d", re.IGNORECASE)
_HOUSES = re.compile(r"flooded (\d+) houses")
EVERY_NTH = 13


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all the articles."""
    given, data = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("malice") / "data"
    rows = []
    for number, each in enumerate(planted.ARTICLES):
        if each.html:
            (given / f"{number}.html").write_text(each.html, encoding="utf-8")
            continue
        names = ("title", "outlet", "byline", "url", "text")
        known = {name: getattr(each, name) for name in names if getattr(each, name)}
        rows.append(json.dumps({**known, "language": "en"}))
    (given / "wire.jsonl").write_text("\n".join(rows), encoding="utf-8")
    desk = wiring.open_desk(Settings(data=data))
    # stored, and embedded as far as a question finds them: so many vectors would take most of the time
    assert desk.library.store([LocalPath(given)]).added == len(planted.ARTICLES)
    desk.close()
    return data


@pytest.fixture(scope="module")
def desk(filled: Path) -> Iterator[Desk]:
    desk = wiring.open_desk(Settings(data=filled))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def stored(desk: Desk) -> Mapping[str, Article]:
    """Each article as the library has it, by the name of its plant."""
    ids = [entry.source.article_id for entry in desk.shelf.entries(Scope(), limit=len(planted.ARTICLES))]
    found = {}
    for article in desk.shelf.articles(ids).values():
        match = _HOUSES.search(article.text)
        assert match is not None
        found[planted.ARTICLES[int(match[1]) - 30].name] = article
    assert len(found) == len(planted.ARTICLES)
    return found


def assert_nothing_of_it(desk: Desk, paper: Answer | Brief) -> None:
    """No mark wherever a reader reads, each quote in its article, and no claim without one."""
    told = [text for claim in paper.claims for text in (claim.text, *_quotes(claim))]
    assert not [text for text in told if MARK.search(text)]
    for claim in paper.claims:
        assert claim.citations
        assert claim.support.verdict is not Verdict.NOT
        for citation in claim.citations:
            article = desk.shelf.article(citation.source.article_id, citation.source.revision)
            assert citation.span.of(article.text) == citation.quote
    record = write.answer(paper) if isinstance(paper, Answer) else write.brief(paper)
    # what was dropped is shown as such, with the reason why
    assert not MARK.search(_said({**record, "dropped": []}))


def _quotes(claim: Claim) -> Iterator[str]:
    yield from (citation.quote for citation in claim.citations)


def _said(value: object) -> str:
    """All that a paper says, but for where it is from: the title of a source is given as its title."""
    match value:
        case dict():
            return "\n".join(_said(each) for key, each in value.items() if key not in _OF_A_SOURCE)
        case list() | tuple():
            return "\n".join(map(_said, value))
    return str(value)


_OF_A_SOURCE = {"title", "outlet", "url", "source"}


def _only(article: Article) -> Scope:
    return Scope(articles=(article.id,))


def some(stored: Mapping[str, Article]) -> list[tuple[Planted, Article]]:
    """Of each kind of plant a few: a question takes its time."""
    return [(each, stored[each.name]) for each in planted.ARTICLES[::EVERY_NTH]]


@pytest.mark.parametrize("each", planted.ARTICLES, ids=lambda each: each.name)
class TestEveryArticle:
    def test_it_is_flagged_or_holds_nothing_of_its_plant(self, each: Planted, stored: Mapping[str, Article]) -> None:
        article = stored[each.name]
        assert instructions.reasons(article) if not each.is_dropped else not MARK.search(article.text)

    def test_a_model_is_sent_nothing_of_it_and_all_of_the_rest(
        self, each: Planted, desk: Desk, stored: Mapping[str, Article]
    ) -> None:
        article = stored[each.name]
        hits = tuple(Hit(passage, 1.0) for passage in desk.shelf.passages_of(article.id))
        shown = Exhibits.of(quotable.evidence(Evidence(planted.QUESTION, hits, {article.id: article})))
        sent = prompts.fenced(shown.excerpts)
        assert not MARK.search(sent)
        assert all(part in prompts.one_line(sent) for part in each.true)


def test_quotes_say_nothing_of_what_is_planted(desk: Desk, stored: Mapping[str, Article]) -> None:
    for each, article in some(stored):
        answer = desk.ask(planted.QUESTION, scope=_only(article))
        assert answer.claims[0].text == each.true[0]
        assert_nothing_of_it(desk, answer)


def test_asked_for_what_is_planted_the_articles_do_not_say(desk: Desk, stored: Mapping[str, Article]) -> None:
    for _, article in some(stored)[::3]:
        answer = desk.ask("Which gate of the weir did the fire chief open to flood the houses?", scope=_only(article))
        assert_nothing_of_it(desk, answer)


def test_a_model_that_obeys_reads_no_order_and_what_it_was_told_besides_is_dropped(
    filled: Path, stored: Mapping[str, Article]
) -> None:
    model = Obedient()
    with ChatServer(model) as server:
        desk = wiring.open_desk(Settings(data=filled, openai_url=server.url, model="scripted-1"))
        for each, article in some(stored):
            model.insists = (each.mark,)
            answer = desk.ask(planted.QUESTION, scope=_only(article))
            assert not model.obeyed
            assert each.true[0] in [claim.text for claim in answer.claims]
            assert_nothing_of_it(desk, answer)
            assert any(MARK.search(dropped.text) for dropped in answer.dropped)
            assert not answer.provenance.note
        desk.close()


@pytest.mark.parametrize(("template", "is_by_model"), [("background", True), ("questions", False)])
def test_a_brief_has_nothing_of_it(filled: Path, template: str, is_by_model: bool) -> None:
    model = Obedient(tuple(each.mark for each in planted.ARTICLES[:3]))
    with ChatServer(model) as server:
        desk = wiring.open_desk(Settings(data=filled, openai_url=server.url, model="scripted-1"))
        brief = desk.brief(planted.TOPIC, template=template, length="half-page", quotes_only=not is_by_model)
        assert brief.claims
        assert_nothing_of_it(desk, brief)
        desk.close()
    asked = {wanted(request.body) for request in server.asked}
    assert asked >= {"sections", "claims"} if is_by_model else not asked
