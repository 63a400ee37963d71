"""Which claims rest on words that have changed since, and what stands there now."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.answer import stale
from pipeline.answer.stale import StaleCitation
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict
from pipeline.errors import NotFound
from pipeline.export import wording

OLD = "The harbour closed on Monday. Two ships were turned away at noon. Nobody was hurt."
IDENTITY = ArticleId("a")


def article(text: str, revision: int = 1, **known: object) -> Article:
    return Article(IDENTITY, text, outlet="The Ledger", revision=revision, **known)  # type: ignore[arg-type]


def claim(of: Article, *quotes: str) -> Claim:
    spans = [Span(of.text.index(quote), of.text.index(quote) + len(quote)) for quote in quotes]
    return Claim("A claim.", tuple(map(of.cite, spans)), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))


def stale_now(text: str, quote: str, *, old: str = OLD, **known: object) -> tuple[StaleCitation, ...]:
    """What is stale of a claim on ``quote`` when the article now has ``text``."""
    first = article(old)
    return stale.citations(claim(first, quote), {IDENTITY: article(text, 2, **known)}, lambda _id, _revision: first)


def test_words_that_still_stand_are_not_stale() -> None:
    assert stale_now(OLD + " The port said more later.", "Two ships were turned away at noon.") == ()


def test_words_that_only_moved_are_not_stale() -> None:
    assert stale_now("Nobody was hurt.\n\nTwo ships were\nturned away at noon.", "Two ships were turned away") == ()


def test_other_quotation_marks_and_dashes_are_no_change() -> None:
    old = 'He said "we waited" - and left.'
    assert stale_now("He said “we waited” – and left. He came back.", old, old=old) == ()


def test_changed_words_are_stale_with_the_sentence_that_stands_there_now() -> None:
    (found,) = stale_now(OLD.replace("Two", "Three"), "Two ships were turned away")
    assert found.now is not None
    assert found.now.quote == "Three ships were turned away at noon."
    assert found.now.source.revision == 2


def test_words_that_stand_in_another_sentence_now_are_stale() -> None:
    old, new = "Profits fell. He left.", "Nobody says that profits fell. He left."
    (found,) = stale_now(new, "Profits fell.", old=old)
    assert found.now is not None
    assert found.now.quote == "Nobody says that profits fell."


def test_a_change_elsewhere_in_the_cited_sentence_is_one_too() -> None:
    assert stale_now(OLD.replace("noon", "dusk"), "Two ships were turned away")


def test_half_a_number_does_not_stand() -> None:
    assert stale_now("The fund lost 12.5 million.", "lost 2.5 million", old="The fund lost 2.5 million.")


def test_nothing_similar_is_said_as_nothing() -> None:
    (found,) = stale_now("The harbour closed on Monday. A statue was unveiled.", "Two ships were turned away")
    assert found.now is None


def test_a_sentence_that_stood_there_before_is_not_what_it_now_says() -> None:
    old = "Two ships were turned away at noon. Two ships were turned away at dusk."
    (found,) = stale_now("Two ships were turned away at dusk.", "Two ships were turned away at noon.", old=old)
    assert found.now is None


def test_a_quote_over_two_sentences_stands_while_both_do() -> None:
    quote = "closed on Monday. Two ships were turned away"
    assert stale_now(OLD.replace("Monday. ", "Monday. It rained. "), quote) == ()
    assert stale_now(OLD.replace("Monday", "Tuesday"), quote)


def test_a_removed_article_is_stale() -> None:
    (found,) = stale.citations(claim(article(OLD), "Nobody was hurt."), {})
    assert (found.newest, found.now) == (None, None)


def test_the_same_revision_is_not_looked_at() -> None:
    old = article(OLD)
    assert stale.citations(claim(old, "Nobody was hurt."), {IDENTITY: old}) == ()


def test_without_the_old_text_the_quoted_words_decide() -> None:
    def gone(_id: ArticleId, _revision: int) -> Article:
        raise NotFound("There is no such revision.")

    newest = {IDENTITY: article(OLD.replace("noon", "dusk"), 2)}
    assert stale.citations(claim(article(OLD), "Two ships were turned away"), newest, gone) == ()
    assert stale.citations(claim(article(OLD), "turned away at noon"), newest, gone)
    assert stale.citations(claim(article(OLD), "turned away at noon"), newest)


def test_of_many_claims_only_the_stale_ones_are_named_each_once() -> None:
    old, newest = article(OLD), {IDENTITY: article(OLD.replace("Two", "Three"), 2)}
    stands, changed = claim(old, "Nobody was hurt."), claim(old, "Two ships", "Nobody was hurt.")
    found = stale.of([stands, changed, changed], newest, lambda _id, _revision: old)
    assert list(found) == [changed]
    assert [each.citation.quote for each in found[changed]] == ["Two ships"]


@given(st.lists(st.sampled_from(["It rained.", "Two ships sank.", "“No,” he said.", "On 3 May 5% left."]), min_size=1))
def test_every_word_of_a_text_stands_where_paragraphs_were_added(parts: list[str]) -> None:
    old = article(" ".join(parts))
    new = article(f"An update.\n\n{old.text}\n\nAnother one.", 2)
    spans = [Span(start, start + len(part)) for part in parts for start in [old.text.index(part)]]
    assert all(old.cite(span).quote == new.cite(stale.moved(span, old, new)[0]).quote for span in spans)


def test_the_reason_is_for_a_person() -> None:
    (found,) = stale_now(OLD.replace("Two", "Three"), "Two ships were turned away", updated=date(2025, 3, 5))
    assert wording.stale(found) == (
        "The Ledger changed this passage in its update of 5 March 2025; "
        "it now says: “Three ships were turned away at noon.”"
    )
    (found,) = stale_now("A statue was unveiled.", "Two ships were turned away")
    assert wording.stale(found) == "The Ledger changed this passage; the newest text no longer says this."


def test_the_reason_for_a_removed_article_names_it() -> None:
    (found,) = stale.citations(claim(article(OLD), "Nobody was hurt."), {})
    assert wording.stale(found) == "The article of The Ledger is not in the library any more."
