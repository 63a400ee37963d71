"""Who is let in: bearers of tokens, programs and no page of another site, and no more at a time than they may."""

from __future__ import annotations

import concurrent.futures
import shutil
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from pipeline.domain import Role
from pipeline.doors.rest import access
from pipeline.doors.tokens import Tokens
from tests.browser.app_server import Served, serve
from tests.doors.rest.conftest import Bearer, client, told
from tests.servers import oidc

pytestmark = pytest.mark.xdist_group("rest")


def test_health_needs_no_token_and_says_nothing_of_the_library(served: Served) -> None:
    with client(served) as nobody:
        assert nobody.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer briefdesk_wrong", "Basic YTpi", "Bearer \u00e9", "briefdesk_x"],
)
def test_without_a_token_that_is_known_nothing_is_told(served: Served, authorization: str) -> None:
    with client(served) as nobody:
        headers = {"Authorization": authorization.encode("utf-8")} if authorization else {}
        for method, path in (("GET", "/articles"), ("POST", "/ask"), ("GET", "/status"), ("DELETE", "/articles/x")):
            response = nobody.request(method, path, headers=headers, json={"question": "ferry"})
            assert "token" in told(response, 401)
            assert response.headers["www-authenticate"] == "Bearer"


def test_a_token_that_was_taken_back_is_refused_at_once(served: Served, bearer: Bearer) -> None:
    reader = bearer()
    name = reader.get("/status").json()["name"]
    Tokens(served.data).remove(name)
    told(reader.get("/status"), 401)


def test_a_page_of_another_site_cannot_use_it_even_with_a_token(reader: httpx.Client) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert "another site" in told(reader.post("/ask", json={"question": "ferry"}, headers=headers), 403)
    assert reader.get("/status", headers={"Origin": str(reader.base_url).removesuffix("/api/v1/")}).status_code == 200


def test_no_browser_is_told_that_another_site_may(reader: httpx.Client) -> None:
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for response in (reader.options("/ask", headers=preflight), reader.get("/status")):
        assert not [name for name in response.headers if name.startswith("access-control")]
    assert reader.options("/ask", headers=preflight).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "[::", ""])
def test_a_name_of_elsewhere_that_leads_here_is_turned_away(reader: httpx.Client, host: str) -> None:
    """DNS rebinding: the browser takes the page's own name for that of this server."""
    response = reader.get("/health", headers={"Host": host})
    assert "localhost" in told(response, 421)


