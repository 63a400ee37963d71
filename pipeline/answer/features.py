"""A sentence and the texts it cites to measurements and faults: what a judge decides on, and nothing decided yet."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.answer import fault_names, faults, slots, soften
from pipeline.answer.fault import CONTRADICTS, Fault, Kind
from pipeline.language import dates, figures, names, sentences, words

_POOL = 4
_CONTRADICTION = 0.3
_ADDITION = 0.55
_FURTHER = 0.85
_LEAST = 2
# what a paraphrase adds or drops and nothing changes: verbs that carry a noun, adverbs of degree and time
_LIGHT = frozenset(
    map(
        words.stem,
        """
        make made take took taken get got give gave given go went gone come came become became begin began begun
        start started use used set put keep kept remain see seen look looking find found know known call called
        include includes including also still again later ever even well back around due part way several various
        number whole actual actually approximately officially currently previously recently regularly time new
        result regarding total group similar certain own such far else instead based place act involve involved
        feature featured mark marked serve served""".split(),
    )
)
_PARTICLES = frozenset(map(words.stem, "ahead forward away along together".split()))
_SAYS = re.compile(r"\d|\w\w")
_LIGHT_SHARE = 0.4
_CLAUSE = re.compile(r"[,;:–—()]|\b(?:and|but|which|who|where|while|when|as|after|before|because|that|with)\b")


@dataclass(frozen=True, slots=True)
class Features:
    """How a claim's sentence stands to the texts. Shares are 0 to 1.

    ``pool``: of its content words, how many the few closest sentences have, a like word counting for most of one;
    ``text``: all of the texts; ``weakest``: the pool, for the clause of which it has least; ``apart``: of its
    neighbouring pairs of words, how many stand in the texts and never near each other; ``missing``: its words that are
    not in the pool, nor any like them; ``unsaid``: those of them that a reader should hear of, as written; ``words``
    and ``sentences``: content words of the claim, sentences of the texts.
    """

    pool: float
    text: float
    weakest: float
    apart: float
    missing: tuple[str, ...]
    unsaid: tuple[str, ...]
    words: int
    sentences: int
    is_verbatim: bool
    faults: tuple[Fault, ...]

    @property
    def penalised(self) -> float:
        """``pool``, less what its faults take from it: the worst counts most."""
        firsts = [_CONTRADICTION if fault.kind in CONTRADICTS else _ADDITION for fault in self.faults]
        return self.pool * min(firsts) * _FURTHER ** (len(firsts) - 1) if firsts else self.pool


_MEASURED = "pool, text, weakest, apart, penalised, missing, missing share, sentences, pool by sentences"
NAMES = (*_MEASURED.split(", "), *(kind.value for kind in Kind))


def row(measured: Features) -> tuple[float, ...]:
    """The numbers that a learned judge reads, in the order of ``NAMES``; counts as logarithms, faults at most two."""
    found = Counter(fault.kind for fault in measured.faults)
    length = math.log1p(measured.sentences)
    return (
        *(measured.pool, measured.text, measured.weakest, measured.apart, measured.penalised),
        *(math.log1p(len(measured.missing)), len(measured.missing) / max(1, measured.words)),
        *(length, measured.pool * length),
        *(float(min(2, found[kind])) for kind in Kind),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The sentences of the cited texts, with the stems and, where there is an embedder, the vectors of each."""

    sentences: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    everywhere: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Source:
        split = tuple(sentence for text in texts for sentence in sentences.split(text))
        stems = tuple(frozenset(words.content(sentence)) for sentence in split)
        return cls(split, stems, frozenset().union(*stems))


def measure(sentence: str, source: Source, soft: soften.Soft | None = None) -> Features:
    """The features of one sentence against a source, which has a sentence at least."""
    stems = tuple(dict.fromkeys(words.content(sentence)))
    weights = _weights(stems, source)
    chosen = _first_verbatim(sentence, _closest(stems, weights, source), source)
    pool = tuple(source.sentences[index] for index in chosen[:_POOL])
    there = _union(source, chosen[:_POOL])
    found = faults.find(sentence, pool, source.sentences)
    backed = _backed(sentence, found)
    covered = (soft or soften.Soft(None)).coverage(stems, there | backed)
    return Features(
        pool=_share(covered, weights),
        text=_share([soften.stands(stem, source.everywhere | backed) for stem in stems], weights),
        weakest=_weakest(sentence, dict(zip(stems, zip(covered, weights, strict=True), strict=True))),
        apart=_apart(sentence, source),
        missing=(missing := _missing(sentence, there | backed)),
        unsaid=_unsaid(sentence, missing, "\n".join(pool)),
        words=len(stems),
        sentences=len(source.sentences),
        is_verbatim=_stands_in(sentence, pool[0]),
        faults=found,
    )


