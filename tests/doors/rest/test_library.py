"""Articles in and out over the REST API, by texts, files and addresses, and the jobs that read them."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import httpx
import pytest

from tests.doors.rest.conftest import SECONDS, told
from tests.doors.shell import SAMPLES

pytestmark = pytest.mark.xdist_group("rest")

TEXT = "A tram line with twelve stops opened in Velmsund on Monday. It cost $41 million, the city of Velmsund said."


def done(client: httpx.Client, response: httpx.Response) -> Any:
    """The job once it is over."""
    assert response.status_code == 202, response.text
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        job = client.get(response.headers["location"].removeprefix("/api/v1")).json()
        if job["state"] not in {"waiting", "running"}:
            return job
        time.sleep(0.1)
    raise AssertionError("the job is not over")


def test_a_text_goes_in_is_found_read_cited_and_taken_out(editor: httpx.Client, reader: httpx.Client) -> None:
    given = {"text": TEXT, "title": "Velmsund opens a tram", "outlet": "Velm Post", "published": "2026-03-02"}
    job = done(editor, editor.post("/articles", json={"articles": [given], "collection": "trams"}))
    assert (job["state"], job["added"], job["refused"]) == ("done", 1, 0)
    page = reader.get("/articles", params={"collections": "trams"}).json()
    assert page["total"] == 1
    (entry,) = page["articles"]
    assert (entry["title"], entry["outlet"], entry["published"]) == (given["title"], "Velm Post", "2026-03-02")
    article = reader.get(f"/articles/{entry['id']}").json()
    assert article["text"] == TEXT
    answer = reader.post("/ask", json={"question": "How much did the tram line in Velmsund cost?"}).json()
    assert {cited["article_id"] for claim in answer["claims"] for cited in claim["citations"]} == {entry["id"]}
    assert editor.delete(f"/articles/{entry['id']}").json() == {"removed": 1}
    assert "no article" in told(reader.get(f"/articles/{entry['id']}"), 404)
    told(editor.delete(f"/articles/{entry['id']}"), 404)


def test_a_file_is_read_by_its_suffix_and_an_archive_opened(editor: httpx.Client, reader: httpx.Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", f"One\n\n{TEXT} So it was told.")
        archive.writestr("b.exe", b"MZ")
    params = {"name": "../../pack.zip", "outlet": "Packed", "collection": "packed"}
    job = done(editor, editor.post("/uploads", params=params, content=packed.getvalue()))
    assert (job["added"], job["refused"]) == (1, 1)
    assert "b.exe" in job["refusals"][0]["name"]
    (entry,) = reader.get("/articles", params={"outlets": "Packed"}).json()["articles"]
    editor.delete(f"/articles/{entry['id']}")


def test_an_address_of_this_machine_is_not_fetched(editor: httpx.Client) -> None:
    url = f"http://{editor.base_url.host}:{editor.base_url.port}/"
    job = done(editor, editor.post("/articles", json={"urls": [url, "http://169.254.169.254/latest/meta-data"]}))
    assert (job["added"], job["refused"]) == (0, 2)


def test_no_path_of_the_machine_is_read(editor: httpx.Client) -> None:
    job = done(editor, editor.post("/uploads", params={"name": "/etc/passwd"}, content=b"no article"))
    assert "root:" not in str(job)
    told(editor.post("/articles", json={"urls": ["/etc/passwd"]}), 422)


def test_the_library_is_listed_page_by_page(reader: httpx.Client) -> None:
    total = reader.get("/articles").json()["total"]
    assert total >= len(list(SAMPLES.iterdir()))
    ids: list[str] = []
    while len(ids) < total:
        page = reader.get("/articles", params={"offset": len(ids), "limit": 7}).json()
        assert page["offset"] == len(ids)
        ids += [entry["id"] for entry in page["articles"]]
    assert len(set(ids)) == total
    few = reader.get("/articles", params={"words": "ferry", "outlets": ["Valley Courant"], "until": "2025-12-31"})
    assert {entry["outlet"] for entry in few.json()["articles"]} == {"Valley Courant"}


def test_a_text_is_read_in_parts_and_not_beyond_its_end(reader: httpx.Client) -> None:
    (entry,) = reader.get("/articles", params={"limit": 1}).json()["articles"]
    path = f"/articles/{entry['id']}/text"
    whole = reader.get(path).json()
    first = reader.get(path, params={"end": 50}).json()
    rest = reader.get(path, params={"start": 50, "end": 10**9}).json()
    assert (first["text"] + rest["text"], rest["end"]) == (whole["text"], whole["chars"])
    assert "characters" in told(reader.get(path, params={"start": whole["chars"]}), 422)
    told(reader.get(path, params={"revision": 99}), 404)


@pytest.mark.parametrize("path", ["/articles/..%2F..%2Fetc%2Fpasswd", "/jobs/99999", "/briefs/none", "/nowhere"])
def test_what_is_not_there_is_not_found(reader: httpx.Client, path: str) -> None:
    told(reader.get(path), 404)
