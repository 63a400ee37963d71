"""A web server on loopback whose every path behaves as its name says."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

Running = tuple[str, list[dict[str, str]]]
"""Host and port, and the headers of every request so far, with its ``path``."""

PAGE = "<p>Café</p>".encode()
GZIP_BOMB, DEFLATE_BOMB = gzip.compress(b"0" * 5_000_000), zlib.compress(b"0" * 5_000_000)
EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"


class Site(BaseHTTPRequestHandler):
    """Each path behaves as its name says. ``seen`` keeps the headers of every request."""

    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        name = self.path.strip("/").split("/")[0].split("?")[0]
        behave: Callable[[], None] | None = getattr(self, f"_{name}", None)
        if behave is None:
            self._send(404, b"no")
        else:
            behave()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def _send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self._send(200, PAGE, Set_Cookie="id=1")

    def _pdf(self) -> None:
        self._send(200, b"%PDF" + b"x" * 150_000, "application/pdf")

    def _picture(self) -> None:
        self._send(200, b"GIF8", "image/gif")

    def _feed(self) -> None:
        known = {"ETag": '"one"', "Last-Modified": "Fri, 04 Jan 2019 10:00:00 GMT"}
        is_known = self.headers["If-None-Match"] == known["ETag"] or self.headers["If-Modified-Since"] in known.values()
        self._send(304 if is_known else 200, b"" if is_known else b"<rss/>", "application/rss+xml", **known)

    def _unasked(self) -> None:
        self._send(304, b"")

    def _gone(self) -> None:
        self._send(410, b"")

    def _broken(self) -> None:
        self._send(503, b"")

    def _busy(self) -> None:
        self._send(429, b"")

    def _moved(self) -> None:
        self._send(302, b"", Location="/page?from=moved#x", Set_Cookie="id=1")

    def _round(self) -> None:
        self._send(301, b"", Location="/round")

    def _to(self) -> None:
        self._send(302, b"", Location=unquote(self.path.removeprefix("/to/")))

    def _large(self) -> None:
        self._send(200, b"x" * 150_000)

    def _bomb(self) -> None:
        self._send(200, GZIP_BOMB, Content_Encoding="gzip")

    def _zipped(self) -> None:
        self._send(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def _deflated(self) -> None:
        self._send(200, DEFLATE_BOMB, Content_Encoding="deflate")

    def _twice(self) -> None:
        self._send(200, gzip.compress(GZIP_BOMB), Content_Encoding="gzip, gzip")

    def _brotli(self) -> None:
        self._send(200, b"\x0b\x02\x80page\x03", Content_Encoding="br")

    def _hollow(self) -> None:
        """Packed blocks without content, without an end."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
        self.wfile.write(gzip.compress(b"")[:10])
        self._without_end(EMPTY_BLOCK * 10_000)

    def _garbled(self) -> None:
        self._send(200, b"not gzip", Content_Encoding="gzip")

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def _silent(self) -> None:
        time.sleep(0.8)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        self._slowly(b"x")

    def _dripping_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        self._slowly(b"x")

    def _endless_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        self._without_end(b"X-More: x\r\n" * 1_000)

    def _endless_header(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-More: ")
        self._without_end(b"x" * 10_000)

    def _endless_continue(self) -> None:
        self._without_end(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    def _endless_body(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        self._without_end(b"x" * 10_000)

    def _without_end(self, piece: bytes) -> None:
        end = time.monotonic() + 3
        try:
            while time.monotonic() < end:
                self.wfile.write(piece)
        except OSError:
            return

    def _slowly(self, piece: bytes) -> None:
        try:
            for _ in range(25):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return


def serve(trust: ssl.SSLContext | None = None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    handler = type("OneSite", (Site,), {"seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if trust is not None:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", handler.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
