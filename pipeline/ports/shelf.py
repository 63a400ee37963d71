"""The truth: one shelf, described a room at a time. ``Shelf`` at the end is all of them.

Every write is one transaction: a crash leaves all of it or nothing. Search and the library see the newest revision of
an article only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pipeline.domain import (
    Article,
    ArticleId,
    Entry,
    Job,
    Labels,
    Passage,
    PassageId,
    Reading,
    RevisionEntry,
    Scope,
)
from pipeline.ports.papers import Conversations, Papers
from pipeline.ports.queue import Jobs, Subscriptions


class Order(StrEnum):
    """How the library is sorted; an article whose sort key is unknown comes last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    TITLE = "title"
    OUTLET = "outlet"


class Copies(StrEnum):
    """Which articles the library shows, of those that are copies of one story."""

    ALL = "all"
    HEADS = "heads"
    GROUPED = "grouped"


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article on its way to the shelf, with ``bands`` (the keys that near copies share).

    ``copies_of`` is any member of the group that it is a copy in, or None; ``taking`` are members of other groups that
    leave them and become copies of this one.
    """

    article: Article
    passages: tuple[Passage, ...]
    bands: tuple[int, ...] = ()
    copies_of: ArticleId | None = None
    readings: tuple[Reading, ...] = ()
    taking: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands before more of it comes. ``digests`` are of the texts of all revisions, oldest first."""

    revision: int
    digests: tuple[str, ...]
    collections: tuple[str, ...]
    outlet: str


class Articles(Protocol):
    """Articles with all their revisions."""

    def keep(
        self,
        batch: Sequence[Shelved],
        at: datetime,
        *,
        seen: Mapping[str, ArticleId] | None = None,
        job: Job | None = None,
    ) -> None:
        """Stores each article's revision with its passages and words: the next of its article, 1 where there is none.

        Of an article that is there already, collections and tags join those that it has now; none is taken away. A
        revision that is there with the same text stays as it is otherwise. Raises Overtaken, and keeps nothing of the
        batch, for one that is there with another text or does not follow the newest; a batch may hold several
        revisions of one article, in order.

        In the same transaction ``seen`` notes which content became which article, and ``job`` how far its job is
        (``save_job``), so that a crash leaves all of that or nothing. Of a group of copies the earliest is the head: by
        its moment of publication (a day alone counts as its end), the unknown last, equal ones in the order added.
        """

    def article(self, article_id: ArticleId, revision: int | None = None) -> Article:
        """One article, its newest revision unless told. NotFound when there is none."""

    def articles(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, Article]:
        """The newest revisions of these articles; an unknown one is left out."""

    def standing(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, Standing]:
        """The same without reading a text."""

    def revisions(self, article_id: ArticleId) -> tuple[RevisionEntry, ...]:
        """Every revision of an article, the newest first; none for an unknown one."""

    def readings(self, article_id: ArticleId, revision: int) -> tuple[Reading, ...]:
        """What its source said of it, field by field; none for an unknown one."""

    def passages(self, ids: Sequence[PassageId]) -> tuple[Passage, ...]:
        """These passages, in this order; an unknown one is left out."""

    def passages_of(self, article_id: ArticleId) -> tuple[Passage, ...]:
        """The passages of the newest revision, in the order of the text; none for an unknown article."""

    def known(self, digests: Collection[str]) -> Mapping[str, tuple[ArticleId, ...]]:
        """Which articles have a newest revision with one of these text digests (``Article.digest``)."""

    def seen(self, contents: Collection[str]) -> Mapping[str, tuple[ArticleId, int]]:
        """Which of these contents became which article, and the job that saw it last (0 for none).

        Forgotten when the article is removed.
        """

    def describe(self, article: Article) -> None:
        """Takes over all of ``article`` but text and revision: what a reader edited. NotFound when unknown.

        Each of title, outlet, url, published, published_at, updated, byline and language that differs becomes a
        ``Reading`` by ``READER`` of the newest revision, its value as text (days and moments in ISO 8601, unknown is
        empty): in the place of an earlier one by the reader, or else before all others, since it is the one taken.
        """

    def relabel(self, ids: Collection[ArticleId], labels: Labels) -> int:
        """Changes what ``labels`` names for all of these articles; how many there were.

        Outlet and language are noted as ``describe`` does.
        """

    def remove(self, ids: Collection[ArticleId]) -> int:
        """Takes articles out, with all revisions, words and passages; how many there were.

        Copies of a removed one stay, with the earliest of them as their new head.
        """


