"""Newsletters as mail programs save them (.eml, .mbox) to articles: one message, one article.

Attachments are not read: each that may hold an article is named with the advice to add it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from pathlib import PurePath

from pipeline.adapters import markup, mime
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import dates

_KIND = "an e-mail message"
_HEADERS = ("From", "Subject", "Date", "To", "Received", "Message-ID", "Return-Path")
_DOCUMENTS = frozenset(
    ".pdf .doc .docx .rtf .odt .epub .html .htm .xhtml .mht .mhtml .txt .md .eml .msg .mbox .csv .tsv .xlsx .json "
    ".jsonl .xml .zip .gz".split()
)
_LONGEST_NAME = 200
# the line that parts the messages of a mailbox (RFC 4155): after an empty line, or at the top
_FROM_LINE = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class Mail:
    """An ``ArticleLoader`` of messages."""

    suffixes = frozenset({".eml"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article or the reason why not, then a reason for each attachment that may be an article."""
        try:
            message = mime.message(content, _KIND, having=_HEADERS)
        except Refusal as refusal:
            yield Refused(name, str(refusal))
            return
        yield from _read(name, message)


class Mailbox:
    """An ``ArticleLoader`` of mailboxes: many messages in one file, each after a line that begins with "From "."""

    suffixes = frozenset({".mbox"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """The articles of each message, counted from 1."""
        starts = [match.span() for match in _FROM_LINE.finditer(content)]
        if not starts or content[: starts[0][0]].strip():
            yield Refused(
                name, "is empty" if not content.strip(b"\x00 \t\r\n") else 'is not a mailbox: it has no "From " line'
            )
            return
        ends = [start for start, _ in starts[1:]] + [len(content)]
        for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1):
            yield from Mail().load(f"{name} message {number}", _ESCAPED_FROM.sub(rb"\1", content[start:end]))


def attached(name: str, files: list[str]) -> Iterator[Refused]:
    """A reason for each of ``files`` whose suffix is that of a document; none for pictures, calendars, signatures."""
    for file in files:
        if PurePath(file).suffix.lower() in _DOCUMENTS:
            label = "".join(c for c in file if c.isprintable())[:_LONGEST_NAME]
            yield Refused(f"{name}/{label}", "is an attachment: save it and add it by itself")


def _read(name: str, message: Message) -> Iterator[RawArticle | Refused]:
    body, files = _split(message)
    try:
        yield _article(name, message, _text(body))
    except Refusal as refusal:
        yield Refused(name, str(refusal))
    yield from attached(name, files)


def _article(name: str, message: Message, text: str) -> RawArticle:
    outlet, address = mime.sender(message)
    date = mime.raw_header(message, "Date")
    published = dates.day(date)
    sender = () if outlet or not address else (Reading("outlet", "From", address),)
    unread = () if published or not date else (Reading("published", "Date", date),)
    return RawArticle(
        name=name,
        text=text,
        title=mime.header(message, "Subject"),
        outlet=outlet,
        published=published,
        language=mime.header(message, "Content-Language"),
        published_at=dates.moment(date),
        readings=(*sender, *unread),
    )


def _split(message: Message) -> tuple[list[Message], list[str]]:
    """The parts that are read, and the names of those that are attached."""
    body: list[Message] = []
    files: list[str] = []
    for part in mime.leaves(message):
        file = mime.filename(part)
        if part.get_content_type() == "message/rfc822":
            files.append(file or f"{_subject_within(part) or 'message'}.eml")
        elif file or part.get_content_disposition() == "attachment":
            files.append(file)
        elif part.get_content_type() in {"text/html", "text/plain"}:
            body.append(part)
    return body, files


def _subject_within(part: Message) -> str:
    inner = part.get_payload()
    return mime.header(inner[0], "Subject") if isinstance(inner, list) and isinstance(inner[0], Message) else ""


def _text(body: list[Message]) -> str:
    """The HTML where there is any, else the plain text. Raises Refusal where neither has words, or can be read."""
    reason = Refusal("has no text in it")
    for kind in ("text/html", "text/plain"):
        texts: list[str] = []
        for part in body:
            if part.get_content_type() == kind:
                try:
                    texts.append(_words(part))
                except Refusal as refusal:
                    reason = refusal
        if any(text.strip() for text in texts):
            return "\n\n".join(texts)
    raise reason


def _words(part: Message) -> str:
    text = mime.text(part)
    if part.get_content_type() == "text/html":
        return markup.page_to_text(text)
    return _unfolded(text) if part.get_param("format") == "flowed" else text


def _unfolded(text: str) -> str:
    """Paragraphs whole again (RFC 3676): a line that ends in a blank goes on in the next, but for "-- "."""
    return re.sub(r"(?<!^--)(?<!\n--) \r?\n(?=[^\s>])", " ", text)
