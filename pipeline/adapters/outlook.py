"""Messages as Outlook saves them (.msg) to articles, through python-oxmsg. Read like any other mail (see ``mail``)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.adapters import mail, markup, mime
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import dates, decode

if TYPE_CHECKING:
    from email.message import Message

    from oxmsg import Message as Outlooks
    from oxmsg.properties import Properties

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 64 * 1024 * 1024
# what olefile and oxmsg raise for files that are damaged or made to be
_UNREADABLE = (
    *(OSError, ValueError, LookupError, AttributeError, TypeError, AssertionError, OverflowError, RecursionError),
    struct.error,
)
_HTML, _BODY, _HEADERS = 0x1013, 0x1000, 0x007D
_SENDERS = (0x0042, 0x0C1A)
_DISPLAY_NAME = 0x3001


class Outlook:
    """An ``ArticleLoader`` of Outlook's messages."""

    suffixes = frozenset({".msg"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article or the reason why not, then a reason for each attachment that may be an article."""
        try:
            _refuse_hostile(content)
            message = _opened(content)
            files = _attached(message)
        except Refusal as refusal:
            yield Refused(name, str(refusal))
            return
        try:
            yield _article(name, message)
        except Refusal as refusal:
            yield Refused(name, str(refusal))
        yield from mail.attached(name, files)


def _refuse_hostile(content: bytes) -> None:
    import olefile

    if not content.strip(b"\x00 \t\r\n"):
        raise Refusal("is empty")
    if not content.startswith(_MAGIC):
        raise Refusal("is not an Outlook message")
    if len(content) > _LARGEST:
        raise Refusal(f"is an Outlook message of more than {_LARGEST // 1024 // 1024} MB")
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            sizes = [ole.get_size(path) for path in ole.listdir()]
    except _UNREADABLE as error:
        raise Refusal("is not an Outlook message, or it is damaged") from error
    # streams may be made to share their sectors, and then a small file unpacks to any size
    if sum(sizes) > len(content):
        raise Refusal("says that it holds more than it has, as an archive bomb does")


def _opened(content: bytes) -> Outlooks:
    from oxmsg import Message
    from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError

    try:
        message = Message.load(io.BytesIO(content))
        list(message.properties)
    except (*_UNREADABLE, UnrecognizedCodePageError, UnsupportedEncodingError) as error:
        raise Refusal("is not an Outlook message, or it is damaged") from error
    return message


def _attached(message: Outlooks) -> list[str]:
    try:
        return [each.file_name or f"{_string(each.properties, _DISPLAY_NAME)}.msg" for each in message.attachments]
    except _UNREADABLE as error:
        raise Refusal("is an Outlook message whose attachments are damaged") from error


def _article(name: str, message: Outlooks) -> RawArticle:
    properties = message.properties
    headers = _headers(properties)
    date = mime.raw_header(headers, "Date") if headers else ""
    try:
        sent = message.sent_date
    except _UNREADABLE:
        sent = None
    raw = RawArticle(
        name=name, text=_text(properties), title=_string(properties, 0x0037), outlet=_outlet(message, headers)
    )
    if published := dates.day(date):
        return replace(raw, published=published, published_at=dates.moment(date))
    return replace(raw, published=sent.date(), published_at=sent) if sent else raw


def _headers(properties: Properties) -> Message | None:
    """The message's own headers, as it was sent: only they know the zone of its date."""
    given = _string(properties, _HEADERS).strip()
    try:
        return mime.message(given.encode("utf-8", "replace") + b"\n\n", "", having=("From", "Date"))
    except Refusal:
        return None


def _outlet(message: Outlooks, headers: Message | None) -> str:
    stated = mime.sender(headers)[0] if headers else ""
    return stated or next((name for pid in _SENDERS if (name := _string(message.properties, pid))), "")


def _text(properties: Properties) -> str:
    """The HTML, else the plain text. Raises Refusal for a message that has neither."""
    page = markup.page_to_text(_page(properties))
    if text := page if page.strip() else _string(properties, _BODY):
        return text
    raise Refusal("has no text in it, or only as RTF: save it as .eml or .html")


def _page(properties: Properties) -> str:
    try:
        if content := properties.binary_prop_value(_HTML):
            return decode.text(content, properties.body_encoding)
    except (Refusal, *_UNREADABLE):
        return ""
    return _string(properties, _HTML)


def _string(properties: Properties, identity: int) -> str:
    """A text property, or empty where it is missing or cannot be read."""
    try:
        return (properties.str_prop_value(identity) or "").strip("\x00")
    except _UNREADABLE:
        return ""
