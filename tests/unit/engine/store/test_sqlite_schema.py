# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Opening the database: new, older, newer, foreign, damaged, read-only."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from octavo.engine.store import sqlite_progress
from octavo.engine.store.records import StoreVectors, Typed, UsedTokens
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.sqlite_schema import (
    APPLICATION_ID,
    backup_path,
    open_database,
    shipped_migrations,
)
from octavo.engine.store.store import Delete, Insert, Replace
from octavo.errors import (
    DataFolderError,
    DataFolderInUseError,
    SchemaTooNewError,
    StorageFullError,
)
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.files import FileObject
from support import stores

SHIPPED = shipped_migrations()
NEWEST = max(SHIPPED)
LATER = {**SHIPPED, NEWEST + 1: "ALTER TABLE assistants ADD COLUMN colour TEXT;"}


TO_SCHEMA_6 = """
DROP TABLE hosted_files;
DROP TABLE hosted_stores;
ALTER TABLE vector_stores DROP COLUMN hosted_by;
DROP TABLE written_summaries;
DROP TRIGGER tokens_are_used;
DROP TABLE used_tokens;
ALTER TABLE vector_stores DROP COLUMN embedder;
ALTER TABLE vector_stores DROP COLUMN vector_model;
ALTER TABLE embedding_models DROP COLUMN probe;
ALTER TABLE embedding_models DROP COLUMN baseline;
CREATE TABLE vector_blobs (
    entry INTEGER PRIMARY KEY REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL, chunk_ids BLOB NOT NULL, vectors BLOB NOT NULL
) STRICT;
INSERT INTO vector_blobs SELECT entry, model, last_chunk, chunk_ids, vectors FROM vector_sets;
DROP TABLE vector_sets;
PRAGMA user_version = 6;
"""
"""Takes back what schemas 7 to 10 brought."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "octavo.sqlite"


def _open_and_close(path: Path, migrations: dict[int, str] | None = None) -> None:
    writer, readers = open_database(path, 1, migrations)
    for connection in (*readers, writer):
        connection.close()


def _version(path: Path) -> int:
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        return int(connection.pragma("user_version"))


async def _filled(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.assistant()), Insert(stores.vector_store()))
    await stores.embed_file(store, await stores.add_file(store), stores.vectors(3))
    await store.aclose()


def test_a_new_file_is_durable_and_ours(path: Path) -> None:
    writer, readers = open_database(path, 2)
    assert writer.pragma("journal_mode") == "wal"
    assert writer.pragma("synchronous") == 2
    assert writer.pragma("foreign_keys") == 1
    assert writer.pragma("application_id") == APPLICATION_ID
    assert writer.pragma("user_version") == NEWEST
    for reader in readers:
        with pytest.raises(apsw.ReadOnlyError):
            reader.execute("DELETE FROM assistants")
    for connection in (*readers, writer):
        connection.close()
    assert list(path.parent.iterdir()) == [path]


def test_migrations_are_numbered_without_gaps() -> None:
    assert list(SHIPPED) == list(range(1, NEWEST + 1))


async def test_what_runs_of_older_data_used_is_added_up(path: Path) -> None:
    writer, readers = open_database(path, 1, {n: sql for n, sql in SHIPPED.items() if n < 8})
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    for number, model in enumerate(["ollama/tiny", "ollama/tiny", "octavo-extractive"]):
        body = json.dumps({"model": model, "usage": usage})
        with writer:
            writer.execute("INSERT OR IGNORE INTO threads VALUES (1, 'thread_1', 1, '{}')")
            writer.execute(
                "INSERT INTO runs (id, thread_id, created_at, assistant_id, status, body)"
                " VALUES (?, 'thread_1', 1764000000, 'asst_1', 'completed', ?)",
                (f"run_{number}", body),
            )
    for connection in (*readers, writer):
        connection.close()
    store = await SqliteStore.open(path)
    assert await store.used_tokens() == [UsedTokens("2025-11", "ollama/tiny", 2, 200, 20)]
    await store.aclose()


async def test_the_folder_is_made(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "new" / "folder" / "octavo.sqlite")
    await store.aclose()


async def test_an_older_schema_opens_with_a_copy_taken(path: Path) -> None:
    """Security 18: a copy is taken first, nothing is lost."""
    await _filled(path)
    _open_and_close(path, LATER)
    assert _version(path) == NEWEST + 1
    copy = backup_path(path, NEWEST)
    assert copy.name == f"octavo-v{NEWEST}.backup.sqlite"
    assert sorted(path.parent.iterdir()) == sorted([path, copy])
    assert _version(copy) == NEWEST
    # The copy is whole: this program works with it.
    store = await SqliteStore.open(copy)
    assert await store.get(AssistantObject, "asst_1") == stores.assistant()
    assert len(await store.search_words(["vs_1"], ["rent"], 9)) == 2
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), stores.MODEL, 9)) == 3
    await store.aclose()
    _open_and_close(path, LATER)


async def test_nothing_is_copied_without_a_migration(path: Path) -> None:
    await _filled(path)
    _open_and_close(path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE half (a); SELECT * FROM nowhere;",
        "CREATE TABLE half (a); DELETE FROM vector_stores;",
    ],
    ids=["fails", "leaves orphans"],
)
async def test_a_failed_migration_changes_nothing(path: Path, sql: str) -> None:
    await _filled(path)
    with pytest.raises((DataFolderError, apsw.SQLError)):
        _open_and_close(path, {**LATER, NEWEST + 2: sql})
    assert _version(path) == NEWEST
    store = await SqliteStore.open(path)
    assert len(await store.search_words(["vs_1"], ["rent"], 9)) == 2
    await store.aclose()


async def test_a_copy_that_was_cut_off_is_taken_again(path: Path) -> None:
    await _filled(path)
    partial = backup_path(path, NEWEST).with_suffix(".sqlite.partial")
    partial.write_bytes(b"half")
    _open_and_close(path, LATER)
    assert not partial.exists()
    assert _version(backup_path(path, NEWEST)) == NEWEST


DIE = """
import os, sys
from pathlib import Path
from octavo.engine.store import sqlite_schema

