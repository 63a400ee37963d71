"""A sentence to the part of a brief that it belongs in."""

from __future__ import annotations

import re
from datetime import date

from pipeline.domain import Sort
from pipeline.language import attribution, dates

RECENT_YEARS = 1
_UNKNOWN = re.compile(
    r"\b(?:unclear|unknown|yet to (?:be|confirm|say|determine|decide|announce)|remains? to be seen"
    r"|not (?:yet |immediately )?(?:been )?(?:known|clear|disclosed|confirmed|released|identified|established)"
    r"|(?:did|do|does|has|have|had)(?: not|n['’]t) (?:yet )?(?:give|say|said|disclose|comment|confirm|release|specif|"
    r"elaborate|provide|identif|establish)\w*"
    r"|(?:declined|refused) to (?:comment|say|give|confirm))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:(?:since|in|until|between) (?:the )?(?:19|20)\d\d"
    r"|(?:decades?|years?|centur(?:y|ies)) (?:ago|earlier|old|later)|historical(?:ly)?|previously|formerly)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"[“\"]|\b(?:accus|condemn|criticis|criticiz|welcom|praised?|warned|argued?|reject|denie[ds]|deny|insist|called for"
    r"|urged|oppos|support|blam|claim|demand|alleg)",
    re.IGNORECASE,
)


# the verb that carries a sentence or what somebody says in it, when it is of the future
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|would(?! have| like)|(?:plans?|intends?|aims?|hopes?) to|due (?:on|by|in)|"
    r"(?:is|are) (?:(?:now|also|still) )?"
    r"(?:to|(?:set|going|likely|about) to|(?:due|scheduled|expected|planned) (?:to|on|by|in|for|at)))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|has|have|came|went|died|fell|rose|won|lost|took|gave|made|left|found|held|met|cut|hit|shut|"
    r"sank|began|broke|became|brought|built|bought|caught|chose|drew|fled|flew|fought|grew|kept|led|paid|ran|sent|sold|"
    r"shot|spent|spoke|stood|struck|swept|withdrew|wrote|"
    r"(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Tt]he )(?!scheduled|expected|planned)[a-z]{2,}ed)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# what says who says it, and is no part of what is said
_SAYS = re.compile(
    r"\b(?:said|says|told \w+(?: \w+)?|announced|added|confirmed|warned|promised|vowed|pledged|agreed|decided|wrote)"
    r"(?: (?:on|at|in) \w+(?: \w+){0,3}?)?(?: that)?\b"
)


def of(sentence: str, published: date | None) -> Sort:
    """What kind of statement it is; what is said not to be known comes first, then what is to come."""
    if _UNKNOWN.search(sentence):
        return Sort.UNKNOWN
    if _looks_ahead(sentence):
        return Sort.AHEAD
    if _is_background(sentence, published):
        return Sort.BACKGROUND
    if _OPINION.search(sentence) and attribution.find(sentence):
        return Sort.POSITION
    return Sort.NEWS


def _is_background(sentence: str, published: date | None) -> bool:
    days = [mention for mention in dates.find(sentence, published) if mention.year is not None]
    if published is not None and days:
        return all(mention.year is not None and mention.year < published.year - RECENT_YEARS for mention in days)
    return bool(_EARLIER.search(sentence))


def _looks_ahead(sentence: str) -> bool:
    """Whether the first verb of a sentence is of the future, or the first of what somebody says in it."""
    plain = _QUOTED.sub(" ", sentence)
    if _is_first(_AHEAD, _BEHIND, plain):
        return True
    said = _SAYS.search(plain)
    # what somebody says counts where saying it is all that is told: "cut its rate and said it would" tells of a cut
    return (
        said is not None
        and not _BEHIND.search(plain[: said.start()])
        and _is_first(_AHEAD, _BEHIND, plain[said.end() :])
    )


def _is_first(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    first, second = one.search(text), other.search(text)
    return first is not None and (second is None or first.start() < second.start())
