"""Full text: BM25 over passages, how frequent a word is, and whether the index agrees with the articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from pipeline.adapters import sqlite_library, sqlite_match, sqlite_schema
from pipeline.adapters.sqlite_database import Database
from pipeline.domain import PassageId, Scope

# A headline's words count for all its passages, but less than words of the passage itself. Of eight weights, over 78
# questions on 295 articles: by passage MRR .616 without titles, .626 at .5, .599 at 2; by article .875, .871, .851.
# The differences below 1 are within chance.
TITLE_WEIGHT = 0.5
_MARGIN = 8
_DISAGREES = "the full-text index of {what} does not agree with the articles"


class SqliteWords:
    """The part of the shelf that ranks by words."""

    database: Database

    def rank(self, words: Sequence[str], k: int, scope: Scope) -> tuple[tuple[PassageId, float], ...]:
        """The words of an article's title count for each of its passages."""
        if not words or k < 1:
            return ()
        where, values = sqlite_library.condition(scope)
        # the plus keeps SQLite from beginning with the scope, which took 1.4 s for 80,000 passages instead of 16 ms
        inside = f"""JOIN passage p ON p.key = passage_words.rowid
            AND +p.revision IN (SELECT n.revision FROM newest n WHERE {where})"""
        # the passages themselves are looked up of the best alone: of all 5,000 with a word it took 7 ms of 13
        sql = f"""SELECT p.id, best.score FROM (
            SELECT passage_words.rowid AS key, -bm25(passage_words, {TITLE_WEIGHT}, 1.0) AS score
            FROM passage_words {"" if scope.is_everything else inside}
            WHERE passage_words MATCH ? ORDER BY score DESC LIMIT ?
            ) best JOIN passage p USING (key) ORDER BY best.score DESC, p.id"""
        with self.database.reading() as db:
            rows = _without_ties_cut(db, sql, (*values, sqlite_match.any_of(words)), k)
        return tuple((PassageId(row["id"]), row["score"]) for row in rows[:k])

    def frequency(self, words: Sequence[str]) -> Mapping[str, int]:
        sql = "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?"
        with self.database.reading() as db:
            return {word: db.execute(sql, (sqlite_match.phrase(word),)).fetchone()[0] for word in words}

    def problems(self) -> tuple[str, ...]:
        """FTS5 takes each of its two checks as a write; what only reads comes between, so that others can write."""
        of_passages = self._disagreeing("passage_words", "passages")
        with self.database.reading() as db:
            inside = (*_broken(db), *_moved(db))
        return (*inside, *of_passages, *self._disagreeing("article_words", "the library"))

    def reindex(self) -> None:
        for table in sqlite_schema.WORDS:
            with self.database.writing() as db:
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")

    def _disagreeing(self, table: str, what: str) -> tuple[str, ...]:
        with self.database.writing() as db:
            try:
                db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                    raise
                return (_DISAGREES.format(what=what),)
        return ()


def _without_ties_cut(db: sqlite3.Connection, sql: str, values: Sequence[str], k: int) -> list[sqlite3.Row]:
    """At least ``k`` rows where there are so many, and all those whose score is that of the last of them."""
    fetch = k + _MARGIN
    while True:
        rows = db.execute(sql, (*values, fetch)).fetchall()
        if len(rows) < fetch or rows[-1]["score"] < rows[k - 1]["score"]:
            return rows
        fetch *= 2


def _broken(db: sqlite3.Connection) -> Iterator[str]:
    for (line,) in db.execute("PRAGMA quick_check").fetchall():
        if line != "ok":
            yield f"the file is damaged: {line}"
    orphans = len(db.execute("PRAGMA foreign_key_check").fetchall())
    if orphans:
        yield f"{orphans} rows belong to nothing"


def _moved(db: sqlite3.Connection) -> Iterator[str]:
    """Passages that do not stand at their offsets: none, unless something else wrote to the file."""
    rows = db.execute("SELECT p.id, p.start, p.end, p.text, c.text FROM passage p JOIN content c USING (revision)")
    for identity, start, end, text, whole in rows:
        if whole[start:end] != text:
            yield f"passage {identity} does not stand in its article"