def test_what_a_server_in_front_has_passed_on_is_turned_away(reader: httpx.Client) -> None:
    response = reader.get("/health", headers={"X-Forwarded-For": "203.0.113.7"})
    assert "server in between" in told(response, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:8501"])
def test_every_name_of_this_computer_is_taken(reader: httpx.Client, host: str) -> None:
    assert reader.get("/health", headers={"Host": host}).status_code == 200


def test_a_form_of_a_page_cannot_be_sent(editor: httpx.Client) -> None:
    """The kinds of bodies that a page can send without asking first."""
    body = b'{"articles":[{"text":"planted by a page"}]}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        told(editor.post("/articles", content=body, headers={"Content-Type": kind}), 422)


def test_served_to_others_without_a_sign_in_it_stays_closed(tmp_path: Path) -> None:
    with serve(tmp_path / "data", options=["--server.address=0.0.0.0"]) as open_to_all:
        assert "stays closed" in told(httpx.get(f"{open_to_all.url}/api/v1/health"), 421)


def test_where_people_sign_in_it_is_reached_by_any_name_and_with_a_token_alone(
    sample_library: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_library, tmp_path / "data")
    with oidc.serve() as provider:
        secrets = oidc.secrets_file(tmp_path, provider)
        with serve(tmp_path / "data", options=[f"--secrets.files={secrets}"]) as app:
            token = Tokens(app.data).make("newsletter", Role.READER, datetime.now(UTC))
            of_people = {"Host": "desk.example"}
            with client(app) as nobody, client(app, token) as newsletter:
                told(nobody.get("/status", headers=of_people), 401)
                assert newsletter.get("/status", headers=of_people).json()["role"] == "reader"
                foreign = {**of_people, "Origin": "https://evil.example"}
                told(newsletter.get("/status", headers=foreign), 403)


def test_readers_change_nothing_of_the_library(reader: httpx.Client) -> None:
    (article,) = reader.get("/articles", params={"limit": 1}).json()["articles"]
    for response in (
        reader.post("/articles", json={"articles": [{"text": "Something new was said on Monday."}]}),
        reader.post("/articles", json={"urls": ["https://example.org/"]}),
        reader.post("/uploads", params={"name": "a.txt"}, content=b"Something new was said on Monday."),
        reader.delete(f"/articles/{article['id']}"),
    ):
        assert "Only an editor" in told(response, 403)
    assert reader.get(f"/articles/{article['id']}").status_code == 200


def test_too_many_requests_in_a_moment_are_refused_and_others_are_not(bearer: Bearer) -> None:
    hasty, calm = bearer(), bearer()
    with concurrent.futures.ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda _: hasty.get("/status"), range(access.BURST * 3)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert "a minute" in told(refused[0], 429)
    assert refused[0].headers["retry-after"] == "1"
    assert calm.get("/status").status_code == 200


def test_too_many_requests_at_a_time_are_refused(bearer: Bearer) -> None:
    busy = bearer()
    topics = [{"topic": f"The ferry {number}", "length": "short"} for number in range(access.AT_ONCE + 3)]
    with concurrent.futures.ThreadPoolExecutor(len(topics)) as threads:
        answers = list(threads.map(lambda topic: busy.post("/briefs", json=topic), topics))
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(201) >= access.AT_ONCE
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert "at a time" in told(refused, 429)


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("/ask", {"question": "ferry " * 400}, "at most 2000"),
        ("/ask", {"question": "ferry", "outlet": "Valley Courant"}, "not permitted"),
        ("/ask", {"question": "ferry", "scope": {"since": "yesterday"}}, "date"),
        ("/ask", {}, "required"),
        ("/search", {"question": "ferry", "k": 51}, "less than or equal to 50"),
        ("/briefs", {"topic": "x" * 501}, "at most 500"),
        ("/articles", {"urls": ["file:///etc/passwd"]}, "match"),
        ("/articles", {"articles": [{"text": "x", "path": "/etc/passwd"}]}, "not permitted"),
    ],
)
def test_what_is_not_formed_rightly_is_told_with_its_place(
    editor: httpx.Client, path: str, body: object, detail: str
) -> None:
    response = editor.post(path, json=body)
    told(response, 422)
    (fault,) = response.json()["errors"]
    assert detail in fault["detail"]
    assert fault["pointer"].startswith("body/")


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("/ask", {"question": "?!"}, "Ask a question in words."),
        ("/ask/stream", {"question": "?!"}, "Ask a question in words."),
        ("/ask", {"question": "x", "scope": {"since": "2025-02-01", "until": "2025-01-01"}}, "is after"),
        ("/briefs", {"topic": "ferry", "template": "../x"}, "no template"),
        ("/articles", {}, "Give articles, or urls."),
    ],
)
def test_what_cannot_be_done_is_told_in_words(editor: httpx.Client, path: str, body: object, detail: str) -> None:
    assert detail in told(editor.post(path, json=body), 422)


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(reader: httpx.Client) -> None:
    kind, chunk = {"Content-Type": "application/json"}, b" " * 2**16
    told_before = reader.post("/ask", content=chunk * 65, headers=kind)
    told_never = reader.post("/ask", content=(chunk for _ in range(65)), headers=kind)
    for response in (told_before, told_never):
        assert "too large" in told(response, 413).lower()


def test_nothing_is_read_of_whom_nobody_knows(served: Served) -> None:
    """Else anybody could keep the server busy with bodies that are large and hard to read."""
    with client(served) as nobody:
        body = b"[" * 2**20
        told(nobody.post("/ask", content=body, headers={"Content-Type": "application/json"}), 401)


def test_the_pages_are_served_beside_it(served: Served) -> None:
    assert "<!doctype html>" in httpx.get(served.url).text.lower()
    assert httpx.get(f"{served.url}/api/v1x").headers["content-type"].startswith("text/html")


def test_a_session_in_which_nobody_came_in_sends_no_files(served: Served) -> None:
    """Streamlit's own address for them, which asks nobody who they are."""
    response = httpx.put(f"{served.url}/_stcore/upload_file/a-session/a-file", content=b"words")
    assert (response.status_code, response.text) == (403, "Only an editor may add files.")
