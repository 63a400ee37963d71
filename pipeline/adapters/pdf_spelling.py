"""Lines to the words that their ends broke: what a document writes elsewhere decides about the hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.adapters.pdf_lines import Line

_HYPHENS = "-\u2010\u00ad"
_SOFT = "\u00ad"
_BROKEN = re.compile(rf"(?P<before>[^\W_][\w'’-]*)[{_HYPHENS}]")
_OPENERS = "\"'“‘„‚«»(["
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_FEWEST_LINES = 25
_HYPHENATES = 0.04
_SHORTEST_PART = 4
# first parts of compounds that begin few other words, and what they begin then
_FIRST_PARTS = frozenset(
    "two three four five six seven eight nine twenty thirty forty fifty sixty seventy eighty ninety self well".split()
)
_ENDINGS = frozenset("teen ty th fold ish ness some".split())


class Spelling:
    """How often a document writes which word within a line, and whether it breaks words at the ends of lines."""

    def __init__(self, paragraphs: Iterable[Iterable[Line]]) -> None:
        self._words: Counter[str] = Counter()
        broken: list[tuple[str, str]] = []
        lines = 0
        for paragraph in paragraphs:
            texts = [line.text for line in paragraph]
            lines += len(texts)
            broken += self._count(texts)
        self._breaks_words = self._is_breaking(broken, lines)

    def _count(self, texts: list[str]) -> Iterator[tuple[str, str]]:
        """Counts the whole words, and gives the parts of the broken ones."""
        rest: list[str] = []
        for text in texts:
            words = _WORD.findall(text.lower())
            if rest and words:
                yield rest.pop(), words.pop(0)
            rest = words[-1:] if text[-1] in _HYPHENS else []
            self._words.update(words[: len(words) - len(rest)])

    def _is_breaking(self, broken: list[tuple[str, str]], lines: int) -> bool:
        """What most of the broken words are that stand elsewhere too; without any, whether there are many of them."""
        joined = sum(before + after in self._words for before, after in broken)
        hyphenated = sum(f"{before}-{after}" in self._words for before, after in broken)
        if joined != hyphenated:
            return joined > hyphenated
        return lines < _FEWEST_LINES or len(broken) >= _HYPHENATES * lines

    def mended(self, one: str, two: str) -> str | None:
        """Two lines as one, where the first ends in the first part of a word; else None."""
        match = _BROKEN.fullmatch(one.rsplit(" ", 1)[-1].lstrip(_OPENERS))
        if not match or not two[:1].isalnum():
            return None
        keeps = one[-1] != _SOFT and self._keeps_hyphen(match["before"], two)
        return one[:-1] + ("-" if keeps else "") + two

    def _keeps_hyphen(self, before: str, two: str) -> bool:
        rest = _WORD.match(two)
        after = rest.group() if rest else two[0]
        joined, hyphenated = (self._words[f"{before}{hyphen}{after}".lower()] for hyphen in ("", "-"))
        if joined or hyphenated:
            return hyphenated > joined
        return _is_compound(before, after) or not self._breaks_words or self._are_words(before.lower(), after.lower())

    def _are_words(self, *parts: str) -> bool:
        return all(self._words[part] and len(part) >= _SHORTEST_PART for part in parts)


def _is_compound(before: str, after: str) -> bool:
    """Whether the parts alone tell: numbers, names, chains such as state-of-the-art, two-year."""
    is_name = before.isupper() != after.isupper() or (after[0].isupper() and not after.isupper())
    is_chain = "-" in before or "-" in after
    is_first_part = before.lower() in _FIRST_PARTS and after.lower() not in _ENDINGS
    return is_name or is_chain or is_first_part or before[-1].isdigit() or after[0].isdigit()
