"""A web server on loopback of pages that a test gives, and how often each was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Pages = Mapping[str, tuple[str, str]]
"""The media type and the text of each path; in both, HOST stands for where the server is."""


class _Handler(BaseHTTPRequestHandler):
    pages: Pages
    seen: list[str]

    def do_GET(self) -> None:
        kind, text = self.pages.get(self.path, ("", ""))
        content = text.replace("HOST", f"http://{self.headers['Host']}").encode()
        etag = f'"{len(content)}"'
        is_known = bool(kind) and self.headers["If-None-Match"] == etag
        status = 304 if is_known else 200 if kind else 404
        self.seen.append(f"{self.path} {status}")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", etag)
        self.end_headers()
        if not is_known:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def serving(pages: Pages) -> Iterator[tuple[str, list[str]]]:
    """The server's address, and the path and the status of every request so far."""
    handler = type("Pages", (_Handler,), {"pages": pages, "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
