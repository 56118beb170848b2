# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Going back to the data of before an upgrade (security 18): whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path

import apsw
import pytest

from octavo import going_back
from octavo.cli import run
from octavo.engine.lock import DataFolder
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.sqlite_schema import backup_path, open_database, shipped_migrations
from octavo.engine.store.store import Insert
from octavo.errors import (
    DataFolderError,
    DataFolderInUseError,
    InputError,
    SchemaTooNewError,
    StorageFullError,
)
from octavo.going_back import go_back
from octavo.protocol.assistants import AssistantObject
from octavo.session.drops import Journal
from support import stores

SHIPPED = shipped_migrations()
NEWEST = max(SHIPPED)
LATER = {**SHIPPED, NEWEST + 1: "ALTER TABLE assistants ADD COLUMN colour TEXT;"}
DATABASE = "octavo.sqlite"


def version(path: Path) -> int:
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        return int(str(connection.pragma("user_version")))


def upgrade(data: Path) -> None:
    """Let a newer version work in a data folder."""
    writer, readers = open_database(data / DATABASE, 1, LATER)
    writer.execute("UPDATE assistants SET colour = 'green'")
    for connection in (*readers, writer):
        connection.close()


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """A data folder with one assistant, used by this version, then by a newer one."""
    data = tmp_path / "data"
    store = await SqliteStore.open(data / DATABASE)
    await store.apply(Insert(stores.assistant(name="Before")))
    await store.aclose()
    upgrade(data)

    async def pieces():
        yield b"%PDF a document of the newer version"

    await FolderBlobs(data / "files").put(pieces(), limit=100)
    journal = await Journal.open(data / "drops.sqlite")
    await journal.aclose()
    return data


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "octavo.lock"
    }


async def test_the_copy_of_before_the_upgrade_is_used_again(data: Path) -> None:
    with pytest.raises(SchemaTooNewError) as refused:
        await SqliteStore.open(data / DATABASE)
    assert refused.value.has_copy
    assert re.search(r"go back to the copy of \d+ \w+ 20\d\d, ", refused.value.hint)

    went = go_back(data)

    assert version(data / DATABASE) == NEWEST == went.copy.version
    store = await SqliteStore.open(data / DATABASE)
    kept = await store.get(AssistantObject, "asst_1")
    await store.aclose()
    assert kept is not None
    assert kept.name == "Before"
    assert not (data / "drops.sqlite").exists()
    assert backup_path(data / DATABASE, NEWEST).is_file()  # so that one can go back once more


async def test_what_the_newer_version_kept_is_a_data_folder_of_its_own(data: Path) -> None:
    before = everything(data)
    aside = go_back(data).aside
    assert aside.parent == data
    kept = everything(aside)
    assert version(aside / DATABASE) == NEWEST + 1
    assert kept[DATABASE] == before[DATABASE]
    assert kept["drops.sqlite"] == before["drops.sqlite"]
    (document,) = (name for name in kept if name.startswith("files/"))
    (data / document).unlink()  # as this version does with documents that it does not know
    assert (aside / document).read_bytes() == before[document]
    if os.name == "posix":
        assert aside.stat().st_mode & 0o077 == 0


async def test_one_can_go_back_twice_on_a_day(data: Path) -> None:
    first = go_back(data).aside
    upgrade(data)
    second = go_back(data).aside
    assert first != second
    assert version(first / DATABASE) == version(second / DATABASE) == NEWEST + 1


async def test_a_disk_without_links_gets_copies(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    aside = go_back(data).aside
    assert {name for name in everything(aside) if name.startswith("files/")}


async def test_data_that_is_not_newer_stays_as_it_is(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / DATABASE)
    await store.aclose()
    before = everything(tmp_path)
    with pytest.raises(InputError, match="can work with the data"):
        go_back(tmp_path)
    assert everything(tmp_path) == before


async def test_without_a_copy_nothing_changes_and_nothing_is_promised(data: Path) -> None:
    backup_path(data / DATABASE, NEWEST).unlink()
    before = everything(data)
    with pytest.raises(SchemaTooNewError) as refused:
        await SqliteStore.open(data / DATABASE)
    assert not refused.value.has_copy
    assert "copy" not in refused.value.hint
    with pytest.raises(InputError, match="no copy"):
        go_back(data)
    assert everything(data) == before


def test_a_folder_without_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data of Octavo"):
        go_back(tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


async def test_a_copy_of_a_version_that_this_one_cannot_read_is_none(data: Path) -> None:
    backup_path(data / DATABASE, NEWEST).rename(backup_path(data / DATABASE, NEWEST + 1))
    with pytest.raises(InputError, match="no copy"):
        go_back(data)


async def test_a_damaged_copy_is_refused_and_nothing_changes(data: Path) -> None:
    backup_path(data / DATABASE, NEWEST).write_bytes(b"Dear diary, " * 1000)
    before = everything(data)
    with pytest.raises(DataFolderError, match="damaged"):
        go_back(data)
    assert everything(data) == before


async def test_while_another_octavo_works_there_nothing_changes(data: Path) -> None:
    before = everything(data)
    other = DataFolder(data)
    try:
        with pytest.raises(DataFolderInUseError):
            go_back(data)
    finally:
        other.release()
    assert everything(data) == before


@pytest.mark.parametrize("step", ["_lay_aside", "_link", "_replace"])
async def test_a_full_disk_leaves_the_newer_data_in_use(
    data: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (data / DATABASE).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(going_back, step, full)
        with pytest.raises(StorageFullError):
            go_back(data)
    assert (data / DATABASE).read_bytes() == before
    assert go_back(data).copy.version == NEWEST  # with space, it works


async def test_the_command_line_says_how_and_does_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = data.parent / "any.pdf"
    pdf.write_bytes(b"%PDF")
    words = ["--data-dir", str(data)]

    def no_window(*_: object) -> int:
        raise AssertionError

    def octavo(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments, open_window=no_window)
        told = capsys.readouterr()
        return code, told.out, told.err

    code, out, err = octavo("restore", *words)
    assert code == 0, err
    assert re.search(r"copy of \d+ \w+ 20\d\d\.", out)
    assert str(next(data.glob("newer-*"))) in out
    code, out, err = octavo("restore", *words)
    assert (code, out) == (2, "")
    assert "nothing to go back from" in err
