"""What every ``ArticleLoader`` must do. A new one adds a line to LOADERS."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.adapters.docx_file import WordFile
from pipeline.adapters.epub import Epub
from pipeline.adapters.feed_file import FeedFile
from pipeline.adapters.json_files import JsonFile, JsonLines
from pipeline.adapters.mail import Mail, Mailbox
from pipeline.adapters.markdown_text import MarkdownText
from pipeline.adapters.mhtml import SavedPage
from pipeline.adapters.outlook import Outlook
from pipeline.adapters.pdf import Pdf
from pipeline.adapters.plain_text import PlainText
from pipeline.adapters.tables import Tables
from pipeline.adapters.web_page import WebPage
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import canonical
from pipeline.ports import ArticleLoader
from tests.adapters.pdf_files import one_column, pdf
from tests.files.compound import outlook
from tests.files.messages import saved_page
from tests.files.packed import book, paragraph, word

WORDS = "The council agreed on Monday to rebuild the old café by the bridge, its mayor said after a long vote in town."
TITLE = "Bridge to be rebuilt"
ROW = {"title": TITLE, "text": WORDS, "date": "2019-01-04", "outlet": "The Daily"}
HEADER = f"---\ntitle: {TITLE}\ndate: 2019-01-04\noutlet: The Daily\n---\n"
META = (
    '<meta property="article:published_time" content="2019-01-04T10:00:00Z">'
    '<meta property="og:site_name" content="The Daily">'
)

FEED = (
    f"<rss version='2.0'><channel><title>The Daily</title><item><title>{TITLE}</title>\n<description>{WORDS}"
    "</description><pubDate>Fri, 04 Jan 2019 10:00:00 GMT</pubDate></item></channel></rss>"
)

PAGE = (
    f"<html><head><title>{TITLE}</title>{META}</head><body><article><h1>{TITLE}</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p>"
    "</article></body></html>"
)
MESSAGE = (
    f"From: The Daily <news@daily.example>\nSubject: {TITLE}\nDate: Fri, 04 Jan 2019 10:00:00 +0100\n"
    f"Content-Type: text/html; charset=utf-8\n\n<p>{WORDS}</p>"
)

TITLE_OF_FILE = f"<dc:title>{TITLE}</dc:title>"

# loader, and one good file of its kind
LOADERS: dict[str, tuple[Callable[[], ArticleLoader], str | bytes]] = {
    "plain text": (PlainText, HEADER + WORDS),
    "markdown": (MarkdownText, f"{HEADER}\n{WORDS.replace('bridge', '**bridge**')}\n"),
    "json": (JsonFile, json.dumps({"articles": [ROW]})),
    "json lines": (JsonLines, json.dumps(ROW, ensure_ascii=False) + "\n"),
    "table": (Tables, f'title,text,date,outlet\n{TITLE},"{WORDS}",2019-01-04,The Daily\n'),
    "feed": (FeedFile, FEED),
    "html": (WebPage, PAGE),
    "pdf": (Pdf, pdf(one_column(WORDS, "4 January 2019", "Source: The Daily", headline=TITLE))),
    "saved page": (SavedPage, saved_page(PAGE)),
    "mail": (Mail, MESSAGE),
    "mailbox": (Mailbox, f"From news@daily.example Fri Jan  4 10:00:00 2019\n{MESSAGE}"),
    "outlook": (
        Outlook,
        outlook({0x0037: TITLE, 0x1000: WORDS, 0x0C1A: "The Daily", 0x0039: datetime(2019, 1, 4, 10, tzinfo=UTC)}),
    ),
    "word": (WordFile, word("".join(map(paragraph, ("4 January 2019", WORDS, "Source: The Daily"))), TITLE_OF_FILE)),
    "book": (Epub, book({"a.xhtml": f"<h1>{TITLE}</h1><p>{WORDS}</p>"})),
}
# what is packed is no text, and has no newlines to change
PACKED = {"outlook", "word", "book"}


@pytest.fixture(params=LOADERS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def loader(kind: str) -> ArticleLoader:
    return LOADERS[kind][0]()


@pytest.fixture
def good(kind: str) -> bytes:
    content = LOADERS[kind][1]
    return content if isinstance(content, bytes) else content.encode()


def test_suffixes_are_lower_case_with_the_dot(loader: ArticleLoader) -> None:
    assert loader.suffixes
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in loader.suffixes)


def test_a_good_file_is_an_article_with_its_metadata(loader: ArticleLoader, good: bytes) -> None:
    [raw] = loader.load("folder/a", good)
    assert isinstance(raw, RawArticle)
    article = canonical.article(raw)
    assert WORDS in article.text
    assert (article.title, article.outlet, f"{article.published}") == (TITLE, "The Daily", "2019-01-04")
    assert raw.name.startswith("folder/a")


def test_the_same_file_gives_the_same_articles(loader: ArticleLoader, good: bytes) -> None:
    assert list(loader.load("a", good)) == list(loader.load("a", good))


@pytest.mark.parametrize("kind", sorted(LOADERS.keys() - PACKED))
def test_a_file_from_windows_is_read_as_well(loader: ArticleLoader, good: bytes) -> None:
    [raw] = loader.load("a", b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    assert isinstance(raw, RawArticle)
    assert canonical.article(raw).text.startswith(WORDS)


@pytest.mark.parametrize(
    "content", [b"", b" \n ", b"\x00\x01\x02\x03" * 99, b"\x89PNG\r\n\x1a\n" + b"\xff" * 99, b"\xff\xfe\x00"]
)
def test_what_is_no_text_is_refused_by_name_with_a_reason(loader: ArticleLoader, content: bytes) -> None:
    [refused] = loader.load("folder/a", content)
    assert isinstance(refused, Refused)
    assert refused.name == "folder/a"
    assert refused.reason.startswith("is ")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_content_raises(loader: ArticleLoader, good: bytes, data: st.DataObject) -> None:
    cut = good[: data.draw(st.integers(0, len(good)))]
    content = data.draw(st.sampled_from([cut, b"", good])) + data.draw(
        st.binary(max_size=60) | st.text().map(str.encode)
    )
    for read in loader.load("a", content):
        if isinstance(read, Refused):
            assert read.reason
            continue
        with suppress(Refusal):
            assert canonical.article(read).text
