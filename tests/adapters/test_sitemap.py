"""Sitemaps, as ``FeedFile`` reads them from an ``.xml`` file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.adapters.feed_file import FeedFile
from pipeline.domain import RawArticle, Refused

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<url><loc> https://a.example/one </loc><image:image><image:loc>https://a.example/p.png</image:loc>"
    "<image:title>A picture</image:title></image:image><news:news><news:publication><news:name>The Daily</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2019-01-04T23:00:00-05:00"
    "</news:publication_date><news:title>Bridge &amp; road</news:title></news:news></url>"
)


def _read(inside: str, root: str = "urlset") -> list[RawArticle | Refused]:
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a --><{root} {SPACES}>{inside}</{root}>'
    return list(FeedFile().load("map.xml", content.encode()))


def test_an_address_comes_with_what_a_news_sitemap_says_of_it() -> None:
    [article] = _read(NEWS)
    assert isinstance(article, RawArticle)
    assert (article.name, article.text, article.url) == ("map.xml address 1", "", "https://a.example/one")
    assert (article.title, article.outlet, article.language) == ("Bridge & road", "The Daily", "en")
    assert article.published == date(2019, 1, 4)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2019-01-04T23:00:00-05:00"


@pytest.mark.parametrize(("root", "place"), [("urlset", "url"), ("sitemapindex", "sitemap")])
def test_addresses_come_newest_first_and_undated_ones_last_as_they_stand(root: str, place: str) -> None:
    stated = (
        ("none", ""),
        ("day", "2020-01-02"),
        ("late", "2020-01-02T12:00:00+01:00"),
        ("zone", "2020-01-02T11:30:00Z"),
    )
    inside = "".join(
        f"<{place}><loc>https://a.example/{name}</loc><lastmod>{at}</lastmod></{place}>"
        for name, at in (*stated, ("nothing", "soon"))
    )
    order = [item.url.rpartition("/")[2] for item in _read(inside, root) if isinstance(item, RawArticle)]
    assert order == ["zone", "late", "day", "none", "nothing"]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("", "is a sitemap without addresses"),
        ("<url><loc>", "is a damaged sitemap: line 2 "),
        ("<url><loc>file:///etc/passwd</loc></url>", "is not a web address"),
        ("<url><loc>/relative</loc></url>", "is not a web address"),
        ("<url><lastmod>2020-01-01</lastmod></url>", "is a sitemap without addresses"),
    ],
)
def test_what_names_no_address_says_why(inside: str, reason: str) -> None:
    [refused] = _read(inside)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith(reason)


def test_entities_open_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    doctype = f'<!DOCTYPE urlset [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    content = f"{doctype}<urlset><url><loc>https://a.example/&e;</loc></url></urlset>"
    assert "secret" not in f"{list(FeedFile().load('a.xml', content.encode()))}"
