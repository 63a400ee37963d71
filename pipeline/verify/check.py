"""An exported answer, brief or conversation, checked again: do its quotes stand, and does it say no more than they?

A file for people carries its record. The record is checked against the library, and what a reader sees against the
record: exported again, it must show the same lines. The file is not trusted. A claim that cannot even be read (a quote
shortened, its citations taken out) is a problem of that claim, and the others are still checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import records
from pipeline.domain import Answer, Brief, Problem
from pipeline.errors import UserError
from pipeline.ports import Exporter, Opened, Reopening
from pipeline.verify import claims, record, tables, visible
from pipeline.verify.claims import Finding
from pipeline.verify.known import Known
from pipeline.verify.record import Record

# a file for people carries an answer as a conversation of one turn
ANSWER_ALONE = (
    "its record is an answer alone, which Briefdesk writes into no file of this kind: what it shows cannot be compared"
)
_STARTS = {b"pk": ".docx", b"<!doctype html": ".html", b"<html": ".html", b"%pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Verification:
    """Claims that differ from each other, those whose every quote is exact, and those that are fully supported.

    A claim that is partly supported, and says so, is no problem; one that is less supported than it says is one.
    """

    claims: int
    quotes_exact: int
    supported: int
    problems: tuple[Problem, ...]


def check(document: bytes, known: Known, exporters: Mapping[str, Exporter]) -> Verification:
    """``exporters`` are by suffix.

    Raises UserError when the document is no export at all, or of a kind that carries no record.
    """
    exporter = _exporter(document, exporters)
    opened = exporter.opened(document)
    told = record.parsed(opened.record)
    findings = [claims.check(each, known) for each in _distinct(list(record.claims(told)))]
    return Verification(
        claims=len(findings),
        quotes_exact=sum(finding.claim is not None for finding in findings),
        supported=sum(finding.is_supported for finding in findings),
        problems=(
            *(problem for finding in findings for problem in finding.problems),
            *_nearest(told, known),
            *_whole(told, findings, known, None if opened.record == document else (opened, exporter)),
            *record.changed(told),
        ),
    )


def _exporter(document: bytes, exporters: Mapping[str, Exporter]) -> Reopening:
    """By how the file starts: its name says nothing sure."""
    start = document[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = next((suffix for mark, suffix in _STARTS.items() if start.startswith(mark)), ".json")
    exporter = exporters[suffix]
    if isinstance(exporter, Reopening):
        return exporter
    raise UserError(f"A {suffix} file carries no record that could be verified: verify the JSON, HTML or Word file.")


def _distinct(told: list[object]) -> Iterator[object]:
    """One claim stands in a section, in the timeline and among the figures; it is checked once."""
    yield from {json.dumps(claim, sort_keys=True): claim for claim in told}.values()


def _nearest(told: Record, known: Known) -> Iterator[Problem]:
    for i, each in enumerate(record.nearest(told), start=1):
        where = f"nearest passage {i}"
        try:
            cited = (records.read_citation(each),)
        except UserError as error:
            yield Problem(where, str(error))
            continue
        wrong = tuple(claims.misquoted(where, cited, known))
        yield from wrong or claims.mislabelled(where, cited, known)


def _whole(
    told: Record, findings: list[Finding], known: Known, shown: tuple[Opened, Reopening] | None
) -> Iterator[Problem]:
    """What needs all of the record: its tables, and what a file for people shows of it."""
    try:
        value = record.value(told)
    except UserError as error:
        yield Problem("the file", f"what it shows cannot be compared with its record: {error}")
        return
    yield from record.differing(told, value)
    if isinstance(value, Brief):
        yield from tables.differing(value, {finding.claim for finding in findings if finding.claim}, known)
    if shown is None:
        return
    if isinstance(value, Answer):
        yield Problem("the file", ANSWER_ALONE)
        return
    opened, exporter = shown
    yield from visible.differences(opened, exporter.opened(exporter.export(value)))