def _backed(sentence: str, found: Sequence[Fault]) -> frozenset[str]:
    """The stems of the figures and dates that the texts bear out in whatever words: "at least 40" by "41"."""
    kinds = {fault.kind for fault in found}
    spans: list[str] = []
    if not kinds & {Kind.FIGURE, Kind.FIGURE_MISSING}:
        spans += (figures.written(mention, sentence) for mention in figures.find(sentence))
    if not kinds & {Kind.DATE, Kind.DATE_MISSING}:
        spans += (mention.span.of(sentence) for mention in dates.find(sentence))
    return frozenset(stem for span in spans for stem in words.content(span))


def _stands_in(sentence: str, there: str) -> bool:
    return f" {' '.join(words.tokens(sentence))} " in f" {' '.join(words.tokens(there))} "


def _missing(sentence: str, there: frozenset[str]) -> tuple[str, ...]:
    tokens = (token for token in words.tokens(sentence) if token not in words.STOP)
    missing = dict.fromkeys(token for token in tokens if not slots.standing_for(words.stem(token), there))
    return tuple(sorted(missing, key=lambda token: words.stem(token) in _LIGHT))


def _unsaid(sentence: str, missing: Sequence[str], near: str) -> tuple[str, ...]:
    """Without words that say little, and words of names that ``near`` has in another form: "U.K." for "London"."""
    named = (word for name in names.find(sentence) for word in (name.short, *words.asked(name.short)))
    called = {word.lower() for word in named if fault_names.is_there(word, near)}
    as_written = {word.lower(): word for word in reversed(words.asked(sentence))}
    little = _LIGHT | _PARTICLES
    kept = (one for one in missing if one not in called and words.stem(one) not in little and _SAYS.search(one))
    return tuple(as_written.get(one, one) for one in kept)


def _apart(sentence: str, source: Source) -> float:
    stems = words.content(sentence)
    found = slots.apart(stems, [words.content(one) for one in source.sentences])
    return len(found) / max(1, len(stems) - 1)


def _weakest(sentence: str, covered: Mapping[str, tuple[float, float]]) -> float:
    """The coverage of the clause that is covered least; a clause of one word counts with the one before it."""
    shares: list[list[str]] = []
    for clause in _CLAUSE.split(sentence):
        stems = words.content(clause)
        if shares and len(stems) < _LEAST:
            shares[-1].extend(stems)
        elif stems:
            shares.append(list(stems))
    each = [[covered[stem] for stem in stems if stem in covered] for stems in shares]
    return min((_share([c for c, _ in one], [w for _, w in one]) for one in each if one), default=0.0)


def _weights(stems: Sequence[str], source: Source) -> list[float]:
    # a word that stands in every other sentence of the source says little about any of them
    count = len(source.sentences)
    seen = [sum(stem in of for of in source.stems) for stem in stems]
    rare = [float(np.log1p(count / (1 + number))) + 0.5 for number in seen]
    return [weight * (_LIGHT_SHARE if stem in _LIGHT else 1) for stem, weight in zip(stems, rare, strict=True)]


def _closest(stems: Sequence[str], weights: Sequence[float], source: Source) -> list[int]:
    """Sentences in the order in which they add most of the claim's words: a greedy cover."""
    left = dict(zip(stems, weights, strict=True))
    chosen: list[int] = []
    while len(chosen) < min(_POOL, len(source.stems)):
        gains = [sum(left.get(stem, 0.0) for stem in of) for of in source.stems]
        index = int(np.argmax(gains))
        if gains[index] == 0.0:
            break
        chosen.append(index)
        for stem in source.stems[index]:
            left.pop(stem, None)
    return chosen or [0]


def _first_verbatim(sentence: str, chosen: list[int], source: Source) -> list[int]:
    holding = [index for index, there in enumerate(source.sentences) if _stands_in(sentence, there)]
    # the shortest that holds it: the sentence itself, rather than one that quotes it
    first = sorted(holding, key=lambda index: len(source.sentences[index]))[:1]
    return [*first, *(index for index in chosen if index not in first)]


def _union(source: Source, chosen: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*(source.stems[index] for index in chosen))


def _share(covered: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(c * w for c, w in zip(covered, weights, strict=True)) / total if total else 0.0
