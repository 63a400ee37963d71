"""One thing done to many articles, a part of them at a time, so that nobody else waits and the reader sees how far."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from streamlit.delta_generator import DeltaGenerator

from pipeline.domain import ArticleId
from pipeline.export import wording

AT_ONCE = 250


def apply(doing: str, ids: Sequence[ArticleId], act: Callable[[Sequence[ArticleId]], int], far: DeltaGenerator) -> int:
    """How many there were; ``far`` gets a bar where they are many.

    Each part is whole or not at all; what is broken off can be done again.
    """
    if len(ids) <= AT_ONCE:
        return act(ids)
    done = 0
    bar = far.progress(0.0, text=f"{doing} {wording.counted(len(ids), 'article')} …")
    for start in range(0, len(ids), AT_ONCE):
        done += act(ids[start : start + AT_ONCE])
        reached = min(start + AT_ONCE, len(ids))
        bar.progress(reached / len(ids), text=f"{doing} {reached:,} of {wording.counted(len(ids), 'article')} …")
    return done
