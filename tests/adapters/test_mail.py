from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.mail import Mail, Mailbox
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.ingest import canonical

WORDS = "The council agreed to rebuild the old café."
LATE = datetime(2019, 1, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))


def newsletter(plain: str = "", html: str = "", charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = '"Le Café, Daily" <news@daily.example>', "Größe: “a vote”"
    message["Date"] = LATE
    if plain:
        message.set_content(plain, charset=charset)
    if plain and html:
        message.add_alternative(html, subtype="html", charset=charset)
    elif html:
        message.set_content(html, subtype="html", charset=charset)
    return message


def _load(content: bytes) -> list[RawArticle | Refused]:
    return list(Mail().load("a.eml", content))


def _read(content: bytes) -> RawArticle:
    [raw] = _load(content)
    assert isinstance(raw, RawArticle)
    return raw


def test_a_newsletter_is_read_with_its_sender_its_subject_and_its_moment() -> None:
    raw = _read(newsletter(WORDS).as_bytes())
    assert (raw.title, raw.outlet) == ("Größe: “a vote”", "Le Café, Daily")
    assert (raw.published, raw.published_at) == (date(2019, 1, 4), LATE)
    assert raw.text.strip() == WORDS


def test_the_html_is_read_before_the_plain_text_and_layout_in_order() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><div style='display:none'>Preview</div><table><tr><td>"
        f"<h1>A vote</h1><p>{WORDS}</p></td></tr><tr><td><p>More.</p>"
        "<img src='https://t.example/p.gif' width=1></td></tr></table>"
    )
    assert canonical.text(_read(newsletter("plain", html).as_bytes()).text) == f"A vote\n\n{WORDS}\n\nMore."


@pytest.mark.parametrize("html", ["<p></p>", "<img src=x>"])
def test_html_without_words_gives_way_to_the_plain_text(html: str) -> None:
    assert _read(newsletter(WORDS, html).as_bytes()).text.strip() == WORDS


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "mac-roman"])
def test_the_encoding_that_a_part_states_is_believed(charset: str) -> None:
    assert WORDS in _read(newsletter(WORDS, charset=charset).as_bytes()).text


def test_japanese_in_its_encoding_for_mail_is_read() -> None:
    assert "総理大臣" in _read(newsletter("総理大臣は金曜日に", charset="iso-2022-jp").as_bytes()).text


def test_an_encoding_that_is_not_stated_is_told_from_the_bytes() -> None:
    content = b"From: The Daily <a@b.example>\nSubject: x\n\n" + "“Déjà vu” – he said".encode("cp1252")
    assert _read(content).text == "“Déjà vu” – he said"


def test_headers_in_bare_utf_8_are_read() -> None:
    raw = _read("From: Le Café <a@b.example>\nSubject: Größe\n\nWords.".encode())
    assert (raw.outlet, raw.title) == ("Le Café", "Größe")


def test_lines_that_flow_are_whole_paragraphs_again() -> None:
    content = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nOne \nline.\nTwo.\n-- \nThe Daily"
    assert _read(content).text == "One line.\nTwo.\n-- \nThe Daily"


def test_a_date_without_a_zone_is_a_day_and_one_that_cannot_be_read_is_shown() -> None:
    assert _read(b"From: a@b.example\nDate: Fri, 4 Jan 2019 10:00:00 -0000\n\nx").published_at == datetime(
        2019, 1, 4, 10, tzinfo=UTC
    )
    raw = _read(b"From: a@b.example\nDate: 03/04/20\n\nx")
    assert raw.published is None
    assert raw.readings == (Reading("outlet", "From", "a@b.example"), Reading("published", "Date", "03/04/20"))


def test_attached_documents_are_named_and_pictures_and_calendars_are_not() -> None:
    message, inner = newsletter(WORDS), newsletter("Inner words.")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="day.ics")
    message.add_attachment("Attached words.", filename="größe.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Report.PDF")
    message.add_attachment(inner)
    [raw, *refused] = _load(message.as_bytes())
    assert isinstance(raw, RawArticle)
    assert raw.text.strip() == WORDS
    reason = "is an attachment: save it and add it by itself"
    names = ("größe.txt", "Report.PDF", "Größe: “a vote”.eml")
    assert refused == [Refused(f"a.eml/{name}", reason) for name in names]


def test_the_messages_of_a_mailbox_are_articles() -> None:
    one = newsletter("One.\n\nFrom there on.").as_bytes().replace(b"\nFrom there", b"\n>From there")
    content = b"From a@b Fri Jan  4 10:00:00 2019\n" + one + b"\n\nFrom c@d x\n" + newsletter("Two.").as_bytes()
    [first, second] = Mailbox().load("a.mbox", content)
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.name, first.text.strip()) == ("a.mbox message 1", "One.\n\nFrom there on.")
    assert (second.name, second.text.strip()) == ("a.mbox message 2", "Two.")


def test_what_is_no_mailbox_is_refused() -> None:
    assert [read.name for read in Mailbox().load("a.mbox", b"words")] == ["a.mbox"]
    assert list(Mailbox().load("a.mbox", b" ")) == [Refused("a.mbox", "is empty")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "is empty"),
        (b"just words", "is not an e-mail message: it has none of its headers"),
        (b"From: a@b.example\n\n", "is empty"),
        (b"From: a@b.example\nContent-Type: image/png\n\nx", "has no text in it"),
        (b"From: a@b.example\n\n\x89PNG\r\n\x1a\n\xff", "is not text: it is a PNG picture under another name"),
    ],
)
def test_what_is_no_message_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert _load(content) == [Refused("a.eml", reason)]


@pytest.mark.parametrize(
    "header",
    [
        *(b"Subject: " + b"=?utf-8?q?a?= " * 20_000, b"From: " + b"(" * 50_000, b"From: " + b"a," * 50_000),
        *(b"From: " + b"<" * 50_000, b"Content-Type: text/plain; " + b"a=b;" * 20_000, b"X: y\n" * 100_000),
    ],
)
def test_a_hostile_header_does_not_hold_up_the_reading(header: bytes) -> None:
    started = time.process_time()
    assert _load(header.strip() + b"\nTo: x\n\nWords.")
    assert time.process_time() - started < 10


@given(st.data())
def test_a_damaged_message_never_raises(data: st.DataObject) -> None:
    message = newsletter(WORDS, f"<p>{WORDS}</p>")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="größe.pdf")
    content = bytearray(message.as_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    for read in _load(bytes(content[: data.draw(st.integers(0, len(content)))])):
        assert isinstance(read, RawArticle) or read.reason
