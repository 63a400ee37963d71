from __future__ import annotations

import gzip
import io
import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Refused
from pipeline.ingest import tars
from pipeline.ingest.archives import Entry, Limits

SMALL = Limits(entries=3, entry_bytes=3_000_000, total_bytes=4_000_000)


def tarred(files: dict[str, bytes], mode: str = "w:gz", **headers: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.pax_headers = headers
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def _read(content: bytes, limits: Limits | None = None, name: str = "a.tgz") -> list[Entry | Refused]:
    return list(tars.entries(name, content, limits))


def _reasons(content: bytes, limits: Limits | None = None, name: str = "a.tgz") -> list[tuple[str, str]]:
    return [(read.name, read.reason) for read in _read(content, limits, name) if isinstance(read, Refused)]


@pytest.mark.parametrize(("name", "mode"), [("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.TAR", "w")])
def test_files_come_in_order_of_their_names_and_hidden_ones_not_at_all(name: str, mode: str, tmp_path: Path) -> None:
    content = tarred({"b.txt": b"2", "a/c.txt": b"1", ".x": b"", "__MACOSX/b.txt": b""}, mode)
    files = [Entry(f"{name}/a/c.txt", b"1"), Entry(f"{name}/b.txt", b"2")]
    assert _read(content, name=name) == files
    path = tmp_path / name
    path.write_bytes(content)
    assert list(tars.entries(name, path)) == files


def test_links_devices_paths_outside_and_archives_are_refused_and_the_rest_is_read() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("../out.txt", "/etc/x.txt", "in.zip", "ok.txt"):
            archive.addfile(tarfile.TarInfo(name))
    assert _reasons(buffer.getvalue(), name="a.tar") == [
        ("a.tar/../out.txt", "points outside its folder"),
        ("a.tar//etc/x.txt", "points outside its folder"),
        ("a.tar/d.txt", "is a device or the like, not a file"),
        ("a.tar/h.txt", "is a link, not a file"),
        ("a.tar/in.zip", "is an archive inside an archive: unpack it first"),
        ("a.tar/l.txt", "is a link, not a file"),
    ]
    assert Entry("a.tar/ok.txt", b"") in _read(buffer.getvalue(), name="a.tar")


def test_limits_on_one_file_on_all_and_on_their_number_are_kept() -> None:
    assert _reasons(tarred({"a.txt": b"0" * 3_000_001}, "w"), SMALL, "a.tar") == [
        ("a.tar/a.txt", "unpacks to more than 2 MB")
    ]
    large = tarred({f"{name}.txt": b"0" * 2_100_000 for name in "abc"}, "w")
    assert _reasons(large, SMALL, "a.tar") == [("a.tar", "unpacks to more than 3 MB: the rest was left out")]
    many = tarred({f"{at}.txt": b"x" for at in range(5)})
    assert [type(read) for read in _read(many, SMALL)] == [Refused, Entry, Entry, Entry]


def test_a_bomb_in_gzip_is_refused() -> None:
    [(_, reason)] = _reasons(tarred({"a.txt": b"0" * 30_000_000}))
    assert reason == "unpacks to more than 200 times its size, as a zip bomb does"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"words", "a.tgz", "is not a gzip file, or it is damaged"),
        (b"words" * 200, "a.tar", "is not a tar file, or it is damaged"),
        (gzip.compress(b"words" * 200), "a.tar.gz", "is not a tar file, or it is damaged"),
        (tarred({"a.txt": b"x" * 900})[:60], "a.tgz", "is cut off before its end: copy or download it again"),
        (tarred({}), "a.tgz", "holds no files"),
    ],
    ids=["words", "more words", "words in gzip", "cut off", "empty"],  # a gzip tells when it was made
)
def test_what_is_no_tar_is_refused_with_its_reason(content: bytes, name: str, reason: str) -> None:
    assert _read(content, name=name) == [Refused(name, reason)]


def test_a_tar_that_is_cut_off_gives_what_is_whole() -> None:
    content = tarred({"a.txt": b"1", "b.txt": b"2" * 2000}, "w")[: 512 * 4]
    assert _read(content, name="a.tar") == [
        Refused("a.tar", "is cut off or damaged: what comes after that was left out"),
        Entry("a.tar/a.txt", b"1"),
        Refused("a.tar/b.txt", "cannot be unpacked: it is damaged"),
    ]


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\x00" * 3 + b"\x10" + b"\x00" * 7])
@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.REGTYPE])
def test_a_header_with_an_impossible_size_neither_hangs_nor_fills_memory(size: bytes, kind: bytes) -> None:
    content = bytearray(tarred({"a.txt": b"1" * 600, "b.txt": b"2"}, "w"))
    content[124:136], content[156:157] = size, kind
    total = 256 + sum(content[:148]) + sum(content[156:512])
    content[148:156] = b"%06o\0 " % total
    started = time.process_time()
    assert all(isinstance(read, Entry) or read.reason for read in _read(bytes(content), name="a.tar"))
    assert time.process_time() - started < 5


def test_a_header_of_megabytes_is_not_read() -> None:
    [(_, reason)] = _reasons(tarred({"a.txt": b"1"}, "w", comment="x" * 3_000_000), name="a.tar")
    assert reason == "is damaged: one of its headers has a size that cannot be"


@given(st.data())
def test_a_damaged_tar_never_raises(data: st.DataObject) -> None:
    content = bytearray(tarred({"a.txt": b"some text " * 40, "b/c.json": b"{}"}, "w", comment="x"))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    for read in _read(bytes(content[: data.draw(st.integers(0, len(content)))]), name="a.tar"):
        assert isinstance(read, Entry) or read.reason
