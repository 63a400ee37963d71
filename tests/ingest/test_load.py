from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.adapters.json_files import JsonFile, JsonLines
from pipeline.adapters.markdown_text import MarkdownText
from pipeline.adapters.plain_text import PlainText
from pipeline.adapters.tables import Tables
from pipeline.adapters.web_page import WebPage as WebPageLoader
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import canonical, load
from pipeline.ingest.load import Fetched, Input, Kept, LocalPath, Pasted, Upload, WebPage
from pipeline.ports import ArticleLoader
from tests.ingest import shared_data
from tests.ingest.test_archives import zipped

ALL: tuple[ArticleLoader, ...] = (PlainText(), MarkdownText(), JsonFile(), JsonLines(), Tables(), WebPageLoader())
LOADERS = {suffix: loader for loader in ALL for suffix in loader.suffixes}
PAGE = """<html lang="en"><head><title>Bridge to be rebuilt</title>{head}</head>
<body><article><h1>Bridge to be rebuilt</h1>
<p>The council agreed on Monday to rebuild the old bridge over the river, its mayor said after the vote.</p>
<p>The work will cost five million and begin in May, when the new café at its foot is to open as well.</p>
</article></body></html>"""


class Served:
    """A ``Fetcher`` of one answer."""

    def __init__(self, answer: Callable[[str], Fetched]) -> None:
        self._answer = answer

    def fetch(self, url: str, **_: object) -> Fetched:
        return self._answer(url)


def _page(content: bytes, content_type: str = "text/html", url: str = "https://daily.example/a") -> Served:
    return Served(lambda _: Fetched(url, content_type, content))


def _read(*inputs: Input, fetch: load.Fetcher | None = None) -> list[RawArticle | Refused]:
    return list(load.articles(inputs, LOADERS, fetch or _page(PAGE.encode())))


def test_a_folder_is_read_in_order_through_its_folders_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "a/.b.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}")
    assert [Path(article.name).relative_to(tmp_path).as_posix() for article in _read(LocalPath(tmp_path))] == [
        *("b.txt", "a/z.md", "a/b/c.txt")
    ]


def test_an_unknown_kind_of_file_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "noname").write_bytes(b"x")
    for refused in _read(LocalPath(tmp_path)):
        assert isinstance(refused, Refused)
        assert ".csv, .gz, .htm, .html, .json, .jsonl" in refused.reason
        assert refused.reason.endswith(".zip")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret words")
    (inside / "own.txt").write_text("own words")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "same.txt").symlink_to(inside / "own.txt")
    read = _read(LocalPath(inside))
    assert [a.text for a in read if isinstance(a, RawArticle)] == ["own words", "own words"]
    assert [Path(r.name).name for r in read if isinstance(r, Refused)] == ["file.txt"]


