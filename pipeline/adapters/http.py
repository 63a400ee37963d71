"""An address to what is there, through urllib3: never to a machine that is not on the open Internet.

Every hop is checked and resolved anew (``http_hosts``), every answer held to limits (``http_answer``), and pages that
no person asked for by their own address are fetched as ``robots`` says.
"""

from __future__ import annotations

import http
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin

from pipeline.adapters import http_answer, http_hosts
from pipeline.adapters.http_answer import Limits
from pipeline.adapters.http_hosts import PORTS, Address, Network
from pipeline.adapters.robots import AGENT, Robots
from pipeline.errors import Refusal
from pipeline.ingest import addresses
from pipeline.ingest.fetching import Fetched, Stopped, never

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; {AGENT}/0.1; reads news at a reader's request)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class SafeFetcher:
    """A ``Fetcher`` of the open Internet. ``allow`` names networks that may be reached besides."""

    def __init__(
        self,
        *,
        allow: tuple[Network, ...] = (),
        limits: Limits | None = None,
        trust: ssl.SSLContext | None = None,
        robots: Robots | None = None,
    ) -> None:
        self._allow = allow
        self._limits = limits or Limits()
        self._trust = trust
        self._robots = robots or Robots()

    def fetch(
        self, url: str, *, is_followed: bool = False, etag: str = "", modified: str = "", stopped: Stopped = never
    ) -> Fetched:
        """What is at ``url``, after redirects. No cookies, no credentials, no proxy.

        Raises Refusal for an address that may not be read, an answer that holds no article, or one that is too large;
        Unreachable when there is no connection, it breaks off or takes too long, or the server fails (5xx, 429).
        """
        sent = _conditions(etag, modified)
        deadline = time.monotonic() + self._limits.seconds
        target = url.strip()
        for _ in range(self._limits.redirects + 1):
            if is_followed:
                began = time.monotonic()
                self._robots.admit(target, self._robots_of, stopped)
                deadline += time.monotonic() - began
            answer = self._hop(target, deadline, sent)
            if isinstance(answer, Fetched):
                return answer
            target = answer
        raise self._circled(url)

    def _robots_of(self, url: str) -> bytes:
        """The beginning of a robots.txt. Raises what ``fetch`` does."""
        deadline, target = time.monotonic() + self._limits.seconds, url
        for _ in range(self._limits.redirects + 1):
            answer = self._hop(target, deadline, {}, is_robots=True)
            if isinstance(answer, Fetched):
                return answer.content
            target = answer
        raise self._circled(url)

    def _circled(self, url: str) -> Refusal:
        return Refusal(f"{addresses.shown(url)} was redirected more than {self._limits.redirects} times")

    def _hop(self, url: str, deadline: float, sent: Mapping[str, str], *, is_robots: bool = False) -> Fetched | str:
        """What is at ``url``, or the address it sends on to."""
        from urllib3.exceptions import HTTPError

        parts = http_hosts.checked(url)
        shown = addresses.shown(url)
        try:
            with self._answer(parts, deadline, sent) as response:
                if response.status in _REDIRECTS and response.headers.get("Location"):
                    return urljoin(url, response.headers["Location"])
                if sent and response.status == http.HTTPStatus.NOT_MODIFIED:
                    return _fetched(url, response, b"", is_unchanged=True)
                http_answer.refuse(shown, response)
                if is_robots:
                    return _fetched(url, response, http_answer.start(response, self._limits.robots_size))
                return _fetched(url, response, http_answer.body(shown, response, deadline, self._limits))
        except (OSError, HTTPError, HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise http_answer.too_slow(shown, self._limits) from error
            raise http_answer.ours(shown, error) from error

    @contextmanager
    def _answer(self, parts: SplitResult, deadline: float, sent: Mapping[str, str]) -> Iterator[BaseHTTPResponse]:
        connection = self._connected(parts, deadline)
        alarm = threading.Timer(max(deadline - time.monotonic(), 0.0), _hang_up, [connection.sock])
        alarm.daemon = True
        alarm.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers={**_HEADERS, **sent, "Host": parts.netloc}, preload_content=False)
            response = connection.getresponse()
            try:
                yield response
            finally:
                response.close()
        finally:
            alarm.cancel()
            connection.close()

    def _connected(self, parts: SplitResult, deadline: float) -> HTTPConnection:
        """A connection to the first of the host's addresses that answers, all of them checked before."""
        from urllib3.exceptions import HTTPError

        failure: OSError | HTTPError = OSError("the host has no address")
        for address in http_hosts.resolved(parts, self._allow):
            connection = self._connection(parts, address, deadline)
            try:
                connection.connect()
            except (OSError, HTTPError) as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure

    def _connection(self, parts: SplitResult, address: Address, deadline: float) -> HTTPConnection:
        from urllib3.connection import HTTPConnection, HTTPSConnection

        port = parts.port or PORTS[parts.scheme]
        wait = max(min(self._limits.silence, deadline - time.monotonic()), 0.01)
        if parts.scheme == "http":
            return HTTPConnection(str(address), port, timeout=wait)
        return HTTPSConnection(
            str(address), port, timeout=wait, server_hostname=parts.hostname, ssl_context=self._trust
        )


def _fetched(url: str, response: BaseHTTPResponse, content: bytes, *, is_unchanged: bool = False) -> Fetched:
    kind, etag, modified = (response.headers.get(name, "") for name in ("Content-Type", "ETag", "Last-Modified"))
    return Fetched(url, kind, content, etag, modified, is_unchanged)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    """The headers of a conditional request, out of what a server said once: never two lines in one."""
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}


def _hang_up(sock: socket.socket) -> None:
    # a server that drips a byte at a time never runs into the wait of one read; the plain shutdown, since that of a TLS
    # socket takes its state away under the reading thread
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
