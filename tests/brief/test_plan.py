from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.brief import plan
from pipeline.brief.plan import Shown
from pipeline.domain import Form, Sort
from pipeline.errors import UserError

OWN = """
label = "Morning note"
form = "sorts"
length = "short"
shows = ["figures"]

[[sections]]
heading = "Overnight"
asks = "What happened overnight in {topic}?"
takes = ["news", "ahead"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, text: str, name: str = "morning-note") -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_ours_are_there_without_a_folder_of_the_readers(tmp_path: Path) -> None:
    names = ["situation", "summary", "background", "timeline", "positions", "questions", "outlets"]
    assert list(plan.templates(tmp_path / "missing")) == names
    assert plan.faults(tmp_path / "missing") == ()


def test_a_template_of_the_readers_own_is_read(folder: Path) -> None:
    write(folder, OWN)
    own = plan.template("morning-note", folder)
    assert own == plan.templates(folder)["morning-note"]
    assert (own.label, own.form, own.length, own.shows) == ("Morning note", Form.SORTS, "short", {Shown.FIGURES})
    planned = own.sections[0].about("the {each} of {topic}")
    assert planned.asks == "What happened overnight in the {each} of {topic}?"
    assert planned.takes == (Sort.NEWS, Sort.AHEAD)


@pytest.mark.parametrize(
    ("topic", "asks"),
    [
        ("The sinking of the ferry", "What happened overnight in the sinking of the ferry?"),
        ("An Post and its strike", "What happened overnight in An Post and its strike?"),
        ("The Hague", "What happened overnight in The Hague?"),
    ],
)
def test_a_topic_is_written_into_a_question_as_one_does(folder: Path, topic: str, asks: str) -> None:
    write(folder, OWN)
    assert plan.template("morning-note", folder).sections[0].about(topic).asks == asks


def test_one_of_the_same_name_takes_the_place_of_ours(folder: Path) -> None:
    write(folder, OWN, "situation")
    assert plan.template("situation", folder).label == "Morning note"
    assert len(plan.templates(folder)) == 7


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('form = "sorts"', 'form = "sort"', "form: there is no 'sort'; there are sorts, questions,"),
        ('label = "Morning note"', "", "label: it is missing"),
        ('label = "Morning note"', "label = 3", "label: it is missing, or no text"),
        ('length = "short"', 'length = "tiny"', "length: there is no 'tiny'"),
        ('takes = ["news", "ahead"]', 'takes = ["new"]', "section 1: takes: there is no 'new'"),
        ('takes = ["news", "ahead"]', 'takes = "news"', "section 1: takes: it is no list"),
        ("asks =", "ask =", "section 1: ask: there is no such entry"),
        ('heading = "Overnight"', 'heading = "{each}"', "section 1: heading: {each} stands for"),
        ('heading = "Overnight"', 'heading = "{topic}"', "section 1: heading: {topic} is for asks"),
        ('heading = "Overnight"', f'heading = "{"x" * 301}"', "section 1: heading: it is longer than 300"),
        ("[[sections]]", "[sections]", "sections: there are none"),
        ('form = "sorts"', 'form = "themes"', "section 1: heading: {each} stands for"),
        ('form = "sorts"', "form = ", "it is not TOML: Invalid value (at line 3, column 8)"),
    ],
)
def test_a_bad_file_is_named_with_the_place_and_stops_no_other(folder: Path, old: str, new: str, place: str) -> None:
    write(folder, OWN.replace(old, new), "bad")
    write(folder, OWN, "good")
    with pytest.raises(UserError) as caught:
        plan.template("bad", folder)
    assert str(caught.value).startswith(f"{folder / 'bad.toml'}: {place}")
    assert [str(fault) for fault in plan.faults(folder)] == [str(caught.value)]
    assert "good" in plan.templates(folder)
    assert "bad" not in plan.templates(folder)


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "bad.toml").write_bytes(b'label = "\xff"')
    with pytest.raises(UserError, match=r"bad\.toml: it is not UTF-8, at byte 9"):
        plan.template("bad", folder)


@pytest.mark.parametrize(
    "text", ["shows = " + "[" * 5000, "length = " + "1" * 5000, f"label = 'Long'\n#{'-' * plan.LONGEST_FILE}\n"]
)
def test_a_file_that_is_too_deep_too_long_or_has_too_long_a_number_stops_no_other(folder: Path, text: str) -> None:
    write(folder, text, "bad")
    assert set(plan.templates(folder)) == set(plan.templates(folder / "none"))
    (fault,) = plan.faults(folder)
    assert "bad.toml: it is" in str(fault)


def test_a_template_or_a_length_that_is_none_is_named_with_those_that_are(folder: Path) -> None:
    with pytest.raises(UserError, match=r"no template 'poem'; there are situation, summary,"):
        plan.template("poem", folder)
    with pytest.raises(UserError, match="no length 'endless'; there are half-page, short, standard, long"):
        plan.claims_a_section("endless")
