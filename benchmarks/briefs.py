"""Measures what a brief without a key quotes: ``python -m benchmarks.briefs [--articles N]``.

``summedits_news`` has articles with summaries that are true to them: the sentences chosen, cut to as many words as a
summary has, are held against it by ROUGE-2 (F1). Of ``wikinews`` each question that needs several articles gives these,
with the headline of the first for a topic: how much of its evidence is among twice as many sentences as articles. Both
beside the first sentences of the articles (LEAD) and the LexRank and TextRank of sumy. ``--articles`` adds the time of
a whole brief in a library of N made-up articles, which takes minutes to make.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from benchmarks import large_library, measured
from benchmarks.measured import Figure
from pipeline import wiring
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer.extractive import ExtractiveWriter
from pipeline.domain import Article, ArticleId, Evidence, Hit
from pipeline.ingest import chunk
from pipeline.language import sentences, words
from pipeline.ports import Task
from pipeline.settings import Settings

PART = "briefs"
LEAD, LEXRANK, TEXTRANK = "LEAD", "LexRank (sumy)", "TextRank (sumy)"
PER_ARTICLE = 2
PASSAGE_CHARS = 700
MOST = 12
SAME_SENTENCE = 0.8
BRIEFS = 8

Chosen = Callable[[str, Sequence[Article], int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles of one topic, with the words that a question on them needs."""

    topic: str
    articles: tuple[Article, ...]
    gold: tuple[str, ...]


