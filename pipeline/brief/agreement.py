"""A claim and the sentences of articles to those that say the same, by words, figures and the judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.answer import check
from pipeline.brief.statements import Statement
from pipeline.domain import Citation, Claim, Evidence, Verdict
from pipeline.language import attribution, figures, words
from pipeline.language.attribution import Act
from pipeline.ports import SupportJudge

# of the words of the shorter text, as where an answer takes two sentences for one
SAME_WORDS = 0.55
# of the words of a claim, what another article's sentence must have to stand beside its sources
SAID_AGAIN = 0.6
_WHEN_SAID = re.compile(r"(?:\s(?:on|in|at)\s\w+(?:\s\w+){0,3})?[.”\"]*")


def likeness(one: str, other: str) -> float:
    """How many of the words of the shorter text the other has; 0 where that is too few, or a figure differs."""
    mine, yours = set(words.content(one)), set(words.content(other))
    alike = len(mine & yours) / max(min(len(mine), len(yours)), 1)
    return alike if alike >= SAME_WORDS and figures_agree(one, other) else 0.0


def figures_agree(one: str, other: str) -> bool:
    """Whether every figure of each text has one in the other that can be said of the same quantity."""
    return _has_figures(one, other) and _has_figures(other, one)


def confirms(claim: str, told: Statement, judge: SupportJudge) -> bool:
    """Whether a sentence says all that a claim says: most of its words, every figure, and the judge finds all of it.

    Another who vouches for the same confirms it.
    """
    wanted = frozenset(words.content(claim))
    if len(wanted & told.stems) < SAID_AGAIN * len(wanted) or not _has_figures(claim, told.text):
        return False
    texts = (within(told),)
    return any(judge.judge(said, texts).verdict is Verdict.SUPPORTED for said in _said(claim))


def citations(claim: Claim, told: Iterable[Statement], judge: SupportJudge) -> Iterator[Citation]:
    """What to cite beside a claim's own sources: of each other article the first sentence that says it."""
    cited = {citation.source.article_id for citation in claim.citations}
    for one in told:
        if one.article.id not in cited and confirms(claim.text, one, judge):
            cited.add(one.article.id)
            yield one.article.cite(one.span)


def within(told: Statement) -> str:
    """A sentence with the one before it, which its pronouns need."""
    article = told.article
    return check.context(article.cite(told.span), Evidence("", (), {article.id: article}))


def _said(claim: str) -> Iterator[str]:
    """The claim, and what is said in it where somebody vouches for the whole: without "the mayor said"."""
    yield claim
    spoken = attribution.find(claim)
    if len(spoken) != 1 or spoken[0].act is not Act.SAYS:
        return
    start = min(spoken[0].at, spoken[0].speaker.start)
    end = max(spoken[0].at + len(spoken[0].verb), spoken[0].speaker.end)
    if _WHEN_SAID.fullmatch(claim[end:]):
        yield claim[:start].rstrip(" ,") + "."
    elif not claim[:start].strip():
        yield claim[end:].lstrip(" ,").removeprefix("that ")


def _has_figures(wanted: str, text: str) -> bool:
    found = figures.find(text)
    return all(any(figures.compatible(a, b) for b in found) for a in figures.find(wanted))
