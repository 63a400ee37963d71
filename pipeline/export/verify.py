"""An exported answer or brief, checked again: do its quotes stand in the stored articles, do they support its claims?

A file for people carries its record. The record is checked against the library, and what a reader sees against the
record: exported again, it must show the same lines. The file is not trusted. A claim that cannot even be read (a quote
shortened, its citations taken out) is a problem of that claim, and the others are still checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from pipeline import records
from pipeline.answer import check as checking
from pipeline.domain import Article, ArticleId, Citation, Claim, Evidence, Problem, Verdict
from pipeline.errors import NotFound, UserError
from pipeline.export import json_file, visible
from pipeline.export.wording import shown
from pipeline.ports import Exporter, Opened, Reopening, SupportJudge

Find: TypeAlias = Callable[[ArticleId, int], Article]
NOT_AN_EXPORT = "This is not an answer or a brief that Briefdesk exported"
_RANK = {Verdict.NOT: 0, Verdict.PARTLY: 1, Verdict.SUPPORTED: 2}
_NUMBERS = re.compile(r"\d+")
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


@dataclass(frozen=True, slots=True)
class _Finding:
    is_exact: bool
    is_supported: bool
    problems: tuple[Problem, ...]


def check(document: bytes, article: Find, judge: SupportJudge, exporters: Mapping[str, Exporter]) -> Verification:
    """``article`` gives a revision, or raises NotFound; ``exporters`` are by suffix.

    Raises UserError when the document is no export at all, or of a kind that carries no record.
    """
    exporter = _exporter(document, exporters)
    opened = exporter.opened(document)
    record = _record(opened.record)
    findings = [_claim(value, article, judge) for value in _distinct(list(_claims(record)))]
    found = [problem for finding in findings for problem in finding.problems]
    return Verification(
        claims=len(findings),
        quotes_exact=sum(finding.is_exact for finding in findings),
        supported=sum(finding.is_supported for finding in findings),
        problems=(
            *(*found, *_nearest(record, article), *_figures(record), *_digest(record)),
            *(() if opened.record == document else _visible(opened, record, exporter)),
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


def _visible(opened: Opened, record: Mapping[str, object], exporter: Reopening) -> Iterator[Problem]:
    try:
        brief = records.read_brief(record)
    except UserError as error:
        yield Problem("the file", f"what it shows cannot be compared with its record: {error}")
        return
    yield from visible.differences(opened, exporter.opened(exporter.export(brief)))


def _record(document: bytes) -> Mapping[str, object]:
    try:
        record = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{NOT_AN_EXPORT} as JSON, HTML or Word: it cannot be read.") from error
    if not isinstance(record, dict) or "provenance" not in record or not ({"sections", "claims"} & record.keys()):
        raise UserError(f"{NOT_AN_EXPORT}: it has no sections and no claims, or does not say how it was made.")
    return record


def _objects(record: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    """The objects in a list that may be missing: an answer has no timeline, a brief no claims of its own."""
    items = record.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UserError(f"{NOT_AN_EXPORT}: {name} must be a list of objects.")
    yield from items


def _claims(record: Mapping[str, object]) -> Iterator[object]:
    """What stands where a claim must stand, in the order of the file."""
    yield from _objects(record, "claims")
    for section in _objects(record, "sections"):
        yield from _objects(section, "claims")
    for name in ("figures", "timeline", "positions"):
        yield from (each.get("claim") for each in _objects(record, name))
    yield from _objects(record, "unknowns")
    for disagreement in _objects(record, "disagreements"):
        yield from (side.get("claim") for side in _objects(disagreement, "sides"))


def _distinct(claims: list[object]) -> Iterator[object]:
    """One claim stands in a section, in the timeline and among the figures; it is checked once."""
    yield from {json.dumps(claim, sort_keys=True): claim for claim in claims}.values()


def _claim(record: object, article: Find, judge: SupportJudge) -> _Finding:
    try:
        claim = records.read_claim(record)
    except UserError as error:
        return _Finding(is_exact=False, is_supported=False, problems=(Problem(_named(record), str(error)),))
    wrong = tuple(_quotes(claim.text, claim.citations, article))
    if wrong:
        return _Finding(is_exact=False, is_supported=False, problems=wrong)
    found = _support(claim, article, judge)
    return replace(found, problems=(*found.problems, *_sources(claim, article)))


def _named(record: object) -> str:
    text = record.get("text") if isinstance(record, dict) else None
    return text if isinstance(text, str) and text else "a claim without a text"


def _quotes(where: str, citations: tuple[Citation, ...], article: Find) -> Iterator[Problem]:
    for citation in citations:
        reason = _misquoted(citation, article)
        if reason:
            yield Problem(where, reason)


def _misquoted(citation: Citation, article: Find) -> str:
    source, span = citation.source, citation.span
    name = f"article {source.article_id}, revision {source.revision}"
    try:
        text = article(source.article_id, source.revision).text
    except NotFound:
        return f"{name}, is not in the library"
    if span.of(text) == citation.quote:
        return ""
    stands = f"has “{shown(span.of(text))}”" if span.end <= len(text) else "ends before"
    return f"{name}, {stands} at characters {span.start} to {span.end}, not “{shown(citation.quote)}”"


_LABELS = {"outlet": "outlet", "title": "title", "day": "published", "address": "url"}


def _sources(claim: Claim, article: Find) -> Iterator[Problem]:
    """Where the file calls an article otherwise than the library does: another outlet or day is another source."""
    for source in dict.fromkeys(citation.source for citation in claim.citations):
        known = article(source.article_id, source.revision).source
        for name, of in _LABELS.items():
            told, kept = (str(getattr(each, of) or "") for each in (source, known))
            if told != kept:
                yield Problem(
                    claim.text, f"article {source.article_id} has the {name} “{shown(kept)}”, not “{shown(told)}”"
                )


def _support(claim: Claim, article: Find, judge: SupportJudge) -> _Finding:
    """Judged as when it was written: from the whole sentences around the quotes."""
    support = judge.judge(claim.text, tuple(_context(citation, article) for citation in claim.citations))
    is_worse = _RANK[support.verdict] < _RANK[claim.support.verdict]
    reason = "; ".join(support.reasons) or "what it cites does not say so"
    says = f"given as {claim.support.verdict.value}, found {support.verdict.value}: {reason}"
    problems = (Problem(claim.text, says),) if is_worse else ()
    return _Finding(True, support.verdict is Verdict.SUPPORTED, problems)


def _context(citation: Citation, article: Find) -> str:
    source = citation.source
    cited = article(source.article_id, source.revision)
    return checking.context(citation, Evidence("", (), {cited.id: cited}))


def _nearest(record: Mapping[str, object], article: Find) -> Iterator[Problem]:
    for i, each in enumerate(_objects(record, "nearest"), start=1):
        where = f"nearest passage {i}"
        try:
            yield from _quotes(where, (records.read_citation(each),), article)
        except UserError as error:
            yield Problem(where, str(error))


def _figures(record: Mapping[str, object]) -> Iterator[Problem]:
    """A figure stands in its claim, or in the words that the claim cites."""
    for figure in _objects(record, "figures"):
        try:
            claim = records.read_claim(figure.get("claim"))
        except UserError:  # a problem already, as a claim
            continue
        value = figure.get("value")
        said = " ".join((claim.text, *(citation.quote for citation in claim.citations)))
        if not isinstance(value, str) or not _stands(value, said):
            yield Problem(claim.text, f"the figure {value!r} does not stand in it")


def _stands(value: str, text: str) -> bool:
    numbers = _NUMBERS.findall(value)
    if numbers:
        return set(numbers) <= set(_NUMBERS.findall(text))
    return shown(value).casefold() in shown(text).casefold()


def _digest(record: Mapping[str, object]) -> Iterator[Problem]:
    """What the command line prints has no digest, and nothing is wrong with that."""
    if "digest" in record and record["digest"] != json_file.digest(record):
        yield Problem("the file", "its digest does not fit: something in it was changed after it was exported")
