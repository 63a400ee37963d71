"""Text to words: tokens as written, and the stems of those that carry meaning."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?(?:\d+)?|\d+[^\W\d_]+")


class _Stemmers(threading.local):
    """One for each thread: a stemmer written in C holds the word that it is at."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_STEMMERS = _Stemmers()

# closed-class words of English: articles, pronouns, prepositions, conjunctions, auxiliaries, question words
STOP = frozenset(
    """a about above after again against all also although am an and any are as at be because been before being below
    between both but by can cannot could did do does doing done down during each either else ever every few for from
    further had has have having he her here hers herself him himself his how however i if in into is it its itself just
    many may me might more most much must my myself neither no nor not now of off on once only onto or other our ours
    ourselves out over own per same shall she should since so some such than that the their theirs them themselves then
    there these they this those though through thus to too toward towards under until up upon us very was we were what
    when where whether which while who whom whose why will with within without would yet you your yours yourself
    article articles according say says said tell told please give name list happen happened one ones thing
    things""".split()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Porter2 (snowball) stem of one word, lower case."""
    return str(_STEMMERS.english.stemWord(word.lower().replace("’", "'").removesuffix("'s")))


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Words and numbers as they stand, in lower case; a number keeps its separators (``2,783``)."""
    return tuple(map(str.lower, _TOKEN.findall(text)))


@lru_cache(maxsize=32768)
def content(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order, repeats kept."""
    return tuple(stem(token) for token in tokens(text) if token not in STOP)


@lru_cache(maxsize=32768)
def forms(text: str) -> tuple[tuple[str, str], ...]:
    """Each stem of ``content`` once, with the first word in which it stands."""
    found: dict[str, str] = {}
    for token in tokens(text):
        if token not in STOP:
            found.setdefault(stem(token), token)
    return tuple(found.items())


def written(stem_of: str, text: str) -> str:
    """The first word of ``text`` with this stem, as written but for a possessive ending; the stem where none has it."""
    return next((word for word in asked(text) if stem(word) == stem_of), stem_of)


def overlap(asked: frozenset[str], text: str) -> float:
    """Share of the stems ``asked`` that stand in ``text``, 0 to 1; 0 when none are asked."""
    return len(asked.intersection(content(text))) / len(asked) if asked else 0.0


def asked(question: str) -> tuple[str, ...]:
    """The words of a question that carry meaning, as written but for a possessive ending, each once."""
    found = (re.sub(r"['’]s?$", "", match.group()) for match in _TOKEN.finditer(question))
    return tuple(dict.fromkeys(word for word in found if word.lower() not in STOP))