setattr(sqlite_schema, sys.argv[2], lambda *_: os._exit(9))
later = max(known := sqlite_schema.shipped_migrations()) + 1
sql = "ALTER TABLE assistants ADD COLUMN colour TEXT; DELETE FROM vector_stores;"
sqlite_schema.open_database(Path(sys.argv[1]), 1, {**known, later: sql})
"""


@pytest.mark.parametrize("moment", ["sync_file", "_check"])
async def test_a_migration_that_was_killed_did_not_happen(path: Path, moment: str) -> None:
    """Security 16: while the copy is made durable, and before the migration is committed."""
    await _filled(path)
    done = subprocess.run(  # noqa: ASYNC221 - it lasts as long as it lasts
        [sys.executable, "-c", DIE, str(path), moment],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 9
    assert _version(path) == NEWEST
    store = await SqliteStore.open(path)
    assert len(await store.search_words(["vs_1"], ["rent"], 9)) == 2
    await store.aclose()
    _open_and_close(path, LATER)
    assert _version(path) == NEWEST + 1
    assert _version(backup_path(path, NEWEST)) == NEWEST


async def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    """Security 18."""
    await _filled(path)
    _open_and_close(path, LATER)
    before = path.read_bytes()
    with pytest.raises(SchemaTooNewError, match="newer Octavo"):
        await SqliteStore.open(path)
    assert path.read_bytes() == before


async def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(DataFolderError, match="another program"):
        await SqliteStore.open(path)
    assert path.read_bytes() == before


async def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(DataFolderError, match="damaged"):
        await SqliteStore.open(path)
    assert path.read_bytes() == b"Dear diary, " * 1000


async def test_damage_is_told_and_not_hidden(path: Path) -> None:
    await _filled(path)
    content = bytearray(path.read_bytes())
    # All pages but the first, which has the header and the schema's root.
    content[4096:] = b"\xaa" * (len(content) - 4096)
    path.write_bytes(content)

    async def use() -> None:
        store = await SqliteStore.open(path)
        try:
            await store.get(AssistantObject, "asst_1")
        finally:
            await store.aclose()

    with pytest.raises(DataFolderError, match="damaged"):
        await use()


async def test_damage_found_after_a_migration_undoes_it(path: Path) -> None:
    await _filled(path)
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'files_in_time'"
        ).get
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(DataFolderError, match="damaged"):
        _open_and_close(path, LATER)
    assert _version(path) == NEWEST


async def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(DataFolderError, match="cannot be"):
        await SqliteStore.open(path)


async def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(DataFolderError, match="cannot be used"):
        await SqliteStore.open(tmp_path / "data" / "octavo.sqlite")


async def test_another_programs_lock_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.engine.store.sqlite_schema._BUSY_TIMEOUT", 10)
    store = await SqliteStore.open(path)
    with contextlib.closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFolderInUseError):
            await store.apply(Insert(stores.assistant()))
        other.execute("ROLLBACK")
        await store.apply(Insert(stores.assistant()))
    await store.aclose()


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder with a database that this process may read and not write."""
    if os.name == "nt":
        pytest.skip("Windows has other rights")
    folder = Path(tempfile.mkdtemp(prefix="octavo-read-only-"))
    _open_and_close(folder / "octavo.sqlite")
    user = os.geteuid()
    for part, mode in (((folder / "octavo.sqlite"), 0o444), (folder, 0o555)):
        part.chmod(mode)
    if user == 0:
        # Rights mean nothing to root: be somebody else meanwhile.
        os.seteuid(65534)
    yield folder
    if user == 0:
        os.seteuid(0)
    folder.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)


