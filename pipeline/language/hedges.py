"""Text to its hedges: the words by which a writer does not vouch for what is said.

Cues: our own list of the kinds that Hyland (1998) names, *Hedging in Scientific Research Articles*, with the reportive
adverbs and plan verbs of news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Span


class Doubt(StrEnum):
    """Why a hedged statement is no plain fact."""

    POSSIBLE = "possible"
    REPORTED = "reported"
    PLANNED = "planned"
    CLAIMED = "claimed"


_CUES = {
    Doubt.POSSIBLE: r"if|whether|may|might|could|perhaps|possibly|probably|likely|unlikely|maybe|appears?|appeared|"
    r"seems?|seemed|"
    r"apparently|potentially|suggests?|suggested|suspects?|suspected|believed|thought to|feared|unclear whether|"
    r"unconfirmed|speculat\w+|estimates? that|assum\w+|if confirmed|preliminary|rumou?r\w*",
    Doubt.REPORTED: r"reportedly|allegedly|alleged|alleges|purported(?:ly)?|supposedly|so-called|said to (?:be|have)|"
    r"reports? (?:of|that|suggest\w*)|reported to (?:be|have)|rumou?red|accused of|accus(?:es|ed|ing)|charged with|"
    r"on suspicion of",
    Doubt.PLANNED: r"(?:is|are|was|were|be) expected to|expects? to|plans? to|planned to|planning to|intends? to|"
    r"hopes? to|aims? to|(?:is|are|was|were) (?:due|set|scheduled|slated|likely) to|will|would|proposed to|"
    r"considering|pledged to|"
    r"vowed? to|threaten(?:s|ed)? to|wants? to|seeks? to|promised to",
    Doubt.CLAIMED: r"claims?|claimed|asserts?|asserted|insists?|insisted|contends?|contended|maintains that|"
    r"argues?|argued",
}
_PATTERNS = {doubt: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for doubt, cues in _CUES.items()}
# "May" the month and "the will" of the people are no verbs
_NOT_VERB = re.compile(r"(?:\b(?:the|his|her|their|its|a|in|of|last|since|until|by)\s)$", re.IGNORECASE)
_MONTH_AFTER = re.compile(r"\s+\d")


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
    if match.group().lower() not in {"may", "will", "could", "claim", "claims"}:
        return False
    before, after = match.string[max(0, match.start() - 8) : match.start()], match.string[match.end() :]
    return bool(_NOT_VERB.search(before) or (match.group() == "May" and _MONTH_AFTER.match(after)))
