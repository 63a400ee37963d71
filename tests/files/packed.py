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
