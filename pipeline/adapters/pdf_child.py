"""A program of its own: PDF files on standard input, the words on their pages as JSON lines on standard output.

pdfium is native code: a broken file can crash it, keep it busy for hours, or fill the memory. Here it can do so without
harm: ``pdf_process`` runs this file, limits it, and ends it. Nothing of the project is imported.

A request is three numbers (8 bytes each, big-endian: its length, and how many pages and characters are read at most)
and its bytes. The answer is one line about the file, a line for each page, and ``{"end": true}``; or, at any point,
``{"error": ...}``.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pypdfium2.raw as pdfium

Json = dict[str, object]
Word = tuple[str, float, float, float, float, int]

_IDLE_SECONDS = 60.0
_LARGEST_MEMORY = 2 * 1024**3
_FACTS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_LONGEST_FACT = 4000
_NUMBER_BYTES = 8
_NUL = 2
_QUARTER = math.pi / 2
_BREAKS = frozenset(" \t\r\n\v\f\x00\u00a0\u2002\u2003\u2009\u200b\u3000")
# pdfium writes these for a hyphen at the end of a line, and then gives no break after it
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "\xad", "-": "-", "\u2010": "-"}
_FEW_LETTERS = 25
# of the font's height
_SPACE = 0.4
_LEVEL = 0.1
_MOST_OBJECTS = 2000


class _TooLong(Exception):
    pass


def main() -> None:
    """Answers requests until there are none, or none came for a minute."""
    _limit_memory()
    pdfium.FPDF_InitLibrary()
    while (content := _request()) is not None:
        try:
            for line in _answer(content):
                _write(line)
        except MemoryError:
            _write({"error": "memory"})


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY, _LARGEST_MEMORY))


def _request() -> tuple[bytes, int, int] | None:
    idle = threading.Timer(_IDLE_SECONDS, os._exit, [0])
    idle.daemon = True
    idle.start()
    head = sys.stdin.buffer.read(3 * _NUMBER_BYTES)
    idle.cancel()
    if len(head) < 3 * _NUMBER_BYTES:
        return None
    length, pages, characters = (
        int.from_bytes(head[at : at + _NUMBER_BYTES]) for at in range(0, len(head), _NUMBER_BYTES)
    )
    return sys.stdin.buffer.read(length), pages, characters


def _write(line: Json) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def _answer(request: tuple[bytes, int, int]) -> Iterator[Json]:
    content, most_pages, most_characters = request
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        yield {"error": "password" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "damaged"}
        return
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        yield {"pages": pages, "facts": {name: _fact(document, name) for name in _FACTS}, "lang": _language(document)}
        if pages > most_pages:
            yield {"error": "pages"}
            return
        yield from _pages(document, pages, most_characters)
    except _TooLong:
        yield {"error": "characters"}
    else:
        yield {"end": True}
    finally:
        pdfium.FPDF_CloseDocument(document)


def _fact(document: object, name: str) -> str:
    length = pdfium.FPDF_GetMetaText(document, name.encode(), None, 0)
    if not _NUL < length <= 2 * _LONGEST_FACT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, name.encode(), buffer, length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\x00")


def _language(document: object) -> str:
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not _NUL < length <= _LONGEST_FACT:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00")


def _pages(document: object, count: int, most_characters: int) -> Iterator[Json]:
    left = most_characters
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            yield {"is_broken": True}
            continue
        try:
            text = pdfium.FPDFText_LoadPage(page)
            try:
                left -= max(pdfium.FPDFText_CountChars(text), 0)
                if left < 0:
                    raise _TooLong
                yield _page(page, text)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)


def _page(page: object, text: object) -> Json:
    words = list(_runs(_words(text)))
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width, height = box.right - box.left, box.top - box.bottom
    if pdfium.FPDFPage_GetRotation(page) % 2:
        # the box is that of the page as it is shown, the words' places are those before it is turned
        width, height = height, width
    bounds = [round(value, 1) for value in (box.left, box.bottom, box.left + width, box.bottom + height)]
    has_picture = sum(len(word[0]) for word in words) < _FEW_LETTERS and _has_picture(page)
    return {"box": bounds, "words": words, "has_picture": has_picture}


def _has_picture(page: object) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(count)}
    # a form may hold a picture: scanners wrap theirs
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


def _runs(words: Iterable[Word]) -> Iterator[Word]:
    """Words that follow each other on a line with no more than a space between them, as one: far fewer to lay out."""
    run: Word | None = None
    for word in words:
        if run is not None and _follows(run, word):
            run = (f"{run[0]} {word[0]}", run[1], min(run[2], word[2]), word[3], max(run[4], word[4]), 0)
            continue
        if run is not None:
            yield run
        run = word
    if run is not None:
        yield run


def _follows(one: Word, two: Word) -> bool:
    height = one[4] - one[2]
    is_level = abs(one[2] - two[2]) < _LEVEL * height and abs(one[4] - two[4]) < _LEVEL * height
    return is_level and 0 <= two[1] - one[3] < _SPACE * height and one[5] == two[5] == 0


def _words(text: object) -> Iterator[Word]:
    characters = _characters(text)
    start = 0
    for at, character in enumerate(characters):
        if character in _BREAKS:
            yield from _word(text, characters, start, at)
            start = at + 1
        elif character in _HYPHENS and at + 1 < len(characters) and not _is_beside(text, at):
            yield from _word(text, characters, start, at + 1)
            start = at + 1
    yield from _word(text, characters, start, len(characters))


def _characters(text: object) -> list[str]:
    """One string for each of pdfium's characters, most of them one character long."""
    count = max(pdfium.FPDFText_CountChars(text), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text, 0, count, buffer)
    together = bytes(buffer).decode("utf-16-le", "replace")[:-1].rstrip("\x00")
    if len(together) == count:
        return list(together)
    return [_character(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count)]


def _character(code: int) -> str:
    is_letter = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000  # noqa: PLR2004
    return chr(code) if is_letter else "\ufffd"


def _word(text: object, characters: list[str], start: int, end: int) -> Iterator[Word]:
    if start >= end:
        return
    one, two = _box(text, start), _box(text, end - 1)
    word = "".join(_HYPHENS.get(character, character) for character in characters[start:end])
    sides = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
    # clockwise, in radians
    angle = pdfium.FPDFText_GetCharAngle(text, start)
    yield (word, *(round(side, 1) for side in sides), -round(angle / _QUARTER) % 4)


def _box(text: object, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top, as high as the font is."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)


def _is_beside(text: object, index: int) -> bool:
    """Whether the next character follows this one, near by on the same line."""
    one, two = _box(text, index), _box(text, index + 1)
    reach = max(one[2] - one[0], one[3] - one[1]) / 2
    return all(one[axis] - reach <= two[axis + 2] and two[axis] <= one[axis + 2] + reach for axis in (0, 1)) and (
        abs((one[1] + one[3]) - (two[1] + two[3])) < reach or abs((one[0] + one[2]) - (two[0] + two[2])) < reach
    )


if __name__ == "__main__":
    main()
