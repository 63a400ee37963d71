"""Text to its hedges: the words by which a writer does not vouch for what is said.

Cues: our own list of the kinds that Hyland (1998) names, *Hedging in Scientific Research Articles*, with the reportive
adverbs and plan verbs of news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Span
from pipeline.language import verbs


class Doubt(StrEnum):
    """Why a hedged statement is no plain fact."""

    POSSIBLE = "possible"
    REPORTED = "reported"
    PLANNED = "planned"
    CLAIMED = "claimed"


# "due to open" is a plan, "due to rain" a cause: what follows tells
_CAUSE = (
    r"(?!\s+(?:the|a|an|his|her|its|their|this|that|these|those|bad|poor|high|low|heavy|severe|strong|technical|"
    r"weather|rain|snow|fog|wind|fire|covid|cancer|injury|\d|\w+(?:ing|tion|sion|ment|ness|ity|ages?|ures?|ems|ons)\b))"
)
# "appeared in court" and "thought of it" doubt nothing
_SEEN = (
    r"(?!\s+(?:in|on|at|before|for|with|by|alongside|under|from|among|here|there|as (?!if|though)|and|or|this|last)\b)"
)
_MUSED = r"(?!\s+(?:in|of|about|through|twice|ahead|tanks?)\b)"
_ARE = r"(?:is|are|was|were|be|been)(?: \w+ly| now| still| also)?"
_PLANS = "expect plan intend hope aim vow pledge threaten want seek promise propose prepare"
_AHEAD = "set|scheduled|slated|poised|tipped|projected|forecast|about|in talks|on track|on course"
_CUES = {
    Doubt.POSSIBLE: r"if|whether|may|might|could|perhaps|possibly|probably|likely|unlikely|maybe|conceivabl[ey]|"
    rf"(?:{verbs.any_of('appear seem')}){_SEEN}(?=\s+\w)|(?:believed?|believes|thinks?){_MUSED}|thought (?:to|that)|"
    rf"{_ARE} (?:thought|presumed)|(?<!as )(?<!best )(?<!soon as )possible(?! to\b| for\b)(?=\s+[a-z])|"
    rf"apparently|potentially|presumably|{verbs.any_of('suggest suspect')}|feared|fears? that|unclear whether|"
    r"unconfirmed|speculat\w+|estimates? that|assum\w+|if confirmed|preliminary|rumou?r\w*",
    Doubt.REPORTED: rf"reportedly|allegedly|{verbs.any_of('allege')}|purported(?:ly)?|supposedly|so-called|"
    r"said to (?:be|have)|understood (?:to|that)|reports? (?:of|that|suggest\w*)|reported to (?:be|have)|rumou?red|"
    rf"(?:{verbs.any_of('accuse')}) of|accus(?:es|ed|ing)|charged with|on suspicion of",
    Doubt.PLANNED: rf"(?:{_ARE} )?(?:{verbs.any_of(_PLANS)}|{_AHEAD}) to|{_ARE} likely to|"
    rf"{_ARE} going to(?! the\b| a\b)|(?:{_ARE} )?due to{_CAUSE}(?=\s+[a-z])|will|would|considering",
    Doubt.CLAIMED: rf"{verbs.any_of('claim assert insist contend argue')}|maintains that",
}
_PATTERNS = {doubt: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for doubt, cues in _CUES.items()}
# "May" the month and "the will" of the people are no verbs
_NOUNS = frozenset({"may", "will", "could", "claim", "claims", "suspect", "suspects"})
_NOT_VERB = re.compile(
    r"(?:\b(?:the|his|her|their|its|a|in|of|last|since|until|by|two|three|four|other|all)\s)$", re.IGNORECASE
)
_NAMED = re.compile(r"[\w,’'] $")


@dataclass(frozen=True, slots=True)
class Hedge:
    span: Span
    cue: str
    doubt: Doubt


def find(text: str) -> tuple[Hedge, ...]:
    """Every hedge in ``text``, in order."""
    found = [
        Hedge(Span(*match.span()), match.group().lower(), doubt)
        for doubt, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
        if not _is_noun(match)
    ]
    return tuple(sorted(found, key=lambda hedge: hedge.span))


def _is_noun(match: re.Match[str]) -> bool:
    if match.group().lower() not in _NOUNS:
        return False
    before = match.string[max(0, match.start() - 8) : match.start()]
    is_name = match.group() == "May" or (match.group() == "Will" and bool(_NAMED.search(before)))
    return is_name or bool(_NOT_VERB.search(before))
