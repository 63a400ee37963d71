"""Work that blocks, done in threads beside an event loop, and given up when nobody waits for it any more."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, TypeAlias, TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread

T = TypeVar("T")

_END: Final = object()


Steps: TypeAlias = AbstractAsyncContextManager[AsyncIterator[T]]


@asynccontextmanager
async def steps(begin: Callable[[], Iterator[T]], limiter: CapacityLimiter) -> AsyncIterator[AsyncIterator[T]]:
    """What an iterator gives, each made in a thread. Left early, the one in the making is the last."""
    generator = _generator(begin)

    async def each() -> AsyncIterator[T]:
        while (item := await to_thread.run_sync(_next, generator, limiter=limiter)) is not _END:
            yield item  # type: ignore[misc]  # only the mark of the end is no item

    try:
        yield each()
    finally:
        with CancelScope(shield=True):  # closing may wait for a connection to be closed
            await to_thread.run_sync(generator.close, limiter=limiter)


async def stoppable(work: Callable[[Callable[[], bool]], T], limiter: CapacityLimiter) -> T:
    """What ``work`` gives. It is told whether to stop, which it is when who waits is cancelled."""
    stopped = threading.Event()
    try:
        return await to_thread.run_sync(work, stopped.is_set, abandon_on_cancel=True, limiter=limiter)
    finally:
        stopped.set()


def _generator(begin: Callable[[], Iterator[T]]) -> Generator[T, None, None]:
    """Closing it closes what it goes through."""
    yield from begin()


def _next(generator: Generator[T, None, None]) -> T | object:
    return next(generator, _END)
