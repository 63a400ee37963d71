"""Key figures: what each counts and what became of it, who gives it, as of when, and which count one thing."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import claimed, figures
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Evidence, Figure, Hit, Span, Support, Verdict

DAY = date(2025, 10, 17)


def claim(text: str, published: date | None = DAY, outlet: str = "Ledger") -> Claim:
    article = Article(ArticleId(outlet), text, outlet=outlet, published=published)
    citation = article.cite(Span(0, len(text)))
    return Claim(text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))


def of_articles(*texts: str, days: tuple[date, ...] = ()) -> tuple[Figure, ...]:
    """The figures of whole articles, of which the brief itself has no sentence."""
    given = {
        ArticleId(f"a{n}"): Article(
            ArticleId(f"a{n}"), text, outlet=f"Outlet {n}", published=days[n] if days else DAY, language="en"
        )
        for n, text in enumerate(texts)
    }
    hits = tuple(Hit(article.passage(Span(0, len(article.text))), 1.0) for article in given.values())
    evidence = Evidence("", hits, given)
    return figures.key_figures((), claimed.sentences(evidence, {}), given)


def row_of(found: tuple[Figure, ...], value: str) -> list[Figure]:
    row = next(figure.row for figure in found if figure.value == value)
    return [figure for figure in found if figure.row == row]


@pytest.mark.parametrize(
    ("text", "value", "counts", "said_by"),
    [
        ("The ministry said more than 100 soldiers were missing.", "more than 100", "soldiers missing", "the ministry"),
        ("Nearly 2,000 peacekeepers are in the valley.", "Nearly 2,000", "peacekeepers are in the valley", ""),
        ("The line will cost $5bn, the minister said.", "$5bn", "line will cost", "the minister"),
        ("Police said 12 people died in the collapse.", "12", "people killed in the collapse", "police"),
        ("A further 30 people were injured.", "30", "more people injured", ""),
        ("The identity of 14 miners had yet to be established.", "14", "miners not identified", ""),
        ("All of them live within 2 kilometers of the plant.", "2 kilometers", "", ""),
        ("The council voted by 64 votes to 53 to close it.", "64 votes to 53", "votes for and against", ""),
        ("Each family that lost a son would get $40,000.", "$40,000", "Each family that lost a son would get", ""),
        (
            "Category 3 storms have winds of at least 111 mph.",
            "at least 111 mph",
            "Category 3 storms have winds of",
            "",
        ),
        ("Over 80% of the seats went to the left.", "Over 80%", "of the seats went to the left", ""),
        ("Eight of the 31 boreholes found rock.", "31", "boreholes in all", ""),
        ("A freight catamaran with 48 seats will sail twice a day.", "48", "freight catamaran with … seats", ""),
        ("“It sank,” said Gunnar Pyle, whose boat took up 19 sailors.", "19", "boat took up … sailors", ""),
    ],
)
def test_a_figure_says_what_it_counts_and_what_became_of_it(text: str, value: str, counts: str, said_by: str) -> None:
    (figure,) = figures.key_figures([claim(text)])
    assert (figure.value, figure.said_by) == (value, said_by)
    assert figure.counts == (counts or "All of them live within … of the plant")


def test_several_share_what_became_of_the_first() -> None:
    found = figures.key_figures([claim("The war killed at least 93 Northern and 50 Southern civilians.")])
    assert [figure.counts for figure in found] == ["Northern civilians killed", "Southern civilians killed"]
    assert [figure.value for figure in found] == ["at least 93", "50"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The mayor did not say how many, but a nurse said 40 people had died.", "a nurse"),
        ("The mayor denied that 40 people had died.", ""),
        ("Some 40 people were arrested after the minister said he would stay.", ""),
        ("The mayor said he was sorry, but 40 people died.", ""),
        ("“We lost 40 people,” said Dr Selin Çelik, the regional medical officer.", "the regional medical officer"),
        ("The auditor general, Łukasz Brenner, said 40 people had died.", "Łukasz Brenner, the auditor general"),
        ("Jiří Dvorský, who speaks for the opposition, said 40 people had died.", "Jiří Dvorský"),
        ("An earlier version of this article said 40 people had died.", ""),
    ],
)
def test_who_gives_a_figure_is_who_says_it_and_nobody_beside(text: str, said_by: str) -> None:
    (figure,) = figures.key_figures([claim(text)])
    assert figure.said_by.endswith(said_by)
    assert bool(figure.said_by) == bool(said_by)


def test_who_gives_a_figure_has_the_name_that_the_article_gives_before() -> None:
    found = of_articles(
        "Norland’s defence ministry gave its first account. The ministry added that 120 soldiers were missing. "
        "Mayor Ada Vance met families. Vance said 300 homes had burned."
    )
    assert {figure.value: figure.said_by for figure in found} == {
        "120": "Norland’s defence ministry",
        "300": "Mayor Ada Vance",
    }


@pytest.mark.parametrize(
    "text",
    [
        "He waited two hours.",
        "She owns two cars.",
        "The nurse, 38, agreed.",
        "It was built in 1994.",
        "Dozens of people died.",
        "It stands in a town of 38,000 people.",
        "They left the ten-storey building.",
        "It was a 6.3 magnitude earthquake.",
    ],
)
def test_what_is_no_key_figure_is_left_out(text: str) -> None:
    assert figures.key_figures([claim(text)]) == ()


def test_the_same_figure_stands_once_with_all_who_tell_it() -> None:
    told_twice = [claim("41 people died in Arden."), claim("In all, 41 people have died in Arden.", outlet="Wire")]
    (figure,) = figures.key_figures(told_twice)
    assert [citation.source.outlet for citation in figure.claim.citations] == ["Ledger", "Wire"]
    assert figure.claim.corroboration == Corroboration(2, 2)


FIRST = (
    "The dam at Arden broke on Monday and flooded Low Arden. "
    "Police said 41 people were killed in Arden when the dam broke. "
    "The mayor of Arden, Ada Vance, said the dam was old."
)
SECOND = (
    "The dam at Arden broke on Monday and flooded Low Arden. "
    "Police said 63 people were killed in Arden when the dam broke. "
    "Mayor Ada Vance visited Arden."
)


def test_values_that_differ_stand_in_one_row_and_the_newest_is_marked() -> None:
    found = of_articles(FIRST, SECOND, days=(date(2025, 10, 14), date(2025, 10, 15)))
    row = row_of(found, "41")
    assert [(figure.value, figure.as_of, figure.is_newest) for figure in row] == [
        ("41", date(2025, 10, 14), False),
        ("63", date(2025, 10, 15), True),
    ]


def test_of_two_values_of_one_day_none_is_the_newest_where_neither_only_grows() -> None:
    texts = (text.replace("were killed", "were missing") for text in (FIRST, SECOND))
    assert not any(figure.is_newest for figure in of_articles(*texts))


def test_two_figures_of_one_sentence_are_never_one_row() -> None:
    found = of_articles(
        "The ministry said 2,783 soldiers were killed, and that the identity of 103 soldiers was unknown."
    )
    assert len({figure.row for figure in found}) == 2


def test_a_figure_is_of_the_day_on_which_it_was_given() -> None:
    text = "Officials confirmed on 14 October that 23 people had been killed."
    assert [figure.as_of for figure in figures.key_figures([claim(text)])] == [date(2025, 10, 14)]
    text = "A quake on 12 October killed 23 people."
    assert [figure.as_of for figure in figures.key_figures([claim(text)])] == [DAY]
    text = "A war in 1994 killed 23,000 people."
    assert [figure.as_of for figure in figures.key_figures([claim(text)])] == [None]


def test_of_other_stories_than_the_brief_tells_there_are_no_figures() -> None:
    other = claim("A bank cut 900 jobs in Weston.", outlet="Wire")
    assert [figure.value for figure in figures.key_figures([claim(FIRST)], [other])] == ["41"]
