"""Jobs and subscriptions to records, and back: what the shelf stores of them."""

from __future__ import annotations

from pipeline.domain import Added, Job, Subscription
from pipeline.records.fields import Fields
from pipeline.records.write import Record

_COUNTS = ("added", "revised", "unchanged", "copies", "passages")


def job(value: Job) -> Record:
    """What changes while it runs. Its identity, plan, state and refusals the shelf keeps beside it."""
    counts: Record = {name: getattr(value.added, name) for name in _COUNTS}
    return {
        "name": value.name,
        "queued_at": value.queued_at.isoformat(),
        "inputs_read": value.inputs_read,
        "share": value.share,
        "added": {**counts, "seconds": value.added.seconds},
        "error": value.error,
    }


def read_job(record: object) -> Job:
    """Without what is kept beside it."""
    fields = Fields.of(record, "job")
    counts = fields.within("added")
    added, revised, unchanged, copies, passages = (counts.whole(name) for name in _COUNTS)
    return Job(
        id=0,
        name=fields.text("name"),
        plan="",
        queued_at=fields.moment("queued_at"),
        inputs_read=fields.whole("inputs_read"),
        share=fields.number("share"),
        added=Added(added, revised, unchanged, copies, (), passages, counts.number("seconds")),
        error=fields.text("error"),
    )


def subscription(value: Subscription) -> Record:
    return {
        "url": value.url,
        "title": value.title,
        "outlet": value.outlet,
        "collection": value.collection,
        "follow": value.follow,
        "minutes": value.minutes,
        "etag": value.etag,
        "modified": value.modified,
        "checked_at": value.checked_at.isoformat() if value.checked_at else None,
        "error": value.error,
    }


def read_subscription(record: object) -> Subscription:
    fields = Fields.of(record, "subscription")
    return Subscription(
        url=fields.text("url"),
        title=fields.text("title"),
        outlet=fields.text("outlet"),
        collection=fields.text("collection"),
        follow=fields.truth("follow"),
        minutes=fields.whole("minutes"),
        etag=fields.text("etag"),
        modified=fields.text("modified"),
        checked_at=fields.optional("checked_at", fields.moment),
        error=fields.text("error"),
    )
