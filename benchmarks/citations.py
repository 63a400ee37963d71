"""That no quote is found which does not stand in an article, and every one that does: over as many cases as wanted.

``python -m benchmarks.citations --cases 1000000`` cuts quotes out of the sample articles, which must be found where
they were cut, and changes one thing in each: a digit, a letter, a word more or less, or what stands right before or
behind it in the article. The changed one must not be found, unless a plain search finds it elsewhere. Ends with 1 and
prints the case when one is wrong; ``--seed`` makes the same cases again.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.progress import track

from pipeline import wiring
from pipeline.answer import cite
from pipeline.domain import Span

CASES = 100_000
WORDS = 4, 25
PARAGRAPHS_AT_ONCE = 6
WORD = re.compile(r"\w+")
# no part of a number and not beside one: a quote of these is whole
WHOLE = re.compile(r"(?<=[a-z] )[a-z]{2,}(?= [a-z])")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"(?<=[a-z])[a-z]")
# what makes another number, word or sign of what stands beside it
BEHIND_DIGIT = "0", "%", " million", ".5", "½", " 000"
BEFORE_DIGIT = "-", "1", "2.", "3,", "−"
BEHIND_WORD = "s", "n't", "less"
BEFORE_WORD = "un", "non"
NOT_SAID = "not", "never", "hardly"
# typography, which may differ
_ALIKE = str.maketrans(
    {**dict.fromkeys("’‘‛ʼ′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


@dataclass(frozen=True, slots=True)
class Case:
    """``quote`` is looked for in ``text``; ``span`` is where it stands, None for nowhere."""

    kind: str
    quote: str
    text: str
    span: Span | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    counts, wrong = tried(texts(), asked.cases, asked.seed, lambda cases: track(cases, total=asked.cases))
    for kind, number in counts.most_common():
        print(f"{number:>10,} {kind}")
    print(f"{len(wrong):>10,} wrong")
    for case in wrong[:10]:
        print(case)
    sys.exit(bool(wrong))


def texts() -> list[str]:
    """Of the sample articles, a few paragraphs each: what is long is slow to search and finds no more."""
    found = []
    for path in sorted(wiring.SAMPLES.rglob("*")):
        paragraphs = path.read_text("utf-8").split("\n\n") if path.suffix in {".txt", ".md"} else []
        found += [
            unicodedata.normalize("NFC", "\n\n".join(paragraphs[at : at + PARAGRAPHS_AT_ONCE]))
            for at in range(0, len(paragraphs), PARAGRAPHS_AT_ONCE)
        ]
    return [text for text in found if len(WORD.findall(text)) > WORDS[1]]


def tried(
    among: Sequence[str],
    cases: int,
    seed: int,
    each: Callable[[Iterator[Case]], Iterator[Case] | object] = lambda cases: cases,
) -> tuple[Counter[str], list[Case]]:
    """How many of each kind were tried, and those that went wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    for case in each(made(among, cases, random.Random(seed))):  # type: ignore[attr-defined]
        counts[case.kind] += 1
        if not is_right(case):
            wrong.append(case)
    return counts, wrong


def made(among: Sequence[str], cases: int, rng: random.Random) -> Iterator[Case]:
    """So many, each of a quote that stands in its text or of one that does not."""
    left = cases
    while left:
        text = rng.choice(among)
        change = rng.choice(CHANGES)
        span = _cut(text, WORD if change else WHOLE, rng)
        quote = span.of(text)
        changed = Case("as it stands", quote, text, span) if change is None else change(quote, text, span, rng)
        if changed is not None and (changed.span or not _stands(changed.quote, changed.text)):
            left -= 1
            yield changed


def _cut(text: str, word: re.Pattern[str], rng: random.Random) -> Span:
    found = list(word.finditer(text))
    count = rng.randint(*WORDS)
    first = rng.randrange(max(1, len(found) - count))
    return Span(found[first].start(), found[: first + count][-1].end())


def is_right(case: Case) -> bool:
    found = cite.locate(case.quote, case.text, Span(0, len(case.text)))
    if case.span is None:
        return found is None
    # the same words may stand there twice
    return found is not None and _plain(found.of(case.text)) == _plain(case.quote)


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())


def _stands(quote: str, text: str) -> bool:
    """By plain search, as no more than half words keep from it: what it finds may well be found."""
    return re.search(rf"(?<!\w){re.escape(_plain(quote))}(?!\w)", _plain(text), re.IGNORECASE) is not None


def _other(quote: str, text: str, pattern: re.Pattern[str], signs: str, kind: str, rng: random.Random) -> Case | None:
    places = [match.start() for match in pattern.finditer(quote)]
    if not places:
        return None
    at = rng.choice(places)
    sign = rng.choice([each for each in signs if each != quote[at].lower()])
    return Case(kind, quote[:at] + sign + quote[at + 1 :], text, None)


def _digit(quote: str, text: str, _: Span, rng: random.Random) -> Case | None:
    return _other(quote, text, DIGIT, "0123456789", "a digit changed", rng)


def _letter(quote: str, text: str, _: Span, rng: random.Random) -> Case | None:
    return _other(quote, text, LETTER, "abcdefghijklmnopqrstuvwxyz", "a letter changed", rng)


def _less(quote: str, text: str, _: Span, rng: random.Random) -> Case | None:
    said = list(WORD.finditer(quote))
    gone = said[rng.randrange(1, len(said) - 1)]
    return Case("a word less", quote[: gone.start()].rstrip() + " " + quote[gone.end() :].lstrip(), text, None)


def _more(quote: str, text: str, _: Span, rng: random.Random) -> Case | None:
    before = rng.choice(list(WORD.finditer(quote))[1:])
    return Case(
        "a denial more", f"{quote[: before.start()]}{rng.choice(NOT_SAID)} {quote[before.start() :]}", text, None
    )


def _behind(quote: str, text: str, span: Span, rng: random.Random) -> Case | None:
    added = rng.choice(BEHIND_DIGIT if quote[-1].isdigit() else BEHIND_WORD)
    if quote.endswith("can"):
        added = "'t"
    return _beside(quote, text[: span.end] + added + text[span.end :], "other words behind it")


def _before(quote: str, text: str, span: Span, rng: random.Random) -> Case | None:
    added = rng.choice(BEFORE_DIGIT if quote[0].isdigit() else BEFORE_WORD)
    return _beside(quote, text[: span.start] + added + text[span.start :], "other words before it")


def _beside(quote: str, text: str, kind: str) -> Case | None:
    """Where the quote stands elsewhere in the text, nothing is wrong with finding it."""
    return None if text.count(quote) > 1 else Case(kind, quote, text, None)


CHANGES = (None, _digit, _letter, _less, _more, _behind, _before)

if __name__ == "__main__":
    main()
