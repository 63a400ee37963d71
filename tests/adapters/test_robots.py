"""How followed pages are asked for: by a clock that the tests turn, and of a real server on loopback."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.adapters.http import Limits, SafeFetcher
from pipeline.adapters.robots import Robots
from pipeline.errors import Refusal, Unreachable
from pipeline.ingest.fetching import never

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
SITE = "https://a.example"


class Time:
    """Seconds that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Rules:
    """A robots.txt, or why there is none; ``asked`` keeps where it was asked for."""

    def __init__(self, answer: str | Exception = "") -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer.encode()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def robots(time: Time) -> Robots:
    return Robots(clock=time, sleep=time.sleep)


def test_a_page_is_read_as_robots_txt_allows(robots: Robots) -> None:
    rules = Rules("User-agent: *\nDisallow: /\n\nUser-agent: Briefdesk\nDisallow: /private/\nAllow: /private/open\n")
    for path in ("/", "/news?x=1", "/private/open"):
        robots.admit(f"{SITE}{path}", rules, never)
    with pytest.raises(Refusal, match=r"a\.example/private/a may not be read by programs"):
        robots.admit(f"{SITE}/private/a", rules, never)
    assert rules.asked == [f"{SITE}/robots.txt"]


def test_no_robots_txt_allows_everything_and_one_that_cannot_be_had_nothing_for_now(robots: Robots, time: Time) -> None:
    robots.admit(f"{SITE}/a", Rules(Refusal("answered 404")), never)
    away, back = Rules(Unreachable("answered 503")), Rules()
    for _ in range(2):
        with pytest.raises(Unreachable, match="does not say at present what may be read"):
            robots.admit("https://b.example/a", away, never)
    assert len(away.asked) == 1
    time.now += 301
    robots.admit("https://b.example/a", back, never)
    assert len(back.asked) == 1


def test_robots_txt_is_kept_for_an_hour_for_each_host_and_scheme(robots: Robots, time: Time) -> None:
    rules = Rules()
    for later, url in ((0, SITE), (3590, SITE), (0, "http://a.example"), (0, f"{SITE}:444"), (11, SITE)):
        time.now += later
        robots.admit(f"{url}/page", rules, never)
    assert rules.asked == [
        *(f"{SITE}/robots.txt", "http://a.example/robots.txt", f"{SITE}:444/robots.txt", f"{SITE}/robots.txt")
    ]


@pytest.mark.parametrize(
    ("rules", "gap"),
    [("", 1), ("Crawl-delay: 0.1", 1), ("Crawl-delay: 7", 7), ("Crawl-delay: 86400", 30), ("Crawl-delay: x", 1)],
)
def test_requests_to_one_host_are_kept_apart_and_others_do_not_wait(
    robots: Robots, time: Time, rules: str, gap: float
) -> None:
    get = Rules(f"User-agent: *\n{rules}")
    robots.admit(f"{SITE}/1", get, never)
    robots.admit("https://b.example/1", get, never)
    assert time.slept == []
    robots.admit(f"{SITE}/2", get, never)
    assert time.now == pytest.approx(1000 + gap)
    assert max(time.slept) <= 1
    time.now += gap
    robots.admit(f"{SITE}/3", get, never)
    assert time.now == pytest.approx(1000 + 2 * gap)


def test_a_stop_ends_the_waiting(robots: Robots, time: Time) -> None:
    get = Rules("User-agent: *\nCrawl-delay: 30")
    robots.admit(f"{SITE}/1", get, never)
    with pytest.raises(Unreachable, match="was stopped"):
        robots.admit(f"{SITE}/2", get, lambda: time.now >= 1002)
    assert time.now < 1003


def test_what_is_no_web_address_is_left_to_who_fetches_it(robots: Robots) -> None:
    rules = Rules()
    robots.admit("file:///etc/passwd", rules, never)
    assert rules.asked == []


@pytest.mark.parametrize("line", ["Disallow: /" + "*a" * 500 + "$", "Disallow: /" + "a" * 400_000, "\x00\xff"])
def test_hostile_rules_neither_fail_nor_take_long(robots: Robots, line: str) -> None:
    rules = Rules("User-agent: *\n" + f"{line}\n" * max(1, 500_000 // len(line)))
    robots.admit(f"{SITE}/{'a' * 2000}b", rules, never)


class Host(BaseHTTPRequestHandler):
    """Two pages, a redirect and a robots.txt. ``seen`` keeps the paths asked for."""

    seen: list[str]
    robots: str

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/closed")
            self.end_headers()
            return
        content = self.robots.encode() if self.path == "/robots.txt" else b"page"
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if self.path == "/robots.txt" else "text/html")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


Serve = Callable[[str], tuple[str, list[str]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def begin(rules: str) -> tuple[str, list[str]]:
        handler = type("OneHost", (Host,), {"seen": [], "robots": rules})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}", handler.seen  # type: ignore[attr-defined]

    yield begin
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def fetcher(robots: Robots) -> SafeFetcher:
    return SafeFetcher(allow=LOOPBACK, limits=Limits(seconds=2.0, silence=1.0, robots_size=1000), robots=robots)


def test_only_what_nobody_asked_for_by_its_own_address_obeys(serve: Serve, fetcher: SafeFetcher) -> None:
    host, seen = serve("User-agent: *\nDisallow: /closed\n")
    assert fetcher.fetch(f"{host}/closed").content == b"page"
    assert fetcher.fetch(f"{host}/open", is_followed=True).content == b"page"
    for path in ("/closed", "/moved"):
        with pytest.raises(Refusal, match="/closed may not be read by programs"):
            fetcher.fetch(f"{host}{path}", is_followed=True)
    assert seen == ["/closed", "/robots.txt", "/open", "/moved"]


def test_waiting_takes_nothing_from_the_time_to_answer(serve: Serve, fetcher: SafeFetcher, time: Time) -> None:
    host, _ = serve("User-agent: *\nCrawl-delay: 20\n")
    for _ in range(3):
        fetcher.fetch(f"{host}/open", is_followed=True)
    assert time.now == pytest.approx(1040)


def test_of_a_long_robots_txt_the_beginning_counts(serve: Serve, fetcher: SafeFetcher) -> None:
    host, _ = serve("User-agent: *\nDisallow: /closed\n" + "#\n" * 100_000 + "Disallow: /open\n")
    fetcher.fetch(f"{host}/open", is_followed=True)
    with pytest.raises(Refusal, match="may not be read by programs"):
        fetcher.fetch(f"{host}/closed", is_followed=True)


def test_a_private_host_is_asked_for_neither_robots_txt_nor_page(serve: Serve, robots: Robots) -> None:
    host, seen = serve("")
    with pytest.raises(Refusal, match="private or reserved"):
        SafeFetcher(robots=robots).fetch(f"{host}/open", is_followed=True)
    assert seen == []
