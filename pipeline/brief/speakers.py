"""Claims to who speaks in them: the people and the bodies that take a position, by one name for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.brief import somebody, voices
from pipeline.brief.statements import Statement
from pipeline.domain import Article, ArticleId, Claim, Span
from pipeline.language import attribution, names, words

LONGEST_WORDS = 7
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|from|near)\s.*$")
# who they are is not said, so nothing can be laid at their door
_NOBODY = frozenset(
    """officials official witnesses sources source people residents others many some experts analysts
    critics supporters report reports statement study media spokesman spokeswoman spokesperson letter email
    documents document data""".split()
)


@dataclass(slots=True)
class Speaker:
    """``name`` is the fullest form found; ``claims`` are those in which they speak.

    ``is_sure`` is false while all that is known is one word that opens a sentence: "Survivors said".
    """

    name: str
    claims: list[Claim] = field(default_factory=list)
    is_sure: bool = False


def find(claims: Iterable[Claim], most: int) -> tuple[Speaker, ...]:
    """Those who speak in most claims first, up to ``most``."""
    every = tuple(claims)
    outlets = {citation.source.outlet for claim in every for citation in claim.citations} - {""}
    known_names = sorted({name.short for claim in every for name in names.find(claim.text)})
    found: list[Speaker] = []
    for claim in every:
        for name in map(partial(_in_full, known_names), of(claim.text)):
            known = next((one for one in found if is_same(one.name, name)), None)
            if known is None:
                known = Speaker(name)
                found.append(known)
            known.name = max(known.name, name, key=len)
            known.is_sure |= not claim.text.startswith(f"{name} ") or " " in name
            if claim not in known.claims:
                known.claims.append(claim)
    sure = [one for one in found if one.is_sure and not any(is_same(one.name, outlet) for outlet in outlets)]
    return tuple(sorted(sure, key=lambda one: -len(one.claims))[:most])


def of(text: str) -> tuple[str, ...]:
    """Who speaks in ``text``, each once; a pronoun stands for the one named before it."""
    known: list[str] = []
    for one in voices.find(_alone(text)):
        name = _named(one)
        if name and not any(is_same(name, other) for other in known):
            known.append(name)
    if not known and any(said.is_pronoun for said in attribution.find(text)):
        known = [name.short for name in names.find(text) if " " in name.short][:1]
    return tuple(known)


def _alone(text: str) -> Statement:
    article = Article(ArticleId(""), text)
    return Statement(article, Span(0, len(text)))


def _in_full(known: Sequence[str], name: str) -> str:
    """The fullest form of a name: "Zoë Ibáñez" for "Ibáñez", where nobody else has it."""
    forms = {form for form in known if form.endswith(f" {name}")}
    return forms.pop() if len(forms) == 1 else name


def is_same(one: str, other: str) -> bool:
    return names.same(one, other)


def speaks(claim: Claim, name: str) -> bool:
    return any(is_same(name, other) for other in of(claim.text))


def _named(one: voices.Speaker) -> str:
    """The person's name, else the body as it is called; empty where neither is said."""
    who, name = one.who.split(",")[0], somebody.name(one.who)
    if name and not names.is_people(name):
        return name
    phrase = _ARTICLE.sub("", who)
    tokens = words.tokens(_PLACE.sub("", phrase))
    is_body = 1 < len(tokens) <= LONGEST_WORDS and tokens[-1] not in _NOBODY
    return phrase if is_body and (_ARTICLE.match(who) or phrase[0].isupper()) else ""
