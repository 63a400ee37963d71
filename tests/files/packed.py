"""Documents that are a zip of parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def word(body: str, core: str = "", footnotes: str = "", doctype: str = "", namespace: str = _W) -> bytes:
    """A Word document with the WordprocessingML ``body`` and the properties ``core``."""
    main = f'<w:document xmlns:w="{namespace}" {_EXTRA}><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": doctype + main,
        "word/styles.xml": f'<w:styles xmlns:w="{namespace}">'
        + "".join(
            f'<w:style w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
            for identity, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Verzeichnis1", "toc 1"))
        )
        + "</w:styles>",
    }
    if core:
        parts["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="t">'
            f"{core}</cp:coreProperties>"
        )
    if footnotes:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{namespace}">{footnotes}</w:footnotes>'
    return zipped(parts)


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


METADATA = (
    "<dc:title>The Issue of January</dc:title><dc:publisher>The Daily</dc:publisher><dc:creator>Jo Doe</dc:creator>"
    "<dc:creator>Al Roe</dc:creator><dc:date>2019-01-04T10:00:00Z</dc:date><dc:language>en-GB</dc:language>"
)


def book(chapters: Mapping[str, str], metadata: str = METADATA, contents: str = "", **parts: str) -> bytes:
    """An EPUB 3 with the bodies of ``chapters`` by their file names, and ``contents`` as the list in its navigation."""
    pages = {
        name: page if page.startswith("<") and "<html" in page else page_of(page) for name, page in chapters.items()
    }
    items = "".join(
        f'<item id="i{at}" href="text/{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{metadata}</metadata><manifest>{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
    nav = page_of(f'<nav epub:type="landmarks"/><nav epub:type="toc"><ol>{contents}</ol></nav>')
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/a.opf": package,
            "OEBPS/nav.xhtml": nav,
            **{f"OEBPS/text/{name}": page for name, page in pages.items()},
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


def page_of(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )
