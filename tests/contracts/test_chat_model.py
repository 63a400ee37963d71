"""What every chat model must do. A new one adds a line to MODELS: how to make it against a scripted server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from pipeline.adapters.openai_api import OpenAIChat
from pipeline.domain import Usage
from pipeline.errors import (
    BadReply,
    BriefdeskError,
    KeyRefused,
    ModelRefused,
    ModelUnknown,
    QuotaSpent,
    RateLimited,
    ServiceError,
    Unreachable,
)
from pipeline.ports import ChatModel
from pipeline.settings import Settings
from tests.servers import behaviours as be
from tests.servers.chat_server import ChatServer

SHAPE = {
    "type": "object",
    "properties": {"claims": {"type": "array", "items": {"type": "object"}}},
    "required": ["claims"],
    "additionalProperties": False,
}
TWO = '{"claims": [{"text": "a {b} \\"c\\" ]"}, {"text": "d"}]}'
PARSED = [{"text": 'a {b} "c" ]'}, {"text": "d"}]

Make = Callable[[Settings], OpenAIChat]
MODELS: dict[str, Make] = {"openai": OpenAIChat}
Start = Callable[..., tuple[ChatModel, ChatServer]]


@pytest.fixture(params=MODELS)
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Starts a server with a script, and the model that talks to it."""
    with ExitStack() as stack:

        def started(script: be.Script, retries: int = 0, **server: object) -> tuple[ChatModel, ChatServer]:
            served = stack.enter_context(ChatServer(script, **server))  # type: ignore[arg-type]
            settings = Settings(openai_url=served.url, timeout_seconds=be.patience(script), retries=retries)
            return stack.enter_context(closing(MODELS[request.param](settings))), served

        yield started


def streamed(model: ChatModel) -> list[object]:
    return list(model.stream("system", "user", SHAPE, lambda _: None))


def replied(model: ChatModel) -> object:
    return model.reply("system", "user", SHAPE, lambda _: None)


def test_a_reply_is_the_object_that_was_asked_for(start: Start) -> None:
    model, _ = start([TWO])
    assert replied(model) == {"claims": PARSED}


def test_a_stream_is_the_objects_of_the_array(start: Start) -> None:
    model, _ = start([TWO])
    assert streamed(model) == PARSED


def test_an_empty_array_streams_nothing_and_is_no_error(start: Start) -> None:
    model, _ = start(['{"claims": []}'])
    assert streamed(model) == []


def test_an_object_is_given_out_before_the_rest_has_come(start: Start) -> None:
    model, _ = start([be.Hang(5, TWO[:40])])
    stream = model.stream("system", "user", SHAPE, lambda _: None)
    assert next(stream) == PARSED[0]
    with pytest.raises(Unreachable):
        next(stream)


def test_closing_the_stream_closes_the_connection(start: Start) -> None:
    many = '{"claims": [' + ", ".join(['{"text": "a"}'] * 200) + "]}"
    model, server = start([be.Reply(many, pause=0.01)])
    stream = model.stream("system", "user", SHAPE, lambda _: None)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert server.requests[0].was_left.wait(5)


@pytest.mark.parametrize("ask", [streamed, replied])
def test_tokens_are_told_once_a_call(start: Start, ask: Callable[[ChatModel], object]) -> None:
    model, _ = start([TWO])
    told: list[Usage] = []
    if ask is streamed:
        list(model.stream("system", "user", SHAPE, told.append))
    else:
        model.reply("system", "user", SHAPE, told.append)
    assert told == [Usage(100, len(TWO.split()))]


@pytest.mark.parametrize("ask", [streamed, replied])
@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (be.NO_KEY, KeyRefused),
        (be.Failure(403), KeyRefused),
        (be.NO_MODEL, ModelUnknown),
        (be.NO_QUOTA, QuotaSpent),
        (be.busy(), RateLimited),
        (be.Failure(500), Unreachable),
        (be.Failure(503), Unreachable),
        (be.TOO_LONG, ServiceError),
        (be.Failure(400), ServiceError),
        (be.Hang(5), Unreachable),
        (be.Hang(5, TWO[:20]), Unreachable),
        (be.Cut(TWO[:20]), Unreachable),
        (be.Cut(TWO[:20], is_abrupt=True), Unreachable),
        (be.StreamError(TWO[:20]), Unreachable),
        (be.Reply("no JSON at all"), BadReply),
        (be.Reply(TWO[:20]), BadReply),
        (be.Reply('{"claims": "none"}'), BadReply),
        (be.Reply(TWO[:20], finish="length"), BadReply),
        (be.Reply('{"claims": [' + "[" * 5000), BadReply),
        (be.Reply(""), BadReply),
        (be.Raw(b"<html>a page</html>", "text/html"), BadReply),
        (be.Raw(b"data: {nonsense\n\n", "text/event-stream"), BadReply),
        (be.Raw(b"{}"), BadReply),
        (be.Refusal(), ModelRefused),
        (be.Reply("", finish="content_filter"), ModelRefused),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else repr(value)[:60],
)
def test_each_failure_has_its_own_error(
    start: Start, ask: Callable[[ChatModel], object], behaviour: be.Behaviour, error: type[BriefdeskError]
) -> None:
    model, _ = start([behaviour])
    with pytest.raises(error) as caught:
        ask(model)
    assert type(caught.value) is error


def test_a_server_that_is_not_there_is_unreachable(start: Start) -> None:
    model, server = start([TWO])
    server.__exit__(None, None, None)
    with pytest.raises(Unreachable):
        streamed(model)


def test_a_passing_failure_is_tried_again(start: Start) -> None:
    model, server = start([be.busy("0.01"), TWO], retries=1)
    assert streamed(model) == PARSED
    assert len(server.requests) == 2


def test_a_stream_that_broke_is_not_begun_again(start: Start) -> None:
    model, server = start([be.Cut(TWO[:40]), TWO], retries=2)
    stream = model.stream("system", "user", SHAPE, lambda _: None)
    assert next(stream) == PARSED[0]
    with pytest.raises(Unreachable):
        next(stream)
    assert len(server.requests) == 1
