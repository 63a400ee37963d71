from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters import web_metadata, web_page
from pipeline.adapters.web_metadata import ORDER, Metadata

PAGE = (
    "<html{lang}><head><title>{title}</title>{head}</head><body>{body}<p>The council met on Monday.</p></body></html>"
)


def _read(head: str = "", *, body: str = "", title: str = "A page", lang: str = "", text: str = "") -> Metadata:
    page = PAGE.format(lang=lang, title=title, head=head, body=body)
    return web_metadata.choose(web_metadata.gather(web_page.tree(page.encode())), text)


def _ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def _meta(**named: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in named.items())


def _said(read: Metadata, field: str) -> list[tuple[str, str]]:
    return [(reading.where, reading.value) for reading in read.readings if reading.field == field]


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge to be rebuilt",
    "datePublished": "2019-01-04T23:30:00-05:00",
    "dateModified": "2019-01-06",
    "author": [{"@type": "Person", "name": "Jo Doe"}, {"@type": "Person", "name": "Al Roe"}],
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "inLanguage": "en-GB",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://daily.example/bridge"},
}


def test_json_ld_says_all() -> None:
    read = _read(_ld(ARTICLE))
    assert (read.title, read.outlet, read.byline) == ("Bridge to be rebuilt", "The Daily", "Jo Doe, Al Roe")
    assert (read.url, read.language) == ("https://daily.example/bridge", "en-GB")
    assert (read.published, read.updated) == (date(2019, 1, 4), date(2019, 1, 6))


def test_a_moment_keeps_its_zone_and_the_day_is_the_day_there() -> None:
    read = _read(_ld(ARTICLE))
    assert read.published_at == datetime(2019, 1, 5, 4, 30, tzinfo=UTC)
    assert read.published_at is not None
    assert read.published_at.utcoffset() == timedelta(hours=-5)
    assert read.published == read.published_at.date()


def test_the_same_moment_in_the_zone_of_the_publisher_gives_the_day() -> None:
    read = _read(_meta(article__published_time="2019-01-05T04:30:00Z", date="2019-01-04T23:30:00-05:00"))
    assert (read.published, read.published_at) == (date(2019, 1, 4), datetime(2019, 1, 5, 4, 30, tzinfo=UTC))
    other = _read(_meta(article__published_time="2019-01-05T04:30:00Z", date="2019-01-04T20:30:00-05:00"))
    assert other.published == date(2019, 1, 5)


def test_a_day_takes_the_moment_of_another_place_on_that_day_only() -> None:
    day = _ld(ARTICLE | {"datePublished": "2019-01-04"})
    assert _read(day + _meta(article__published_time="2019-01-04T08:00:00+01:00")).published_at == datetime(
        2019, 1, 4, 8, tzinfo=timezone(timedelta(hours=1))
    )
    assert _read(day + _meta(article__published_time="2019-01-03T08:00:00+01:00")).published_at is None


def test_where_places_disagree_the_order_decides_and_every_reading_is_kept() -> None:
    head = _ld(ARTICLE) + _meta(
        og__title="Old bridge to go",
        og__site_name="The Daily News",
        author="Sam Poe",
        article__published_time="2019-01-05T10:00:00Z",
        og__url="https://daily.example/other",
    )
    read = _read(head, title="Bridge")
    assert (read.title, read.outlet, read.byline) == ("Bridge to be rebuilt", "The Daily News", "Jo Doe, Al Roe")
    assert (read.published, read.url) == (date(2019, 1, 4), "https://daily.example/other")
    assert _said(read, "title") == [
        ("JSON-LD", "Bridge to be rebuilt"),
        ("Open Graph", "Old bridge to go"),
        ("HTML", "Bridge"),
    ]
    assert _said(read, "published") == [
        ("JSON-LD", "2019-01-04T23:30:00-05:00"),
        ("Open Graph", "2019-01-05T10:00:00Z"),
    ]
    assert _said(read, "byline") == [("JSON-LD", "Jo Doe, Al Roe"), ("meta", "Sam Poe")]
    assert _said(read, "outlet") == [("Open Graph", "The Daily News"), ("JSON-LD", "The Daily")]


def test_the_order_is_the_documented_one() -> None:
    table = dict(re.findall(r"^(\w+) {2,}([^=\n].+(?:\n {8,}[^\n]+)*)$", web_metadata.__doc__ or "", re.MULTILINE))
    for field, places in ORDER.items():
        told = re.findall(r"JSON-LD|Open Graph|microdata|meta|page|HTML", re.sub(r"\([^)]*\)", "", table[field]))
        assert tuple(told) == places


@pytest.mark.parametrize("field", ORDER)
def test_each_place_is_read_when_those_before_it_are_silent(field: str) -> None:
    values = {"published": "2019-01-04", "updated": "2019-01-06", "language": "en", "url": "https://a.example/x"}
    said = {place: {field: [values.get(field, "Daily Bugle")]} for place in ORDER[field]}
    for place in ORDER[field]:
        assert getattr(web_metadata.choose({place: said[place]}), field) or (field, place) == ("outlet", "HTML")


