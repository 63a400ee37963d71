"""The rows of one file, as long as there are articles among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.domain import RawArticle, Refused

_PATIENCE = 10_000


def patient(name: str, rows: Iterable[RawArticle | Refused]) -> Iterator[RawArticle | Refused]:
    """``rows`` up to 10,000 in a row that are refused: a hundred million lines of rubbish are no reason to wait."""
    in_a_row = 0
    for row in rows:
        yield row
        in_a_row = in_a_row + 1 if isinstance(row, Refused) else 0
        if in_a_row == _PATIENCE:
            yield Refused(name, f"holds no article in {_PATIENCE:,} rows one after the other: the rest was left out")
            return
