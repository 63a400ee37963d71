from __future__ import annotations

from datetime import date

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.adapters.pdf import Pdf
from pipeline.adapters.pdf_process import Limits
from pipeline.domain import RawArticle, Reading
from pipeline.ingest import canonical
from tests.adapters import pdf_files
from tests.adapters.pdf_files import BANK, MONEY, STORY, VISIT, VOTE, Draw, column, one_column, pdf, wrapped

HEADLINE = "Council votes to rebuild the old bridge"


@pytest.fixture(scope="module")
def loader() -> Pdf:
    return Pdf()


def _read(loader: Pdf, content: bytes, name: str = "a.pdf") -> RawArticle:
    [read] = loader.load(name, content)
    assert isinstance(read, RawArticle), read
    return read


def _reason(loader: Pdf, content: bytes) -> str:
    [refused] = loader.load("a.pdf", content)
    assert not isinstance(refused, RawArticle), refused.text
    assert refused.name == "a.pdf"
    return refused.reason


def _paragraphs(loader: Pdf, content: bytes) -> tuple[str, ...]:
    return tuple(_read(loader, content).text.split("\n\n"))


def test_lines_become_paragraphs_and_the_headline_the_title(loader: Pdf) -> None:
    read = _read(loader, pdf(one_column(*STORY, headline=HEADLINE)))
    assert read.text.split("\n\n") == list(STORY)
    assert read.title == HEADLINE


