"""What is special to the shelf being a file: crashes, other processes, threads, and disks that fail."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from pipeline import records
from pipeline.adapters.sqlite import FILE, SqliteShelf
from pipeline.adapters.sqlite_schema import VERSION
from pipeline.domain import ArticleId, Labels
from pipeline.errors import DeskBusy, DeskUnavailable
from pipeline.ports import Paper
from tests.adapters import sqlite_version_1, sqlite_version_3
from tests.contracts.shelves import EVERYTHING, NOON, ids, listed, made, shelved
from tests.contracts.test_shelf_conversations import FERRY, SANK, SAVED, brief, claim, talk, turn
from tests.contracts.test_shelf_papers import written

NOBODY = 65534
OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[SqliteShelf]:
    with closing(SqliteShelf(tmp_path, wait_seconds=0.2)) as shelf:
        shelf.keep([shelved(made("before", "What was there before."))], NOON)
        yield shelf


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of root, for whom no folder is closed; where the tests run without them, as oneself."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def assert_unharmed(shelf: SqliteShelf) -> None:
    assert [e.source.article_id for e in shelf.entries(EVERYTHING)] == ["before"]
    assert len(shelf.rank(["before"], 9, EVERYTHING)) == 1
    assert shelf.problems() == ()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    SqliteShelf(tmp_path / "not" / "yet").close()
    assert (tmp_path / "not" / "yet" / FILE).is_file()


def test_what_was_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with closing(SqliteShelf(tmp_path)) as shelf:
        shelf.keep([shelved(made("before", "What was there before."))], NOON)
    with closing(SqliteShelf(tmp_path)) as shelf:
        assert_unharmed(shelf)


def test_a_batch_that_fails_in_the_middle_leaves_nothing(shelf: SqliteShelf) -> None:
    good, bad = shelved(made("good", "Good.")), shelved(made("bad", "Broken \ud800."))
    with pytest.raises(UnicodeEncodeError):
        shelf.keep([good, bad], NOON)
    assert_unharmed(shelf)
    shelf.keep([good], NOON)
    assert shelf.count(EVERYTHING) == 2


def test_a_process_killed_in_the_middle_of_a_batch_leaves_nothing_of_it(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from tests.contracts.shelves import NOON, made, shelved
from pipeline.adapters.sqlite import SqliteShelf
shelf = SqliteShelf(Path({str(tmp_path)!r}))
shelf.keep([shelved(made("before", "What was there before."))], NOON)
def batch():
    for n in range(400):
        yield shelved(made(str(n), "Many words that fill a page. " * 200))
    os.kill(os.getpid(), signal.SIGKILL)
shelf.keep(batch(), NOON)
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == -signal.SIGKILL
    with closing(SqliteShelf(tmp_path)) as shelf:
        assert_unharmed(shelf)


def test_a_full_disk_is_one_clear_sentence_and_what_was_there_stays(shelf: SqliteShelf, tmp_path: Path) -> None:
    with shelf.database.writing() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 4}")
    big = shelved(made("big", "Words that fill the disk. " * 5000))
    with pytest.raises(DeskUnavailable, match=f"no room left for {tmp_path / FILE}") as raised:
        shelf.keep([shelved(made("small", "Small.")), big], NOON)
    assert isinstance(raised.value.__cause__, sqlite3.Error)
    assert_unharmed(shelf)
    with shelf.database.writing() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    shelf.keep([big], NOON)
    assert shelf.count(EVERYTHING) == 2


def test_a_disk_that_refuses_a_write_is_one_clear_sentence(shelf: SqliteShelf, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
    try:
        with pytest.raises(DeskUnavailable, match=str(tmp_path / FILE)):
            shelf.keep([shelved(made("big", "Words that fill the disk. " * 50_000))], NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_unharmed(shelf)


def test_another_process_that_writes_is_waited_for_and_then_named(shelf: SqliteShelf, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskBusy, match=f"{tmp_path / FILE} is in use by another program"):
            shelf.keep([shelved(made("a", "Text."))], NOON)
        assert_readable = shelf.article(ArticleId("before"))
        other.execute("ROLLBACK")
    assert assert_readable.text == "What was there before."
    shelf.keep([shelved(made("a", "Text."))], NOON)
    assert shelf.count(EVERYTHING) == 2


def test_two_shelves_on_one_file_see_each_other(shelf: SqliteShelf, tmp_path: Path) -> None:
    with closing(SqliteShelf(tmp_path)) as other:
        other.keep([shelved(made("a", "Text."))], NOON)
        assert shelf.count(EVERYTHING) == 2
        shelf.remove(ids("a"))
        assert other.count(EVERYTHING) == 1


def test_threads_read_and_write_at_once(shelf: SqliteShelf) -> None:
    def work(n: int) -> int:
        shelf.keep([shelved(made(f"a{n}", f"Text number {n}."))], NOON)
        return len(shelf.rank([str(n)], 9, EVERYTHING)) + shelf.count(EVERYTHING, words=str(n))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(40))) == [2] * 40
    assert shelf.count(EVERYTHING) == 41
    assert shelf.problems() == ()


def test_a_reader_does_not_wait_for_a_writer(shelf: SqliteShelf) -> None:
    found: list[int] = []
    with shelf.database.writing() as db:
        db.execute("DELETE FROM leaving")
        reader = threading.Thread(target=lambda: found.append(shelf.count(EVERYTHING)))
        reader.start()
        reader.join(timeout=5)
    assert found == [1]


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="needs /proc")
def test_threads_that_come_and_go_leave_no_files_open(shelf: SqliteShelf) -> None:
    shelf.count(EVERYTHING)
    before = len(list(OPEN_FILES.iterdir()))
    for _ in range(20):
        thread = threading.Thread(target=shelf.count, args=(EVERYTHING,))
        thread.start()
        thread.join()
    assert len(list(OPEN_FILES.iterdir())) == before


def test_closing_twice_is_no_error(tmp_path: Path) -> None:
    shelf = SqliteShelf(tmp_path)
    shelf.close()
    shelf.close()


def test_a_file_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    SqliteShelf(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(DeskUnavailable, match=f"format {VERSION + 1}, this one reads {VERSION}"):
        SqliteShelf(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)


def test_a_file_that_is_no_database_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"rubbish " * 1000)
    with pytest.raises(DeskUnavailable, match=f"{tmp_path / FILE} is damaged"):
        SqliteShelf(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"rubbish " * 1000


def test_a_folder_whose_place_a_file_has_taken_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(DeskUnavailable, match=f"The data folder {folder} cannot be made"):
            SqliteShelf(folder)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with as_somebody_else():
            with pytest.raises(DeskUnavailable, match=f"{folder / FILE} cannot be opened or written"):
                SqliteShelf(folder)
            with pytest.raises(DeskUnavailable, match=f"The data folder {folder / 'below'} cannot be made"):
                SqliteShelf(folder / "below")
        folder.chmod(0o755)


def test_a_library_that_may_only_be_read_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        SqliteShelf(folder).close()
        (folder / FILE).chmod(0o444)
        folder.chmod(0o555)
        with as_somebody_else(), pytest.raises(DeskUnavailable, match=f"{folder / FILE} cannot be opened or written"):
            SqliteShelf(folder)
        folder.chmod(0o755)


def test_a_damaged_page_is_one_clear_sentence(tmp_path: Path) -> None:
    with closing(SqliteShelf(tmp_path)) as shelf:
        shelf.keep([shelved(made(str(n), "Words of an article. " * 300)) for n in range(50)], NOON)
    content = bytearray((tmp_path / FILE).read_bytes())
    half = len(content) // 2
    content[half:] = b"\xa5" * (len(content) - half)
    (tmp_path / FILE).write_bytes(content)
    with closing(SqliteShelf(tmp_path)) as shelf, pytest.raises(DeskUnavailable, match="is damaged"):
        shelf.articles([ArticleId(str(n)) for n in range(50)])


def test_an_index_that_lost_its_words_is_a_problem_that_reindex_mends(shelf: SqliteShelf) -> None:
    with shelf.database.writing() as db:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
        db.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
    assert len(shelf.problems()) == 2
    assert shelf.rank(["before"], 9, EVERYTHING) == ()
    shelf.reindex()
    assert_unharmed(shelf)


def test_others_can_write_between_the_checks_of_two_indexes(shelf: SqliteShelf) -> None:
    said: list[str] = []
    with shelf.database.writing() as db:
        db.set_trace_callback(said.append)
    assert shelf.problems() == ()
    shelf.reindex()
    steps = [line.split("(")[-1] for line in said if line == "BEGIN IMMEDIATE" or "VALUES ('" in line]
    check, rebuild = "'integrity-check', 1)", "'rebuild')"
    assert steps == [step for each in (check, check, rebuild, rebuild) for step in ("BEGIN IMMEDIATE", each)]


def test_a_band_that_very_many_stories_have_is_a_template_and_left_out(shelf: SqliteShelf) -> None:
    for count, is_given in ((200, True), (1, False)):
        shelf.keep([shelved(made(f"{count} {n}", f"{n}."), bands=(1,)) for n in range(count)], NOON)
        assert bool(shelf.sharing([1])) is is_given


@pytest.mark.parametrize(
    ("labels", "indexed"),
    [(Labels(language="fr"), []), (Labels(outlet="Herald"), ["article_words"]), (Labels(tag=("t",)), [])],
)
def test_only_the_words_that_an_edit_changes_are_indexed_again(
    shelf: SqliteShelf, labels: Labels, indexed: list[str]
) -> None:
    said: list[str] = []
    with shelf.database.writing() as db:
        db.set_trace_callback(said.append)
    shelf.relabel(ids("before"), labels)
    written = [line.split()[2] for line in said if line.startswith("INSERT INTO") and "_words" in line]
    assert sorted(set(written)) == indexed
    assert_unharmed(shelf)


def test_a_passage_that_was_moved_is_a_problem_that_is_named(shelf: SqliteShelf) -> None:
    with shelf.database.writing() as db:
        db.execute("UPDATE passage SET start = start + 1")
    (problem,) = shelf.problems()
    assert problem == "passage before:1:0-22 does not stand in its article"


def test_a_mistake_of_ours_is_not_called_a_disk_error(shelf: SqliteShelf) -> None:
    with pytest.raises(sqlite3.OperationalError), shelf.database.reading() as db:
        db.execute("SELECT no_such_column FROM article")
    assert_unharmed(shelf)


def test_a_file_of_the_first_version_opens_with_everything_in_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "shelf.sqlite")) as db:
        for statement in sqlite_version_1.STATEMENTS:
            db.execute(statement)
        db.executescript(OLD_ROWS)
        db.commit()
    with closing(SqliteShelf(tmp_path)) as shelf:
        article = shelf.article(ArticleId("a"))
        assert (article.title, article.published, article.collections) == ("Old", date(2020, 1, 2), ("x",))
        assert (article.published_at, article.wire, article.tags) == (None, "", ())
        assert [p.text for p in shelf.pending("half done", 9)] == ["Two."]
        assert (shelf.pending_count("done"), shelf.pending_count("unheard of")) == (0, 2)
        assert shelf.unbanded(9) == ("a",)
        assert shelf.revisions(article.id)[0].stored_at == NOON
        assert listed(shelf, words="two") == ["a"]
        assert shelf.problems() == ()


def made_by_version_3(file: Path) -> None:
    """With an article, a conversation and two versions of a brief; their records as they were then."""
    with closing(sqlite3.connect(file)) as db:
        for statement in sqlite_version_3.STATEMENTS:
            db.execute(statement)
        db.executescript(ROWS_3)
        asked = records.conversation(talk("c", turn("What sank?", claim(SANK), sides=(claim(SAVED), claim(SAVED)))))
        briefs = [records.brief(brief(version, claim(span))) for version, span in ((1, SANK), (2, SAVED))]
        for record in (asked, *asked["turns"], *briefs):
            for later in ("author", "scope"):
                if later == "author" or "answer" in record:
                    record.pop(later, None)
        db.execute("INSERT INTO conversation VALUES ('c', 'Truce', ?, ?)", (NOON.isoformat(), json.dumps(asked)))
        for version, record in enumerate(briefs, start=1):
            row = ("b", version, "Ferries", "situation", NOON.isoformat(), json.dumps(record), NOON.isoformat())
            db.execute("INSERT INTO brief VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.commit()


def made_by_version_2(file: Path) -> None:
    made_by_version_3(file)
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE standing")
        db.execute("ALTER TABLE brief DROP COLUMN saved_at")
        db.execute("PRAGMA user_version = 2")


@pytest.mark.parametrize("made_by", [made_by_version_2, made_by_version_3])
def test_an_older_file_opens_with_its_conversations_and_briefs(tmp_path: Path, made_by: Callable[[Path], None]) -> None:
    made_by(tmp_path / FILE)
    with closing(SqliteShelf(tmp_path)) as shelf:
        assert shelf.brief("b", 1) == brief(1, claim(SANK))
        assert [(entry.version, entry.saved_at) for entry in shelf.versions("b")] == [(2, NOON), (1, NOON)]
        shelf.save_next(written("b", 3), NOON)
        shelf.save_brief(brief(2, claim(SAVED)))
        assert shelf.standing_questions() == ()
        asked = shelf.conversation("c").turns[0]
        assert (asked.answer.question, asked.scope) == ("What sank?", EVERYTHING)
        assert [entry.title for entry in shelf.conversations("Ada", words="ferry")] == ["Truce"]
        assert listed(shelf, words="two") == ["a"]
        assert shelf.problems() == ()


def test_an_older_file_knows_what_was_cited_where(tmp_path: Path) -> None:
    made_by_version_3(tmp_path / FILE)
    with closing(SqliteShelf(tmp_path)) as shelf:
        assert [(each.paper, each.span) for each in shelf.citing(FERRY.id)] == [
            (Paper.ANSWER, SANK),
            (Paper.ANSWER, SAVED),
            (Paper.BRIEF, SAVED),
        ]


@pytest.mark.parametrize("made_by", [made_by_version_2, made_by_version_3])
def test_an_older_file_gets_the_tables_that_a_new_one_has(tmp_path: Path, made_by: Callable[[Path], None]) -> None:
    made_by(tmp_path / FILE)
    for folder in (tmp_path, tmp_path / "new"):
        SqliteShelf(folder).close()
    assert columns(tmp_path / FILE) == columns(tmp_path / "new" / FILE)


def columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Of each table and index its columns, with their types."""
    with closing(sqlite3.connect(file)) as db:
        made = db.execute("SELECT type, name FROM sqlite_schema").fetchall()
        return {
            name: db.execute(
                f"SELECT * FROM pragma_{'index' if kind == 'index' else 'table'}_info(?)", (name,)
            ).fetchall()
            for kind, name in made
        }


