from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks import robustness, robustness_child
from benchmarks.robustness_cases import QUICK, Case, cases
from benchmarks.robustness_good import GOOD
from pipeline import wiring
from pipeline.domain import Refused
from pipeline.ingest import unpack
from pipeline.ingest.inputs import Upload

CASE = Case("txt", "whole", lambda _: Upload("a.txt", b"A word."), most_mb=700, has_article=True)
SAID = {"articles": 1, "refused": 0, "slowest": 0.1, "peak_mb": 100.0, "faults": [], "reasons": []}


def test_broken_files_and_odd_names_are_borne() -> None:
    kinds = ("txt", "docx", "names")
    outcomes = list(robustness.run(quick=True, kinds=kinds))
    assert {outcome.case.kind for outcome in outcomes} == set(kinds)
    assert len(outcomes) > 50
    assert [(outcome.case.what, outcome.faults) for outcome in outcomes if outcome.faults] == []
    assert sum(outcome.articles for outcome in outcomes) > 30
    assert sum(outcome.refused for outcome in outcomes) > 20


def test_every_kind_of_file_that_can_be_read_is_broken() -> None:
    others = ".text .markdown .htm .xhtml .ndjson .tsv .mht .rdf .tgz .tar .gz".split()
    known = {*wiring.loaders(), *unpack.SUFFIXES} - {*others}
    assert known <= {suffix for suffix, _ in GOOD.values()}
    names = [(case.kind, case.what) for case in cases(QUICK)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"slowest": 31.0}, "took 31 s"),
        ({"peak_mb": 701.0}, "took 701 MB of memory, more than 700"),
        ({"faults": ["raised KeyError: 'x'"]}, "raised KeyError: 'x'"),
    ],
)
def test_what_breaks_a_bound_is_a_fault(more: dict[str, object], fault: str) -> None:
    assert robustness.bounded(CASE, SAID, 100.0).faults == ()
    assert robustness.bounded(CASE, {**SAID, **more}, 100.0).faults == (fault,)


def test_memory_of_the_processes_that_reading_starts_counts_too() -> None:
    assert robustness.bounded(CASE, SAID, 900.0).faults == ("took 900 MB of memory, more than 700",)


@pytest.mark.parametrize(
    ("refused", "fault"),
    [
        (Refused("a", "None"), "no reason of a sentence's length"),
        (Refused("a", "is broken: <class 'KeyError'> at 5"), "none for a reader"),
        (Refused("a", "is broken\nin two lines"), "none for a reader"),
        (Refused("a\x07", "is not a text file"), "cannot be shown"),
    ],
)
def test_a_reason_is_a_sentence_for_a_reader(refused: Refused, fault: str) -> None:
    assert list(robustness_child.faults(CASE, 1, (Refused("a", "is not a text file"),))) == []
    (found,) = robustness_child.faults(CASE, 1, (refused,))
    assert fault in found


def test_neither_an_article_nor_a_reason_is_a_fault() -> None:
    assert list(robustness_child.faults(CASE, 0, ())) == ["gave neither an article nor a reason", "gave 0 articles"]


@pytest.mark.parametrize(
    ("then", "fault"),
    [("time.sleep(60)", "said nothing for"), ("os.kill(os.getpid(), 9)", "ended the process with signal 9")],
)
def test_a_process_that_hangs_or_dies_is_noticed(then: str, fault: str) -> None:
    program = f"import os, time; print('{{}}', flush=True); {then}"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        watcher = robustness.Watcher(process, most_seconds=0.3)
        assert watcher.hear() == {}
        assert watcher.hear() is None
        assert fault in watcher.fault
        process.kill()
