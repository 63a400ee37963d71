"""A sentence to the part of a brief that it belongs in."""

from __future__ import annotations

import re
from datetime import date

from pipeline.domain import Sort
from pipeline.language import attribution, dates, tense

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


def of(sentence: str, published: date | None) -> Sort:
    """What kind of statement it is; what is said not to be known comes first, then what is to come."""
    if _UNKNOWN.search(sentence):
        return Sort.UNKNOWN
    if tense.looks_ahead(sentence, len(sentence)):
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
