"""A sentence and a passage to the names of the one that the other does not have, under any form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.answer.fault import Fault, Kind
from pipeline.language import names, words

# a city speaks for its country: what happens in London happens in the UK
_CITIES = """
london uk; manchester uk; edinburgh uk; glasgow uk; cardiff uk; belfast uk; birmingham uk; liverpool uk; england uk;
scotland uk; wales uk; washington us; york us; angeles us; chicago us; houston us; boston us; california us; texas
us; florida us; miami us; seattle us; philadelphia us; paris france; lyon france; marseille france; berlin germany;
munich germany; hamburg germany; frankfurt germany; rome italy; milan italy; naples italy; venice italy; madrid
spain; barcelona spain; lisbon portugal; dublin ireland; brussels belgium; amsterdam netherlands; hague netherlands;
vienna austria; bern switzerland; geneva switzerland; zurich switzerland; stockholm sweden; oslo norway; copenhagen
denmark; helsinki finland; reykjavik iceland; warsaw poland; prague czech; budapest hungary; bucharest romania;
sofia bulgaria; athens greece; belgrade serbia; zagreb croatia; sarajevo bosnia; kyiv ukraine; kiev ukraine; moscow
russia; petersburg russia; minsk belarus; ankara turkey; istanbul turkey; tbilisi georgia; yerevan armenia; baku
azerbaijan; tehran iran; baghdad iraq; damascus syria; beirut lebanon; amman jordan; jerusalem israel; riyadh saudi;
doha qatar; kabul afghanistan; islamabad pakistan; karachi pakistan; lahore pakistan; delhi india; mumbai india;
kolkata india; chennai india; dhaka bangladesh; kathmandu nepal; colombo lanka; bangkok thailand; hanoi vietnam;
manila philippines; jakarta indonesia; beijing china; shanghai china; wuhan china; taipei taiwan; tokyo japan; osaka
japan; seoul korea; pyongyang korea; sydney australia; melbourne australia; canberra australia; brisbane australia;
perth australia; wellington zealand; auckland zealand; ottawa canada; toronto canada; montreal canada; vancouver
canada; mexico mexico; havana cuba; caracas venezuela; bogota colombia; lima peru; quito ecuador; santiago chile;
buenos argentina; brasilia brazil; rio brazil; cairo egypt; tripoli libya; tunis tunisia; algiers algeria; rabat
morocco; khartoum sudan; nairobi kenya; kampala uganda; lagos nigeria; abuja nigeria; accra ghana; johannesburg
africa; pretoria africa; harare zimbabwe; lusaka zambia; mogadishu somalia; addis ethiopia; kinshasa congo"""
_COUNTRY = dict(pair.split() for pair in _CITIES.split(";"))
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 1
_NUMBERED = re.compile(r"[-\s]\d+$")


def of_names(claim: str, whole: str) -> Iterator[Fault]:
    """One for each name of the claim that the passage has in no form: nor its people, its capital or its initials."""
    for name in names.find(claim):
        if not name.is_initial and len(name.short) > _SHORT and not is_there(name.short, whole):
            yield Fault(Kind.NAME_MISSING, f"{name.short} is not in the passage")


@lru_cache(maxsize=4096)
def is_there(name: str, whole: str) -> bool:
    """Whether ``whole`` has the name in some form. One with a number has to stand as it is: "SARS-CoV-2"."""
    if _NUMBERED.search(name):
        return name.casefold() in whole.casefold()
    if set(words.content(name)) <= set(words.content(whole)):
        return True
    return any(names.same(name, other.short) for other in names.find(whole)) or is_where(name, whole)


def is_where(name: str, whole: str) -> bool:
    """Whether ``name`` is the country of a city that ``whole`` names."""
    return any(names.same(name, country) for country in _countries(whole))


@lru_cache(maxsize=256)
def _countries(text: str) -> tuple[str, ...]:
    """The countries of the cities that a text names."""
    found = {_COUNTRY.get(word.lower(), "") for word in _WORD.findall(text) if word[0].isupper()}
    return tuple(sorted(found - {""}))
