"""Evidence to the sentences that a brief may quote: prose that a reader understands with nothing before it.

An answer stands beside its question, so that "Two have been moved" is clear there; in a brief it hangs in the air. What
leads back is given from the sentence that it leads back to, or not at all.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from pipeline.answer import candidates, pronouns
from pipeline.answer.candidates import Candidate
from pipeline.domain import Article, Evidence, Span
from pipeline.language import attribution, names, sentences

MOST_SENTENCES = 240
# of each article, besides the passages found
OPENING = 3
LONGEST_CHARS = 420
MOST_SENTENCES_BEFORE = 1
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_TIME = r"(?:minutes?|hours?|days?|weeks?|months?|years?|morning|evening|night)"
_IS = r"(?:is|are|was|were|has|have|had|will|would|also|said|died|did|do|does|may|might|can|could)"
_LEADS_BACK = re.compile(
    "^(?:"
    + "|".join(
        (
            # after what: "By the next day", "Two weeks later", "The following morning"
            rf"(?:(?:by|on|at|in|within|over|during|after|before|since) )?(?:the )?(?:next|same|following) {_TIME}\b",
            r"(?:by|after|before|since|until) (?:then|that)\b",
            r"(?:at|by|during|since|until|around) (?:the|that|this) (?:same )?time,",
            r"out(?: of)? (?:these|those)\b",
            # "Unlike Wednesday's scrub, however, the launch"
            r"[^,;]{0,60}, (?:however|though|meanwhile|by contrast),",
            r"the [a-z]+ in question\b",
            rf"(?:(?:the|an?) )?(?:few )?(?:\w+ )?{_TIME} (?:(?:later|earlier)\b|(?:before|after),)",
            # words that join a sentence to the one before
            r"(?:meanwhile|yet|still|otherwise|moreover|furthermore|nevertheless|nonetheless|hence|therefore|thus|"
            r"eventually|finally|elsewhere|again|nor|or|for example|for instance|in turn|asked|if so|even so)\b",
            r"(?:later|earlier|afterwards?|soon|then)\b(?!-| (?:this|in|on|that)\b)",
            r"(?:instead|as a result|in addition|in response|besides)\b(?! (?:of|to)\b)",
            # of whom: "Two have been moved", "One of them", "The second official"
            r"(?:of|among) (?:those|these|them|others?)\b",
            rf"(?:another|both|neither|either|others|some|many|most|few|several|all|none|each|{_COUNT}) {_IS}\b",
            r"the (?:second|third|fourth|fifth|other|others|same|remaining|rest|former|latter) [a-z\d$€£]",
            r"(?:on|in|at|for|by|with|from|under|of) (?:that|this|those|these) [a-z]",
            r"[^,]{0,40}\b(?:one|two|three|some|many|most|several|both|all|none) of (?:them|those|these)\b",
            r"(?:that|it|he|she)['’]s\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
# "Two lenders said they would do so", "said that did not surprise them", "turned off their lights instead": what?
_POINTS_BACK = re.compile(
    r"\b(?:do|does|did|done|doing) so\b|\b(?:said|says) (?:that|this) (?:did|does|was|is|would|will|had|has)\b|"
    r"\b(?:instead|too|either|as well|likewise)[.!?][”\"]?$",
    re.IGNORECASE,
)
# "The clerk said it would be put to a vote": what?
_IT_IS_SAID = re.compile(
    r"\b(?:said|says|added|announced) (?:that )?it (?:would|will|could|should|had|has) (?:\w+ )?(?:be|been)\b"
)
# nouns that stand for what was just told (Schmid 2000, "shell nouns"), and people of no name
_SHELL = (
    r"(?:sum|entry|amount|proposal|idea|claims?|allegations?|accusations?|findings?|results?|remarks?|comments?|offer|"
    r"requests?|suggestion|suspicion|aim|purpose|problem|question|answer|estimate|calculation|warning|promise|steps?|"
    r"change|effect|difference|basis|example|condition|total)"
)
_SHELL_OPENS = re.compile(
    rf"^The (?:{_SHELL}|milestones?|moves?|incidents?|man|woman|boy|girl|couple|victims?)"
    r"(?:,[^,]{3,60},)? (?:[a-z]+s|[a-z]+ed|is|was|were|are|had|has|have|will|"
    r"would|may|might|could|did|does|do|came|went|left|fell|rose|made|took|told) ",
)
_SHELL_ENDS = re.compile(
    rf"\b(?:confirm|den(?:y|ie)|reject|dismiss|welcom|accept|defend|repeat|call)\w* the {_SHELL}(?=[.,;])"
)
# "Eight of the boreholes drilled along its route": along whose?
_ITS_OF_SEVERAL = re.compile(rf"^(?i:{_COUNT}) [^,;A-Z]*\bits\b")
_SINGLE = re.compile(r"\b(?:an?|each|every)\b|(?<!of )\bthe (?!\d)", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:they|their|them)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:[^\Ws'’]s|\band|\bpeople|\bmen|\bwomen|\bchildren|\bpolice|\beach|\bevery\w*|\bfamily|\bteam)\b"
)
_SPOKEN_BY_PRONOUN = re.compile(r"\b(?:he|she|they) (?:said|says|added|told|wrote|explained|noted|warned|argued)\b")
# "The cabinet voted to lift it": what?
_DECIDES_ON_IT = re.compile(
    r"^(?P<who>[^,;]*?)\b(?:voted|agreed|decided|refused|vowed|promised|planned|wanted|tried|hoped|moved|failed) to "
    r"(?:\w+ )?\w+ (?:it|them)\b"
)
_DETERMINER = re.compile(r"\b(?:the|an?|its|his|her|their|this|that|these|those|\d+)\b", re.IGNORECASE)
# "In a statement on Twitter, he wrote": neither the statement nor Twitter
_PREPOSITION_OPENS = re.compile(r"^(?:In|On|At|Via|Through|During|From)\b[^,]{3,60}, (?:he|she)\b")
_PRONOUN_OPENS_A_PART = re.compile(r"^[^,]{3,60}, (?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
# what stands in an article and is none of its content: notices, captions, credits, and what leads elsewhere
_LABEL = re.compile(
    r"^[*•–—\-\s(\[]*(?:fiction|disclaimer|note|editor['’]?s['’]? note|correction|clarification|amendment|picture|"
    r"image|photo(?:graph)?|file photo|caption|credits?|sources?|read (?:more|also|next)|see also|"
    r"related(?: articles?)?|watch|listen|updated?|published|posted|share|tags?|topics?|contact|advertisement|"
    r"copyright|reporting)(?: (?:by|from|of|at|on)\b[^:.]{0,40})?\s*[:|—]",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:(?:an earlier|a previous|the original) version of this|"
    r"this (?:article|story|report|post|page) (?:was|is|has been|contains|originally|first)|"
    r"(?:reporting|editing|additional reporting|writing|photograph\w*|compiled) by\b|all rights reserved|"
    r"sign up (?:for|to)|subscribe|follow us|click here|read (?:more|the full)|getty images|courtesy of|"
    r"photo(?:graph)? (?:by|courtesy)|file photo|©|article last (?:amended|updated|modified))",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^[*†‡§]")
# "Ada Vance, left, and Lars Holm arrive"; agencies begin those of older pictures with FILE
_CAPTION = re.compile(r"^FILE\b|, (?:\w+ from |far )?(?:left|right|cent(?:er|re)),")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it needs to stand: ``span`` begins where a reader must; ``order`` counts in its article.

    One that ``needs_a_name`` stands only with the name in brackets that its first word stands for.
    """

    candidate: Candidate
    span: Span
    order: int
    needs_a_name: bool = False

    @property
    def text(self) -> str:
        return self.span.of(self.candidate.article.text)


