"""What the chat server can do to a request, and a model that is no model: it quotes the passages it was sent."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Body: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """The model says ``text``, in pieces of ``piece`` characters, ``pause`` seconds apart when it is streamed."""

    text: str
    piece: int = 24
    pause: float = 0.0
    finish: str = "stop"
    counts_tokens: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model declines, in the protocol's own field for it."""

    text: str = "I can't help with that."


@dataclass(frozen=True, slots=True)
class Failure:
    """An HTTP error as OpenAI words it."""

    status: int
    code: str | None = None
    kind: str = "invalid_request_error"
    message: str = "no"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing is said for so many seconds, or until the server stops; after ``text`` if it is not empty."""

    seconds: float = 30.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """``text`` is streamed and the connection ends: as a reply that just stops, or in the middle of a chunk."""

    text: str
    is_abrupt: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """These bytes, as they are."""

    body: bytes
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class StreamError:
    """An error inside a stream that began well."""

    text: str = ""
    message: str = "The server had an error"


@dataclass(frozen=True, slots=True)
class Vectors:
    """A vector for each text of a request for embeddings."""


Behaviour: TypeAlias = Reply | Refusal | Failure | Hang | Cut | Raw | StreamError | Vectors
Script: TypeAlias = Sequence[Behaviour | str] | Callable[[Body], Behaviour | str]


def patience(script: Script) -> float:
    """Seconds to wait for a server with this script: few where it hangs, many where only the machine may be slow."""
    hangs = not callable(script) and any(isinstance(behaviour, Hang) for behaviour in script)
    return 0.5 if hangs else 20.0


# as the real ones word it
NO_KEY = Failure(401, "invalid_api_key", message="Incorrect API key provided: sk-ab**yz.")
NO_MODEL = Failure(404, "model_not_found", message="The model does not exist or you do not have access to it.")
NO_QUOTA = Failure(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota.")
TOO_LONG = Failure(400, "context_length_exceeded", message="This model's maximum context length is 8192 tokens.")


def busy(retry_after: str = "0.05") -> Failure:
    return Failure(429, "rate_limit_exceeded", "requests", "Rate limit reached.", {"Retry-After": retry_after})


_FENCE = re.compile(r"^<<< passages (?P<mark>\w+)\n(?P<body>.*?)\n>>> passages (?P=mark)$", re.DOTALL | re.MULTILINE)
_TEXT = re.compile(r"^(p\d+) text: (.*)$", re.MULTILINE)
_WANTED = re.compile(r'Reply with one JSON object: \{"(\w+)"')
_ASKED = re.compile(r"^(?:Question|Topic|Last question): (.*)$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'“A-Z])")


def user_message(body: Body) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


def wanted(body: Body) -> str:
    """What the request is for, by the first name in the reply that it describes, such as claims or verdict."""
    messages = body["messages"]
    assert isinstance(messages, list)
    found = _WANTED.search(str(messages[0]["content"]))
    assert found is not None
    return found[1]


def by_task(**scripts: Behaviour | str) -> Callable[[Body], Behaviour | str]:
    """What a server does to a request for ``claims``, ``question``, ``best`` or ``verdict``; else it is grounded."""

    def script(body: Body) -> Behaviour | str:
        return scripts.get(wanted(body)) or grounded(body)

    return script


def grounded(body: Body) -> str:
    """Claims that are sentences of the passages, word for word: those that share most words with the question.

    No claims when no sentence shares one. A follow-up is rewritten with the words of the question before it. The best
    passages are those with such sentences, a plan has a section for each, and every claim is supported.
    """
    task, prompt = wanted(body), user_message(body)
    if task == "verdict":
        return json.dumps({"verdict": "supported", "reason": "It is there."})
    asked = _ASKED.findall(prompt)[-1]
    if task == "question":
        return json.dumps({"question": _rewritten(prompt, asked), "searches": []}, ensure_ascii=False)
    fence = _FENCE.search(prompt)
    found = _best(fence["body"], asked) if fence else []
    if task == "best":
        return json.dumps({"best": [name for name, _ in found]})
    if task == "sections":
        sections = [{"passages": [name], "heading": f"Of {name}", "asks": sentence} for name, sentence in found]
        return json.dumps({"sections": sections}, ensure_ascii=False)
    claims = [{"text": sentence, "quotes": [{"passage": name, "words": sentence}]} for name, sentence in found]
    return json.dumps({"claims": claims}, ensure_ascii=False)


def _rewritten(prompt: str, asked: str) -> str:
    before = re.findall(r"^q\d+: (.*)$", prompt, re.MULTILINE)
    return f"{asked} ({before[-1]})" if before else asked


def _best(passages: str, asked: str) -> list[tuple[str, str]]:
    """The best sentence of each passage, the best first."""
    best = []
    for name, text in _TEXT.findall(passages):
        shared, sentence = max((len(_words(part) & _words(asked)), part) for part in _SENTENCE.split(text))
        best.append((-shared, name, sentence))
    return [(name, sentence) for shared, name, sentence in sorted(best) if shared]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def vector(text: str, dimensions: int = 64) -> list[float]:
    """A bag of hashed words: the same text gives the same numbers, and shared words bring texts together."""
    numbers = [0.0] * dimensions
    for word in re.findall(r"\w+", text.casefold()) or ["-"]:
        digest = hashlib.sha256(word.encode()).digest()
        numbers[digest[0] % dimensions] += 1.0 if digest[1] % 2 else -1.0
    length = math.sqrt(sum(number * number for number in numbers))
    return [number / length for number in numbers] if length else [1.0, *numbers[1:]]
