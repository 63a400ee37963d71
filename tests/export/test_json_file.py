"""JSON: the whole brief and a digest that notices any change."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import records
from pipeline.domain import Brief
from pipeline.export import json_file
from pipeline.export.json_file import JsonExporter
from tests import strategies
from tests.export import briefs


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.BRIEFS)
def test_the_brief_comes_back_from_its_file(brief: Brief) -> None:
    record = json.loads(JsonExporter().export(brief))
    assert records.read_brief(record) == brief
    assert record["digest"] == json_file.digest(record)


def test_half_a_surrogate_pair_comes_back_too() -> None:
    brief = replace(briefs.PLAIN, gaps=("broken \ud83d here",))
    assert records.read_brief(json.loads(JsonExporter().export(brief).decode())) == brief


@given(st.sampled_from(["topic", "sections", "figures", "gaps", "provenance", "sources"]))
def test_any_change_changes_the_digest(name: str) -> None:
    record: dict[str, Any] = json.loads(JsonExporter().export(briefs.PLAIN))
    assert json_file.digest({**record, name: "changed"}) != record["digest"]


def test_the_time_that_the_command_line_adds_does_not() -> None:
    record: dict[str, Any] = json.loads(JsonExporter().export(briefs.PLAIN))
    assert json_file.digest({**record, "seconds": 1.5}) == record["digest"]
