"""Hypothesis strategies for every value of the domain, valid ones only."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from pipeline import domain

WORDS = st.text(max_size=30)
NEWS = st.lists(st.text(string.ascii_letters + "$*[]<>|`#é日\u200f0123456789.,", min_size=1, max_size=9), min_size=1)
TEXTS = NEWS.map(" ".join)
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
MAYBE_DAYS = st.none() | DAYS
ZONES = st.just(UTC) | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31), timezones=ZONES)  # noqa: DTZ001
SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 10_000)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)

ARTICLES = st.builds(
    domain.Article,
    id=IDS.map(domain.ArticleId),
    text=TEXTS,
    title=WORDS,
    outlet=WORDS,
    url=WORDS,
    published=MAYBE_DAYS,
    byline=WORDS,
    language=WORDS,
    collections=NAMES,
    revision=st.integers(1, 9),
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> domain.Span:
    """A span that lies within ``text``, which is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return domain.Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def citations(draw: st.DrawFn) -> domain.Citation:
    article = draw(ARTICLES)
    return article.cite(draw(spans(article.text)))


def _few(of: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, min_size=least, max_size=2 + least).map(tuple)


CITATIONS = citations()
SUPPORTS = st.builds(domain.Support, st.sampled_from(domain.Verdict), SHARES, NAMES)
HELD = SUPPORTS.filter(lambda support: support.verdict is not domain.Verdict.NOT)
CORROBORATIONS = st.builds(domain.Corroboration, COUNTS, COUNTS)
CLAIMS = st.builds(domain.Claim, WORDS, _few(CITATIONS, least=1), HELD, CORROBORATIONS)
DROPPED = st.builds(domain.Dropped, WORDS, WORDS)
SIDES = st.builds(domain.Side, WORDS, CLAIMS)
DISAGREEMENTS = st.builds(
    domain.Disagreement, WORDS, st.sampled_from(domain.DisagreementKind), _few(SIDES, least=2), st.booleans()
)
SCOPES = st.builds(domain.Scope, NAMES, NAMES, MAYBE_DAYS, MAYBE_DAYS, WORDS, NAMES, NAMES)
USAGES = st.builds(domain.Usage, COUNTS, COUNTS, st.none() | st.floats(0, 1000))
PROVENANCES = st.builds(domain.Provenance, MOMENTS, WORDS, WORDS, WORDS, NAMES, USAGES, WORDS, WORDS)
ANSWERS = st.builds(
    domain.Answer,
    WORDS,
    WORDS,
    _few(CLAIMS),
    _few(DROPPED),
    _few(DISAGREEMENTS),
    NAMES,
    _few(CITATIONS),
    PROVENANCES,
)
TURNS = st.builds(domain.Turn, ANSWERS, st.booleans(), SCOPES)
CONVERSATIONS = st.builds(domain.Conversation, IDS, WORDS, _few(TURNS), MOMENTS, WORDS)
FEEDBACK = st.builds(domain.Feedback, IDS, MOMENTS, st.booleans(), MOMENTS, WORDS, WORDS)
SORTS = st.lists(st.sampled_from(domain.Sort), max_size=2).map(tuple)
PLANNED = st.builds(domain.PlannedSection, WORDS, WORDS, SORTS, NAMES, NAMES, WORDS)
OUTLINES = st.builds(
    domain.Outline,
    *(WORDS, WORDS, WORDS, st.sampled_from(domain.Form), _few(PLANNED), SCOPES, WORDS, WORDS, NAMES, NAMES),
    drafted=NAMES,
    usage=USAGES,
    label=WORDS,
)
REMARKS = st.builds(domain.Remark, WORDS, COUNTS)
SECTIONS = st.builds(domain.Section, WORDS, _few(CLAIMS), _few(REMARKS))
FIGURES = st.builds(domain.Figure, WORDS, WORDS, WORDS, CLAIMS, WORDS, MAYBE_DAYS, COUNTS, st.booleans())
POSITIONS = st.builds(domain.Position, WORDS, WORDS, CLAIMS, MAYBE_DAYS)
EVENTS = st.one_of(
    st.builds(domain.Event, DAYS, CLAIMS, st.booleans(), st.none() | st.just(date(2036, 1, 1)), st.booleans(), WORDS),
    st.builds(domain.Event, st.none(), CLAIMS, is_planned=st.booleans(), written=st.text(min_size=1, max_size=12)),
)
BALANCES = st.builds(domain.Balance, COUNTS, _few(st.tuples(WORDS, COUNTS)), NAMES)
BRIEFS = st.builds(
    domain.Brief,
    IDS,
    st.integers(1, 99),
    OUTLINES,
    _few(SECTIONS),
    _few(FIGURES),
    _few(EVENTS),
    _few(DISAGREEMENTS),
    NAMES,
    _few(DROPPED),
    PROVENANCES,
    _few(POSITIONS),
    _few(CLAIMS),
    WORDS,
    BALANCES,
    WORDS,
)
CLAIM_CHANGES = st.builds(
    domain.ClaimChange,
    *(st.sampled_from(domain.News), st.none() | CLAIMS, CLAIMS, _few(st.tuples(WORDS, WORDS)), WORDS),
)
STANDING = st.builds(
    domain.StandingQuestion,
    *(IDS, WORDS, SCOPES, WORDS, st.booleans(), st.none() | ANSWERS, st.none() | ANSWERS, COUNTS, _few(CLAIM_CHANGES)),
    *(WORDS, st.none() | MOMENTS, WORDS, st.booleans(), WORDS),
)
