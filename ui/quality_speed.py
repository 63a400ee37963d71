"""How long finding and answering takes on this library, and whether headlines find their articles: asked for, drawn."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from pipeline.quality import speed
from pipeline.quality.speed import Speed, Timed
from ui import opening, quality_bars
from ui.quality_words import milliseconds, share

QUESTIONS = 20
MEASURED = "quality-speed"


def draw(desk: Desk) -> None:
    st.subheader("Speed, and finding what is there", anchor=False)
    st.caption(
        f"Asks up to {QUESTIONS} questions made from your library, half of them at most those that Briefdesk suggests, "
        "the others headlines. Answers are by quotes only, and are not kept."
    )
    with opening.errors_shown():
        if st.button("Measure now", key="quality-measure"):
            st.session_state[MEASURED] = _measure(desk)
    measured = st.session_state.get(MEASURED)
    if measured is not None:
        _latency(measured)
        _finding(measured)


def _measure(desk: Desk) -> Speed:
    asked = speed.probes(desk, QUESTIONS)
    bar = st.progress(0.0, text="Loading what asking needs …")
    speed.timed(desk, asked[0])
    every: list[Timed] = []
    for probe in asked:
        every.append(speed.timed(desk, probe))
        bar.progress(len(every) / len(asked), text=f"Asked {len(every)} of {len(asked)}")
    bar.empty()
    return speed.summed(every)


def _latency(measured: Speed) -> None:
    found, answered = measured.found, measured.answered
    numbers = {
        "Finding, median": found.median,
        "Finding, 95 of 100": found.p95,
        "Answering, median": answered.median,
        "Answering, 95 of 100": answered.p95,
    }
    quality_bars.draw(numbers, "milliseconds", "Milliseconds a question", "quality-latency")
    st.markdown(
        f"Over {wording.counted(measured.probes, 'question')}, half of the answers were there within "
        f"{milliseconds(answered.median)}, and 95 of 100 within {milliseconds(answered.p95)}; "
        f"finding the passages took {milliseconds(found.median)} of that (median)."
    )


def _finding(measured: Speed) -> None:
    if measured.headlines:
        first, five = (round(each * measured.headlines) for each in (measured.first, measured.first_five))
        st.markdown(
            f"Of {wording.counted(measured.headlines, 'headline')} asked as questions, {first:,} found their own "
            f"article (or a copy of it) first, and {five:,} among the first five articles "
            f"({share(five, measured.headlines)}). One that does not may be worded like many others."
        )
    st.markdown(f"{_declined(measured.declined)} answered by “the articles do not say”.")


def _declined(number: int) -> str:
    return {0: "None was", 1: "One was"}.get(number, f"{number:,} were")
