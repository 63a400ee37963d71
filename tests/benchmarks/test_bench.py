"""The articles that speed is measured on, and what is made of what was measured."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from benchmarks.bench import bank, figures, library, made, timing
from benchmarks.bench.figures import MEASURES
from benchmarks.bench.made import Material
from benchmarks.bench.processes import LIMIT, OURS, Run
from pipeline import wiring


@pytest.fixture(scope="module")
def material() -> Material:
    return library.material(wiring.SAMPLES)


def test_an_article_is_the_same_in_whatever_order_articles_are_made(material: Material) -> None:
    backwards = [made.article(material, number) for number in reversed(range(40))]
    assert [made.article(material, number) for number in range(40)] == backwards[::-1]


def test_another_seed_makes_other_articles(material: Material) -> None:
    assert made.article(material, 3).text != made.article(material, 3, seed=1).text


def test_articles_are_as_long_as_those_of_the_data(material: Material) -> None:
    counts = [len(made.article(material, number).text.split("\n\n")) for number in range(300)]
    lengths = set(map(len, material.shapes))
    assert set(counts) <= lengths | {length - 1 for length in lengths}  # a reprint may lack its end
    assert statistics.median(counts) == pytest.approx(statistics.median(map(len, material.shapes)), abs=2)


def test_one_article_in_ten_repeats_an_earlier_one_whole_or_without_its_end(material: Material) -> None:
    texts = [made.article(material, number).text for number in range(600)]
    stories = {text[:100]: number for number, text in reversed(list(enumerate(texts)))}
    repeats = [number for number, text in enumerate(texts) if stories[text[:100]] != number]
    whole = [number for number in repeats if texts[number] in texts[:number]]
    assert 0.06 < len(repeats) / len(texts) < 0.14
    assert 0 < len(whole) < len(repeats)
    assert all(number - stories[texts[number][:100]] <= made.BACK + 1 for number in whole)


def test_the_first_words_of_every_sentence_are_those_of_a_sentence_of_the_data(material: Material) -> None:
    known = set(map(made.first_words, material.sentences))
    text = made.article(material, 5).text
    assert {made.first_words(sentence) for sentence in made.sentences(text)} <= known


def test_files_hold_all_articles_in_their_order(material: Material, tmp_path: Path) -> None:
    made.write(material, 7, tmp_path / "articles")
    addresses = [row["url"] for row in made.read(tmp_path / "articles")]
    assert addresses == [made.article(material, number).url for number in range(7)]


def test_a_text_is_near_to_the_vectors_of_its_sentences_wherever_it_was_cut(material: Material, tmp_path: Path) -> None:
    rows = np.random.default_rng(0).standard_normal((len(material.sentences), 384), dtype=np.float32)
    vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    bank.save(material.sentences, vectors, tmp_path / "bank.npz")
    known = bank.load(tmp_path / "bank.npz")
    pair = " ".join(material.sentences[2:4])
    found = known.embed([pair, f"title: of it\n{pair}", "Words of no sentence"])
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    nearest = (found[:2] @ vectors.T).argsort(axis=1)[:, -2:]
    assert [set(row) for row in nearest.tolist()] == [{2, 3}, {2, 3}]
    assert np.array_equal(found, known.embed([pair, f"title: of it\n{pair}", "Words of no sentence"]))


def test_the_99th_percentile_is_by_nearest_rank() -> None:
    assert timing.summed("search", [float(n) for n in range(100, 0, -1)]) == {
        "search_ms": 50.5,
        "search_p99_ms": 99.0,
    }


RUNS = figures.with_ratios(
    [
        Run(OURS, 1000, {"intake_s": 50.0, "store_s": 4.0, "search_ms": 20.0, "filtered_ms": 30.0, "answer_ms": 100.0}),
        Run(LIMIT, 1000, {"intake_s": 40.0, "search_ms": 0.5}),
        Run("Peer", 1000, {"intake_s": 80.0, "search_ms": 900.0}),
        Run("Other", 1000, error="it is [not] there"),
    ]
)


def test_rates_are_of_the_articles_and_ratios_of_the_bare_embedding_at_that_size() -> None:
    ours, limit, peer, other = (run.figures for run in RUNS)
    assert (ours["articles_a_second"], ours["stored_a_second"], ours["of_bare"]) == (20.0, 250.0, 0.8)
    assert (limit["of_bare"], peer["of_bare"]) == (1.0, 0.5)
    assert ours["of_unfiltered"] == 1.5
    assert other == {}


def test_only_what_briefdesk_misses_is_told_as_missed() -> None:
    assert figures.missed(RUNS) == [
        "1,000 articles: intake, of the bare embedding's speed 0.80, target ≥ 0.9",
        "1,000 articles: slower filter, of no filter 1.50, target ≤ 1",
    ]


def test_the_table_has_a_column_a_library_and_marks_what_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(width=150)
    for table in figures.tables(RUNS, "samples"):
        console.print(table)
    printed = capsys.readouterr().out
    (head,) = [line for line in printed.splitlines() if OURS in line]
    assert head.split() == [OURS, LIMIT, "Peer", "Other", "target"]
    assert "0.80 !" in printed
    assert "900 !" not in printed


def test_all_that_was_measured_is_in_the_file() -> None:
    document = json.loads(json.dumps(figures.document(RUNS, "samples")))
    assert [run["library"] for run in document["runs"]] == [OURS, LIMIT, "Peer", "Other"]
    assert document["runs"][3]["error"] == "it is [not] there"
    assert {measure["key"] for measure in document["measures"]} == {measure.key for measure in MEASURES}
