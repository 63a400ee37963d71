"""A sentence of an article to the same said otherwise: shorter, turned round, a rounder figure, a like word.

A rewrite that does not apply to a sentence gives nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.language import attribution, dates, figures, hedges, words


@dataclass(frozen=True)
class Story:
    """An article by sentence, with what the others lend: their names and their clauses."""

    key: str
    sentences: tuple[str, ...]
    names: tuple[str, ...]
    other_names: tuple[str, ...]
    other_clauses: tuple[str, ...]


Change = Callable[[str, Story, random.Random], str]


_LIKE = dict(
    pair.split(":")
    for pair in """
    killed:slain injured:wounded police:officers began:started started:began ended:finished large:big
    major:significant hit:struck near:close_to arrested:apprehended detained:arrested vehicle:automobile car:vehicle
    aircraft:plane plane:aircraft announced:declared declared:announced reported:announced stated:said
    confirmed:verified children:kids house:home homes:houses purchased:bought bought:purchased election:poll
    attack:assault attacks:assaults attacked:assaulted destroyed:wrecked damaged:harmed several:a_number_of
    many:numerous approximately:roughly roughly:approximately approved:endorsed rejected:turned_down died:perished
    victims:casualties company:firm firm:company discovered:found located:found residents:inhabitants
    citizens:nationals assist:help help:aid assistance:help increase:rise increased:risen decreased:fallen
    injuries:wounds doctors:physicians fire:blaze blaze:fire explosion:blast blast:explosion storm:tempest
    protest:demonstration protests:demonstrations protesters:demonstrators agreement:deal deal:agreement
    talks:negotiations negotiations:talks lawyer:attorney court:tribunal trial:court_case sentenced:condemned
    jail:prison prison:jail money:cash huge:enormous important:significant game:match match:game won:triumphed_in
    victory:win win:victory winner:victor defeated:beat team:squad players:sportsmen study:research
    researchers:scientists scientists:researchers residence:home evacuated:cleared_out rescued:saved
    missing:unaccounted_for border:frontier president:head_of_state parliament:legislature lawmakers:legislators
    nation:country country:nation countries:nations elections:polls leader:head resigned:stepped_down
    appointed:named described:characterised criticised:censured criticized:censured praised:lauded aims:intends
    plans:intends allowed:permitted banned:prohibited requires:demands shows:demonstrates showed:demonstrated
    occurred:happened happened:occurred following:after currently:presently recently:lately nearly:almost
    almost:nearly immediately:at_once launched:unveiled constructed:built built:constructed road:street street:road
    ship:vessel vessel:ship ferry:boat crashed:smashed collided:smashed""".split()
)
_LIKE = {old: new.replace("_", " ") for old, new in _LIKE.items()}


def shortened(sentence: str, _: Story, rng: random.Random) -> str:
    """Without its brackets, or its last clause after a comma; nothing where a hedge or a denial would go with it."""
    without = re.sub(r" \([^()]*\)", "", sentence)
    head, comma, tail = without.rpartition(", ")
    if comma and len(words.content(head)) > 5 and rng.random() < 0.7 and not _qualifies(tail):
        return head.rstrip(" ,") + "."
    return without


def _qualifies(text: str) -> bool:
    return bool(hedges.find(text) or attribution.find(text) or re.search(r"\b(?:not|no|never|but|said|and)\b", text))


def turned_round(sentence: str, _: Story, __: random.Random) -> str:
    """ "On Monday, the bridge closed." to "The bridge closed on Monday." """
    match = re.fullmatch(r"((?:On|In|At|After|During|Before|Since) [^,“”\"]{4,60}), ([^“”\"]+)\.", sentence)
    if not match or " and " in match[2]:
        return ""
    first = match[1][0].lower() + match[1][1:]
    return f"{match[2][0].upper()}{match[2][1:]} {first}."


def speaker_last(sentence: str, _: Story, __: random.Random) -> str:
    """ "The ministry said that two died." to "Two died, the ministry said." """
    match = re.fullmatch(r"((?:The |[A-Z])[^,“”\"]{3,50}?) said (?:that )?([^“”\"]+)\.", sentence)
    if not match or " and said" in match[2]:
        return ""
    speaker = match[1] if not match[1].startswith("The ") else "the " + match[1][4:]
    return f"{match[2][0].upper()}{match[2][1:]}, {speaker} said."


def rounded(sentence: str, _: Story, rng: random.Random) -> str:
    """One large figure given as "about" a rounder one."""
    large = [m for m in figures.find(sentence) if m.low == m.high and m.low >= 60 and m.bound is figures.Bound.EXACT]
    plain = [m for m in large if re.fullmatch(r"[\d,]+", sentence[m.span.start : m.span.end])]
    if not plain:
        return ""
    one = rng.choice(plain)
    size = 10 ** (len(str(int(one.low))) - 2)
    value = round(int(one.low) / size) * size
    return put(sentence, one.span.start, one.span.end, f"about {value:,}")


_SPELT = dict(
    zip(
        "2 3 4 5 6 7 8 9 10 11 12".split(),
        "two three four five six seven eight nine ten eleven twelve".split(),
        strict=True,
    )
)


def spelt(sentence: str, _: Story, __: random.Random) -> str:
    """A small number in digits in words, or the other way round."""
    found = [(n, w) for n, w in _SPELT.items() if re.search(rf"(?<![\w.,$£€]){n}(?![\w.,%:])", sentence)]
    for number, word in found:
        if not any(re.search(rf"\b{number}\b", sentence[m.span.start : m.span.end]) for m in dates.find(sentence)):
            return re.sub(rf"(?<![\w.,$£€]){number}(?![\w.,%:])", word, sentence, count=1)
    back = [(n, w) for n, w in _SPELT.items() if re.search(rf"\b{w} [a-z]+s\b", sentence)]
    return re.sub(rf"\b{back[0][1]} (?=[a-z]+s\b)", f"{back[0][0]} ", sentence, count=1) if back else ""


def like_word(sentence: str, _: Story, rng: random.Random) -> str:
    """One word for another of the same meaning and form, for words that have it wherever they stand."""
    return from_table(sentence, _LIKE, rng)


def from_table(sentence: str, table: Mapping[str, str], rng: random.Random) -> str:
    found = [m for m in re.finditer(r"\b[a-z]{3,}\b", sentence) if m.group() in table]
    if not found:
        return ""
    one = rng.choice(found)
    return put(sentence, one.start(), one.end(), table[one.group()])


KEEPING: tuple[Change, ...] = (shortened, turned_round, speaker_last, rounded, spelt, like_word, like_word)


def put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
