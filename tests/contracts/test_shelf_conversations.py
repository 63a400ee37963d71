"""What every ``Shelf`` does with conversations, what readers say of answers, and what is cited where."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.domain import (
    Answer,
    ArticleId,
    Brief,
    Claim,
    Conversation,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Feedback,
    Form,
    Outline,
    Provenance,
    Scope,
    Section,
    Side,
    Span,
    Support,
    Turn,
    Verdict,
)
from pipeline.errors import NotFound
from pipeline.ports import Cited, ConversationEntry, Paper, Shelf
from tests import strategies
from tests.contracts.shelves import NOON, made

ANY = settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
FERRY = made("ferry", "The ferry sank. Two were saved.", title="Ferry", revision=2)
SANK, SAVED = Span(0, 15), Span(16, 31)


def claim(*spans: Span, text: str = "The ferry sank.") -> Claim:
    cited = tuple(FERRY.cite(span) for span in spans)
    return Claim(text, cited, Support(Verdict.SUPPORTED, 1.0, ()), Corroboration(1, 1))


def turn(question: str = "What sank?", *claims: Claim, minutes: int = 0, sides: tuple[Claim, ...] = ()) -> Turn:
    provenance = Provenance(NOON + timedelta(minutes=minutes), "quotes only", "", "space")
    both = tuple(Side("two", side) for side in sides)
    differ = (Disagreement("how many", DisagreementKind.FIGURE, both, is_update=False),) if sides else ()
    return Turn(Answer(question, question, claims, (), differ, (), (), provenance))


def talk(name: str, *turns: Turn, title: str = "Truce", hours: int = 0, author: str = "") -> Conversation:
    return Conversation(name, title, turns, NOON + timedelta(hours=hours), author)


def brief(version: int, *claims: Claim, topic: str = "Ferries", author: str = "") -> Brief:
    outline = Outline(topic, "situation", "short", Form.SORTS, ())
    provenance = Provenance(NOON, "quotes only", "", "space")
    sections = (Section("News", claims),)
    return Brief("b", version, outline, sections, (), (), (), (), (), provenance, author=author)


def thumb(conversation: str, of: Turn, *, is_good: bool = True, reason: str = "", author: str = "") -> Feedback:
    return Feedback(conversation, of.answer.provenance.made_at, is_good, NOON, reason, author)


@ANY
@given(strategies.CONVERSATIONS)
def test_any_conversation_comes_back_as_it_was_saved(shelf: Shelf, conversation: Conversation) -> None:
    shelf.save_conversation(conversation)
    assert shelf.conversation(conversation.id) == conversation


def test_saving_a_conversation_again_replaces_it(shelf: Shelf) -> None:
    shelf.save_conversation(talk("a", turn("What of the truce?")))
    shelf.save_conversation(talk("a", turn("What of the war?"), title="War", hours=1))
    assert shelf.conversation("a") == talk("a", turn("What of the war?"), title="War", hours=1)
    assert shelf.conversations() == (ConversationEntry("a", "War", NOON + timedelta(hours=1)),)
    assert shelf.conversations(words="truce") == ()


def test_conversations_are_listed_the_newest_first_a_page_at_a_time(shelf: Shelf) -> None:
    for hours, name in enumerate("bca"):
        shelf.save_conversation(talk(name, hours=hours))
    assert [entry.id for entry in shelf.conversations()] == ["a", "c", "b"]
    assert [entry.id for entry in shelf.conversations(limit=2)] == ["a", "c"]
    assert [entry.id for entry in shelf.conversations(offset=2, limit=2)] == ["b"]
    assert shelf.conversations(offset=3) == ()


def test_conversations_are_listed_for_their_author_with_those_of_nobody(shelf: Shelf) -> None:
    for name, author in (("a", "Ada"), ("b", "Grace"), ("c", "")):
        shelf.save_conversation(talk(name, author=author))
    listed = {author: [entry.id for entry in shelf.conversations(author)] for author in (None, "Ada", "Eve", "")}
    assert listed == {None: ["a", "b", "c"], "Ada": ["a", "c"], "Eve": ["c"], "": ["c"]}
    assert [entry.author for entry in shelf.conversations()] == ["Ada", "Grace", ""]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("SANK", ["answered", "titled"]),
        ("sank ferry", ["answered"]),
        ("quotas", ["asked"]),
        ("Élan", ["titled"]),
        ("fer", ["answered"]),
        ("erry", []),
        ("dropped", []),
        ('" OR title:*', []),
        (" -- ", ["answered", "asked", "titled"]),
    ],
)
def test_words_are_looked_for_in_titles_questions_and_answers(shelf: Shelf, words: str, found: list[str]) -> None:
    shelf.save_conversation(talk("asked", turn("What of fish quotas?")))
    shelf.save_conversation(talk("answered", turn("And then?"), turn("What now?", claim(SANK), minutes=1)))
    shelf.save_conversation(talk("titled", title="The elan that sank"))
    assert [entry.id for entry in shelf.conversations(words=words)] == found


def test_a_search_is_within_what_an_author_sees(shelf: Shelf) -> None:
    for name, author in (("a", "Ada"), ("b", "Grace")):
        shelf.save_conversation(talk(name, author=author))
    assert [entry.id for entry in shelf.conversations("Ada", words="truce")] == ["a"]


def test_a_renamed_conversation_is_found_by_its_new_name_alone(shelf: Shelf) -> None:
    shelf.save_conversation(talk("a", turn("What sank?", claim(SANK)), title="Truce"))
    shelf.rename_conversation("a", '$5 *ferry* "<b>"')
    assert shelf.conversation("a") == talk("a", turn("What sank?", claim(SANK)), title='$5 *ferry* "<b>"')
    assert shelf.conversations() == (ConversationEntry("a", '$5 *ferry* "<b>"', NOON),)
    assert shelf.conversations(words="truce") == ()
    assert [entry.id for entry in shelf.conversations(words="ferry sank")] == ["a"]
    with pytest.raises(NotFound, match="There is no conversation b"):
        shelf.rename_conversation("b", "Ferry")


def test_a_deleted_conversation_is_gone_and_deleting_it_again_is_no_error(shelf: Shelf) -> None:
    first = turn("What sank?", claim(SANK))
    for name in "ab":
        shelf.save_conversation(talk(name, first))
        shelf.save_feedback(thumb(name, first))
    for _ in range(2):
        shelf.delete_conversation("a")
    assert [entry.id for entry in shelf.conversations(words="sank")] == ["b"]
    assert [each.conversation_id for each in shelf.feedback()] == ["b"]
    assert [each.id for each in shelf.citing(FERRY.id)] == ["b"]
    with pytest.raises(NotFound, match="There is no conversation a"):
        shelf.conversation("a")


def test_what_is_said_of_an_answer_is_kept_once_for_each_author(shelf: Shelf) -> None:
    first, second = turn(minutes=1), turn(minutes=2)
    shelf.save_conversation(talk("a", first, second))
    shelf.save_feedback(thumb("a", second, author="Ada"))
    shelf.save_feedback(thumb("a", second))
    shelf.save_feedback(thumb("a", second, is_good=False, reason="Not asked."))
    assert shelf.feedback("a") == (
        thumb("a", second, is_good=False, reason="Not asked."),
        thumb("a", second, author="Ada"),
    )
    assert shelf.feedback("b") == ()
    for _ in range(2):
        shelf.delete_feedback("a", second.answer.provenance.made_at, "")
    assert shelf.feedback() == (thumb("a", second, author="Ada"),)


def test_what_is_said_of_an_answer_goes_with_it(shelf: Shelf) -> None:
    first, second, third = turn(minutes=1), turn(minutes=2), turn(minutes=3)
    shelf.save_conversation(talk("a", first, second))
    for each in (first, second):
        shelf.save_feedback(thumb("a", each))
    shelf.save_conversation(talk("a", first, second).until(1).having(third, NOON))
    assert shelf.feedback() == (thumb("a", first),)
    shelf.save_feedback(thumb("a", second))
    shelf.save_feedback(thumb("gone", first))
    assert shelf.feedback() == (thumb("a", first),)


def test_a_place_is_cited_by_every_answer_that_rests_on_it(shelf: Shelf) -> None:
    both = turn("What sank?", claim(SANK, SAVED), claim(SANK))
    differ = turn("How many?", sides=(claim(SAVED), claim(SAVED)), minutes=1)
    shelf.save_conversation(talk("a", both, differ, title="Ferry"))
    shelf.save_conversation(talk("b", differ, title="How many?"))
    assert shelf.citing(FERRY.id) == (
        Cited(2, SANK, Paper.ANSWER, "a", "Ferry"),
        Cited(2, SAVED, Paper.ANSWER, "a", "Ferry"),
        Cited(2, SAVED, Paper.ANSWER, "b", "How many?"),
    )
    assert shelf.citing(ArticleId("unheard of")) == ()
    shelf.rename_conversation("b", "Saved")
    shelf.save_conversation(talk("a", turn("Nothing?")))
    assert shelf.citing(FERRY.id) == (Cited(2, SAVED, Paper.ANSWER, "b", "Saved"),)


def test_a_place_is_cited_by_the_newest_version_of_a_brief(shelf: Shelf) -> None:
    shelf.save_brief(brief(1, claim(SANK)))
    shelf.save_conversation(talk("a", turn("What sank?", claim(SANK)), title="Ferry"))
    by_answer = Cited(2, SANK, Paper.ANSWER, "a", "Ferry")
    assert shelf.citing(FERRY.id) == (by_answer, Cited(2, SANK, Paper.BRIEF, "b", "Ferries"))
    shelf.save_next(brief(2, claim(SAVED), topic="Saved"), NOON)
    shelf.save_brief(brief(1, claim(SANK)))
    assert shelf.citing(FERRY.id) == (by_answer, Cited(2, SAVED, Paper.BRIEF, "b", "Saved"))
    shelf.delete_brief("b")
    assert shelf.citing(FERRY.id) == (by_answer,)


def test_a_place_is_cited_by_what_an_author_sees(shelf: Shelf) -> None:
    shelf.save_brief(brief(1, claim(SANK), author="Ada"))
    for author in ("Ada", "Grace", ""):
        shelf.save_conversation(talk(f"of {author}", turn("What sank?", claim(SANK)), author=author))
    seen = {author: [each.id for each in shelf.citing(FERRY.id, author)] for author in (None, "Ada", "Grace", "")}
    assert seen == {
        None: ["of ", "of Ada", "of Grace", "b"],
        "Ada": ["of ", "of Ada", "b"],
        "Grace": ["of ", "of Grace"],
        "": ["of "],
    }


def test_a_turn_keeps_the_scope_that_it_was_asked_of(shelf: Shelf) -> None:
    asked = replace(turn(), scope=Scope(outlets=("Post",), articles=(ArticleId("a"),)))
    shelf.save_conversation(talk("a", asked))
    assert shelf.conversation("a").turns == (asked,)
