"""A real HTTP server on loopback that speaks OpenAI's protocol and does what a script says.

``with ChatServer(script) as server:`` serves ``server.url`` from threads of its own. A script is a list of behaviours
(one a request, the last one again and again) or a function of the request's JSON; ``requests`` records what came.
As a program (``python -m tests.servers.chat_server``) it serves ``grounded`` and prints its address.
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tests.servers.behaviours import (
    NO_KEY,
    NO_MODEL,
    Behaviour,
    Body,
    Cut,
    Failure,
    Hang,
    Raw,
    Refusal,
    Reply,
    Script,
    StreamError,
    Vectors,
    grounded,
    vector,
)

EVERY_FORM = frozenset({"json_schema", "json_object"})
MODEL = "scripted-1"


@dataclass(slots=True)
class Request:
    """One request as it came; ``was_left`` once the client went away before the end."""

    path: str
    authorization: str
    body: Body
    at: float
    was_left: threading.Event = field(default_factory=threading.Event)

    @property
    def form(self) -> str:
        """The kind of ``response_format`` that was asked for, or nothing."""
        asked = self.body.get("response_format")
        return str(asked["type"]) if isinstance(asked, dict) else ""


class ChatServer:
    """``forms`` are the response formats that it takes; ``refuses`` are options that it answers with 400.

    ``embedding_script`` is what becomes of the first requests for embeddings; the others get their vectors.
    """

    def __init__(
        self,
        script: Script = grounded,
        *,
        forms: Collection[str] = EVERY_FORM,
        refuses: Collection[str] = (),
        key: str = "",
        models: Collection[str] = (),
        dimensions: int = 64,
        embedding_script: Sequence[Behaviour] = (),
    ) -> None:
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self.dimensions = dimensions
        self._script = script
        self._forms = forms
        self._refuses = refuses
        self._key = key
        self._models = models
        self._embedding_script = list(embedding_script)
        self._served = 0
        self._turn = threading.Lock()
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.chat = self
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def asked(self) -> list[Request]:
        """The requests for a chat completion."""
        return [request for request in self.requests if request.path == "/v1/chat/completions"]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def behaviour(self, request: Request) -> Behaviour:
        refused = self._refused(request)
        if refused is not None:
            return refused
        if request.path.endswith("/embeddings"):
            return self._embedding_script.pop(0) if self._embedding_script else Vectors()
        with self._turn:
            number, self._served = self._served, self._served + 1
        script = self._script
        chosen = script(request.body) if callable(script) else script[min(number, len(script) - 1)]
        return Reply(chosen) if isinstance(chosen, str) else chosen

    def _refused(self, request: Request) -> Failure | None:
        if self._key and request.authorization != f"Bearer {self._key}":
            return NO_KEY
        if self._models and request.body.get("model") not in self._models:
            return NO_MODEL
        if request.form and request.form not in self._forms:
            return Failure(400, message=f"response_format type {request.form} is not known here")
        if any(option in request.body for option in self._refuses):
            return Failure(400, "unsupported_parameter", message="unsupported parameter")
        return None


class _Server(ThreadingHTTPServer):
    # joined on closing, so that no test leaves a thread or a socket behind
    daemon_threads = False
    chat: ChatServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._note({})
        self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request = self._note(body)
        try:
            self._answer(request)
        except (BrokenPipeError, ConnectionResetError):
            request.was_left.set()

    def _note(self, body: Body) -> Request:
        request = Request(self.path, self.headers.get("Authorization", ""), body, time.monotonic())
        self.server.chat.requests.append(request)
        return request

    def _answer(self, request: Request) -> None:
        behaviour = self.server.chat.behaviour(request)
        match behaviour:
            case Failure():
                error = {"message": behaviour.message, "type": behaviour.kind, "param": None, "code": behaviour.code}
                self._json(behaviour.status, {"error": error}, behaviour.headers)
            case Raw():
                self._send(200, behaviour.body, behaviour.media_type)
            case Vectors():
                self._json(200, _embeddings(request.body, self.server.chat.dimensions))
            case Hang(text=""):
                self._wait(behaviour.seconds)
            case _ if request.body.get("stream"):
                self._stream(request, behaviour)
            case _:
                self._json(200, _completion(behaviour))

    def _wait(self, seconds: float) -> None:
        self.server.chat.stopping.wait(seconds)
        self.close_connection = True

    def _json(self, status: int, value: object, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), "application/json", headers)

    def _send(self, status: int, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> None:
        self._head(status, {"Content-Type": media_type, "Content-Length": str(len(body)), **(headers or {})})
        self.wfile.write(body)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        # one request a connection: an idle one would keep its thread from ending
        for name, value in {"Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self, request: Request, behaviour: Behaviour) -> None:
        self._head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        for delta in _deltas(behaviour):
            self._event(_chunk(delta))
            self.server.chat.stopping.wait(behaviour.pause if isinstance(behaviour, Reply) else 0.0)
        match behaviour:
            case Hang():
                self._wait(behaviour.seconds)
            case Cut(is_abrupt=True):
                self.wfile.write(b"ffff\r\ndata: {")
                self.close_connection = True
            case Cut():
                self._chunked(b"")
            case StreamError():
                self._event({"error": {"message": behaviour.message, "type": "server_error", "code": None}})
                self._chunked(b"")
            case _:
                self._finish(request, behaviour)

    def _finish(self, request: Request, behaviour: Behaviour) -> None:
        self._event(_chunk({}, behaviour.finish if isinstance(behaviour, Reply) else "stop"))
        options = request.body.get("stream_options")
        counts = behaviour.counts_tokens if isinstance(behaviour, Reply) else True
        if isinstance(options, dict) and options.get("include_usage") and counts:
            self._event({**_chunk({}), "choices": [], "usage": _usage(behaviour)})
        self._chunked(b"data: [DONE]\n\n")
        self._chunked(b"")

    def _event(self, value: object) -> None:
        self._chunked(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")

    def _chunked(self, body: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
        self.wfile.flush()


def _deltas(behaviour: Behaviour) -> Iterator[dict[str, object]]:
    yield {"role": "assistant", "content": ""}
    field_name = "refusal" if isinstance(behaviour, Refusal) else "content"
    piece = behaviour.piece if isinstance(behaviour, Reply) else 8
    text = getattr(behaviour, "text", "")
    for start in range(0, len(text), piece):
        yield {field_name: text[start : start + piece]}


def _chunk(delta: Mapping[str, object], finish: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]}


def _completion(behaviour: Behaviour) -> dict[str, object]:
    text = getattr(behaviour, "text", "")
    said = {"refusal": text, "content": None} if isinstance(behaviour, Refusal) else {"refusal": None, "content": text}
    finish = behaviour.finish if isinstance(behaviour, Reply) else "stop"
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", **said}}
    head = {"id": "c-1", "object": "chat.completion", "created": 0, "model": MODEL}
    return {**head, "choices": [choice], "usage": _usage(behaviour)}


def _usage(behaviour: Behaviour) -> dict[str, int]:
    written = len(getattr(behaviour, "text", "").split())
    return {"prompt_tokens": 100, "completion_tokens": written, "total_tokens": 100 + written}


def _embeddings(body: Body, dimensions: int) -> dict[str, object]:
    given = body["input"]
    texts = given if isinstance(given, list) else [given]
    rows = [
        {"object": "embedding", "index": number, "embedding": vector(str(text), dimensions)}
        for number, text in enumerate(texts)
    ]
    # in another order than asked: the index says which is which
    return {
        "object": "list",
        "model": body["model"],
        "data": rows[::-1],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


if __name__ == "__main__":
    with ChatServer() as served, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{served.url}\n")
        sys.stdout.flush()
        threading.Event().wait()
