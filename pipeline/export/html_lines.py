"""An exported HTML file to its record and to the lines that a reader sees, by the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser

from pipeline.errors import UserError
from pipeline.export.wording import shown
from pipeline.ports import Opened

RECORD = "briefdesk-record"
_INLINE = frozenset("a b cite em q rect span sup svg".split())
_NOT_SHOWN = frozenset({"script", "style"})


def opened(document: bytes) -> Opened:
    """Whatever else is in it than its record and its lines is its look: a style can hide a line. Raises UserError."""
    text = document.decode(errors="replace")
    page = _Page()
    page.feed(text)
    page.close()
    if not page.record:
        raise UserError("This page does not carry the record of a brief: Briefdesk did not export it.")
    page.end_line()
    return Opened("".join(page.record).encode(errors="replace"), tuple(page.lines), "\n".join(text.split()))


class _Page(HTMLParser):
    """A line is what stands between two tags that are not within a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.record: list[str] = []
        self._line: list[str] = []
        self._within = ""
        self._is_record = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._within = tag
            self._is_record = ("id", RECORD) in attrs and not self.record
        if tag not in _INLINE:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within, self._is_record = "", False
        if tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self._is_record:
            self.record.append(data)
        elif not self._within:
            self._line.append(data)

    def end_line(self) -> None:
        line = shown("".join(self._line))
        self._line.clear()
        if line:
            self.lines.append(line)