def test_paragraphs_that_only_an_indent_parts_are_apart(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        y = 740.0
        for text in STORY:
            first, *rest = wrapped([text], 300)[:-1]
            y = column(canvas, [first], 84, y)
            y = column(canvas, rest, 72, y)

    assert _paragraphs(loader, pdf(draw)) == STORY


@pytest.mark.parametrize(
    ("places", "width"), [((72, 308), 220), ((72, 300), 220), ((50, 217, 384), 155), ((50, 212, 374), 152)]
)
def test_columns_are_read_one_after_another_below_what_spans_them(
    loader: Pdf, places: tuple[float, ...], width: float
) -> None:
    lines = wrapped(STORY, width)[:-1]
    rows = -(-len(lines) // len(places))
    read = _read(loader, pdf(pdf_files.columns(lines, places, rows, HEADLINE)))
    assert read.text.split("\n\n") == list(STORY)
    assert read.title == HEADLINE


def test_a_headline_over_two_of_three_columns_belongs_to_those(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 20)
        canvas.drawString(50, 770, "Council to rebuild old bridge")
        column(canvas, wrapped([VOTE], 155), 50, 740)
        column(canvas, wrapped([MONEY], 155), 217, 740)
        column(canvas, wrapped([BANK, VISIT], 155), 384, 770)

    assert _paragraphs(loader, pdf(draw)) == (VOTE, MONEY, BANK, VISIT)


def test_two_stories_below_each_other_are_not_mixed(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        for y, (one, two), headline in (
            (770, (VOTE, MONEY), "Bridge to be rebuilt soon"),
            (600, (BANK, VISIT), "A welcome on the far bank"),
        ):
            canvas.setFont("Times-Bold", 16)
            canvas.drawString(72, y, headline + ", says a council that was asked")
            column(canvas, wrapped([one], 220), 72, y - 25)
            column(canvas, wrapped([two], 220), 308, y - 25)

    found = _paragraphs(loader, pdf(draw))
    assert [text for text in found if text in STORY] == list(STORY)


def test_a_box_beside_the_text_does_not_break_its_sentence(loader: Pdf) -> None:
    facts = ["Key facts", "Length: 90 metres", "Cost: five million", "Opened: 1931", "Closed: 2018"]

    def draw(canvas: Canvas) -> None:
        y = column(canvas, wrapped([VOTE], 450), 72, 740)
        narrow = wrapped([f"{MONEY} {BANK}"], 280)[:6]
        end = column(canvas, narrow, 72, y)
        rest = f"{MONEY} {BANK}".removeprefix(" ".join(narrow)).strip()
        column(canvas, wrapped([rest], 450), 72, end)
        column(canvas, facts, 390, y - 5, 9)

    assert _paragraphs(loader, pdf(draw)) == (VOTE, f"{MONEY} {BANK}", "\n".join(facts))


def test_a_table_is_read_row_by_row_beside_its_text(loader: Pdf) -> None:
    rows = [("Item", "2018", "2019"), ("Steel", "1,200", "1,450"), ("Concrete", "300", "310"), ("Labour", "90", "75")]

    def draw(canvas: Canvas) -> None:
        column(canvas, wrapped(STORY, 250), 72, 740)
        for number, (item, one, two) in enumerate(rows):
            canvas.drawString(360, 740 - 12 * number, item)
            canvas.drawRightString(460, 740 - 12 * number, one)
            canvas.drawRightString(510, 740 - 12 * number, two)

    assert _paragraphs(loader, pdf(draw)) == (*STORY, "\n".join(" ".join(row) for row in rows))


def test_a_sentence_goes_on_over_the_page(loader: Pdf) -> None:
    lines = wrapped(STORY, 450)[:-1]
    cut = lines.index("") + 2
    content = pdf(*(lambda c, part=part: column(c, part, 72, 740) for part in (lines[:cut], lines[cut:])))
    assert _paragraphs(loader, content) == STORY


def _paper(number: int, foot: str = "Page {} of 4") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 810, "The Daily")
        canvas.drawRightString(522, 810, "Friday, January 4, 2019")
        canvas.drawCentredString(300, 30, foot.format(number))
        column(canvas, [f"Only page {'one two three four'.split()[number - 1]} has this note."], 72, 48, 8)
        column(canvas, wrapped([STORY[number - 1]], 450), 72, 740)

    return draw


@pytest.mark.parametrize("foot", ["Page {} of 4", "- {} -", "{}", "{}/4", "The Daily | {}"])
def test_running_heads_and_page_numbers_are_left_out_and_single_lines_stay(loader: Pdf, foot: str) -> None:
    found = _paragraphs(loader, pdf(*(_paper(number, foot) for number in (1, 2, 3, 4))))
    notes = [f"Only page {number} has this note." for number in ("one", "two", "three", "four")]
    assert found == tuple(part for pair in zip(STORY, notes, strict=True) for part in pair)


def test_a_running_head_says_the_day_when_nothing_else_does(loader: Pdf) -> None:
    read = _read(loader, pdf(*(_paper(number) for number in (1, 2, 3))))
    assert read.published == date(2019, 1, 4)
    assert Reading("published", "running head", "2019-01-04") in read.readings


def test_a_page_number_on_the_only_page_is_left_out(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, wrapped([VOTE], 450), 72, 740)
        canvas.drawCentredString(300, 30, "Page 1 of 1")

    assert _paragraphs(loader, pdf(draw)) == (VOTE,)


def test_numbers_that_do_not_count_pages_stay(loader: Pdf) -> None:
    pages = [pdf_files.lines(VOTE[:80], "", MONEY[:80], *[""] * 100, f"In all {sum} million.") for sum in (12, 40, 7)]
    assert [f"In all {sum} million." in _read(loader, pdf(*pages)).text for sum in (12, 40, 7)] == [True] * 3


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "mended"),
    [
        ("All of it is paid by the govern-", "ment, the mayor said.", "", "by the government, the mayor"),
        ("She is the best and most well-", "known mayor of them.", "A well-known name.", "well-known mayor"),
        ("She is the best and most well-", "known mayor of them.", "", "well-known mayor"),
        ("The court said they were over-", "throwing the law of it.", "", "overthrowing the"),
        ("The whole of the town must co-", "operate, it was said.", "They cooperate.", "cooperate"),
        ("The boy, who was only nineteen-", "year-old, was not hurt.", "A nineteen-year-old.", "nineteen-year-old"),
        ("It was sent on Friday by Jean-", "Paul, who lives in town.", "", "by Jean-Paul, who"),
        ("It was opened in spring of mid-", "1931, or thereabouts.", "", "mid-1931"),
        ("All of it is paid by the govern\u00ad", "ment, the mayor said.", "", "by the government, the mayor"),
        ("It comes soon \u2013 or never \u2013", "to the town, he said.", "", "never \u2013 to the town"),
    ],
)
def test_a_word_broken_at_a_line_end_is_mended_as_the_document_writes_it(
    loader: Pdf, first: str, second: str, elsewhere: str, mended: str
) -> None:
    assert mended in _read(loader, pdf(pdf_files.lines(first, second, "", elsewhere))).text


