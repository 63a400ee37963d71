"""Words that cannot both be true of one thing: opposites, and members of a closed class such as colours or directions.

Opposites: our own list of direct antonyms common in news. Classes: basic colours, compass points, kin, gender,
ordinals.
"""

from __future__ import annotations

from pipeline.language import words

_OPPOSITES = """
rise fall; rise drop; rise decline; rose fell; risen fallen; rose dropped; rose declined; increase decrease;
increase reduce; grow shrink; gain lose; gain loss; win lose; won lost; winner loser; victory defeat; accept
reject; accept refuse; approve reject; agree refuse; agree disagree; support oppose; supporter opponent; confirm
deny; allow ban; allow forbid; permit prohibit; legal illegal; guilty innocent; convict acquit; arrest release;
detain release; begin end; start end; start finish; start stop; open close; before after; early late; high low;
higher lower; highest lowest; more less; more fewer; most least; large small; larger smaller; largest smallest;
big small; strong weak; strengthen weaken; attack defend; enter leave; arrive leave; arrive depart; buy sell;
bought sold; import export; hire fire; appoint dismiss; positive negative; success failure; succeed fail;
success fail; safe dangerous; alive dead; survive die; survive kill; peace war; peaceful violent; hostile
friendly; ally enemy; present absent; public private; federal local; old young; old new; older younger; rich
poor; hot cold; warm cool; cheap expensive; include exclude; inside outside; above below; first last; left
right; true false; love hate; praise criticise; praise criticize; welcome condemn; improve worsen; better worse;
best worst; majority minority; domestic foreign; deploy withdraw; ally rival; advance retreat; create destroy;
build demolish; male female; upper lower; major minor; many few; up down; always never; add remove; lift impose;
ease tighten; pass reject; voluntary forced; temporary permanent; possible impossible; likely unlikely; able
unable; popular unpopular; known unknown; optimistic pessimistic; hope fear; celebrate mourn"""
_CLASSES = """red orange yellow green blue purple pink brown black white grey gray |" " north south east west northern
southern eastern western northeast northwest southeast southwest | mother father | son daughter | brother sister
| husband wife | man woman | men women | boy girl | uncle aunt | king queen | prince princess | spring summer
autumn winter | gold silver bronze | murder manslaughter |" " first second third fourth fifth sixth seventh
eighth ninth tenth | singles doubles"""
_SAME = frozenset({frozenset({"gray", "grey"})})


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    groups = [pair.split() for pair in _OPPOSITES.split(";")] + [group.split() for group in _CLASSES.split("|")]
    for group in groups:
        stems = {words.stem(word) for word in group}
        for stem in stems:
            table.setdefault(stem, set()).update(
                other for other in stems if other != stem and frozenset({stem, other}) not in _SAME
            )
    return {stem: frozenset(others) for stem, others in table.items()}


_CONTRASTS = _table()


def of(stem: str) -> frozenset[str]:
    """The stems that contradict ``stem``; none for most words."""
    return _CONTRASTS.get(stem, frozenset())
