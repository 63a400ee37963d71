"""Claims to positions: who takes which, on what, in the words of a sentence that quotes them or says what they hold.

A position is an opinion, a denial, a demand, an allegation or words in quotation marks. Whoever takes it has a name or
is a body; an outlet has none of its own. What it is on are words that several positions have, else words of its own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pipeline.brief import claimed, voices
from pipeline.brief.claimed import Told
from pipeline.brief.contradictions import phrases
from pipeline.brief.voices import Speaker
from pipeline.domain import Article, ArticleId, Claim, Position, Span
from pipeline.language import dates, names, verbs, words
from pipeline.language.attribution import Act

MOST = 12
MOST_OF_ONE = 3
MOST_READ = 300
_TAKING = """accuse condemn criticise criticize welcome praise warn argue reject deny insist urge oppose support blame
claim demand allege vow pledge promise refuse reiterate defend dismiss object protest appeal apologise apologize
threaten"""
_TAKES = re.compile(rf"\b(?:{verbs.any_of(_TAKING)}|call(?:s|ed|ing)? (?:for|on)|must|should|ought|wants?|wanted)\b")
_FINITE = verbs.alternatives(form for verb in _TAKING.split() for form in verbs.finite(verb))
_SIDES = re.compile(rf"\b(?:(?:{_FINITE})(?! (?:of|by)\b)|call(?:s|ed) (?:for|on))\b")
_QUOTED = re.compile(r"[“\"]\s?(?:[^“”\"\s]+\s+){3,}[^“”\"]*[”\"]?")
_DETERMINERS = frozenset("the a an its his her their this that these those our my your no any such".split())
_LED = frozenset(
    """the a an its his her their this that these those of over on about for to against in with by from our my your
    no any such and into under""".split()
)
_BODY = re.compile(
    r"\b(?:ministry|government|party|opposition|union|office|bank|court|police|council|commission|committee|agency|"
    r"department|parliament|presidency|army|military|company|group|association|federation|operator|coast ?guard|mayor|"
    r"minister|president|governor|spokes\w+|lawyer|prosecutors?|regulator|authority|service|firm)\b",
    re.IGNORECASE,
)
_NO_ACTOR = re.compile(
    r"\b(?:sources?|reports?|media|statement|study|survey|poll|estimates?|documents?|papers?|newspaper|data|article|list|"
    r"results?|figures?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'-]+")
_PAST = frozenset(form for verb, forms in verbs.IRREGULAR.items() for form in (verb, *forms))
_VERBAL = re.compile(r"\w{2,}(?:ed|ing|ly)$")
_EMPTY = frozenset(
    """people year years day days week weeks month months time thing things way part number million billion percent one
    two three four five six lot kind sort fact case man woman mr mrs ms dr last next new first news
    press conference twitter tweet interview programme program statement moment side page minute minutes hour
    hours""".split()
)
_LONGEST_ISSUE = 3
_TOO_WIDE = 0.6
_LENGTH_SAYS = 0.3
_BESIDE = 16


@dataclass(frozen=True, eq=False)
class _Taken:
    """One sentence in which somebody takes a position."""

    told: Told
    actor: Speaker
    is_quoted: bool
    called: str = ""

    @cached_property
    def stems(self) -> frozenset[str]:
        return self.told.statement.stems

    @cached_property
    def issues(self) -> Mapping[tuple[str, ...], str]:
        """The groups of words that it may be on, by their stems; not the actor's own name and role."""
        own = {words.stem(token) for token in words.tokens(f"{self.actor.who} {self.called}")}
        found = _issues(self.told.statement.text, self.actor)
        return {key: told for key, told in found if set(key) <= self.stems and not set(key) <= own}

    @property
    def said_on(self) -> date | None:
        return _day(self.told, self.actor)


def positions(
    claims: Sequence[Claim],
    more: Sequence[Claim] = (),
    articles: Mapping[ArticleId, Article] | None = None,
) -> tuple[Position, ...]:
    """At most twelve, and three of one actor: those first who speak most, each by the fullest name of the articles."""
    read = claimed.near(claimed.read(claims, more[:MOST_READ], articles or {}))
    taken = [one for told in read if _is_verbatim(told) for one in _taken(told)]
    actors = _actors(taken)
    counts = Counter(actors.values())
    ordered = sorted(taken, key=lambda one: (-counts[actors[one.actor.name]], actors[one.actor.name], _rank(one)))
    chosen = [replace(one, called=actors[one.actor.name]) for one in _few(ordered, actors)]
    issues = _named(chosen, [told.statement.stems for told in read])
    return tuple(Position(one.called, issues[number], one.told.claim, one.said_on) for number, one in enumerate(chosen))