def test_a_list_keeps_its_lines(loader: Pdf) -> None:
    items = ["• steel and stone", "• five million", "• a ferry in the meantime"]
    found = _paragraphs(loader, pdf(pdf_files.lines(*wrapped([VOTE], 300), *items)))
    assert found == (VOTE, "\n".join(items))


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_upright(loader: Pdf, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[angle])
        canvas.rotate(angle)
        column(canvas, wrapped(STORY, 400), 72, 540)

    def flat(canvas: Canvas) -> None:
        canvas.setPageSize((842, 842))
        draw(canvas)

    assert _paragraphs(loader, pdf(flat)) == STORY
    assert _paragraphs(loader, pdf(one_column(*STORY), flat, one_column(MONEY)))[4:8] == STORY


def test_what_is_only_marked_as_turned_is_read_as_written(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        column(canvas, wrapped(STORY, 400), 72, 740)

    assert _paragraphs(loader, pdf(draw)) == STORY


def _picture(canvas: Canvas) -> None:
    picture = Image.new("RGB", (60, 60), "grey")
    canvas.drawImage(ImageReader(picture), 50, 50, 400, 400)


def test_a_scan_is_refused_as_one(loader: Pdf) -> None:
    reason = "is a scan: its pages are pictures without text; make it searchable (OCR) first"
    assert _reason(loader, pdf(_picture, _picture)) == reason


def test_a_picture_among_pages_of_text_is_told(loader: Pdf) -> None:
    read = _read(loader, pdf(one_column(VOTE), _picture))
    assert read.text == VOTE
    assert Reading("unread", "page 2", "a picture without text") in read.readings


def test_pages_without_anything_are_refused(loader: Pdf) -> None:
    assert _reason(loader, pdf(lambda _: None)) == "has no text in it"


def test_a_password_is_asked_for_only_where_reading_needs_it(loader: Pdf) -> None:
    closed = StandardEncryption("secret", ownerPassword="other", strength=128)
    open_to_read = StandardEncryption("", ownerPassword="other", canCopy=0, strength=128)
    assert "encrypted" in _reason(loader, pdf(one_column(VOTE), encrypt=closed))
    assert _read(loader, pdf(one_column(VOTE), encrypt=open_to_read)).text == VOTE


def test_a_file_over_a_limit_is_refused_by_that_limit() -> None:
    content = pdf(one_column(VOTE), one_column(MONEY))
    for limits, told in (
        (Limits(pages=1), "has more than 1 pages"),
        (Limits(characters=100), "has more than 100 characters"),
        (Limits(size=0), "is larger than 0 MB"),
        (Limits(seconds=0), "takes longer than 0 seconds"),
    ):
        assert told in _reason(Pdf(limits), content)


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


def test_a_headline_of_several_lines_is_one_title(loader: Pdf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 24)
        for number, line in enumerate(
            ("Council votes after a long night to", "rebuild the old bridge over", "the river")
        ):
            canvas.drawString(50, 790 - 27 * number, line)
        column(canvas, wrapped([VOTE, MONEY], 220), 50, 700)
        column(canvas, wrapped([BANK, VISIT], 220), 286, 700)

    read = _read(loader, pdf(draw))
    assert read.title == "Council votes after a long night to rebuild the old bridge over the river"
    assert read.text.split("\n\n") == list(STORY)


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


def test_one_loader_may_be_dropped_and_another_made() -> None:
    for _ in range(2):
        assert _read(Pdf(), pdf(one_column(VOTE))).text == VOTE
