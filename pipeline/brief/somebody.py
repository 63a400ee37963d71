"""The words where a speaker stands to those that call somebody: empty where they are a thing, a time or half a clause.

Without a parser what stands before "said" may begin or end too far: "CNN who reported", "police on Monday", "In a new
study". What stays is somebody by name, a body, people of a kind, or a paper that was written by one of them.
"""

from __future__ import annotations

import re

from pipeline.language import counted, names, words

LONGEST_WORDS = 12
_DAY = (
    r"(?:(?:on|late|early)\s+)*"
    r"(?:[MTWFS]\w{2,5}day|today|yesterday|tonight|(?:last|this) (?:week|month|year|morning|\w+day))"
)
_ENDS = re.compile(
    rf"\s+(?:{_DAY}|(?!family|assembly|only child)[a-z]{{3,}}ly|just|once|always|both|never|even|also|there|further|"
    r"himself|herself|itself|themselves|in (?:response|turn|relaying\b.*))$"
)
_RELATIVE = re.compile(r"\s(?:who|whose|which|that|where|when)\b.*$")
# "data from the office", "figures released by the ministry": who vouches for them
_DATA = re.compile(
    r"^(?:the |its |their |official |new |latest |preliminary |government )*"
    r"(?:data|figures|statistics|numbers|estimates|counts?|information)\s"
    r"(?:\w+(?:ed|en|t) )?(?:from|by|of)\s(?P<who>(?:the |an? )?.*)$",
    re.IGNORECASE,
)
# what opens a part of a sentence in which nobody has spoken yet
_OPENS = re.compile(
    r"^(?:in|on|at|by|for|from|across|with|to|into|of|as|like|than|through|also|and|but|or|so|then|although|though|while|"
    r"if|because|since|maybe|perhaps|sometimes|even|unfortunately|fortunately|secondly|firstly|finally|better|according|"
    r"what|how|why|whether|there|here)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:I|we|you|he|she|they|it|me|us|him|them|it[’']s|he[’']s|she[’']s|I[’']m)\b")
_BESIDE = re.compile(r"\b(?:in|of|at|from|for|near|with|by|on)\s(?:the\s)?$|\w['’]s?\s$")
_CLAUSE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|having|been|be|will|would|could|did|does|said|says|told|gave|noted|reported|"
    r"published a|occurred|makes|get|gets|asked|comes)\b|\band$|^[a-z]+ed\b|\b[a-z]+ed (?:at|an?|the|to|\d)\b|"
    r"[a-z]{3,}\. [A-Z]|[\[\]{}<>|]"
)
_A_DAY = re.compile(
    r"^(?:an? |the )?(?:jan|febr|mar|apr|may|june?|july?|aug|sept|oct|nov|dec)[a-z]*\.? \d", re.IGNORECASE
)
# of these things none speaks, whatever stands behind them
_THINGS = frozenset(
    """virus disease outbreak epidemic pandemic crisis storm hurricane cyclone earthquake fire flood crash incident
    accident total number figure change comment campaign problem issue reason smooth transition decision hypothesis
    wreck plane ship train bus vehicle weather bacteria vaccine males females second first third advisory""".split()
)
_NOBODY = frozenset(
    """there here version article story it this that these those one some others source sources spokesman spokeswoman
    spokesperson time what i we you nobody none no way reports statement headline caption""".split()
)
_PAPERS = frozenset({"version", "article"})
_PEOPLE = frozenset("police people media prosecutors staff state".split())


def called(who: str) -> str:
    """``who`` without what is none of the name, and with its role; empty where nobody is called by it."""
    who, _, role = who.partition(",")
    who = trimmed(who)
    data = _DATA.match(who)
    if data:
        who = data["who"]
    if not _is_somebody(who) or (data and not _is_body(who)):
        return ""
    return who if not role or _CLAUSE.search(role) else f"{who},{role}"


def trimmed(who: str) -> str:
    """Without the "on Monday", "publicly" and "who reported" behind it."""
    who = _RELATIVE.sub("", who)
    while (shorter := _ENDS.sub("", who).rstrip()) != who:
        who = shorter
    return who


def name(who: str) -> str:
    """The name that ``who`` ends in before a role, as one person or body has it; empty where it is whose, or where."""
    first = who.split(",")[0]
    found = names.find(f"x {first}")
    if not found or found[-1].span.end != len(first) + 2 or _BESIDE.search(first[: found[-1].span.start - 2]):
        return ""
    return found[-1].short


def _is_body(who: str) -> bool:
    return who.startswith("the ") or (bool(names.find(f"x {who}")) and not who.endswith(("’s", "'s")))


def _is_somebody(who: str) -> bool:
    told = words.tokens(who)
    if not told or len(told) > LONGEST_WORDS or not who[0].isalpha() or who.endswith(("’s", "'s")):
        return False
    if any(refused.search(who) for refused in (_OPENS, _PRONOUN, _CLAUSE, _A_DAY)):
        return False
    if told[-1] in _PAPERS or set(told) <= _NOBODY | words.STOP or not words.content(who):
        return False
    if told[-1] in _THINGS and who[0].islower():
        return False
    is_bare = len(told) == 1 and who.islower()  # "br", "audibly": no people of a kind
    return not is_bare or told[0] in _PEOPLE or counted.is_plural(told[0])
