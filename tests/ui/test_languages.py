"""Languages by the names that readers know them by."""

from __future__ import annotations

import pytest

from ui import languages


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("de", "German"),
        ("zh-Hant", "Chinese (zh-Hant)"),
        ("en_GB", "English (en_GB)"),
        ("qqq", "qqq"),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_a_code_is_told_as_a_name(code: str, name: str) -> None:
    assert languages.name(code) == name
