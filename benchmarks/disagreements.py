"""How well articles' differences are found: ``python -m benchmarks.disagreements``.

The sample library against its truth; one change planted in a reworded copy of each of some Wikinews articles; and
Wikinews as it is, where a conflict is taken for a false alarm. Wikinews is read from BRIEFDESK_EVAL_DATA, else
../shared/data, and left out where it is absent. Seconds are of the processor, for articles seen for the first time.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pipeline import wiring
from pipeline.brief import compare
from pipeline.domain import Article, ArticleId, Disagreement, RawArticle
from pipeline.ingest import canonical, load
from pipeline.language import dates, figures, sentences

DATA = Path(os.environ.get("BRIEFDESK_EVAL_DATA", "../shared/data"))
SAMPLES = Path("samples")
EVENT_GAP = timedelta(days=14)
PLANTED = 60
NEAR = 30
DATELINE = 8
WINDOW = 12
RUNNING = re.compile(r"\b(?:killed|dead|died|deaths|injured|missing|cases|infected)\b")
REWORDED = (
    ("said", "stated"), ("also", "too"), ("after", "following"), ("while", "as"), ("but", "yet"), ("began", "started"),
    ("announced", "made known"), ("according to", "in the words of"), ("however", "still"), ("about", "on"),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    name: str
    got: str
    of: str = ""


def samples() -> list[tuple[date, Article]]:
    """Every sample with its true day, which the names of those files tell that do not say it themselves."""
    given = []
    for path in sorted((SAMPLES / "articles").iterdir()):
        for item in load.articles([load.LocalPath(path)], wiring.loaders(), wiring.fetcher()):
            assert isinstance(item, RawArticle), item
            article = canonical.article(item)
            given.append((article.published or date.fromisoformat(path.name[:10]), article))
    return sorted(given, key=lambda pair: (pair[0], pair[1].outlet))


def events(given: Sequence[tuple[date, Article]]) -> list[list[Article]]:
    groups: list[list[Article]] = []
    last = date.min
    for day, article in given:
        if day - last > EVENT_GAP:
            groups.append([])
        groups[-1].append(article)
        last = day
    return groups


def matches(found: Disagreement, truth: dict) -> bool:
    """Whether it is of this kind and cites two of the true sides, on two sides of its own."""
    cited = [{citation.quote for citation in side.claim.citations} for side in found.sides]
    hits = {
        (index, number)
        for index, quotes in enumerate(cited)
        for number, side in enumerate(truth["sides"])
        if any(side["quote"] in quote or quote in side["quote"] for quote in quotes)
    }
    return found.kind.value == truth["kind"] and min(len({i for i, _ in hits}), len({n for _, n in hits})) > 1


def held_to_truth(name: str, found: Sequence[Disagreement]) -> Iterator[Row]:
    truths = [json.loads(line) for line in (SAMPLES / "truth" / "disagreements.jsonl").read_text().splitlines()]
    right = [one for one in found if any(matches(one, truth) for truth in truths)]
    told = [truth for truth in truths if any(matches(one, truth) for one in found)]
    same = [t for t in told if any(matches(one, t) and one.is_update == t["is_update"] for one in found)]
    yield Row(f"{name}: reported that are true", str(len(right)), str(len(found)))
    yield Row(f"{name}: true that are reported", str(len(told)), str(len(truths)))
    for kind in ("figure", "date", "position"):
        of_kind = [truth for truth in truths if truth["kind"] == kind]
        yield Row(f"{name}:   of kind {kind}", str(sum(t in told for t in of_kind)), str(len(of_kind)))
    yield Row(f"{name}:   update or conflict told right", str(len(same)), str(len(told)))
    for one in found:
        if one not in right:
            print(f"  not in the truth: {one.about!r} {[side.value for side in one.sides]} update={one.is_update}")


def wikinews() -> list[Article]:
    path = DATA / "wikinews" / "articles.jsonl"
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    given = [
        Article(ArticleId(f"w{n}"), row["text"], title=row["title"], outlet=row["source"], url=row["url"],
                published=date.fromisoformat(row["published"]))
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return sorted(given, key=lambda article: (article.published or date.min, article.id))


def reworded(article: Article, change: Callable[[str], str] = str, days: int = 0) -> Article:
    """A copy by another outlet, hardly a sentence word for word; ``change`` is made to each sentence."""
    told = []
    for sentence in sentences.split(article.text):
        text = change(sentence)
        for old, new in REWORDED:
            text = re.sub(rf"\b{old}\b", new, text)
        told.append(re.sub(r"([.!?][”\"’]?)$", r", it was reported\1", text))
    assert article.published is not None
    return replace(
        article,
        id=ArticleId(f"{article.id}-copy"),
        text="\n".join(told),
        outlet="Another",
        published=article.published + timedelta(days=days),
    )


def changed_figure(sentence: str, *, running: bool = False) -> str:
    """The first plain count of twenty or more made half as large again."""
    for mention in figures.find(sentence):
        is_exact = mention.bound is figures.Bound.EXACT and mention.low == mention.high
        if running and not RUNNING.search(sentence[mention.span.end : mention.span.end + NEAR]):
            continue
        if is_exact and not mention.unit and mention.counts and mention.low >= 20 and mention.place <= 1:
            value = int(mention.low * 3 / 2) + 1
            return sentence[: mention.span.start] + f"{value:,}" + sentence[mention.span.end :]
    return sentence


def changed_day(sentence: str) -> str:
    """The first day of a month three days off, but not in a dateline."""
    for mention in dates.find(sentence) if len(sentence.split()) > DATELINE else ():
        written = mention.span.of(sentence)
        if mention.day and str(mention.day) in written and mention.month:
            day = mention.day + 3 if mention.day <= 25 else mention.day - 3
            new = re.sub(rf"\b{mention.day}(?!\d)(?:st|nd|rd|th)?", str(day), written, count=1)
            return sentence[: mention.span.start] + new + sentence[mention.span.end :]
    return sentence


def rounded(sentence: str) -> str:
    for mention in figures.find(sentence):
        is_exact = mention.bound is figures.Bound.EXACT and mention.low == mention.high and not mention.place
        if is_exact and not mention.unit and mention.counts and mention.low >= 1000:
            value = f"about {round(int(mention.low), -2):,}"
            return sentence[: mention.span.start] + value + sentence[mention.span.end :]
    return sentence


def part(sentence: str) -> str:
    for mention in figures.find(sentence):
        if not mention.unit and mention.is_people and mention.low >= 10 and mention.low == mention.high:
            some = int(mention.low) // 3 + 1
            return f"{sentence[: mention.span.start]}{some} of the {sentence[mention.span.start :]}"
    return sentence


def once(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change made to the first sentence that it fits, and to no other."""
    made: list[str] = []

    def changed(sentence: str) -> str:
        text = sentence if made else change(sentence)
        if text != sentence:
            made.append(text)
        return text

    return changed


