"""A sentence to who speaks in it, as a reader should meet them: "Brenner" becomes "Łukasz Brenner, the auditor".

What an article does not make sure is left as it stands, and a pronoun that is not sure names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.answer import pronouns
from pipeline.brief import somebody
from pipeline.brief.contradictions import phrases
from pipeline.brief.statements import Statement
from pipeline.domain import Article, Span
from pipeline.language import attribution, names, sentences, words
from pipeline.language.attribution import Act, Attribution
from pipeline.language.names import Name

_TRIMMED = " ,;:.–—-“”\"'‘’()"
_WHO = re.compile(r"^(?:who|which)\b")
_ASIDE = re.compile(r"^, (?P<role>(?:the|a|an|its|their|his|her)\s[a-z][^,.;:“”\"()]{2,70})(?=[,.;]|$)")
_IS_ROLE = re.compile(r"^(?:the|a|an|its|their|his|her|[a-z])")
# "who", "when" and the like open an aside that is no role
_NO_ROLE = re.compile(
    r"^(?:who|whose|which|when|where|after|before|while|as|and|but|or|in|on|at|by|for|from|to|with|adding|saying|"
    r"citing|speaking|according|told|\w+ing)\b"
)
_DEFINITE = re.compile(r"^(?:the|this|its|their) (?P<head>[a-z-]+)$", re.IGNORECASE)
_STYLE = re.compile(r"^(?:Mr|Mrs|Ms|Mx|Miss)\.?\s")
_QUOTATION = re.compile(r"^[“\"][^“”\"]*[”\"]?$")
_MORE_OF_NAME = re.compile(r"(?:\s[^\W\d_a-z][\w.'’-]*)+")
_ROLE_BEFORE = re.compile(r"(?:^|[“”\"]\s?)(?P<role>(?:The|An?|Its|Their) [a-z][^,.;:“”\"]{2,60}),$")
_BRACKET = re.compile(r"^\w+ \[(?P<name>[^\]]+)\]")
_OPENING = frozenset(
    "officials police authorities local health military rescuers firefighters residents witnesses".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """``who`` with their role, where it is told; by ``name`` alone two are one. ``verb`` is where that stands."""

    who: str
    name: str
    place: Span
    verb: Span
    act: Act


@lru_cache(maxsize=4096)
def find(statement: Statement) -> tuple[Speaker, ...]:
    """Everybody who is said to speak and can be named, in order.

    Of a sentence that is a quotation and nothing else, who spoke in the sentence before.
    """
    text = statement.text
    found = tuple(one for said in attribution.find(text) if (one := _speaker(statement, said)) is not None)
    if not found and _QUOTATION.match(text):
        before = _before(statement)
        spoke = find(before)[-1:] if before is not None else ()
        whole = Span(0, len(text))
        return tuple(Speaker(one.who, one.name, whole, whole, one.act) for one in spoke)
    return found


def _speaker(statement: Statement, said: Attribution) -> Speaker | None:
    who = somebody.called(_told(statement, said))
    name = _name(who) if who else ""
    if not name:
        return None
    verb = Span(said.at, said.at + len(said.verb)) if said.verb else said.speaker
    return Speaker(who, name, said.speaker, verb, said.act)


def _told(statement: Statement, said: Attribution) -> str:
    """Who it is: the name before an aside, whom a pronoun means, a whole name, the fuller words for "the ministry"."""
    text, who = statement.text, somebody.trimmed(said.who.partition("(")[0].strip(_TRIMMED).removeprefix("what "))
    if said.is_pronoun and not _WHO.match(who):
        return _meant(statement, who)
    ahead = text[: said.speaker.start].rstrip()
    is_name = _ROLE_BEFORE.search(ahead) is not None and _is_person(who)  # "The mayor of Arden, Ada Vance, said"
    if ahead.endswith(",") and not is_name and (_WHO.match(who) or said.who.rstrip().endswith(",")):
        named = [name for name in names.find(ahead) if name.span.end == len(ahead) - 1]
        if named:
            return _with_role(statement.article, named[-1], "" if _WHO.match(who) else who)
    if _WHO.match(who):
        return ""
    more = _MORE_OF_NAME.match(text, said.speaker.end)  # a name goes on to its end
    if more and said.speaker.start > said.at:
        who += more.group()
    aside = _ASIDE.match(text[more.end() if more else said.speaker.end :])
    told = _whole(statement, who, aside)
    role = _ROLE_BEFORE.search(ahead)
    return f"{told}, {phrases.uncapitalised(role['role'])}" if role and "," not in told and _is_person(told) else told


def _whole(statement: Statement, who: str, aside: re.Match[str] | None) -> str:
    definite = _DEFINITE.match(who)
    if definite:
        return _fuller(statement, definite["head"]) or phrases.uncapitalised(who)
    found, style = names.find(f"{who} said"), _STYLE.match(who)
    if len(found) == 1 and found[0].span.start <= (style.end() if style else 0):
        role = aside["role"] if aside and not _NO_ROLE.match(aside["role"]) else ""
        return _with_role(statement.article, found[0], role) if _covers(found[0], who) else phrases.uncapitalised(who)
    return _uncapitalised(who)


def _uncapitalised(who: str) -> str:
    """Without a capital that its sentence gave it: "Local officials"."""
    first, _, rest = who.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in _OPENING else phrases.uncapitalised(who)


def _covers(name: Name, who: str) -> bool:
    return name.span.end >= len(who)


def _with_role(article: Article, name: Name, role: str) -> str:
    """The whole name with its title or role, as the article first gives it."""
    known = _people(article)
    short = name.short
    full = [one for one in known if one == short or one.endswith(f" {short}")]
    told = known[full[0]] if len(full) == 1 else name.text
    if role and _IS_ROLE.match(role) and not _NO_ROLE.match(role):
        return f"{told.split(',')[0]}, {role}"
    return told


def in_full(statement: Statement, name: Name) -> str:
    """A name as its article first gives it whole, with its title or role."""
    return _with_role(statement.article, name, "")


@lru_cache(maxsize=256)
def _people(article: Article) -> Mapping[str, str]:
    """The names of two words or more of an article, each as it is first given with a title or a role."""
    found: dict[str, str] = {}
    for span in sentences.spans(article.text, article.language):
        text = span.of(article.text)
        for name in names.find(text):
            if " " not in name.short:
                continue
            aside = _ASIDE.match(text[name.span.end :])
            is_role = aside is not None and not _NO_ROLE.match(aside["role"]) and name.text == name.short
            told = f"{name.text}, {aside['role']}" if aside is not None and is_role else name.text
            if len(told) > len(found.get(name.short, "")) and found.get(name.short, name.short) == name.short:
                found[name.short] = told
    return found


def _meant(statement: Statement, pronoun: str) -> str:
    """Whom "he" means: sure where the sentence opens with it, else the only one who spoke in the sentence before."""
    article, before = statement.article, _before(statement)
    shown = pronouns.bracketed(article, statement.span)
    opened = _BRACKET.match(shown) if shown and statement.text.lower().startswith(pronoun.lower()) else None
    if opened:
        name = opened["name"].removesuffix("’s")
        return _people(article).get(name, name)
    if before is None or pronoun.lower() not in {"he", "she"}:
        return ""
    spoke = {one.name: one for one in find(before)}
    return next(iter(spoke.values())).who if len(spoke) == 1 and _is_person(*spoke) else ""


def _is_person(name: str) -> bool:
    found = names.find(f"x {name}")
    return bool(found) and found[-1].span.end == len(name) + 2 and not found[-1].short.isupper()


def _before(statement: Statement) -> Statement | None:
    span = sentences.before(statement.article.text, statement.span, statement.article.language)
    return None if span is None else Statement(statement.article, span)


def _fuller(statement: Statement, head: str) -> str:
    """ "Norland’s defence ministry" for "the ministry", where it is the only one that the article has by then."""
    text = statement.article.text[: statement.span.start]
    named = re.findall(rf"((?!The )(?:[A-Z][\w.-]+(?:['’]s)? )+(?:[a-z]+ ){{0,2}}{re.escape(head)})\b", text)
    plain = re.findall(rf"\b[Tt]he ((?:[a-z][a-z’'-]+ ){{1,3}}{re.escape(head)})\b", text)
    bodies = [f"the {one}" for one in plain if not words.STOP.intersection(one.split())]
    told = {words.tokens(one.removeprefix("the ")): one for one in (*named, *bodies)}
    return next(iter(told.values())) if len(told) == 1 else ""


def _name(who: str) -> str:
    """What is equal for one who is named with and without a role: the name in it, else all of it."""
    return somebody.name(who) or who.split(",")[0].lower().removeprefix("the ")
