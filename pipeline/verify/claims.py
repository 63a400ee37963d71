"""A claim of a file, checked again: its quotes, what its articles are called, its support, its independent sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import records
from pipeline.answer import check as checking
from pipeline.answer import corroborate
from pipeline.domain import Citation, Claim, Evidence, Problem, Verdict
from pipeline.errors import NotFound, UserError
from pipeline.export import wording
from pipeline.export.wording import shown
from pipeline.verify.known import Known

_RANK = {Verdict.NOT: 0, Verdict.PARTLY: 1, Verdict.SUPPORTED: 2}
_LABELS = {"outlet": "outlet", "title": "title", "day": "published", "address": "url"}


@dataclass(frozen=True, slots=True)
class Finding:
    """``claim`` is the claim where its every quote is exact, else None."""

    claim: Claim | None
    is_supported: bool
    problems: tuple[Problem, ...]


def check(record: object, known: Known) -> Finding:
    """One claim, also one that cannot even be read: that is a problem of this claim."""
    try:
        claim = records.read_claim(record)
    except UserError as error:
        return Finding(None, is_supported=False, problems=(Problem(_named(record), str(error)),))
    wrong = tuple(misquoted(claim.text, claim.citations, known))
    if wrong:
        return Finding(None, is_supported=False, problems=wrong)
    verdict, reasons = _support(claim, known)
    called = mislabelled(claim.text, claim.citations, known)
    problems = (*_less(claim, verdict, reasons), *called, *_corroboration(claim, known))
    return Finding(claim, verdict is Verdict.SUPPORTED, problems)


def _named(record: object) -> str:
    text = record.get("text") if isinstance(record, dict) else None
    return text if isinstance(text, str) and text else "a claim without a text"


def misquoted(where: str, citations: tuple[Citation, ...], known: Known) -> Iterator[Problem]:
    """The citations whose words do not stand where they are said to."""
    for citation in citations:
        reason = _misquoted(citation, known)
        if reason:
            yield Problem(where, reason)


def _misquoted(citation: Citation, known: Known) -> str:
    source, span = citation.source, citation.span
    name = f"article {source.article_id}, revision {source.revision}"
    try:
        text = known.article(source.article_id, source.revision).text
    except NotFound:
        return f"{name}, is not in the library"
    if span.of(text) == citation.quote:
        return ""
    stands = f"has “{shown(span.of(text))}”" if span.end <= len(text) else "ends before"
    return f"{name}, {stands} at characters {span.start} to {span.end}, not “{shown(citation.quote)}”"


def mislabelled(where: str, citations: tuple[Citation, ...], known: Known) -> Iterator[Problem]:
    """Where the file calls an article otherwise than the library does: another outlet or day is another source.

    Raises NotFound for an article that is not in the library.
    """
    for source in dict.fromkeys(citation.source for citation in citations):
        stored = known.article(source.article_id, source.revision).source
        for name, of in _LABELS.items():
            told, kept = (str(getattr(each, of) or "") for each in (source, stored))
            if told != kept:
                yield Problem(where, f"article {source.article_id} has the {name} “{shown(kept)}”, not “{shown(told)}”")


def _support(claim: Claim, known: Known) -> tuple[Verdict, tuple[str, ...]]:
    """Judged as when it was written: from the whole sentences around the quotes."""
    support = known.judge.judge(claim.text, tuple(_context(citation, known) for citation in claim.citations))
    return support.verdict, support.reasons


def _less(claim: Claim, verdict: Verdict, reasons: tuple[str, ...]) -> Iterator[Problem]:
    if _RANK[verdict] < _RANK[claim.support.verdict]:
        reason = "; ".join(reasons) or "what it cites does not say so"
        yield Problem(claim.text, f"given as {claim.support.verdict.value}, found {verdict.value}: {reason}")


def _context(citation: Citation, known: Known) -> str:
    source = citation.source
    cited = known.article(source.article_id, source.revision)
    return checking.context(citation, Evidence("", (), {cited.id: cited}))


def _corroboration(claim: Claim, known: Known) -> Iterator[Problem]:
    """Where it says that more or fewer sources stand behind it than its citations, their copies and outlets give."""
    ids = {citation.source.article_id for citation in claim.citations}
    told, found = claim.corroboration, corroborate.corroboration(claim.citations, known.ties(ids))
    if told != found:
        yield Problem(
            claim.text,
            f"given as told by {told.independent} independent of {wording.counted(told.articles, 'article')}; "
            f"what it cites is {found.independent} of {found.articles}",
        )
