"""What is found for a question with a model's help: other wordings are searched too, and the best passages put first.

Without a researcher there is one search and nothing else. One that fails costs what it would have added, no more; but
where the service itself is gone before the search, quotes take over at once, rather than after the next wait.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.answer.answering import Draft
from pipeline.domain import ArticleId, Evidence, PassageId
from pipeline.errors import BadReply, ServiceError
from pipeline.ports import Exchange, Researcher, Searches
from pipeline.retrieve import rewrite, wordings

log = logging.getLogger(__name__)

# how many passages a model chooses from, for each that it keeps
CHOICE = 2


@dataclass(frozen=True, slots=True)
class Library:
    """``find`` gives up to so many passages for a question; ``stories`` the heads of the articles that are copies."""

    find: Callable[[str, int], Evidence]
    stories: Callable[[frozenset[ArticleId]], Mapping[ArticleId, ArticleId]]


def evidence(draft: Draft, library: Library, question: str, history: Sequence[Exchange], k: int) -> Evidence:
    """Up to ``k`` passages for the question as it would be asked without the conversation before it."""
    asked = _searches(draft, question, history)
    if draft.researcher is None:
        return library.find(asked.question, k)
    found = library.find(asked.question, CHOICE * k)
    others = [library.find(wording, k) for wording in asked.wordings]
    articles = frozenset(article for each in (found, *others) for article in each.articles)
    every = wordings.merged(found, others, library.stories(articles), CHOICE * k)
    return wordings.reordered(every, _best(draft, draft.researcher, every, k), wordings.sure(found), k)


def _searches(draft: Draft, question: str, history: Sequence[Exchange]) -> Searches:
    if draft.researcher is not None:
        try:
            return draft.researcher.searches(question, history, draft.spend)
        except ServiceError as error:
            draft.fall_back(error)
        except BadReply as error:
            log.warning("no other wordings error=%s", type(error).__name__)
    return Searches(rewrite.standalone(question, history))


def _best(draft: Draft, researcher: Researcher, found: Evidence, limit: int) -> tuple[PassageId, ...]:
    try:
        return researcher.best(found, limit, draft.spend)
    except (ServiceError, BadReply) as error:
        log.warning("passages stay in their order error=%s", type(error).__name__)
        return ()
