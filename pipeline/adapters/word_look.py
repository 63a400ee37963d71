"""How the Word file looks: one serif face, one restrained colour, room between things. All of it as styles."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from pipeline.adapters.word_xml import LINE_COLOUR, element

LANGUAGE = "en-GB"
FACE = "Cambria"  # comes with Word; LibreOffice sets it in Caladea, which is as wide, or in the serif face it has
INK, SOFT, ACCENT, WARN = (RGBColor.from_string(c) for c in ("1D2733", "5A6775", "1F4E79", "8A5300"))
NOTE_TEXT_ID, NOTE_NUMBER_ID = "FootnoteText", "FootnoteReference"
NOTE_NUMBER, MARK, DAY, CELL, SMALL, ASIDE = "footnote reference", "Mark", "Day", "Cell", "Small print", "Aside"


def dress(document: Document) -> None:
    _defaults(document)
    _page(document)
    _paragraphs(document)
    _notes(document)
    _characters(document)


def _defaults(document: Document) -> None:
    """The language of the document, and Word's own way of setting since 2013 instead of a compatibility mode."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    for theme in settings.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)


def _paragraphs(document: Document) -> None:
    normal = _style(document, "Normal", 11, INK, before=0, after=6)
    normal.paragraph_format.line_spacing = 1.2
    title = _style(document, "Title", 24, ACCENT, before=0, after=6, bold=True)
    subtitle = _style(document, "Subtitle", 9.5, SOFT, before=0, after=12)
    _style(document, "Heading 1", 15, ACCENT, before=20, after=6, bold=True)
    _style(document, "Heading 2", 11.5, INK, before=12, after=4, bold=True)
    for name in ("List Bullet", "List Number"):
        _without(_style(document, name, 11, INK, before=0, after=5), "w:contextualSpacing")
    _style(document, "Header", 9, SOFT, before=0, after=0)
    _style(document, "Footer", 9, SOFT, before=0, after=0).paragraph_format.tab_stops.clear_all()
    day = _new(document, DAY, 9.5, SOFT, after=0)
    day.font.bold = day.paragraph_format.keep_with_next = True
    _new(document, CELL, 9.5, INK, after=2).paragraph_format.space_before = Pt(2)
    _new(document, ASIDE, 9.5, SOFT, after=6)
    _new(document, SMALL, 8.5, SOFT, after=0).paragraph_format.space_before = Pt(14)
    for style in (title, subtitle):
        _without(style, "w:pBdr", "w:numPr", "w:contextualSpacing")
    _line_below(subtitle)


def _notes(document: Document) -> None:
    text = _new(document, "footnote text", 9, INK, after=2)
    text.element.styleId = NOTE_TEXT_ID
    text.paragraph_format.line_spacing = 1.0
    number = document.styles.add_style(NOTE_NUMBER, WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(number, CharacterStyle)
    number.element.styleId = NOTE_NUMBER_ID
    number.font.superscript = True


def _characters(document: Document) -> None:
    for name, colour in (("Hyperlink", ACCENT), (MARK, WARN)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=name == "Hyperlink")
        assert isinstance(style, CharacterStyle)
        style.font.color.rgb = colour
        style.font.underline, style.font.italic = name == "Hyperlink", name == MARK


def _new(document: Document, name: str, size: float, colour: RGBColor, *, after: float) -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("footnote"))
    document.styles[name].base_style = document.styles["Normal"]
    return _style(document, name, size, colour, before=0, after=after)


def _style(
    document: Document, name: str, size: float, colour: RGBColor, *, before: float, after: float, bold: bool = False
) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.color.rgb, style.font.bold, style.font.italic = Pt(size), colour, bold, False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _face(style.element.get_or_add_rPr())
    return style


def _face(properties: BaseOxmlElement) -> None:
    """One face for all scripts, in place of the template's theme fonts and letter spacing."""
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.insert(0, element("w:rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE))


def _without(style: ParagraphStyle, *tags: str) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in tags:
        for old in properties.findall(qn(tag)):
            properties.remove(old)


def _line_below(style: ParagraphStyle) -> None:
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="6", space="8", color=LINE_COLOUR))
    spacing = style.element.get_or_add_pPr().find(qn("w:spacing"))
    assert spacing is not None  # set with the style; the schema wants the border before it
    spacing.addprevious(borders)
