"""The rooms of the shelf for what was asked and written.

A list for an ``author`` has what is theirs and what is nobody's, which is everybody's; for None it has all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pipeline.domain import ArticleId, Brief, Conversation, Feedback, Scope, Span, StandingQuestion


@dataclass(frozen=True, slots=True)
class BriefEntry:
    """One line of the list of briefs: its newest version."""

    id: str
    version: int
    topic: str
    template: str
    made_at: datetime
    author: str = ""


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One line of the list of a brief's versions. ``change`` says what was done since the one before."""

    version: int
    saved_at: datetime
    change: str


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    """One line of the list of conversations."""

    id: str
    title: str
    changed_at: datetime
    author: str = ""


class Paper(StrEnum):
    """What cites articles."""

    ANSWER = "answer"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a revision of an article, and what cites it: a conversation or a brief, by its title or topic."""

    revision: int
    span: Span
    paper: Paper
    id: str
    title: str


class Conversations(Protocol):
    """Conversations and what readers say of their answers."""

    def save_conversation(self, conversation: Conversation) -> None:
        """In the place of the one of its identity. What readers said of answers that it has no more is forgotten."""

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Its last change stays what it was. NotFound when there is none."""

    def conversation(self, conversation_id: str) -> Conversation:
        """NotFound when there is none."""

    def conversations(
        self, author: str | None = None, *, words: str = "", offset: int = 0, limit: int | None = None
    ) -> tuple[ConversationEntry, ...]:
        """A page of them, the newest first; without a limit all.

        All ``words`` stand in the title, the questions or the answers, in any order and case, the last perhaps as the
        beginning of one.
        """

    def delete_conversation(self, conversation_id: str) -> None:
        """With what was said of its answers. No error when there is none."""

    def save_feedback(self, feedback: Feedback) -> None:
        """In the place of what this author said of this answer before.

        Nothing is kept where the conversation has gone, or has no such answer any more.
        """

    def feedback(self, conversation_id: str | None = None) -> tuple[Feedback, ...]:
        """Of one conversation, or all of it; the oldest first."""

    def delete_feedback(self, conversation_id: str, answered_at: datetime, author: str) -> None:
        """No error when there is none."""


class Papers(Protocol):
    """Briefs and standing questions, what of the library is newer than one of them, and what is cited where."""

    def citing(self, article_id: ArticleId, author: str | None = None) -> tuple[Cited, ...]:
        """Each place of an article that a claim of a conversation or of a brief's newest version cites.

        By revision and place; in one place answers first. None for an article that is not cited, or unknown.
        """

    def save_brief(self, brief: Brief) -> None:
        """Keeps this version. The same version twice is replaced."""

    def brief(self, brief_id: str, version: int | None = None) -> Brief:
        """One brief, its newest version unless told. NotFound when there is none."""

    def briefs(self, author: str | None = None) -> tuple[BriefEntry, ...]:
        """The newest version of each, the newest first."""

    def save_next(self, brief: Brief, at: datetime) -> None:
        """Keeps the version after the newest, saved at that moment.

        Raises Overtaken, and keeps nothing, when another one was saved since, or there is no such brief any more.
        """

    def versions(self, brief_id: str) -> tuple[VersionEntry, ...]:
        """Of one brief, the newest first; none for an unknown one."""

    def delete_brief(self, brief_id: str) -> None:
        """With all versions; no error when there is none."""

    def state(self, scope: Scope) -> str:
        """The library within this scope in a few characters: two are equal where they are of the same revisions."""

    def arrived(self, scope: Scope, state: str, at: datetime) -> tuple[ArticleId, ...]:
        """Articles in the scope whose newest revision was stored after ``state`` was given, in the order stored.

        Also those stored after ``at``; that alone counts where ``state`` is empty.
        """

    def save_standing(self, question: StandingQuestion) -> None:
        """Keeps it as a new one, or in the place of the one of its identity."""

    def change_standing(self, before: StandingQuestion, after: StandingQuestion) -> bool:
        """Keeps ``after`` in the place of ``before``; whether it did: not where that was removed or changed by now."""

    def standing_questions(self, author: str | None = None) -> tuple[StandingQuestion, ...]:
        """In the order in which they were first kept."""

    def standing_question(self, question_id: str) -> StandingQuestion:
        """NotFound when there is none."""

    def delete_standing(self, question_id: str) -> None:
        """No error when there is none."""
