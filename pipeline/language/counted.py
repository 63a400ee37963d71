"""What stands around a number: its unit, the noun that it counts, or the signs that it is a name and counts nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.language import words

_UNITS = {
    "%": r"%|percent\b|per\s?cent\b|pc\b",
    "points": r"percentage[ -]points?\b|basis[ -]points?\b",
    "km": r"km\b|kilomet(?:er|re)s?\b",
    "mile": r"miles?\b|mi\b",
    "km/h": r"km/h\b|kph\b|kmh\b|kilomet(?:er|re)s (?:per|an) hour\b",
    "mph": r"mph\b|miles (?:per|an) hour\b",
    "m": r"m\b|met(?:er|re)s?\b",
    "cm": r"cm\b|centimet(?:er|re)s?\b",
    "mm": r"mm\b|millimet(?:er|re)s?\b",
    "ft": r"ft\b|feet\b|foot\b",
    "inch": r"in\.(?=\s)|inch(?:es)?\b",
    "kg": r"kg\b|kilos?\b|kilograms?\b|kilogrammes?\b",
    "lb": r"lbs?\b",
    "tonne": r"(?:metric )?tonnes?\b|tons?\b",
    "sq km": r"square kilomet(?:er|re)s?\b|sq km\b|km²",
    "sq mile": r"square miles?\b",
    "hectare": r"hectares?\b|ha\b",
    "acre": r"acres?\b",
    "litre": r"lit(?:er|re)s?\b",
    "gallon": r"gallons?\b",
    "barrel": r"barrels?\b",
    "°C": r"°\s?C\b|degrees? celsius\b|degrees? centigrade\b",
    "°F": r"°\s?F\b|degrees? fahrenheit\b",
    "degree": r"degrees?\b|°",
    "MW": r"MW\b|megawatts?\b",
    "GW": r"GW\b|gigawatts?\b",
    "age": r"years?[ -]olds?\b|years of age\b",
    "second": r"seconds?\b",
    "minute": r"minutes?\b|mins?\b",
    "hour": r"hours?\b|hrs?\b",
    "day": r"days?\b",
    "week": r"weeks?\b",
    "month": r"months?\b",
    "year": r"years?\b",
    "$": r"(?:US |U\.S\. )?dollars?\b|USD\b",
    "£": r"pounds? sterling\b|pounds?\b|GBP\b",
    "€": r"euros?\b|EUR\b",
    "¥": r"yen\b|yuan\b|JPY\b|CNY\b|renminbi\b",
    "₹": r"rupees?\b|INR\b",
    "cent": r"cents?\b|pence\b",
}
_NAMES = tuple(_UNITS)
# the longest spelling wins: "kilometres per hour" before "kilometres"
_BY_LENGTH = sorted(enumerate(_UNITS.values()), key=lambda pair: -len(pair[1]))
_AFTER = re.compile(r"[\s-]?(?:" + "|".join(f"(?P<u{i}>{form})" for i, form in _BY_LENGTH) + ")", re.IGNORECASE)
_CURRENCY = re.compile(
    r"(?:\b(?P<code>US|A|C|NZ|HK|S|R)?(?P<sign>[$£€¥₹])|\b(?P<word>USD|EUR|GBP|Rs\.?))\s?$|(?P<bare>[$£€¥₹])\s?$"
)
_CODES = {"USD": "$", "EUR": "€", "GBP": "£", "Rs": "₹", "Rs.": "₹"}
_AGE = re.compile(r"(?:\baged between\s$|[A-Z][\w'’-]+,\s$)")
_OF_AGE = re.compile(r"\b(?:aged|(?:at|of)(?: the)? age(?: of)?)\s$", re.IGNORECASE)

# stems of the nouns for persons that news counts
PEOPLE = frozenset(
    map(
        words.stem,
        """people persons person men man women woman children child soldiers soldier troops servicemen serviceman
        servicewomen personnel fighters militants civilians civilian protesters demonstrators residents citizens
        patients passengers workers employees students pupils migrants refugees prisoners hostages officers police
        victims others dead fatalities deaths casualties peacekeepers individuals members""".split(),
    )
)
# what a number may label: "Section 5", "Category 3", "flight 370", "number 10"
_LABEL_WORDS = (
    "section|article|chapter|page|paragraph|category|level|phase|stage|tier|grade|type|class|flight|route|highway|"
    "interstate|channel|room|gate|number|no|nos|version|volume|episode|season|round|week|day|step|part|platform|pier|"
    "zone|district|ward|unit|lot|formula|title|proposition|resolution|rule|table|group|game|match|lap|top|"
    "matchday|size|model|mark|block|building|ch|vol|pp?"
)
_LABELS = re.compile(rf"\b(?:{_LABEL_WORDS})\.?\s$", re.IGNORECASE)
# what a label is of, and its number
LABELLED = re.compile(rf"\b({_LABEL_WORDS})\s(\d+)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[^\W_][,’']?\s(?P<name>[A-Z][\w'’-]*)\s$")
_CLOCK = re.compile(r"\s?(?:[ap]\.?\s?m\b|o[’']clock|noon\b|GMT\b|UTC\b|[A-Z]{1,2}[SD]T\b)")
_SCORE_AFTER = re.compile(r"[-–—]\d")
_SCORE_BEFORE = re.compile(r"\d[-–—]$")
_YEARLIKE = range(1900, 2100)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|the|this|that|any|every|some|each|another|which|other|which|only|number|day|not|square)[\s-]$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"(?:\s+(?:of|another|by|after|that|who|which|can|could|could|is|was|has|more thing|day)\b|\W*$|[,.;]|-)"
)
# closed-class and verb forms that end the phrase that a number counts
_ENDS = frozenset(
    """in on at from to by with for during after before since until over under into within between against through per
    among as than via upon near inside outside across around along and or but nor that which who whom whose where when
    while if because is are was were be been being has have had do does did will would can could may might shall should
    must said says say told killed injured died wounded arrested reported confirmed announced here there now today
    yesterday so also still yet then not a an the it he she they them us him we you i this these those each every
    out up down off only about""".split()
)
_SKIPPED = frozenset("of its their his her our your my the more additional other further such these those all".split())
_WORD = re.compile(r"(\s+|-)([^\W\d_][\w’'-]*)")
_LONGEST = 5
_PLURALS = frozenset(
    "people men women children police troops servicemen personnel dead staff others mice data media aircraft".split()
)
_IN_A_NAME = re.compile(r"\b(?:in|at|from|across|near)\s+(?:[A-Z][\w'’-]*\s+)*[A-Z][\w'’-]*\s$")


def unit(before: str, after: str) -> tuple[str, int]:
    """The canonical unit of a number between ``before`` and ``after``, and how far it reaches into ``after``."""
    money = _CURRENCY.search(before)
    if money:
        sign = money["sign"] or money["bare"] or _CODES[money["word"]]
        code = money["code"] or ""
        return ("" if code == "US" else code) + sign, 0
    match = _AFTER.match(after)
    if match and match.lastgroup:
        return _NAMES[int(match.lastgroup[1:])], match.end()
    if _OF_AGE.search(before) or (_AGE.search(before) and re.match(r"[,.;)]|\s+and\b", after)):
        return "age", 0
    return "", 0


def after(text: str) -> str:
    """The noun phrase that opens ``text``, without what stands before its adjectives; empty when there is none."""
    phrase: list[str] = []
    position = 0
    while len(phrase) < _LONGEST and (match := _WORD.match(text, position)):
        word, position = match[2], match.end()
        if not phrase and word.lower() in _SKIPPED:
            continue
        if word.lower() in _ENDS:
            break
        phrase.append(word)
        if is_plural(word):
            break
    return " ".join(phrase)


def is_plural(phrase: str) -> bool:
    """Whether its last word looks like a noun in the plural."""
    word = phrase.rsplit(" ", 1)[-1].lower()
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous")))


def is_label(before: str, after: str, value: Decimal, *, noun: str, plain: bool) -> bool:
    """Whether a number without a unit is part of a name, a time, a score or a numbered heading."""
    if _CLOCK.match(after) or _SCORE_BEFORE.search(before) or _SCORE_AFTER.match(after):
        return True
    if _LABELS.search(before):
        return True
    if not plain:
        return False
    if _NAME_BEFORE.search(before) and not (is_plural(noun) and _IN_A_NAME.search(before)):
        return "," not in str(value) and value == value.to_integral() and not _reports(before)
    return False


def _reports(before: str) -> bool:
    return before.rstrip().rsplit(" ", 1)[-1].lower() in _ENDS


def is_pronoun(before: str, after: str, value: Decimal) -> bool:
    """Whether a number word counts nothing: "no one", "one of them", "one another"."""
    if value != 1:
        return False
    return bool(_PRONOUN_BEFORE.search(before) or _PRONOUN_AFTER.match(after))
