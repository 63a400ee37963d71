"""Words to FTS5 queries. Every word becomes a quoted phrase, so that nothing a reader types is query syntax."""

from __future__ import annotations

from collections.abc import Sequence


def phrase(word: str) -> str:
    """The word as FTS5's own tokenizer takes it: ``U.S.`` is ``u`` next to ``s``. No letters match nothing."""
    # a query ends at its first NUL, and SQLite takes no half of a surrogate pair
    plain = word.replace("\0", " ").encode("utf-8", "ignore").decode()
    return '"' + plain.replace('"', '""') + '"'


def any_of(words: Sequence[str]) -> str:
    return " OR ".join(map(phrase, dict.fromkeys(words)))


def all_of(words: str) -> str:
    """All words, the last one as a beginning; empty when there is nothing to look for."""
    wanted = [word for word in words.split() if any(map(str.isalnum, word))]
    return f"{' AND '.join(map(phrase, wanted))}*" if wanted else ""