def test_an_old_file_that_cannot_be_brought_up_to_date_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "shelf.sqlite"
    with closing(sqlite3.connect(file)) as db:
        for statement in sqlite_version_1.STATEMENTS:
            db.execute(statement)
        db.execute("CREATE TABLE tag (already TEXT)")
        db.execute("PRAGMA user_version = 1")
        before = sorted(db.execute("SELECT name FROM sqlite_schema").fetchall())
    with pytest.raises(sqlite3.OperationalError, match="tag already exists"):
        SqliteShelf(tmp_path)
    with closing(sqlite3.connect(file)) as db:
        assert sorted(db.execute("SELECT name FROM sqlite_schema").fetchall()) == before


ROWS_3 = """
    INSERT INTO article (key, id, newest, added_at) VALUES (1, 'a', 1, '2026-03-01T12:00:00.000000+00:00');
    INSERT INTO revision (key, article, number, title, outlet, url, byline, language, digest, opening, title_sorts,
        outlet_sorts) VALUES (1, 1, 1, 'Old', '', '', '', '', 'd', 'One.', 'old', '');
    INSERT INTO content VALUES (1, 'One. Two.');
    INSERT INTO passage VALUES (1, 'a:1:0-4', 1, 0, 4, 'One.'), (2, 'a:1:5-9', 1, 5, 9, 'Two.');
    INSERT INTO passage_words (rowid, title, text) SELECT key, title, text FROM passage_row;
    INSERT INTO article_words (rowid, title, outlet, byline, text)
        SELECT key, title, outlet, byline, text FROM article_row;
    PRAGMA user_version = 3;
"""

OLD_ROWS = """
    INSERT INTO article (key, id, newest, added_at) VALUES (1, 'a', 1, '2026-03-01T12:00:00.000000+00:00');
    INSERT INTO revision VALUES (1, 1, 1, 'Old', '', '', '2020-01-02', '', '', 'd', 'One.', 'old', '');
    INSERT INTO content VALUES (1, 'One. Two.');
    INSERT INTO passage VALUES (1, 'a:1:0-4', 1, 0, 4, 'One.'), (2, 'a:1:5-9', 1, 5, 9, 'Two.');
    INSERT INTO collection VALUES (1, 'x', 0);
    INSERT INTO band VALUES ('b', 1);
    INSERT INTO embedding VALUES (1, 'half done'), (1, 'done'), (2, 'done');
    INSERT INTO passage_words (rowid, title, text) SELECT key, title, text FROM passage_row;
    INSERT INTO article_words (rowid, title, outlet, byline, text)
        SELECT key, title, outlet, byline, text FROM article_row;
    PRAGMA user_version = 1;
"""
