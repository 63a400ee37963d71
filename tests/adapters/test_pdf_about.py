"""What a PDF says of itself: title, author, day, publisher, address."""

from __future__ import annotations

from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.adapters.pdf import Pdf
from pipeline.domain import RawArticle, Reading
from pipeline.ingest import canonical
from tests.adapters import pdf_files
from tests.adapters.pdf_files import STORY, VISIT, VOTE, Draw, column, one_column, paper, pdf, wrapped

HEADLINE = "Council votes to rebuild the old bridge"


@pytest.fixture(scope="module")
def loader() -> Pdf:
    return Pdf()


def _read(loader: Pdf, content: bytes) -> RawArticle:
    [read] = loader.load("a.pdf", content)
    assert isinstance(read, RawArticle), read
    return read


def test_a_running_head_says_the_day_when_nothing_else_does(loader: Pdf) -> None:
    read = _read(loader, pdf(*(paper(number) for number in (1, 2, 3))))
    assert read.published == date(2019, 1, 4)
    assert Reading("published", "running head", "2019-01-04") in read.readings


def test_the_document_says_who_and_in_which_language(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(f"{HEADLINE} | The Daily")
        canvas.setAuthor("Jo Doe")
        canvas.setCatalogEntry("Lang", "(en-GB)")
        one_column(*STORY, headline=HEADLINE)(canvas)

    read = _read(loader, pdf(draw))
    assert (read.title, read.byline) == (HEADLINE, "Jo Doe")
    assert read.readings[:2] == (
        Reading("title", "first page", HEADLINE),
        Reading("byline", "document information", "Jo Doe"),
    )
    assert read.published is None
    assert "created" in {reading.field for reading in read.readings}


@pytest.mark.parametrize(
    "title", ["", "Microsoft Word - bridge.docx", "untitled", "a", "Bridge_final_2", "scan0001", "x.indd"]
)
def test_a_title_that_is_a_files_name_is_not_taken(loader: Pdf, title: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(title)
        one_column(*STORY, headline=HEADLINE)(canvas)

    assert _read(loader, pdf(draw)).title == HEADLINE


def test_the_first_page_says_by_whom_and_when(loader: Pdf) -> None:
    lines = ["By Jo Doe and Ann van Berg", "", "4 January 2019", "", *wrapped(STORY, 400)]
    read = _read(loader, pdf(pdf_files.lines(*lines)))
    assert (read.byline, read.published) == ("Jo Doe and Ann van Berg", date(2019, 1, 4))
    assert canonical.article(read).text.endswith(VISIT)


def _printed(number: int, of: int, address: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(30, 820, "1/4/19, 10:32 AM")
        canvas.drawCentredString(320, 820, "Bridge to be rebuilt soon")
        canvas.drawString(30, 20, address)
        canvas.drawRightString(560, 20, f"{number}/{of}")
        column(canvas, wrapped([STORY[number - 1]], 450), 72, 740)

    return draw


@pytest.mark.parametrize("pages", [1, 3])
def test_what_a_browser_prints_around_a_page_is_left_out_and_its_address_kept(loader: Pdf, pages: int) -> None:
    address = "https://daily.example/2019/bridge"
    read = _read(loader, pdf(*(_printed(number, pages, address) for number in range(1, pages + 1))))
    assert read.text.split("\n\n") == list(STORY[:pages])
    assert (read.url, read.published) == (address, None)


@pytest.mark.parametrize("address", ["https://daily.example/", "https://daily.example/a-very-long…"])
def test_the_address_of_a_site_or_a_part_of_one_is_not_an_articles(loader: Pdf, address: str) -> None:
    assert _read(loader, pdf(_printed(1, 1, address))).url == ""


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
 xmp:CreateDate="2020-02-02" prism:coverDate="2019-01-04">
<dc:publisher><rdf:Bag><rdf:li>The Daily</rdf:li></rdf:Bag></dc:publisher></rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_xmp_names_the_publisher_and_the_cover_date(loader: Pdf) -> None:
    content = pdf(one_column(VOTE))
    stream = f"99 0 obj\n<</Type/Metadata/Subtype/XML/Length {len(XMP)}>>\nstream\n{XMP}\nendstream\nendobj\n".encode()
    at = content.index(b"1 0 obj")
    read = _read(loader, content[:at] + stream + content[at:])
    assert (read.outlet, read.published) == ("The Daily", date(2019, 1, 4))
