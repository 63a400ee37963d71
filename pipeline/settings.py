"""The environment to ``Settings``, read once. A setting that is unknown or cannot be is an error that names it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.domain import Role
from pipeline.errors import SettingsError

PREFIX = "BRIEFDESK_"
QUOTES_ONLY = "quotes only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. ``VARIABLES`` tells which variable sets which field, and what for."""

    data: Path = Path("data")
    embedder: str = "minilm"
    openai_key: str = field(default="", repr=False)
    openai_url: str = field(default="", repr=False)
    model: str = "gpt-5-mini"
    timeout_seconds: float = 60.0
    retries: int = 2
    research: bool = True
    prompt_price: float | None = None
    completion_price: float | None = None
    passage_chars: int = 700
    log_level: str = "info"
    editors: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    open: bool = False

    @property
    def has_model(self) -> bool:
        return bool(self.openai_key or self.openai_url)

    @property
    def server(self) -> str:
        """The host and port of the model's server, without what an address may hold besides; empty without a model."""
        if not self.openai_url:
            return "api.openai.com" if self.has_model else ""
        return urlsplit(self.openai_url).netloc.rpartition("@")[2]

    @property
    def backend(self) -> str:
        """Who writes: ``openai``, ``openai-compatible`` or ``quotes only``. Decided here and nowhere else."""
        if not self.has_model:
            return QUOTES_ONLY
        return "openai-compatible" if self.openai_url else "openai"

    def role(self, address: str) -> Role | None:
        """Of who signs in with this mail address, which may be empty; None where they may not come in."""
        if _is_among(address, self.editors):
            return Role.EDITOR
        return Role.READER if not self.readers or _is_among(address, self.readers) else None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Raises SettingsError for an unknown ``BRIEFDESK_`` variable or a value that cannot be."""
        _refuse_unknown(environ)
        given = {
            variable.field: _parsed(variable, environ[variable.name].strip())
            for variable in VARIABLES
            if environ.get(variable.name, "").strip()
        }
        settings = cls(**given)  # type: ignore[arg-type]  # each value was parsed by its own variable's kind
        _check(settings)
        return settings


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the README's table of settings."""

    name: str
    field: str
    kind: Callable[[str], object]
    meaning: str


def _switch(value: str) -> bool:
    """Raises KeyError for what is neither on nor off."""
    return {"on": True, "off": False}[value.lower()]


def _addresses(value: str) -> tuple[str, ...]:
    """In small letters, each once. Raises ValueError for what is neither an address nor a domain."""
    named = tuple(dict.fromkeys(re.split(r"[\s,;]+", value.lower().strip(" ,;"))))
    if not all(_ADDRESS.fullmatch(each) for each in named):
        raise ValueError(value)
    return tuple(each.removeprefix("@") for each in named)


def _is_among(address: str, named: tuple[str, ...]) -> bool:
    """A domain means the addresses at it, not those at domains below it."""
    _, at, domain = address.lower().rpartition("@")
    return bool(at) and (address.lower() in named or domain in named)


_ADDRESS = re.compile(r"(?:[^@\s]+@|@)?[\w-]+(?:\.[\w-]+)+")

