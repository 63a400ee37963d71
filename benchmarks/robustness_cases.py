"""The broken inputs, one by one: each is made when its turn comes, in a folder of its own where it is large."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from benchmarks import robustness_hostile as hostile
from benchmarks.robustness_good import GOOD, TEXT
from pipeline.ingest.inputs import Input, LocalPath, Upload
from tests.files import packed

_RANDOM_BYTES = 4096
_MB = 1024 * 1024
USUAL_MB, LONG_LINE_MB = 700, 2048

Make = Callable[[Path], Input]


@dataclass(frozen=True, slots=True)
class Case:
    """``make`` gives the input, and may write it into an empty folder first. ``most_mb`` bounds the memory."""

    kind: str
    what: str
    make: Make
    most_mb: int = USUAL_MB
    has_article: bool | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of each there are."""

    cuts: int = 10
    flips: int = 50
    wrong: int = 100
    line_mb: int = 300
    files: int = 100_000
    unpacked_mb: int = 2000
    depth: int = 100_000


FULL = Scale()
QUICK = Scale(cuts=4, flips=3, wrong=2, line_mb=8, files=500, unpacked_mb=300, depth=20_000)


def cases(scale: Scale, kinds: Collection[str] = ()) -> Iterator[Case]:
    """Always the same, in the same order; of ``kinds`` alone where any are named."""
    return (case for case in _every(scale, kinds) if not kinds or case.kind in kinds)


def _every(scale: Scale, kinds: Collection[str]) -> Iterator[Case]:
    for kind in (kind for kind in GOOD if not kinds or kind in kinds):
        yield from _whole(kind)
        yield from _cut(kind, scale.cuts)
        yield from _flipped(kind, scale.flips)
        yield from _renamed(kind, scale.wrong)
        yield from _senseless(kind)
    for attack in hostile.attacks(scale.depth, scale.unpacked_mb):
        yield Case(attack.kind, attack.what, partial(_written, f"attack{attack.suffix}", attack.write))
    yield from _long_lines(scale.line_mb)
    yield from _many(scale.files)
    yield from _odd_names()
    yield from _odd_files()


@cache
def _good(kind: str) -> bytes:
    return GOOD[kind][1]()


def _sent(kind: str, what: str, content: bytes, suffix: str = "", *, has_article: bool | None = None) -> Case:
    upload = Upload(f"file{suffix or GOOD[kind][0]}", content)
    return Case(kind, what, lambda _: upload, has_article=has_article)


def _whole(kind: str) -> Iterator[Case]:
    yield _sent(kind, "whole", _good(kind), has_article=kind != "sitemap")


