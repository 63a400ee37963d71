"""Claims to who speaks in them: the people and the bodies that take a position, by one name for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.domain import Claim
from pipeline.language import attribution, names, words

LONGEST_WORDS = 7
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:in|of|at|from|for|near|with|by|on)\s(?:the\s)?$")
# "the corps, which includes the Quds Force": who speaks stands before it
_OTHERWISE = re.compile(r"(?:which|who|that|whose|where|when|as|in|by|for|with|of)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|of|at|from|for|near)\s.*$")
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
    sure = [one for one in found if one.is_sure]
    return tuple(sorted(sure, key=lambda one: -len(one.claims))[:most])


def of(text: str) -> tuple[str, ...]:
    """Who speaks in ``text``, each once; a pronoun stands for the one named before it."""
    known: list[str] = []
    for said in attribution.find(text):
        name = "" if said.is_pronoun else _before_an_aside(text[: said.speaker.start]) or _named(said.who)
        if name and not any(is_same(name, other) for other in known):
            known.append(name)
    if not known and any(said.is_pronoun for said in attribution.find(text)):
        known = [name.short for name in names.find(text) if " " in name.short][:1]
    return tuple(known)


def _in_full(known: Sequence[str], name: str) -> str:
    """The fullest form of a name: "Zoë Ibáñez" for "Ibáñez", where nobody else has it."""
    forms = {form for form in known if form.endswith(f" {name}")}
    return forms.pop() if len(forms) == 1 else name


def is_same(one: str, other: str) -> bool:
    return names.same(one, other)


def speaks(claim: Claim, name: str) -> bool:
    return any(is_same(name, other) for other in of(claim.text))


def _named(who: str) -> str:
    """The person's name, else the body as it is called; empty where neither is said."""
    found = [name for name in names.find(who) if _is_who(name, who)]
    if found:
        return found[-1].short
    phrase = _ARTICLE.sub("", who.strip(' ,“”"'))
    tokens = words.tokens(_PLACE.sub("", phrase))
    is_body = 1 < len(tokens) <= LONGEST_WORDS and tokens[-1] not in _NOBODY and who[:1] not in "0123456789"
    return phrase if is_body and _ARTICLE.match(who.strip()) else ""


def _before_an_aside(ahead: str) -> str:
    """ "Ada Vance, the former head of the office, said": the name, where one stands right before the comma."""
    ahead = ahead.rstrip()
    found = [name for name in names.find(ahead) if name.span.end == len(ahead) - 1] if ahead.endswith(",") else []
    return found[-1].short if found and " " in found[-1].short and _is_who(found[-1], ahead) else ""


def _is_who(name: names.Name, who: str) -> bool:
    """Whether a name is that of the speaker, and says not whose or where they are: "the police in Port Estmere"."""
    before, after = who[: name.span.start], who[name.span.end :]
    is_beside = (
        _BESIDE.search(before) or re.match(r"['’]s?\s|-\w", after) or name.text.endswith(("’s", "'s", "s’", "s'"))
    )
    return not is_beside and not names.is_people(name.short) and not _OTHERWISE.match(who)
