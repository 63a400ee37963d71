from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import wires

STORY = "The council approved the bridge on Monday.\n\nWork begins in spring, the mayor said."


@pytest.mark.parametrize(
    ("byline", "wire"),
    [
        ("Reuters", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("REUTERS", "Reuters"),
        ("AP", "AP"),
        ("By the Associated Press", "AP"),
        ("By Ines Moreau, Associated Press", "AP"),
        ("By INES MOREAU Associated Press", "AP"),
        ("Ines Moreau, AP Business Writer", "AP"),
        ("Ines Moreau (AP)", "AP"),
        ("Ines Moreau and Tom Reed | AFP", "AFP"),
        ("Agence France-Presse in Lyon", "AFP"),
        ("dpa", "dpa"),
        ("von dpa", "dpa"),
        ("dpa/AFP", "dpa"),
        ("PA Media", "PA Media"),
        ("PA", "PA Media"),
        ("Press Association", "PA Media"),
        ("EFE", "EFE"),
        ("Redazione ANSA", "ANSA"),
        ("Tom Reed - Bloomberg News", "Bloomberg"),
        ("Press Trust of India", "PTI"),
        ("Xinhua News Agency", "Xinhua"),
    ],
)
def test_an_agency_in_the_byline_is_read(byline: str, wire: str) -> None:
    assert wires.read(byline, STORY) == wire


@pytest.mark.parametrize(
    ("opening", "wire"),
    [
        ("LONDON (Reuters) - The river rose overnight.", "Reuters"),
        ("LONDON, May 3 (Reuters) – The river rose overnight.", "Reuters"),
        ("SAN FRANCISCO/NEW YORK, May 3 (Reuters) - Two firms merge.", "Reuters"),
        ("BERLIN, 3 May (dpa) – Der Fluss ist hoch.", "dpa"),
        ("Frankfurt am Main (dpa) - Der Fluss ist hoch.", "dpa"),
        ("Hamburg (dpa/lno) - Der Fluss ist hoch.", "dpa"),
        ("PARIS — AFP", "AFP"),
        ("Paris, AFP — La rivière monte.", "AFP"),
        ("WASHINGTON (AP) — The river rose overnight.", "AP"),
        ("WASHINGTON (AFP) The river rose overnight.", "AFP"),
        ("(AP) — The river rose overnight.", "AP"),
        ("MOSCOW, March 5. /TASS/. The river rose overnight.", "TASS"),
        ("BEIJING, Nov. 22 (Xinhua) -- The river rose overnight.", "Xinhua"),
        ("SEOUL, Nov. 22 (Yonhap) -- The river rose overnight.", "Yonhap"),
        ("New Delhi [India], March 5 (ANI): The river rose overnight.", "ANI"),
        ("New Delhi, Mar 5 (PTI) The river rose overnight.", "PTI"),
        ("Madrid, 5 mar (EFE).- El río sube.", "EFE"),
        ("(ANSA) - ROMA, 05 MAR - Il fiume sale.", "ANSA"),
        ("ISTANBUL (AA) - The river rose overnight.", "Anadolu"),
        ("MIAMI, March 5 (UPI) -- The river rose overnight.", "UPI"),
        ("AFP - The river rose overnight.", "AFP"),
    ],
)
def test_an_agency_in_the_dateline_is_read(opening: str, wire: str) -> None:
    assert wires.read("", f"{opening}\n\n{STORY}") == wire
    assert wires.read("Ines Moreau", f"River rises again\n\n{opening}\n\n{STORY}") == wire


@pytest.mark.parametrize(
    ("closing", "wire"),
    [
        ("(Reuters)", "Reuters"),
        ("Nobody was hurt, she said. (Reuters)", "Reuters"),
        ("Nobody was hurt, she said. — AFP", "AFP"),
        ("© 2024 AFP", "AFP"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "AP"),
        ("(c) Copyright Thomson Reuters 2024", "Reuters"),
        ("Source: Xinhua", "Xinhua"),
        ("Quelle: dpa", "dpa"),
        ("- dpa", "dpa"),
        ("(Reporting by Ines Moreau in Lyon; Editing by Tom Reed)", "Reuters"),
        ("Reporting by Ines Moreau; Additional reporting by Ana Sol; Editing by Tom Reed", "Reuters"),
        ("Reporting by Ines Moreau, editing by Tom Reed", ""),
    ],
)
def test_an_agency_in_the_closing_credit_is_read(closing: str, wire: str) -> None:
    assert wires.read("", f"{STORY}\n\n{closing}") == wire


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister told Reuters that the bridge was safe.",
        "“It was safe,” he told the Associated Press.",
        "He said so to AFP.",
        "Photo: AP",
        "Photo © 2024 AFP",
        "The Associated Press contributed to this report.",
        "An AP photographer was there.",
        "Reuters reported on Friday that the firm (Bloomberg) - a data provider - would merge.",
        "Bloomberg rose to be mayor.",
        "The PA system failed.",
        "HARRISBURG, PA — The river rose overnight.",
        "Students sat the AP exam.",
        "Hyderabad, the capital of AP, was flooded.",
        "AFP: Why was the bridge not closed before?",
    ],
)
def test_a_mention_is_no_signature(sentence: str) -> None:
    assert wires.read("", f"{sentence}\n\n{STORY}") == ""
    assert wires.read("", f"{STORY}\n\n{sentence}\n\n{STORY}") == ""
    assert wires.read("", f"{STORY}\n\n{sentence}") == ""


def test_a_signature_in_the_middle_of_a_long_text_is_none() -> None:
    body = "\n\n".join([STORY] * 5)
    assert wires.read("", f"{body}\n\nLONDON (Reuters) - The river rose.\n\n(AP)\n\n{body}") == ""


@pytest.mark.parametrize(
    "byline", ["", "Ines Moreau", "A.P. Singh", "AP Singh", "ap", "Ap", "Michael Bloomberg", "Efe Kaya", "Our staff"]
)
def test_a_person_is_no_agency(byline: str) -> None:
    assert wires.read(byline, STORY) == ""


def test_the_byline_counts_before_the_dateline_and_that_before_the_credit() -> None:
    text = f"PARIS (AFP) - The river rose.\n\n{STORY}\n\n(Reuters)"
    assert wires.read("Ines Moreau, AP", text) == "AP"
    assert wires.read("Ines Moreau", text) == "AFP"


@given(st.text(), st.text())
def test_any_text_has_an_agency_or_none(byline: str, text: str) -> None:
    assert isinstance(wires.read(byline, text), str)


@pytest.mark.parametrize(
    "hostile", ["A" * 100_000, "A, " * 50_000, "LONDON (" * 20_000, "(AP " * 50_000, "A.\n" * 9_000]
)
def test_a_hostile_text_takes_no_time(hostile: str) -> None:
    started = time.process_time()
    wires.read(hostile, hostile)
    assert time.process_time() - started < 1