class Words:
    """The words of a sentence for sumy, as our own reading has them; sumy's need data that it fetches."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return words.tokens(text)


def ours(writer: ExtractiveWriter) -> Chosen:
    def chosen(topic: str, articles: Sequence[Article], count: int) -> Sequence[str]:
        passages = [passage for article in articles for passage in chunk.passages(article, PASSAGE_CHARS)]
        hits = tuple(Hit(passage, 1.0) for passage in passages)
        evidence = Evidence(topic, hits, {article.id: article for article in articles})
        return [draft.text for draft in writer.draft(evidence, Task.SECTION, count, lambda _usage: None)]

    return chosen


def lead(_: str, articles: Sequence[Article], count: int) -> Sequence[str]:
    """The first sentence of each article, then the second of each, and so on."""
    rows = zip_longest(*(sentences.split(article.text) for article in articles))
    return [sentence for sentence in chain.from_iterable(rows) if sentence is not None][:count]


def sumy(kind: type[LexRankSummarizer] | type[TextRankSummarizer]) -> Chosen:
    def chosen(_: str, articles: Sequence[Article], count: int) -> Sequence[str]:
        summarizer = kind(Stemmer("english"))
        summarizer.stop_words = get_stop_words("english")
        split = [[Sentence(s, Words()) for s in sentences.split(article.text)] for article in articles]
        document = ObjectDocumentModel([Paragraph(each) for each in split])
        return [str(sentence) for sentence in summarizer(document, count)]

    return chosen


def systems() -> Mapping[str, Chosen]:
    """Ours first."""
    writer = ExtractiveWriter(StaticEmbedder(), MiniLMEmbedder())
    return {PART: ours(writer), LEAD: lead, LEXRANK: sumy(LexRankSummarizer), TEXTRANK: sumy(TextRankSummarizer)}


def summaries(folder: Path, by: Mapping[str, Chosen]) -> Figure:
    rows = [json.loads(line) for line in (folder / "val.jsonl").read_text(encoding="utf-8").splitlines()]
    true = [row for row in rows if row["label"] == 1]
    scorer = RougeScorer(["rouge2"], use_stemmer=True)
    texts = {text: Article(ArticleId(f"s{n}"), text) for n, text in enumerate({row["doc"]: None for row in true})}
    told = {
        (name, text): [chosen("", [one], count) for count in range(1, MOST + 1)]
        for name, chosen in by.items()
        for text, one in texts.items()
    }
    scores = {
        name: statistics.mean(_rouge(scorer, told[name, row["doc"]], row["summary"]) for row in true) for name in by
    }
    value = scores.pop(PART)
    return Figure(PART, "summedits_news", "ROUGE-2 at equal length", value, len(true), scores)


def _rouge(scorer: RougeScorer, told: Sequence[Sequence[str]], summary: str) -> float:
    """Of the fewest sentences that are as long as the summary, cut to its length."""
    length = len(summary.split())
    texts = [" ".join(chosen).split() for chosen in told]
    cut = " ".join(next((text for text in texts if len(text) >= length), texts[-1])[:length])
    return float(scorer.score(summary, cut)["rouge2"].fmeasure)


def coverage(folder: Path, by: Mapping[str, Chosen]) -> Iterator[Figure]:
    found = clusters(folder)
    shares: dict[str, list[float]] = {name: [] for name in by}
    repeated = []
    for one in found:
        count = PER_ARTICLE * len(one.articles)
        for name, chosen in by.items():
            told = chosen(one.topic, one.articles, count)
            shares[name].append(statistics.mean(any(_alike(gold, text) for text in told) for gold in one.gold))
            if name == PART:
                repeated.append(_repeated(told))
    means = {name: statistics.mean(each) for name, each in shares.items()}
    value = means.pop(PART)
    yield Figure(PART, "wikinews", "evidence of several articles quoted", value, len(found), means)
    share = statistics.mean(repeated)
    yield Figure(PART, "wikinews", "sentences that repeat another", share, len(found), higher_is_better=False)


def clusters(folder: Path) -> list[Cluster]:
    rows = map(json.loads, (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    articles = {
        row["url"]: Article(ArticleId(f"w{n}"), row["text"], title=row["title"], outlet=row["source"])
        for n, row in enumerate(rows)
    }
    asked = map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    made = []
    for row in asked:
        urls = dict.fromkeys(each["url"] for each in row["evidence"])
        if row["type"] == "multi" and len(urls) > 1:
            among = tuple(articles[url] for url in urls)
            made.append(Cluster(among[0].title, among, tuple(each["quote"] for each in row["evidence"])))
    return made


def _alike(gold: str, text: str) -> bool:
    a, b = set(words.tokens(gold)), set(words.tokens(text))
    return len(a & b) >= SAME_SENTENCE * min(len(a), len(b))


def _repeated(texts: Sequence[str]) -> float:
    """The share that says much the same as one before, by its words."""
    told = [set(words.content(text)) for text in texts]
    again = [
        any(len(a & b) >= SAME_SENTENCE * max(1, min(len(a), len(b))) for b in told[:n]) for n, a in enumerate(told)
    ]
    return statistics.mean(again) if again else 0.0


def seconds(folder: Path, scratch: Path, articles: int) -> Figure:
    """The median time of a long brief, of two pages and more, after one that loads what the others find loaded."""
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    paragraphs = [paragraph for row in rows for paragraph in row["text"].split("\n")]
    library = scratch / f"briefs of {articles}"
    large_library.fill(articles, library, paragraphs)
    desk = wiring.open_desk(Settings(data=library))
    try:
        topics = [row["title"] for row in rows[: BRIEFS + 1]]
        times = [_timed(partial(desk.brief, topic, length="long", quotes_only=True)) for topic in topics][1:]
    finally:
        desk.close()
    name = f"{articles} made-up articles of wikinews"
    return Figure(
        PART, name, "seconds a long brief, median", statistics.median(times), len(times), higher_is_better=False
    )


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure() -> Iterator[Figure]:
    """Every figure of each set that is there."""
    by = systems()
    news, wikinews = measured.data("summedits_news"), measured.data("wikinews")
    if news is None:
        print("skipped: there is no summedits_news data")
    else:
        yield summaries(news, by)
    if wikinews is None:
        print("skipped: there is no wikinews data")
        return
    yield from coverage(wikinews, by)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--data", type=Path, default=None, help="keep the made-up library here")
    options = parser.parse_args()
    found = list(measure())
    wikinews = measured.data("wikinews")
    if options.articles and wikinews is not None:
        with tempfile.TemporaryDirectory() as scratch:
            found.append(seconds(wikinews, options.data or Path(scratch), options.articles))
    measured.show(found)


if __name__ == "__main__":
    main()
