"""A brief or a conversation as a PDF: notes at the foot of the page, links that work, tags for screen readers.

The same value gives the same bytes. Typst (Apache-2.0) sets it, in one wheel of 34 MB that carries its fonts (Latin,
Greek, Cyrillic, Hebrew); other scripts come from the fonts of the machine. A brief of ten pages takes a tenth of a
second. reportlab and fpdf2 are smaller, and have no footnotes, no tags or no shaping; weasyprint needs libraries of the
system.
"""

from __future__ import annotations

from pipeline.ports import Exported


class PdfExporter:
    suffix = ".pdf"
    media_type = "application/pdf"

    def export(self, value: Exported) -> bytes:
        from pipeline.adapters import pdf_paper

        return pdf_paper.written(value)
