"""What the library holds and what happened to it, as records (JSON) and as blocks of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain import Added, Article, ArticleId, Entry, Evidence, Hit, Reading, RevisionEntry
from pipeline.doors.page import Block, Grid, Line, Tone
from pipeline.export import wording
from pipeline.ingest.doctor import Health
from pipeline.language import instructions
from pipeline.records import Record
from pipeline.verify.check import Verification


@dataclass(frozen=True, slots=True)
class Stored:
    """One revision of an article as it is stored. ``passages`` is 0 where it is not the newest, which is first."""

    article: Article
    passages: int
    copies_of: ArticleId | None
    copies: int
    revisions: tuple[RevisionEntry, ...]
    readings: tuple[Reading, ...]


def articles(number: int) -> str:
    return wording.counted(number, "article")


def added_record(value: Added) -> Record:
    return {
        "added": value.added,
        "revised": value.revised,
        "unchanged": value.unchanged,
        "copies": value.copies,
        "refused": [{"name": refused.name, "reason": refused.reason} for refused in value.refused],
        "passages": value.passages,
        "seconds": value.seconds,
    }


def added(value: Added) -> Iterator[Block]:
    """The refused come first, so that the sum stands last on a screen."""
    for refused in value.refused:
        yield Line(f"refused: {refused.name}: {refused.reason}", tone=Tone.ALERT)
    parts = (
        f"added {articles(value.added)}",
        f"{value.copies:,} of them copies of a story already here" if value.copies else "",
        f"{value.revised:,} revised" if value.revised else "",
        f"{value.unchanged:,} unchanged" if value.unchanged else "",
        f"{len(value.refused):,} refused" if value.refused else "",
        wording.counted(value.passages, "passage"),
        f"{value.seconds:.1f} s",
    )
    yield Line(", ".join(part for part in parts if part).capitalize())


def entry_record(value: Entry, published_at: datetime | None) -> Record:
    """``copies`` counts those that it heads."""
    source = value.source
    return {
        "id": source.article_id,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": _day(source.published),
        "published_at": _moment(published_at),
        "updated": _day(value.updated),
        "byline": value.byline,
        "language": value.language,
        "wire": value.wire,
        "revision": source.revision,
        "passages": value.passages,
        "copies_of": value.copies_of,
        "copies": value.copies,
        "collections": list(value.collections),
        "tags": list(value.tags),
        "added_at": value.added_at.isoformat(),
    }


def entries(values: Sequence[Entry]) -> Iterator[Block]:
    if values:
        yield Grid(("id", "published", "outlet", "title", "passages", "copy of"), tuple(map(_entry_row, values)))


def _entry_row(value: Entry) -> tuple[str, ...]:
    source = value.source
    published, copy = _day(source.published) or "", value.copies_of or ""
    return source.article_id, published, source.outlet, value.label, str(value.passages), copy


def stored_record(value: Stored) -> Record:
    article = value.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": _day(article.published),
        "published_at": _moment(article.published_at),
        "updated": _day(article.updated),
        "byline": article.byline,
        "language": article.language,
        "wire": article.wire,
        "revision": article.revision,
        "passages": value.passages,
        "copies_of": value.copies_of,
        "copies": value.copies,
        "collections": list(article.collections),
        "tags": list(article.tags),
        "added_at": value.revisions[-1].stored_at.isoformat(),
        "revisions": [_revision_record(each) for each in value.revisions],
        "warnings": list(instructions.reasons(article)),
        "readings": [{"field": each.field, "where": each.where, "value": each.value} for each in value.readings],
        "text": article.text,
    }


def _revision_record(value: RevisionEntry) -> Record:
    return {
        "number": value.number,
        "stored_at": value.stored_at.isoformat(),
        "title": value.title,
        "published": _day(value.published),
        "updated": _day(value.updated),
    }


def extracted_record(value: Article) -> Record:
    return {
        "title": value.title,
        "text": value.text,
        "byline": value.byline,
        "outlet": value.outlet,
        "published": _day(value.published),
        "language": value.language,
        "url": value.url,
    }


def article(value: Article) -> Iterator[Block]:
    yield Line(value.title or "(untitled)", tone=Tone.STRONG)
    updated = f"updated {wording.day(value.updated)}" if value.updated else ""
    facts = (value.outlet or "outlet unknown", wording.published(value), updated, value.byline, value.wire)
    yield Line(", ".join(fact for fact in (*facts, value.language) if fact), tone=Tone.FAINT)
    if value.url:
        yield Line(value.url, tone=Tone.FAINT)
    yield Line()
    for paragraph in value.text.split("\n"):
        yield Line(paragraph)


def stored(value: Stored) -> Iterator[Block]:
    """The article, then what the library knows of it."""
    for how in instructions.reasons(value.article):
        yield Line(f"warning: this article {how}; answers and briefs leave that out", tone=Tone.ALERT)
    yield from article(value.article)
    yield Line()
    known = (
        ("collections", ", ".join(value.article.collections)),
        ("tags", ", ".join(value.article.tags)),
        ("copy of", value.copies_of or ""),
        ("copies", f"{value.copies:,}" if value.copies else ""),
        ("added", wording.moment(value.revisions[-1].stored_at)),
        ("revision", f"{value.article.revision} of {len(value.revisions)}"),
    )
    for name, fact in known:
        if fact:
            yield Line(f"{name}: {fact}", tone=Tone.FAINT)
    if value.readings:
        rows = tuple((each.field, each.where, each.value) for each in value.readings)
        yield Grid(("field", "said by", "as written"), rows)


def evidence_record(value: Evidence, seconds: float) -> Record:
    hits = [_hit_record(value, hit, rank) for rank, hit in enumerate(value.hits, start=1)]
    return {"question": value.question, "hits": hits, "seconds": seconds}


def _hit_record(value: Evidence, hit: Hit, rank: int) -> Record:
    source, span = value.article(hit).source, hit.passage.span
    return {
        "rank": rank,
        "article_id": source.article_id,
        "revision": source.revision,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": _day(source.published),
        "start": span.start,
        "end": span.end,
        "text": hit.passage.text,
        "score": hit.score,
        "found_by": list(hit.found_by),
    }


def evidence(value: Evidence) -> Iterator[Block]:
    if not value.hits:
        yield Line("Nothing found.")
    for rank, hit in enumerate(value.hits, start=1):
        source = value.article(hit).source
        yield Line(f"{rank}. {wording.outlet_and_day(source)}, {wording.title(source)}", tone=Tone.STRONG)
        yield Line(hit.passage.text, indent=3)
        yield Line(f"score {hit.score:.3f}, found by {' and '.join(hit.found_by)}", indent=3, tone=Tone.FAINT)


def health_record(found: Health, after: Health) -> Record:
    """``problems`` as found, the counts and ``remaining`` as they are after a repair."""
    return {
        "articles": after.articles,
        "passages": after.passages,
        "vectors": after.vectors,
        "problems": list(found.problems),
        "repaired": found.repaired,
        "remaining": list(after.problems),
    }


def health(found: Health, after: Health) -> Iterator[Block]:
    for problem in found.problems:
        yield Line(f"problem: {problem}", tone=Tone.ALERT)
    if after is not found:
        yield Line(f"Repaired {wording.counted(found.repaired, 'row')}.")
        for problem in after.problems:
            yield Line(f"remains: {problem}", tone=Tone.ALERT)
    counts = f"{articles(after.articles)}, {wording.counted(after.passages, 'passage')}, "
    yield Line(f"{counts}{wording.counted(after.vectors, 'vector')}: {_verdict(after)}")


def _verdict(after: Health) -> str:
    return "they do not agree; doctor --repair builds them again." if after.problems else "all agree."


def verification_record(value: Verification) -> Record:
    return {
        "claims": value.claims,
        "quotes_exact": value.quotes_exact,
        "supported": value.supported,
        "problems": [{"claim": problem.where, "reason": problem.reason} for problem in value.problems],
    }


def verification(value: Verification) -> Iterator[Block]:
    for problem in value.problems:
        yield Line(f"problem: {problem.where}: {problem.reason}", tone=Tone.ALERT)
    yield Line(
        f"{wording.counted(value.claims, 'claim')}: quotes exact in {value.quotes_exact:,}, "
        f"supported {value.supported:,}; {wording.counted(len(value.problems), 'problem')}."
    )


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
