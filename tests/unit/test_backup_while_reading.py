"""Backups that are made while documents are taken in: whole, of one moment, and soon done."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import threading
from pathlib import Path

import apsw
import pytest

from octavo.backup import back_up, restore, writing
from octavo.data_folder import DATABASE
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from octavo.protocol.files import FileObject
from octavo.session.drops import JOURNAL_NAME, Drop, DropState, Journal
from support import stores


async def test_a_document_that_is_taken_in_while_a_backup_is_made_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the copies of the two databases it goes from the one into the other."""
    data, file = tmp_path / "data", tmp_path / "all.octavo-backup"
    store = await SqliteStore.open(data / DATABASE)
    journal = await Journal.open(data / JOURNAL_NAME)
    drops = journal.of("vs_1")
    await drops.keep([Drop("a", DropState.WAITING, "a.pdf", "/papers/a.pdf", 1)])
    copied = writing._copy_database
    loop = asyncio.get_running_loop()

    async def take_in() -> None:
        await store.apply(Insert(stores.file("file-1")))
        await drops.forget("a")

    def copy(source: Path, target: Path) -> None:
        copied(source, target)
        if len(list(target.parent.iterdir())) == 1:
            asyncio.run_coroutine_threadsafe(take_in(), loop).result()

    monkeypatch.setattr(writing, "_copy_database", copy)
    await asyncio.to_thread(back_up, data, file)
    await journal.aclose()
    await store.aclose()

    await asyncio.to_thread(restore, tmp_path / "new", file)
    store = await SqliteStore.open(tmp_path / "new" / DATABASE)
    journal = await Journal.open(tmp_path / "new" / JOURNAL_NAME)
    there = [one.id for one in (await store.select(FileObject, limit=10)).data]
    waiting = await journal.of("vs_1").all()
    await journal.aclose()
    await store.aclose()
    assert there or waiting


def test_a_database_that_is_written_to_all_the_time_is_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "busy.sqlite", tmp_path / "copy.sqlite"
    with contextlib.closing(apsw.Connection(str(source))) as made:
        made.pragma("journal_mode", "wal")
        made.execute("CREATE TABLE pages (number INTEGER, text BLOB)")
        with made:
            made.executemany(
                "INSERT INTO pages VALUES (?, zeroblob(4000))", ((n,) for n in range(6_000))
            )
    stop, began, late = threading.Event(), threading.Event(), threading.Event()

    def write() -> None:
        with contextlib.closing(apsw.Connection(str(source))) as busy:
            busy.set_busy_timeout(5000)
            busy.pragma("synchronous", "off")
            for number in itertools.count(6_000):
                busy.execute("INSERT INTO pages VALUES (?, zeroblob(10))", (number,))
                began.set()
                if stop.is_set():
                    return
                if number > 60_000:  # one that begins anew with each of these never ends
                    late.set()
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert began.wait(30)
        writing._copy_database(source, target)
    finally:
        stop.set()
        writer.join()
    assert not late.is_set()
    with contextlib.closing(apsw.Connection(str(target))) as copy:
        assert copy.pragma("integrity_check") == "ok"
        (count,) = copy.execute("SELECT count(*) FROM pages").fetchone() or (0,)
        assert int(str(count)) >= 6_000
