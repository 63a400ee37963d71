"""What the measure of the pages makes of the messages between a page and its app."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.page_runs import Message, Run, Said, runs, said_by_app, said_by_page
from benchmarks.pages import Measured, summed


def told(*messages: tuple[Said, float]) -> tuple[Run, ...]:
    return runs(Message(said, at) for said, at in messages)


def test_a_run_lasts_from_the_wish_of_the_page_to_the_end_that_the_app_tells() -> None:
    assert told((Said.ASKED, 1.0), (Said.BEGAN, 1.25), (Said.ENDED, 1.5)) == (Run(0.5, is_part=False),)


def test_a_run_that_the_app_begins_by_itself_counts_from_its_beginning() -> None:
    assert told((Said.BEGAN, 2.0), (Said.ENDED_IN_PART, 2.5)) == (Run(0.5, is_part=True),)


def test_a_run_that_is_broken_off_for_another_counts_with_it() -> None:
    messages = (Said.ASKED, 0.0), (Said.BEGAN, 0.25), (Said.ASKED, 0.5), (Said.BEGAN, 0.75), (Said.ENDED, 1.0)
    assert told(*messages) == (Run(1.0, is_part=False),)


def test_a_run_that_is_not_over_is_none() -> None:
    assert told((Said.ENDED, 0.0), (Said.ASKED, 1.0), (Said.BEGAN, 1.5)) == ()


def test_the_wish_for_a_run_is_read_off_the_frame_of_the_page() -> None:
    asked, other = BackMsg(), BackMsg()
    asked.rerun_script.query_string = "article=1"
    other.load_git_info = True
    assert said_by_page(asked.SerializeToString()) is Said.ASKED
    assert said_by_page(other.SerializeToString()) is None


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ForwardMsg.FINISHED_SUCCESSFULLY, Said.ENDED),
        (ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, Said.ENDED_IN_PART),
        (ForwardMsg.FINISHED_EARLY_FOR_RERUN, None),
    ],
)
def test_the_end_of_a_run_is_read_off_the_frame_of_the_app(
    status: ForwardMsg.ScriptFinishedStatus.ValueType, said: Said | None
) -> None:
    message = ForwardMsg()
    message.script_finished = status
    assert said_by_app(message.SerializeToString()) is said


def test_visits_are_summed_in_the_order_of_their_figures_and_one_may_lack_some() -> None:
    visits = [{("box", "ms"): 1.0, ("ask", "ms"): 5.0}, {("box", "ms"): 3.0}, {("box", "ms"): 2.0}]
    assert summed(visits) == (Measured("box", "ms", 2.0, 1.0, 3.0, 3), Measured("ask", "ms", 5.0, 5.0, 5.0, 1))
