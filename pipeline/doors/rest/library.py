"""The endpoints of the library: articles in and out, and the jobs that read them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, Field

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Job
from pipeline.doors import jobs, library, replies, shapes, tables
from pipeline.doors.question import checked
from pipeline.doors.rest import forms
from pipeline.doors.rest.access import Visiting, Visitor
from pipeline.doors.rest.problems import documented
from pipeline.errors import NotFound, UserError
from pipeline.ingest import canonical
from pipeline.ingest.inputs import Input, Pasted, Upload, WebPage, label
from pipeline.ingest.intake import Said
from pipeline.records import Record

MOST_AT_ONCE = 1_000
TEXTS_BYTES = 16 * 2**20
UPLOAD_BYTES = 100 * 2**20
REFUSALS = 100

router = APIRouter(tags=["library"])

Id = Annotated[str, Path(max_length=200)]
Line = Annotated[str, Field(max_length=300), AfterValidator(canonical.line)]


class Listing(shapes.Filter):
    words: Annotated[str, Field(max_length=300, description="only articles that have all of these")] = ""
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class Place(shapes.Given):
    revision: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    start: Annotated[int, Field(ge=0, le=2**40)] = 0
    end: Annotated[int, Field(ge=0, le=2**40)] | None = None


class Text(shapes.Given):
    """An article as text; what is unknown is left out."""

    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    title: Annotated[str, Field(max_length=1_000)] = ""
    outlet: Line = ""
    url: Annotated[str, Field(max_length=2_000)] = ""
    published: date | None = None


class Adding(shapes.Given):
    """``urls`` are fetched from the open Internet, and from nowhere nearer; ``follow``: also the pages of their feeds.

    ``outlet`` and ``collection`` are said of all of them.
    """

    articles: Annotated[tuple[Text, ...], Field(max_length=MOST_AT_ONCE)] = ()
    urls: Annotated[
        tuple[Annotated[str, Field(max_length=2_000, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://")], ...],
        Field(max_length=MOST_AT_ONCE),
    ] = ()
    follow: bool = False
    outlet: Line = ""
    collection: Line = ""


class Uploading(shapes.Given):
    """``name`` is the file's, whose suffix says what it is."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    outlet: Line = ""
    collection: Line = ""


@router.get("/articles", response_model=forms.Listed, operation_id="list_articles", responses=documented(403))
async def listed(visitor: Visiting, given: Annotated[Listing, Query()]) -> JSONResponse:
    """The library, the newest first."""

    def work() -> Record:
        shelf, scope = visitor.desk.shelf, checked(given.scope())
        page = shelf.entries(scope, words=given.words, offset=given.offset, limit=given.limit)
        total = shelf.count(scope, words=given.words)
        return {"articles": list(library.entry_records(visitor.desk, page)), "total": total, "offset": given.offset}

    return JSONResponse(await visitor.done(work))


@router.post(
    "/articles",
    status_code=202,
    response_model=forms.Job,
    operation_id="add_articles",
    max_body_size=TEXTS_BYTES,
    responses=documented(403),
)
async def add(visitor: Visiting, given: Adding) -> JSONResponse:
    """Puts articles in, from texts and from addresses, as a job: only an editor may."""
    texts = [Pasted(each.text, each.title, each.outlet, each.url, each.published) for each in given.articles]
    inputs: list[Input] = [*texts, *(WebPage(url, given.follow) for url in given.urls)]
    if not inputs:
        raise UserError("Give articles, or urls.")
    first = given.urls[0] if given.urls else given.articles[0].title or "Text"
    name = label(first) if len(inputs) == 1 else f"{len(inputs):,} articles"
    return await _queued(visitor, name, inputs, Said(given.outlet, given.collection))


@router.post(
    "/uploads",
    status_code=202,
    response_model=forms.Job,
    operation_id="upload",
    max_body_size=UPLOAD_BYTES,
    responses=documented(403),
    openapi_extra={"requestBody": forms.BINARY},
)
async def upload(visitor: Visiting, request: Request, given: Annotated[Uploading, Query()]) -> JSONResponse:
    """Puts in what is in a file (a document, a page, a table, an archive), as a job: only an editor may."""
    content = await request.body()
    if not content:
        raise UserError("The file is empty.")
    name = label(given.name) or "file"
    return await _queued(visitor, name, [Upload(name, content)], Said(given.outlet, given.collection))


@router.get(
    "/articles/{article_id}", response_model=forms.Article, operation_id="show_article", responses=documented(404)
)
async def show(
    visitor: Visiting, article_id: Id, revision: Annotated[int | None, Query(ge=1, le=1_000_000)] = None
) -> JSONResponse:
    """One article as it is stored."""
    stored = await visitor.done(lambda: library.kept(visitor.desk, ArticleId(article_id), revision))
    return JSONResponse(tables.stored_record(stored))


@router.get(
    "/articles/{article_id}/text", response_model=shapes.Part, operation_id="read_article", responses=documented(404)
)
async def read(visitor: Visiting, article_id: Id, place: Annotated[Place, Query()]) -> JSONResponse:
    """The words of an article from ``start`` to ``end``: with a citation's place, its quote. 20,000 at the most."""
    part = await visitor.done(lambda: replies.part(visitor.desk, article_id, place.revision, place.start, place.end))
    return JSONResponse(part)


@router.delete(
    "/articles/{article_id}",
    response_model=forms.Removed,
    operation_id="remove_article",
    responses=documented(403, 404),
)
async def remove(visitor: Visiting, article_id: Id) -> JSONResponse:
    """Takes an article out, everywhere: only an editor may. What was cited of it is not readable any more."""
    removed = await visitor.done(lambda: visitor.desk.library.remove([ArticleId(article_id)]))
    if not removed:
        raise NotFound(f"There is no article {article_id}.")
    return JSONResponse({"removed": removed})


@router.get("/jobs", response_model=forms.Jobs, operation_id="list_jobs")
async def every_job(visitor: Visiting) -> JSONResponse:
    """What was given to be read, and how far it is."""
    found = await visitor.done(visitor.desk.library.jobs.all)
    return JSONResponse({"jobs": [jobs.record(job) for job in found]})


@router.get("/jobs/{job_id}", response_model=forms.JobInFull, operation_id="show_job", responses=documented(404))
async def job(visitor: Visiting, job_id: Annotated[int, Path(ge=1, le=2**53)]) -> JSONResponse:
    """One of them, with the first hundred things that were refused."""
    return JSONResponse(await visitor.done(lambda: _job(visitor.desk, job_id)))


def _job(desk: Desk, job_id: int) -> Record:
    found = next((each for each in desk.library.jobs.all() if each.id == job_id), None)
    if found is None:
        raise NotFound(f"There is no job {job_id}.")
    refused = desk.library.jobs.refusals(found, limit=REFUSALS)
    return {**jobs.record(found), "refusals": [{"name": each.name, "reason": each.reason} for each in refused]}


async def _queued(visitor: Visitor, name: str, inputs: list[Input], said: Said) -> JSONResponse:
    queued: Job = await visitor.done(lambda: visitor.desk.library.queue(name, inputs, said))
    path = visitor.request.scope.get("root_path", "")
    return JSONResponse(jobs.record(queued), 202, {"Location": f"{path}/jobs/{queued.id}"})
