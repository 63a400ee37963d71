"""Ctrl-C as a request: the first lets the present step end, so that what was read is kept; the second ends at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def requests() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed inside the block. The second time raises KeyboardInterrupt."""
    asked = threading.Event()

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    if threading.current_thread() is not threading.main_thread():  # Python allows handlers only there
        yield asked.is_set
        return
    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
