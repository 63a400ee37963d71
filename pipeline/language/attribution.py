"""Text to who says what in it: "X said", "according to X", "X denied".

Reporting verbs: our own list of what news uses. The speaker is the noun phrase before the
verb, after it when the verb follows a quotation, or after "according to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Span
from pipeline.language import sentences


class Act(StrEnum):
    """What a speaker does with what is said: vouch for it, deny it, or not say it ("has not disclosed")."""

    SAYS = "says"
    DENIES = "denies"
    ALLEGES = "alleges"
    WITHHOLDS = "withholds"


_VERBS = {
    Act.SAYS: r"said|says|say|announced|announces|told|tells|confirmed|confirms|stated|states|reported|reports|"
    r"added|adds|noted|notes|declared|declares|disclosed|revealed|reveals|explained|wrote|writes|tweeted|acknowledged|"
    r"admitted|warned|warns|estimated|estimates|put the (?:number|figure|toll)|concluded|found|recalled|testified",
    Act.DENIES: r"denied|denies|rejected|rejects|dismissed|dismisses|disputed|disputes|refuted|refutes",
    Act.ALLEGES: r"claimed|claims|alleged|alleges|accused(?! of)|accuses|insisted|insists|argued|argues|suggested|"
    r"suggests|asserted|asserts|contended|contends|speculated",
}
_ACT_OF = re.compile("|".join(rf"(?P<{act.name}>\b(?:{verbs})\b)" for act, verbs in _VERBS.items()))
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told to)\s+(?P<speaker>[^,.;:“\"]+)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|also|later|earlier|previously|then|now|not|yet|never|would|will|first|recently|further))+$"
)
_NOT_SAID = re.compile(r"\b(?:not|never|yet|\w+n[’']t|refused to|declined to|without)$")
_CLAUSE = re.compile(
    r"[.;:!?\n“”\"]|,\s|\b(?:but|and|that|which|while|as|when|after|because|where|if|although|since)\s"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|be|been|being|by|to|of which|to have)$", re.IGNORECASE)
_LONGEST = 110
_INVERTED = re.compile(r"^\s+(?P<speaker>(?:the\s|a\s|an\s)?(?:[a-z]+\s){0,3}[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*)")
_PRONOUNS = frozenset("he she they it who i we you which that this".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """``speaker`` is where the speaker stands, ``who`` these words; ``verb`` as written; ``at`` where the verb is."""

    speaker: Span
    who: str
    verb: str
    at: int
    act: Act

    @property
    def is_pronoun(self) -> bool:
        return self.who.lower() in _PRONOUNS


def find(text: str) -> tuple[Attribution, ...]:
    """Every attribution in ``text``, in order. A verb whose speaker cannot be found is none."""
    found = [*_according(text)]
    for span in sentences.spans(text):
        for match in _ACT_OF.finditer(text, span.start, span.end):
            act = Act[match.lastgroup or "SAYS"]
            if _NOT_SAID.search(text[span.start : match.start()].rstrip()):
                act = Act.WITHHOLDS
            speaker = _before(text, span, match.start()) or _after(text, span, match)
            if speaker is not None:
                found.append(Attribution(speaker, speaker.of(text), match.group(), match.start(), act))
    return tuple(sorted(found, key=lambda attribution: attribution.at))


def _according(text: str) -> Iterator[Attribution]:
    for match in _ACCORDING.finditer(text):
        speaker = Span(*match.span("speaker"))
        yield Attribution(speaker, match["speaker"].strip(), "according to", match.start(), Act.SAYS)


def _before(text: str, sentence: Span, at: int) -> Span | None:
    start = max(sentence.start, at - _LONGEST)
    head = text[start:at].rstrip()
    head = _AUXILIARY.sub("", head)
    cut = max((match.end() for match in _CLAUSE.finditer(head)), default=0)
    phrase = head[cut:]
    is_cut_short = cut == 0 and start > sentence.start
    if is_cut_short or not phrase.strip() or _VERBAL.search(phrase):
        return None
    offset = start + cut + len(phrase) - len(phrase.lstrip())
    return Span(offset, start + cut + len(phrase))


def _after(text: str, sentence: Span, match: re.Match[str]) -> Span | None:
    inverted = _INVERTED.match(text[match.end() : sentence.end])
    if inverted is None:
        return None
    return Span(match.end() + inverted.start("speaker"), match.end() + inverted.end("speaker"))
