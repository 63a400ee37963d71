"""Text to a cell of a table that readers can download as CSV: a spreadsheet takes it for words, never for a formula.

Streamlit writes cells out as they are. What begins as a formula does gets a character before it that has no width: it
reads the same on the page, and is no formula in a spreadsheet (OWASP, "CSV injection").
"""

from __future__ import annotations

from pipeline.export import wording

GUARD = "\u2060"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")


def text(given: str) -> str:
    """On one line."""
    line = wording.shown(given)
    return f"{GUARD}{line}" if line.startswith(_BEGINS_A_FORMULA) else line
