from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Added, RawArticle, Reading, Refused, Scope
from pipeline.ingest.batches import ARTICLES_A_TRANSACTION
from pipeline.ingest.inputs import Piece
from pipeline.ingest.intake import Intake, Said
from pipeline.ingest.tally import Tally
from pipeline.ports import Shelved

NOW = datetime(2025, 5, 6, tzinfo=UTC)
NOTHING = Said()
STORY = (
    "The ferry Orla sank off Cape Tarn on Monday with 41 people aboard, the coastguard said. Nineteen were rescued by "
    "a trawler. The owner blamed a faulty door, which had been repaired in May. Divers will go down on Wednesday, "
    "weather permitting. The harbour master, Ilsa Brand, said the vessel had left on time."
)


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    shelf = SqliteShelf(tmp_path)
    yield Intake(shelf, lambda: NOW, 300)
    shelf.close()


def raw(text: str = STORY, url: str = "https://ledger.example.org/orla", outlet: str = "Ledger") -> RawArticle:
    return RawArticle("orla.txt", text, title="Ferry Orla sinks", outlet=outlet, url=url)


def pieces(items: Sequence[RawArticle | Refused]) -> Iterator[Piece]:
    return (Piece(item, at, (at + 1) / len(items)) for at, item in enumerate(items))


def add(intake: Intake, items: Sequence[RawArticle | Refused], said: Said = NOTHING, **options: object) -> Added:
    return intake.store(pieces(items), said, **options)


def series(count: int) -> list[RawArticle]:
    """Stories that are no copies of one another."""
    things = [f"{name} {place}" for place in PLACES for name in NAMES]
    told = [[things[(n * 7 + k * 13) % len(things)] for k in range(12)] for n in range(count)]
    return [raw(STORY_OF.format(*each, n), f"https://l.example.org/{n}") for n, each in enumerate(told)]


def counts(added: Added) -> tuple[int, int, int, int]:
    return added.added, added.revised, added.unchanged, added.copies


def test_the_same_article_twice_changes_nothing(intake: Intake) -> None:
    assert counts(add(intake, [raw(), raw()])) == (1, 0, 1, 0)
    assert counts(add(intake, [raw()])) == (0, 0, 1, 0)
    assert intake.shelf.count(Scope()) == 1


def test_new_text_at_the_same_address_is_a_new_revision_and_the_old_one_stays(intake: Intake) -> None:
    add(intake, [raw()])
    assert counts(add(intake, [raw(STORY.replace("41 people", "43 people"))])) == (0, 1, 0, 0)
    (article,) = intake.shelf.articles(intake.shelf.within(Scope())).values()
    assert article.revision == 2
    assert "41 people" in intake.shelf.article(article.id, 1).text


def test_two_texts_of_one_address_in_one_batch_are_two_revisions(intake: Intake) -> None:
    assert counts(add(intake, [raw(), raw(STORY.replace("41", "43"))])) == (1, 1, 0, 0)


def test_another_outlets_reprint_is_a_copy_of_the_first(intake: Intake) -> None:
    reprint = raw("Ship lost.\n\n" + STORY.rsplit(". ", 1)[0] + ".", "https://courant.example.net/ship", "Courant")
    assert counts(add(intake, [raw(), reprint])) == (2, 0, 0, 1)
    copies = [entry.copies_of for entry in intake.shelf.entries(Scope()) if entry.copies_of]
    heads = {entry.source.article_id for entry in intake.shelf.entries(Scope()) if entry.source.outlet == "Ledger"}
    assert set(copies) == heads


def test_a_text_without_an_address_is_the_article_that_has_it(intake: Intake) -> None:
    add(intake, [raw()])
    assert counts(add(intake, [raw(url="", outlet="")])) == (0, 0, 1, 0)


def test_two_articles_changed_within_one_batch_keep_both_changes(intake: Intake) -> None:
    first, second = raw(), series(1)[0]
    changed = [replace(each, text=each.text.replace(" the ", " this ")) for each in (second, first)]
    assert counts(add(intake, [first, second, *changed])) == (2, 2, 0, 0)
    articles = intake.shelf.articles(intake.shelf.within(Scope())).values()
    assert all(" this " in article.text and article.revision == 2 for article in articles)


