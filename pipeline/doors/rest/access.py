"""Who a request is of: the bearer of a token, with the desk as they have it, and no more at a time than they may."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Protocol, TypeAlias, TypeVar

from anyio import CancelScope, CapacityLimiter, create_task_group, to_thread
from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPBearer

from pipeline.desk import Desk
from pipeline.domain import Person
from pipeline.doors import stepping
from pipeline.doors.rest import guard
from pipeline.doors.tokens import Token, Tokens
from pipeline.errors import BriefdeskError

T = TypeVar("T")

AT_ONCE = 4
A_MINUTE = 240
BURST = 60
THREADS = 16


class Served(Protocol):
    """What the API serves, as it is at this moment. Each may raise what its name leads one to expect."""

    def desk(self, person: Person) -> Desk:
        """Raises DeskUnavailable, SettingsError."""

    def folder(self) -> Path:
        """That of the library. Raises SettingsError."""

    def closed(self, headers: Mapping[str, str]) -> str:
        """Why it is closed to who comes with these headers; empty where it is open. Raises SettingsError."""


@dataclass(slots=True)
class _Allowance:
    """A bucket of BURST requests that fills by A_MINUTE; and how many are at work."""

    left: float = BURST
    at: float = field(default_factory=time.monotonic)
    running: int = 0

    def taken(self) -> bool:
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.at) * A_MINUTE / 60)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Access:
    """One for all requests; on the event loop alone."""

    served: Served
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(THREADS))
    _allowances: dict[str, _Allowance] = field(default_factory=lambda: defaultdict(_Allowance))

    def known(self, shown: str) -> Token | None:
        """Raises DeskUnavailable, SettingsError."""
        return Tokens(self.served.folder()).found(shown)

    @contextmanager
    def let_in(self, name: str) -> Iterator[None]:
        """Raises HTTPException where its bearer asks for more than they may."""
        allowance = self._allowances[name]
        if not allowance.taken():
            wait = {"Retry-After": "1"}
            raise HTTPException(429, f"At most {A_MINUTE} requests a minute: wait, and try again.", wait)
        if allowance.running >= AT_ONCE:
            raise HTTPException(429, f"At most {AT_ONCE} requests at a time.", {"Retry-After": "1"})
        allowance.running += 1
        try:
            yield
        finally:
            allowance.running -= 1


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever a request is of, with their desk. What blocks is done in threads, so that nobody waits for another."""

    desk: Desk
    limiter: CapacityLimiter
    request: Request

    async def done(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self.limiter)

    async def stoppable(self, work: Callable[[Callable[[], bool]], T]) -> T:
        """The same, and it is told to stop when the client goes away, which raises HTTPException."""
        return await self.while_there(lambda: stepping.stoppable(work, self.limiter))

    async def while_there(self, work: Callable[[], Awaitable[T]]) -> T:
        """Raises HTTPException when the client goes away, and cancels ``work``."""
        outcome: list[T | BriefdeskError] = []
        async with create_task_group() as tasks:
            tasks.start_soon(self._watch, tasks.cancel_scope)
            try:
                outcome.append(await work())
            except BriefdeskError as error:  # the group would wrap it
                outcome.append(error)
            tasks.cancel_scope.cancel()
        if not outcome:
            raise HTTPException(408, "The client went away.")
        if isinstance(outcome[0], BriefdeskError):
            raise outcome[0]
        return outcome[0]

    async def _watch(self, scope: CancelScope) -> None:
        """The body has been read: what comes next is that the client goes."""
        while (await self.request.receive())["type"] != "http.disconnect":
            pass
        scope.cancel()


async def _visitor(request: Request) -> AsyncIterator[Visitor]:
    access: Access = request.app.state.access
    token: Token = request.scope[guard.TOKEN]
    with access.let_in(token.name):
        desk = await to_thread.run_sync(access.served.desk, token.person, limiter=access.limiter)
        yield Visitor(desk, access.limiter, request)


BEARER = Security(HTTPBearer(auto_error=False, description="A token that `python -m pipeline token` made."))
"""For the description: ``guard`` has looked at it before."""

Visiting: TypeAlias = Annotated[Visitor, Depends(_visitor)]
