"""Articles to where they differ: on a figure, on a day, on who said it or whether it is so.

Two sentences are held against each other only when they are of different articles that are no copies, and speak of one
thing by their words. A false conflict is worse than a missed one: what either article says elsewhere in agreement with
the other ends the comparison.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.answer import corroborate
from pipeline.brief import contradictions, statements
from pipeline.brief.contradictions import Conflict
from pipeline.brief.statements import Statement, Weights
from pipeline.domain import Article, ArticleId, Claim, Disagreement, Side, Span, Support, Verdict
from pipeline.language import words

_ABOUT = 5


def articles(
    given: Sequence[Article], sentences: Mapping[ArticleId, Sequence[Span]] | None = None, question: str = ""
) -> tuple[Disagreement, ...]:
    """Where these articles differ, each difference once, in the order of the text.

    ``sentences`` limits what is compared to these spans. With a ``question``, differences that share a word with it
    come first. Each side's claim is the whole sentence, verbatim.
    """
    read = statements.read(given, sentences)
    weights = Weights.of(read)
    by_article: dict[ArticleId, list[Statement]] = defaultdict(list)
    for statement in read:
        by_article[statement.article.id].append(statement)
    conflicts = [
        conflict
        for one, other in itertools.combinations(by_article.values(), 2)
        if not statements.are_copies(one, other)
        for conflict in contradictions.find(one, other, weights)
    ]
    asked = frozenset(words.content(question))
    ordered = sorted(_merged(conflicts), key=lambda group: -_asked(asked, group))
    return tuple(_disagreement(group) for group in ordered)


def claims(given: Sequence[Claim], articles_of: Mapping[ArticleId, Article]) -> tuple[Disagreement, ...]:
    """Where the sentences that these claims cite differ; ``articles_of`` has every cited article."""
    spans: dict[ArticleId, list[Span]] = defaultdict(list)
    for citation in (citation for claim in given for citation in claim.citations):
        spans[citation.source.article_id].append(citation.span)
    unique = {identity: sorted(set(found)) for identity, found in spans.items()}
    return articles([articles_of[identity] for identity in unique], unique)


def _asked(asked: frozenset[str], group: Sequence[Conflict]) -> int:
    return len(asked & frozenset().union(*(conflict.one.stems | conflict.other.stems for conflict in group)))


def _merged(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """Conflicts of one kind that share a side are one disagreement of several sides."""
    groups: list[list[Conflict]] = []
    for conflict in (one for one in conflicts if one.one_value != one.other_value):
        home = next((group for group in groups if any(_touch(conflict, other) for other in group)), None)
        if home is None:
            groups.append([conflict])
        else:
            home.append(conflict)
    return groups


def _touch(one: Conflict, other: Conflict) -> bool:
    return one.kind is other.kind and bool({*one.sides()} & {*other.sides()})


def _disagreement(group: Sequence[Conflict]) -> Disagreement:
    values: dict[str, list[Statement]] = {}
    for value, statement in (side for conflict in group for side in conflict.sides()):
        values.setdefault(value, []).append(statement)
    return Disagreement(
        about=_about(group[0]),
        kind=group[0].kind,
        sides=tuple(Side(value, _claim(told)) for value, told in values.items()),
        is_update=all(conflict.is_update for conflict in group),
    )


def _claim(told: Sequence[Statement]) -> Claim:
    """The sentence of the first that tells it; the others that tell the same are cited with it."""
    unique = tuple({(one.article.id, one.span): one for one in told}.values())
    citations = tuple(one.article.cite(one.span) for one in unique)
    return Claim(
        text=citations[0].quote,
        citations=citations,
        support=Support(Verdict.SUPPORTED, 1.0),
        corroboration=corroborate.corroboration(citations, {}),
    )


def _about(conflict: Conflict) -> str:
    shared = conflict.one.stems & conflict.other.stems
    return ", ".join(itertools.islice(dict.fromkeys(_words(conflict.one.text, shared)), _ABOUT)) or conflict.topic


def _words(text: str, stems: frozenset[str]) -> Iterator[str]:
    for token in text.split():
        plain = token.strip(".,;:!?()[]“”\"‘’'")
        if {*words.content(plain)} & stems and not plain[:1].isdigit():
            yield plain.removesuffix("’s").removesuffix("'s")
