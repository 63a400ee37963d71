"""A claim that calls somebody by a bare name to one that says who it is: "Mr. Brask [Anton Brask, a surveyor] said".

A body without its name is one as well: "the office [the national audit office] said". The name and the role are those
of an earlier sentence of the same article, which the claim cites as well. Where two people or bodies have the name, or
the claim with the bracket is not borne out by what it cites, it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.answer import candidates
from pipeline.brief.contradictions import phrases
from pipeline.domain import Article, Claim, Span, Verdict
from pipeline.language import names, sentences, words
from pipeline.language.names import Name
from pipeline.ports import SupportJudge

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_STYLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Judge|Father|Sir|Dame|Inspector|Commander|Captain)\.?$")
_AFTER = re.compile(
    r"^, (?P<role>(?:the|an?|its|their) (?:[\w’'-]+ ){0,5}?[\w’'-]+)(?= (?:who|whose|which|that|and)\b|[,.;])"
)
_BEFORE = re.compile(r"(?:^|, )(?P<role>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) [a-z][^,.;:“”\"]{2,50}), $")
_WHOSE = re.compile(r"^['’]s?\b|^-")
_BODY = re.compile(
    r"\b[Tt]he (?P<head>office|ministry|department|agency|court|council|commission|committee|bank|authority|board|"
    r"union|association|party|company|airline|university|hospital|institute|laboratory|bureau|centre|center)"
    r"(?= (?:said|says|told|announced|ruled|found|voted|approved|rejected|warned|added|expects?|decided|ordered|"
    r"agreed|declared|asked|called|confirmed|issued|did|has|had|will|would|was|is)\b)"
)
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Bare:
    """Somebody called by less than the name; ``full`` and ``role`` are those of the sentence at ``span``."""

    end: int
    full: str
    role: str
    span: Span


def claim(given: Claim, article: Article, known: str, judge: SupportJudge) -> Claim:
    """``given`` with its first bare name explained; itself where the name stands in full in ``known`` or in it."""
    place = given.citations[0].span
    if given.text != given.citations[0].quote:
        return given
    for bare in chain(_people(given.text, article, place), _bodies(given.text, article, place)):
        if bare.full.removeprefix("the ").lower() in f"{known} {given.text}".lower():
            continue
        told = f"{bare.full}, {bare.role}" if bare.role else bare.full
        text = f"{given.text[: bare.end]} [{told}]{given.text[bare.end :]}"
        support = judge.judge(text, (place.of(article.text), bare.span.of(article.text)))
        if support.verdict is Verdict.SUPPORTED:
            return replace(given, text=text, citations=(*given.citations, article.cite(bare.span)), support=support)
    return given


def _people(text: str, article: Article, place: Span) -> Iterator[_Bare]:
    for name in _bare(text):
        introduced = _introduced(article, name.short, place)
        if introduced is not None:
            yield _Bare(name.span.end, *introduced)


def _bodies(text: str, article: Article, place: Span) -> Iterator[_Bare]:
    """The bodies called by what they are alone, of which the article has named one of that kind by then."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for body in _BODY.finditer(text):
        if any(start <= body.start() < end for start, end in quoted):
            continue
        found: dict[str, tuple[str, Span]] = {}
        for span in sentences.spans(article.text, article.language):
            for full in _named(span.of(article.text), body["head"]):
                found.setdefault(full.lower(), (full, span))
        if len(found) == 1:
            ((full, span),) = found.values()
            if span.end <= place.start:
                yield _Bare(body.end(), f"the {full}", "", span)


def _named(text: str, head: str) -> Iterator[str]:
    """The names of bodies of a kind in a sentence: "Court of Session", "national audit office"."""
    for name in names.find(text):
        parts = name.short.lower().split()
        if len(parts) > 1 and (parts[-1] == head or (parts[0] == head and parts[1] in {"of", "for"})):
            yield name.short
    for match in re.finditer(rf"\b[Tt]he (?P<full>(?:[\w’'-]+ ){{1,{_MOST_WORDS}}}{head})\b", text):
        before = match["full"].split()[:-1]
        if not words.STOP.intersection(word.lower() for word in before) and all(word.islower() for word in before):
            yield match["full"]


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
