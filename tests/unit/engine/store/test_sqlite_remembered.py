"""What a connection remembers of the database, and when it forgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from octavo.engine.store import sqlite_remembered
from octavo.engine.store.sqlite_remembered import remember, remembered


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[apsw.Connection]:
    made = apsw.Connection(str(tmp_path / "db"))
    made.execute("CREATE TABLE t (x)")
    remember(made)
    yield made
    made.close()


def counter(connection: apsw.Connection, asked: list[int]) -> Callable[[], int]:
    def ask() -> int:
        found: int = connection.execute("SELECT count(*) FROM t").get
        asked.append(found)
        return found

    return ask


def test_an_answer_holds_until_the_database_changes(
    connection: apsw.Connection, tmp_path: Path
) -> None:
    asked: list[int] = []
    ask = counter(connection, asked)
    assert [remembered(connection).of("rows", ask) for _ in range(3)] == [0, 0, 0]
    assert asked == [0]
    connection.execute("INSERT INTO t VALUES (1)")
    assert [remembered(connection).of("rows", ask) for _ in range(2)] == [1, 1]
    other = apsw.Connection(str(tmp_path / "db"))
    other.execute("INSERT INTO t VALUES (2)")
    other.close()
    assert [remembered(connection).of("rows", ask) for _ in range(2)] == [2, 2]
    assert asked == [0, 1, 2]


def test_answers_are_told_apart_and_do_not_grow_without_end(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_remembered, "_MOST", 3)
    asked: list[int] = []
    ask = counter(connection, asked)
    for number in range(4):
        remembered(connection).of(number, ask)
    assert len(asked) == 4
    remembered(connection).of(3, ask)  # among four, so all were forgotten
    assert len(asked) == 5
