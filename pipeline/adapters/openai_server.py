"""Settings -> how to reach a server that speaks OpenAI's protocol, and what its failures are called here.

The vendor's errors become ours by type, most specific first. LangChain's are subclasses of openai's, so one table
serves both, but for its refusal, which is a plain Exception.
"""

from __future__ import annotations

import contextlib
import functools
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2
import openai
from langchain_core.exceptions import ContextOverflowError
from langchain_openai.chat_models.base import OpenAIRefusalError

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
from pipeline.settings import Settings

OPENAI_URL = "https://api.openai.com/v1"
_CONNECT_SECONDS = 10.0
_TOO_MANY_REQUESTS = 429
_TOO_LONG_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error"})


@dataclass(frozen=True, slots=True)
class Server:
    """Where the models are, and how to call it in a message."""

    url: str
    name: str

    @classmethod
    def of(cls, settings: Settings) -> Server:
        """The server of the settings; its name leaves out what a URL may carry of a password."""
        if not settings.openai_url:
            return cls(OPENAI_URL, "OpenAI")
        parts = urlsplit(settings.openai_url)
        return cls(settings.openai_url, f"The model server at {parts.netloc.rpartition('@')[2]}")

    @contextlib.contextmanager
    def translated(self, model: str, setting: str = "BRIEFDESK_MODEL") -> Iterator[None]:
        """Turns what the vendors' code raises inside into our errors, chained. ``setting`` is what names the model."""
        try:
            yield
        except _THEIRS as error:
            rule = next(make for kinds, make in _ROWS if isinstance(error, kinds))
            raise rule(Call(self.name, model, setting), error) from error


def key(settings: Settings) -> str:
    """The key, or what stands in for one where a server needs none: the client refuses to start without."""
    return settings.openai_key or "no-key"


def timeout(settings: Settings) -> httpx2.Timeout:
    """Between two signs of life, not for the whole of a reply."""
    return httpx2.Timeout(settings.timeout_seconds, connect=min(_CONNECT_SECONDS, settings.timeout_seconds))


@functools.cache
def certificates() -> ssl.SSLContext:
    """Read once: it takes longer than many a request."""
    return httpx2.create_ssl_context()


def http_client(settings: Settings) -> httpx2.Client:
    hooks = {"response": [_spent_is_final]}
    return openai.DefaultHttpxClient(timeout=timeout(settings), verify=certificates(), event_hooks=hooks)


def _spent_is_final(response: httpx2.Response) -> None:
    """Keeps the client from waiting for a quota that will not come back: it tells the two kinds of 429 not apart."""
    if response.status_code != _TOO_MANY_REQUESTS:
        return
    response.read()
    try:
        code = response.json()["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return
    if code == "insufficient_quota":
        response.headers["x-should-retry"] = "false"


@dataclass(frozen=True, slots=True)
class Call:
    """What a message about a failure can name."""

    server: str
    model: str
    setting: str


def _key_refused(call: Call, _: Exception) -> BriefdeskError:
    return KeyRefused(f"{call.server} refused the key in OPENAI_API_KEY.")


def _model_unknown(call: Call, _: Exception) -> BriefdeskError:
    return ModelUnknown(f"{call.server} has no model called {call.model}. Name another in {call.setting}.")


def _too_many(call: Call, error: Exception) -> BriefdeskError:
    if getattr(error, "code", None) == "insufficient_quota":
        return QuotaSpent(f"{call.server} says that the account's quota is spent.")
    seconds = _retry_after(error)
    wait = f"in {seconds} seconds" if seconds else "in a minute"
    return RateLimited(f"{call.server} is getting too many requests at the moment. Try again {wait}.")


def _retry_after(error: Exception) -> int:
    given = error.response.headers.get("retry-after", "") if isinstance(error, openai.APIStatusError) else ""
    return int(given) if given.isascii() and given.isdigit() else 0


def _timeout(call: Call, _: Exception) -> BriefdeskError:
    return Unreachable(f"{call.server} did not answer in time. BRIEFDESK_TIMEOUT_SECONDS sets how long to wait.")


def _connection(call: Call, _: Exception) -> BriefdeskError:
    return Unreachable(f"{call.server} could not be reached, or the connection broke.")


def _failed(call: Call, error: Exception) -> BriefdeskError:
    return Unreachable(f"{call.server} failed{_status(error)}. Try again.")


def _bad_request(call: Call, error: Exception) -> BriefdeskError:
    if is_too_long(error):
        return _too_long(call, error)
    return ServiceError(f"{call.server} does not take such a request for the model {call.model}{_status(error)}.")


def _status(error: Exception) -> str:
    return f" (HTTP {error.status_code})" if isinstance(error, openai.APIStatusError) else ""


def is_too_long(error: Exception) -> bool:
    """The prompt is longer than the model reads: asking in another way would not help."""
    named = isinstance(error, openai.APIError) and bool({error.code, error.type} & _TOO_LONG_CODES)
    return named or isinstance(error, ContextOverflowError)


def _too_long(call: Call, _: Exception) -> BriefdeskError:
    return ServiceError(f"The passages are longer than the model {call.model} reads. Name another in {call.setting}.")


def _declined(_: Call, error: Exception) -> BriefdeskError:
    said = " ".join(str(error).split())[:200]
    return ModelRefused(f"The model declined to answer: {said}" if said else "The model declined to answer.")


def _filtered(call: Call, _: Exception) -> BriefdeskError:
    return ModelRefused(f"{call.server} stopped the answer with its content filter.")


def _cut_short(call: Call, _: Exception) -> BriefdeskError:
    return BadReply(f"The reply of the model {call.model} was cut off at its longest.")


def _garbled(call: Call, _: Exception) -> BriefdeskError:
    return BadReply(f"{call.server} sent something that is no reply of a model.")


Row = tuple[tuple[type[Exception], ...], Callable[[Call, Exception], BriefdeskError]]
_ROWS: tuple[Row, ...] = (
    ((openai.AuthenticationError, openai.PermissionDeniedError), _key_refused),
    ((openai.NotFoundError,), _model_unknown),
    ((openai.RateLimitError,), _too_many),
    ((ContextOverflowError,), _too_long),
    ((openai.InternalServerError,), _failed),
    ((openai.APIStatusError,), _bad_request),
    ((openai.APITimeoutError, httpx2.TimeoutException), _timeout),
    ((openai.APIConnectionError, httpx2.TransportError), _connection),
    ((openai.APIResponseValidationError,), _garbled),
    ((openai.APIError,), _failed),
    ((openai.LengthFinishReasonError,), _cut_short),
    ((openai.ContentFilterFinishReasonError,), _filtered),
    ((OpenAIRefusalError,), _declined),
    # what the two packages raise, untyped, when a server's 200 is not what the protocol says
    ((ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError), _garbled),
)
_THEIRS = tuple(kind for kinds, _ in _ROWS for kind in kinds)
