"""What a server answers, within limits of type and size, and what goes wrong on the way, in our words."""

from __future__ import annotations

import http
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import media

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_CHUNK = 64 * 1024
_MB = 1024 * 1024
_PACKED = {"", "identity", "gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for everything together, ``silence`` for one wait; sizes in bytes, packed and unpacked.

    ``size`` is that of a page or a feed, ``document_size`` that of a PDF, an office document and their like.
    """

    redirects: int = 5
    size: int = 10 * _MB
    document_size: int = 50 * _MB
    robots_size: int = 500 * 1024
    seconds: float = 30.0
    silence: float = 10.0


def refuse(shown: str, response: BaseHTTPResponse) -> None:
    """Raises Unreachable where trying again may help, Refusal for another status than 200."""
    if response.status >= 500 or response.status == http.HTTPStatus.TOO_MANY_REQUESTS:  # noqa: PLR2004
        raise Unreachable(f"{shown} answered {_status(response.status)}; try again later")
    if response.status != http.HTTPStatus.OK:
        raise Refusal(f"{shown} answered {_status(response.status)}")
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in _PACKED:
        raise Refusal(f"{shown} is packed in a way that was not asked for ({packed[:40]})")


def body(shown: str, response: BaseHTTPResponse, deadline: float, limits: Limits) -> bytes:
    """All of the answer. Raises Refusal for a type that is never read and for what is too large."""
    content_type = response.headers.get("Content-Type", "")
    if not media.is_read(content_type):
        raise Refusal(f"{shown} is {media.kind(content_type)}, which holds no article")
    most = limits.document_size if media.is_document(content_type) else limits.size
    content = _start(response, most)
    if len(content) > most or response.tell() > most:
        raise Refusal(f"{shown} is larger than {most / _MB:g} MB")
    if time.monotonic() >= deadline:
        raise too_slow(shown, limits)
    return content


def start(response: BaseHTTPResponse, most: int) -> bytes:
    """The first ``most`` bytes of the answer, whatever its type."""
    return _start(response, most)[:most]


def _start(response: BaseHTTPResponse, most: int) -> bytes:
    content = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > most or response.tell() > most:
            break
    return bytes(content)


def _status(code: int) -> str:
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def too_slow(shown: str, limits: Limits) -> Unreachable:
    return Unreachable(f"{shown} took longer than {limits.seconds:g} seconds")


def ours(shown: str, error: Exception) -> Refusal | Unreachable:
    from urllib3 import exceptions
    from urllib3.util.ssl_match_hostname import CertificateError

    if isinstance(error, ssl.SSLCertVerificationError | CertificateError):
        return Refusal(f"{shown} has no valid certificate")
    # urllib3 counts a refused connection among its time-outs
    is_late = isinstance(error, TimeoutError | exceptions.TimeoutError)
    if is_late and not isinstance(error, exceptions.NewConnectionError):
        return Unreachable(f"{shown} did not answer in time")
    return Unreachable(f"{shown} could not be read: the connection failed or broke off")
