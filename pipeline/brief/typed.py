"""What a reader types into a brief: one line, in words, of a length that fits."""

from __future__ import annotations

from pipeline.errors import UserError

LONGEST_TEXT = 2000
LONGEST_HEADING = 200
SHOWN_CHARS = 60


def line(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """Raises UserError, in which ``what`` names it, for a text that is none, is too long or holds half a character."""
    typed = " ".join(text.split())
    if not any(map(str.isalnum, typed)):
        raise UserError(f"Write {what} in words.")
    if len(typed) > longest:
        raise UserError(f"Write {what} in {longest} characters or fewer; it has {len(typed)}.")
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        raise UserError(f"{what.capitalize()} has half a character in it.") from error
    return typed


def short(text: str) -> str:
    """Enough of it to know it by."""
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS].rsplit(" ", 1)[0] + " …"