@pytest.mark.parametrize(
    ("title", "head", "read"),
    [
        ("Bridge to be rebuilt | The Daily", _meta(og__site_name="The Daily"), "Bridge to be rebuilt"),
        ("Bridge to be rebuilt - the daily", _meta(og__site_name="The Daily"), "Bridge to be rebuilt"),
        ("The Daily: Bridge to be rebuilt", _meta(og__site_name="The Daily"), "Bridge to be rebuilt"),
        ("Bridge to be rebuilt | The Daily", "", "Bridge to be rebuilt | The Daily"),
        ("Bridge to be rebuilt - at last", _meta(og__site_name="The Daily"), "Bridge to be rebuilt - at last"),
        ("The Daily", _meta(og__site_name="The Daily"), ""),
    ],
)
def test_a_title_loses_the_name_of_the_site_only_where_the_page_gives_that_name(
    title: str, head: str, read: str
) -> None:
    assert _read(head, title=title).title == read


def test_a_title_that_is_cut_gives_way_to_the_whole_one() -> None:
    read = _read(_ld(ARTICLE | {"headline": "Bridge to be …"}) + _meta(og__title="Bridge to be rebuilt in May"))
    assert read.title == "Bridge to be rebuilt in May"
    assert _said(read, "title")[0] == ("Open Graph", "Bridge to be rebuilt in May")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"x"',
        "",
        "[" * 100_000,
        '{"@type":["NewsArticle",null,{}],"headline":7,"author":[[["a"]],3,null],"datePublished":{}}',
        '"NewsArticle"',
        '{"@graph":{"@graph":{"@graph":{"@graph":{"@graph":{}}}}}}',
        '{"@type":"NewsArticle","mainEntityOfPage":[7,{"@id":null}],"publisher":{"name":{}}}',
    ],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    good = _ld({"@type": "WebSite", "name": "The Daily"}) + _meta(og__title="Bridge to be rebuilt")
    read = _read(f'<script type="application/ld+json">{script}</script>{good}')
    assert (read.title, read.outlet) == ("Bridge to be rebuilt", "The Daily")


@pytest.mark.parametrize("wrapping", ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "{};", "{}"])
def test_json_ld_that_is_wrapped_or_has_a_comma_too_many_is_read(wrapping: str) -> None:
    script = json.dumps(ARTICLE).removesuffix("}") + ",}"
    read = _read(f'<script type="Application/LD+JSON">{wrapping.replace("{}", script)}</script>')
    assert read.byline == "Jo Doe, Al Roe"


def test_a_graph_is_read_with_its_references() -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "The Daily"},
            {"@type": "Person", "@id": "#jo", "name": "Jo Doe"},
            {
                "@type": ["Thing", "BlogPosting"],
                "headline": "Bridge",
                "author": {"@id": "#jo"},
                "publisher": {"@id": "#org"},
            },
        ]
    }
    read = _read(_ld(graph))
    assert (read.title, read.byline, read.outlet) == ("Bridge", "Jo Doe", "The Daily")


def _several() -> str:
    other = ARTICLE | {
        "headline": "Harbour to close",
        "datePublished": "2018-03-03",
        "author": {"name": "Mo Loe"},
        "mainEntityOfPage": "https://daily.example/harbour",
    }
    return _ld([other, ARTICLE])


def test_of_several_articles_in_a_page_the_one_of_its_address_or_heading_is_read() -> None:
    by_address = _read(_several() + '<link rel="canonical" href="https://daily.example/bridge?utm_source=x">')
    assert (by_address.published, by_address.byline) == (date(2019, 1, 4), "Jo Doe, Al Roe")
    by_heading = _read(_several(), body="<h1>Bridge to be <i>rebuilt</i></h1>")
    assert by_heading.byline == "Jo Doe, Al Roe"


