"""A follow-up question to one that stands alone, from the conversation: without a model, by carrying its terms.

"And in March?" is understood by what was asked before: the content words of the last question that the new one does
not name again. The page shows the result as *searched for*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language import names, words
from pipeline.ports import Exchange

FEWEST_WORDS = 2
_NOUN = re.compile(r"\b(?:the|an?)\s+[^\W\d_]{3,}", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^(?:and|but|or|so|also|then|what about|how about|who else|what else)\b"
    r"|\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|these|those|there|then|former|latter|same|else)\b"
    r"|\bthat\b(?!\s+(?:the|a|an|[A-Z]))",
    re.IGNORECASE,
)


def standalone(question: str, history: Sequence[Exchange]) -> str:
    """``question`` with the terms it leaves out; itself when it points at nothing or there is no history."""
    if not history or not points_back(question):
        return question
    carried = _carried(question, history)
    return f"{question.rstrip()} ({' '.join(carried)})" if carried else question


def points_back(question: str) -> bool:
    """Whether the question needs what was said before it: it refers as a follow-up does, or names hardly a thing."""
    has_subject = bool(_NOUN.search(question)) or any(not name.is_initial for name in names.find(question))
    is_bare = len(words.content(question)) < FEWEST_WORDS and not has_subject
    return is_bare or bool(_POINTS_BACK.search(question.strip()))


def _carried(question: str, history: Sequence[Exchange]) -> tuple[str, ...]:
    named = set(words.content(question))
    for exchange in reversed(history):
        terms = tuple(term for term in words.asked(exchange.question) if words.stem(term) not in named)
        if terms and not points_back(exchange.question):
            return terms
        named.update(words.stem(term) for term in terms)
    return words.asked(history[-1].question)
