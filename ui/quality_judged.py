"""Support of the stored sentences, drawn: as they were judged when they were written, and judged again now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Claim, Verdict
from pipeline.export import wording
from pipeline.quality import claims
from pipeline.quality.claims import Judged, Papers, Quotes, Verdicts
from ui import opening, quality_bars
from ui.quality_words import share, verb
from ui.text import plain, short

AGAIN = "quality-judged"
BETWEEN_LOOKS = 10
LISTED = 20
HELP = "Every stored answer and brief: its quotes are looked up, its sentences judged by the judge as it is now."
TEXT_CHARS = 300
_NAMES = {Verdict.SUPPORTED: "Supported", Verdict.PARTLY: "Partly", Verdict.NOT: "Not supported"}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the reader's last look at everything found; ``seen`` has the hashes of the claims that there were."""

    seen: frozenset[int]
    verdicts: Verdicts
    quotes: Quotes

    def has(self, found: Sequence[Claim]) -> bool:
        return self.seen >= set(map(hash, found))


def draw(desk: Desk, papers: Papers) -> None:
    """What was stored, or what the reader's last look at everything found."""
    st.markdown("**Support**")
    drawn = st.container()
    with opening.errors_shown():
        if st.button("Check all again", key="quality-again", help=HELP):
            st.session_state[AGAIN] = _check(desk)
    kept = st.session_state.get(AGAIN)
    with drawn:
        if kept is None:
            _stored(claims.stored(papers.claims))
        else:
            _again(kept, is_current=kept.has(papers.claims))


def _stored(verdicts: Verdicts) -> None:
    _bars(verdicts, (Verdict.SUPPORTED, Verdict.PARTLY), "as written")
    full, partly = verdicts.counts[Verdict.SUPPORTED], verdicts.counts[Verdict.PARTLY]
    rest = f"{partly:,} {verb(partly, 'is', 'are')} shown with what is missing" if partly else "none only in part"
    st.markdown(
        f"When they were written, {full:,} of {wording.counted(verdicts.claims, 'sentence')} were found to be fully "
        f"supported by the words they cite; {rest}."
    )


def _bars(verdicts: Verdicts, which: Sequence[Verdict], when: str) -> None:
    numbers = {_NAMES[verdict]: verdicts.counts[verdict] for verdict in which}
    quality_bars.draw(numbers, "sentences", f"Sentences by support, {when}", "quality-support")


def _check(desk: Desk) -> _Kept:
    papers = claims.read(desk.shelf)
    bar = st.progress(0.0, text="Judging …")
    judged: list[Judged] = []
    for each in claims.judged(papers.claims, desk.shelf, wiring.judge()):
        judged.append(each)
        if len(judged) % BETWEEN_LOOKS == 0:
            far = f"Judged {len(judged):,} of {len(papers.claims):,} sentences"
            bar.progress(len(judged) / len(papers.claims), text=far)
    bar.empty()
    return _Kept(frozenset(map(hash, papers.claims)), claims.summed(judged), claims.quotes(papers, desk.shelf))


def _again(kept: _Kept, *, is_current: bool) -> None:
    verdicts = kept.verdicts
    _bars(verdicts, tuple(Verdict), "judged again")
    st.markdown(
        f"Judged again, {share(verdicts.counts[Verdict.SUPPORTED], verdicts.claims)} of "
        f"{wording.counted(verdicts.claims, 'sentence')} {verb(verdicts.claims, 'is', 'are')} fully supported. "
        f"{_said(verdicts.worse)} {kept.quotes.exact:,} of {wording.counted(kept.quotes.checked, 'quote')} stand in "
        "the stored articles."
    )
    if not is_current:
        st.caption("Something was asked or written since: check again to have it in.")
    _scores(verdicts)
    if verdicts.worse:
        with st.expander("Which are less supported"):
            _listed(verdicts.worse)


def _scores(verdicts: Verdicts) -> None:
    if verdicts.scores[-1] == verdicts.claims:
        st.markdown("Each scores .9 or more: the score is how much of a sentence its quotes carry, from 0 to 1.")
        return
    steps = {f".{step}": number for step, number in enumerate(verdicts.scores)}
    quality_bars.columns(steps, "sentences", "Sentences by score", "quality-scores", "Score, from this to the next")
    st.markdown("The score is how much of a sentence its quotes carry, from 0 to 1; those low down are worth a look.")


def _said(worse: Sequence[Judged]) -> str:
    if not worse:
        return "None is less supported than when it was written."
    return f"{len(worse):,} {verb(len(worse), 'is', 'are')} less supported than when written."


def _listed(worse: Sequence[Judged]) -> None:
    for each in worse[:LISTED]:
        st.markdown(plain(short(each.claim.text, TEXT_CHARS)))
        reason = "; ".join(each.support.reasons) or "what it cites does not say so"
        before, now = _NAMES[each.claim.support.verdict].lower(), _NAMES[each.support.verdict].lower()
        st.caption(plain(f"Was {before}, now {now}: {reason}"))
