"""What went wrong as problem details (RFC 9457): errors of ours by type, and those of the framework."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from pipeline import errors

MEDIA_TYPE = "application/problem+json"
SECONDS_TO_WAIT = 5

# the most special first
_STATUS: tuple[tuple[type[errors.BriefdeskError], HTTPStatus], ...] = (
    (errors.NotFound, HTTPStatus.NOT_FOUND),
    (errors.NotAllowed, HTTPStatus.FORBIDDEN),
    (errors.DeskUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.SettingsError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.UserError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.Overtaken, HTTPStatus.CONFLICT),
    (errors.RateLimited, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.BriefdeskError, HTTPStatus.BAD_GATEWAY),
)


class Fault(BaseModel):
    """One thing that is wrong in a request; ``pointer`` says where, as in ``body/scope/since``."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. ``detail`` is for the reader; ``errors`` there are where a request is not formed rightly."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None


def problem(status: int, detail: str, faults: list[Fault] | None = None) -> Problem:
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=faults)


def response(told: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(told.model_dump(exclude_none=True), told.status, headers, MEDIA_TYPE)


def of(error: errors.BriefdeskError) -> Problem:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return problem(status, str(error) or status.description)


def heed(api: FastAPI) -> None:
    """Every error of this API is told as a problem; a bug says nothing outside, and is raised for the log."""
    api.add_exception_handler(errors.BriefdeskError, _ours)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(HTTPException, _of_http)
    api.add_exception_handler(Exception, _bug)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: what may go wrong with an operation besides what may with all."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def _ours(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, errors.BriefdeskError):
        raise error
    told = of(error)
    waits = {"Retry-After": str(SECONDS_TO_WAIT)} if told.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return response(told, waits)


def _malformed(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [Fault(pointer="/".join(map(str, each["loc"])), detail=each["msg"]) for each in error.errors()]
    return response(problem(422, "The request is not formed as the API says.", faults))


def _of_http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return response(problem(error.status_code, str(error.detail)), dict(error.headers or {}))


def _bug(_: Request, __: Exception) -> JSONResponse:
    return response(problem(500, "A fault in Briefdesk; its log says where."))
