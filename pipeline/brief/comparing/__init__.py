"""Two articles to one ``Comparison``: their sentences side by side, and where these differ.

``alike`` says how near two sentences are, ``pairing`` which tell the same, ``differing`` what they have otherwise, and
``rows`` puts all in an order that can be read. ``related`` finds what an article is worth comparing with.
"""

from __future__ import annotations

from pipeline.brief import contradictions, statements
from pipeline.brief.comparing import alike, differing, pairing, rows
from pipeline.brief.contradictions import aligned, conflict
from pipeline.brief.contradictions.conflict import Pair
from pipeline.brief.statements import Weights
from pipeline.domain import Article, ArticleId, Comparison, DisagreementKind, Tie
from pipeline.errors import UserError
from pipeline.ports import Embedder, Shelf


def stored(shelf: Shelf, left: ArticleId, right: ArticleId, embedder: Embedder) -> Comparison:
    """Of two articles of the library. NotFound where one is not there, UserError where both are one."""
    if left == right:
        raise UserError("These are one and the same article: choose another to compare it with.")
    heads = shelf.copy_groups([left, right])
    articles = shelf.article(left), shelf.article(right)
    return between(*articles, embedder, are_copies=heads[left] == heads[right])


def between(left: Article, right: Article, embedder: Embedder, *, are_copies: bool = False) -> Comparison:
    """``embedder`` compares sentences and must be fast; ``are_copies`` where the library knows them as one story."""
    one, other = statements.read((left, right), None)
    weights = Weights.of([*one.statements, *other.statements])
    pair = conflict.pair(one, other, weights)
    conflicts = contradictions.find((one, other), weights)
    nearness = alike.of(pair, embedder)
    # two figures or days of one thing stand beside each other in whatever words; of two accounts the words decide
    told = [(each.kind, (each.one.statement, each.other.statement)) for each in conflicts]
    sure = [two for kind, two in told if kind is not DisagreementKind.POSITION]
    likely = [two for kind, two in told if kind is DisagreementKind.POSITION]
    likely += [(each.one, each.other) for each in aligned.twins(pair)]
    paired = pairing.of(nearness, sure, likely)
    placed = rows.of(one, other, paired)
    tie = Tie.COPIES if are_copies or statements.are_copies(one, other) else _tie(pair)
    return Comparison(left, right, tie, differing.marked(one, other, placed, conflicts))


def _tie(pair: Pair) -> Tie:
    return Tie.EVENT if pair.is_story else Tie.NONE
