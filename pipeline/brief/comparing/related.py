"""An article to others on the same event, for a reader who wants to hold them against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from pipeline.brief import statements
from pipeline.brief.contradictions import conflict
from pipeline.brief.statements import Weights
from pipeline.domain import Article, ArticleId, Scope
from pipeline.language import sentences, words
from pipeline.ports import Shelf
from pipeline.retrieve.search import Search

# looked at: by meaning, and by words
_POOL = 40
_READ = 16
_OPENING = 2
_LONGEST = 600


def articles(article: Article, search: Search, k: int) -> tuple[Article, ...]:
    """Up to ``k``, the most alike first: alike in words, sharing names, of days near each other; one of each story.

    The copies of ``article`` itself are none of them.
    """
    found = _near(article, search)
    own, *others = statements.read((article, *found), None)
    alike = {told.article.id: statements.likeness(own, told) for told in others}
    nothing = Weights({}, 0)
    on_event = [told.article for told in others if conflict.pair(own, told, nothing).is_story]
    ranked = sorted(on_event, key=lambda each: (-alike[each.id], each.id))
    return _one_of_each(ranked, search.shelf.copy_groups([each.id for each in ranked]))[:k]


def called(asked: str, shelf: Shelf, k: int) -> tuple[Article, ...]:
    """Up to ``k`` articles with these words: first those with all in the title, short titles before long ones."""
    wanted = words.tokens(asked)
    ranked = shelf.passages([passage for passage, _ in shelf.rank(words.asked(asked) or wanted, _POOL, Scope())])
    begun = shelf.entries(Scope(), words=asked, limit=_READ)
    ids = dict.fromkeys([*(each.article_id for each in ranked), *(each.source.article_id for each in begun)])
    stored = shelf.articles(ids)
    found = [stored[each] for each in ids if each in stored]
    return tuple(sorted(found, key=lambda each: _distance(each.label, wanted))[:k])


def _distance(title: str, wanted: Sequence[str]) -> tuple[bool, int]:
    """The last word may be the beginning of one."""
    told = words.tokens(title)
    has_all = all(word in told for word in wanted[:-1]) and any(word.startswith(tuple(wanted[-1:])) for word in told)
    return (not has_all, len(told) if has_all else 0)


def _near(article: Article, search: Search) -> Sequence[Article]:
    """What shares its opening's meaning or its headline's words, without its copies."""
    asked = _opening(article)
    vector = search.embedder.embed([asked])[0]
    near = [passage for passage, _ in search.store.nearest(vector, _POOL)]
    ranked = [passage for passage, _ in search.shelf.rank(words.asked(article.label), _POOL, Scope())]
    by_turns = [each for both in zip_longest(near, ranked) for each in both if each is not None]
    ids = dict.fromkeys(passage.article_id for passage in search.shelf.passages(by_turns))
    own = {article.id, *search.shelf.copies(article.id)}
    wanted = [each for each in ids if each not in own][:_READ]
    stored = search.shelf.articles(wanted)
    return [stored[each] for each in wanted if each in stored]


def _opening(article: Article) -> str:
    first = sentences.spans(article.text[:_LONGEST])[:_OPENING]
    return f"{article.title}. {' '.join(span.of(article.text) for span in first)}"


def _one_of_each(ranked: Sequence[Article], heads: Mapping[ArticleId, ArticleId]) -> tuple[Article, ...]:
    first: dict[ArticleId, Article] = {}
    for each in ranked:
        first.setdefault(heads.get(each.id, each.id), each)
    return tuple(first.values())