async def test_a_read_only_folder_is_told(read_only_folder: Path) -> None:
    """Security 16."""
    for name in ("octavo.sqlite", "new.sqlite"):
        with pytest.raises(DataFolderError, match=r"cannot be (written|opened)"):
            await SqliteStore.open(read_only_folder / name)
    with pytest.raises(StorageFullError):
        await SqliteStore.open(read_only_folder / "sub" / "octavo.sqlite")


async def test_what_expires_is_known_after_the_upgrade(path: Path) -> None:
    """Schema 2 puts into columns what schema 1 had in its objects."""
    _open_and_close(path, {1: SHIPPED[1]})
    file = stores.file().model_copy(update={"expires_at": 7})
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        connection.execute(
            "INSERT INTO files (id, created_at, purpose, status, body) VALUES (?, 1, '', '', ?)",
            (file.id, file.model_dump_json()),
        )
    store = await SqliteStore.open(path)
    assert [one.id for one in await store.expired_files(7, 9)] == [file.id]
    await store.aclose()


async def test_messages_of_an_older_schema_are_found(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.thread()), Insert(stores.message("msg_1", text="Oysters?")))
    await store.aclose()
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(
            "DROP TRIGGER message_words_insert; DROP TRIGGER message_words_update;"
            "DROP TRIGGER message_words_delete; DROP VIEW message_texts; DROP TABLE message_words;"
            f"DROP TABLE spellings; {TO_SCHEMA_6} PRAGMA user_version = 4;"
        )
    store = await SqliteStore.open(path)
    [found] = await store.find_messages(Typed((), "oyst"), 9)
    assert found.id == "msg_1"
    await store.aclose()


async def test_misspelt_words_are_found_in_what_an_older_schema_kept(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, texts=("The deposit of the tenants is 12345 in all.",))
    await store.aclose()
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(f"DROP TABLE spellings; {TO_SCHEMA_6} PRAGMA user_version = 5;")
    store = await SqliteStore.open(path)
    found = await store.respelled(["vs_1"], ["depsoit"])
    assert found.errors == {"depsoit": "deposit"}
    await store.aclose()


async def test_indexes_of_an_older_schema_are_made_anew_by_language(path: Path) -> None:
    """What was taken in before languages were told is found as if it were taken in today."""
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.vector_store()))
    text = "Die Kündigungen der Mieter sind in diesem Jahr nicht gestiegen."
    indexed = await stores.add_file(store, texts=(text, "Noch eine Seite mit dem Wort Häusern."))
    await store.aclose()
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(
            "DROP TRIGGER message_words_insert; DROP TRIGGER message_words_update;"
            "DROP TRIGGER message_words_delete; DROP VIEW message_texts; DROP TABLE message_words;"
            f"DROP TABLE spellings; {TO_SCHEMA_6}"
            "DROP INDEX vector_store_files_by_language;"
            "DROP TABLE words_1; CREATE VIRTUAL TABLE words_1 USING fts5(context, text, content='',"
            " contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');"
            "ALTER TABLE vector_store_files DROP COLUMN language; PRAGMA user_version = 3;"
        )
        older.execute(
            "INSERT INTO words_1 (rowid, text) VALUES (?, ?)", (indexed.chunk_ids[0], text)
        )
    store = await SqliteStore.open(path)
    assert _version(path) == NEWEST
    for word, number in (("Kündigung", 0), ("Haus", 1), ("haeuser", 1)):
        found = [hit.chunk_id for hit in await store.search_words(["vs_1"], [word], 9)]
        assert found == [indexed.chunk_ids[number]]
    (chunk,) = await store.chunks(indexed.chunk_ids[:1])
    assert chunk.language == "de"
    # The next pages and removals find the index in order.
    await stores.add_file(
        store, "file-2", texts=("Die Kündigungen sind nicht mit der Post gekommen.",)
    )
    assert len(await store.search_words(["vs_1"], ["kündigung"], 9)) == 2
    await store.apply(Delete(FileObject, "file-1"))
    assert len(await store.search_words(["vs_1"], ["kündigung"], 9)) == 1
    await store.aclose()


