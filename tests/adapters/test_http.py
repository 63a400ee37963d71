"""``SafeFetcher`` against a real server on loopback, which the tests must allow by name."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.adapters.http import Limits, SafeFetcher
from pipeline.errors import Refusal, Unreachable
from tests.servers.site import PAGE, Running, serve

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
QUICK = Limits(size=100_000, seconds=1.0, silence=0.6)


@pytest.fixture
def site() -> Iterator[Running]:
    yield from serve()


@pytest.fixture
def fetcher() -> SafeFetcher:
    return SafeFetcher(allow=LOOPBACK, limits=QUICK)


def test_a_page_is_fetched_as_it_is(site: Running, fetcher: SafeFetcher) -> None:
    host, seen = site
    fetched = fetcher.fetch(f" http://{host}/page/ü?q=1&utm_source=x#top ")
    assert (fetched.content, fetched.content_type) == (PAGE, "text/html; charset=utf-8")
    assert seen[0]["path"] == "/page/%C3%BC?q=1&utm_source=x"
    assert seen[0]["host"] == host
    assert "Briefdesk" in seen[0]["user-agent"]


def test_redirects_are_followed_and_no_cookie_is_sent(site: Running, fetcher: SafeFetcher) -> None:
    host, seen = site
    fetched = fetcher.fetch(f"http://{host}/moved")
    assert fetched.content == PAGE
    assert fetched.url.startswith(f"http://{host}/page?from=moved")
    assert [request["path"] for request in seen] == ["/moved", "/page?from=moved"]
    assert not any("cookie" in request for request in seen)


def test_a_circle_of_redirects_ends(site: Running, fetcher: SafeFetcher) -> None:
    host, seen = site
    with pytest.raises(Refusal, match="redirected more than 5 times"):
        fetcher.fetch(f"http://{host}/round")
    assert len(seen) == 6


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/none", Refusal, "/none answered 404 Not Found"),
        ("/gone", Refusal, "/gone answered 410 Gone"),
        ("/broken", Unreachable, "answered 503 Service Unavailable; try again later"),
        ("/busy", Unreachable, "answered 429 Too Many Requests; try again later"),
        ("/picture", Refusal, "/picture is image/gif, which holds no article"),
        ("/unasked", Refusal, "answered 304 Not Modified"),
        ("/deflated", Refusal, "is larger than"),
        ("/twice", Refusal, "is packed in a way that was not asked for (gzip, gzip)"),
        ("/brotli", Refusal, "is packed in a way that was not asked for (br)"),
        ("/endless_body", Refusal, "is larger than"),
        ("/endless_headers", Unreachable, "the connection failed or broke off"),
        ("/endless_header", Unreachable, "the connection failed or broke off"),
        ("/endless_continue", Unreachable, "took longer than 1 seconds"),
        ("/large", Refusal, "is larger than 0.0953674 MB"),
        ("/bomb", Refusal, "is larger than"),
        ("/garbled", Unreachable, "the connection failed or broke off"),
        ("/cut", Unreachable, "the connection failed or broke off"),
        ("/silent", Unreachable, "did not answer in time"),
        ("/drip", Unreachable, "took longer than 1 seconds"),
        ("/dripping_headers", Unreachable, "took longer than 1 seconds"),
        ("/to/file:///etc/passwd", Refusal, "must begin with http"),
        ("/to/ftp://127.0.0.1/x", Refusal, "must begin with http"),
        ("/to/http://[::ffff:10.0.0.1]/", Refusal, "private or reserved"),
        ("/to/http://[fe80::1%25lo]/", Refusal, "private or reserved"),
        ("/to/http://0x0a000001/", Refusal, "private or reserved"),
        ("/to/http://167772161/", Refusal, "private or reserved"),
        ("/to/http://012.1/", Refusal, "private or reserved"),
        ("/to/http://metadata.google.internal/computeMetadata/v1/", Unreachable, "is not known"),
        ("/to/http://[fd00:ec2::254]/latest/meta-data/", Refusal, "private or reserved"),
        ("/to///10.0.0.1/", Refusal, "private or reserved"),
        ("/to/http://10.0.0.1/", Refusal, "10.0.0.1 is a private or reserved address"),
        ("/to/http://169.254.169.254/latest/meta-data/", Refusal, "private or reserved"),
        ("/to/http://100.64.0.1/", Refusal, "private or reserved"),
        ("/to/http://me:secret@example.org/", Refusal, "carries a user name or password"),
    ],
)
def test_what_cannot_be_read_says_why(
    site: Running, fetcher: SafeFetcher, path: str, error: type[Exception], message: str
) -> None:
    began = time.monotonic()
    with pytest.raises(error) as raised:
        fetcher.fetch(f"http://{site[0]}{path}")
    assert message in str(raised.value)
    assert "secret" not in str(raised.value)
    assert time.monotonic() - began < 2.5


def test_a_document_may_be_larger_than_a_page_and_has_its_own_limit(site: Running) -> None:
    allowing = SafeFetcher(allow=LOOPBACK, limits=Limits(size=100_000, document_size=200_000))
    assert allowing.fetch(f"http://{site[0]}/pdf").content_type == "application/pdf"
    with pytest.raises(Refusal, match=r"/pdf is larger than 0\.09"):
        SafeFetcher(allow=LOOPBACK, limits=Limits(document_size=100_000)).fetch(f"http://{site[0]}/pdf")


@pytest.mark.parametrize("known", [{"etag": '"one"'}, {"modified": "Fri, 04 Jan 2019 10:00:00 GMT"}])
def test_what_is_the_same_as_then_is_not_sent_again(site: Running, fetcher: SafeFetcher, known: dict[str, str]) -> None:
    first = fetcher.fetch(f"http://{site[0]}/feed")
    assert (first.content, first.is_unchanged) == (b"<rss/>", False)
    assert (first.etag, first.modified) == ('"one"', "Fri, 04 Jan 2019 10:00:00 GMT")
    again = fetcher.fetch(f"http://{site[0]}/feed", **known)
    assert (again.content, again.is_unchanged, again.etag) == (b"", True, '"one"')


def test_what_a_server_said_once_cannot_add_a_header(site: Running, fetcher: SafeFetcher) -> None:
    fetched = fetcher.fetch(f"http://{site[0]}/feed", etag='"one"\r\nX-Evil: 1', modified="Ü")
    assert not fetched.is_unchanged
    assert not {"x-evil", "if-none-match", "if-modified-since"} & site[1][0].keys()


def test_packed_blocks_without_content_end_with_the_time_that_there_is(site: Running, fetcher: SafeFetcher) -> None:
    began = time.monotonic()
    with pytest.raises((Refusal, Unreachable), match=r"is larger than|took longer than 1 seconds"):
        fetcher.fetch(f"http://{site[0]}/hollow")
    assert time.monotonic() - began < 2.5


def test_a_packed_page_is_unpacked(site: Running, fetcher: SafeFetcher) -> None:
    assert fetcher.fetch(f"http://{site[0]}/zipped").content == PAGE


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1",
            "localhost",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
        ),
        *("192.168.1.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fc00::1]", "[ff02::1]"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[::7f00:1]", "[2001:db8::1]"),
    ],
)
def test_by_default_only_the_open_internet_is_reached(host: str) -> None:
    with pytest.raises(Refusal, match="is a private or reserved address, which is never read"):
        SafeFetcher().fetch(f"http://{host}:9/")


def test_what_is_refused_is_never_connected_to(site: Running) -> None:
    host, seen = site
    with pytest.raises(Refusal):
        SafeFetcher().fetch(f"http://{host}/page")
    assert seen == []


def _resolves_to(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """A name server that gives another answer each time. Returns the list of names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *more: int, **options: int) -> list[tuple[object, ...]]:
        if not host.endswith(".example"):
            return list(real(host, port, *more, **options))
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_a_name_is_resolved_once_and_the_checked_address_connected_to(
    site: Running, fetcher: SafeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _resolves_to(monkeypatch, ("127.0.0.1",), ("10.0.0.1",))
    host, seen = site
    port = host.partition(":")[2]
    assert fetcher.fetch(f"http://rebinds.example:{port}/page").content == PAGE
    assert asked == ["rebinds.example"]
    assert seen[0]["host"] == f"rebinds.example:{port}"


def test_a_name_with_one_private_address_is_refused(fetcher: SafeFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    _resolves_to(monkeypatch, ("127.0.0.1", "10.0.0.1"))
    with pytest.raises(Refusal, match=r"mixed\.example is a private or reserved address, .* \(10\.0\.0\.1\)"):
        fetcher.fetch("http://mixed.example/")


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org/", "javascript:alert(1)", "http://", "http://["])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match="is not a web address"):
        SafeFetcher().fetch(url)


def test_credentials_are_refused_and_not_repeated() -> None:
    with pytest.raises(Refusal, match="carries a user name or password") as raised:
        SafeFetcher().fetch("https://me:secret@example.org/")
    assert "secret" not in str(raised.value)


def test_a_port_where_nobody_listens_is_unreachable(fetcher: SafeFetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(Unreachable, match="the connection failed"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server named localhost and a client that trusts it need."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))


def test_the_certificate_is_checked_against_the_name_while_the_address_is_connected_to(
    certified: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server, trust = certified
    for host, seen in serve(server):
        port = host.partition(":")[2]
        trusting = SafeFetcher(allow=LOOPBACK, limits=QUICK, trust=trust)
        assert trusting.fetch(f"https://localhost:{port}/page").content == PAGE
        assert seen[0]["host"] == f"localhost:{port}"
        with pytest.raises(Refusal, match="has no valid certificate"):
            trusting.fetch(f"https://127.0.0.1:{port}/page")
        with pytest.raises(Refusal, match="has no valid certificate"):
            SafeFetcher(allow=LOOPBACK, limits=QUICK).fetch(f"https://localhost:{port}/page")
