"""Passages, answers, and answers as they come into being; nobody waits for another, and nothing goes on for nobody."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.domain import Role
from pipeline.doors import shapes
from pipeline.doors.rest.access import AT_ONCE
from pipeline.doors.tokens import Tokens
from tests.browser.app_server import Served, serve
from tests.doors.rest.conftest import client, told
from tests.doors.shell import run
from tests.servers.behaviours import Body, Reply, grounded, wanted
from tests.servers.chat_server import MODEL, ChatServer

pytestmark = pytest.mark.xdist_group("rest")

QUESTION = "How many people were aboard the Maren Tide?"


def events(response: httpx.Response) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in response.iter_lines():
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def lasting(answer: dict[str, Any]) -> dict[str, Any]:
    """Without when it was made, and how long that took."""
    made = {name: value for name, value in answer["provenance"].items() if name != "made_at"}
    return {**answer, "provenance": made, "seconds": 0}


def test_the_answer_is_that_of_the_command_line(reader: httpx.Client, served: Served) -> None:
    answer = reader.post("/ask", json={"question": QUESTION}).json()
    command = run("ask", QUESTION, "--json", "--data", served.data).json
    assert lasting(answer) == {**lasting(command), "material": shapes.MATERIAL, "warnings": []}


def test_every_citation_leads_to_its_very_words(reader: httpx.Client) -> None:
    claims = reader.post("/ask", json={"question": QUESTION}).json()["claims"]
    assert claims
    for cited in (each for claim in claims for each in claim["citations"]):
        place = {name: cited[name] for name in ("revision", "start", "end")}
        assert reader.get(f"/articles/{cited['article_id']}/text", params=place).json()["text"] == cited["quote"]
        whole = reader.get(f"/articles/{cited['article_id']}").json()["text"]
        assert whole[cited["start"] : cited["end"]] == cited["quote"]


def test_what_the_articles_do_not_say_is_declined(reader: httpx.Client) -> None:
    answer = reader.post("/ask", json={"question": "How many cars were on the Maren Tide?"}).json()
    assert (answer["abstained"], answer["claims"]) == (True, [])
    assert answer["gaps"]


def test_a_stream_tells_each_claim_before_the_answer_that_counts(reader: httpx.Client) -> None:
    with reader.stream("POST", "/ask/stream", json={"question": QUESTION}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        told = list(events(response))
    names = [name for name, _ in told]
    assert (names[0], names[-1]) == ("evidence", "answer")
    assert set(names[1:-1]) <= {"claim", "dropped"}
    answer = told[-1][1]
    assert [data for name, data in told if name == "claim"] == answer["claims"]
    assert lasting(answer) == lasting(reader.post("/ask", json={"question": QUESTION}).json())


def test_a_scope_is_heeded_and_a_slip_in_it_told(reader: httpx.Client) -> None:
    asked = {"question": "ferry", "scope": {"outlets": ["Valley Courant"]}}
    assert {hit["outlet"] for hit in reader.post("/search", json=asked).json()["hits"]} == {"Valley Courant"}
    asked["scope"] = {"outlets": ["Valley Currant"]}
    found = reader.post("/search", json=asked).json()
    assert found["hits"] == []
    assert "did you mean 'Valley Courant'?" in found["warnings"][0]


def test_an_earlier_turn_is_heeded(reader: httpx.Client) -> None:
    history = [[QUESTION, "There were 148 people aboard."]]
    answer = reader.post("/ask", json={"question": "When was it last inspected?", "history": history}).json()
    assert answer["searched_for"] != answer["question"]
    assert any("inspected" in claim["text"] for claim in answer["claims"])


def slowly(body: Body) -> Reply:
    """A model that takes half a minute to write an answer, of ten claims."""
    if wanted(body) != "claims":
        return Reply(grounded(body))
    claims = json.loads(grounded(body))["claims"]
    text = json.dumps({"claims": (claims * 10)[:10]})
    return Reply(text, piece=8, pause=30 / (len(text) / 8))


@pytest.fixture(scope="module")
def slow(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, ChatServer]]:
    """The app with such a model."""
    data = tmp_path_factory.mktemp("slow") / "data"
    shutil.copytree(sample_library, data)
    with ChatServer(slowly) as model:
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFDESK_MODEL": MODEL, "BRIEFDESK_RESEARCH": "off"}
        with serve(data, settings) as app:
            yield app, model


def bearer_of(served: Served, name: str) -> httpx.Client:
    return client(served, Tokens(served.data).make(name, Role.READER, datetime.now(UTC)))


def test_who_leaves_a_stream_ends_the_asking(slow: tuple[Served, ChatServer]) -> None:
    served, model = slow
    with bearer_of(served, "leaver") as leaver:
        with leaver.stream("POST", "/ask/stream", json={"question": QUESTION}) as response:
            assert next(events(response))[0] == "evidence"
            until = time.monotonic() + 10
            while not model.asked and time.monotonic() < until:
                time.sleep(0.05)
        assert model.asked[-1].was_left.wait(20)


def test_who_leaves_an_answer_ends_the_asking(slow: tuple[Served, ChatServer]) -> None:
    served, model = slow
    before = len(model.asked)
    with bearer_of(served, "hasty") as hasty:
        for seconds in (4, 16):  # on a busy machine the first may be over before the model was asked
            with pytest.raises(httpx.ReadTimeout):
                hasty.post("/ask", json={"question": QUESTION}, timeout=seconds)
            if len(model.asked) > before:
                break
    assert len(model.asked) > before
    assert model.asked[-1].was_left.wait(20)


def test_nobody_waits_for_an_answer_that_takes_long(slow: tuple[Served, ChatServer]) -> None:
    served, _ = slow
    with bearer_of(served, "patient") as patient, bearer_of(served, "other") as other, ExitStack() as streams:
        for _ in range(AT_ONCE):
            stream = streams.enter_context(patient.stream("POST", "/ask/stream", json={"question": QUESTION}))
            assert next(events(stream))[0] == "evidence"
        started = time.monotonic()
        assert other.post("/search", json={"question": "ferry"}).json()["hits"]
        assert time.monotonic() - started < 15
        assert "at a time" in told(patient.get("/status"), 429)