async def test_irregular_forms_are_found_in_what_an_older_schema_kept(path: Path) -> None:
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.vector_store()))
    indexed = await stores.add_file(store, texts=("The tenant gave notice.", "Nothing was paid."))
    await store.aclose()
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(
            "DELETE FROM words_1; DELETE FROM spellings;"
            "INSERT INTO words_1 (rowid, text) SELECT id, 'gave paid' FROM chunks;"
            "PRAGMA user_version = 10;"
        )
    store = await SqliteStore.open(path)
    assert _version(path) == NEWEST
    for word, number in (("given", 0), ("give", 0), ("pays", 1)):
        found = [hit.chunk_id for hit in await store.search_words(["vs_1"], [word], 9)]
        assert found == [indexed.chunk_ids[number]]
    await store.aclose()


async def test_an_upgrade_tells_how_far_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_progress, "_STEPS", 50)  # a small library has few
    told: list[float] = []
    store = await SqliteStore.open(path, tell=told.append)
    assert told == []  # a new file is no upgrade
    await store.apply(Insert(stores.vector_store()))
    for number in range(3):
        await stores.add_file(store, f"file-{number}", texts=("The deposit is 12345 in all.",))
    await store.aclose()
    await (await SqliteStore.open(path, tell=told.append)).aclose()
    assert told == []  # nor is one of today
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(
            "DROP TRIGGER message_words_insert; DROP TRIGGER message_words_update;"
            "DROP TRIGGER message_words_delete; DROP VIEW message_texts; DROP TABLE message_words;"
            f"DROP TABLE spellings; {TO_SCHEMA_6}"
            "DROP INDEX vector_store_files_by_language;"
            "ALTER TABLE vector_store_files DROP COLUMN language; PRAGMA user_version = 3;"
        )
    await (await SqliteStore.open(path, tell=told.append)).aclose()
    assert told == sorted(told)
    assert told[0] == 0
    assert 0 < told[-1] < 1
    between = {share for share in told if 0.5 < share < 0.9}
    assert len(between) == 2  # after the first file, and the second
    assert len(told) > len(set(told))  # also while nothing new is known


async def test_vectors_of_an_older_schema_are_searched_by_the_model_of_most_files(
    path: Path,
) -> None:
    other = dataclasses.replace(stores.MODEL, revision="0")
    store = await SqliteStore.open(path)
    await store.apply(Insert(stores.vector_store()))
    for number, model in enumerate((stores.MODEL, stores.MODEL, other)):
        indexed = await stores.add_file(store, f"file-{number}", created_at=number)
        await stores.embed_file(store, indexed, stores.vectors(3), model=model)
        done = indexed.entry.model_copy(update={"status": "completed"})
        await store.apply(Replace(done))
    await store.aclose()
    with contextlib.closing(apsw.Connection(str(path))) as older:
        older.execute(TO_SCHEMA_6)
    store = await SqliteStore.open(path)
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), stores.MODEL, 99)) == 6
    assert await store.search_vectors(["vs_1"], stores.vectors(1), other, 99) == []
    assert await store.embedders() == [StoreVectors("vs_1", "", stores.MODEL)]
    assert await store.lacking_vectors(stores.MODEL, ["vs_1"]) == {("vs_1", "file-2"): 3}
    made = await store.vector_set("vs_1", stores.MODEL)
    assert (made.passages, made.embedded, made.chunkers) == (9, 6, ("sentences-1 0/0",))
    await store.aclose()
