"""Evidence -> sentences that a chat model wrote, each with the words that it says it copied: all of it unchecked."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline import prompts
from pipeline.domain import DraftClaim, Evidence, Hit, PassageId, Quote
from pipeline.errors import BadReply
from pipeline.ports import ChatModel, Exchange, Spend, Task
from pipeline.prompts import Excerpt

log = logging.getLogger(__name__)

# what fits a model that reads 8,000 tokens, with room for instructions and reply
PASSAGE_CHARS = 24_000
_TURNS = 4
_ANSWER_CHARS = 600
_LONGEST_QUESTION = 400
# a model that goes on past so many times what was asked for is cut off, at the price of not knowing its tokens
_FURTHEST = 4
_NAMES_IN_TEXT = re.compile(r"\s*[\[(]\s*(?:passages?\s+)?p\d+(?:\s*(?:,|and|&)\s*p\d+)*\s*[\])]", re.IGNORECASE)
_REWRITTEN = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


class ModelWriter:
    """A ``Writer`` over a ``ChatModel``; ``backend`` says what kind of service that is."""

    def __init__(self, model: ChatModel, backend: str) -> None:
        self._model = model
        self._backend = backend
        self._tasks = {Task.ANSWER: prompts.read("answer"), Task.SECTION: prompts.read("section")}
        self._rewrite = prompts.read("standalone")

    @property
    def backend(self) -> str:
        return self._backend

    @property
    def model(self) -> str:
        return self._model.name

    @property
    def prompts(self) -> tuple[str, ...]:
        return tuple(prompt.label for prompt in (*self._tasks.values(), self._rewrite))

    def draft(self, evidence: Evidence, task: Task, limit: int, spend: Spend) -> Iterator[DraftClaim]:
        """The best passages that fit are sent, whole.

        A quote from a passage that was not sent is left out, and its claim given without it: what cannot be cited is
        dropped later, where the reader can see it. An item that is no claim at all is skipped; BadReply when the model
        sent nothing else.
        """
        excerpts = _excerpts(evidence)
        if not excerpts or limit < 1:
            return
        ids = {excerpt.name: hit.passage.id for excerpt, hit in zip(excerpts, evidence.hits, strict=False)}
        system, user = self._filled(task, evidence.question, limit, excerpts)
        items = self._model.stream(system, user, _shape(list(ids)), spend)
        yield from _first(limit, _claims(items, ids))

    def _filled(self, task: Task, question: str, limit: int, excerpts: Sequence[Excerpt]) -> tuple[str, str]:
        asked = "question" if task is Task.ANSWER else "topic"
        inputs = {asked: prompts.one_line(question), "limit": limit, "passages": prompts.fenced(excerpts)}
        return self._tasks[task].fill(**inputs)

    def standalone(self, question: str, history: Sequence[Exchange], spend: Spend) -> str:
        """The question itself too when the model's is empty or a treatise."""
        if not history:
            return question
        lines = [line for number, turn in enumerate(history[-_TURNS:], 1) for line in _turn(number, turn)]
        system, user = self._rewrite.fill(
            question=prompts.one_line(question), history=prompts.fence("conversation", lines)
        )
        rewritten = prompts.one_line(str(self._model.reply(system, user, _REWRITTEN, spend)["question"]))
        return rewritten if 0 < len(rewritten) <= max(_LONGEST_QUESTION, 2 * len(question)) else question


def _turn(number: int, turn: Exchange) -> tuple[tuple[str, str], ...]:
    return (f"q{number}", turn.question), (f"a{number}", turn.answer[:_ANSWER_CHARS])


def _excerpts(evidence: Evidence) -> tuple[Excerpt, ...]:
    """The hits as p1, p2, ... up to the first that does not fit; the best one always goes."""
    room = PASSAGE_CHARS
    excerpts: list[Excerpt] = []
    for number, hit in enumerate(evidence.hits, 1):
        excerpt = _excerpt(f"p{number}", hit, evidence)
        room -= len(prompts.fenced([excerpt]))
        if excerpts and room < 0:
            break
        excerpts.append(excerpt)
    return tuple(excerpts)


def _excerpt(name: str, hit: Hit, evidence: Evidence) -> Excerpt:
    return Excerpt(name, evidence.article(hit).source, hit.passage.text)


def _shape(names: Sequence[str]) -> Mapping[str, object]:
    quote = _object(passage={"type": "string", "enum": list(names)}, words={"type": "string"})
    # quotes first: a small model that writes its sentence first quotes the sentence
    claim = _object(quotes={"type": "array", "items": quote}, text={"type": "string"})
    return _object(claims={"type": "array", "items": claim})


def _object(**properties: object) -> Mapping[str, object]:
    # OpenAI's strict schemas want every property required and no others
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _first(limit: int, claims: Iterator[DraftClaim]) -> Iterator[DraftClaim]:
    """The first ``limit``. What a model says beyond is read and left: only a reply read to its end tells its tokens."""
    for number, claim in enumerate(claims, start=1):
        if number <= limit:
            yield claim
        elif number > _FURTHEST * limit:
            return


def _claims(items: Iterator[Mapping[str, object]], ids: Mapping[str, PassageId]) -> Iterator[DraftClaim]:
    given, skipped = 0, 0
    for item in items:
        claim = _claim(item, ids)
        if claim is None:
            skipped += 1
            continue
        given += 1
        yield claim
    if skipped:
        log.info("skipped items of a reply given=%s skipped=%s", given, skipped)
    if skipped and not given:
        raise BadReply("The model's reply has the form of claims, but there is no claim in it.")


def _claim(item: Mapping[str, object], ids: Mapping[str, PassageId]) -> DraftClaim | None:
    """None for an item without words, or whose quotes are no list."""
    text, quotes = item.get("text"), item.get("quotes", [])
    if not isinstance(text, str) or not isinstance(quotes, list):
        return None
    said = prompts.one_line(_NAMES_IN_TEXT.sub("", text))
    found = [quote for entry in quotes if (quote := _quote(entry, ids)) is not None]
    return DraftClaim(said, tuple(dict.fromkeys(found))) if said else None


def _quote(entry: object, ids: Mapping[str, PassageId]) -> Quote | None:
    if not isinstance(entry, Mapping):
        return None
    name, words = str(entry.get("passage", "")).strip(" []()").casefold(), entry.get("words")
    passage = ids.get(f"p{name}" if name.isdecimal() else name)
    return Quote(passage, words.strip()) if passage and isinstance(words, str) and words.strip() else None
