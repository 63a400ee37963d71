"""A question and the outlets of a library to those that the question names as its sources, there or not.

An outlet that the library has is known by its masthead, wherever it is named: "Harbour News - Travel" is Harbour News,
"Tidewatch.com" is Tidewatch. One that it lacks is told by its place alone: "a NORD article", "as reported by NORD".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pipeline.domain import Span

_DESK = re.compile(r"\s+[-–—|]\s+|\s*[:(|]")
_SITE = re.compile(r"\.(?:com|org|net|co|info|news|[a-z]{2})\b")
_PLAIN = re.compile(r"[^\W_]+")
# what may be said or left out of a masthead: "the BBC" is BBC News
_GENERIC = frozenset("news online newspaper magazine website".split())
# what a masthead is likely to have in it, where its place in the sentence says little
_PRESS = frozenset(
    """times post news journal herald tribune guardian telegraph gazette chronicle courier observer mail express press
    magazine daily weekly monthly today standard review radio television broadcasting globe mirror dispatch examiner
    bulletin register sentinel inquirer enquirer star sun echo ledger courant independent economist business""".split()
)
_FORM = (
    r"(?:articles?|reports?|stor(?:y|ies)|pieces?|posts?|reviews?|coverage|reporting|interviews?|columns?|editorials?)"
)
_WORD = r"(?:[A-Z][\w&’'-]*(?:\.[A-Za-z]\w+)*|\d+to\d+[A-Z]\w*)"
_NAME = rf"(?:[Tt]he\s+)?{_WORD}(?:\s+(?:(?:of|the|&)\s+){{0,2}}{_WORD})*"
_QUOTED = rf"[\"“'‘]?(?P<name>{_NAME})"
# places that only a press has
_SURE = (
    rf"\bon\s+(?:the\s+)?{_QUOTED}[\"”'’]?\s+(?:website|site|blog)\b",
    rf"\b(?:newspaper|magazine|broadcaster|news (?:site|website|agency|outlet|source))\s+{_QUOTED}",
)
# places that only a source has
_CERTAIN = (
    rf"\b{_FORM}\s+(?:\w+ed\s+)?(?:from|in|by)\s+(?:both\s+)?{_QUOTED}",
    rf"\banother\s+(?:{_FORM}\s+)?(?:from|in|by)\s+{_QUOTED}",
    rf"\b(?:an?|another|recent)\s+{_QUOTED}[\"”'’]?\s+(?:article|report|stor(?:y|ies)|piece|column|editorial)s?\b",
    rf"{_QUOTED}[\"”'’]?\s+(?:articles?|coverage|editorial|columnist|newspaper|website|blog)\b",
    rf"\b(?:reported|covered|reviewed)\s+(?:\w+ly\s+)?(?:by|in)\s+(?:both\s+)?{_QUOTED}",
    rf"\b(?:sources|outlets|newspapers|publications)\s+(?:including|like|such as)\s+{_QUOTED}",
)
# places that others have too: "according to the ministry", "the Stern review"
_LIKELY = (
    r"\b(?:according to|as per|per|in|by|from)\s+(?:an?\s+|both\s+)?" + _QUOTED,
    rf"{_QUOTED}(?:[\"”'’]|['’]s)?\s+{_FORM}\b",
    rf"{_QUOTED}\s+(?:reports?|reported|writes?|wrote|claims?|claimed|suggests?|suggested|says?|said)\b",
)
_MORE = re.compile(rf"[\"”'’]?(?:\s*,)?\s*(?:,|\band\b|\bor\b)\s*(?:an?\s+)?{_QUOTED}")
_SEVERAL = re.compile(r"\b(?:both|including|like|such as)\b")
_NOT_PRESS = frozenset("us u.s uk u.k un u.n eu e.u american british european official".split())
_PEOPLE = re.compile(r"[a-z]{3}(?:ese|ish|[^d]ian|ench|utch)$")
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names a source. ``outlets`` are those of the library that it may mean: none that it lacks."""

    span: Span
    text: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """``known``: outlets as the library writes them; ``unknown``: names as the question does. Each once, in order."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def named(question: str, outlets: Iterable[str]) -> Sources:
    """The sources that ``question`` names.

    An ``unknown`` one may be no outlet but whoever said so ("as reported by NASA"): an article can still quote it.
    """
    found = mentions(question, tuple(outlets))
    known = dict.fromkeys(outlet for mention in found for outlet in mention.outlets)
    unknown = {_folded(mention.text): mention.text for mention in reversed(found) if not mention.outlets}
    return Sources(tuple(known), tuple(reversed(unknown.values())))


@lru_cache(maxsize=64)
def mentions(question: str, outlets: tuple[str, ...]) -> tuple[Mention, ...]:
    """Every mention of a source, in order; none overlaps another."""
    found: list[Mention] = []
    for mention in (*_known(question, outlets), *_unknown(question, outlets)):
        if not any(mention.span.start < m.span.end and m.span.start < mention.span.end for m in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.span))


def _known(question: str, outlets: tuple[str, ...]) -> Iterator[Mention]:
    """The longest names first, so that "Harbour News - Travel" is not every desk of Harbour News."""
    by_name: dict[str, list[str]] = {}
    for outlet in filter(None, outlets):
        for name in _names(outlet):
            by_name.setdefault(name, []).append(outlet)
    for name in sorted(by_name, key=lambda name: (-len(name), name)):
        for match in _pattern(name).finditer(question):
            if _is_name(match, name):
                yield Mention(Span(*match.span()), match.group(), tuple(by_name[name]))


def _unknown(question: str, outlets: tuple[str, ...]) -> Iterator[Mention]:
    for patterns, may_be in ((_SURE, lambda _: True), (_CERTAIN, _may_be_press), (_LIKELY, lambda _: False)):
        for match in chain.from_iterable(_compiled(pattern).finditer(question) for pattern in patterns):
            yield from _listed(question, match, outlets, may_be)


def _listed(
    question: str, first: re.Match[str], outlets: tuple[str, ...], may_be: Callable[[str], bool]
) -> Iterator[Mention]:
    """A name in the place of a source, and those that go on with it: "by NORD and The Evening Herald"."""
    match: re.Match[str] | None = first
    while match is not None:
        mention = _mention(match, outlets)
        is_in_place = match is first or _SEVERAL.search(first.group()) is not None
        if not (_is_press(mention) or (is_in_place and may_be(mention.text))):
            return
        yield mention
        match = _MORE.match(question, mention.span.end)


def _mention(match: re.Match[str], outlets: tuple[str, ...]) -> Mention:
    text = re.sub(r"^the\s+|['’]s?$", "", match["name"])
    wanted = {_folded(text), _short(text)}
    known = tuple(outlet for outlet in outlets if not wanted.isdisjoint(map(_folded, _names(outlet))))
    start = match.start("name") + match["name"].index(text)
    return Mention(Span(start, start + len(text)), text, known)


def _is_press(mention: Mention) -> bool:
    """By its words, or a capital in the midst of the sentence: "Evening Herald", "according to The Seafarer"."""
    parts = mention.text.split()
    is_titled = parts[0] == "The" and len(parts) == _FEW_WORDS and mention.span.start > 0
    return is_titled or (len(parts) > 1 and not _PRESS.isdisjoint(word.lower() for word in parts))


def _may_be_press(name: str) -> bool:
    """Short, and no people or power ("a British report")."""
    words = [word for word in name.split() if word.lower() != "the"]
    if len(words) == 1:
        return words[0].lower() not in _NOT_PRESS and not _PEOPLE.search(words[0])
    return len(words) == _FEW_WORDS and words[0].isupper()


@lru_cache(maxsize=4096)
def _names(outlet: str) -> tuple[str, ...]:
    """How an outlet may be called: in full, without its desk or slogan, without its ending, without "News"."""
    whole = " ".join(outlet.split())
    masthead = _DESK.split(whole, maxsplit=1)[0].strip() or whole
    site = _SITE.sub("", masthead)
    brief = _short(site)
    return tuple(dict.fromkeys(name for name in (whole, masthead, site, brief) if name))


def _short(name: str) -> str:
    """Without the generic words at its end, unless only one common word would stay ("Harbour News")."""
    parts = name.split()
    kept = [part for part in parts if part.lower() not in _GENERIC]
    is_brand = len(kept) == 1 and (kept[0].isupper() or kept[0].lower() == "the")
    return " ".join(kept) if kept and (is_brand or len(kept) > 1) and kept[0].lower() != "the" else name


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    parts = _PLAIN.findall(plain)
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """The name as a whole; a leading "The" may be left out of a name of several words."""
    parts = name.split()
    article = ""
    if len(parts) > 1 and parts[0].lower() == "the":
        article, parts = (r"the\s+" if len(parts) == _FEW_WORDS else r"(?:the\s+)?"), parts[1:]
    words = r"\s+".join(map(re.escape, parts))
    return re.compile(rf"(?<![\w.-]){article}{words}(?!\w|[-.]\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_name(match: re.Match[str], name: str) -> bool:
    """Whether it is written as a name, and is no part of a longer one: not "ledger", not "Ledger Holdings"."""
    written = re.sub(r"^[Tt]he\s+", "", match.group())
    if not any(c.isupper() or c.isdigit() for c in written[0]):
        return False
    if len(_PLAIN.findall(name)) > _FEW_WORDS or len(written.split()) > 1:
        return True
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_longer = re.match(r"\s+(?:of\s+(?:the\s+)?)?[A-Z]", after) or re.search(r"\s[A-Z][\w’'-]*\s$", before)
    is_opening = not before.strip() and not written[1:2].isupper() and not match.group().lower().startswith("the ")
    return not is_longer and not is_opening
