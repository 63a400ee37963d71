"""A web address to the one form under which an article is known; what is no web address is empty."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|_g[al]|vero_id|wickedid|oly_(?:anon|enc)_id|ns_(?:mchannel|campaign|source|linkname|fee)",
    re.IGNORECASE,
)


def canonical(url: str) -> str:
    """Without fragment, tracking parameters, credentials and default port; scheme and host in lower case."""
    parts = _split(requestable(url))
    if parts is None:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
    return urlunsplit(parts._replace(query=query))


def requestable(url: str) -> str:
    """The same in ASCII and as a server is asked for it: without fragment and credentials."""
    parts = _split(url.strip())
    if parts is None:
        return ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]")
    return urlunsplit((parts.scheme.lower(), _host(parts), path, query, ""))


def host(url: str) -> str:
    """The host in lower case without "www.", or empty."""
    parts = _split(url)
    return "" if parts is None else _name(parts).removeprefix("www.")


def shown(url: str) -> str:
    """``url`` as it may be shown in a message: no password, no control characters, at most 300 of its characters."""
    printable = "".join(c for c in url.strip() if c.isprintable())[:300]
    return re.sub(r"(?<=//)[^/?#]*@", "", printable)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme.lower() in _PORTS and bool(_name(parts)) and (parts.port or 0) >= 0
    except ValueError:
        return None
    return parts if is_web else None


def _host(parts: SplitResult) -> str:
    name = _name(parts)
    name = f"[{name}]" if ":" in name else name
    is_default = parts.port in (None, _PORTS[parts.scheme.lower()])
    return name if is_default else f"{name}:{parts.port}"


def _name(parts: SplitResult) -> str:
    """The host in ASCII. Raises UnicodeError for one that cannot be."""
    return (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
