"""What an intake did so far, and how far its job is with that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.domain import Added, ArticleId, Job, Refused
from pipeline.ingest import restore


@dataclass(slots=True)
class Tally:
    """What was done so far. ``refused`` is of the present batch and ``seen`` of the present transaction.

    ``kept`` are the contents of the batch that are on the shelf; ``restored`` are the articles that came out of the
    export of a library.
    """

    job: Job | None = None
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0
    passages: int = 0
    refused: list[Refused] = field(default_factory=list)
    seen: dict[str, ArticleId] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    restored: set[ArticleId] = field(default_factory=set)
    _sure: tuple[int, ...] = (0, 0, 0, 0, 0)
    position: int = 0
    share: float = 0.0
    started: float = field(default_factory=time.monotonic)

    @property
    def articles(self) -> int:
        return self.added + self.revised + self.unchanged

    def so_far(self, refused: Iterable[Refused] = ()) -> Added:
        before = self.job.added if self.job else Added()
        return Added(
            before.added + self.added,
            before.revised + self.revised,
            before.unchanged + self.unchanged,
            before.copies + self.copies,
            tuple(refused),
            before.passages + self.passages,
            round(before.seconds + time.monotonic() - self.started, 3),
        )

    def count(self, step: restore.Step) -> None:
        self.added += step.added
        self.revised += step.revised
        self.unchanged += step.unchanged
        self.copies += step.copies
        self.passages += step.passages

    def has_counted(self, content: str) -> bool:
        """Whether the job has counted it: each content counts once, wherever a job was broken off."""
        return self.job is not None and (content in self.kept or content in self.seen)

    def sure(self) -> None:
        """The transaction is kept, and what it counted."""
        self.kept |= self.seen.keys()
        self.seen.clear()
        self._sure = (self.added, self.revised, self.unchanged, self.copies, self.passages)

    def undo(self) -> None:
        """The transaction is not kept: as if the rest of the batch had not been looked at."""
        self.added, self.revised, self.unchanged, self.copies, self.passages = self._sure
        self.seen.clear()
        self.refused.clear()

    def close(self) -> None:
        """The batch is done."""
        self.refused.clear()
        self.kept.clear()

    def step(self) -> Job | None:
        """How far the job is once this transaction is kept."""
        if self.job is None:
            return None
        return replace(self.job, inputs_read=self.position, share=self.share, added=self.so_far(self.refused))


Told = Callable[[Tally], None]


def untold(_: Tally) -> None:
    """Nobody asked."""
