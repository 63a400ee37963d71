"""Stored answers and briefs to how well their sentences stand: quotes, support, independent sources, what was dropped.

Of a brief the newest version counts. A claim that stands in several answers, or parts of a brief, counts once.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from pipeline.answer import check as checking
from pipeline.domain import (
    Answer,
    Article,
    ArticleId,
    Brief,
    Citation,
    Claim,
    Dropped,
    Evidence,
    Problem,
    Support,
    Verdict,
)
from pipeline.errors import NotFound
from pipeline.ports import Shelf, SupportJudge

BINS = 10
MANY = 3
NOT_SAID = "The words it quotes do not say so."
_RANK = {Verdict.NOT: 0, Verdict.PARTLY: 1, Verdict.SUPPORTED: 2}

Key = TypeVar("Key")
Found = TypeVar("Found")
_Kept: TypeAlias = tuple[Answer | Brief, ...]
Revisions: TypeAlias = Mapping[tuple[ArticleId, int], Article]


@dataclass(frozen=True, slots=True)
class Papers:
    """What answers and briefs say: ``read`` conversations and briefs ``of`` so many."""

    answers: int
    declined: int
    briefs: int
    read: int
    of: int
    claims: tuple[Claim, ...]
    nearest: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each place once."""
        return tuple(dict.fromkeys((*(c for claim in self.claims for c in claim.citations), *self.nearest)))


@dataclass(frozen=True, slots=True)
class Quotes:
    """How many cited places there are, and what is wrong with those whose words do not stand there."""

    checked: int
    problems: tuple[Problem, ...]

    @property
    def exact(self) -> int:
        return self.checked - len(self.problems)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, and what the judge says of it now."""

    claim: Claim
    support: Support

    @property
    def is_worse(self) -> bool:
        return _RANK[self.support.verdict] < _RANK[self.claim.support.verdict]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Claims by verdict, and by score in ten equal steps from 0 to 1; ``worse`` are below what was stored."""

    counts: Mapping[Verdict, int]
    scores: tuple[int, ...]
    worse: tuple[Judged, ...] = ()

    @property
    def claims(self) -> int:
        return sum(self.counts.values())

    def share(self, verdict: Verdict) -> float:
        """0 where there is no claim."""
        return self.counts.get(verdict, 0) / self.claims if self.claims else 0.0


def read(shelf: Shelf, most: int | None = None) -> Papers:
    """The newest conversations and briefs, until they have ``most`` claims or more; all of them where it is None."""
    stored = _newest_first(shelf)
    kept = list(_until(most, _there(lambda load: load(), stored)))
    papers = tuple(paper for each in kept for paper in each)
    answers = tuple(paper for paper in papers if isinstance(paper, Answer))
    return Papers(
        answers=len(answers),
        declined=sum(answer.abstained for answer in answers),
        briefs=len(papers) - len(answers),
        read=len(kept),
        of=len(stored),
        claims=tuple(dict.fromkeys(claim for paper in papers for claim in _claims(paper))),
        nearest=tuple(citation for answer in answers for citation in answer.nearest),
        dropped=tuple(dropped for paper in papers for dropped in paper.dropped),
    )


def quotes(papers: Papers, shelf: Shelf) -> Quotes:
    """Looks each cited place up in the stored revision that it names."""
    cited = papers.citations
    texts = revisions(cited, shelf)
    wrong = ((citation, _misquoted(citation, texts)) for citation in cited)
    return Quotes(len(cited), tuple(Problem(citation.quote, reason) for citation, reason in wrong if reason))


def stored(claims: Iterable[Claim]) -> Verdicts:
    """As judged when they were written."""
    return summed(Judged(claim, claim.support) for claim in claims)


def judged(claims: Sequence[Claim], shelf: Shelf, judge: SupportJudge) -> Iterator[Judged]:
    """Each again, from the whole sentences around its quotes; one whose article is gone is not supported."""
    texts = revisions((citation for claim in claims for citation in claim.citations), shelf)
    for claim in claims:
        around = tuple(_context(texts[_key(c)], c) for c in claim.citations if not _misquoted(c, texts))
        yield Judged(claim, judge.judge(claim.text, around))


