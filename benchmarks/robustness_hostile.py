"""Files made to hurt: bombs, archives within archives, entities that multiply, and what is nested without an end."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.robustness_good import GOOD, TEXT
from tests.files import packed

_MB = 1024 * 1024
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True, slots=True)
class Attack:
    kind: str
    suffix: str
    what: str
    write: Callable[[Path], None]


def attacks(depth: int, unpacked_mb: int) -> Iterator[Attack]:
    for kind, suffix, what, content in (*_within(), *_entities(), *_nested(depth)):
        yield Attack(kind, suffix, what, partial(_put, content))
    yield Attack("zip", ".zip", f"a bomb of {unpacked_mb} MB", partial(_zip_bomb, "bomb.txt", unpacked_mb))
    yield Attack("docx", ".docx", f"a bomb of {unpacked_mb} MB", partial(_zip_bomb, "word/document.xml", unpacked_mb))
    yield Attack(
        "epub", ".epub", f"a bomb of {unpacked_mb} MB", partial(_zip_bomb, "META-INF/container.xml", unpacked_mb)
    )
    yield Attack("zip", ".zip", "a bomb of 500 files", _bomb_of_many)
    for kind, suffix in (("gz", ".txt.gz"), ("gz", ".jsonl.gz"), ("tar.gz", ".tar.gz"), ("tar.gz", ".tgz")):
        yield Attack(kind, suffix, f"a bomb of {unpacked_mb} MB as {suffix}", partial(_gzip_bomb, unpacked_mb))


def many_entries(count: int, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number:06}.txt", f"Tiny story number {number}." if number % 50 == 0 else "7")


def odd_tar(names: Sequence[str], path: Path) -> None:
    """Entries of those names, and one of each kind that is no file."""
    with tarfile.open(path, "w", errors="surrogateescape") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(TEXT)
            tar.addfile(info, io.BytesIO(TEXT.encode()))
        for at, kind in enumerate((tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE)):
            info = tarfile.TarInfo(f"odd{at}.txt")
            info.type, info.linkname = kind, f"odd{at}.txt"
            tar.addfile(info)


def _put(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _within() -> Iterator[tuple[str, str, str, bytes]]:
    inner = GOOD["zip"][1]()
    for depth in range(3):
        inner = packed.zipped({f"level{depth}.zip": inner, "beside.txt": TEXT})
    yield "zip", ".zip", "a zip in a zip in a zip", inner
    twice = gzip.compress(gzip.compress(gzip.compress(TEXT.encode())))
    yield "gz", ".txt.gz", "a gzip in a gzip in a gzip", twice
    yield "gz", ".txt.gz.gz", "a gzip in a gzip by its name", twice
    yield "gz", ".tar.gz", "a gzip that is no tar", GOOD["gz"][1]()
    yield (
        "zip",
        ".zip",
        "a tar in a zip",
        packed.zipped({"inner.tar.gz": GOOD["tar.gz"][1](), "a.docx": GOOD["docx"][1]()}),
    )


def _entities() -> Iterator[tuple[str, str, str, bytes]]:
    for what, doctype in (("entities that multiply", _LAUGHS), ("an entity from a file", _OUTSIDE)):
        item = "<item><title>&a11;</title><description>&a11; words</description></item>"
        rss = f"{doctype}<rss><channel><title>&a11;</title>{item}</channel></rss>"
        atom = f'{doctype}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&a11;</title></entry></feed>'
        sitemap = f"{doctype}<urlset><url><loc>https://daily.example/&a11;</loc></url></urlset>"
        page = f"{doctype}<html><body><article><p>&a11; {TEXT}</p></article></body></html>"
        mhtml = f"MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: https://daily.example/\n\n{page}"
        for kind, suffix, content in (
            *(("rss", ".rss", rss), ("atom", ".atom", atom), ("sitemap", ".xml", sitemap), ("html", ".html", page)),
            *(("html", ".xhtml", page), ("mhtml", ".mhtml", mhtml), ("md", ".md", page)),
        ):
            yield kind, suffix, f"{what} {suffix}", content.encode()
        yield "docx", ".docx", what, packed.word(packed.paragraph("&a11;"), doctype=doctype)
        container = f"{doctype}<container><rootfiles><rootfile full-path='&a11;'/></rootfiles></container>"
        yield "epub", ".epub", what, packed.book({"a.xhtml": page}, META_INF__container_xml=container)
        yield "epub", ".epub", f"{what} in a chapter", packed.book({"a.xhtml": page})


def _nested(depth: int) -> Iterator[tuple[str, str, str, bytes]]:
    def of(opened: str, closed: str = "", within: str = TEXT) -> bytes:
        return (opened * depth + within + closed * depth).encode()

    what = f"{depth:,} deep"
    for tag in ("div", "blockquote", "table><tr><td", "ul><li", "b", "font", "section"):
        names = [name.strip("<") for name in tag.split(">")]
        yield "html", ".html", f"<{tag}> {what}", of(f"<{tag}>", "".join(f"</{name}>" for name in reversed(names)))
        yield "html", ".html", f"<{tag}> {what}, not closed", of(f"<{tag}>")
    yield (
        "html",
        ".html",
        f"one tag with {depth:,} attributes",
        f"<div {''.join(f'a{n}=1 ' for n in range(depth))}>".encode(),
    )
    yield "html", ".html", f"{depth:,} paragraphs without a word", of("<p></p>")
    for suffix, kind in ((".json", "json"), (".jsonl", "jsonl")):
        yield kind, suffix, f"brackets {what}", of("[", "]", "")
        yield kind, suffix, f"objects {what}", of('{"text":', "}", '"x"')
        yield kind, suffix, f"a number of {depth:,} digits", b'{"text": ' + b"9" * depth + b"}"
    yield "json", ".json", f"escapes that are half a pair, {depth:,}", b'{"text": "' + b"\\ud800 a" * depth + b'"}'
    for opened, closed in (("> ", ""), ("[", "](x)"), ("*a ", ""), ("`", ""), ("- ", ""), ("![", ""), ("<a>", "")):
        yield "md", ".md", f"{opened.strip()} {what}", of(opened, closed)
    for sign in ("![", "[a](b ", "*a _b ", "&a; ", "<a ", "|a|\n|-|\n", "a\n=\n"):
        yield "md", ".md", f"5 MB of {sign!r}", sign.encode() * (5 * _MB // len(sign))
    yield "rss", ".rss", f"elements {what}", b"<rss><channel><item>" + of("<a>", "</a>") + b"</item></channel></rss>"
    yield "sitemap", ".xml", f"elements {what}", b"<urlset>" + of("<url>", "</url>") + b"</urlset>"
    yield (
        "docx",
        ".docx",
        f"tables {what}",
        packed.word(of("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "").decode()),
    )
    yield "epub", ".epub", f"a chapter {what}", packed.book({"a.xhtml": of("<div>", "</div>").decode()})
    yield "csv", ".csv", f"{depth:,} columns", of("text,", "", "\n") + of("x,", "", "\n")
    yield "csv", ".csv", f"{depth:,} quotation marks", b"text\n" + of('"', "", "")
    yield "csv", ".csv", f"{depth:,} rows of nothing", b"text\n" + of(",\n", "", "")
    yield from _nested_mail(depth)


def _nested_mail(depth: int) -> Iterator[tuple[str, str, str, bytes]]:
    head = b"From: a@daily.example\nSubject: Deep\nMIME-Version: 1.0\n"
    levels = min(depth, 20_000)
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(levels))
    yield "eml", ".eml", f"parts {levels:,} deep", head + parts + b"\n" + TEXT.encode()
    forwarded = b"Content-Type: message/rfc822\n\nFrom: a@daily.example\n" * levels
    yield "eml", ".eml", f"messages {levels:,} deep", head + forwarded + b"\n" + TEXT.encode()
    many = b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\nContent-Type: text/plain\n\na\n" * depth
    yield "eml", ".eml", f"{depth:,} parts", head + many
    yield "eml", ".eml", f"{depth:,} headers", b"X-A: b\n" * depth + head + b"\n" + TEXT.encode()
    yield "mhtml", ".mhtml", f"parts {levels:,} deep", head + parts + b"\n" + TEXT.encode()
    yield "mbox", ".mbox", f"{depth:,} messages without a word", b"From a@example Mon May  6 08:00:00 2024\n\n" * depth


def _zip_bomb(name: str, size_mb: int, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as file:
        for _ in range(size_mb):
            file.write(b" " * _MB)


def _bomb_of_many(path: Path) -> None:
    """Each file is small, and well packed; together they are large."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        content = TEXT * (4 * _MB // len(TEXT))
        for number in range(500):
            archive.writestr(f"{number}.exe", content)


def _gzip_bomb(size_mb: int, path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(size_mb):
            file.write(bytes(_MB))
