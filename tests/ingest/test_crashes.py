from __future__ import annotations

from pathlib import Path

from benchmarks import crashes, crashes_made


def test_an_intake_that_is_killed_again_and_again_ends_as_an_undisturbed_one_does(tmp_path: Path) -> None:
    bench = crashes.Bench.of(tmp_path, articles=100, seed=3)
    kills = (crashes.Kill("", 0.5), crashes.Kill("storing", 0.0), crashes.Kill("embedding", 0.1))
    report = bench.app(kills)
    assert report.problems == ()
    assert {row.what: (row.differ, row.example) for row in report.rows if row.differ} == {}
    counted = {row.what: row.undisturbed for row in report.rows}
    assert 50 < counted["articles"] < 100
    assert counted["vectors"] == counted["passages"] == counted["rows of the store"] > 20
    assert {"storing", "embedding"} < report.kills.keys()


def test_what_only_one_library_has_and_what_has_another_value_differs() -> None:
    one, other = {"texts": {"a": 1, "b": 2, "c": 3}}, {"texts": {"a": 1, "b": 0, "d": 3}}
    (row,) = crashes.compared(one, other)
    assert (row.undisturbed, row.killed, row.differ) == (3, 3, 3)
    assert not crashes.Report({}, (row,), (), 0.0).is_sound
    assert crashes.Report({}, crashes.compared(one, one), (), 0.0).is_sound


def test_stories_have_copies_revisions_and_broken_rows_among_them(tmp_path: Path) -> None:
    told = list(crashes_made.stories(200, seed=1))
    assert told == list(crashes_made.stories(200, seed=1))
    assert 0 < len(told) - len({story.url for story in told}) <= 5
    sources = crashes_made.write(tmp_path, 200, seed=1)
    assert {path.suffix for path in sources.pages.iterdir()} == {".txt", ".html"}
    assert sources.table.read_text().count("A row without a text") == 2