def _is_verbatim(told: Told) -> bool:
    return told.claim.text == told.claim.citations[0].quote


def _rank(one: _Taken) -> tuple[bool, bool, int]:
    return not one.told.is_written, not one.is_quoted, one.told.place


def _few(ordered: Sequence[_Taken], actors: Mapping[str, str]) -> Iterator[_Taken]:
    """Of each actor the best, then more, each sentence once."""
    seen: Counter[str] = Counter()
    texts: set[str] = set()
    for one in ordered:
        actor, text = actors[one.actor.name], one.told.claim.text
        is_told = any(text in other or other in text for other in texts)
        if seen[actor] < MOST_OF_ONE and not is_told and len(texts) < MOST:
            seen[actor] += 1
            texts.add(text)
            yield one


def _taken(told: Told) -> Iterator[_Taken]:
    """Those who take a position in a sentence, each once."""
    text = told.statement.text
    quoted = _QUOTED.search(text)
    for actor in {one.name: one for one in _speaking(told)}.values():
        takes = actor.act in {Act.DENIES, Act.ALLEGES} or _TAKES.search(text, actor.verb.start)
        if (quoted or takes) and _is_actor(actor, told):
            yield _Taken(told, actor, bool(quoted))


def _speaking(told: Told) -> Iterator[Speaker]:
    """Who is said to speak, and who is the subject of a verb that takes a side."""
    text = told.statement.text
    inside = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    found = (one for one in voices.find(told.statement) if one.act is not Act.WITHHOLDS)
    said = (one for one in found if one.verb == one.place or not any(span.covers(one.verb) for span in inside))
    # "according to" is how outlets name each other
    yield from (one for one in said if not one.verb.of(text).lower().startswith("according"))
    for match in _SIDES.finditer(text):
        if any(span.start <= match.start() < span.end for span in inside):
            continue
        named = [name for name in names.find(text) if not name.is_initial and name.span.end <= match.start()]
        if named and re.fullmatch(
            r"\s(?:(?:has|have|had|also|later|repeatedly)\s)*", text[named[-1].span.end : match.start()]
        ):
            who = voices.in_full(told.statement, named[-1])
            yield Speaker(who, named[-1].short, named[-1].span, Span(*match.span()), Act.SAYS)


def _is_actor(actor: Speaker, told: Told) -> bool:
    """Whether it is somebody: by name, or a body; no paper, and not the outlet."""
    if _NO_ACTOR.search(actor.who) or any(_is_outlet(actor, c.source.outlet) for c in told.claim.citations):
        return False
    return bool(names.find(f"x {actor.who}")) or _BODY.search(actor.who) is not None


def _is_outlet(actor: Speaker, outlet: str) -> bool:
    return bool(outlet) and names.same(actor.name, outlet)


def _actors(taken: Sequence[_Taken]) -> Mapping[str, str]:
    """Each name to the fullest way in which who has it is called; the short name of two is nobody's."""
    called: dict[str, str] = {}
    for one in taken:
        mine = one.actor.name
        alike = {other.actor.name for other in taken if _is_longer(other.actor.name, mine)}
        held = {
            other.actor.name for other in taken if mine and other.actor.who.lower().endswith(f", the {mine.lower()}")
        }
        alike = alike or held
        whole = next(iter(alike)) if len(alike) == 1 else mine
        called[mine] = max((other.actor.who for other in taken if other.actor.name in {mine, whole}), key=len)
    return called


def _is_longer(long: str, short: str) -> bool:
    return long != short and f" {long}".lower().endswith(f" {short}".lower())


def _day(told: Told, actor: Speaker) -> date | None:
    """The day beside the verb, else that of publication."""
    statement, published = told.statement, told.source.published
    for mention in statement.dates:
        near = (
            0 <= mention.span.start - actor.verb.end <= _BESIDE or mention.span.end <= actor.place.start <= _BESIDE * 2
        )
        if near and mention.on is not None and (published is None or mention.on <= published):
            return mention.on
    return published