def _cut(kind: str, parts: int) -> Iterator[Case]:
    whole = _good(kind)
    for part in range(1, parts):
        yield _sent(kind, f"cut at {part}/{parts}", whole[: len(whole) * part // parts])


def _flipped(kind: str, count: int) -> Iterator[Case]:
    for number in range(count):
        chance = random.Random(f"{kind} {number}")
        content = bytearray(_good(kind))
        for _ in range(1 + number % 16):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        yield _sent(kind, f"bits flipped {number}", bytes(content))


def _renamed(kind: str, most: int) -> Iterator[Case]:
    others = sorted({suffix for suffix, _ in GOOD.values()} | {".exe", ""})
    for suffix in [other for other in others if other != GOOD[kind][0]][:most]:
        yield Case(kind, f"named {suffix or 'without a suffix'}", partial(_named, suffix, _good(kind)))


def _named(suffix: str, content: bytes, _: Path) -> Input:
    return Upload(f"file{suffix}", content)


def _senseless(kind: str) -> Iterator[Case]:
    yield _sent(kind, "empty", b"")
    yield _sent(kind, "only NULs", bytes(_RANDOM_BYTES))
    yield _sent(kind, "random bytes", random.Random(kind).randbytes(_RANDOM_BYTES))
    yield _sent(kind, "its first bytes, then random ones", _good(kind)[:64] + random.Random(kind).randbytes(100_000))


def _written(name: str, write: Callable[[Path], None], folder: Path) -> Input:
    write(folder / name)
    return LocalPath(folder / name)


def _long_lines(size_mb: int) -> Iterator[Case]:
    prose = (TEXT.replace("\n", " ").replace('"', "'") + " ").encode()
    for suffix, before, line, after in (
        (".txt", b"", prose, b""),
        (".txt", b"", b"a", b""),
        (".csv", b'text,title\n"', prose, b'",Long\n'),
        (".csv", b"text,title\n", b"a", b",Long\n"),
        (".csv", b"", b"text,", b"\n"),
        (".jsonl", b'{"text": "', prose, b'", "title": "Long"}\n'),
        (".jsonl", b"", b"[", b""),
        (".json", b'{"text": "', prose, b'"}'),
        (".md", b"# Long\n\n", prose, b""),
        (".html", b"<html><body><p>", prose, b"</p></body></html>"),
        (".eml", b"From: a@daily.example\nSubject: Long\n\n", prose, b""),
        (".rss", b"<rss><channel><item><description>", prose, b"</description></item></channel></rss>"),
    ):
        what = f"one line of {size_mb} MB of {'prose' if line == prose else line.decode()}"
        write = partial(_fill, before, line, after, size_mb)
        yield Case(suffix[1:], what, partial(_written, f"long{suffix}", write), LONG_LINE_MB)


def _fill(before: bytes, line: bytes, after: bytes, size_mb: int, path: Path) -> None:
    block = line * (_MB // len(line))
    with path.open("wb") as file:
        file.write(before)
        for _ in range(size_mb):
            file.write(block)
        file.write(after)


def _many(count: int) -> Iterator[Case]:
    yield Case("folder", f"{count:,} tiny files", partial(_many_files, count))
    yield Case("zip", f"{count:,} tiny files", partial(_written, "many.zip", partial(hostile.many_entries, count)))


def _many_files(count: int, folder: Path) -> Input:
    for number in range(count):
        if number % 1000 == 0:
            place = folder / f"{number // 1000:04}"
            place.mkdir()
        (place / f"{number:06}.txt").write_bytes(b"Tiny story number %d." % number if number % 50 == 0 else b"7")
    return LocalPath(folder)


_ODD_NAMES = (
    *("a\x00b.txt", "a\x1b[31mb.txt", "a\nb\r\n.txt", "../../../etc/passwd.txt", "/etc/passwd.txt", "C:\\x\\y.txt"),
    *(f"{'n' * 300}.txt", f"{'n' * 5000}.txt", "..", ".", "", " ", ".txt", "a\u202etxt.exe", "a\udcff.txt", "con.txt"),
    *(
        "a/../../b.txt",
        "\\\\server\\share\\x.txt",
        "~/x.txt",
        "$HOME.txt",
        "'; DROP TABLE articles; --.txt",
        "%s%n.txt",
    ),
)


def _odd_names() -> Iterator[Case]:
    content = _good("txt")
    for name in _ODD_NAMES:
        upload = Upload(name, content)
        yield Case("names", f"sent as {name[:40]!a}, {len(name)} long", lambda _, upload=upload: upload)  # type: ignore[misc]
    in_zips = [name for name in _ODD_NAMES if "\udcff" not in name and name]
    archive = packed.zipped({name: f"{TEXT} {at}" for at, name in enumerate(in_zips)})
    yield Case("names", "odd names in a zip", lambda _: Upload("odd.zip", archive))
    yield Case("names", "odd names in a tar", partial(_written, "odd.tar", partial(hostile.odd_tar, _ODD_NAMES)))
    yield Case("names", "a path that is too long", lambda folder: LocalPath(folder / ("x" * 5000)))
    yield Case("names", "a path with a NUL", lambda folder: LocalPath(folder / "a\x00b.txt"))
    yield Case("names", "a path with a byte that is no text", partial(_undecodable))


def _undecodable(folder: Path) -> Input:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(TEXT, encoding="utf-8")
    return LocalPath(folder)


def _odd_files() -> Iterator[Case]:
    for what, make in (
        ("a pipe", lambda path: os.mkfifo(path)),
        ("a socket", _socket),
        ("a link to a device without an end", lambda path: path.symlink_to("/dev/zero")),
        ("a link to itself", lambda path: path.symlink_to(path)),
        ("a link to its own folder", lambda path: path.symlink_to(path.parent, target_is_directory=True)),
        ("a link to nothing", lambda path: path.symlink_to(path.parent / "gone")),
        ("a folder named as a file", lambda path: path.mkdir()),
        ("a file that may not be read", _locked),
        ("a file with a hole of a terabyte", _sparse),
    ):
        yield Case("folder", f"{what} in a folder", partial(_beside, make, is_alone=False))
        yield Case("folder", f"{what} by itself", partial(_beside, make, is_alone=True))
    yield Case("folder", "a link to the root in a folder", partial(_beside, _to_root, is_alone=False))
    for device in ("/dev/zero", "/dev/stdin", "/dev/null", "/proc/self/mem"):
        yield Case("folder", device, lambda _, device=device: LocalPath(Path(device)))  # type: ignore[misc]


def _beside(make: Callable[[Path], object], folder: Path, *, is_alone: bool) -> Input:
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    odd = folder / "odd.txt"
    make(odd)
    return LocalPath(odd if is_alone else folder)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket may have 107 bytes
        opened.bind(path.name)
        os.chdir(here)


def _to_root(path: Path) -> None:
    path.symlink_to("/", target_is_directory=True)


def _locked(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)