def summed(found: Iterable[Judged]) -> Verdicts:
    every = tuple(found)
    steps = Counter(min(int(max(each.support.score, 0.0) * BINS), BINS - 1) for each in every)
    counts = Counter(each.support.verdict for each in every)
    return Verdicts(
        {verdict: counts[verdict] for verdict in Verdict},
        tuple(steps[step] for step in range(BINS)),
        tuple(each for each in every if each.is_worse),
    )


def independent(claims: Iterable[Claim]) -> tuple[int, ...]:
    """How many claims rest on one independent source, on two, and on three or more."""
    counts = Counter(min(max(claim.corroboration.independent, 1), MANY) for claim in claims)
    return tuple(counts[number] for number in range(1, MANY + 1))


def reasons(dropped: Iterable[Dropped]) -> Mapping[str, int]:
    """Dropped sentences by what was wrong: no words named, words not found, or not what the words say."""
    known = (checking.NO_QUOTE, checking.NOT_FOUND)
    counts = Counter(each.reason if each.reason in known else NOT_SAID for each in dropped)
    return {reason: counts[reason] for reason in (*known, NOT_SAID)}


def revisions(cited: Iterable[Citation], shelf: Shelf) -> Revisions:
    """The cited revisions that are stored: the newest ones in one look, the others one by one."""
    wanted = dict.fromkeys(map(_key, cited))
    newest = shelf.articles({article_id for article_id, _ in wanted})
    found = {(article.id, article.revision): article for article in newest.values()}
    older = _there(lambda key: shelf.article(*key), (key for key in wanted if key not in found))
    return found | {(article.id, article.revision): article for article in older}


def _newest_first(shelf: Shelf) -> list[Callable[[], _Kept]]:
    """What reads each conversation (its answers) and each brief."""
    talks = ((entry.changed_at, partial(_answers, shelf, entry.id)) for entry in shelf.conversations())
    briefs = ((entry.made_at, partial(_brief, shelf, entry.id)) for entry in shelf.briefs())
    return [load for _, load in sorted((*talks, *briefs), key=lambda stored: stored[0], reverse=True)]


def _answers(shelf: Shelf, key: str) -> _Kept:
    return tuple(turn.answer for turn in shelf.conversation(key).turns)


def _brief(shelf: Shelf, key: str) -> _Kept:
    return (shelf.brief(key),)


def _until(most: int | None, kept: Iterable[_Kept]) -> Iterator[_Kept]:
    claims = 0
    for papers in kept:
        if most is not None and claims >= most:
            return
        claims += sum(len(set(_claims(paper))) for paper in papers)
        yield papers


def _there(find: Callable[[Key], Found], keys: Iterable[Key]) -> Iterator[Found]:
    """Those that are there: one may be deleted while the others are read."""
    for key in keys:
        with contextlib.suppress(NotFound):
            yield find(key)


def _claims(paper: Answer | Brief) -> Iterator[Claim]:
    if isinstance(paper, Brief):
        return iter(paper.claims)
    sides = (side.claim for disagreement in paper.disagreements for side in disagreement.sides)
    return iter((*paper.claims, *sides))


def _misquoted(citation: Citation, texts: Revisions) -> str:
    """What is wrong; empty when the words stand at their offsets."""
    source = citation.source
    article = texts.get(_key(citation))
    if article is None:
        return f"{source.label}, revision {source.revision}: it is not in the library any more"
    if citation.span.of(article.text) == citation.quote:
        return ""
    return f"{source.label}, revision {source.revision}: other words stand at {citation.span.start}"


def _context(article: Article, citation: Citation) -> str:
    return checking.context(citation, Evidence("", (), {article.id: article}))


def _key(citation: Citation) -> tuple[ArticleId, int]:
    return citation.source.article_id, citation.source.revision
