"""Words that cannot both be true of one thing: opposites, and members of a closed class such as colours or directions.

Opposites: our own list of direct antonyms common in news. Classes: colours, compass points, kin, ordinals, spans of
time, crimes, buildings, vehicles and the like. Polarity: our own short list of words of praise and of blame.
"""

from __future__ import annotations

from pipeline.language import synonyms, words

_OPPOSITES = """
rise fall; rise drop; rise decline; rose fell; risen fallen; rose dropped; rose declined; increase decrease; increase
reduce; grow shrink; gain lose; gain loss; win lose; won lost; winner loser; victory defeat; accept reject; accept
refuse; approve reject; agree refuse; agree disagree; support oppose; supporter opponent; confirm deny; allow ban;
allow forbid; permit prohibit; legal illegal; guilty innocent; convict acquit; arrest release; detain release; begin
end; start end; start finish; start stop; open close; before after; early late; high low; higher lower; highest lowest;
more less; more fewer; most least; large small; larger smaller; largest smallest; big small; strong weak; strengthen
weaken; attack defend; enter leave; arrive leave; arrive depart; buy sell; bought sold; import export; hire fire;
appoint dismiss; positive negative; success failure; succeed fail; success fail; safe dangerous; alive dead; survive
die; survive kill; peace war; peaceful violent; hostile friendly; ally enemy; present absent; public private; federal
local; old young; old new; older younger; rich poor; hot cold; warm cool; cheap expensive; include exclude; inside
outside; above below; first last; left right; true false; love hate; praise criticise; praise criticize; welcome
condemn; improve worsen; better worse; best worst; majority minority; domestic foreign; deploy withdraw; ally rival;
advance retreat; create destroy; build demolish; male female; upper lower; major minor; many few; up down; always
never; add remove; lift impose; ease tighten; pass reject; voluntary forced; temporary permanent; possible impossible;
likely unlikely; able unable; popular unpopular; known unknown; optimistic pessimistic; hope fear; celebrate mourn"""
_CLASSES = """
red orange yellow green blue purple pink brown black white grey gray | north south east west northern southern eastern
western northeast northwest southeast southwest | mother father | son daughter | brother sister | husband wife | man
woman | men women | boy girl | uncle aunt | king queen | prince princess | spring summer autumn winter | gold silver
bronze | murder manslaughter | first second third fourth fifth sixth seventh eighth ninth tenth | singles doubles"""
# said in the place of each other they contradict; said elsewhere they need not
_RIVALS = """
increase decline; increase drop; increase fall; increase reduction; growth decline; profit loss; supporter critic;
admit deny; allow prevent; arrest acquit; jail free; opening closure; long short; hire dismiss; resign appoint;
successful failed; birth death; national local; former current; indoor outdoor; praise condemn; domestic international;
build destroy; capture free; seize release; rescue abandon; help hinder; save spend; lend borrow; teach learn; push
pull; raise lower; raise cut; expand reduce; expand shrink; accelerate slow; fast slow; heavy light; empty full;
ancient modern; natural artificial; urban rural; guest host; attacker victim; employer employee; landlord tenant; buyer
seller; plaintiff defendant; prosecution defence; prosecution defense; prosecutor defendant; government opposition;
ahead back; forward backward; join leave; unite divide; maximum minimum; ascend descend; appear disappear; remember
forget; reveal hide; reveal conceal; encourage discourage; tighten loosen; upgrade downgrade; overestimate
underestimate; optimism pessimism; surplus deficit; winning losing; healthy sick; wide narrow; deep shallow; simple
complex; civilian military; amateur professional"""
_RIVAL_CLASSES = """
grandfather grandmother | nephew niece | actor actress | gold silver bronze copper | murder manslaughter robbery arson
theft burglary rape kidnapping fraud treason | second minute hour day week month year decade century | daily weekly
monthly yearly | thousand million billion trillion | founder ceo chairman cofounder intern | hospital school
church mosque synagogue hotel museum prison library stadium factory theatre restaurant | car bus train truck tram ferry
plane helicopter motorcycle bicycle | earthquake flood hurricane tornado tsunami wildfire drought avalanche | flu
tuberculosis malaria measles cholera ebola polio smallpox diabetes cancer | vaccine drug | river lake ocean mountain
desert beach island | bridge tunnel | police army navy | doctor nurse teacher engineer farmer lawyer pilot student |
president king mayor governor senator | football tennis cricket rugby basketball baseball hockey golf swimming cycling
boxing | coal oil gas | catholic protestant muslim jewish hindu buddhist | republican democrat | gay lesbian straight |
morning afternoon evening | breakfast lunch dinner | dog cat horse | senate house | novel film album | quarterfinal
semifinal | bachelor master doctorate"""
_GOOD = """successful thriving triumphant flourishing booming prosperous healthy strong safe happy glad pleased proud
brave heroic peaceful friendly excellent outstanding brilliant stable secure promising optimistic beneficial effective
efficient popular beloved respected honest innocent legal fair friendly generous positive favourable favorable calm
celebrated welcome profitable wealthy robust resilient joyful bright luxurious beautiful reliable trustworthy improve
praise celebrate win succeed thrive flourish prosper rescue save heal recover triumph reward"""
_BAD = """failed failing failure troubled struggling ailing collapsing bankrupt sick weak dangerous unhappy angry sad
ashamed cowardly violent hostile poor terrible dismal unstable insecure bleak pessimistic harmful ineffective
inefficient unpopular hated disgraced dishonest guilty illegal unfair greedy negative unfavourable unfavorable tense
beleaguered embattled distressed unprofitable impoverished fragile faltering tragic grim squalid ugly unreliable corrupt
worsen condemn mourn lose fail struggle suffer collapse crash harm damage destroy kill injure defeat punish deadly
hemorrhage"""
_SAME = frozenset({frozenset({"gray", "grey"})})


def _table(opposites: str, classes: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    groups = [pair.split() for pair in opposites.split(";")] + [group.split() for group in classes.split("|")]
    for group in groups:
        stems = {words.stem(word) for word in group}
        for stem in stems:
            table.setdefault(stem, set()).update(
                other for other in stems if other != stem and frozenset({stem, other}) not in _SAME
            )
    return {stem: frozenset(others) for stem, others in table.items()}


_DIRECT = _table(f"{_OPPOSITES};{_RIVALS}", "")
_CONTRASTS = _table(_OPPOSITES, _CLASSES)
_IN_PLACE = _table(f"{_OPPOSITES};{_RIVALS}", f"{_CLASSES}|{_RIVAL_CLASSES}")
_POLARITY = {words.stem(word): -1 for word in _BAD.split()} | {words.stem(word): 1 for word in _GOOD.split()}


def of(stem: str) -> frozenset[str]:
    """The stems that contradict ``stem``; none for most words."""
    return _CONTRASTS.get(stem, frozenset())


def opposites(stem: str) -> frozenset[str]:
    """The stems that say the opposite of ``stem``, whoever is spoken of: to admit, and to deny."""
    return _DIRECT.get(stem, frozenset())


def opposed(one: str, other: str) -> bool:
    """Whether two stems contradict each other where one stands in the other's place.

    Opposites, two of a class, or one that speaks well and one that speaks ill.
    """
    if synonyms.alike(one, other):
        return False
    plain, rival = synonyms.base(one), synonyms.base(other)
    if rival in _IN_PLACE.get(plain, ()) or other in _IN_PLACE.get(one, ()):
        return True
    return _POLARITY.get(plain, 0) * _POLARITY.get(rival, 0) < 0
