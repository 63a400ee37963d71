"""What a chat model does beside writing: more to search for, what answers best, a plan, and a second judgement.

None of it is believed: a wording is only searched for, an order only moves what was found, a plan is the reader's to
change and is written from the articles alone, and a verdict only lowers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pipeline import prompts
from pipeline.answer import shapes
from pipeline.answer.exhibits import Exhibits
from pipeline.domain import Evidence, PassageId, PlannedSection, Support, Verdict
from pipeline.ports import ChatModel, Exchange, Searches, Spend

MOST_WORDINGS = 3
LONGEST_WORDING = 200
LONGEST_REASON = 200
LONGEST_HEADING = 80
_NUMBER = re.compile(r"\d+")
_QUOTES = frozenset('"“”„«»')
_TURNS = 4
_ANSWER_CHARS = 600
_LONGEST_QUESTION = 400
_JUDGED = shapes.object_of(verdict=shapes.one_of(*Verdict), reason=shapes.TEXT)
_SEARCHES = shapes.object_of(question=shapes.TEXT, searches=shapes.list_of(shapes.TEXT))
# any text: one name that does not exist is not to cost the others
_BEST = shapes.object_of(best=shapes.list_of(shapes.TEXT))
_PLAN = shapes.object_of(
    sections=shapes.list_of(
        shapes.object_of(passages=shapes.list_of(shapes.TEXT), heading=shapes.TEXT, asks=shapes.TEXT)
    )
)
_SCORES = {Verdict.SUPPORTED: 1.0, Verdict.PARTLY: 0.5, Verdict.NOT: 0.0}
_SAYS = {Verdict.PARTLY: "the model finds only part of it there", Verdict.NOT: "the model does not find it"}


class ModelResearcher:
    """A ``Researcher`` over a ``ChatModel``."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._search = prompts.read("search")
        self._rerank = prompts.read("rerank")
        self._outline = prompts.read("outline")
        self._support = prompts.read("support")

    @property
    def prompts(self) -> tuple[str, ...]:
        return tuple(prompt.label for prompt in (self._search, self._rerank, self._outline, self._support))

    def searches(self, question: str, history: Sequence[Exchange], spend: Spend) -> Searches:
        """The question itself too when the model's is empty or a treatise."""
        lines = [line for number, turn in enumerate(history[-_TURNS:], 1) for line in _turn(number, turn)]
        asked, conversation = prompts.one_line(question), prompts.fence("conversation", lines)
        system, user = self._search.fill(question=asked, history=conversation, limit=MOST_WORDINGS)
        reply = self._model.reply(system, user, _SEARCHES, spend)
        alone = _alone(reply, question) if history else question
        return Searches(alone, tuple(islice(_wordings(reply, {alone, question}), MOST_WORDINGS)))

    def best(self, evidence: Evidence, limit: int, spend: Spend) -> tuple[PassageId, ...]:
        """No call where there is nothing to choose from."""
        if len(evidence.hits) <= 1:
            return ()
        shown = Exhibits.of(evidence)
        system, user = self._rerank.fill(
            question=prompts.one_line(evidence.question), limit=limit, passages=prompts.fenced(shown.excerpts)
        )
        named = map(shown.passage, _texts(self._model.reply(system, user, _BEST, spend), "best"))
        return tuple(dict.fromkeys(passage for passage in named if passage is not None))[:limit]

    def plan(self, evidence: Evidence, limit: int, audience: str, spend: Spend) -> tuple[PlannedSection, ...]:
        """What names no passage that was sent, says nothing, or says it at length is left out.

        So is a heading that quotes, or has a figure that neither the topic nor a passage has: nobody checks headings.
        """
        if not evidence.hits:
            return ()
        shown = Exhibits.of(evidence)
        system, user = self._outline.fill(
            topic=prompts.one_line(evidence.question),
            limit=limit,
            readers=prompts.readers(audience),
            passages=prompts.fenced(shown.excerpts),
        )
        drafted = self._model.reply(system, user, _PLAN, spend)["sections"]
        told = frozenset(_NUMBER.findall(" ".join((evidence.question, *_shown(shown)))))
        planned = (_planned(each, shown, told) for each in drafted) if isinstance(drafted, list) else ()
        once = {section.heading.casefold(): section for section in planned if section is not None}
        return tuple(once.values())[:limit]

    def judge(self, claim: str, texts: Sequence[str], spend: Spend) -> Support:
        cited = [(f"c{number}", text) for number, text in enumerate(texts, 1)]
        system, user = self._support.fill(
            claim=prompts.fence("sentence", [("sentence", claim)]), passages=prompts.fence("cited words", cited)
        )
        reply = self._model.reply(system, user, _JUDGED, spend)
        verdict = Verdict(str(reply["verdict"]))
        reasons = () if verdict is Verdict.SUPPORTED else (_reason(verdict, str(reply["reason"])),)
        return Support(verdict, _SCORES[verdict], reasons)


def _turn(number: int, turn: Exchange) -> tuple[tuple[str, str], ...]:
    return (f"q{number}", turn.question), (f"a{number}", turn.answer[:_ANSWER_CHARS])


def _alone(reply: Mapping[str, object], question: str) -> str:
    rewritten = prompts.one_line(str(reply["question"]))
    return rewritten if 0 < len(rewritten) <= max(_LONGEST_QUESTION, 2 * len(question)) else question


def _wordings(reply: Mapping[str, object], known: set[str]) -> Iterator[str]:
    """Those with a word in them that are new and no treatise, on one line."""
    seen = {prompts.one_line(text).casefold() for text in known}
    for text in _texts(reply, "searches"):
        wording = prompts.one_line(text)
        is_searchable = len(wording) <= LONGEST_WORDING and any(letter.isalnum() for letter in wording)
        if is_searchable and wording.casefold() not in seen:
            seen.add(wording.casefold())
            yield wording


def _shown(shown: Exhibits) -> Iterator[str]:
    for excerpt in shown.excerpts:
        yield from (excerpt.source.title, excerpt.text)


def _planned(drafted: object, shown: Exhibits, told: frozenset[str]) -> PlannedSection | None:
    if not isinstance(drafted, Mapping):
        return None
    heading, asks = (prompts.one_line(str(drafted.get(name, ""))) for name in ("heading", "asks"))
    is_short = len(heading) <= LONGEST_HEADING and len(asks) <= LONGEST_WORDING
    is_said = all(any(letter.isalnum() for letter in text) for text in (heading, asks))
    rests = any(shown.passage(name) is not None for name in _texts(drafted, "passages"))
    is_plain = told.issuperset(_NUMBER.findall(heading)) and _QUOTES.isdisjoint(heading)
    return PlannedSection(heading, asks) if is_short and is_said and is_plain and rests else None


def _texts(reply: Mapping[str, object], name: str) -> Iterator[str]:
    listed = reply.get(name)
    yield from (str(text) for text in listed) if isinstance(listed, list) else ()


def _reason(verdict: Verdict, said: str) -> str:
    reason = prompts.one_line(said)[:LONGEST_REASON].rstrip()
    return f"{_SAYS[verdict]}: {reason}" if reason else _SAYS[verdict]
