"""Files that a command line names: read whole, or written whole."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import UserError


def content(name: str) -> bytes:
    """Raises UserError when it cannot be read."""
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise UserError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def lines(name: str, stdin: BinaryIO) -> str:
    """A text file, or standard input for "-". Raises UserError when it cannot be read or is not UTF-8."""
    read = stdin.read() if name == "-" else content(name)
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{'standard input' if name == '-' else name} is not UTF-8") from error


def target(name: str, suffixes: Collection[str]) -> Path:
    """Where something may be written. Raises UserError now, before any work is done for it."""
    path = Path(name)
    if path.suffix.lower() not in suffixes:
        kind = f"as {path.suffix}" if path.suffix else "without a suffix"
        raise UserError(f"{name}: a file {kind} is not available; there are {', '.join(suffixes)}")
    if not path.parent.is_dir():
        raise UserError(f"{name} cannot be written: there is no folder {path.parent}")
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UserError(f"{name} cannot be written: choose another name or folder")
    return path


def write(path: Path, parts: Iterable[bytes]) -> None:
    """All of it or nothing: a file that was there stays whole until the new one is. Raises UserError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        try:
            with partial.open("wb") as file:
                file.writelines(parts)
            partial.replace(path)
        except BaseException:
            with suppress(OSError):
                partial.unlink()
            raise
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}") from error
