"""Conversations to export: questions answered, declined, stopped, and one on articles that mean harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.domain import Answer, Conversation, Disagreement, DisagreementKind, Dropped, Side, Turn, Usage
from tests.export import briefs

DIFFERING = Disagreement(
    "The day of the collision",
    DisagreementKind.DATE,
    (Side("Monday", briefs.MONDAY), Side("Sunday", briefs.SUNDAY)),
)
KILLED = Answer(
    question="How many were killed?",
    searched_for="How many were killed?",
    claims=(briefs.COLLIDED, briefs.THIRTEEN, briefs.RADAR),
    dropped=(Dropped("The captain was drunk.", "No article says so."),),
    disagreements=(DIFFERING,),
    gaps=(),
    nearest=(),
    provenance=replace(briefs.QUOTED, library="7 articles (0a1b2c3d)"),
)
WHY = Answer(
    question="Why did it happen?",
    searched_for="Why did the collision of the ferries happen?",
    claims=(),
    dropped=(),
    disagreements=(),
    gaps=("None of the articles says why.",),
    nearest=(briefs.LEDGER.cite(briefs.FOURTEEN.citations[0].span),),
    provenance=replace(
        briefs.MADE, made_at=datetime(2020, 11, 13, 9, 5, tzinfo=UTC), usage=Usage(100, 20), note="The service failed."
    ),
)
TWO = Conversation(
    "talk-1", "Killed in the ferry collision", (Turn(KILLED), Turn(WHY)), datetime(2020, 11, 13, 9, 5, tzinfo=UTC)
)
ONE = Conversation("talk-2", KILLED.question, (Turn(KILLED),), TWO.changed_at)
STOPPED = Conversation("talk-3", "", (Turn(replace(KILLED, disagreements=()), is_stopped=True),), TWO.changed_at)
HOSTILE = Conversation(
    "<b>talk</b>",
    briefs.HOSTILE[8],
    tuple(
        Turn(replace(KILLED, question=text, searched_for=text, claims=(trick, briefs.SEEMS), gaps=(text,)))
        for text, trick in zip(briefs.HOSTILE, briefs.TRICKS, strict=True)
    ),
    TWO.changed_at,
)
EVERY = {"two": TWO, "one": ONE, "stopped": STOPPED, "hostile": HOSTILE}
