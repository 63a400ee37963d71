"""Files that an installed package carries as data: found by the package's own list, trusted by their SHA-256 only.

None of the package's code is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from pipeline.errors import DeskUnavailable


def files(package: str, digests: Mapping[str, str]) -> dict[str, Path]:
    """Name to path of each file in ``digests`` (name to SHA-256). DeskUnavailable when one is missing or another."""
    try:
        listed = metadata.distribution(package).files or []
    except metadata.PackageNotFoundError as error:
        raise DeskUnavailable(f"The package {package} is not installed: run `make setup`.") from error
    found = {file.name: Path(str(file.locate())) for file in listed if file.name in digests}
    check(package, found, digests)
    return found


def check(package: str, found: Mapping[str, Path], digests: Mapping[str, str]) -> None:
    """Raises DeskUnavailable unless each file is there, with the digest that is asked for."""
    for name, expected in digests.items():
        if name not in found or not found[name].is_file():
            raise DeskUnavailable(f"The package {package} lacks its file {name}: install it again with `make setup`.")
        if digest(found[name]) != expected:
            raise DeskUnavailable(
                f"{found[name]} is not the file that Briefdesk was made with (SHA-256 differs): "
                f"install the package {package} again with `make setup`."
            )


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
