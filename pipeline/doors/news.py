"""What changed, claim by claim, to blocks of text: the same for versions of a brief and for standing questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Claim, ClaimChange, News
from pipeline.doors.page import Block, Line, Tone, Words
from pipeline.export import wording
from pipeline.language import changes
from pipeline.language.changes import ChangeKind

_TONES = {News.GONE: Tone.FAINT, News.STALE: Tone.ALERT, News.DISPUTED: Tone.ALERT}
_WORDS = {ChangeKind.SAME: Tone.PLAIN, ChangeKind.ADDED: Tone.ADDED, ChangeKind.REMOVED: Tone.REMOVED}


def blocks(found: Sequence[ClaimChange]) -> Iterator[Block]:
    """What stayed the same is counted only."""
    told = [change for change in found if change.news is not News.SAME]
    for change in told:
        yield from _change(change)
    same = len(found) - len(told)
    if same:
        yield Line(f"{wording.counted(same, 'sentence')} as before.", tone=Tone.FAINT)
    elif not told:
        yield Line("Nothing changed.")


def _change(change: ClaimChange) -> Iterator[Block]:
    reason = f" {change.reason}" if change.reason else ""
    yield Line(f"{change.news.value}:{reason}", tone=_TONES.get(change.news, Tone.STRONG))
    before, after = change.before, change.after
    if before is not None and after is not None and before.text != after.text:
        yield Words(tuple((each.text, _WORDS[each.kind]) for each in changes.words(before.text, after.text)))
    else:
        yield Line(_text(after or before), indent=2)


def _text(claim: Claim | None) -> str:
    return "" if claim is None else claim.text
