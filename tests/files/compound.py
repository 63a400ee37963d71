"""A small writer of compound files (MS-CFB), and of Outlook's messages (MS-OXMSG) in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

_SECTOR, _SMALL, _SMALL_BELOW = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STRING, _BINARY, _INTEGER, _TIME = 0x001F, 0x0102, 0x0003, 0x0040

Folder = Mapping[str, "bytes | Folder"]
Properties = Mapping[int, "str | bytes | int | datetime"]


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END


def compound(root: Folder) -> bytes:
    """A compound file with the streams and storages of ``root``."""
    entries = [_Entry("Root Entry", 5)]
    _lay_out(root, entries, 0)
    sectors: list[bytes] = []
    chains: list[int] = []
    small, small_chains = bytearray(), list[int]()
    for entry in entries[1:]:
        if entry.kind == 2 and len(entry.content) < _SMALL_BELOW:
            entry.start = len(small_chains) if entry.content else _END
            count = -(-len(entry.content) // _SMALL)
            small += entry.content.ljust(count * _SMALL, b"\0")
            small_chains += [*range(len(small_chains) + 1, len(small_chains) + count), _END][: count or None]
        elif entry.kind == 2:
            entry.start = _put(entry.content, sectors, chains)
    entries[0].content = bytes(small)
    entries[0].start = _put(bytes(small), sectors, chains) if small else _END
    small_fat = _put(struct.pack(f"<{len(small_chains)}I", *small_chains), sectors, chains, b"\xff") if small else _END
    directory = _put(b"".join(map(_record, entries)), sectors, chains)
    tables = 1
    while (len(sectors) + tables) * 4 > tables * _SECTOR:
        tables += 1
    places = range(len(sectors), len(sectors) + tables)
    chains += [_FAT] * tables
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * _SECTOR, b"\xff")
    count = -(-len(small_chains) * 4 // _SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory, 0, _SMALL_BELOW, small_fat, count, _END, 0)
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return header + b"".join(sectors) + fat


def _lay_out(folder: Folder, entries: list[_Entry], at: int) -> None:
    before = 0
    for name, content in folder.items():
        here = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        if before:
            entries[before].right = here
        else:
            entries[at].child = here
        before = here
        if not is_stream and not isinstance(content, bytes):
            _lay_out(content, entries, here)


def _put(content: bytes, sectors: list[bytes], chains: list[int], fill: bytes = b"\0") -> int:
    start = len(sectors)
    count = max(-(-len(content) // _SECTOR), 1)
    content = content.ljust(count * _SECTOR, fill)
    sectors += [content[at * _SECTOR : (at + 1) * _SECTOR] for at in range(count)]
    chains += [*range(start + 1, start + count), _END]
    return start


def _record(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    head = name.ljust(64, b"\0") + struct.pack("<H2B3I", len(name), entry.kind, 1, _FREE, entry.right, entry.child)
    return head + bytes(36) + struct.pack("<IQ", entry.start, len(entry.content))


def outlook(properties: Properties, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """A message with ``properties`` by their numbers, and ``attachments`` by their names."""
    folder: dict[str, bytes | Folder] = dict(_storage(properties, 32))
    for number, (name, content) in enumerate((attachments or {}).items()):
        folder[f"__attach_version1.0_#{number:08X}"] = dict(_storage({0x3705: 1, 0x3707: name, 0x3701: content}, 8))
    return compound(folder)


def _storage(properties: Properties, header: int) -> Iterator[tuple[str, bytes]]:
    rows = b""
    for number, value in properties.items():
        kind, row, content = _property(value)
        rows += struct.pack("<HHI", kind, number, 6) + row
        if content is not None:
            yield f"__substg1.0_{number:04X}{kind:04X}", content
    yield "__properties_version1.0", bytes(header) + rows


def _property(value: str | bytes | int | datetime) -> tuple[int, bytes, bytes | None]:
    match value:
        case str():
            content = value.encode("utf-16-le")
            return _STRING, struct.pack("<Q", len(content) + 2), content
        case bytes():
            return _BINARY, struct.pack("<Q", len(value)), value
        case datetime():
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            return _TIME, struct.pack("<Q", ticks), None
    return _INTEGER, struct.pack("<q", value), None
