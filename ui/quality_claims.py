"""What stored answers and briefs rest on, drawn: exact quotes, support, independent sources, what was left out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.answer import check
from pipeline.desk import Desk
from pipeline.domain import Claim, Dropped, Problem, Verdict
from pipeline.export import wording
from pipeline.quality import claims
from pipeline.quality.claims import Papers, Quotes
from ui import quality_bars, quality_judged
from ui.quality_words import share, verb
from ui.text import plain, short

SENTENCES = 300
LISTED = 20
_REASONS = {
    check.NO_QUOTE: "Names no words of a passage",
    check.NOT_FOUND: "Words are in no article",
    claims.NOT_SAID: "The words do not say so",
}
TEXT_CHARS = 300


def draw(desk: Desk) -> None:
    papers = claims.read(desk.shelf, SENTENCES)
    st.subheader("Answers and briefs", anchor=False)
    if not papers.answers and not papers.briefs:
        st.markdown("Nothing has been asked or written yet: what answers and briefs rest on is measured here then.")
        st.page_link("ui/ask.py", label="Ask something", icon=":material/arrow_forward:")
        return
    st.caption(_looked_at(papers))
    quotes = claims.quotes(papers, desk.shelf)
    _at_a_glance(papers, quotes)
    _quotes(quotes)
    if papers.claims:
        quality_judged.draw(desk, papers)
        _sources(papers.claims)
    _left_out(papers.dropped)


def _looked_at(papers: Papers) -> str:
    answers, briefs = wording.counted(papers.answers, "answer"), wording.counted(papers.briefs, "brief")
    declined = f", {papers.declined:,} of them “the articles do not say”" if papers.declined else ""
    newest = (
        f": the newest {papers.read:,} of {papers.of:,} conversations and briefs" if papers.read < papers.of else ""
    )
    return f"{answers}{declined}, and {briefs}{newest}."


def _at_a_glance(papers: Papers, quotes: Quotes) -> None:
    verdicts = claims.stored(papers.claims)
    _, two, many = claims.independent(papers.claims)
    number = len(papers.claims)
    with st.container(horizontal=True, key="quality-glance"):
        st.metric("Quotes that stand", share(quotes.exact, quotes.checked))
        st.metric("Supported, as written", share(verdicts.counts[Verdict.SUPPORTED], number))
        st.metric("Two sources or more", share(two + many, number))


def _quotes(quotes: Quotes) -> None:
    st.markdown("**Quotes**")
    wrong = len(quotes.problems)
    if not wrong:
        every = "The one quote stands" if quotes.checked == 1 else f"All {quotes.checked:,} quotes stand"
        st.markdown(f"{every}, character for character, where they are said to in the stored articles.")
        return
    st.warning(
        f"{wording.counted(wrong, 'quote')} of {quotes.checked:,} {verb(wrong, 'does', 'do')} not stand where "
        f"{verb(wrong, 'it is', 'they are')} said to: {verb(wrong, 'its article was', 'their articles were')} "
        "deleted, or the stored text was damaged."
    )
    with st.expander("Which they are"):
        _listed(quotes.problems)


def _listed(problems: Sequence[Problem]) -> None:
    for problem in problems[:LISTED]:
        st.markdown(f"“{plain(short(problem.where, TEXT_CHARS))}”")
        st.caption(plain(problem.reason))
    if len(problems) > LISTED:
        st.caption(f"And {len(problems) - LISTED:,} more.")


def _sources(found: Sequence[Claim]) -> None:
    st.markdown("**Independent sources**")
    one, two, many = claims.independent(found)
    numbers = {"One source": one, "Two sources": two, "Three or more": many}
    quality_bars.draw(numbers, "sentences", "Sentences by independent sources", "quality-sources")
    st.markdown(
        f"{one:,} of {wording.counted(len(found), 'sentence')} {verb(one, 'rests', 'rest')} on one source alone. "
        "Copies of one story, and the articles of one outlet or publisher's family, count as one source."
    )


def _left_out(dropped: Sequence[Dropped]) -> None:
    st.markdown("**Left out**")
    if not dropped:
        st.markdown("No sentence was left out: whatever was written could be cited, and its quotes say so.")
        return
    numbers = {_REASONS[reason]: number for reason, number in claims.reasons(dropped).items()}
    quality_bars.draw(numbers, "sentences", "Sentences left out, by reason", "quality-left-out")
    st.markdown(
        f"{wording.counted(len(dropped), 'sentence')} {verb(len(dropped), 'was', 'were')} written and not shown as "
        "fact, since what they rest on could not be found, or does not say so."
    )
    with st.expander("Which they are"):
        _listed([Problem(each.text, f"Left out: {each.reason}") for each in dropped])
