"""Evidence to sentences, what helps to find it, and whether texts say what a sentence says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from pipeline.domain import DraftClaim, Evidence, PassageId, PlannedSection, Support, Usage

Spend: TypeAlias = Callable[[Usage], None]


class ChatModel(Protocol):
    """A language model that fills a JSON schema."""

    @property
    def name(self) -> str: ...

    def reply(self, system: str, user: str, shape: Mapping[str, object], spend: Spend) -> Mapping[str, object]:
        """An object that fits ``shape`` (a JSON schema of type object). ``spend`` is told the tokens, once a call.

        Raises ServiceError by kind (the key, the quota, the rate, the model's name, the connection), BadReply when what
        came is no such object, ModelRefused when the model declined.
        """

    def stream(
        self, system: str, user: str, shape: Mapping[str, object], spend: Spend
    ) -> Iterator[Mapping[str, object]]:
        """The objects of the one array in ``shape``, each as soon as it is complete.

        Errors as in ``reply``; what came before one has been given out. Closing the iterator closes the connection.
        """


class Task(StrEnum):
    """What a writer is asked to write."""

    ANSWER = "answer"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier question and what was answered, as text."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Searches:
    """What to search for: a question that stands alone, and other wordings of it or of its parts, best first."""

    question: str
    wordings: tuple[str, ...] = ()


class Writer(Protocol):
    """Evidence to sentences, each with the words it rests on."""

    @property
    def backend(self) -> str:
        """``quotes only`` for verbatim sentences, else the kind of service that writes."""

    @property
    def model(self) -> str:
        """The model's name, empty where there is none."""

    @property
    def prompts(self) -> tuple[str, ...]:
        """Labels of the prompts in use."""

    def draft(
        self, evidence: Evidence, task: Task, limit: int, spend: Spend, audience: str = ""
    ) -> Iterator[DraftClaim]:
        """Up to ``limit`` claims, each as soon as it is there. Nothing when the evidence does not answer, or is empty.

        A section may be written for an ``audience``; quotes are the same for everybody.

        Raises what ``ChatModel`` raises.
        """

    def rewrite(self, failed: DraftClaim, reason: str, evidence: Evidence, spend: Spend) -> DraftClaim | None:
        """A claim that failed its check for ``reason``, written once more; None where that cannot help.

        Raises what ``ChatModel`` raises.
        """


class Researcher(Protocol):
    """What helps a writer to find, choose and check, and may be wrong in all of it. Raises what ``ChatModel`` raises.

    Where quotes alone are wanted there is none.
    """

    @property
    def prompts(self) -> tuple[str, ...]:
        """Labels of the prompts in use."""

    def searches(self, question: str, history: Sequence[Exchange], spend: Spend) -> Searches:
        """The question as it would be asked without the conversation before it, itself when there is none.

        Wordings are few, short, of one line each, and differ from the question and one another.
        """

    def best(self, evidence: Evidence, limit: int, spend: Spend) -> tuple[PassageId, ...]:
        """Up to ``limit`` passages of the evidence that answer its question, the best first, each once."""

    def plan(self, evidence: Evidence, limit: int, audience: str, spend: Spend) -> tuple[PlannedSection, ...]:
        """Up to ``limit`` sections on the topic that the evidence was found for, each with a heading and a question.

        Each rests on a passage of the evidence; none where there is none.
        """

    def judge(self, claim: str, texts: Sequence[str], spend: Spend) -> Support:
        """The verdict on ``claim`` from all ``texts`` together. One below supported has a reason, of one line."""


class SupportJudge(Protocol):
    """Whether texts say what a sentence says."""

    def judge(self, claim: str, texts: Sequence[str]) -> Support:
        """The verdict on ``claim`` from all ``texts`` together, deterministic.

        A claim that stands word for word in a text is supported, but not where the text denies or hedges it. No text,
        or an empty claim, is not supported. Every verdict below supported has a reason.
        """
