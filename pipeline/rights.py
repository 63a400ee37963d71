"""A shelf and a library to what one person may see and do of them: own papers, and the shared library by their role.

It stands at the one way that leads to both, so that no page can forget it: what is not named here is refused. A paper
that has no author was made where nobody signs in: everybody sees it, editors change it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn, TypeAlias, TypeVar, cast

from pipeline.domain import ArticleId, Brief, Conversation, Feedback, Job, Person, StandingQuestion
from pipeline.errors import NotAllowed, NotFound
from pipeline.ingest.inputs import Input, LocalPath
from pipeline.ingest.intake import Said
from pipeline.ingest.library import Library
from pipeline.ports import BriefEntry, Cited, ConversationEntry, Shelf, VersionEntry

_Paper: TypeAlias = Conversation | Brief | StandingQuestion
_P = TypeVar("_P", Conversation, Brief, StandingQuestion)

READS = frozenset(
    (
        "article articles standing revisions readings passages passages_of known copies copy_groups families entries "
        "count outlets facets months copied within rank frequency pending_count passage_count state arrived"
    ).split()
)
"""What anybody may ask of the shelf."""
EDITS = frozenset("describe relabel save_families subscriptions unsubscribe".split())
"""What only an editor may. The address of a feed may hold a key to it, so that reading them is among it."""

_JOBS_READ = frozenset("all pace refusals".split())
_JOBS_EDIT = _JOBS_READ | frozenset("pause go_on stop retry dismiss".split())
_FEEDS_EDIT = frozenset("subscribe check".split())
_INDEXER = frozenset({"progress"})
_LIBRARY_EDIT = frozenset("queue_samples remove doctor".split())

ONLY_EDITORS = "Only an editor may change the library. You are signed in as a reader."
NOT_BY_PATH = "Files on the machine itself are added there, on the command line: `python -m pipeline add`."
BEFORE = "This was made before people signed in here: only an editor may change it."


def shelf_of(person: Person, shelf: Shelf) -> Shelf:
    """The shelf as this person has it: raises NotAllowed, or NotFound for what is another's."""
    return cast(Shelf, _OwnShelf(person, shelf))


def library_of(person: Person, library: Library) -> Library:
    """The library as this person has it: what is not theirs to do raises NotAllowed."""
    return cast(Library, _OwnLibrary(person, library))


class _Guarded:
    """Passes on what is ``allowed``; all else raises NotAllowed once it is called."""

    def __init__(self, behind: object, allowed: frozenset[str]) -> None:
        self._behind = behind
        self._allowed = allowed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name) if name in self._allowed else _refuse


def _refuse(*_: object, **__: object) -> NoReturn:
    raise NotAllowed(ONLY_EDITORS)


class _OwnLibrary(_Guarded):
    def __init__(self, person: Person, library: Library) -> None:
        is_editor, nothing = person.is_editor, frozenset[str]()
        super().__init__(library, _LIBRARY_EDIT if is_editor else nothing)
        self._queue: Callable[[str, Sequence[Input], Said], Job] = library.queue if is_editor else _refuse
        self.jobs = _Guarded(library.jobs, _JOBS_EDIT if is_editor else _JOBS_READ)
        self.feeds = _Guarded(library.feeds, _FEEDS_EDIT if is_editor else nothing)
        self.indexer = _Guarded(library.indexer, _INDEXER)

    def queue(self, name: str, inputs: Sequence[Input], said: Said = Said()) -> Job:  # noqa: B008
        """Who comes over the network is given nothing of the disk."""
        if any(isinstance(each, LocalPath) for each in inputs):
            raise NotAllowed(NOT_BY_PATH)
        return self._queue(name, inputs, said)


