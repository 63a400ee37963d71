"""What a question asks for: the kind of answer, and the names that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.language import attribution, contrast, dates, events, figures, names, negation, words


class Kind(StrEnum):
    PERSON = "who"
    DATE = "when"
    FIGURE = "how many"
    PLACE = "where"
    REASON = "why"
    QUOTATION = "what was said"
    YES_NO = "yes or no"
    LIST = "list"
    OTHER = "other"


_OF = r"(?:\w+\s+){0,2}"
_KINDS = {
    Kind.FIGURE: r"how (?!did|do|does|is|are|was|were|has|have|had|will|would|can|could|come|soon)[a-z]+|toll"
    rf"|what {_OF}(?:percentage|share|proportion|number|amount|sum|fraction|fee|fine|price|cost|salary|speed|magnitude"
    r"|height|length|weight|size|age|margin|score|rate|award|budget)"
    r"|what (?:will|would|did|does|do|was|were|is|are) .{2,80}\b(?:cost|weigh|pay|paying|fined|worth|valued at)",
    Kind.DATE: r"when|how soon|(?:what|which) (?:day|date|year|month|time)",
    Kind.PERSON: r"who(?:m|se)?|(?:which|what) (?:person|man|woman|president|minister|official|company|country|group"
    r"|party|organi[sz]ation|team)",
    Kind.PLACE: r"where|(?:which|what) (?:place|city|town|village|state|province|region)",
    Kind.REASON: r"why|how come|for what reasons?|what (?:\w+\s+)?(?:caused?|causes|led to|reasons?)",
    Kind.QUOTATION: r"what (?:did|does|has|do) .{2,60}\b(?:say|said|tell|told|comment|remark|respond|reply)\b"
    r"|in (?:what|which) words|how did .{2,60}\b(?:describe|react|respond|call)\b",
    Kind.LIST: r"^(?:list|name|enumerate)|(?:what|which) (?:two|three|four|five|six|other|all|are all)"
    r"|(?:what|which) (?:[a-z]+ )?[a-z]+[^\Ws]s (?:are|were|have|had|did|do|will)",
}
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _KINDS.items())
_YES_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must|should)\b", re.IGNORECASE
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|as a result|caused?|blam\w+|so that|in order to|thanks to|led to|reasons?|amid"
    r"|prompt\w+|following|after|over|since)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+)?)", re.IGNORECASE)
# what is counted ends where the verb begins
_VERB = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might)\b", re.IGNORECASE)
# characters to either side of a figure in which the words stand that say what it is of
_BESIDE = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, read. ``names`` are the names in it, in their short form.

    ``unit`` is that of the figure asked for, as ``figures`` writes it; empty for a count. ``counted`` are the names of
    those who are counted: "Azerbaijani" of "how many Azerbaijani soldiers".
    """

    text: str
    kind: Kind
    names: tuple[str, ...]
    unit: str = ""
    counted: tuple[str, ...] = ()


def read(question: str) -> Asked:
    """The question as a reader means it; of a question in two parts, the first says what kind of answer it wants."""
    named = tuple(dict.fromkeys(name.short for name in names.find(question) if not name.is_initial))
    return Asked(question, _kind(question), named, _unit(question), _counted(question, named))


def has_kind(asked: Asked, sentence: str, published: date | None) -> bool:
    """Whether the sentence brings what is asked for and the question does not hold already: a name, a day, a figure."""
    match asked.kind:
        case Kind.FIGURE:
            found = figures.find(sentence)
            return any(figure.unit == asked.unit for figure in found) if _COUNT.search(asked.text) else bool(found)
        case Kind.DATE:
            return bool(dates.find(sentence, published))
        case Kind.PERSON | Kind.PLACE:
            called = (name.short for name in names.find(sentence))
            return any(not any(names.same(name, known) for known in asked.names) for name in called)
        case Kind.REASON:
            return bool(_CAUSE.search(sentence))
        case Kind.QUOTATION:
            return bool(attribution.find(sentence))
        case Kind.YES_NO:
            return _gainsays(asked.text, sentence)
    return True


def _gainsays(question: str, sentence: str) -> bool:
    """Whether the sentence says no to one of the question's words, or says its opposite: to admit, and to deny."""
    if negation.find(sentence):
        return True
    said = words.content(sentence)
    return any(contrast.opposed(one, other) for one in words.content(question) for other in said)


def is_of_the_counted(asked: Asked, around: str) -> bool:
    """Whether a sentence, with the one before it, names all those who are counted."""
    there = [name.short for name in names.find(around)]
    return all(any(names.same(name, other) for other in there) for name in asked.counted)


def beside_a_figure(asked: Asked, sentence: str) -> float:
    """The largest share of the question's words, but for names, that stands close to one figure; 0 for none."""
    of_names = {stem for name in asked.names for stem in words.content(name)}
    wanted = _said(asked.text) - of_names
    near = (_said(beside) for beside in _beside_figures(sentence))
    return max((len(wanted & said) / len(wanted) for said in near), default=0.0) if wanted else 0.0


def counts_another(asked: Asked, texts: Sequence[str]) -> bool:
    """Whether what is asked to be counted is spoken of in ``texts``, but beside no figure: "the car deck" for cars."""
    counted = _COUNT.search(asked.text)
    nouns = _said(counted["noun"].split()[0]) if counted else set()
    spoken = any(nouns & _said(text) for text in texts)
    return spoken and not any(nouns & _said(beside) for text in texts for beside in _beside_figures(text))


def _beside_figures(sentence: str) -> Iterator[str]:
    for found in figures.find(sentence):
        before = sentence[max(0, found.span.start - _BESIDE) : found.span.start]
        yield f"{before} {sentence[found.span.end : found.span.end + _BESIDE]}"


def _said(text: str) -> set[str]:
    """The stems of a text, and the fates of people in it: to die is to be killed."""
    fates = events.fates(text)
    told = {words.stem(token) for _, token in fates}
    return {*words.content(text)} - told | {fate for fate, _ in fates}


def _counted(question: str, named: tuple[str, ...]) -> tuple[str, ...]:
    counted = _COUNT.search(question)
    phrase = _VERB.split(question[counted.start("noun") :], maxsplit=1)[0] if counted else ""
    return tuple(name for name in named if name in phrase)


def _kind(question: str) -> Kind:
    """That of the question word which stands first; of two at one place, the one that is asked for first above.

    "Did both say how many died?" wants the figure, "Was it open when it sank?" a yes or a no.
    """
    found = [(match.start(), kind) for kind, pattern in _PATTERNS if (match := pattern.search(question))]
    if _YES_NO.match(question.strip()) and Kind.FIGURE not in {kind for _, kind in found}:
        return Kind.YES_NO
    return min(found, key=lambda pair: pair[0], default=(0, Kind.OTHER))[1]


def _unit(question: str) -> str:
    """The unit that a number before the noun counted has: that of "5 kilometres"; empty for what is simply counted."""
    counted = _COUNT.search(question)
    nouns = counted["noun"].split() if counted else []
    # "5 May" is a day, and "5" before some other words is no figure either
    units = (figure.unit for noun in nouns for figure in figures.find(f"It was 5 {noun}."))
    return next(filter(None, units), "")
