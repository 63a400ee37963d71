"""All that a library holds, by kind and by name, so that two libraries can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from benchmarks.crashes_made import Sources
from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry, Scope
from pipeline.ingest.inputs import LocalPath
from pipeline.ingest.intake import Said
from pipeline.settings import Settings

Things: TypeAlias = Mapping[str, object]

OF_JOBS = frozenset({"jobs", "refusals of the job", "uploads kept"})
_ENTRIES_A_PAGE = 500
_PROBE = "The council closed the harbour after the storm"
_DIGITS = 4


def everything(data: Path, sources: Sources) -> Mapping[str, Things]:
    """Opens the library of ``data``, and in the end adds ``sources`` once more, of which nothing may be new."""
    desk = wiring.open_desk(Settings(data=data))
    try:
        return {**_of_articles(desk), **_of_passages(desk), **_of_jobs(desk, data), **_of_care(desk, sources)}
    finally:
        desk.close()


def _of_articles(desk: Desk) -> Mapping[str, Things]:
    entries = list(_entries(desk))
    ids = [entry.source.article_id for entry in entries]
    return {
        "articles": {one: desk.shelf.article(one) for one in ids},
        "revisions": {f"{one} {number}": text for one in ids for number, text in _revisions(desk, one)},
        "collections and tags": {str(e.source.article_id): (e.collections, e.tags) for e in entries},
        "heads of copies": {str(one): head for one, head in desk.shelf.copy_groups(ids).items()},
        "copies": {str(one): desk.shelf.copies(one) for one in ids},
    }


def _entries(desk: Desk) -> Iterator[Entry]:
    offset = 0
    while page := desk.shelf.entries(Scope(), offset=offset, limit=_ENTRIES_A_PAGE):
        yield from page
        offset += len(page)


def _revisions(desk: Desk, one: ArticleId) -> Iterator[tuple[int, object]]:
    for revision in desk.shelf.revisions(one):
        kept = desk.shelf.article(one, revision.number)
        yield revision.number, (kept, desk.shelf.readings(one, revision.number))


def _of_passages(desk: Desk) -> Mapping[str, Things]:
    indexer = desk.library.indexer
    ids = sorted(desk.shelf.stored_passages())
    (probe,) = indexer.embedder.embed([_PROBE])
    likeness = indexer.store.similarities(probe, ids)
    words = _PROBE.split()
    return {
        "passages": {passage.id: passage for passage in desk.shelf.passages(ids)},
        "full text": {one: round(rank, _DIGITS) for one, rank in desk.shelf.rank(words, len(ids), Scope())},
        "vectors": {one: round(float(likeness[one]), _DIGITS) for one in likeness},
        "rows of the store": {str(one): True for one in indexer.store.ids()},
    }


def _of_jobs(desk: Desk, data: Path) -> Mapping[str, Things]:
    jobs = desk.library.jobs
    every = jobs.all()
    folder = data / "incoming"
    return {
        "jobs": {
            f"{job.name} {field}": value
            for job in every
            for field, value in (
                ("state", job.state),
                ("inputs read", job.inputs_read),
                ("share", job.share),
                ("error", job.error),
                *((name, getattr(job.added, name)) for name in ("added", "revised", "unchanged", "copies", "passages")),
            )
        },
        "refusals of the job": {
            f"{job.id} {at}": refused for job in every for at, refused in enumerate(jobs.refusals(job, 0, 1_000_000))
        },
        "uploads kept": {path.name: path.stat().st_size for path in folder.iterdir()} if folder.is_dir() else {},
    }


def _of_care(desk: Desk, sources: Sources) -> Mapping[str, Things]:
    before = desk.library.doctor()
    inputs = [LocalPath(path) for path in (sources.table, sources.lines, sources.pages)]
    added = desk.library.add(inputs, Said(collection="desk"))
    return {
        "doctor": {"articles": before.articles, "passages": before.passages, "problems": before.problems},
        "the same once more": {
            **{name: getattr(added, name) for name in ("added", "revised", "unchanged", "passages")},
            "refused": sorted(each.reason for each in added.refused),
        },
    }
