"""Briefs over the REST API: written, listed, read, as a file of each kind, and checked again."""

from __future__ import annotations

import copy
import json
import re
from typing import Any, get_args

import httpx
import pytest

from pipeline import wiring
from pipeline.doors.rest import briefs
from tests.doors.rest.conftest import Bearer, told

pytestmark = pytest.mark.xdist_group("rest")


@pytest.fixture(scope="module")
def author(bearer: Bearer) -> httpx.Client:
    return bearer()


@pytest.fixture(scope="module")
def brief(author: httpx.Client) -> Any:
    response = author.post("/briefs", json={"topic": "The sinking of the ferry Maren Tide", "length": "short"})
    assert response.status_code == 201, response.text
    assert response.headers["location"].endswith(f"/briefs/{response.json()['id']}")
    return response.json()


def test_a_brief_is_kept_for_whoever_wrote_it(author: httpx.Client, reader: httpx.Client, brief: Any) -> None:
    assert any(section["claims"] for section in brief["sections"])
    kept = author.get(f"/briefs/{brief['id']}").json()
    assert kept["sections"] == brief["sections"]
    assert brief["id"] in [each["id"] for each in author.get("/briefs").json()["briefs"]]
    assert brief["id"] not in [each["id"] for each in reader.get("/briefs").json()["briefs"]]
    told(reader.get(f"/briefs/{brief['id']}"), 404)
    told(reader.get(f"/briefs/{brief['id']}/file", params={"suffix": ".md"}), 404)
    told(author.get(f"/briefs/{brief['id']}", params={"version": 7}), 404)


def test_every_kind_of_file_can_be_had() -> None:
    exporters = wiring.exporters()
    assert set(get_args(briefs.Suffix)) == set(exporters) == set(briefs.MEDIA)
    for suffix, exporter in exporters.items():
        assert exporter.media_type.partition(";")[0] == briefs.MEDIA[suffix]


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".docx", b"PK"), (".pdf", b"%PDF"), (".html", b"<!doctype"), (".md", b"# "), (".json", b"{")],
)
def test_a_brief_as_a_file(author: httpx.Client, brief: Any, suffix: str, start: bytes) -> None:
    response = author.get(f"/briefs/{brief['id']}/file", params={"suffix": suffix})
    assert response.status_code == 200
    assert response.content[: len(start)].lower() == start.lower()
    assert response.headers["content-disposition"] == f'attachment; filename="brief-v1{suffix}"'
    if suffix in {".docx", ".html", ".json"}:
        assert author.post("/verify", content=response.content).json()["problems"] == []


def test_a_brief_stands_until_a_digit_is_changed(author: httpx.Client, brief: Any) -> None:
    verified = author.post("/verify", json=brief).json()
    assert verified["problems"] == []
    assert verified["quotes_exact"] == verified["claims"] > 0
    changed = copy.deepcopy(brief)
    claims = [claim for section in changed["sections"] for claim in section["claims"]]
    cited = next(each for claim in claims for each in claim["citations"] if re.search(r"\d", each["quote"]))
    cited["quote"] = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), cited["quote"], count=1)
    assert author.post("/verify", content=json.dumps(changed)).json()["problems"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"PK\x03\x04", b"<html>", b"%PDF-1.7"])
def test_what_is_no_export_is_told(author: httpx.Client, content: bytes) -> None:
    assert told(author.post("/verify", content=content), 422)