def test_a_list_of_articles_says_nothing_of_the_page() -> None:
    read = _read(_several(), title="News of the week")
    assert (read.title, read.published, read.byline) == ("News of the week", None, "")
    items = _ld({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]})
    assert _read(items).published is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"name": "By Jo Doe"}, "Jo Doe"),
        ([{"name": "Jo Doe"}, {"name": "JO DOE"}], "Jo Doe"),
        ({"name": "The Daily"}, ""),
        ("https://daily.example/authors/jo", ""),
        ("jo@daily.example", ""),
        ({"@type": "Organization", "name": "Associated Press"}, "Associated Press"),
        ("Jo Doe Published 4:30 PM Jan 4, 2019", "Jo Doe"),
        ("Jo Doe, The Daily", "Jo Doe"),
        ("4 January 2019", ""),
    ],
)
def test_a_byline_is_names_of_people_or_agencies(author: object, byline: str) -> None:
    assert _read(_ld(ARTICLE | {"author": author})).byline == byline


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ('<a rel="author" href="/jo">Jo Doe</a>', "Jo Doe"),
        ('<div class="Story-Byline">By Jo Doe and Al Roe</div>', "Jo Doe and Al Roe"),
        ("<p>By <a href='/jo'>Jo Doe</a> on Friday, January 4th, 2019</p>", "Jo Doe"),
        ('<div class="comment"><span class="author">Troll</span></div>', ""),
        ('<aside><span class="byline">By Mo Loe</span></aside>', ""),
        ("<p>By all accounts the old bridge was beyond repair.</p>", ""),
    ],
)
def test_a_byline_that_is_shown_is_read(body: str, byline: str) -> None:
    assert _read(body=body).byline == byline


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("U.S.", "https://www.herald.example/a", "Herald"),
        ("HERALD", "https://www.herald.example/a", "HERALD"),
        ("The Weekly Herald", "https://www.herald.example/a", "The Weekly Herald"),
        ("Gazette | News | Sport", "https://www.paper.example/a", "Gazette"),
        ("https://www.paper.example", "https://www.paper.example/a", ""),
        ("@paper", "https://www.paper.example/a", ""),
    ],
)
def test_an_outlet_that_the_address_bears_comes_first(name: str, url: str, outlet: str) -> None:
    assert _read(_meta(og__site_name=name, og__url=url), title="Bridge to be rebuilt - Herald").outlet == outlet


def test_the_front_page_is_the_address_of_no_article() -> None:
    read = _read('<link rel="canonical" href="https://daily.example/">' + _meta(og__url="https://daily.example/bridge"))
    assert read.url == "https://daily.example/bridge"
    assert _read('<link rel="canonical" href="/bridge">').url == ""


@pytest.mark.parametrize(
    ("first", "then", "published"),
    [
        ("1970-01-01T00:00:00Z", "2019-01-04", date(2019, 1, 4)),
        ("2019-03-04", "2019-01-04", date(2019, 1, 4)),
        ("2019-01-07", "", date(2019, 1, 7)),
        ("1978-02-02", "", date(1978, 2, 2)),
        ("2031-01-01", "", date(2031, 1, 1)),
    ],
)
def test_a_day_that_cannot_be_gives_way_but_is_never_changed(first: str, then: str, published: date) -> None:
    updated = "2019-01-06"
    read = _read(_meta(article__published_time=first, date=then, article__modified_time=updated))
    assert read.published == published
    assert read.updated == (date(2019, 1, 6) if published <= date(2019, 1, 6) else None)


GERMAN = (
    "Der Rat beschloss am Montag, die alte Brücke wieder aufzubauen, sagte die Bürgermeisterin nach der Abstimmung."
)


def test_the_language_of_the_text_decides_between_two_that_are_named() -> None:
    head = '<meta http-equiv="Content-Language" content="de">'
    assert _read(head, lang=' lang="en"', text=GERMAN).language == "de"
    assert _read(head, lang=' lang="en"').language == "en"
    assert _read("", lang=' lang="en"', text=GERMAN).language == "en"
    assert _read('<meta property="og:locale" content="de_DE">').language == "de_DE"
    assert _read("", lang=' lang="{{ lang }}"').language == ""


def test_hostile_metadata_is_text_of_bounded_length() -> None:
    head = _meta(
        og__title="&lt;b&gt;Bridge&lt;/b&gt; \u202eto\x07 be\u200b rebuilt, 3 &lt; 4 &lt;i onclick=x&gt;of 5",
        og__site_name="x" * 1_000_000,
        author="\u2066Jo\u2069 Doe",
        article__published_time="9999-99-99T99:99:99Z" * 1000,
    )
    read = _read(head, title="y" * 1_000_000)
    assert (read.title, read.outlet, read.byline, read.published) == (
        "Bridge to be rebuilt, 3 < 4 of 5",
        "",
        "Jo Doe",
        None,
    )
    long = _read(_meta(og__title="word " * 90))
    assert max(len(reading.value) for reading in long.readings) == 300


def test_a_field_has_at_most_five_readings_and_none_twice() -> None:
    head = "".join(f'<meta name="date" content="2019-01-0{day}">' for day in (1, 1, 2, 3, 4, 5, 6, 7))
    assert [value[-1] for _, value in _said(_read(head), "published")] == ["1", "2", "3", "4", "5"]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["headline", "author", "publisher", "datePublished", "dateModified", "@type", "@id", "url"]),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=9) | st.just("NewsArticle"),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "@id"]), inner, max_size=2)
            ),
            max_leaves=6,
        ),
    )
)
def test_any_json_is_read_without_a_fault(thing: dict[str, object]) -> None:
    read = _read(_ld({"@type": "NewsArticle"} | thing, thing))
    assert all(reading.value == reading.value.strip() and reading.value for reading in read.readings)
