"""Every seam, with only the methods that the pipeline calls.

Each docstring is the contract that the suite under ``tests/contracts/`` checks against every adapter. Adapters are
called from several threads at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.domain import (
    Article,
    ArticleId,
    Brief,
    Conversation,
    DraftClaim,
    Entry,
    Evidence,
    Passage,
    PassageId,
    RawArticle,
    Refused,
    Scope,
    Support,
    Usage,
)

Vectors: TypeAlias = npt.NDArray[np.float32]
Clock: TypeAlias = Callable[[], datetime]
Spend: TypeAlias = Callable[[Usage], None]


class Embedder(Protocol):
    """Texts to vectors of unit length."""

    @property
    def space(self) -> str:
        """Names the vector space, in letters, digits, dots and dashes. Vectors of two spaces never mix."""

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array (n, dimensions), rows of unit length, in the order of ``texts``; (0, dimensions) for none.

        The same text gives the same row, alone or in a batch. A text longer than the model reads is cut, not refused.
        """


class PassageStore(Protocol):
    """Vectors of one space, by passage."""

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Keeps a unit vector for each passage. Twice, or twice in one call, changes nothing; none is no error."""

    def nearest(
        self, vector: Vectors, k: int, among: Collection[ArticleId] | None = None
    ) -> tuple[tuple[PassageId, float], ...]:
        """Up to ``k`` passages with their cosine to ``vector`` (dimensions,), nearest first; equal ones by id.

        With ``among``, only passages of those articles, and then ``k`` of them if there are so many; an empty ``among``
        finds nothing.
        """

    def similarities(self, vector: Vectors, ids: Sequence[PassageId]) -> Mapping[PassageId, float]:
        """The cosine of ``vector`` to each of these passages; one without a vector is left out."""

    def remove(self, articles: Collection[ArticleId]) -> None:
        """Forgets every passage of these articles, of every revision; an unknown one is no error."""

    def ids(self) -> Iterator[PassageId]:
        """Every passage that has a vector."""

    def discard(self, ids: Sequence[PassageId]) -> None:
        """Forgets these passages; an unknown one is no error."""

    def count(self) -> int: ...

    def close(self) -> None:
        """Lets go of what is on disk."""


class Order(StrEnum):
    """How the library is sorted; an article whose sort key is unknown comes last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    TITLE = "title"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article on its way to the shelf: its passages, and ``bands`` (the keys that near copies share)."""

    article: Article
    passages: tuple[Passage, ...]
    bands: tuple[str, ...] = ()
    copies_of: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class BriefEntry:
    """One line of the list of briefs: its newest version."""

    id: str
    version: int
    topic: str
    template: str
    made_at: datetime


class Shelf(Protocol):
    """The truth: articles with all their revisions, their words, conversations and briefs.

    Every write is one transaction: a crash leaves all of it or nothing. Search and the library see the newest revision
    of an article only.
    """

    # articles
    def keep(self, batch: Sequence[Shelved], at: datetime) -> None:
        """Stores each article's revision with its passages and words. The same revision twice changes nothing."""

    def article(self, article_id: ArticleId, revision: int | None = None) -> Article:
        """One article, its newest revision unless told. NotFound when there is none."""

    def articles(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, Article]:
        """The newest revisions of these articles; an unknown one is left out."""

    def passages(self, ids: Sequence[PassageId]) -> tuple[Passage, ...]:
        """These passages, in this order; an unknown one is left out."""

    def passages_of(self, article_id: ArticleId) -> tuple[Passage, ...]:
        """The passages of the newest revision, in the order of the text; none for an unknown article."""

    def known(self, digests: Collection[str]) -> Mapping[str, tuple[ArticleId, ...]]:
        """Which articles have a newest revision with one of these text digests (``Article.digest``)."""

    def sharing(self, bands: Collection[str]) -> tuple[ArticleId, ...]:
        """Articles that have one of these bands, the earliest added first."""

    def describe(self, article: Article) -> None:
        """Takes over all of ``article`` but text and revision: what a reader edited. NotFound when unknown."""

    def remove(self, ids: Collection[ArticleId]) -> int:
        """Takes articles out, with all revisions, words and passages; how many there were.

        Copies of a removed one stay, with the earliest of them as their new head.
        """

    # the library
    def entries(
        self, scope: Scope, *, words: str = "", order: Order = Order.NEWEST, offset: int = 0, limit: int = 100
    ) -> tuple[Entry, ...]:
        """A page of the library. All ``words`` stand in the title, outlet, byline or text, in any order and case."""

    def count(self, scope: Scope, *, words: str = "") -> int: ...

    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """Articles by ``outlet``, ``collection`` and ``language``, most first; unknown is the empty string."""

    def within(self, scope: Scope) -> frozenset[ArticleId]:
        """The articles in this scope."""

    def copy_groups(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, ArticleId]:
        """For each of these articles the head of its group of copies; itself when it has none."""

    # words
    def rank(self, words: Sequence[str], k: int, scope: Scope) -> tuple[tuple[PassageId, float], ...]:
        """Up to ``k`` passages with any of ``words`` by BM25 (above 0, larger is better), best first; equal ones by id.

        Any character may stand in a word; none of it is query syntax. No words find nothing.
        """

    def frequency(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands (0 for none), in the form in which ``rank`` matches it."""

    # vectors: what is still to be embedded
    def pending(self, space: str, limit: int) -> tuple[Passage, ...]:
        """Passages of newest revisions that have no vector in this space yet, the newest stored first."""

    def pending_count(self, space: str) -> int:
        """How many passages ``pending`` would give without a limit."""

    def embedded(self, space: str, ids: Sequence[PassageId]) -> None:
        """Marks passages as having a vector in this space; unknown ones are left out."""

    def forget_embedded(self, space: str) -> None:
        """Marks every passage as having no vector in this space: before a rebuild."""

    def leaving(self) -> tuple[ArticleId, ...]:
        """Articles taken out whose vectors may still be in a store."""

    def left(self, ids: Collection[ArticleId]) -> None:
        """Their vectors are gone too."""

    def stored_passages(self) -> Iterator[PassageId]:
        """Every passage of a newest revision."""

    def passage_count(self) -> int:
        """How many ``stored_passages`` gives."""

    def problems(self) -> tuple[str, ...]:
        """What is wrong within the shelf: integrity, and words that do not agree with the passages. None is good."""

    def reindex(self) -> None:
        """Builds the full-text index again from the passages."""

    # conversations and briefs
    def save_conversation(self, conversation: Conversation) -> None: ...

    def conversation(self, conversation_id: str) -> Conversation:
        """NotFound when there is none."""

    def conversations(self) -> tuple[tuple[str, str, datetime], ...]:
        """Identity, title and last change of each, the newest first."""

    def delete_conversation(self, conversation_id: str) -> None:
        """No error when there is none."""

    def save_brief(self, brief: Brief) -> None:
        """Keeps this version. The same version twice is replaced."""

    def brief(self, brief_id: str, version: int | None = None) -> Brief:
        """One brief, its newest version unless told. NotFound when there is none."""

    def briefs(self) -> tuple[BriefEntry, ...]:
        """The newest version of each, the newest first."""

    def delete_brief(self, brief_id: str) -> None:
        """With all versions; no error when there is none."""

    def close(self) -> None: ...


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

    def draft(self, evidence: Evidence, task: Task, limit: int, spend: Spend) -> Iterator[DraftClaim]:
        """Up to ``limit`` claims, each as soon as it is there. Nothing when the evidence does not answer, or is empty.

        Raises what ``ChatModel`` raises.
        """

    def standalone(self, question: str, history: Sequence[Exchange], spend: Spend) -> str:
        """The question as it would be asked without the conversation before it; itself when there is none."""


class SupportJudge(Protocol):
    """Whether texts say what a sentence says."""

    def judge(self, claim: str, texts: Sequence[str]) -> Support:
        """The verdict on ``claim`` from all ``texts`` together, deterministic.

        A claim that stands word for word in a text is supported, but not where the text denies or hedges it. No text,
        or an empty claim, is not supported. Every verdict below supported has a reason.
        """


class ArticleLoader(Protocol):
    """One kind of file to articles."""

    @property
    def suffixes(self) -> frozenset[str]:
        """What its files end in: lower case, with the dot."""

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """The articles in a file, one by one, and each part that cannot be one with its reason.

        Never raises for what is in ``content``, whatever it is.
        """


class Exporter(Protocol):
    """A brief to a file."""

    @property
    def suffix(self) -> str:
        """With the dot."""

    @property
    def media_type(self) -> str: ...

    def export(self, brief: Brief) -> bytes:
        """The whole file. The same brief gives the same bytes. Text of articles stays text, whatever is in it."""


Report: TypeAlias = Callable[[int, int], None]
"""Told how many passages are embedded, of how many."""
