"""Text to who says what in it: "X said", "according to X", "X denied".

Reporting verbs: our own list of what news uses, in the forms that follow a subject. The speaker is the noun phrase
before the verb, after it when the verb follows a quotation, or after "according to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Span
from pipeline.language import sentences, verbs


class Act(StrEnum):
    """What a speaker does with what is said: vouch for it, deny it, or not say it ("has not disclosed")."""

    SAYS = "says"
    DENIES = "denies"
    ALLEGES = "alleges"
    WITHHOLDS = "withholds"


_VERBS = {
    Act.SAYS: """say announce tell confirm state report add note declare disclose reveal explain write tweet acknowledge
    admit concede warn caution estimate conclude find recall testify reiterate""",
    Act.DENIES: "deny reject dismiss dispute refute",
    Act.ALLEGES: "claim allege accuse insist argue suggest assert contend speculate",
}
_PLAIN = frozenset(" ".join(_VERBS.values()).split())
# nouns as well: "a police report", "the claims of residents", "member states"
_NOUNS = frozenset("claim report state note estimate find tweet recall dispute".split())
_NOUN_FORMS = _NOUNS | {verbs.third(verb) for verb in _NOUNS}


def _forms(bases: str) -> str:
    found = verbs.alternatives(form for verb in bases.split() for form in verbs.finite(verb))
    return found.replace("accused", "accused(?! of)").replace("said", "said|puts? the (?:number|figure|toll)")


_ACT_OF = re.compile("|".join(rf"(?P<{act.name}>\b(?:{_forms(bases)})\b)" for act, bases in _VERBS.items()))
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told to)\s+(?P<speaker>[^,.;:“\"]+)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|also|later|earlier|previously|then|now|not|yet|never|would|will|first|recently|further|"
    r"still|did|does|do|could|can|cannot|\w+n[’']t))+$"
)
_ASIDE = re.compile(
    r",\s(?:however|meanwhile|though|too|therefore|in turn|for (?:example|instance|(?:his|her|its) part)),$"
)
_NOT_SAID = re.compile(r"\b(?:not|never|yet|\w+n[’']t|refused to|declined to|without)$")
_CLAUSE = re.compile(
    r"[.;:!?\n“”\"]|,\s|\b(?:but|and|that|which|while|as|when|after|because|where|if|although|since)\s"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|be|been|being|by|to|of which|to have)$", re.IGNORECASE)
# "an alleged assault", "the company's claims": after these it is an adjective or a noun
_NO_SUBJECT = re.compile(
    r"(?:\b(?:a|an|the|its|their|our|my|your|no|such|of|in|on|over|for|from|with|about|at|into|as|than)|\w['’]s|s['’])$",
    re.IGNORECASE,
)
# "two reports", "denied reports": so is what can be a noun after these
_NO_SUBJECT_OF_NOUN = re.compile(
    r"\b(?:this|these|those|his|her|any|some|many|most|several|few|all|other|two|three|four|five|six|\d+|[a-z]+(?:ed|ing)|"
    r"first|false|new|recent|media|news|member)$"
)
_ADVERBIAL = re.compile(r"(?:by|in|of|from|with|despite|amid|per|after|on|at)\s")
_AFTER_NOUN = re.compile(
    r"\s+(?:of|from|by|on|about|against|in|into|for|to|and|or|is|are|was|were|has|have|had|said|say)\b"
)
_AT_END = re.compile(r"\s*(?:[.,;:)”\"]|$)")
_ENDS = (",", "”", '"')
_ASSISTED = re.compile(r"\b(?:do|does|did)(?: not| also)?$|n[’']t$|\bnot$")
_WOULD = re.compile(r"\b(?:will|would|may|might|can|could|shall|should|must)(?: also| then| later)?$")
_PLURAL = re.compile(
    r"(?:\b(?:they|we|i|you|who|people|police|media|staff|others|many|some|all|both)|(?:\b|\w)(?:men|children)|"
    r"[^\Wsui]s|\band(?: [\w.'’-]+)+)$",
    re.IGNORECASE,
)
_ENDS_A_QUOTE = re.compile(r"[,”\"’'?!–—-]\s*$")
_LONGEST = 110
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_INVERTED = re.compile(
    rf"^\s+(?P<speaker>(?:the\s|a\s|an\s)?(?:[a-z]+\s){{0,3}}{_CAPITAL}[\w.'’-]*(?:\s{_CAPITAL}[\w.'’-]*)*)"
)
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
            if speaker is not None and _is_said(speaker, match):
                found.append(Attribution(speaker, speaker.of(text), match.group(), match.start(), act))
    return tuple(sorted(found, key=lambda attribution: attribution.at))


def _according(text: str) -> Iterator[Attribution]:
    for match in _ACCORDING.finditer(text):
        speaker = Span(*match.span("speaker"))
        yield Attribution(speaker, match["speaker"].strip(), "according to", match.start(), Act.SAYS)


def _is_said(speaker: Span, match: re.Match[str]) -> bool:
    """Whether the verb is one here: not the noun that looks like it, nor what somebody may, or is to, say."""
    verb, before = match.group(), match.string[speaker.start : match.start()].rstrip()
    if speaker.start > match.start():
        return verb not in _PLAIN
    if verb in _NOUN_FORMS and _is_noun(match, before, is_aside=match.string[: speaker.start].rstrip()[-1:] in _ENDS):
        return False
    if verb not in _PLAIN or verb == "say" or _ASSISTED.search(before):
        return True
    joined = match.string[max(0, speaker.start - len("and ")) : match.start()].rstrip()
    return not _WOULD.search(before) and _PLURAL.search(joined) is not None


def _is_noun(match: re.Match[str], before: str, *, is_aside: bool) -> bool:
    """Whether a word that may be either is the noun. The verb ends a sentence in "two died, residents report." only."""
    if _NO_SUBJECT_OF_NOUN.search(before) or _ADVERBIAL.match(before) or _AFTER_NOUN.match(match.string, match.end()):
        return True
    return not is_aside and _AT_END.match(match.string, match.end()) is not None


def _before(text: str, sentence: Span, at: int) -> Span | None:
    start = max(sentence.start, at - _LONGEST)
    head = text[start:at].rstrip()
    head = _ASIDE.sub("", _AUXILIARY.sub("", head))
    cut = max((match.end() for match in _CLAUSE.finditer(head)), default=0)
    phrase = head[cut:]
    is_cut_short = cut == 0 and start > sentence.start
    if is_cut_short or not phrase.strip() or _VERBAL.search(phrase) or _NO_SUBJECT.search(phrase):
        return None
    offset = start + cut + len(phrase) - len(phrase.lstrip())
    return Span(offset, start + cut + len(phrase))


def _after(text: str, sentence: Span, match: re.Match[str]) -> Span | None:
    inverted = _INVERTED.match(text[match.end() : sentence.end])
    if inverted is None or not _ENDS_A_QUOTE.search(text[sentence.start : match.start()]):
        return None
    return Span(match.end() + inverted.start("speaker"), match.end() + inverted.end("speaker"))
