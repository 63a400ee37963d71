from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress

import langsmith
import langsmith.utils
import numpy as np
import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers

from pipeline.adapters import json_reply
from pipeline.adapters.openai_api import WAYS, OpenAIChat
from pipeline.adapters.openai_embedder import OpenAIEmbedder
from pipeline.adapters.openai_server import Server
from pipeline.domain import Usage
from pipeline.errors import (
    BadReply,
    BriefdeskError,
    KeyRefused,
    ModelUnknown,
    QuotaSpent,
    RateLimited,
    ServiceError,
    Unreachable,
)
from pipeline.settings import Settings
from tests.contracts.test_chat_model import PARSED, SHAPE, TWO
from tests.servers import behaviours as be
from tests.servers.chat_server import ChatServer

KEY = "sk-do-not-show-0123456789"
StartChat = Callable[..., tuple[OpenAIChat, ChatServer]]
StartEmbedder = Callable[..., tuple[OpenAIEmbedder, ChatServer]]


@pytest.fixture
def chat() -> Iterator[StartChat]:
    with ExitStack() as stack:

        def started(script: be.Script, server: dict[str, object] | None = None, **more: object) -> object:
            served = stack.enter_context(ChatServer(script, **(server or {})))  # type: ignore[arg-type]
            given = {
                "openai_url": served.url,
                "openai_key": KEY,
                "retries": 0,
                "timeout_seconds": be.patience(script),
            } | more
            return stack.enter_context(closing(OpenAIChat(Settings(**given)))), served  # type: ignore[arg-type]

        yield started  # type: ignore[misc]


@pytest.fixture
def embedder() -> Iterator[StartEmbedder]:
    with ExitStack() as stack:

        def started(model: str = "text-embedding-3-small", **server: object) -> object:
            served = stack.enter_context(ChatServer(**server))  # type: ignore[arg-type]
            patience = be.patience(server.get("embedding_script", ()))  # type: ignore[arg-type]
            settings = Settings(openai_url=served.url, retries=0, timeout_seconds=patience)
            return stack.enter_context(closing(OpenAIEmbedder(settings, model))), served

        yield started  # type: ignore[misc]


def streamed(model: OpenAIChat) -> list[object]:
    return list(model.stream("system", "user", SHAPE, lambda _: None))


def failed(model: OpenAIChat) -> BriefdeskError:
    with pytest.raises(BriefdeskError) as caught:
        streamed(model)
    return caught.value


# how it asks


def test_a_strict_schema_is_asked_for_first(chat: StartChat) -> None:
    model, server = chat([TWO])
    streamed(model)
    asked = server.requests[0].body["response_format"]
    assert asked == {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": SHAPE}}


@pytest.mark.parametrize(
    ("server", "forms"),
    [
        ({"forms": {"json_schema"}, "refuses": {"stream_options"}}, ["json_schema"] * 2),
        ({"forms": {"json_object"}}, ["json_schema", "json_schema", "json_object"]),
        ({"forms": ()}, ["json_schema", "json_schema", "json_object", ""]),
        ({"forms": (), "refuses": {"temperature"}}, ["json_schema", "json_schema", "json_object", "", ""]),
    ],
)
def test_a_server_is_asked_as_it_likes_and_that_is_remembered(
    chat: StartChat, server: dict[str, object], forms: list[str]
) -> None:
    model, served = chat([TWO], server)
    assert streamed(model) == PARSED
    assert [request.form for request in served.requests] == forms
    assert streamed(model) == PARSED
    assert [request.form for request in served.requests] == [*forms, forms[-1]]


def test_a_schema_that_the_server_does_not_take_is_told_in_words(chat: StartChat) -> None:
    model, server = chat([TWO], {"forms": ()})
    streamed(model)
    systems = [request.body["messages"][0]["content"] for request in server.requests]  # type: ignore[index]
    assert systems[0] == "system"
    assert systems[-1].startswith("system")
    assert json.dumps(SHAPE) in systems[-1]


def test_a_request_that_no_way_can_mend_is_not_asked_again_and_again(chat: StartChat) -> None:
    model, server = chat([be.TOO_LONG])
    assert "longer than the model" in str(failed(model))
    assert len(server.requests) == 1


def test_a_failure_of_one_call_does_not_change_the_way_of_the_next(chat: StartChat) -> None:
    model, server = chat([*[be.Failure(400)] * len(WAYS), TWO])
    failed(model)
    assert streamed(model) == PARSED
    assert server.requests[-1].form == "json_schema"


@pytest.mark.parametrize(
    "wrapped", ["Here you are:\n```json\n%s\n```\nBye.", "<think>{claims: [</think>\n%s", "\n\n%s"]
)
def test_what_stands_around_the_json_does_not_matter(chat: StartChat, wrapped: str) -> None:
    model, _ = chat([wrapped % TWO], {"forms": ()})
    assert streamed(model) == PARSED
    assert model.reply("system", "user", SHAPE, lambda _: None) == {"claims": PARSED}


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 1000])
def test_where_the_stream_is_cut_into_pieces_does_not_matter(piece: int) -> None:
    reader = json_reply.ArrayReader("claims")
    found = [item for at in range(0, len(TWO), piece) for item in reader.feed(TWO[at : at + piece])]
    assert found == PARSED
    assert reader.is_complete


