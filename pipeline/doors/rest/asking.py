"""The endpoints that ask: passages, a cited answer, and the same answer as it comes into being."""

from __future__ import annotations

import time
from collections.abc import AsyncIterable, AsyncIterator
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from pipeline import records
from pipeline.domain import Answer, Claim, Dropped, Evidence
from pipeline.doors import replies, shapes, stepping, tables
from pipeline.doors.question import Question
from pipeline.doors.rest import problems
from pipeline.doors.rest.access import Visiting, Visitor
from pipeline.errors import BriefdeskError
from pipeline.records import Record

Step: TypeAlias = Evidence | Claim | Dropped | Answer

router = APIRouter(tags=["asking"])


class Searching(shapes.Given):
    question: shapes.Words
    scope: shapes.Filter = shapes.Filter()
    k: shapes.Hits = 10


class Asking(shapes.Given):
    question: shapes.Words
    scope: shapes.Filter = shapes.Filter()
    history: shapes.History = ()
    quotes_only: shapes.QuotesOnly = False


class Asked:
    """A question that can be asked, and when it was."""

    def __init__(self, asking: Asking) -> None:
        """Raises UserError, before an answer has begun."""
        self.question: Question = replies.question(asking.question, asking.scope.scope(), asking.history)
        self.quotes_only = asking.quotes_only
        self.started = time.monotonic()


async def _asked(asking: Asking) -> Asked:
    return Asked(asking)


AskedOf: TypeAlias = Annotated[Asked, Depends(_asked)]


@router.post("/search", response_model=shapes.Searched, operation_id="search")
async def search(visitor: Visiting, searching: Searching) -> JSONResponse:
    """Passages, the best first; ``text`` stands in the article at ``start`` to ``end``."""
    asked = replies.question(searching.question, searching.scope.scope())
    found = await visitor.done(lambda: replies.searched(visitor.desk, asked.text, asked.scope, searching.k))
    return JSONResponse(found)


def _steps(visitor: Visitor, asked: Asked) -> stepping.Steps[Step]:
    given = asked.question
    return stepping.steps(
        lambda: visitor.desk.asking(given.text, given.history, given.scope, quotes_only=asked.quotes_only),
        visitor.limiter,
    )


async def _while_answered(visitor: Visiting, asked: AskedOf) -> AsyncIterator[AsyncIterator[Step]]:
    """Ended with the request: what streams an answer leaves its generator where it was when the client went."""
    async with _steps(visitor, asked) as steps:
        yield steps


@router.post("/ask", response_model=shapes.Answered, operation_id="ask", responses=problems.documented(502))
async def ask(visitor: Visiting, asked: AskedOf) -> JSONResponse:
    """A cited answer. It is given up when the client goes away."""

    async def work() -> Record:
        async with _steps(visitor, asked) as steps:
            *_, last = [step async for step in steps]
        if not isinstance(last, Answer):
            raise TypeError("asking ends with an answer")
        return await _answered(visitor, asked, last)

    return JSONResponse(await visitor.while_there(work))


@router.post("/ask/stream", response_class=EventSourceResponse, operation_id="ask_as_stream")
async def stream(
    visitor: Visiting, asked: AskedOf, steps: Annotated[AsyncIterator[Step], Depends(_while_answered)]
) -> AsyncIterable[ServerSentEvent]:
    """The same, as server-sent events, each with JSON as its data.

    First ``evidence`` (what was found), then ``claim`` and ``dropped`` as each is checked, at last ``answer``, which
    alone counts; or ``problem``, which ends it. It is given up when the client goes away.
    """
    try:
        async for step in steps:
            yield await _event(visitor, asked, step)
    except BriefdeskError as error:
        yield ServerSentEvent(event="problem", data=problems.of(error).model_dump(exclude_none=True))


async def _event(visitor: Visitor, asked: Asked, step: Step) -> ServerSentEvent:
    match step:
        case Evidence():
            return ServerSentEvent(event="evidence", data=tables.evidence_record(step, replies.seconds(asked.started)))
        case Claim():
            return ServerSentEvent(event="claim", data=records.claim(step))
        case Dropped():
            return ServerSentEvent(event="dropped", data=records.dropped(step))
        case Answer():
            return ServerSentEvent(event="answer", data=await _answered(visitor, asked, step))


async def _answered(visitor: Visitor, asked: Asked, answer: Answer) -> Record:
    took = replies.seconds(asked.started)
    return await visitor.done(lambda: replies.answered(visitor.desk, answer, asked.question.scope, took))