def test_what_a_reader_put_right_stays_in_the_next_revision(intake: Intake) -> None:
    add(intake, [raw()])
    (article,) = intake.shelf.articles(intake.shelf.within(Scope())).values()
    intake.shelf.describe(replace(article, title="Orla goes down", published=date(2025, 5, 1)))
    told = replace(raw(STORY.replace("41 people", "43 people")), published=date(2025, 5, 9), byline="A. Writer")
    for text in (told.text, told.text + " The search goes on."):
        add(intake, [replace(told, text=text)])
    (article,) = intake.shelf.articles(intake.shelf.within(Scope())).values()
    assert (article.title, article.published, article.byline) == ("Orla goes down", date(2025, 5, 1), "A. Writer")


class Meddled(SqliteShelf):
    """A shelf of which somebody takes everything out, once, before a revision is kept."""

    is_meddled_with = False

    def keep(self, batch: Sequence[Shelved], at: datetime, **step: object) -> None:
        if not self.is_meddled_with and any(each.article.revision > 1 for each in batch):
            self.is_meddled_with = True
            self.remove(self.within(Scope()))
        super().keep(batch, at, **step)


def test_what_is_taken_out_while_its_next_revision_is_made_is_added_anew(tmp_path: Path) -> None:
    shelf = Meddled(tmp_path)
    intake = Intake(shelf, lambda: NOW, 300)
    add(intake, [raw()])
    assert counts(add(intake, [raw(STORY.replace("41 people", "43 people"))])) == (1, 0, 0, 0)
    (article,) = shelf.articles(shelf.within(Scope())).values()
    assert (article.revision, "43 people" in article.text) == (1, True)
    shelf.close()


def test_live_pages_count_once_however_often_their_job_is_broken_off(intake: Intake) -> None:
    pages = [replace(each, is_live=True) for each in series(ARTICLES_A_TRANSACTION + 5)]
    job = intake.shelf.queue("A job", "{}", NOW)
    add(intake, pages, job=job, stopped=lambda: True)
    add(intake, pages, job=intake.shelf.job(job.id))
    assert counts(intake.shelf.job(job.id).added) == (ARTICLES_A_TRANSACTION + 5, 0, 0, 0)


def test_a_job_counts_each_content_once_wherever_its_batches_end(intake: Intake) -> None:
    rows = series(ARTICLES_A_TRANSACTION + 5)
    job = intake.shelf.queue("A job", "{}", NOW)
    add(intake, [rows[0], rows[0], *rows, rows[0]], job=job)
    assert counts(intake.shelf.job(job.id).added) == (ARTICLES_A_TRANSACTION + 5, 0, 0, 0)


def test_what_is_refused_stops_nothing(intake: Intake) -> None:
    added = add(intake, [Refused("a.bin", "is not text"), raw("   "), raw()])
    assert counts(added) == (1, 0, 0, 0)
    assert [refused.name for refused in added.refused] == ["a.bin", "orla.txt"]


def test_adding_to_a_collection_again_only_adds_the_collection(intake: Intake) -> None:
    add(intake, [raw()], Said(collection="one"))
    add(intake, [raw()], Said(collection="two"))
    assert intake.shelf.entries(Scope())[0].collections == ("one", "two")


def test_an_intake_that_was_stopped_goes_on_where_it_was(intake: Intake) -> None:
    articles = series(ARTICLES_A_TRANSACTION + 3)
    stopped = add(intake, articles, stopped=lambda: True)
    assert stopped.added == ARTICLES_A_TRANSACTION
    assert counts(add(intake, articles)) == (3, 0, ARTICLES_A_TRANSACTION, 0)


def test_an_old_text_in_a_file_is_no_news_but_at_its_address_it_is(intake: Intake) -> None:
    first, second = raw(), raw(STORY.replace("41 people", "43 people"))
    add(intake, [first, second])
    assert counts(add(intake, [first])) == (0, 0, 1, 0)
    assert counts(add(intake, [replace(first, is_live=True)])) == (0, 1, 0, 0)
    assert counts(add(intake, [replace(first, is_live=True)])) == (0, 0, 1, 0)
    (article,) = intake.shelf.articles(intake.shelf.within(Scope())).values()
    assert (article.revision, "41 people" in article.text) == (3, True)


def test_a_feeds_few_words_do_not_replace_the_article(intake: Intake) -> None:
    add(intake, [raw()])
    excerpt = replace(raw(STORY[:120]), is_live=True, is_excerpt=True)
    assert counts(add(intake, [excerpt])) == (0, 0, 1, 0)
    assert counts(add(intake, [replace(excerpt, text=f"{STORY} The search goes on.")])) == (0, 1, 0, 0)