class _OwnShelf(_Guarded):
    """Whatever is saved keeps its author, and has this person where it is new."""

    def __init__(self, person: Person, shelf: Shelf) -> None:
        super().__init__(shelf, READS | EDITS if person.is_editor else READS)
        self._shelf = shelf
        self._person = person

    # conversations

    def conversation(self, conversation_id: str) -> Conversation:
        return self._seen(self._shelf.conversation(conversation_id), "conversation")

    def conversations(
        self, _author: str | None = None, *, words: str = "", offset: int = 0, limit: int | None = None
    ) -> tuple[ConversationEntry, ...]:
        return self._shelf.conversations(self._person.id, words=words, offset=offset, limit=limit)

    def save_conversation(self, conversation: Conversation) -> None:
        author = self._author(lambda: self._shelf.conversation(conversation.id))
        self._shelf.save_conversation(replace(conversation, author=author))

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        self._changed(self.conversation(conversation_id))
        self._shelf.rename_conversation(conversation_id, title)

    def delete_conversation(self, conversation_id: str) -> None:
        if self._is_there(lambda: self._shelf.conversation(conversation_id)):
            self._shelf.delete_conversation(conversation_id)

    def save_feedback(self, feedback: Feedback) -> None:
        self.conversation(feedback.conversation_id)
        self._shelf.save_feedback(replace(feedback, author=self._person.id))

    def feedback(self, conversation_id: str | None = None) -> tuple[Feedback, ...]:
        return tuple(each for each in self._shelf.feedback(conversation_id) if each.author == self._person.id)

    def delete_feedback(self, conversation_id: str, answered_at: datetime, _author: str = "") -> None:
        self._shelf.delete_feedback(conversation_id, answered_at, self._person.id)

    # briefs

    def citing(self, article_id: ArticleId, _author: str | None = None) -> tuple[Cited, ...]:
        return self._shelf.citing(article_id, self._person.id)

    def brief(self, brief_id: str, version: int | None = None) -> Brief:
        return self._seen(self._shelf.brief(brief_id, version), "brief")

    def briefs(self, _author: str | None = None) -> tuple[BriefEntry, ...]:
        return self._shelf.briefs(self._person.id)

    def versions(self, brief_id: str) -> tuple[VersionEntry, ...]:
        try:
            self.brief(brief_id)
        except NotFound:
            return ()
        return self._shelf.versions(brief_id)

    def save_brief(self, brief: Brief) -> None:
        author = self._author(lambda: self._shelf.brief(brief.id))
        self._shelf.save_brief(replace(brief, author=author))

    def save_next(self, brief: Brief, at: datetime) -> None:
        author = self._author(lambda: self._shelf.brief(brief.id))
        self._shelf.save_next(replace(brief, author=author), at)

    def delete_brief(self, brief_id: str) -> None:
        if self._is_there(lambda: self._shelf.brief(brief_id)):
            self._shelf.delete_brief(brief_id)

    # standing questions

    def standing_questions(self, _author: str | None = None) -> tuple[StandingQuestion, ...]:
        return self._shelf.standing_questions(self._person.id)

    def standing_question(self, question_id: str) -> StandingQuestion:
        return self._seen(self._shelf.standing_question(question_id), "standing question")

    def save_standing(self, question: StandingQuestion) -> None:
        author = self._author(lambda: self._shelf.standing_question(question.id))
        self._shelf.save_standing(replace(question, author=author))

    def change_standing(self, before: StandingQuestion, after: StandingQuestion) -> bool:
        if not self._is_there(lambda: self._shelf.standing_question(before.id)):
            return False
        return self._shelf.change_standing(before, replace(after, author=before.author))

    def delete_standing(self, question_id: str) -> None:
        if self._is_there(lambda: self._shelf.standing_question(question_id)):
            self._shelf.delete_standing(question_id)

    # whose it is

    def _seen(self, paper: _P, kind: str) -> _P:
        """It, where it is theirs or nobody's. Another's is as if it were not there."""
        if paper.author not in {"", self._person.id}:
            raise NotFound(f"there is no {kind} {paper.id!r}")
        return paper

    def _changed(self, paper: _Paper) -> str:
        """The author of what may be changed."""
        if paper.author not in {"", self._person.id}:
            raise NotFound(f"there is no paper {paper.id!r}")
        if not paper.author and self._person.id and not self._person.is_editor:
            raise NotAllowed(BEFORE)
        return paper.author

    def _author(self, stored: Callable[[], _Paper]) -> str:
        try:
            paper = stored()
        except NotFound:
            return self._person.id
        return self._changed(paper)

    def _is_there(self, stored: Callable[[], _Paper]) -> bool:
        """Whether it is there to be changed; another's is not."""
        try:
            self._changed(stored())
        except NotFound:
            return False
        return True
