"""Work in threads beside an event loop ends when nobody waits for it any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import anyio
from anyio import CapacityLimiter

from pipeline.doors import stepping


def counted(made: list[int], closed: threading.Event) -> Iterator[int]:
    try:
        for number in range(1000):
            made.append(number)
            yield number
    finally:
        closed.set()


def test_all_is_given_in_order_and_not_on_the_event_loop() -> None:
    threads: set[int] = set()

    def numbers() -> Iterator[int]:
        for number in range(5):
            threads.add(threading.get_ident())
            yield number

    async def run() -> list[int]:
        async with stepping.steps(numbers, CapacityLimiter(1)) as steps:
            return [step async for step in steps]

    assert anyio.run(run) == [0, 1, 2, 3, 4]
    assert threading.get_ident() not in threads


def test_what_is_left_early_is_closed_and_makes_nothing_more() -> None:
    made: list[int] = []
    closed = threading.Event()

    async def run() -> None:
        async with stepping.steps(lambda: counted(made, closed), CapacityLimiter(1)) as steps:
            async for step in steps:
                if step == 2:
                    break

    anyio.run(run)
    assert made == [0, 1, 2]
    assert closed.is_set()


def test_what_is_cancelled_is_closed() -> None:
    made: list[int] = []
    closed = threading.Event()

    def slow() -> Iterator[int]:
        for number in counted(made, closed):
            time.sleep(0.02)
            yield number

    async def run() -> None:
        with anyio.move_on_after(0.2):
            async with stepping.steps(slow, CapacityLimiter(1)) as steps:
                async for _ in steps:
                    pass

    anyio.run(run)
    assert closed.is_set()
    assert len(made) < 100


def test_work_is_told_to_stop_when_nobody_waits() -> None:
    ended = threading.Event()

    def work(is_stopped: Callable[[], bool]) -> None:
        while not is_stopped():
            time.sleep(0.01)
        ended.set()

    async def run() -> None:
        with anyio.move_on_after(0.1):
            await stepping.stoppable(work, CapacityLimiter(1))

    anyio.run(run)
    assert ended.wait(5)