def test_what_was_taken_out_comes_back_when_it_is_added_again(intake: Intake) -> None:
    add(intake, [raw()])
    intake.shelf.remove(intake.shelf.within(Scope()))
    assert counts(add(intake, [raw()])) == (1, 0, 0, 0)


def test_a_job_that_is_broken_off_counts_nothing_twice(intake: Intake) -> None:
    articles = [*series(ARTICLES_A_TRANSACTION + 5), Refused("z.bin", "is not text")]
    add(intake, articles[:1])
    job = intake.shelf.queue("A job", "{}", NOW)
    add(intake, articles, job=job, stopped=lambda: True)
    kept = intake.shelf.job(job.id)
    assert counts(kept.added) == (ARTICLES_A_TRANSACTION - 1, 0, 1, 0)
    assert (kept.inputs_read, kept.share, kept.refusals) == (63, ARTICLES_A_TRANSACTION / len(articles), 0)
    add(intake, articles, job=kept)
    kept = intake.shelf.job(job.id)
    assert counts(kept.added) == (ARTICLES_A_TRANSACTION + 4, 0, 1, 0)
    assert intake.shelf.refusals(job.id) == (Refused("z.bin", "is not text", len(articles) - 1),)


def test_each_transaction_is_told(intake: Intake) -> None:
    told: list[tuple[int, float]] = []

    def hear(tally: Tally) -> None:
        told.append((tally.articles, round(tally.share, 2)))

    add(intake, series(ARTICLES_A_TRANSACTION * 2), told=hear)
    assert told == [(ARTICLES_A_TRANSACTION, 0.5), (ARTICLES_A_TRANSACTION * 2, 1.0)]


def test_the_earlier_of_two_copies_is_the_head_in_whatever_order_they_come(intake: Intake) -> None:
    late, early = replace(raw(), published=date(2025, 5, 2)), replace(raw(), published=date(2025, 5, 1))
    add(intake, [late, replace(early, url="https://courant.example.net/orla", outlet="Courant")])
    (copy,) = [entry for entry in intake.shelf.entries(Scope()) if entry.copies_of]
    assert copy.source.outlet == "Ledger"


def test_an_article_that_is_corrected_keeps_its_copies_and_one_that_becomes_another_story_does_not(
    intake: Intake,
) -> None:
    add(intake, [raw(), raw(url="https://courant.example.net/orla", outlet="Courant")])
    add(intake, [raw(STORY.replace("41 people", "43 people"))])
    assert sorted(bool(entry.copies_of) for entry in intake.shelf.entries(Scope())) == [False, True]
    add(intake, [replace(series(1)[0], url="https://ledger.example.org/orla")])
    assert [entry.copies_of for entry in intake.shelf.entries(Scope())] == [None, None]


def test_what_a_source_said_of_an_article_is_kept_with_its_revision(intake: Intake) -> None:
    readings = (Reading("title", "og:title", "Ferry Orla sinks"),)
    add(intake, [replace(raw(), readings=readings)])
    (article_id,) = intake.shelf.within(Scope())
    assert intake.shelf.readings(article_id, 1) == readings


def test_a_language_that_nobody_states_is_told_from_the_text(tmp_path: Path) -> None:
    shelf = SqliteShelf(tmp_path)
    intake = Intake(shelf, lambda: NOW, 300, lambda text: "da" if text == STORY else "")
    add(intake, [raw(), replace(raw(STORY[::-1], "https://l.example.org/2"), language="de")])
    assert sorted(entry.language for entry in shelf.entries(Scope())) == ["da", "de"]
    shelf.close()


def test_copies_of_what_an_earlier_version_stored_are_found(intake: Intake) -> None:
    add(intake, [raw()])
    with intake.shelf.database.writing() as db:
        db.execute("UPDATE article SET banded = 0")
        db.execute("DELETE FROM band")
    assert add(intake, [raw(url="https://courant.example.net/orla", outlet="Courant")]).copies == 1


PLACES = "harbour valley castle market station bridge forest island quarry chapel theatre airport".split()
NAMES = "old new east west royal upper lower little great northern".split()
STORY_OF = (
    "Work on the {0} began near the {1}. People of the {2} met at the {3} and asked why the {4} was closed. "
    "The council of the {5} answered that the {6} and the {7} come first. A report on the {8}, the {9} and the {10} "
    "is due when the {11} opens. This is number {12}."
)
