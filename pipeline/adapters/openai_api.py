"""Messages and a JSON schema -> objects, by any server that speaks OpenAI's chat completions, through LangChain.

Every call streams, one that wants a whole object too: then the timeout measures silence, and a slow local model that
writes for two minutes is not taken for a dead one.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import httpx2
import langsmith
import openai
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import OpenAIRefusalError
from pydantic import SecretStr

from pipeline.adapters import json_reply, openai_server
from pipeline.domain import Usage
from pipeline.errors import BadReply, BriefdeskError, Unreachable
from pipeline.ports import Spend
from pipeline.settings import Settings

log = logging.getLogger(__name__)

_REFUSED_AS_ASKED = (openai.BadRequestError, openai.UnprocessableEntityError)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking for JSON. ``extras`` are what not every server takes: temperature and a count of tokens."""

    form: str
    extras: bool

    def options(self, shape: Mapping[str, object]) -> dict[str, object]:
        schema = {"name": "reply", "strict": True, "schema": shape}
        forms: dict[str, dict[str, object]] = {
            "json_schema": {"response_format": {"type": "json_schema", "json_schema": schema}},
            "json_object": {"response_format": {"type": "json_object"}},
        }
        return {"stream_usage": self.extras, **forms.get(self.form, {})}


# best first; a server that refuses one is asked in the next, and in that one from then on
WAYS = (
    Way("json_schema", extras=True),
    Way("json_schema", extras=False),
    Way("json_object", extras=True),
    Way("text", extras=True),
    Way("text", extras=False),
)


@dataclass(slots=True)
class _Outcome:
    """What a reply said of itself besides its text."""

    usage: Usage = field(default_factory=Usage)
    finish: str = ""


class OpenAIChat:
    """A ``ChatModel``. It remembers how its server wants to be asked; ``close`` lets go of its connections."""

    def __init__(self, settings: Settings) -> None:
        # article text goes to the server of the settings and nowhere else, whatever the environment says of tracing
        langsmith.configure(enabled=False)
        self._settings = settings
        self._server = openai_server.Server.of(settings)
        self._http = openai_server.http_client(settings)
        self._way = 0
        self._chat = ChatOpenAI(
            model=settings.model,
            base_url=self._server.url,
            api_key=SecretStr(openai_server.key(settings)),
            max_retries=settings.retries,
            timeout=openai_server.timeout(settings),
            http_client=self._http,
            # never used: LangChain would make one of its own, slowly
            http_async_client=httpx2.AsyncClient(verify=openai_server.certificates()),
            use_responses_api=False,
            output_version="v0",
        )

    @property
    def name(self) -> str:
        return self._settings.model

    def close(self) -> None:
        self._http.close()

    def reply(self, system: str, user: str, shape: Mapping[str, object], spend: Spend) -> Mapping[str, object]:
        outcome = _Outcome()
        with self._texts(system, user, shape, outcome, spend) as texts:
            text = json_reply.whole(texts)
        try:
            return json_reply.one_object(text, shape)
        except BadReply:
            raise self._incomplete(outcome) from None

    def stream(
        self, system: str, user: str, shape: Mapping[str, object], spend: Spend
    ) -> Generator[Mapping[str, object]]:
        reader = json_reply.ArrayReader(json_reply.array_name(shape))
        outcome = _Outcome()
        with self._texts(system, user, shape, outcome, spend) as texts:
            for text in texts:
                yield from reader.feed(text)
        if not reader.is_complete:
            raise self._incomplete(outcome)

    def _incomplete(self, outcome: _Outcome) -> BriefdeskError:
        if not outcome.finish:
            return Unreachable(f"{self._server.name} broke off in the middle of its reply.")
        if outcome.finish == "length":
            return BadReply(f"The reply of the model {self.name} was cut off at its longest.")
        return BadReply(f"The reply of the model {self.name} is not the JSON that it was asked for.")

    @contextlib.contextmanager
    def _texts(
        self, system: str, user: str, shape: Mapping[str, object], outcome: _Outcome, spend: Spend
    ) -> Iterator[Iterator[str]]:
        """The pieces of the reply's text. Leaving the block closes the connection and tells what was spent."""
        try:
            with contextlib.closing(self._pieces(system, user, shape, outcome)) as pieces:
                yield pieces
        finally:
            spend(outcome.usage)

    def _pieces(self, system: str, user: str, shape: Mapping[str, object], outcome: _Outcome) -> Generator[str]:
        with self._server.translated(self.name):
            first, rest = self._opened(system, user, shape)
            with contextlib.closing(rest):
                for chunk in itertools.chain([first], rest):
                    self._note(chunk, outcome)
                    if text := str(chunk.text):
                        yield text

    def _opened(
        self, system: str, user: str, shape: Mapping[str, object]
    ) -> tuple[AIMessageChunk, Generator[AIMessageChunk]]:
        """The first chunk and the rest, asked for in the first way that the server takes."""
        for number in range(self._way, len(WAYS)):
            chunks = self._ask(WAYS[number], system, user, shape)
            try:
                first = next(chunks)
            except _REFUSED_AS_ASKED as error:
                if number == len(WAYS) - 1 or openai_server.is_too_long(error):
                    raise
                log.info("asked another way model=%s refused=%s", self.name, WAYS[number].form)
                continue
            self._way = number
            return first, chunks
        raise AssertionError("the last way returns or raises")

    def _ask(self, way: Way, system: str, user: str, shape: Mapping[str, object]) -> Generator[AIMessageChunk]:
        options = way.options(shape)
        if way.extras and self._settings.openai_url:
            # small local models copy better cold; OpenAI's reasoning models refuse the option
            options["temperature"] = 0
        told = system if way.form == "json_schema" else f"{system}\n\n{_in_words(shape)}"
        chunks = self._chat.stream([SystemMessage(told), HumanMessage(user)], **options)  # type: ignore[arg-type]
        return cast("Generator[AIMessageChunk]", chunks)

    def _note(self, chunk: AIMessageChunk, outcome: _Outcome) -> None:
        """What the chunk says besides text. The totals come twice, the second time with the end of the stream."""
        outcome.finish = chunk.response_metadata.get("finish_reason") or outcome.finish
        if chunk.usage_metadata:
            outcome.usage = self._usage(chunk.usage_metadata["input_tokens"], chunk.usage_metadata["output_tokens"])
        if refusal := chunk.additional_kwargs.get("refusal"):
            raise OpenAIRefusalError(refusal)

    def _usage(self, read: int, written: int) -> Usage:
        prices = (self._settings.prompt_price, self._settings.completion_price)
        if prices == (None, None):
            return Usage(read, written)
        return Usage(read, written, (read * (prices[0] or 0.0) + written * (prices[1] or 0.0)) / _MILLION)


def _in_words(shape: Mapping[str, object]) -> str:
    return f"Reply with one JSON object that fits this JSON schema, and with nothing else:\n{json.dumps(shape)}"
