"""Tasks for sqlite, with real databases."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.library.sqlite import SQLiteQuery, SQLiteScript

TABLE = "create table t (a int, b text); insert into t values (1, 'x'), (2, 'y');"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "test.db")
    assert SQLiteScript(db=path, script=TABLE).run() is None
    return path


def test_a_query_gives_all_rows(db: str) -> None:
    task = SQLiteQuery(db=db, query="select * from t order by a")
    assert task.run() == [(1, "x"), (2, "y")]
    by_value = "select b from t where a = ?"
    assert task.run(query=by_value, data=(2,)) == [("y",)]
    assert SQLiteQuery(db, by_value, (1,)).run() == [("x",)]
    named = {"query": "select b from t where a = :a", "data": {"a": 2}}
    assert task.run(**named) == [("y",)]


def test_a_query_commits_nothing_and_a_script_does(db: str) -> None:
    SQLiteQuery(db, "insert into t values (3, 'z')").run()
    assert SQLiteQuery(db, "select count(*) from t").run() == [(2,)]
    SQLiteScript(db).run(script="insert into t values (3, 'z')")
    assert SQLiteQuery(db, "select count(*) from t").run() == [(3,)]
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("select b from t where a = 3").fetchall() == [("z",)]


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (SQLiteQuery(query="select 1"), "The db must be specified"),
        (SQLiteQuery("x.db"), "The query string must be specified"),
        (SQLiteQuery("x.db", "select ?"), "The data inputs must be specified"),
        (SQLiteScript(script="x"), "The db must be specified"),
        (SQLiteScript("x.db"), "The query script string must be specified"),
    ],
)
def test_what_is_missing(task: Any, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        task.run()
    assert not Path("x.db").exists()


def test_errors_of_the_database_pass(db: str) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        SQLiteQuery(db, "select * from gone").run()
