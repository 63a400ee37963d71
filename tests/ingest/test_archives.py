from __future__ import annotations

import gzip
import io
import random
import stat
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Refused
from pipeline.ingest import archives
from pipeline.ingest.archives import Entry, Limits

SMALL = Limits(entries=3, entry_bytes=4_000_000, total_bytes=5_000_000)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _read(content: bytes, limits: Limits | None = None) -> list[Entry | Refused]:
    return list(archives.entries("a.zip", content, limits))


def _reasons(content: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    return [(entry.name, entry.reason) for entry in _read(content, limits) if isinstance(entry, Refused)]


def test_files_come_in_order_of_their_names_and_hidden_ones_not_at_all() -> None:
    content = zipped({"b.txt": b"2", "a/c.txt": b"1", ".x": b"", "__MACOSX/b.txt": b"", "a/.git/y": b"", "d/": b""})
    assert _read(content) == [Entry("a.zip/a/c.txt", b"1"), Entry("a.zip/b.txt", b"2")]


def test_a_path_outside_its_folder_is_refused_and_the_rest_is_read() -> None:
    content = zipped(
        {"../out.txt": b"1", "/etc/x.txt": b"2", "C:\\x.txt": b"3", "a/..\\..\\y.txt": b"4", "ok.txt": b"5"}
    )
    assert [reason for _, reason in _reasons(content)] == ["points outside its folder"] * 4
    assert Entry("a.zip/ok.txt", b"5") in _read(content)


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    content = zipped({"bomb.txt": b"0" * 3_000_000, "ok.txt": b"fine"})
    assert _reasons(content) == [("a.zip/bomb.txt", "unpacks to more than 200 times its size, as a zip bomb does")]
    assert Entry("a.zip/ok.txt", b"fine") in _read(content)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_read() -> None:
    content = bytearray(zipped({"bomb.txt": b"0" * 9_000_000}))
    honest = (9_000_000).to_bytes(4, "little")
    at = content.rfind(honest)
    content[at : at + 4] = (1000).to_bytes(4, "little")
    [entry] = _read(bytes(content), SMALL)
    assert isinstance(entry, Refused) or len(entry.content) <= SMALL.entry_bytes


def test_too_much_altogether_ends_the_reading() -> None:
    chance = random.Random(1)
    content = zipped({f"{name}.txt": chance.randbytes(2_000_000) for name in "abc"})
    read = _read(content, SMALL)
    assert [type(entry) for entry in read] == [Entry, Entry, Refused]
    assert _reasons(content, SMALL) == [("a.zip", "unpacks to more than 4 MB: the rest was left out")]


def test_too_many_files_are_left_out_with_a_reason() -> None:
    content = zipped({f"{name}.txt": b"x" for name in "abcde"})
    assert _reasons(content, SMALL) == [("a.zip", "holds more than 3 files: the rest was left out")]
    assert len(_read(content, SMALL)) == 4


def test_a_large_file_a_nested_zip_and_a_link_are_refused() -> None:
    buffer = io.BytesIO()
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("big.txt", b"0" * 4_000_001)
        archive.writestr("in.ZIP", zipped({"a.txt": b"a"}))
    assert _reasons(buffer.getvalue(), SMALL) == [
        ("a.zip/big.txt", "unpacks to more than 3 MB"),
        ("a.zip/in.ZIP", "is a zip inside a zip: unpack it first"),
        ("a.zip/link.txt", "is a link, not a file"),
    ]


def test_a_locked_file_is_refused() -> None:
    content = bytearray(zipped({"a.txt": b"a"}))
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert _reasons(bytes(content)) == [("a.zip/a.txt", "is locked with a password")]


def test_what_is_no_zip_and_what_is_empty_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(b"not a zip")
    assert list(archives.entries("b.zip", path)) == [Refused("b.zip", "is not a zip file, or it is damaged")]
    assert _reasons(zipped({})) == [("a.zip", "holds no files")]


@given(st.data())
def test_a_damaged_zip_never_raises(data: st.DataObject) -> None:
    content = bytearray(zipped({"a.txt": b"some text " * 40, "b/c.json": b"{}"}))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    for entry in _read(bytes(content[: data.draw(st.integers(0, len(content)))])):
        assert isinstance(entry, Entry) or entry.reason


def test_a_gzip_is_the_file_in_it_under_its_own_name(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"text": "one"}\n') + gzip.compress(b'{"text": "two"}\n')
    whole = Entry("a.JSONL", b'{"text": "one"}\n{"text": "two"}\n')
    assert archives.gunzip("a.JSONL.GZ", packed) == whole
    path = tmp_path / "x.gz"
    path.write_bytes(packed + b"\x00" * 9)
    assert archives.gunzip("a.JSONL.gz", path) == whole


def test_a_gzip_that_is_cut_off_or_none_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(random.Random(1).randbytes(3000))
    assert archives.gunzip("a.gz", packed[:-9]) == Refused(
        "a.gz", "is cut off before its end: copy or download it again"
    )
    damaged = "is not a gzip file, or it is damaged"
    assert archives.gunzip("a.gz", packed[:-6] + b"abcdef") == Refused("a.gz", damaged)
    assert archives.gunzip("a.gz", packed + b"more") == Refused("a.gz", damaged)
    assert archives.gunzip("a.gz", b"words") == Refused("a.gz", damaged)
    assert archives.gunzip("a.gz", tmp_path / "none.gz") == Refused("a.gz", damaged)


def test_a_gzip_bomb_and_a_large_file_are_refused_while_they_are_read() -> None:
    bomb = gzip.compress(b"0" * 20_000_000)
    reason = "unpacks to more than 200 times its size, as a zip bomb does"
    assert archives.gunzip("a.txt.gz", bomb) == Refused("a.txt.gz", reason)
    large = gzip.compress(random.Random(1).randbytes(4_100_000))
    assert archives.gunzip("a.txt.gz", large, SMALL) == Refused("a.txt.gz", "unpacks to more than 3 MB")


def test_an_archive_in_an_archive_is_refused() -> None:
    reason = "is an archive inside an archive: unpack it first"
    assert archives.gunzip("a.zip.gz", gzip.compress(b"x")) == Refused("a.zip.gz", reason)
    assert _reasons(zipped({"a.jsonl.gz": b"x", "b.TGZ": b"x"})) == [
        ("a.zip/a.jsonl.gz", reason),
        ("a.zip/b.TGZ", reason),
    ]


@given(st.data())
def test_a_damaged_gzip_never_raises(data: st.DataObject) -> None:
    content = bytearray(gzip.compress(b"some text " * 40))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    read = archives.gunzip("a.txt.gz", bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert isinstance(read, Entry) or read.reason
