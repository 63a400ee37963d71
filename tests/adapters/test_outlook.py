from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.outlook import Outlook
from pipeline.domain import RawArticle, Refused
from tests.files.compound import compound, outlook

SUBJECT, BODY, HTML, HEADERS, SENDER, SENT, CODEPAGE = 0x0037, 0x1000, 0x1013, 0x007D, 0x0C1A, 0x0039, 0x3FDE
TEN = datetime(2019, 1, 4, 10, tzinfo=UTC)
LONG = "The council agreed to rebuild the café. " * 200


def _load(content: bytes) -> list[RawArticle | Refused]:
    return list(Outlook().load("a.msg", content))


def _read(content: bytes) -> RawArticle:
    [raw] = _load(content)
    assert isinstance(raw, RawArticle)
    return raw


def test_a_message_is_read_with_its_sender_its_subject_and_its_moment() -> None:
    raw = _read(outlook({SUBJECT: "A vote", BODY: LONG, SENDER: "The Daily", SENT: TEN}))
    assert (raw.title, raw.outlet, raw.published, raw.published_at) == ("A vote", "The Daily", date(2019, 1, 4), TEN)
    assert raw.text == LONG


def test_the_html_is_read_before_the_plain_text_in_its_code_page() -> None:
    page = "<table><tr><td><p>“Größe”</p></td></tr></table>".encode("cp1252")
    assert _read(outlook({BODY: "plain", HTML: page, CODEPAGE: 1252})).text == "“Größe”"


def test_the_headers_know_the_zone_and_the_name() -> None:
    headers = "From: =?utf-8?q?Le_Caf=C3=A9?= <a@b.example>\r\nDate: Fri, 4 Jan 2019 23:30:00 -0500\r\n"
    raw = _read(outlook({BODY: "Words.", HEADERS: headers, SENT: TEN, SENDER: "x"}))
    assert (raw.outlet, raw.published) == ("Le Café", date(2019, 1, 4))
    assert raw.published_at == datetime(2019, 1, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))


def test_attached_documents_are_named_and_pictures_are_not() -> None:
    [raw, refused] = _load(outlook({BODY: "Words."}, {"logo.png": b"x" * 5000, "Report.PDF": b"%PDF"}))
    assert isinstance(raw, RawArticle)
    assert refused == Refused("a.msg/Report.PDF", "is an attachment: save it and add it by itself")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"words", "is not an Outlook message"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 4000, "is not an Outlook message, or it is damaged"),
        (compound({"WordDocument": b"x" * 5000}), "is not an Outlook message, or it is damaged"),
        (outlook({SUBJECT: "A vote"}), "has no text in it, or only as RTF"),
        (outlook({BODY: "x", CODEPAGE: 31337}), "is not an Outlook message, or it is damaged"),
    ],
)
def test_what_is_no_message_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    [refused] = _load(content)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith(reason)


def test_streams_that_share_their_sectors_are_refused_as_a_bomb() -> None:
    content = bytearray(compound({name: b"x" * 100_000 for name in "abc"}))
    assert _load(bytes(content))[0].name == "a.msg"
    for name in "abc":
        at = content.find(name.encode("utf-16-le") + bytes(60))
        content[at + 120 : at + 128] = (250_000).to_bytes(8, "little")
    [refused] = _load(bytes(content))
    assert refused == Refused("a.msg", "says that it holds more than it has, as an archive bomb does")


@given(st.data())
def test_a_damaged_message_never_raises(data: st.DataObject) -> None:
    content = bytearray(outlook({SUBJECT: "A", BODY: "Words.", HTML: b"<p>Words.</p>", SENT: TEN}, {"a.pdf": b"x"}))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    for read in _load(bytes(content[: data.draw(st.integers(0, len(content)))])):
        assert isinstance(read, RawArticle) or read.reason