def test_what_is_not_there_and_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty").mkdir()
    paths = (tmp_path / "none.txt", tmp_path / "pipe.txt", tmp_path / "empty", tmp_path / ("x" * 300 + ".txt"))
    refused = _read(*map(LocalPath, paths))
    assert [r.reason for r in refused if isinstance(r, Refused)] == [
        *("is not there", "is not a file", "holds no files", "cannot be read: File name too long")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    path.chmod(0)
    assert _read(LocalPath(path)) == [Refused(str(path), "cannot be read: Permission denied")]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.zip").write_bytes(zipped({"x.jsonl": b'{"text":"one"}\n{\n{"text":"three"}', "../y.txt": b"y"}))
    (tmp_path / "c.txt").write_text("words")
    read = _read(LocalPath(tmp_path), Upload("d.zip", b"PK"), Upload("e.csv", b"text\nfive\n"))
    assert [Path(r.name).name for r in read if isinstance(r, Refused)] == ["a.txt", "y.txt", "x.jsonl line 2", "d.zip"]
    assert [a.text for a in read if isinstance(a, RawArticle)] == ["one", "three", "words", "five"]


def test_an_uploaded_name_is_a_label_and_never_a_path(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    [article] = _read(Upload(f"{tmp_path}/secret.txt\n\x1b[31m", b"x"), Upload("../../b.txt", b"own words"))[1:]
    assert article == RawArticle("../../b.txt", "own words")


@pytest.mark.parametrize(
    "name", [".DS_Store", "a/.DS_Store", "a/.git/x.txt", "__MACOSX/a.txt", "a\\.b.txt", "a/Thumbs.db"]
)
def test_what_a_system_hides_in_an_uploaded_folder_is_passed_over(name: str) -> None:
    assert _read(Upload(name, b"x")) == []


@pytest.mark.parametrize("name", ["a/b.txt", "../../b.txt", ".b.txt", "/a/b.txt", "./a.txt"])
def test_other_uploaded_names_are_read_folders_and_all(name: str) -> None:
    assert _read(Upload(name, b"words")) == [RawArticle(name, "words")]


def test_an_upload_that_waits_on_the_disk_is_read_under_its_own_name(tmp_path: Path) -> None:
    for name, content in (("one", b"words"), ("two", zipped({"x.txt": b"more"}))):
        (tmp_path / name).write_bytes(content)
    given = (Kept("a/b.txt", tmp_path / "one"), Kept("c.zip", tmp_path / "two"), Kept("d.txt", tmp_path / "none"))
    assert _read(*given) == [
        RawArticle("a/b.txt", "words"),
        RawArticle("c.zip/x.txt", "more"),
        Refused("d.txt", "is not there"),
    ]


def test_each_piece_says_which_input_it_is_of_and_how_far_all_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 600)
    (tmp_path / "b.txt").write_bytes(b"x" * 400)
    inputs = (LocalPath(tmp_path), Upload("c.bin", b"x" * 1000), WebPage("https://daily.example/a"), Pasted("x" * 8000))
    pieces = list(load.pieces(inputs, LOADERS, _page(PAGE.encode())))
    total = 600 + 400 + 1000 + 100_000 + 8000
    assert [(piece.position, round(piece.share * total)) for piece in pieces] == [
        *((0, 600), (0, 1000), (1, 2000), (2, 102_000), (3, 110_000))
    ]
    assert pieces[-1].share == 1


def test_within_a_file_of_many_rows_the_share_grows_with_them(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": "word " * 20 * number}) + "\n" for number in range(1, 101)).encode()
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.jsonl": rows, "b.jsonl": rows, "c.jsonl": b"{"}))
    for given in (Upload("a.jsonl", rows), LocalPath(path), Upload("a.zip", path.read_bytes())):
        shares = [piece.share for piece in load.pieces([given], LOADERS, _page(b""))]
        assert shares == sorted(shares)
        assert len(set(shares)) >= 95
        assert shares[0] < 0.01
        assert shares[-1] == 1
        half = shares[len(shares) // 2]
        assert 0.2 < half < 0.6


def test_archives_of_every_kind_are_read_and_their_share_too(tmp_path: Path) -> None:
    rows = b'{"text":"one"}\n{"text":"two"}\n'
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as opened:
        info = tarfile.TarInfo("folder/a.jsonl")
        info.size = len(rows)
        opened.addfile(info, io.BytesIO(rows))
    packed = {
        "a.jsonl.gz": gzip.compress(rows),
        "a.tar": tar.getvalue(),
        "a.tar.gz": gzip.compress(tar.getvalue()),
        "a.tgz": gzip.compress(tar.getvalue()),
        "A.ZIP": zipped({"a.jsonl": rows}),
    }
    for name, content in packed.items():
        (tmp_path / name).write_bytes(content)
        for given in (Upload(name, content), LocalPath(tmp_path / name), Kept(name, tmp_path / name)):
            pieces = list(load.pieces([given], LOADERS, _page(b"")))
            assert [piece.item.text for piece in pieces if isinstance(piece.item, RawArticle)] == ["one", "two"]
            assert pieces[0].share < pieces[1].share <= 1
    reasons = [
        item.reason
        for name in ("a.tar.gz", "b.txt.gz")
        for item in _read(Upload(name, b"x"))
        if isinstance(item, Refused)
    ]
    assert reasons == ["is not a gzip file, or it is damaged"] * 2


def test_what_is_not_wanted_any_more_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    pieces = load.pieces([LocalPath(tmp_path / "a.txt"), LocalPath(tmp_path / "b.txt")], LOADERS, _page(b""))
    assert isinstance(next(pieces).item, RawArticle)
    (tmp_path / "b.txt").write_text("written after the first was read")
    assert isinstance(next(pieces).item, RawArticle)


def test_pasted_text_keeps_what_the_reader_says_of_it() -> None:
    assert _read(Pasted("Words", "A title", "The Daily", "https://a.example/", date(2020, 1, 2))) == [
        RawArticle("A title", "Words", "A title", "The Daily", "https://a.example/", date(2020, 1, 2))
    ]
    assert _read(Pasted("Words"))[0].name == "pasted text"


def test_a_web_page_is_known_by_the_address_it_came_from() -> None:
    [article] = _read(WebPage("https://daily.example/short"))
    assert isinstance(article, RawArticle)
    assert (article.url, article.title) == ("https://daily.example/a", "Bridge to be rebuilt")


def test_a_page_may_name_another_address_of_its_own_site_only() -> None:
    for link, known_by in (
        ("https://www.daily.example/canonical", "https://www.daily.example/canonical"),
        ("https://other.example/stolen", "https://daily.example/a"),
    ):
        page = PAGE.format(head=f'<link rel="canonical" href="{link}">')
        [article] = _read(WebPage("https://daily.example/a"), fetch=_page(page.encode()))
        assert isinstance(article, RawArticle)
        assert article.url == known_by


def test_the_encoding_that_the_server_names_is_used() -> None:
    [article] = _read(WebPage("https://a.example"), fetch=_page(PAGE.encode("cp1250"), 'text/html; charset="cp1250"'))
    assert isinstance(article, RawArticle)
    assert "café" in article.text


def test_plain_text_from_the_web_is_read_as_text() -> None:
    [article] = _read(WebPage("https://a.example"), fetch=_page(b"Plain <words>", "text/plain; charset=utf-8"))
    assert isinstance(article, RawArticle)
    assert article.text == "Plain <words>"


@pytest.mark.parametrize("error", [Refusal("answered 404 Not Found"), Unreachable("no connection")])
def test_a_page_that_cannot_be_had_is_refused_without_its_password(error: Exception) -> None:
    def fail(_: str) -> Fetched:
        raise error

    assert _read(WebPage("https://me:secret@a.example/x"), fetch=Served(fail)) == [
        Refused("https://a.example/x", str(error))
    ]


@pytest.mark.data
def test_the_two_seed_articles_go_in_as_they_are() -> None:
    folder = shared_data.folder("seed_articles")
    articles = [canonical.article(a) for a in _read(LocalPath(folder)) if isinstance(a, RawArticle)]
    assert len(articles) == 2
    for article, path in zip(articles, sorted(folder.iterdir()), strict=True):
        assert article.text in canonical.text(path.read_text())
        assert article.published is None
    assert sorted(bool(article.title) for article in articles) == [False, True]
    assert sorted(bool(article.outlet) for article in articles) == [False, True]


@pytest.mark.data
def test_every_wikinews_article_keeps_its_text_and_its_day() -> None:
    path = shared_data.folder("wikinews") / "articles.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    for row, raw in zip(rows, _read(LocalPath(path)), strict=True):
        assert isinstance(raw, RawArticle)
        article = canonical.article(raw)
        assert article.text == canonical.text(row["text"])
        assert (article.title, article.outlet) == (row["title"], row["source"])
        assert article.published == date.fromisoformat(row["published"])