def planted(
    given: Sequence[Article], change: Callable[[str], str], days: int = 0
) -> Iterator[tuple[Disagreement, ...]]:
    """What is found between each article that can be changed so and its changed copy."""
    count = 0
    for article in given:
        if len(article.text) > 8000 or all(change(one) == one for one in sentences.split(article.text)):
            continue
        yield compare.articles([article, reworded(article, once(change), days)])
        count += 1
        if count == PLANTED:
            return


def planted_rows(given: Sequence[Article]) -> Iterator[Row]:
    found = list(planted(given, changed_figure))
    yield Row("planted figure: found", str(sum(any(not d.is_update for d in one) for one in found)), str(len(found)))
    found = list(planted(given, changed_day))
    yield Row(
        "planted day: found", str(sum(any(d.kind.value == "date" for d in one) for one in found)), str(len(found))
    )
    found = list(planted(given, lambda sentence: changed_figure(sentence, running=True), days=2))
    yield Row("planted update: found as one", str(sum(any(d.is_update for d in one) for one in found)), str(len(found)))
    for name, change in (("rounding", rounded), ("part of a whole", part)):
        found = list(planted(given, change))
        yield Row(f"planted {name}: false alarms", str(sum(bool(one) for one in found)), str(len(found)))


def false_alarms(given: Sequence[Article]) -> Iterator[Row]:
    copies = [compare.articles([article, reworded(article)]) for article in given if len(article.text) < 8000]
    yield Row("reworded copy, nothing changed: false alarms", str(sum(bool(one) for one in copies)), str(len(copies)))
    windows = [given[start : start + WINDOW] for start in range(0, len(given) - WINDOW, WINDOW)]
    found = [one for window in windows for one in compare.articles(window)]
    pairs = str(len(windows) * WINDOW * (WINDOW - 1) // 2)
    yield Row("Wikinews pairs of near days: conflicts", str(sum(not one.is_update for one in found)), pairs)
    yield Row("Wikinews pairs of near days: updates", str(sum(one.is_update for one in found)), pairs)


def seconds(given: Sequence[Article]) -> Iterator[Row]:
    taken = []
    fresh = [replace(article, id=ArticleId(f"{article.id}-fresh")) for article in given if len(article.text) < 8000]
    for start in range(0, min(len(fresh), 10 * WINDOW) - WINDOW, WINDOW):
        before = time.process_time()
        compare.articles(fresh[start : start + WINDOW])
        taken.append(time.process_time() - before)
    yield Row(f"{WINDOW} articles, median ms", f"{1000 * sorted(taken)[len(taken) // 2]:.0f}")
    yield Row(f"{WINDOW} articles, slowest ms", f"{1000 * max(taken):.0f}")


def main() -> None:
    given, rows = samples(), []
    rows += held_to_truth("samples, all together", compare.articles([article for _, article in given]))
    rows += held_to_truth("samples, by event", [one for event in events(given) for one in compare.articles(event)])
    articles = wikinews()
    if articles:
        rows += [*seconds(articles), *planted_rows(articles), *false_alarms(articles)]
    else:
        print(f"no Wikinews in {DATA}: left out")
    for row in rows:
        print(f"{row.name:<50} {row.got:>6}" + (f" of {row.of}" if row.of else ""))


if __name__ == "__main__":
    main()
