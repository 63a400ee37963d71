"""Values to JSON records and back: what the command line prints, files hold and the shelf stores.

``read_x(x(value)) == value`` for every value. The field names are a contract that people script against; fields may be
added, none renamed. A record that is not one raises UserError with the place in it that is wrong.
"""

from __future__ import annotations

from pipeline.records.jobs import job, read_job, read_subscription, subscription
from pipeline.records.read import (
    read_answer,
    read_brief,
    read_citation,
    read_claim,
    read_claim_change,
    read_conversation,
    read_disagreement,
    read_dropped,
    read_feedback,
    read_outline,
    read_provenance,
    read_scope,
    read_source,
    read_standing,
    read_support,
)
from pipeline.records.write import (
    Record,
    answer,
    brief,
    citation,
    claim,
    claim_change,
    conversation,
    disagreement,
    dropped,
    feedback,
    outline,
    provenance,
    scope,
    source,
    standing,
    support,
)

__all__ = [
    "Record",
    "answer",
    "brief",
    "citation",
    "claim",
    "claim_change",
    "conversation",
    "disagreement",
    "dropped",
    "feedback",
    "job",
    "outline",
    "provenance",
    "read_answer",
    "read_brief",
    "read_citation",
    "read_claim",
    "read_claim_change",
    "read_conversation",
    "read_disagreement",
    "read_dropped",
    "read_feedback",
    "read_job",
    "read_outline",
    "read_provenance",
    "read_scope",
    "read_source",
    "read_standing",
    "read_subscription",
    "read_support",
    "scope",
    "source",
    "standing",
    "subscription",
    "support",
]
