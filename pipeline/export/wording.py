"""Values to the words that every format shows for them: dates, sources, scope, who wrote it, how well it is supported.

What comes out is one line of text and nothing else: each format escapes it in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlsplit

from pipeline.answer.stale import StaleCitation
from pipeline.domain import (
    Article,
    Brief,
    Claim,
    DisagreementKind,
    Figure,
    Outline,
    Provenance,
    Scope,
    Side,
    Source,
    Verdict,
)

MONTHS = (
    "January February March April May June July August September October November December"  # not the machine's locale
).split()
KINDS = {
    DisagreementKind.FIGURE: "a figure on which they differ",
    DisagreementKind.DATE: "a date on which they differ",
    DisagreementKind.POSITION: "positions that differ",
}

REMARK = "(a remark of the author’s, without a source)"
NEWEST = "(newest)"
DECLINED = "The articles do not say."
STOPPED = "Stopped. What had been checked by then is above."
NOT_BY_THE_MODEL = "These are quotes from the articles, chosen without the model."

# controls, surrogates and noncharacters (XML forbids most), and what reverses the text around it
_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_NOT_IN_A_URL = re.compile(r"""[\s"'<>\\^`{|}$\[\]()]|%(?![0-9A-Fa-f]{2})""")
SHOWN_ADDRESS = 160
_MARKS = ("“", '"', "„", "«", "‘")
LONGEST_ADDRESS = 2000  # Word does not open a file with one much longer


def shown(text: str) -> str:
    """One line: white space becomes single spaces; what cannot be seen but does harm is left out."""
    return " ".join(harmless(" ".join(text.split())).split())


def harmless(text: str) -> str:
    """Without what cannot be seen but does harm; white space stays as it is."""
    return _NOT_SHOWN.sub("", text)


def link(url: str) -> str:
    """The address when it is one of http or https that may be followed, else nothing.

    One with a user's name before the host is not followed: it reads like another host's.
    """
    address = _NOT_IN_A_URL.sub(lambda found: quote(found.group(), safe=""), shown(url))
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 host
        return ""
    is_followed = parts.scheme in {"http", "https"} and "@" not in parts.netloc and "%" not in parts.netloc
    return address if is_whole and is_followed and len(address) <= LONGEST_ADDRESS else ""


def short(address: str) -> str:
    """As it is written out on paper: one of more than two lines is cut, the link beneath it stays whole."""
    return address if len(address) <= SHOWN_ADDRESS else f"{address[:SHOWN_ADDRESS]}…"


def quoted(words: str) -> str:
    """Cited words in quotation marks; those that open with a mark of their own would only have two of each."""
    return words if words.startswith(_MARKS) else f"“{words}”"


def day(value: date | None) -> str:
    return "undated" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    return f"{day(value.date())}, {value:%H:%M} {value.tzname()}"


def published(article: Article) -> str:
    """The day; with the time and its zone where they are known: ``4 March 2025, 14:05 (UTC+1)``."""
    at = article.published_at
    return f"{day(at.date())}, {at:%H:%M} ({zone(at)})" if at else day(article.published)


def zone(at: datetime) -> str:
    """How far it is from UTC: ``UTC``, ``UTC+1``, ``UTC-3:30``."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


def outlet(source: Source) -> str:
    return shown(source.outlet) or "outlet unknown"


def title(source: Source) -> str:
    """In quotation marks, but for an article that has none."""
    known = shown(source.title)
    return f"“{known}”" if known else "untitled"


def outlet_and_day(source: Source) -> str:
    return f"{outlet(source)}, {day(source.published)}"


def place(source: Source) -> str:
    """Outlet, title and day, as a footnote names an article."""
    return f"{outlet(source)}, {title(source)}, {day(source.published)}"


def template(name: str, label: str = "") -> str:
    """What a template is called: its ``label``; one whose label is not known is shown by its name."""
    return shown(label) or headed(re.sub(r"[-_]", " ", name)) or "Briefing note"


def readers(value: Outline) -> str:
    """For whom it was written; empty where it is for anybody."""
    return f"for {shown(value.audience)}" if shown(value.audience) else ""


def headed(text: str) -> str:
    """As it stands in a heading: with a capital letter."""
    line = shown(text)
    return line[:1].upper() + line[1:]


def read_from(value: Outline) -> str:
    """The scope of a brief, with the language that its articles were to be in."""
    return scope(replace(value.scope, language=value.language) if value.language else value.scope)


def scope(value: Scope) -> str:
    if value.is_everything:
        return "All articles of the library"
    since, until = (day(value.since) if value.since else ""), (day(value.until) if value.until else "")
    parts = (
        ("outlets: ", ", ".join(map(shown, value.outlets))),
        ("collections: ", ", ".join(map(shown, value.collections))),
        ("tags: ", ", ".join(map(shown, value.tags))),
        ("from ", since),
        ("until ", until),
        ("language: ", shown(value.language)),
        ("", counted(len(value.articles), "chosen article") if value.articles else ""),
    )
    return "Articles: " + "; ".join(name + part for name, part in parts if part)


def written_by(value: Provenance) -> str:
    if not value.model:
        return "Quotes only, no model"
    return f"Written by {shown(value.model)}"


def extent(brief: Brief) -> str:
    """How many articles are cited, and from how many outlets."""
    return articles(brief.sources)


def articles(sources: Sequence[Source]) -> str:
    """How many these are, and from how many outlets."""
    outlets = {shown(source.outlet).casefold() for source in sources}
    known = len(outlets - {""})
    unknown = sum(not shown(source.outlet) for source in sources)
    from_known = counted(known, "outlet") if known else ""
    from_unknown = f"{unknown} of unknown outlet" if unknown else ""
    where = " and ".join(part for part in (from_known, from_unknown) if part)
    return counted(len(sources), "article") + (f" from {where}" if where else "")


def notes(numbers: tuple[int, ...]) -> str:
    return f"note{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def counts(figure: Figure) -> str:
    """What a figure counts, with its unit."""
    what, unit = shown(figure.counts), shown(figure.unit)
    return f"{what} ({unit})" if what and unit else what or unit or "not stated"


def mark(claim: Claim) -> str:
    """What a reader must know before relying on it: how thin the sourcing is, and what is not supported."""
    sources = claim.corroboration
    marks = ["one source"] if sources.independent <= 1 else []
    if 1 < sources.independent < sources.articles:  # copies, and articles of one outlet, count once
        marks.append(f"{sources.independent} independent of {counted(sources.articles, 'article')}")
    if claim.support.verdict is Verdict.PARTLY:
        reasons = "; ".join(map(shown, claim.support.reasons))
        marks.append(f"partly supported: {reasons}" if reasons else "partly supported")
    return f"({'; '.join(marks)})" if marks else ""


def later(side: Side) -> str:
    """What a newer article counts, behind a claim that says an older count."""
    newest = max(side.claim.citations, key=lambda each: each.source.published or date.min).source
    return f"later reported: {shown(side.value)} ({outlet_and_day(newest)})"


def stale(found: StaleCitation) -> str:
    """What became of a passage that was cited."""
    who = shown(found.citation.source.outlet)
    if found.newest is None:
        return f"The article{f' of {who}' if who else ''} is not in the library any more."
    when = f" in its update of {day(found.updated)}" if found.updated else ""
    now = f"it now says: “{shown(found.now.quote)}”" if found.now else "the newest text no longer says this."
    return f"{who or 'The source'} changed this passage{when}; {now}"