def test_a_reply_without_end_is_cut_off() -> None:
    reader = json_reply.ArrayReader("claims")
    with pytest.raises(BadReply, match="end"):
        list(reader.feed(" " * (json_reply.LONGEST + 1)))


def test_a_list_of_something_else_is_a_bad_reply() -> None:
    with pytest.raises(BadReply):
        list(json_reply.ArrayReader("claims").feed('{"claims": ["words"]}'))


def test_a_shape_without_one_array_cannot_be_streamed() -> None:
    with pytest.raises(ValueError, match="one array"):
        json_reply.array_name({"properties": {"a": {"type": "string"}}})


# keys, costs, waiting


def test_the_key_is_sent_and_a_server_that_needs_none_gets_something_else(chat: StartChat) -> None:
    model, server = chat([TWO], {"key": KEY})
    assert streamed(model) == PARSED
    assert server.requests[0].authorization == f"Bearer {KEY}"
    keyless, other = chat([TWO], openai_key="")
    assert streamed(keyless) == PARSED
    assert other.requests[0].authorization == "Bearer no-key"


def test_the_key_is_in_no_message_no_repr_and_no_log(chat: StartChat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for behaviour in (be.NO_KEY, be.NO_QUOTA, be.Failure(500), be.Hang(5), be.Reply("no"), be.Reply(TWO)):
        model, server = chat([behaviour])
        with suppress(BriefdeskError):
            streamed(model)
        assert server.requests[0].authorization.endswith(KEY)
        assert KEY not in repr(model) + repr(vars(model))
    error = failed(chat([be.NO_KEY])[0])
    assert KEY not in "".join(traceback.format_exception(error))
    assert caplog.text
    assert KEY not in caplog.text


def test_the_cost_is_told_where_the_price_is_known(chat: StartChat) -> None:
    told: list[Usage] = []
    model, _ = chat([TWO], prompt_price=2.0, completion_price=10.0)
    list(model.stream("system", "user", SHAPE, told.append))
    words = len(TWO.split())
    assert told == [Usage(100, words, (100 * 2.0 + words * 10.0) / 1_000_000)]


def test_a_server_that_does_not_count_tokens_spends_nothing(chat: StartChat) -> None:
    told: list[Usage] = []
    model, _ = chat([be.Reply(TWO, counts_tokens=False)])
    list(model.stream("system", "user", SHAPE, told.append))
    assert told == [Usage()]


def test_the_wait_that_the_server_asks_for_is_kept(chat: StartChat) -> None:
    model, server = chat([be.busy("1.1"), TWO], retries=1)
    assert streamed(model) == PARSED
    first, second = (request.at for request in server.requests)
    # unasked, the client waits half a second at most
    assert second - first >= 1.1


def test_a_spent_quota_is_not_tried_again(chat: StartChat) -> None:
    model, server = chat([be.NO_QUOTA], retries=3)
    started = time.monotonic()
    assert isinstance(failed(model), QuotaSpent)
    assert len(server.requests) == 1
    assert time.monotonic() - started < 1


def test_silence_ends_after_the_time_that_was_set(chat: StartChat) -> None:
    model, _ = chat([be.Hang(20)], timeout_seconds=0.2)
    started = time.monotonic()
    assert "BRIEFDESK_TIMEOUT_SECONDS" in str(failed(model))
    assert time.monotonic() - started < 3


def test_a_slow_reply_is_not_silence(chat: StartChat) -> None:
    model, _ = chat([be.Reply(TWO, piece=4, pause=0.05)], timeout_seconds=0.4)
    started = time.monotonic()
    assert model.reply("system", "user", SHAPE, lambda _: None) == {"claims": PARSED}
    assert time.monotonic() - started > 0.4


# what it says


def test_messages_name_the_way_out(chat: StartChat) -> None:
    def message(behaviour: be.Behaviour) -> tuple[type[BriefdeskError], str]:
        model, server = chat([behaviour], model="scripted-1")
        error = failed(model)
        assert error.__cause__ is not None
        return type(error), str(error).replace(server.url.split("/")[2], "HOST")

    assert message(be.NO_KEY) == (KeyRefused, "The model server at HOST refused the key in OPENAI_API_KEY.")
    assert message(be.NO_MODEL) == (
        ModelUnknown,
        "The model server at HOST has no model called scripted-1. Name another in BRIEFDESK_MODEL.",
    )
    assert message(be.NO_QUOTA) == (QuotaSpent, "The model server at HOST says that the account's quota is spent.")
    assert message(be.busy("7")) == (
        RateLimited,
        "The model server at HOST is getting too many requests at the moment. Try again in 7 seconds.",
    )
    assert message(be.Failure(500)) == (Unreachable, "The model server at HOST failed (HTTP 500). Try again.")


def test_the_servers_name_is_openai_or_the_host_without_a_password() -> None:
    assert Server.of(Settings(openai_key=KEY)) == Server("https://api.openai.com/v1", "OpenAI")
    named = Server.of(Settings(openai_url="http://me:secret@desk.example:8080/v1")).name
    assert named == "The model server at desk.example:8080"


def test_nothing_is_told_to_a_tracing_service_whatever_the_environment_says(
    chat: StartChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    langsmith.configure(enabled=None)
    with ChatServer() as tracing:
        for name, value in (("TRACING", "true"), ("API_KEY", "key"), ("ENDPOINT", tracing.url)):
            monkeypatch.setenv(f"LANGSMITH_{name}", value)
        langsmith.utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
        assert langsmith.utils.tracing_is_enabled()
        model, _ = chat([TWO])
        assert streamed(model) == PARSED
        assert not langsmith.utils.tracing_is_enabled()
        wait_for_all_tracers()
        assert tracing.requests == []
    monkeypatch.undo()
    langsmith.utils.get_env_var.cache_clear()  # type: ignore[attr-defined]


# embeddings


def test_rows_are_unit_vectors_in_the_order_of_the_texts(embedder: StartEmbedder) -> None:
    model, _ = embedder()
    rows = model.embed(["island ferry", "mayor", "island ferry"])
    assert rows.shape == (3, 64)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.array_equal(rows[0], rows[2])
    assert np.allclose(rows[1], be.vector("mayor"))


def test_many_texts_go_in_batches(embedder: StartEmbedder) -> None:
    model, server = embedder()
    rows = model.embed([f"text {number}" for number in range(300)])
    assert [len(request.body["input"]) for request in server.requests] == [128, 128, 44]  # type: ignore[arg-type]
    assert np.allclose(rows[299], be.vector("text 299"), atol=1e-6)


def test_no_text_is_no_row_of_as_many_dimensions(embedder: StartEmbedder) -> None:
    model, _ = embedder()
    assert model.embed([]).shape == (0, 64)
    assert model.dimensions == 64


def test_a_long_text_is_cut_and_an_empty_one_is_embedded(embedder: StartEmbedder) -> None:
    model, server = embedder()
    assert model.embed(["word " * 5000, "", " \n"]).shape == (3, 64)
    assert [len(text) for text in server.requests[0].body["input"]] == [8000, 1, 1]  # type: ignore[attr-defined]


def test_openais_models_need_no_call_to_know_their_dimensions() -> None:
    with closing(OpenAIEmbedder(Settings(openai_key=KEY), "text-embedding-3-large")) as model:
        assert model.embed([]).shape == (0, 3072)


def test_the_space_names_the_model_in_letters_that_a_collection_takes() -> None:
    def space(model: str) -> str:
        with closing(OpenAIEmbedder(Settings(openai_key=KEY), model)) as made:
            return made.space

    assert space("text-embedding-3-small") == "openai-text-embedding-3-small"
    assert space("nomic/embed:v1.5").startswith("openai-nomic-embed-v1.5-")
    assert space("nomic/embed") != space("nomic-embed") != space("nomic:embed")


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (be.NO_KEY, KeyRefused),
        (be.NO_MODEL, ModelUnknown),
        (be.NO_QUOTA, QuotaSpent),
        (be.busy(), RateLimited),
        (be.Failure(500), Unreachable),
        (be.Failure(400), ServiceError),
        (be.Hang(5), Unreachable),
        (be.Raw(b"<html>a page</html>", "text/html"), BadReply),
        (be.Raw(b'{"data": []}'), BadReply),
        (be.Raw(b'{"data": [{"index": 0, "embedding": [NaN, 1]}]}'), BadReply),
        (be.Raw(b'{"data": [{"index": 0, "embedding": [0, 0]}]}'), BadReply),
        (be.Raw(b'{"data": [{"index": 0, "embedding": ["a"]}]}'), BadReply),
        (be.Raw(b"nonsense"), BadReply),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else repr(value)[:50],
)
def test_embeddings_fail_with_the_same_errors(
    embedder: StartEmbedder, behaviour: be.Behaviour, error: type[BriefdeskError]
) -> None:
    model, _ = embedder(embedding_script=[behaviour])
    with pytest.raises(error) as caught:
        model.embed(["words"])
    assert type(caught.value) is error


def test_an_unknown_embedding_model_names_its_own_setting(embedder: StartEmbedder) -> None:
    model, _ = embedder(embedding_script=[be.NO_MODEL])
    with pytest.raises(ModelUnknown, match="BRIEFDESK_EMBEDDER"):
        model.embed(["words"])
