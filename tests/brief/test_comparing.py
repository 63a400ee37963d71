"""Two articles side by side: which sentences stand beside each other, and what differs in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import wiring
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.brief import comparing
from pipeline.desk import Desk
from pipeline.domain import AlignedRow, Article, ArticleId, Comparison, Difference, Differs, Scope, Span, Tie
from pipeline.errors import NotFound, UserError
from pipeline.ports import Embedder
from pipeline.settings import Settings

DAY = date(2026, 3, 4)
QUAKE = (
    "An earthquake near Tarvos killed 41 people on Tuesday, the interior ministry said.",
    "The quake struck at dawn and brought down the railway bridge over the Orla.",
    "President Ada Vance will visit the town on 6 March.",
    "Schools in Tarvos stay closed this week.",
)
AGAIN = (
    "The railway bridge over the Orla came down when the quake struck at dawn.",
    "The earthquake near Tarvos killed 43 people on Tuesday, the interior ministry said.",
    "Markets in the capital fell by a tenth.",
    "President Ada Vance will visit the town of Tarvos on 8 March.",
)


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    return StaticEmbedder()


def article(name: str, *sentences: str, **known: object) -> Article:
    defaults: dict[str, object] = {"outlet": f"The {name}", "published": DAY}
    return Article(ArticleId(name), "\n\n".join(sentences), **{**defaults, **known})  # type: ignore[arg-type]


def compared(left: Article, right: Article) -> Comparison:
    return comparing.between(left, right, embedder())


def said(comparison: Comparison, row: AlignedRow) -> tuple[list[str], list[str]]:
    left, right = comparison.left.text, comparison.right.text
    return [span.of(left) for span in row.left], [span.of(right) for span in row.right]


def values(comparison: Comparison, kind: Differs) -> list[tuple[str, str]]:
    return [(each.left.text, each.right.text) for each in comparison.differences if each.kind is kind]


def words(comparison: Comparison, each: Difference) -> tuple[str, str]:
    return each.left.span.of(comparison.left.text), each.right.span.of(comparison.right.text)


@pytest.fixture(scope="module")
def quakes() -> Comparison:
    return compared(article("Post", *QUAKE), article("Herald", *AGAIN))


def test_sentences_that_tell_the_same_stand_beside_each_other(quakes: Comparison) -> None:
    shared = [said(quakes, row) for row in quakes.rows if row.is_shared]
    assert shared == [([QUAKE[0]], [AGAIN[1]]), ([QUAKE[1]], [AGAIN[0]]), ([QUAKE[2]], [AGAIN[3]])]
    assert quakes.tie is Tie.EVENT


def test_what_stands_elsewhere_in_the_other_article_is_called_moved(quakes: Comparison) -> None:
    assert sum(row.is_moved for row in quakes.rows) == 1


def test_what_one_alone_tells_stands_between(quakes: Comparison) -> None:
    alone = [said(quakes, row) for row in quakes.rows if not row.is_shared]
    assert [each for left, _ in alone for each in left] == [QUAKE[3]]
    assert [each for _, right in alone for each in right] == [AGAIN[2]]


def test_figures_and_days_that_differ_are_told_with_their_places(quakes: Comparison) -> None:
    assert values(quakes, Differs.FIGURE) == [("41 people", "43 people")]
    assert values(quakes, Differs.DATE) == [("6 March", "8 March")]
    assert [words(quakes, each) for each in quakes.differences] == [("41", "43"), ("6 March", "8 March")]


def test_a_rounded_figure_beside_the_exact_one_can_be_so_too() -> None:
    found = compared(
        article("Post", "The ministry said nearly 2,800 soldiers were killed in the war over Tarvos."),
        article("Herald", "The ministry said 2,783 soldiers were killed in the war over Tarvos."),
    )
    (each,) = found.differences
    assert (each.left.text, each.right.text, each.both_hold) == ("nearly 2,800 soldiers", "2,783 soldiers", True)


def test_a_name_spelt_otherwise_and_another_speaker_are_told() -> None:
    found = compared(
        article("Post", "The bridge at Tarvos was unsafe for many years, Jorge Almeida said on Tuesday night."),
        article("Herald", "The bridge at Tarvos was unsafe for many years, Irina Orlova said on Tuesday night."),
    )
    assert values(found, Differs.SPEAKER) == [("Jorge Almeida", "Irina Orlova")]
    spelt = compared(
        article("Post", "The council of Tarvos heard that Jorge Pierluisi had filed a lawsuit against the port."),
        article("Herald", "The council of Tarvos heard that Jorge Pierliusi had filed a lawsuit against the port."),
    )
    assert values(spelt, Differs.NAME) == [("Jorge Pierluisi", "Jorge Pierliusi")]


def test_sentences_by_one_speaker_are_not_near_for_that() -> None:
    found = compared(
        article("Post", "“We looked for the crew all night,” said Dr Selin Orlova, the regional medical officer."),
        article("Herald", "“Three letters lay in a drawer,” said Dr Selin Orlova, the regional medical officer."),
    )
    assert found.shared == 0


def test_what_one_tells_in_two_sentences_joins_the_row_of_the_one() -> None:
    found = compared(
        article("Post", "The contract was signed with a firm owned by Emil Sarrazin.", "He is married to her sister."),
        article("Herald", "The contract was signed with a firm owned by Emil Sarrazin, who is married to her sister."),
    )
    assert [(len(row.left), len(row.right)) for row in found.rows] == [(2, 1)]


def test_copies_are_called_so() -> None:
    assert compared(article("Post", *QUAKE), article("Herald", *QUAKE)).tie is Tie.COPIES


def test_articles_of_two_events_share_nothing() -> None:
    found = compared(article("Post", *QUAKE), article("Herald", "The orchestra of Velden plays in the park on Sunday."))
    assert (found.tie, found.shared) == (Tie.NONE, 0)


def test_the_same_comparison_is_made_twice(quakes: Comparison) -> None:
    assert compared(article("Post", *QUAKE), article("Herald", *AGAIN)).rows == quakes.rows


@given(st.lists(st.sampled_from(QUAKE + AGAIN), min_size=1), st.lists(st.sampled_from(QUAKE + AGAIN), min_size=1))
def test_every_sentence_is_in_one_row_and_the_left_ones_in_order(left: list[str], right: list[str]) -> None:
    found = compared(article("Post", *left), article("Herald", *right))
    lefts = [span for row in found.rows for span in row.left]
    rights = [span for row in found.rows for span in row.right]
    assert [span.of(found.left.text) for span in lefts] == left
    assert sorted(span.of(found.right.text) for span in rights) == sorted(right)
    kept = [span for row in found.rows if not row.is_moved for span in row.right]
    assert kept == sorted(kept)


@pytest.fixture
def desk(sample_library: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(sample_library, tmp_path / "data")
    opened = wiring.open_desk(Settings(data=tmp_path / "data"))
    yield opened
    opened.close()


def titled(desk: Desk, beginning: str) -> ArticleId:
    entries = desk.shelf.entries(Scope())
    return next(each.source.article_id for each in entries if each.source.title.startswith(beginning))


def test_the_library_gives_other_articles_on_the_same_event_without_copies(desk: Desk) -> None:
    ferry = titled(desk, "Two Valley Sisters")
    found = desk.related(ferry, 4)
    assert all("ferry" in f"{each.title} {each.text}".lower() for each in found)
    assert (len(found), len({each.id for each in found} - {ferry})) == (4, 4)
    assert desk.related(ferry, 2) == found[:2]
    copied = titled(desk, "Bank of Northmark cuts rate")
    assert not {each.id for each in desk.related(copied, 9)} & {copied, *desk.shelf.copies(copied)}


def test_the_desk_compares_two_articles_of_the_library(desk: Desk) -> None:
    sisters, boats = titled(desk, "Two Valley Sisters"), titled(desk, "Rescue boats")
    found = desk.compare(sisters, boats)
    assert ("163 people", "148 people") in values(found, Differs.FIGURE)
    assert ("Aug. 19", "3 June") in values(found, Differs.DATE)
    copied = titled(desk, "Bank of Northmark cuts rate")
    assert desk.compare(copied, desk.shelf.copies(copied)[0]).tie is Tie.COPIES
    with pytest.raises(UserError, match="one and the same article"):
        desk.compare(boats, boats)
    with pytest.raises(NotFound):
        desk.compare(boats, ArticleId("gone"))


def test_a_row_has_sentences() -> None:
    with pytest.raises(ValueError, match="a row has sentences"):
        AlignedRow((), (), is_shared=False)
    with pytest.raises(ValueError, match="a row has sentences"):
        AlignedRow((Span(0, 1),), (), is_shared=True)
