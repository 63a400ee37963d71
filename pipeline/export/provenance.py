"""How a brief or the answers of a conversation were made, as short statements: enough to make them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce

from pipeline.domain import Brief, Provenance, Usage
from pipeline.export import wording
from pipeline.export.wording import shown


def of_brief(brief: Brief) -> tuple[str, ...]:
    """Enough to make the brief again, as short statements."""
    what = f"brief {shown(brief.id)}, version {brief.version}"
    readers = wording.readers(brief.outline)
    return of([brief.provenance], (what, f"written {readers}" if readers else ""), len(brief.dropped))


def of(each: Sequence[Provenance], what: Sequence[str], dropped: int) -> tuple[str, ...]:
    """How a thing was made in one or more goes, as short statements; ``dropped`` sentences were left out of it."""
    spent = reduce(Usage.plus, (one.usage for one in each), Usage())
    tokens = f"{spent.prompt_tokens:,} tokens read, {spent.completion_tokens:,} written"
    statements = (
        f"Made {_moments([one.made_at for one in each])} with Briefdesk" if each else "",
        *what,
        _every("backend", (one.backend for one in each)),
        _every("model", (one.model for one in each)),
        _every("vectors", (one.space for one in each)),
        _every("library", (one.library for one in each)),
        _every("prompts", (prompt for one in each for prompt in one.prompts)),
        tokens if spent.prompt_tokens or spent.completion_tokens else "",
        "" if spent.cost is None else f"cost {spent.cost:.4f}",
        *dict.fromkeys(shown(one.note) for one in each),
        f"{wording.counted(dropped, 'drafted sentence')} left out for want of support" if dropped else "",
    )
    return tuple(statement for statement in statements if statement)


def _moments(moments: Sequence[datetime]) -> str:
    first, last = wording.moment(min(moments)), wording.moment(max(moments))
    return first if first == last else f"{first} to {last}"


def _every(name: str, values: Iterable[str]) -> str:
    known = ", ".join(filter(None, dict.fromkeys(map(shown, values))))
    return f"{name} {known}" if known else ""
