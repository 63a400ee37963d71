"""One good file of each kind, the same each time: what the broken ones are made from. The text is original."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage

from tests.adapters import pdf_files
from tests.files import compound, messages, packed

TITLE = "The old bridge is to be rebuilt"
PARAGRAPHS = pdf_files.STORY
TEXT = "\n\n".join(PARAGRAPHS)
_URL = "https://daily.example/bridge"
_DAY = "2024-05-06"
_RECORD = {"title": TITLE, "text": TEXT, "url": _URL, "published": _DAY, "outlet": "The Daily"}
_BODY = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def text() -> bytes:
    return f"---\ntitle: {TITLE}\ndate: {_DAY}\n---\n{TEXT}\n".encode()


def markdown() -> bytes:
    return f"# {TITLE}\n\n{TEXT}\n\n* one\n* two\n\n> A [link](https://daily.example) and *more*.\n".encode()


def html() -> bytes:
    linked = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": _DAY})
    head = f'<title>{TITLE}</title><link rel="canonical" href="{_URL}">'
    head += f'<script type="application/ld+json">{linked}</script>'
    body = f"<nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1>{_BODY}</article>"
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def one_json() -> bytes:
    return json.dumps({"articles": [_RECORD, {**_RECORD, "url": f"{_URL}/2"}]}, indent=1).encode()


def json_lines() -> bytes:
    return b"".join(json.dumps({**_RECORD, "url": f"{_URL}/{n}"}).encode() + b"\n" for n in range(3))


def table() -> bytes:
    rows = "".join(f'"{TITLE}","{TEXT}",{_URL}/{n},{_DAY}\n' for n in range(3))
    return f"title,text,url,date\n{rows}".encode()


def word() -> bytes:
    body = packed.paragraph(TITLE, "Titel") + "".join(map(packed.paragraph, PARAGRAPHS))
    return packed.word(body, core=f"<dc:title>{TITLE}</dc:title>")


def pdf() -> bytes:
    return pdf_files.pdf(pdf_files.one_column(*PARAGRAPHS, headline=TITLE), pdf_files.one_column(*PARAGRAPHS))


def book() -> bytes:
    return packed.book({f"c{n}.xhtml": f"<h1>Chapter {n}</h1>{_BODY}" for n in range(2)})


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "The Daily <news@daily.example>", TITLE
    message["Date"] = "Mon, 06 May 2024 08:00:00 +0200"
    message.set_content(TEXT)
    message.add_alternative(f"<html><body>{_BODY}</body></html>", subtype="html")
    message.add_attachment(b"x" * 50, maintype="application", subtype="pdf", filename="more.pdf")
    return message.as_bytes()


def mailbox() -> bytes:
    return b"".join(b"From a@example Mon May  6 08:00:00 2024\n" + mail() + b"\n\n" for _ in range(2))


def outlook() -> bytes:
    page = f"<html><body>{_BODY}</body></html>".encode()
    sent = datetime(2024, 5, 6, 8, tzinfo=UTC)
    return compound.outlook({0x0037: TITLE, 0x0C1A: "The Daily", 0x1000: TEXT, 0x1013: page, 0x0039: sent})


def saved_page() -> bytes:
    return messages.saved_page(html().decode())


def rss() -> bytes:
    items = "".join(
        f"<item><title>{TITLE} {n}</title><link>{_URL}/{n}</link><pubDate>Mon, 06 May 2024 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[{_BODY}]]></description></item>"
        for n in range(3)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title>{items}</channel></rss>'.encode()


def atom() -> bytes:
    entry = (
        f'<entry><title>{TITLE}</title><link href="{_URL}"/><updated>2024-05-06T08:00:00Z</updated>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_BODY}</div></content></entry>'
    )
    return f'<feed xmlns="{_ATOM}"><title>Daily</title>{entry}</feed>'.encode()


def sitemap() -> bytes:
    places = "".join(f"<url><loc>{_URL}/{n}</loc><lastmod>{_DAY}</lastmod></url>" for n in range(20))
    return f'<?xml version="1.0"?><urlset xmlns="{_SITEMAP}">{places}</urlset>'.encode()


def zipped() -> bytes:
    return packed.zipped({"a.txt": text(), "folder/b.html": html(), "c.csv": table()})


def gzipped() -> bytes:
    return gzip.compress(text(), mtime=0)


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in {"a.txt": text(), "folder/b.html": html()}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), mtime=0)


GOOD: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "txt": (".txt", text),
    "md": (".md", markdown),
    "html": (".html", html),
    "json": (".json", one_json),
    "jsonl": (".jsonl", json_lines),
    "csv": (".csv", table),
    "docx": (".docx", word),
    "pdf": (".pdf", pdf),
    "epub": (".epub", book),
    "eml": (".eml", mail),
    "mbox": (".mbox", mailbox),
    "msg": (".msg", outlook),
    "mhtml": (".mhtml", saved_page),
    "rss": (".rss", rss),
    "atom": (".atom", atom),
    "sitemap": (".xml", sitemap),
    "zip": (".zip", zipped),
    "gz": (".txt.gz", gzipped),
    "tar.gz": (".tar.gz", tarred),
}
"""The suffix and the maker of each kind. Nothing follows the addresses in a sitemap here, so it is refused."""
