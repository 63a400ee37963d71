from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.adapters.pdf import Pdf
from pipeline.domain import RawArticle, Reading
from tests.adapters import pdf_files
from tests.adapters.pdf_files import BANK, MONEY, STORY, VISIT, VOTE, Draw, column, one_column, paper, pdf, wrapped

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


@pytest.mark.parametrize("foot", ["Page {} of 4", "- {} -", "{}", "{}/4", "The Daily | {}"])
def test_running_heads_and_page_numbers_are_left_out_and_single_lines_stay(loader: Pdf, foot: str) -> None:
    found = _paragraphs(loader, pdf(*(paper(number, foot) for number in (1, 2, 3, 4))))
    notes = [f"Only page {number} has this note." for number in ("one", "two", "three", "four")]
    assert found == tuple(part for pair in zip(STORY, notes, strict=True) for part in pair)


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


def test_a_document_that_breaks_no_words_keeps_its_hyphens(loader: Pdf) -> None:
    lines = [*wrapped(STORY * 4, 450), "The house of which they spoke was a tall and ten-", "storey one."]
    assert _read(loader, pdf(pdf_files.lines(*lines))).text.endswith("a tall and ten-storey one.")
    broken = [
        "They called it an old and much loved coun-",
        "cil, and the trea-",
        "surer was of one opin-",
        "ion with it.",
    ]
    assert _read(loader, pdf(pdf_files.lines(*lines[:-2], *broken))).text.endswith(
        "treasurer was of one opinion with it."
    )


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


def test_one_loader_may_be_dropped_and_another_made() -> None:
    for _ in range(2):
        assert _read(Pdf(), pdf(one_column(VOTE))).text == VOTE


def _vera(draw: Draw) -> bytes:
    """A page in a font that comes with reportlab, and that says in plain text which letters it draws."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        draw(canvas)

    return pdf(page, pageCompression=0)


def test_ligatures_become_letters(loader: Pdf) -> None:
    content = _vera(lambda canvas: canvas.drawString(72, 700, "The \ufb01rst \ufb02ood reached the of\ufb01ce"))
    assert _paragraphs(loader, content) == ("The first flood reached the office",)


def _as_hebrew(text: str) -> str:
    return "".join(chr(0x5D0 + ord(c) - ord("a")) if "a" <= c <= "v" else c for c in text)


def test_text_from_right_to_left_is_read_from_the_right_column_on(loader: Pdf) -> None:
    texts = ["abcd efgh ijkl mnop qrst uvab cdef ghij klmn opqr stuv", "badc fehg jilk nmpo rqts bavu dcfe hgji lknm"]

    def draw(canvas: Canvas) -> None:
        for text, x in zip(texts, (500, 250), strict=True):
            for number, line in enumerate(wrapped([text], 100)[:-1]):
                canvas.drawRightString(x, 700 - 12 * number, line[::-1])

    content = _vera(draw)
    for code in range(ord("a"), ord("v") + 1):
        content = content.replace(
            b"<%02X> <00%02X>" % (code, code), b"<%02X> <05%02X>" % (code, 0xD0 + code - ord("a"))
        )
    assert " ".join(_read(loader, content).text.split()) == _as_hebrew(" ".join(texts))