def _named(chosen: Sequence[_Taken], pool: Sequence[frozenset[str]]) -> list[str]:
    """What each position is on: words that most of those without any have, until each has some.

    What has no such words is on what the one before it of the same actor is on.
    """
    found = ["" for _ in chosen]
    while open_ones := [number for number, issue in enumerate(found) if not issue]:
        offered = [key for number in open_ones for key in chosen[number].issues]
        if not offered:
            break
        best = max(dict.fromkeys(offered), key=lambda key: _worth(key, chosen, open_ones, pool))
        text = next(chosen[number].issues[best] for number in open_ones if best in chosen[number].issues)
        for number in open_ones:
            if set(best) <= chosen[number].stems:
                found[number] = text
        if all(best not in chosen[number].issues or found[number] for number in open_ones) and text not in found:
            break
    return [issue or _of_the_same(number, chosen, found) for number, issue in enumerate(found)]


def _of_the_same(number: int, chosen: Sequence[_Taken], found: Sequence[str]) -> str:
    mine = chosen[number].actor.name
    same = (issue for one, issue in zip(chosen, found, strict=True) if issue and one.actor.name == mine)
    return next(same, "what happened")


def _worth(
    key: tuple[str, ...], chosen: Sequence[_Taken], open_ones: Sequence[int], pool: Sequence[frozenset[str]]
) -> float:
    """How many it names, how often it is told of, and how exactly: words that nearly all have say nothing of each."""
    holding = sum(1 for number in open_ones if set(key) <= chosen[number].stems)
    everywhere = sum(1 for one in chosen if set(key) <= one.stems)
    is_wide = len(chosen) > MOST_OF_ONE and everywhere > _TOO_WIDE * len(chosen)
    spoken_of = math.log1p(sum(1 for stems in pool if set(key) <= stems))
    return (1.0 if is_wide else float(holding)) * (1 + _LENGTH_SAYS * (len(key) - 1)) * spoken_of


def _issues(text: str, actor: Speaker) -> Iterator[tuple[tuple[str, ...], str]]:
    """Runs of words that carry meaning, led by an article or a preposition: "the dredging contract"."""
    taken = [mention.span for mention in dates.find(text)]
    run: list[re.Match[str]] = []
    last, led, opened = None, "", ""
    for match in [*_WORD.finditer(text), None]:
        joined = last is not None and match is not None and text[last.end() : match.start()] == " "
        is_plain = match is not None and _carries(match, actor, taken)
        if run and not (joined and is_plain):
            yield from _issue(run, is_whole=opened in _DETERMINERS)
            run = []
        if match is not None and is_plain and (run or (led in _LED and joined)):
            opened = opened if run else led
            run.append(match)
        led = match.group().lower() if match is not None else ""
        last = match


def _carries(match: re.Match[str], actor: Speaker, taken: Sequence[Span]) -> bool:
    token = match.group().lower()
    if (
        token in words.STOP
        or token in _LED
        or not token[0].isalpha()
        or actor.place.start <= match.start() < actor.place.end
    ):
        return False
    return not any(span.start <= match.start() < span.end for span in taken)


def _issue(run: Sequence[re.Match[str]], *, is_whole: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of a run without verbs at its ends; after an article the first is none: "the dredging contract"."""
    kept = list(run)
    while kept and _is_verbal(kept[-1].group()):
        kept.pop()
    while kept and not is_whole and _is_verbal(kept[0].group()):
        kept.pop(0)
    kept = kept[-_LONGEST_ISSUE:] if len(kept) <= _LONGEST_ISSUE + 1 else kept[:_LONGEST_ISSUE]
    told = " ".join(match.group() for match in kept)
    if kept and not {match.group().lower() for match in kept} <= _EMPTY and len(told) > _LONGEST_ISSUE:
        told = re.sub(r"['’]s?$", "", told)
        yield tuple(words.stem(match.group()) for match in kept), phrases.trimmed(told)


def _is_verbal(token: str) -> bool:
    return token.lower() in _PAST or _VERBAL.match(token.lower()) is not None
