"""The library: pages of entries, counts and facets, and the SQL of a ``Scope``."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.adapters import sqlite_match, sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId, Entry, Scope
from pipeline.ports import Copies, Order

# each as an index of ``sqlite_schema`` has it, with the key of the revision last: read in order, and never sorted
_ORDERS = {
    Order.NEWEST: "n.published IS NULL, n.published DESC, n.appeared DESC, n.revision DESC",
    Order.OLDEST: "n.published IS NULL, n.published, n.appeared, n.revision",
    Order.ADDED: "n.added_at DESC, n.article DESC",
    Order.TITLE: "n.title_sorts = '', n.title_sorts, n.title, n.revision",
    Order.OUTLET: "n.outlet_sorts = '', n.outlet_sorts, n.outlet, n.published IS NULL, n.published DESC, n.revision",
}

_FACETS = {
    "outlet": "SELECT outlet AS name, count(*) AS articles FROM newest GROUP BY name",
    "collection": """SELECT name, count(*) AS articles FROM collection GROUP BY name
        UNION ALL SELECT '', none FROM (SELECT (SELECT count(*) FROM article)
            - (SELECT count(*) FROM (SELECT 1 FROM collection GROUP BY article)) AS none) WHERE none""",
    "tag": "SELECT name, count(*) AS articles FROM tag GROUP BY name",
    "language": "SELECT language AS name, count(*) AS articles FROM newest GROUP BY name",
}

_MONTHS = """SELECT coalesce(substr(r.published, 1, 7), '') AS name, count(*) AS articles
    FROM article a JOIN revision r ON r.key = a.newest GROUP BY name ORDER BY name = '', name"""
# from the copies, of which there is an index: most articles are none
_COPIED = """SELECT r.outlet AS name, count(*) AS articles FROM article a JOIN revision r ON r.key = a.newest
    WHERE a.copies_of IS NOT NULL GROUP BY name ORDER BY articles DESC, name"""

# from one outlet to the next by an index, which takes as long as there are outlets and not articles
_OUTLETS = """WITH RECURSIVE every(name) AS (
        SELECT min(outlet) FROM revision UNION ALL
        SELECT (SELECT min(outlet) FROM revision WHERE outlet > name) FROM every WHERE name IS NOT NULL)
    SELECT name FROM every WHERE EXISTS (SELECT 1 FROM newest n WHERE n.outlet = name) ORDER BY name"""

_COPIES = {
    Copies.ALL: "TRUE",
    Copies.HEADS: "n.copies_of IS NULL",
    Copies.GROUPED: """(n.copies_of IS NOT NULL
        OR n.article IN (SELECT copies_of FROM article WHERE copies_of IS NOT NULL))""",
}


def condition(scope: Scope) -> tuple[str, list[str]]:
    """What an article of ``newest n`` has to meet to be in the scope, and the parameters."""
    since = scope.since.isoformat() if scope.since else ""
    until = scope.until.isoformat() if scope.until else ""
    inside = "(SELECT value FROM json_each(?))"
    wanted = (
        (scope.outlets, f"n.outlet IN {inside}", listed(scope.outlets)),
        (
            scope.collections,
            f"n.article IN (SELECT article FROM collection WHERE name IN {inside})",
            listed(scope.collections),
        ),
        (scope.tags, f"n.article IN (SELECT article FROM tag WHERE name IN {inside})", listed(scope.tags)),
        (since, "n.published >= ?", since),
        (until, "n.published <= ?", until),
        (scope.language, f"n.language IN {inside}", listed([scope.language])),
        (scope.articles, f"n.id IN {inside}", listed(scope.articles)),
    )
    used = [(sql, value) for given, sql, value in wanted if given]
    return " AND ".join(["TRUE", *(sql for sql, _ in used)]), [value for _, value in used]


class SqliteLibrary:
    """The part of the shelf that the library's page and the filters read."""

    database: Database

    def entries(
        self,
        scope: Scope,
        *,
        words: str = "",
        copies: Copies = Copies.ALL,
        order: Order = Order.NEWEST,
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """The last of ``words`` may be the beginning of one, so that typing narrows the list."""
        where, values = _filtered(scope, words, copies)
        sql = f"""SELECT n.*, head.id AS head,
            (SELECT count(*) FROM passage p WHERE p.revision = n.revision) AS passages,
            (SELECT count(*) FROM article c WHERE c.copies_of = n.article) AS copies,
            {sqlite_rows.labels("n.article")}
            FROM (SELECT n.article FROM newest n WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?) page
            JOIN newest n ON n.article = page.article LEFT JOIN article head ON head.key = n.copies_of
            ORDER BY {_ORDERS[order]}"""
        with self.database.reading() as db:
            return tuple(map(sqlite_rows.entry, db.execute(sql, (*values, limit, offset))))

    def count(self, scope: Scope, *, words: str = "", copies: Copies = Copies.ALL) -> int:
        where, values = _filtered(scope, words, copies)
        is_every = scope.is_everything and not words and copies is Copies.ALL
        # every article has a newest revision: all are counted without a look at them, in a fiftieth of the time
        sql = "SELECT count(*) FROM article" if is_every else f"SELECT count(*) FROM newest n WHERE {where}"
        with self.database.reading() as db:
            return int(db.execute(sql, values).fetchone()[0])

    def outlets(self) -> tuple[str, ...]:
        with self.database.reading() as db:
            return tuple(row["name"] for row in db.execute(_OUTLETS))

    def facets(self) -> Mapping[str, Mapping[str, int]]:
        with self.database.reading() as db:
            return {
                facet: {row["name"]: row["articles"] for row in db.execute(f"{sql} ORDER BY articles DESC, name")}
                for facet, sql in _FACETS.items()
            }

    def months(self) -> Mapping[str, int]:
        return self._counted(_MONTHS)

    def copied(self) -> Mapping[str, int]:
        return self._counted(_COPIED)

    def _counted(self, sql: str) -> Mapping[str, int]:
        with self.database.reading() as db:
            return {row["name"]: row["articles"] for row in db.execute(sql)}

    def within(self, scope: Scope, *, words: str = "", copies: Copies = Copies.ALL) -> frozenset[ArticleId]:
        where, values = _filtered(scope, words, copies)
        with self.database.reading() as db:
            return frozenset(row["id"] for row in db.execute(f"SELECT n.id FROM newest n WHERE {where}", values))


def _filtered(scope: Scope, words: str, copies: Copies) -> tuple[str, list[str]]:
    where, values = condition(scope)
    query = sqlite_match.all_of(words)
    if query:
        where += " AND n.article IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)"
        values.append(query)
    return f"{where} AND {_COPIES[copies]}", values