def found(evidence: Evidence) -> tuple[Told, ...]:
    """What may be quoted of the passages found and of the openings of their articles, as the passages were ranked."""
    every = (*candidates.found(evidence, MOST_SENTENCES), *candidates.openings(evidence, OPENING))
    unique = {(one.article.id, one.span): one for one in every}
    read = {article.id: _Read.of(article) for article in evidence.articles.values()}
    return tuple(told for one in unique.values() if (told := read[one.article.id].told(one)) is not None)


def is_content(text: str) -> bool:
    """Whether it tells something: no notice of the newsroom, no caption, credit, footnote or link."""
    return not (_LABEL.match(text) or _NOTICE.search(text) or _FOOTNOTE.match(text) or _CAPTION.search(text))


def leads_back(text: str) -> bool:
    """Whether a reader with nothing before ``text`` would ask "who?", "which?" or "after what?"."""
    first = next(iter(sentences.split(text)), "")
    opens = first.lstrip("“\"‘'( ")
    return bool(
        candidates.hangs(text)
        or _LEADS_BACK.match(opens)
        or _POINTS_BACK.search(first)
        or _SHELL_OPENS.match(opens)
        or _SHELL_ENDS.search(first)
        or _is_of_several(first)
        or _is_said_by_nobody(text)
        or _is_open(text)
        or _has_pronoun_alone(first)
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with all of its sentences, and those that tell something; each in order and read once."""

    article: Article
    spans: tuple[Span, ...]
    content: tuple[Span, ...]

    @classmethod
    def of(cls, article: Article) -> _Read:
        spans = sentences.spans(article.text, article.language)
        texts = ((span, span.of(article.text)) for span in spans)
        # whole: what stands before a dash, too, says whether a sentence tells something
        content = tuple(span for span, text in texts if candidates.is_sentence(text) and is_content(text))
        return cls(article, spans, content)

    def told(self, candidate: Candidate) -> Told | None:
        order = bisect.bisect_left(self.content, candidate.span.end, key=_end)
        if order == len(self.content) or self.content[order].start > candidate.span.start:
            return None
        span = self._standing(candidate.span)
        if span is not None:
            return Told(candidate, span, order) if is_content(span.of(self.article.text)) else None
        if pronouns.bracketed(self.article, candidate.span) is None:
            return None
        return Told(candidate, candidate.span, order, needs_a_name=True)

    def _standing(self, span: Span) -> Span | None:
        """From the sentence of its paragraph that it leads back to; None where even so it leads back."""
        text, whole = self.article.text, span
        for _ in range(MOST_SENTENCES_BEFORE + 1):
            if not leads_back(whole.of(text)):
                return whole if whole.end - whole.start <= LONGEST_CHARS else None
            at = bisect.bisect_right(self.spans, whole.start, key=_end)
            if at == 0 or "\n" in text[self.spans[at - 1].end : whole.start]:
                return None
            whole = Span(self.spans[at - 1].start, whole.end)
        return None


def _end(span: Span) -> int:
    return span.end


def _is_said_by_nobody(text: str) -> bool:
    """Whether it is all quotation, or speaks in the first person outside of one."""
    outside = re.sub(r"“[^”]*”?|\"[^\"]*\"?", " ", text)
    return not re.search(r"\w{2,}.*\w{2,}", outside) or bool(re.search(r"\b(?:I|we|my|our|us)\b", outside))


def _is_open(text: str) -> bool:
    """Whether a quotation is opened and not closed in it, or the other way round."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _has_pronoun_alone(sentence: str) -> bool:
    """Whether a pronoun stands where nothing before it can be meant: "Work will bring 2,400 jobs, he said"."""
    said = _SPOKEN_BY_PRONOUN.search(sentence)
    if said and not _names_somebody(sentence[: said.start()]):
        return True
    theirs = _THEIRS.search(sentence)
    if _PREPOSITION_OPENS.match(sentence) and "’s " not in sentence[:60] and "'s " not in sentence[:60]:
        return True
    decides = _DECIDES_ON_IT.match(sentence)
    if decides and len(_DETERMINER.findall(decides["who"])) <= 1:
        return True
    if _IT_IS_SAID.search(sentence) or (theirs and not _SEVERAL.search(sentence[: theirs.start()])):
        return True
    part = _PRONOUN_OPENS_A_PART.match(sentence)
    return part is not None and not _names_somebody(part.group())


def _is_of_several(sentence: str) -> bool:
    told = _ITS_OF_SEVERAL.match(sentence)
    return told is not None and not _SINGLE.search(told.group())


def _names_somebody(text: str) -> bool:
    """Whether a name stands in it: a word that only opens the sentence is one when it speaks."""
    return any(not name.is_initial for name in names.find(text)) or any(
        not one.is_pronoun for one in attribution.find(text)
    )
