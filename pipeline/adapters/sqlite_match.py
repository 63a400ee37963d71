"""Words to FTS5 queries. Every word becomes a quoted phrase, so that nothing a reader types is query syntax."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# as FTS5's unicode61 has it: letters and numbers, and marks that it leaves out
_WORD = re.compile(r"[^\W_]+")
_DIACRITIC = re.compile("[\u0300-\u036f]")


def phrase(word: str) -> str:
    """The word as FTS5's own tokenizer takes it: ``U.S.`` is ``u`` next to ``s``. No letters match nothing."""
    # a query ends at its first NUL, and SQLite takes no half of a surrogate pair
    plain = word.replace("\0", " ").encode("utf-8", "ignore").decode()
    return '"' + plain.replace('"', '""') + '"'


def any_of(words: Sequence[str]) -> str:
    return " OR ".join(map(phrase, dict.fromkeys(words)))


def all_of(words: str) -> str:
    """All words as the tokenizer parts them, the last as a beginning; empty when there is nothing to look for."""
    plain = unicodedata.normalize("NFC", _DIACRITIC.sub("", unicodedata.normalize("NFD", words)))
    wanted = _WORD.findall(plain)
    return f"{' AND '.join(map(phrase, wanted))}*" if wanted else ""
