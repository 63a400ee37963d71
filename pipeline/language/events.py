"""Words to the kind of event that they tell of, so that "came to a halt" and "the end of" meet.

The kinds are after the ACE 2005 event types, the triggers our own, with the phase of an event (it starts, it
ends) apart.
"""

from __future__ import annotations

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
_KIND_OF = {words.stem(word): kind for kind, triggers in _TRIGGERS.items() for word in triggers.split()}


def kinds(text: str) -> frozenset[str]:
    """The kinds of event that ``text`` names, by its words."""
    return frozenset(_KIND_OF[stem] for token in words.tokens(text) if (stem := words.stem(token)) in _KIND_OF)


def phases(text: str) -> frozenset[str]:
    """Whether something starts or ends in ``text``, or both."""
    return kinds(text) & {"start", "end"}