class Groups(Protocol):
    """Copies of one story."""

    def sharing(self, bands: Collection[int]) -> Mapping[int, Mapping[ArticleId, ArticleId]]:
        """Of these bands, each that any article has: those articles in the order added, with their groups' heads.

        At most three articles of one group for each band. A band that very many groups have is that of a template, and
        may be left out; one that very many copies of few stories have is not.
        """

    def copy_groups(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, ArticleId]:
        """For each of these articles the head of its group of copies; itself when it has none."""

    def copies(self, article_id: ArticleId) -> tuple[ArticleId, ...]:
        """Everything in the group of this article but itself, the head first, then in the order added."""

    def unbanded(self, limit: int) -> tuple[ArticleId, ...]:
        """Articles whose bands were never made, or in an earlier way: up to ``limit``."""

    def rebanded(self, bands: Mapping[ArticleId, Sequence[int]]) -> None:
        """Their bands, made anew; an unknown article is no error."""

    def families(self) -> str:
        """Which outlets are of one publisher, as lines a person wrote; empty until then."""

    def save_families(self, lines: str) -> None: ...


class Library(Protocol):
    """What the library's pages read."""

    def entries(
        self,
        scope: Scope,
        *,
        words: str = "",
        copies: Copies = Copies.ALL,
        order: Order = Order.NEWEST,
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """A page of the library. All ``words`` stand in the title, outlet, byline or text, in any order and case."""

    def count(self, scope: Scope, *, words: str = "", copies: Copies = Copies.ALL) -> int: ...

    def outlets(self) -> tuple[str, ...]:
        """Every outlet that an article is from, in the order of their characters; unknown is the empty string."""

    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """Articles by ``outlet``, ``collection``, ``tag`` and ``language``, most first; unknown is the empty string."""

    def months(self) -> Mapping[str, int]:
        """Articles by the month in which they were published, ``YYYY-MM``, in order; the undated last as ''."""

    def copied(self) -> Mapping[str, int]:
        """By outlet how many of its articles are copies under another head, most first; unknown is the empty string."""

    def within(self, scope: Scope, *, words: str = "", copies: Copies = Copies.ALL) -> frozenset[ArticleId]:
        """The articles in this scope."""


class Words(Protocol):
    """Full text."""

    def rank(self, words: Sequence[str], k: int, scope: Scope) -> tuple[tuple[PassageId, float], ...]:
        """Up to ``k`` passages with any of ``words`` by BM25 (above 0, larger is better), best first; equal ones by id.

        Any character may stand in a word; none of it is query syntax. No words find nothing.
        """

    def frequency(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands (0 for none), in the form in which ``rank`` matches it."""

    def problems(self) -> tuple[str, ...]:
        """What is wrong within the shelf: integrity, and words that do not agree with the passages. None is good."""

    def reindex(self) -> None:
        """Builds the full-text index again from the passages."""


class Waiting(Protocol):
    """What has no vector yet, and whose vectors have to go."""

    def pending(self, space: str, limit: int) -> tuple[Passage, ...]:
        """Passages of newest revisions that have no vector in this space yet, the newest stored first."""

    def pending_count(self, space: str) -> int:
        """How many passages ``pending`` would give without a limit."""

    def embedded(self, space: str, ids: Sequence[PassageId]) -> tuple[PassageId, ...]:
        """Marks passages as having a vector in this space; returns those that are of no newest revision any more."""

    def unembedded(self, space: str, ids: Sequence[PassageId]) -> None:
        """Marks passages of newest revisions as having no vector in this space; others are no error."""

    def marked_count(self, space: str) -> int:
        """How many passages of newest revisions are marked as having a vector in this space, at one moment."""

    def forget_embedded(self, space: str) -> None:
        """Marks every passage as having no vector in this space: before a rebuild."""

    def leaving(self) -> tuple[ArticleId, ...]:
        """Articles taken out whose vectors may still be in a store."""

    def left(self, ids: Collection[ArticleId]) -> None:
        """Their vectors are gone too; what is still there of these articles is pending again."""

    def stored_passages(self) -> Iterator[PassageId]:
        """Every passage of a newest revision."""

    def passage_count(self) -> int:
        """How many ``stored_passages`` gives."""


class Shelf(Articles, Groups, Library, Words, Waiting, Conversations, Papers, Jobs, Subscriptions, Protocol):
    """All of it."""

    def close(self) -> None: ...
