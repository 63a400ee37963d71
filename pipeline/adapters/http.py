"""An address to the page there, through urllib3: never to a machine that is not on the open Internet.

Every hop's name is resolved here, every address it has is checked, and the connection goes to that very address (with
the name kept for ``Host`` and for the certificate): a name that resolves otherwise a moment later changes nothing.
"""

from __future__ import annotations

import http
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import addresses
from pipeline.ingest.load import Fetched

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Briefdesk/0.1; one page at a reader's request)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_CHUNK = 64 * 1024
_MB = 1024 * 1024
# Ranges that carry an IPv4 address inside: 6to4, Teredo, NAT64, IPv4-compatible
_TUNNELS = tuple(map(ipaddress.IPv6Network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96")))


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for everything together, ``silence`` for one wait; ``size`` in bytes, unpacked."""

    redirects: int = 5
    size: int = 10 * _MB
    seconds: float = 30.0
    silence: float = 10.0


class SafeFetcher:
    """A ``Fetcher`` of pages of the open Internet. ``allow`` names networks that may be reached besides."""

    def __init__(
        self, *, allow: tuple[Network, ...] = (), limits: Limits | None = None, trust: ssl.SSLContext | None = None
    ) -> None:
        self._allow = allow
        self._limits = limits or Limits()
        self._trust = trust

    def fetch(self, url: str) -> Fetched:
        """The page at ``url``, after redirects. No cookies, no credentials, no proxy.

        Raises Refusal for an address that may not be read, an answer that is no page, or one that is too large;
        Unreachable when there is no connection, it breaks off or takes too long, or the server fails (5xx, 429).
        """
        deadline = time.monotonic() + self._limits.seconds
        target = url.strip()
        for _ in range(self._limits.redirects + 1):
            answer = self._hop(target, deadline)
            if isinstance(answer, Fetched):
                return answer
            target = answer
        raise Refusal(f"{addresses.shown(url)} was redirected more than {self._limits.redirects} times")

    def _hop(self, url: str, deadline: float) -> Fetched | str:
        """What is at ``url``, or the address it sends on to."""
        from urllib3.exceptions import HTTPError

        parts = _checked(url)
        shown = addresses.shown(url)
        try:
            with self._answer(parts, deadline) as response:
                if response.status in _REDIRECTS and response.headers.get("Location"):
                    return urljoin(url, response.headers["Location"])
                _refuse_answer(shown, response)
                content = self._body(shown, response, deadline)
                return Fetched(url, response.headers.get("Content-Type", ""), content)
        except (OSError, HTTPError, HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _too_slow(shown, self._limits) from error
            raise _ours(shown, error) from error

    @contextmanager
    def _answer(self, parts: SplitResult, deadline: float) -> Iterator[BaseHTTPResponse]:
        connection = self._connected(parts, deadline)
        alarm = threading.Timer(max(deadline - time.monotonic(), 0.0), _hang_up, [connection.sock])
        alarm.daemon = True
        alarm.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers={**_HEADERS, "Host": parts.netloc}, preload_content=False)
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
        for address in self._addresses(parts):
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

        port = parts.port or _PORTS[parts.scheme]
        wait = max(min(self._limits.silence, deadline - time.monotonic()), 0.01)
        if parts.scheme == "http":
            return HTTPConnection(str(address), port, timeout=wait)
        return HTTPSConnection(
            str(address), port, timeout=wait, server_hostname=parts.hostname, ssl_context=self._trust
        )

    def _addresses(self, parts: SplitResult) -> tuple[Address, ...]:
        """Raises Refusal when any address of the host is not on the open Internet: a name may not mix them."""
        name = parts.hostname or ""
        try:
            found = socket.getaddrinfo(name, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"{name} is not known: there is no address for it") from error
        resolved = tuple(dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found))
        for address in resolved:
            if not self._may_reach(address):
                raise Refusal(f"{name} is a private or reserved address, which is never read ({address})")
        return resolved

    def _may_reach(self, address: Address) -> bool:
        mapped = getattr(address, "ipv4_mapped", None) or address
        return any(mapped in network for network in self._allow if network.version == mapped.version) or _is_open(
            mapped
        )

    def _body(self, shown: str, response: BaseHTTPResponse, deadline: float) -> bytes:
        content = bytearray()
        while chunk := response.read1(_CHUNK, decode_content=True):
            content += chunk
            if len(content) > self._limits.size:
                raise Refusal(f"{shown} is larger than {self._limits.size / _MB:g} MB")
        if time.monotonic() >= deadline:
            raise _too_slow(shown, self._limits)
        return bytes(content)


def _checked(url: str) -> SplitResult:
    """Raises Refusal for what is not an http(s) address without credentials."""
    shown = addresses.shown(url)
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and bool(addresses.requestable(url)) and parts.port != 0
    except ValueError as error:
        raise Refusal(f"{shown} is not a web address") from error
    if parts.scheme.lower() not in _PORTS:
        raise Refusal(f"{shown} is not a web address: it must begin with http:// or https://")
    if not has_host:
        raise Refusal(f"{shown} is not a web address: it names no host")
    if parts.username is not None or parts.password is not None:
        raise Refusal(f"{shown} carries a user name or password: leave it out")
    return urlsplit(addresses.requestable(url))


def _is_open(address: Address) -> bool:
    is_tunnel = any(address in network for network in _TUNNELS if network.version == address.version)
    return address.is_global and not is_tunnel and not address.is_multicast and not address.is_reserved


def _refuse_answer(shown: str, response: BaseHTTPResponse) -> None:
    if response.status >= 500 or response.status == http.HTTPStatus.TOO_MANY_REQUESTS:  # noqa: PLR2004
        raise Unreachable(f"{shown} answered {_status(response.status)}; try again later")
    if response.status != http.HTTPStatus.OK:
        raise Refusal(f"{shown} answered {_status(response.status)}")
    kind = response.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
    if kind not in _READABLE:
        raise Refusal(f"{shown} is {kind or 'of no known type'}, not a web page")


def _status(code: int) -> str:
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _hang_up(sock: socket.socket) -> None:
    # a server that drips a byte at a time never runs into the wait of one read; the plain shutdown, since that of a TLS
    # socket takes its state away under the reading thread
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _too_slow(shown: str, limits: Limits) -> Unreachable:
    return Unreachable(f"{shown} took longer than {limits.seconds:g} seconds")


def _ours(shown: str, error: Exception) -> Refusal | Unreachable:
    from urllib3 import exceptions
    from urllib3.util.ssl_match_hostname import CertificateError

    if isinstance(error, ssl.SSLCertVerificationError | CertificateError):
        return Refusal(f"{shown} has no valid certificate")
    # urllib3 counts a refused connection among its time-outs
    is_late = isinstance(error, TimeoutError | exceptions.TimeoutError)
    if is_late and not isinstance(error, exceptions.NewConnectionError):
        return Unreachable(f"{shown} did not answer in time")
    return Unreachable(f"{shown} could not be read: the connection failed or broke off")
