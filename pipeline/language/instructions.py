"""A text to the stretches of it that speak to a machine, not to a reader: orders to a model, and fakes of its messages.

Stated rules (``instructions.toml``), no model: what is planted is to be found by something that cannot be talked to. An
order counts where an order stands, at the beginning of a sentence or of a quotation: that somebody "told staff to
ignore earlier instructions" is news. Letters that look like others, and base64, are read as what they stand for.
"""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import unquote

from pipeline.domain import Article, Span
from pipeline.language import sentences

RULES = Path(__file__).with_suffix(".toml")
SAYS = {
    "forget": "tells a machine to forget its instructions",
    "address": "speaks to a machine",
    "order": "says what a machine is to answer",
    "message": "has the form of a message between programs",
}
ENCODED = "hides an order to a machine in code"

_LINE = re.compile(r"[^\n]+")
_CODED = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{24,4000}={0,2}(?![\w+/=])")
_WORD = re.compile(r"\w+")
# letters that are drawn as Latin ones, each for one (of Unicode's confusables.txt)
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтнвгьАВЕКМНОРСТУХІЈЅԌαεικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwkmthbrbABEKMHOPCTYXIJSGaeikvoptuxyABEZHIKMNOPTYX",
)
_LATIN = re.compile(r"[A-Za-z]")
_OF_ANOTHER = re.compile(r"[\u0370-\u052f]")
# Greek and Cyrillic, letters of full width, and those of mathematics
_MASKED = re.compile(r"[\u0370-\u052f\uff00-\uffef\U0001d400-\U0001d7ff]")


@dataclass(frozen=True, slots=True)
class Planted:
    """A stretch that speaks to a machine, from the sentence in which it does to the end of the line; and how."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """Looked for only in lines that have a word of each group of ``needs``: a search takes far longer than that."""

    reason: str
    needs: tuple[tuple[str, ...], ...]
    order: re.Pattern[str]

    def may_be_in(self, low: str) -> bool:
        return all(any(word in low for word in group) for group in self.needs)

    def starts(self, line: str) -> Iterator[int]:
        for match in self.order.finditer(line):
            found = match.group()
            yield match.start() + len(found) - len(found.lstrip())


@lru_cache(maxsize=1024)
def find(text: str) -> tuple[Planted, ...]:
    """In order, and apart from one another; none for a text that speaks to readers alone."""
    found: list[Planted] = []
    for start, reason in sorted(_starts(text)):
        if found and start < found[-1].span.end:
            continue
        opens = sentences.around(text, Span(start, start + 1)).start
        ends = text.find("\n", start + 1)
        found.append(Planted(Span(opens, ends if ends >= 0 else len(text)), reason))
    return tuple(found)


def reasons(article: Article) -> tuple[str, ...]:
    """Each way in which an article, or what is told of it, speaks to a machine, once."""
    told = (article.text, article.title, article.outlet, article.byline, unquote(article.url))
    return tuple(dict.fromkeys(planted.reason for text in told for planted in find(text)))


@cache
def _rules() -> tuple[_Rule, ...]:
    stated = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple(
        _Rule(
            SAYS[rule["says"]],
            tuple(tuple(group.split()) for group in rule["needs"].split("&")),
            re.compile(_spelled(rule["order"], stated["words"]), re.IGNORECASE),
        )
        for rule in stated["rules"]
    )


def _spelled(order: str, names: dict[str, str]) -> str:
    """The expression with what each name in it stands for; such may have names in it too."""
    for _ in range(2):
        for name, words in names.items():
            order = order.replace(f"{{{name}}}", words)
    return order


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where each order begins, and how it is one."""
    for read in dict.fromkeys((text, _plain(text))):
        yield from _orders(read)
    yield from ((match.start(), ENCODED) for match in _CODED.finditer(text) if _is_order(match.group()))


def _orders(text: str) -> Iterator[tuple[int, str]]:
    low = text.lower()
    rules = [rule for rule in _rules() if rule.may_be_in(low)]
    for line in _LINE.finditer(text) if rules else ():
        low = line.group().lower()
        for rule in rules:
            if rule.may_be_in(low):
                yield from ((line.start() + at, rule.reason) for at in rule.starts(line.group()))


def _plain(text: str) -> str:
    """As long, with the letters that look like others as those they look like."""
    if text.isascii() or not _MASKED.search(text):
        return text
    composed = "".join(one if len(one := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)
    return _WORD.sub(_unmasked, composed)


def _unmasked(word: re.Match[str]) -> str:
    """A word of two scripts in Latin letters alone; any other as it stands."""
    letters = word.group()
    return letters.translate(_ALIKE) if _OF_ANOTHER.search(letters) and _LATIN.search(letters) else letters


def _is_order(coded: str) -> bool:
    try:
        said = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return any(_orders(said))
