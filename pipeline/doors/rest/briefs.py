"""The endpoints of briefs: written, listed, read, as a file; and what checks them again."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from pipeline import records
from pipeline.doors import replies, shapes, tables
from pipeline.doors.question import checked
from pipeline.doors.rest import forms
from pipeline.doors.rest.access import Visiting
from pipeline.doors.rest.problems import documented
from pipeline.errors import UserError
from pipeline.records import Record

DOCUMENT_BYTES = 32 * 2**20

router = APIRouter(tags=["briefs"])

Id = Annotated[str, Path(max_length=200)]
Version = Annotated[int | None, Query(ge=1, le=1_000_000, description="the newest, unless told")]
Suffix = Literal[".docx", ".pdf", ".html", ".md", ".json"]
_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
}


class Writing(shapes.Given):
    topic: shapes.Topic
    scope: shapes.Filter = shapes.Filter()
    template: shapes.Template = "situation"
    length: shapes.Length = ""
    quotes_only: shapes.QuotesOnly = False


@router.post(
    "/briefs", status_code=201, response_model=shapes.Written, operation_id="write_brief", responses=documented(502)
)
async def write(visitor: Visiting, writing: Writing) -> JSONResponse:
    """Plans a brief, writes and keeps it. From seconds to minutes; no further section once the client goes away."""
    started, scope = time.monotonic(), checked(writing.scope.scope())

    def work(is_stopped: Callable[[], bool]) -> Record:
        made = visitor.desk.brief(
            writing.topic,
            template=writing.template,
            length=writing.length,
            scope=scope,
            quotes_only=writing.quotes_only,
            is_stopped=is_stopped,
        )
        return replies.written(visitor.desk, made, replies.seconds(started))

    made = await visitor.stoppable(work)
    path = visitor.request.scope.get("root_path", "")
    return JSONResponse(made, HTTPStatus.CREATED, {"Location": f"{path}/briefs/{made['id']}"})


@router.get("/briefs", response_model=forms.Briefs, operation_id="list_briefs")
async def listed(visitor: Visiting) -> JSONResponse:
    """Those that the token's bearer wrote, and those of nobody in particular; each as its newest version."""
    found = await visitor.done(visitor.desk.shelf.briefs)
    told = [
        {
            "id": each.id,
            "version": each.version,
            "topic": each.topic,
            "template": each.template,
            "made_at": each.made_at.isoformat(),
        }
        for each in found
    ]
    return JSONResponse({"briefs": told})


@router.get("/briefs/{brief_id}", response_model=shapes.Brief, operation_id="show_brief", responses=documented(404))
async def show(visitor: Visiting, brief_id: Id, version: Version = None) -> JSONResponse:
    """One brief."""
    found = await visitor.done(lambda: visitor.desk.shelf.brief(brief_id, version))
    return JSONResponse(records.brief(found))


@router.get(
    "/briefs/{brief_id}/file",
    operation_id="export_brief",
    response_class=Response,
    responses={200: {"description": "The file", "content": dict.fromkeys(MEDIA.values(), _FILE)}, **documented(404)},
)
async def file(
    visitor: Visiting, brief_id: Id, suffix: Annotated[Suffix, Query()], version: Version = None
) -> Response:
    """One brief as a file: Word, PDF, HTML, Markdown or JSON."""

    def work() -> tuple[bytes, int]:
        found = visitor.desk.shelf.brief(brief_id, version)
        return visitor.desk.export(found, suffix), found.version

    content, number = await visitor.done(work)
    named = {"Content-Disposition": f'attachment; filename="brief-v{number}{suffix}"'}
    return Response(content, HTTPStatus.OK, named, MEDIA[suffix])


@router.post(
    "/verify",
    response_model=shapes.Verification,
    operation_id="verify",
    max_body_size=DOCUMENT_BYTES,
    openapi_extra={"requestBody": forms.BINARY},
)
async def verify(visitor: Visiting, request: Request) -> JSONResponse:
    """Checks an exported answer or brief (the content of its JSON, HTML or Word file) again, against the library."""
    content = await request.body()
    if not content:
        raise UserError("Send the document as the body of the request.")
    found = await visitor.done(lambda: visitor.desk.verify(content))
    return JSONResponse(tables.verification_record(found))
