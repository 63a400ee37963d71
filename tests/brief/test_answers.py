from __future__ import annotations

from datetime import date

from pipeline.answer import question
from pipeline.brief import answers
from tests.brief.test_figures import claim

OLD = claim("Seven people in Weston are ill with the fever, officials said on Friday.", published=date(2025, 10, 10))
NEW = claim("The number of people in Weston ill with the fever rose to 19 on Monday.", published=date(2025, 10, 14))
FIRST = claim("The first patient was admitted to Weston General on 6 October.", published=date(2025, 10, 10))


def test_when_is_not_answered_by_a_count_that_a_later_one_gives_anew() -> None:
    asked = [question.read("When did the fever in Weston begin?"), question.read("What happened?")]
    when, _ = answers.dealt(asked, [[OLD, FIRST], [NEW]], 5, "the fever in Weston")
    assert when == [FIRST]


def test_when_is_answered_by_an_older_count_where_nothing_else_does() -> None:
    (given,) = answers.dealt([question.read("When did the fever begin?")], [[OLD]], 5, "the fever in Weston")
    assert given == [OLD]
