"""The command that says what changed in an article: two revisions to a word diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Article, ArticleId
from pipeline.doors.output import Exit
from pipeline.doors.page import Block, Line, Tone, Words
from pipeline.doors.session import Session
from pipeline.errors import UserError
from pipeline.language import changes
from pipeline.language.changes import Change, ChangeKind

_TONES = {ChangeKind.SAME: Tone.PLAIN, ChangeKind.ADDED: Tone.ADDED, ChangeKind.REMOVED: Tone.REMOVED}


def changed(session: Session) -> Exit:
    """Raises NotFound; UserError where there are no two revisions."""
    given = session.given
    with session.desk() as desk:
        newer = desk.shelf.article(ArticleId(given.id), given.newer)
        before = newer.revision - 1 if given.older is None else given.older
        if not before:
            raise UserError(f"Article {newer.id} has no revision before revision {newer.revision}.")
        older = desk.shelf.article(newer.id, before)
    found = changes.words(older.text, newer.text)
    if session.given.json:
        record = {"id": newer.id, "from": older.revision, "to": newer.revision}
        titles = {"title": _record(changes.words(older.title, newer.title))}
        session.output.document({**record, **titles, "changes": _record(found)})
    else:
        session.output.text(_blocks(older, newer, found))
    return Exit.DONE


def _record(found: Sequence[Change]) -> list[dict[str, str]]:
    return [{"kind": change.kind.value, "text": change.text} for change in found]


def _blocks(older: Article, newer: Article, found: Sequence[Change]) -> Iterator[Block]:
    """Paragraphs in which something changed; a mark stands for those between."""
    yield from (Words(part) for part in _paragraphs(changes.words(older.label, newer.label)))
    yield Line(f"Revision {older.revision} to revision {newer.revision}", tone=Tone.FAINT)
    is_left_out = False
    for part in _paragraphs(found):
        if all(tone is Tone.PLAIN for _, tone in part):
            is_left_out = True
            continue
        yield Line("…" if is_left_out else "", tone=Tone.FAINT)
        yield Words(part)
        is_left_out = False
    if all(change.kind is ChangeKind.SAME for change in found):
        yield Line("The texts are the same.")


def _paragraphs(found: Sequence[Change]) -> Iterator[tuple[tuple[str, Tone], ...]]:
    part: list[tuple[str, Tone]] = []
    for change in found:
        first, *rest = change.text.split("\n")
        part.append((first, _TONES[change.kind]))
        for text in rest:
            yield from _told(part)
            part = [(text, _TONES[change.kind])]
    yield from _told(part)


def _told(part: Sequence[tuple[str, Tone]]) -> Iterator[tuple[tuple[str, Tone], ...]]:
    told = tuple((text, tone) for text, tone in part if text.strip())
    if told:
        yield told
