"""Every value type. A value that exists is valid; a value not checked yet has another type.

Offsets count characters (code points) of ``Article.text``, half open. Collections are tuples. Moments carry a zone,
days are plain dates. Each module imports only from those above it here:

``articles`` READER, Span, Reading, RawArticle, Source, Article, Passage, Citation, KeptRevision, KeptArticle
``evidence`` Scope, Hit, Evidence
``claims``   Quote, DraftClaim, Verdict, Support, Corroboration, Claim, Dropped, DisagreementKind, Side, Disagreement
``papers``   Usage, Provenance, Answer, Turn, Conversation, Feedback
``briefs``   Sort, Form, PlannedSection, Outline, Remark, Section, Figure, Event, Position, Balance, Brief, News,
             ClaimChange
``standing`` StandingQuestion
``intake``   Refused, Added, Job, JobState, Subscription
``people``   Role, Person, ALONE
``library``  Entry, RevisionEntry, Labels, Problem
``comparisons`` Differs, Tie, Value, Difference, AlignedRow, Comparison
"""

from __future__ import annotations

from pipeline.domain.articles import (
    READER,
    Article,
    ArticleId,
    Citation,
    KeptArticle,
    KeptRevision,
    Passage,
    PassageId,
    RawArticle,
    Reading,
    Source,
    Span,
)
from pipeline.domain.briefs import (
    Balance,
    Brief,
    ClaimChange,
    Event,
    Figure,
    Form,
    News,
    Outline,
    PlannedSection,
    Position,
    Remark,
    Section,
    Sort,
)
from pipeline.domain.claims import (
    Claim,
    Corroboration,
    Disagreement,
    DisagreementKind,
    DraftClaim,
    Dropped,
    Quote,
    Side,
    Support,
    Verdict,
)
from pipeline.domain.comparisons import AlignedRow, Comparison, Difference, Differs, Tie, Value
from pipeline.domain.evidence import Evidence, Hit, Scope
from pipeline.domain.intake import Added, Job, JobState, Refused, Subscription
from pipeline.domain.library import Entry, Labels, Problem, RevisionEntry
from pipeline.domain.papers import Answer, Conversation, Feedback, Provenance, Turn, Usage
from pipeline.domain.people import ALONE, Person, Role
from pipeline.domain.standing import StandingQuestion

__all__ = [
    "ALONE",
    "READER",
    "Added",
    "AlignedRow",
    "Answer",
    "Article",
    "ArticleId",
    "Balance",
    "Brief",
    "Citation",
    "Claim",
    "ClaimChange",
    "Comparison",
    "Conversation",
    "Corroboration",
    "Difference",
    "Differs",
    "Disagreement",
    "DisagreementKind",
    "DraftClaim",
    "Dropped",
    "Entry",
    "Event",
    "Evidence",
    "Feedback",
    "Figure",
    "Form",
    "Hit",
    "Job",
    "JobState",
    "KeptArticle",
    "KeptRevision",
    "Labels",
    "News",
    "Outline",
    "Passage",
    "PassageId",
    "Person",
    "PlannedSection",
    "Position",
    "Problem",
    "Provenance",
    "Quote",
    "RawArticle",
    "Reading",
    "Refused",
    "Remark",
    "RevisionEntry",
    "Role",
    "Scope",
    "Section",
    "Side",
    "Sort",
    "Source",
    "Span",
    "StandingQuestion",
    "Subscription",
    "Support",
    "Tie",
    "Turn",
    "Usage",
    "Value",
    "Verdict",
]
