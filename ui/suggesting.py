"""Questions that are worth suggesting, found beside the pages: trying them takes a while, and no page waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from pipeline.desk import Desk
from pipeline.domain import Scope, Turn
from pipeline.errors import BriefdeskError

log = logging.getLogger(__name__)

KEPT = 64
# before each try: whoever has an answer goes on to its sources, and that comes first
PAUSE_SECONDS = 0.6
Questions: TypeAlias = tuple[str, ...]
Find: TypeAlias = Callable[[Callable[[], bool]], Questions]


@dataclass(slots=True)
class _Looking:
    """What is looked for, and whether it is wanted no more."""

    desk: Desk
    found: Future[Questions]
    stopped: threading.Event = field(default_factory=threading.Event)


_looking: dict[object, _Looking] = {}
_lock = threading.Lock()
# one at a time: what is suggested never takes more than one core from what is asked
_worker = ThreadPoolExecutor(1, thread_name_prefix="suggest")


def first(desk: Desk) -> Questions | None:
    """To begin with, of the library as it is now; None while they are looked for, or articles are being read."""
    if any(not job.state.is_over for job in desk.library.jobs.all()):
        return None
    return _found(desk, (desk, desk.shelf.state(Scope())), desk.suggestions)


def following(desk: Desk, turn: Turn) -> Questions | None:
    """To go on with after this turn; None while they are looked for."""
    key = (desk, desk.shelf.state(turn.scope), turn.scope, turn.answer.provenance.made_at)
    return _found(desk, key, lambda is_stopped: desk.follow_ups(turn.answer, turn.scope, is_stopped))


def finish(desk: Desk) -> None:
    """Ends what is looked for of this desk, and waits for it: before it is closed."""
    with _lock:
        for key in [key for key, looking in _looking.items() if looking.desk is desk]:
            looking = _looking.pop(key)
            looking.stopped.set()
            if not looking.found.cancel():
                looking.found.exception()


def _found(desk: Desk, key: object, find: Find) -> Questions | None:
    with _lock:
        if key not in _looking:
            while len(_looking) >= KEPT:
                _looking.pop(next(iter(_looking))).stopped.set()
            stopped = threading.Event()
            _looking[key] = _Looking(desk, _worker.submit(_tried, find, partial(stopped.wait, PAUSE_SECONDS)), stopped)
        found = _looking[key].found
    return found.result() if found.done() else None


def _tried(find: Find, is_stopped: Callable[[], bool]) -> Questions:
    """None where the library cannot be asked at the moment: a page does without."""
    try:
        return find(is_stopped)
    except BriefdeskError as error:
        log.warning("nothing suggested error=%s", type(error).__name__)
        return ()
