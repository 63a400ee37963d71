"""A Word file in a real reader: LibreOffice opens it, sets its pages, and every footnote is on them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.adapters.word import WordExporter
from pipeline.export.paper import paper
from pipeline.export.wording import quoted, shown
from pipeline.ports import Exported
from tests.export import briefs, conversations

OFFICE = shutil.which("soffice") or ""

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


@pytest.mark.parametrize("value", [briefs.PLAIN, conversations.TWO], ids=["brief", "conversation"])
def test_every_note_is_on_the_pages_that_libreoffice_sets(value: Exported, tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(WordExporter().export(value))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), "note.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with pdfium.PdfDocument(tmp_path / "note.pdf") as document:
        told = shown(" ".join(page.get_textpage().get_text_range() for page in document))
    told = told.replace("\ufffe", "-")
    drawn = paper(value)
    assert drawn.title in told
    assert [note.number for note in drawn.footnotes if shown(quoted(note.quote)) not in told] == []
