"""Tasks for databases of sqlite3."""

import contextlib
from typing import Any, Optional

from ..authoring.function_tasks import attribute_defaults
from ..authoring.tasks import Task


class SQLiteQuery(Task):
    """All rows that one statement gives. As in Prefect, nothing is committed."""

    def __init__(
        self,
        db: Optional[str] = None,
        query: Optional[str] = None,
        data: tuple[Any, ...] = (),
        **named: Any,
    ) -> None:
        self.db = db
        self.query = query
        self.data = data
        super().__init__(**named)

    @attribute_defaults("db", "query", "data")
    def run(
        self,
        db: Optional[str] = None,
        query: Optional[str] = None,
        data: tuple[Any, ...] = (),
    ) -> list[Any]:
        if db is None:
            raise ValueError("The db must be specified")
        if query is None:
            raise ValueError("The query string must be specified")
        if "?" in query and not data:
            raise ValueError(
                "The data inputs must be specified as a tuple if query contains "
                "parametrized values '?'"
            )
        with contextlib.closing(opened_database(db)) as connection:
            rows: list[Any] = connection.execute(query, data).fetchall()
        return rows


class SQLiteScript(Task):
    """Runs a script of statements, and commits what they do."""

    def __init__(
        self, db: Optional[str] = None, script: Optional[str] = None, **named: Any
    ) -> None:
        self.db = db
        self.script = script
        super().__init__(**named)

    @attribute_defaults("db", "script")
    def run(self, db: Optional[str] = None, script: Optional[str] = None) -> None:
        if db is None:
            raise ValueError("The db must be specified")
        if script is None:
            raise ValueError("The query script string must be specified")
        with contextlib.closing(opened_database(db)) as connection:
            connection.executescript(script)


def opened_database(path: str) -> Any:
    """A connection to a database file, which is made if there is none."""
    import sqlite3  # not every Python is built with it

    return sqlite3.connect(path)
