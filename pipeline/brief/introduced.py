"""A claim that calls somebody by a bare name to one that says who it is: "Mr. Brask [Anton Brask, a surveyor] said".

The name and the role are those of an earlier sentence of the same article, which the claim cites as well. Where two
people have the name, or the claim with the bracket is not borne out by what it cites, it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.answer import candidates
from pipeline.brief.contradictions import phrases
from pipeline.domain import Article, Claim, Span, Verdict
from pipeline.language import names, sentences
from pipeline.language.names import Name
from pipeline.ports import SupportJudge

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_STYLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Judge|Father|Sir|Dame|Inspector|Commander|Captain)\.?$")
_AFTER = re.compile(
    r"^, (?P<role>(?:the|an?|its|their) (?:[\w’'-]+ ){0,5}?[\w’'-]+)(?= (?:who|whose|which|that|and)\b|[,.;])"
)
_BEFORE = re.compile(r"(?:^|, )(?P<role>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) [a-z][^,.;:“”\"]{2,50}), $")
_WHOSE = re.compile(r"^['’]s?\b|^-")


def claim(given: Claim, article: Article, known: str, judge: SupportJudge) -> Claim:
    """``given`` with its first bare name explained; itself where the name stands in full in ``known`` or in it."""
    place = given.citations[0].span
    if given.text != given.citations[0].quote:
        return given
    for name in _bare(given.text):
        introduced = _introduced(article, name.short, place)
        if introduced is None or introduced[0] in f"{known} {given.text}":
            continue
        full, role, span = introduced
        told = f"{full}, {role}" if role else full
        text = f"{given.text[: name.span.end]} [{told}]{given.text[name.span.end :]}"
        support = judge.judge(text, (place.of(article.text), span.of(article.text)))
        if support.verdict is Verdict.SUPPORTED:
            return replace(given, text=text, citations=(*given.citations, article.cite(span)), support=support)
    return given


def _bare(text: str) -> Iterator[Name]:
    """The names of one word outside quotations that have a title: "Mr. Brask", not "Skarrow"."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for name in names.find(text):
        ahead = text[: name.span.end].removesuffix(name.short).rstrip()
        is_quoted = any(start <= name.span.start < end for start, end in quoted)
        if (
            " " not in name.short
            and not is_quoted
            and _STYLED.search(ahead)
            and not _WHOSE.match(text[name.span.end :])
        ):
            yield name


def _introduced(article: Article, short: str, place: Span) -> tuple[str, str, Span] | None:
    """The full name, the role, and the sentence before ``place`` that gives them; None unless it is of one person."""
    found: list[tuple[str, str, Span]] = []
    for span in sentences.spans(article.text, article.language):
        text = span.of(article.text)
        for name in names.find(text) if candidates.is_sentence(text) else ():
            if name.short.endswith(f" {short}"):
                found.append((name.short, _role(text, name), span))
    if not found or len({full for full, _, _ in found}) > 1 or found[0][2].end > place.start:
        return None
    return found[0]


def _role(text: str, name: Name) -> str:
    after, before = _AFTER.match(text[name.span.end :]), _BEFORE.search(text[: name.span.start])
    return after["role"] if after else phrases.uncapitalised(before["role"]) if before else ""
