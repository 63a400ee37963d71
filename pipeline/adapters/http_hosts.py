"""An address to the machines that it names, all of them on the open Internet, or a refusal.

A name is resolved here, every address it has is checked, and the connection is made to that very address (with the
name kept for ``Host`` and for the certificate): a name that resolves otherwise a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import addresses

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}
# Ranges that carry an IPv4 address inside: 6to4, Teredo, NAT64, IPv4-compatible
_TUNNELS = tuple(map(ipaddress.IPv6Network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96")))


def checked(url: str) -> SplitResult:
    """``url`` as it is asked for. Raises Refusal for what is not an http(s) address without credentials."""
    shown = addresses.shown(url)
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and bool(addresses.requestable(url)) and parts.port != 0
    except ValueError as error:
        raise Refusal(f"{shown} is not a web address") from error
    if parts.scheme.lower() not in PORTS:
        raise Refusal(f"{shown} is not a web address: it must begin with http:// or https://")
    if not has_host:
        raise Refusal(f"{shown} is not a web address: it names no host")
    if parts.username is not None or parts.password is not None:
        raise Refusal(f"{shown} carries a user name or password: leave it out")
    return urlsplit(addresses.requestable(url))


def resolved(parts: SplitResult, allow: tuple[Network, ...]) -> tuple[Address, ...]:
    """The addresses of the host. Raises Refusal when any of them is neither on the open Internet nor in ``allow``."""
    name = parts.hostname or ""
    try:
        found = socket.getaddrinfo(name, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{name} is not known: there is no address for it") from error
    every = tuple(dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found))
    for address in every:
        if not _may_reach(address, allow):
            raise Refusal(f"{name} is a private or reserved address, which is never read ({address})")
    return every


def _may_reach(address: Address, allow: tuple[Network, ...]) -> bool:
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in network for network in allow if network.version == mapped.version) or _is_open(mapped)


def _is_open(address: Address) -> bool:
    is_tunnel = any(address in network for network in _TUNNELS if network.version == address.version)
    return address.is_global and not is_tunnel and not address.is_multicast and not address.is_reserved
