"""Verbs to their forms: "deny" to "denies", "denied" and "denying", "withdraw" to "withdrew" and "withdrawn".

The forms of regular verbs are made by the rules of English spelling, those of irregular ones are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# of a form of two verbs ("lay", "found", "saw") the first listed is meant. Left out are forms that news has more often
# as another word: "wound", "ground", "rent", "crew", "dove", "resent", "borne" (whose stem is that of "born")
_IRREGULAR = """
be was were been; have had; do did done; go went gone; say said; tell told; fall fell fallen;
rise rose risen; grow grew grown; win won; lose lost; buy bought; sell sold; build built; begin began begun;
break broke broken; bring brought; catch caught; choose chose chosen; come came; cut; deal dealt; draw drew drawn;
drink drank drunk; drive drove driven; eat ate eaten; feel felt; fight fought; find found; fly flew flown;
forbid forbade forbidden; forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; hang hung;
hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; leave left; lend lent; lie lay
lain; make made; mean meant; meet met; pay paid; ride rode ridden; ring rang rung; run ran; see saw seen; seek sought;
send sent; shake shook shaken; shoot shot; show shown; shrink shrank shrunk shrunken; sing sang sung; sink sank sunk;
sit sat; sleep slept; speak spoke spoken; spend spent; stand stood; steal stole stolen; stick stuck;
strike struck stricken; swear swore sworn; sweep swept; swim swam swum; take took taken; teach taught; tear tore torn;
think thought; throw threw thrown; understand understood; wear wore worn; withdraw withdrew withdrawn; write wrote
written; arise arose arisen; overthrow overthrew overthrown; undergo underwent undergone; overcome overcame;
uphold upheld; foresee foresaw foreseen; plead pled; abide abode; alight alit; awake awoke awoken; babysit babysat;
bear bore; beat beaten; become became; befall befell befallen; behold beheld; bend bent; bereave bereft;
beseech besought; bet; bid bade bidden; bind bound; bite bit bitten; bleed bled; bless blest; blow blew blown; breed
bred; broadcast; browbeat browbeaten; burn burnt; burst; cast; cling clung; cost; creep crept; dig dug; disprove
disproven; dream dreamt; dwell dwelt; feed fed; flee fled; fling flung; forecast; forego forwent foregone; foretell
foretold; forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; forswear forswore forsworn;
handwrite handwrote handwritten; hew hewn; hit; hurt; inlay inlaid; interweave interwove interwoven; kneel knelt; lade
laden; lean leant; leap leapt; learn learnt; let; light lit; mislay mislaid; mislead misled; misspell misspelt;
misspend misspent; mistake mistook mistaken; misunderstand misunderstood; mow mown; offset; outbid; outdo outdid
outdone; outgrow outgrew outgrown; outlay outlaid; outrun outran; outsell outsold; outshine outshone; overdo overdid
overdone; overhang overhung; overhear overheard; overpay overpaid; override overrode
overridden; overrun overran; oversee oversaw overseen; oversell oversold; overshoot overshot; oversleep overslept;
overspend overspent; overtake overtook overtaken; partake partook partaken; prepay prepaid; prove proven; put; quit;
read; rebuild rebuilt; redo redid redone; redraw redrew redrawn; remake remade; repay repaid; rerun reran; resell
resold; reset; retake retook retaken; retell retold; rethink rethought; rewind rewound; rewrite rewrote rewritten; rid;
 set; sew sewn; shave shaven; shear shorn; shed; shine shone; shoe shod; shut; slay slew slain; slide slid;
sling slung; slit; smite smote smitten; sow sown; speed sped; spell spelt; spill spilt; spin spun; spit spat; split;
spoil spoilt; spread; spring sprang sprung; sting stung; stink stank stunk; strew strewn; stride strode stridden; string
strung; strive strove striven; swell swollen; swing swung; thrive throve; thrust; tread trod trodden; unbind unbound;
underpay underpaid; undercut; understate; undertake undertook undertaken; underwrite underwrote underwritten; undo undid
undone; unwind unwound; upset; wake woke woken; waylay waylaid; weave wove woven; weep wept; wet; withhold withheld;
withstand withstood; wring wrung"""
IRREGULAR = {verb: tuple(forms) for verb, *forms in (entry.split() for entry in _IRREGULAR.split(";"))}
# stressed on their last syllable, so that its consonant is doubled: "admitted", but "visited"
_DOUBLED = frozenset(
    """abet abhor abut acquit admit allot annul babysit befit begin commit compel concur confer control debug defer
    demur deter disbar dispel distil embed emit entrap equip excel expel extol forbid forget fulfil handicap impel incur
    infer inset instil occur offset omit outbid outrun outwit overlap overrun patrol permit prefer rebel rebut recur
    refer regret remit repel reset submit transfer transmit reoccur undercut upset""".split()
)
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
_HISSING = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)$")
_SILENT = re.compile(r"(?<=[^eoy])e$")
_THIRD = {"be": "is", "have": "has"}


@lru_cache(maxsize=4096)
def forms(verb: str) -> tuple[str, ...]:
    """The plain form of ``verb``, as given, then its third person, its past, its participles; each once."""
    return tuple(dict.fromkeys((verb, third(verb), *past(verb), _going_on(verb))))


def third(verb: str) -> str:
    """ "denies" for "deny"."""
    if verb in _THIRD:
        return _THIRD[verb]
    if _ends_in_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if _HISSING.search(verb) else f"{verb}s"


def past(verb: str) -> tuple[str, ...]:
    """The past and, where it is another, the past participle: ("wrote", "written"), ("denied",)."""
    if verb in IRREGULAR:
        return IRREGULAR[verb] or (verb,)
    if _ends_in_y(verb):
        return (f"{verb[:-1]}ied",)
    return (f"{verb}d",) if verb.endswith("e") else (f"{_doubled(verb)}ed",)


def finite(verb: str) -> tuple[str, ...]:
    """The forms that stand on their own after a subject: ("write", "writes", "wrote")."""
    return tuple(dict.fromkeys((verb, third(verb), past(verb)[0])))


def any_of(verbs: str) -> str:
    """A pattern for every form of the ``verbs``, which blanks part; the longest first."""
    return alternatives(form for verb in verbs.split() for form in forms(verb))


def alternatives(found: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, dict.fromkeys(found)), key=len, reverse=True))


def _ends_in_y(verb: str) -> bool:
    return re.search(r"[^aeiou]y$", verb) is not None


def _going_on(verb: str) -> str:
    """ "denying" for "deny", "dying" for "die"."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    is_silent = len(verb) > len("be") and _SILENT.search(verb)
    return f"{verb[:-1]}ing" if is_silent else f"{_doubled(verb)}ing"


def _doubled(verb: str) -> str:
    is_doubled = verb in _DOUBLED or _SHORT.fullmatch(verb) is not None
    return f"{verb}{verb[-1]}" if is_doubled else verb
