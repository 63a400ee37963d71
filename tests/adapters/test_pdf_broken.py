"""Whatever is in a PDF, reading it ends soon, with an article or a reason, and the next file is read as well."""

from __future__ import annotations

import random
import zlib

import pytest

from pipeline.adapters.pdf import Pdf
from pipeline.adapters.pdf_process import Limits, PdfProcess
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from tests.adapters.pdf_files import STORY, VOTE, one_column, pdf

GOOD = pdf(*(one_column(*STORY, headline=f"Part {number} of the story") for number in range(5)))
PLAIN = pdf(*(one_column(*STORY) for _ in range(3)), pageCompression=0)


@pytest.fixture(scope="module")
def loader() -> Pdf:
    return Pdf(Limits(seconds=2))


def _only(loader: Pdf, content: bytes) -> RawArticle | Refused:
    [read] = loader.load("a.pdf", content)
    return read


@pytest.mark.parametrize("tenths", range(10))
@pytest.mark.parametrize("content", [GOOD, PLAIN])
def test_a_file_that_is_cut_off_is_refused_as_such(loader: Pdf, content: bytes, tenths: int) -> None:
    read = _only(loader, content[: len(content) * tenths // 10])
    assert isinstance(read, Refused)
    assert read.reason == ("is empty" if not tenths else "is damaged: it is cut off, its end is missing")


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bits_give_an_article_or_a_reason(loader: Pdf, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(GOOD if seed % 2 else PLAIN)
    for _ in range(chance.choice((1, 5, 50, 500))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    read = _only(loader, bytes(content))
    assert read.text.strip() if isinstance(read, RawArticle) else read.reason
    assert isinstance(_only(loader, GOOD), RawArticle)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"PK\x03\x04" + b"\x00" * 99, "is not a PDF, whatever its name says"),
        (b"<html>%PD", "is not a PDF, whatever its name says"),
        (b"%PDF-1.7\n%%EOF", "is damaged: it cannot be read as a PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50 + b"\n%%EOF", "is damaged: it cannot be read as a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_reason(loader: Pdf, content: bytes, reason: str) -> None:
    assert _only(loader, content) == Refused("a.pdf", reason)


def _with_content(stream: bytes, *, is_packed: bool) -> bytes:
    """A page whose drawing is ``stream``, written by hand."""
    packed = zlib.compress(stream, 9) if is_packed else stream
    packing = b"/Filter/FlateDecode" if is_packed else b""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
        b"6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>/Length 17>>stream\n"
        b"/X Do /X Do /X Do\nendstream endobj\n"
        b"4 0 obj<<%b/Length %d>>stream\n%b\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (packing, len(packed), packed)
    )


WORD = b"BT /F1 10 Tf 72 700 Td (Council votes) Tj ET\n"


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(WORD + b"/X Do\n" * 50, id="a form that draws itself"),
        pytest.param(b"q " * 200_000 + WORD, id="deep nesting"),
        pytest.param(b"[" * 200_000 + WORD, id="open brackets"),
        pytest.param(WORD * 30_000, id="the same words at one place"),
        pytest.param(b"BT /F1 10 Tf 72 700 Td " + b"1 -1 Td (Ab) Tj " * 20_000 + b"ET", id="a word on each line"),
        pytest.param(b"BT /F1 1e30 Tf 1e30 -1e30 Td (Council) Tj ET " + WORD, id="huge numbers"),
        pytest.param(b"0 0 m 9 9 l S " * 300_000, id="many lines drawn"),
    ],
)
def test_a_hostile_page_ends_in_an_article_or_a_reason(loader: Pdf, stream: bytes) -> None:
    read = _only(loader, _with_content(stream, is_packed=True))
    assert read.text.strip() if isinstance(read, RawArticle) else read.reason
    assert isinstance(_only(loader, GOOD), RawArticle)


def test_a_stream_that_unpacks_to_gigabytes_is_refused(loader: Pdf) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\xda" + megabyte * 6000 + packer.flush()
    content = _with_content(b"%", is_packed=False).replace(
        b"<</Length 1>>stream\n%\n", b"<</Filter/FlateDecode/Length %d>>stream\n%b\n" % (len(packed), packed)
    )
    assert isinstance(_only(loader, content), Refused)
    assert isinstance(_only(loader, GOOD), RawArticle)


def test_the_handwritten_page_can_be_read(loader: Pdf) -> None:
    read = _only(loader, _with_content(WORD, is_packed=True))
    assert isinstance(read, RawArticle)
    assert read.text == "Council votes"


def test_a_process_that_died_is_replaced() -> None:
    process = PdfProcess(Limits())
    assert len(process.read(GOOD).pages) == 5
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert len(process.read(GOOD).pages) == 5


def test_a_process_that_is_too_slow_is_ended_and_replaced() -> None:
    process = PdfProcess(Limits(seconds=0.0))
    with pytest.raises(Refusal, match="takes longer than 0 seconds"):
        process.read(pdf(one_column(VOTE)))
    assert process._process is None


def test_a_file_over_a_limit_is_refused_by_that_limit() -> None:
    content = pdf(one_column(VOTE), one_column(*STORY))
    for limits, told in (
        (Limits(pages=1), "has more than 1 pages"),
        (Limits(characters=100), "has more than 100 characters"),
        (Limits(size=0), "is larger than 0 MB"),
        (Limits(seconds=0), "takes longer than 0 seconds"),
    ):
        read = _only(Pdf(limits), content)
        assert isinstance(read, Refused)
        assert told in read.reason
