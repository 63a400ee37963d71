"""How followed pages are fetched: as a host's robots.txt allows, through Protego, and its requests kept apart in time.

As RFC 9309 has it: no robots.txt (4xx) allows everything, one that cannot be had (5xx, no answer) allows nothing now.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import addresses
from pipeline.ingest.fetching import Stopped

if TYPE_CHECKING:
    from protego import Protego

AGENT = "Briefdesk"
Get: TypeAlias = Callable[[str], bytes]
"""The content of a robots.txt. Raises Refusal where there is none, Unreachable where it cannot be had."""

_KEPT_SECONDS = 3600.0
_FAILED_SECONDS = 300.0
_SHORTEST_GAP, _LONGEST_GAP = 1.0, 30.0
_LONGEST_SLEEP = 0.25
_MOST_HOSTS = 1_000


@dataclass(frozen=True, slots=True)
class _Rules:
    """``parsed`` is None where robots.txt could not be had; ``until`` is when to ask again."""

    parsed: Protego | None
    until: float

    @property
    def gap(self) -> float:
        """Seconds between two requests."""
        delay = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(max(delay or 0.0, _SHORTEST_GAP), _LONGEST_GAP)


class Robots:
    """The rules of hosts, kept for an hour, and when each may be asked again. Safe to call from several threads."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._rules: dict[str, _Rules] = {}
        self._next: dict[str, float] = {}

    def admit(self, url: str, get: Get, stopped: Stopped) -> None:
        """Returns when ``url`` may be fetched. Raises Refusal where it never may, Unreachable where not now."""
        parts = urlsplit(addresses.requestable(url))
        if not parts.netloc:  # no web address: whoever fetches it says so
            return
        rules = self._rules_of(f"{parts.scheme}://{parts.netloc}", get)
        if rules.parsed is None:
            raise Unreachable(f"{parts.netloc} does not say at present what may be read (robots.txt); try again later")
        if not rules.parsed.can_fetch(addresses.requestable(url), AGENT):
            raise Refusal(f"{addresses.shown(url)} may not be read by programs, says the robots.txt of its site")
        self._wait(parts.netloc, rules.gap, stopped)

    def _rules_of(self, site: str, get: Get) -> _Rules:
        with self._lock:
            known = self._rules.get(site)
        if known is not None and self._clock() < known.until:
            return known
        rules = self._asked(site, get)
        with self._lock:
            if len(self._rules) >= _MOST_HOSTS:
                self._rules.clear()
            self._rules[site] = rules
        return rules

    def _asked(self, site: str, get: Get) -> _Rules:
        from protego import Protego

        try:
            text = get(f"{site}/robots.txt").decode("utf-8-sig", "replace")
        except Refusal:
            text = ""
        except Unreachable:
            return _Rules(None, self._clock() + _FAILED_SECONDS)
        return _Rules(Protego.parse(text), self._clock() + _KEPT_SECONDS)

    def _wait(self, host: str, gap: float, stopped: Stopped) -> None:
        """Until ``gap`` seconds after the request before this one, also where that waits in another thread."""
        with self._lock:
            now = self._clock()
            if len(self._next) >= _MOST_HOSTS:
                self._next = {other: at for other, at in self._next.items() if at > now}
            begins = max(now, self._next.get(host, now))
            self._next[host] = begins + gap
        while (left := begins - self._clock()) > 0:
            if stopped():
                raise Unreachable(f"{host} was not asked: the reading was stopped")
            self._sleep(min(left, _LONGEST_SLEEP))
