"""Evidence -> sentences that a chat model wrote, each with the words that it says it copied: all of it unchecked."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline import prompts
from pipeline.answer import shapes
from pipeline.answer.exhibits import Exhibits
from pipeline.answer.shapes import Shape
from pipeline.domain import DraftClaim, Evidence, Quote
from pipeline.errors import BadReply
from pipeline.language import sentences
from pipeline.language import words as text_words
from pipeline.ports import ChatModel, Spend, Task

log = logging.getLogger(__name__)

# a model that goes on past so many times what was asked for is cut off, at the price of not knowing its tokens
_FURTHEST = 4
_NAMES_IN_TEXT = re.compile(r"\s*[\[(]\s*(?:passages?\s+)?p\d+(?:\s*(?:,|and|&)\s*p\d+)*\s*[\])]", re.IGNORECASE)


class ModelWriter:
    """A ``Writer`` over a ``ChatModel``; ``backend`` says what kind of service that is."""

    def __init__(self, model: ChatModel, backend: str) -> None:
        self._model = model
        self._backend = backend
        self._tasks = {Task.ANSWER: prompts.read("answer"), Task.SECTION: prompts.read("section")}
        self._rewrite = prompts.read("rewrite")

    @property
    def backend(self) -> str:
        return self._backend

    @property
    def model(self) -> str:
        return self._model.name

    @property
    def prompts(self) -> tuple[str, ...]:
        return tuple(prompt.label for prompt in (*self._tasks.values(), self._rewrite))

    def draft(
        self, evidence: Evidence, task: Task, limit: int, spend: Spend, audience: str = ""
    ) -> Iterator[DraftClaim]:
        """The best passages that fit are sent, whole.

        A quote from a passage that was not sent is left out, and its claim given without it: what cannot be cited is
        dropped later, where the reader can see it. An item that is no claim at all is skipped; BadReply when the model
        sent nothing else.
        """
        if not evidence.hits or limit < 1:
            return
        shown = Exhibits.of(evidence)
        system, user = self._filled(task, evidence.question, limit, shown, audience)
        items = self._model.stream(system, user, _shape(shown.ids), spend)
        yield from _first(limit, _claims(items, shown))

    def rewrite(self, failed: DraftClaim, reason: str, evidence: Evidence, spend: Spend) -> DraftClaim | None:
        """Sent are the passages that it quotes, where it quotes any, else the best that fit."""
        quoted = {quote.passage_id for quote in failed.quotes}
        hits = tuple(hit for hit in evidence.hits if hit.passage.id in quoted) or evidence.hits
        shown = Exhibits.of(replace(evidence, hits=hits))
        told = [("sentence", prompts.one_line(failed.text)), ("reason", prompts.one_line(reason))]
        system, user = self._rewrite.fill(
            claim=prompts.fence("sentence", told), passages=prompts.fenced(shown.excerpts)
        )
        reply = self._model.reply(system, user, _shape(shown.ids), spend)
        items = reply.get("claims")
        first = next(iter(items), None) if isinstance(items, list) else None
        return _claim(first, shown) if isinstance(first, Mapping) else None

    def _filled(self, task: Task, question: str, limit: int, shown: Exhibits, audience: str) -> tuple[str, str]:
        asked, passages = prompts.one_line(question), prompts.fenced(shown.excerpts)
        if task is Task.ANSWER:
            return self._tasks[task].fill(question=asked, limit=limit, passages=passages)
        return self._tasks[task].fill(topic=asked, limit=limit, readers=prompts.readers(audience), passages=passages)


def _shape(names: Iterable[str]) -> Shape:
    quote = shapes.object_of(passage=shapes.one_of(*names), words=shapes.TEXT)
    # quotes first: a small model that writes its sentence first quotes the sentence
    claim = shapes.object_of(quotes=shapes.list_of(quote), text=shapes.TEXT)
    return shapes.object_of(claims=shapes.list_of(claim))


def _first(limit: int, claims: Iterator[DraftClaim]) -> Iterator[DraftClaim]:
    """The first ``limit``. What a model says beyond is read and left: only a reply read to its end tells its tokens."""
    for number, claim in enumerate(claims, start=1):
        if number <= limit:
            yield claim
        elif number > _FURTHEST * limit:
            return


def _claims(items: Iterator[Mapping[str, object]], shown: Exhibits) -> Iterator[DraftClaim]:
    given, skipped = 0, 0
    for item in items:
        claim = _claim(item, shown)
        if claim is None:
            skipped += 1
            continue
        given += 1
        yield from _sentences(claim)
    if skipped:
        log.info("skipped items of a reply given=%s skipped=%s", given, skipped)
    if skipped and not given:
        raise BadReply("The model's reply has the form of claims, but there is no claim in it.")


def _claim(item: Mapping[str, object], shown: Exhibits) -> DraftClaim | None:
    """None for an item without words, or whose quotes are no list."""
    text, quotes = item.get("text"), item.get("quotes", [])
    if not isinstance(text, str) or not isinstance(quotes, list):
        return None
    said = prompts.one_line(_NAMES_IN_TEXT.sub("", text))
    found = [quote for entry in quotes if (quote := _quote(entry, shown)) is not None]
    return DraftClaim(said, tuple(dict.fromkeys(found))) if said else None


def _sentences(claim: DraftClaim) -> Iterator[DraftClaim]:
    """A claim is one sentence: of several, each has the quotes that it shares its words with, or else all of them."""
    parts = sentences.split(claim.text)
    if len(parts) <= 1:
        yield claim
        return
    for part in parts:
        own = tuple(quote for quote in claim.quotes if _shares(part, quote.words))
        yield DraftClaim(part, own or claim.quotes)


def _shares(sentence: str, quoted: str) -> bool:
    """Whether one of the two has half of the other's words that carry meaning."""
    told, cited = frozenset(text_words.content(sentence)), frozenset(text_words.content(quoted))
    return len(told & cited) * 2 >= max(1, min(len(told), len(cited)))


def _quote(entry: object, shown: Exhibits) -> Quote | None:
    if not isinstance(entry, Mapping):
        return None
    passage, words = shown.passage(entry.get("passage", "")), entry.get("words")
    return Quote(passage, words.strip()) if passage and isinstance(words, str) and words.strip() else None