VARIABLES = (
    Variable("BRIEFDESK_DATA", "data", Path, "Folder that holds the library"),
    Variable("OPENAI_API_KEY", "openai_key", str, "Switches the chat model on"),
    Variable(
        "OPENAI_BASE_URL",
        "openai_url",
        str,
        "Any compatible server (Ollama, vLLM, llama.cpp, LM Studio); it switches the chat model on too",
    ),
    Variable("BRIEFDESK_MODEL", "model", str, "Name of the chat model"),
    Variable(
        "BRIEFDESK_EMBEDDER",
        "embedder",
        str,
        "`minilm` (inside, no network), `onnx:FOLDER` (a sentence-transformers export) or `openai:MODEL`",
    ),
    Variable("BRIEFDESK_TIMEOUT_SECONDS", "timeout_seconds", float, "Longest wait for the model to say anything"),
    Variable("BRIEFDESK_RETRIES", "retries", int, "Tries again after a passing failure of the model's server"),
    Variable(
        "BRIEFDESK_RESEARCH",
        "research",
        _switch,
        "`on`: the model also words the search, orders the passages and judges what it wrote; `off` where it is slow",
    ),
    Variable("BRIEFDESK_PROMPT_PRICE", "prompt_price", float, "Price of a million tokens read, to show the cost"),
    Variable("BRIEFDESK_COMPLETION_PRICE", "completion_price", float, "Price of a million tokens written"),
    Variable("BRIEFDESK_PASSAGE_CHARS", "passage_chars", int, "Longest passage, in characters"),
    Variable(
        "BRIEFDESK_EDITORS",
        "editors",
        _addresses,
        "Mail addresses or domains of who may change the library, of those who sign in; the others read, ask and write",
    ),
    Variable(
        "BRIEFDESK_READERS", "readers", _addresses, "The same of who else may come in; all who can sign in, if empty"
    ),
    Variable(
        "BRIEFDESK_OPEN",
        "open",
        _switch,
        "`on`: serves without sign-in whoever can reach it, where something in front of it keeps strangers out",
    ),
    Variable("BRIEFDESK_LOG_LEVEL", "log_level", str, "`debug`, `info`, `warning` or `error`"),
)

_KINDS: Mapping[Callable[[str], object], str] = {
    int: "a whole number",
    _switch: "on or off",
    _addresses: "addresses or domains, such as ana@example.org, example.org",
}


def written(value: object) -> str:
    """A setting's value as it is written in the environment; empty for none."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


# read by the measuring tools, not by the product
_OF_TOOLS = frozenset({"BRIEFDESK_EVAL_DATA", "BRIEFDESK_EVAL_LIBRARIES"})


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [variable.name for variable in VARIABLES]
    for name in environ:
        if name.startswith(PREFIX) and name not in known and name not in _OF_TOOLS:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}"
            raise SettingsError(f"unknown setting {name}; {hint}")


def _parsed(variable: Variable, value: str) -> object:
    try:
        return variable.kind(value)
    except (ValueError, KeyError):
        kind = _KINDS.get(variable.kind, "a number")
        raise SettingsError(f"{variable.name} must be {kind}, not {value!r}") from None


def _check(settings: Settings) -> None:
    kind, _, name = settings.embedder.partition(":")
    is_minilm = settings.embedder == "minilm"
    prices = (settings.prompt_price or 0, settings.completion_price or 0)
    for holds, message in (
        (settings.passage_chars >= 200, "BRIEFDESK_PASSAGE_CHARS must be 200 or more"),  # noqa: PLR2004
        (settings.timeout_seconds > 0, "BRIEFDESK_TIMEOUT_SECONDS must be more than 0"),
        (0 <= settings.retries <= 10, "BRIEFDESK_RETRIES must be 0 to 10"),  # noqa: PLR2004
        (min(prices) >= 0, "BRIEFDESK_PROMPT_PRICE and BRIEFDESK_COMPLETION_PRICE cannot be negative"),
        (
            is_minilm or (kind in {"onnx", "openai"} and bool(name)),
            f"BRIEFDESK_EMBEDDER must be minilm, onnx:FOLDER or openai:MODEL, not {settings.embedder!r}",
        ),
        (
            kind != "openai" or settings.has_model,
            "BRIEFDESK_EMBEDDER=openai:MODEL needs OPENAI_API_KEY (or OPENAI_BASE_URL)",
        ),
        (
            settings.log_level in {"debug", "info", "warning", "error"},
            f"BRIEFDESK_LOG_LEVEL must be debug, info, warning or error, not {settings.log_level!r}",
        ),
        (
            not settings.openai_url or settings.openai_url.startswith(("http://", "https://")),
            "OPENAI_BASE_URL must begin with http:// or https://",
        ),
    ):
        if not holds:
            raise SettingsError(message)
