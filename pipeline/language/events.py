"""Words to the kind of event that they tell of, so that "came to a halt" and "the end of" meet.

The kinds are after the ACE 2005 event types, the triggers our own, with the phase of an event (it starts, it
ends) apart.
"""

from __future__ import annotations

import re

from pipeline.language import words

_TRIGGERS = {
    "start": "begin began begun start erupt launch break broke outbreak commence open outset onset",
    "end": "end halt stop cease ceasefire truce conclude finish armistice close hostilities over",
    "agree": "agree agreement deal accord treaty sign pact settlement",
    "die": "kill die death dead fatal toll fatality lose lost perish fallen",
    "injure": "injure wound hurt injury",
    "miss": "missing disappear vanish unaccounted",
    "arrest": "arrest detain custody capture seize",
    "release": "release free freed",
    "attack": "attack strike bomb shell raid assault explosion blast shoot",
    "meet": "meet met meeting summit talks visit conference",
    "elect": "elect election vote ballot poll referendum",
    "appoint": "appoint name nominate swear sworn hire",
    "resign": "resign quit step sack dismiss fire oust",
    "sentence": "sentence convict acquit trial charge indict jail plead",
    "buy": "buy bought acquire purchase takeover merge merger sell sold",
    "infect": "infect infection case test positive negative",
    "displace": "displace evacuate flee fled refugee",
    "found": "found establish create born birth",
    "marry": "marry wedding divorce",
    "crash": "crash sink sank collide derail collapse",
    "release product": "publish premiere debut unveil",
}
_ON_BOARD = re.compile(r"\bon board\b", re.IGNORECASE)
_KIND_OF = {words.stem(word): kind for kind, triggers in _TRIGGERS.items() for word in triggers.split()}


def kinds(text: str) -> frozenset[str]:
    """The kinds of event that ``text`` names, by its words."""
    return frozenset(_KIND_OF[stem] for token in words.tokens(text) if (stem := words.stem(token)) in _KIND_OF)


def phases(text: str) -> frozenset[str]:
    """Whether something starts or ends in ``text``, or both."""
    return kinds(text) & {"start", "end"}


# what becomes of people, told apart: the dead are not the missing
_FATES = {
    "die": "kill killed die died dies death dead fatal toll fatality lose lost perish drown fallen body bodies",
    "injure": "injure wound hurt injury",
    "miss": "missing disappear vanish unaccounted",
    "rescue": "rescue survive survivor save",
    "aboard": "aboard passenger carry carried",
    "arrest": "arrest detain custody detainee",
    "release": "release free freed",
    "infect": "infect infection case ill sick sicken disease patient",
    "care": "intensive",
    "admit": "hospitalise hospitalize admit",
    "displace": "displace evacuate flee fled homeless evacuee",
    "gather": "attend gather march rally",
}
# how a reader would say it of people
LABELS = {
    "die": "killed",
    "injure": "injured",
    "miss": "missing",
    "rescue": "rescued",
    "aboard": "aboard",
    "arrest": "arrested",
    "release": "released",
    "infect": "infected",
    "care": "in intensive care",
    "admit": "in hospital",
    "displace": "displaced",
    "gather": "gathered",
}
_FATE_OF = {words.stem(word): fate for fate, cues in _FATES.items() for word in cues.split()}
# these only grow or shrink with what is known: a later number is news, not a contradiction
RUNNING = frozenset(_FATES) - {"aboard", "gather"}
# and these only grow
GROWING = frozenset({"die", "infect"})


def fates(text: str) -> tuple[tuple[str, str], ...]:
    """What becomes of people in ``text``, in order: each fate with the word that tells it."""
    found = ((_FATE_OF.get(words.stem(token), ""), token) for token in words.tokens(_ON_BOARD.sub("aboard", text)))
    return tuple((fate, token) for fate, token in found if fate)
