"""Evidence to the sentences that may be given as they stand: those of the passages found, and of the best articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.answer import pronouns
from pipeline.domain import Article, ArticleId, Evidence, Hit, Passage, Span
from pipeline.language import names, sentences, words

MOST_SENTENCES = 60
# what is read for an answer besides the passages found: the best articles from their beginning
MOST_ANSWERING = 200
WHOLE_STORIES, OF_A_STORY = 3, 60
FEWEST_WORDS = 5
_HANGS = re.compile(
    r"^[\"“‘']?(?:he|she|it|they|this|that|these|those|his|her|its|their|him|them|here|there|such|but|and|so|also|however|"
    r"the (?:two|three|former|latter|pair|move|decision|statement|announcement))\b",
    re.IGNORECASE,
)
# the place, the day and the agency before a dash, as a wire story begins
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{2,}(?:, [^\W\d_.]+\.?(?: \d{1,2})?(?:, \d{4})?)?(?: \([^)]{2,40}\))? [-–—]+ "
)
# "After his arrest on Friday, Moore said so"
_NAMED_AFTER = re.compile(r"[^,]{1,80}, (?:the )?[A-ZÀ-Ý]")
_HE_OR_SHE = re.compile(r"\b(?:he|she|him|his|her)\b")
# what opens a sentence and is no name, whatever its capital: "Asked whether", "Speaking to", "Reportedly"
_NO_NAME = re.compile(r"\w+(?:ed|ing|ly)$")
_PRONOUN_SAID = re.compile(r"[”\"’'],? (?:(?:he|she|they) \w+|\w+ (?:he|she|they)\b)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence, with the passage found that holds it, or the best one of its article where none does.

    ``rank_score`` is that passage's, ``story_score`` that of the best passage of the article.
    """

    article: Article
    passage: Passage
    span: Span
    rank_score: float
    story_score: float

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def stands(self) -> bool:
        """Whether it can be read alone, or with what comes before it in its paragraph."""
        return not hangs(self.standing().of(self.article.text))

    def standing(self) -> Span:
        """Its span, from the sentence of its paragraph that what hangs in the air leads back to."""
        text, whole = self.article.text, self.span
        while hangs(whole.of(text)) and (before := sentences.before(text, whole, self.article.language)):
            if "\n" in text[before.end : whole.start]:
                break
            whole = Span(before.start, self.span.end)
        return whole


def hangs(text: str) -> bool:
    """Whether a text opens with what only an earlier sentence explains, or speaks of somebody only as "he" or "she"."""
    first = sentences.split(text)[:1]
    return any(_HANGS.match(one) or _PRONOUN_SAID.search(one) or _names_nobody(one) for one in first)


def _names_nobody(sentence: str) -> bool:
    """Whether "he" or "she" stands in it before anybody whom that could mean."""
    pronoun = _HE_OR_SHE.search(sentence)
    if pronoun is None or _NAMED_AFTER.match(sentence, pronoun.end()):
        return False
    before = sentence[: pronoun.start()]
    named = (name for name in names.find(before) if not (name.is_initial and _NO_NAME.match(name.text)))
    return not any(named) and not any(map(pronouns.is_person, words.tokens(before)))


def found(evidence: Evidence, most: int = MOST_SENTENCES) -> tuple[Candidate, ...]:
    """Every whole sentence of the passages found, as they were ranked."""
    return tuple(_once(_of_passages(evidence)))[:most]


def openings(evidence: Evidence, most: int) -> tuple[Candidate, ...]:
    """The first sentences of every article found, up to ``most`` of each, whether or not their passage was found."""
    return tuple(_once(_of_openings(evidence, list(_best(evidence).values()), most)))


def answering(evidence: Evidence) -> tuple[Candidate, ...]:
    """As ``found``, and those of the best articles that stand outside the passages found."""
    every = (*_of_passages(evidence), *_of_stories(evidence))
    return tuple(_once(iter(every)))[:MOST_ANSWERING]


def _once(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    seen: set[tuple[ArticleId, Span]] = set()
    for candidate in candidates:
        if (candidate.article.id, candidate.span) not in seen:
            seen.add((candidate.article.id, candidate.span))
            yield candidate


def _of_passages(evidence: Evidence) -> Iterator[Candidate]:
    best = _best(evidence)
    # once an article: one too long to be kept is read anew each time
    spans = {key: sentences.spans(article.text, article.language) for key, article in evidence.articles.items()}
    for hit in evidence.hits:
        article = evidence.article(hit)
        for span in spans[article.id]:
            inside = hit.passage.span.start <= span.start and span.end <= hit.passage.span.end
            if inside and is_sentence(span.of(article.text)):
                story = best[article.id].score
                yield Candidate(article, hit.passage, _without_dateline(article.text, span), hit.score, story)


def _of_stories(evidence: Evidence) -> Iterator[Candidate]:
    yield from _of_openings(evidence, list(_best(evidence).values())[:WHOLE_STORIES], OF_A_STORY)


def _of_openings(evidence: Evidence, hits: Sequence[Hit], most: int) -> Iterator[Candidate]:
    for hit in hits:
        article = evidence.article(hit)
        for span in sentences.spans(article.text, article.language)[:most]:
            if is_sentence(span.of(article.text)):
                yield Candidate(article, hit.passage, _without_dateline(article.text, span), hit.score, hit.score)


def _best(evidence: Evidence) -> dict[ArticleId, Hit]:
    best: dict[ArticleId, Hit] = {}
    for hit in evidence.hits:
        best.setdefault(hit.passage.article_id, hit)
    return best


def _without_dateline(text: str, span: Span) -> Span:
    dateline = _DATELINE.match(span.of(text))
    return Span(span.start + dateline.end(), span.end) if dateline else span


def is_sentence(text: str) -> bool:
    """Prose, not a headline, a caption or a line of credits: it is long enough and it ends as a sentence does."""
    return len(words.tokens(text)) >= FEWEST_WORDS and bool(re.search(r"[.!?…][\"”’)\]]*$", text))
