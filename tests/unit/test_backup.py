# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Backups (security 12, 16): whole and checked, or the present data is untouched."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import stat
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import apsw
import pytest

from octavo.backup import back_up, check, finish_restore, restore, restoring
from octavo.cli import run
from octavo.engine.lock import DataFolder
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from octavo.errors import (
    AppError,
    DataFolderInUseError,
    FileWriteError,
    InputError,
    SchemaTooNewError,
)
from octavo.protocol.assistants import AssistantObject
from octavo.providers import settings as hosts
from support import stores

DATABASE = "octavo.sqlite"
CONTENT = b"%PDF-1.7 a document"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


async def _pieces() -> AsyncIterator[bytes]:
    yield CONTENT


AGREED = ("allowed", "allowed_text", "allowed_files", "allowed_summaries")


async def make_data(folder: Path, name: str) -> Path:
    """Make a data folder with an assistant, a document, and a host that was agreed to."""
    store = await SqliteStore.open(folder / DATABASE)
    await store.apply(Insert(stores.assistant(name=name)))
    await store.aclose()
    await FolderBlobs(folder / "files").put(_pieces(), limit=1000)
    host = hosts.Provider(name="mine", base_url="http://127.0.0.1:11434/v1")
    hosts.write(
        folder / hosts.FILE_NAME, (host.model_copy(update=dict.fromkeys(AGREED, host.origin)),)
    )
    return folder


async def name_in(folder: Path) -> str:
    store = await SqliteStore.open(folder / DATABASE)
    try:
        kept = await store.get(AssistantObject, "asst_1")
    finally:
        await store.aclose()
    assert kept is not None
    return str(kept.name)


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    return await make_data(tmp_path / "data", "Kept")


@pytest.fixture
def backup(data: Path, tmp_path: Path) -> Path:
    path = tmp_path / "all.octavo-backup"
    back_up(data, path)
    return path


def repacked(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup with other contents, and with a list that fits them unless it is changed."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def relisted(parts: dict[str, bytes]) -> None:
    """Let the list of a backup fit its parts."""
    listing = json.loads(parts["backup.json"])
    listing["parts"] = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in parts.items()
        if name != "backup.json"
    ]
    parts["backup.json"] = json.dumps(listing).encode()


async def test_a_backup_brings_everything_back_elsewhere(backup: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    done = restore(tmp_path / "new", backup, lambda *so_far: told.append(so_far))
    assert (done.backup.documents, done.aside) == (1, None)
    assert told[-1][0] == told[-1][1] == done.backup.bytes
    assert await name_in(tmp_path / "new") == "Kept"
    blob = FolderBlobs(tmp_path / "new" / "files").path(DIGEST)
    assert blob.read_bytes() == CONTENT
    assert not list((tmp_path / "new").glob("restoring*"))


async def test_the_data_of_before_is_moved_aside_and_whole(backup: Path, tmp_path: Path) -> None:
    other = await make_data(tmp_path / "other", "Before")
    done = restore(other, backup)
    assert await name_in(other) == "Kept"
    assert done.aside is not None
    assert str(done.aside) in done.words
    assert await name_in(done.aside) == "Before"
    assert FolderBlobs(done.aside / "files").path(DIGEST).read_bytes() == CONTENT


async def test_nobody_has_agreed_to_the_hosts_of_a_backup(backup: Path, tmp_path: Path) -> None:
    restore(tmp_path / "new", backup)
    (host,) = hosts.read(tmp_path / "new" / hosts.FILE_NAME)
    assert host.name == "mine"
    assert not host.is_allowed
    assert not host.keeps_files
    assert not host.allowed_summaries


async def test_a_backup_can_be_made_while_the_data_is_in_use(data: Path, tmp_path: Path) -> None:
    store = await SqliteStore.open(data / DATABASE)
    folder = DataFolder(data)
    try:
        made = back_up(data, tmp_path / "now")
    finally:
        folder.release()
        await store.aclose()
    assert check(tmp_path / "now") == made
    assert not list(data.glob("backup-*"))


def _extra(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = b"x"
        relisted(parts)

    return change


def _flipped(parts: dict[str, bytes]) -> None:
    name = f"files/{DIGEST[:2]}/{DIGEST[2:]}"
    parts[name] = parts[name][:-1] + b"X"


def _without(parts: dict[str, bytes]) -> None:
    del parts[f"files/{DIGEST[:2]}/{DIGEST[2:]}"]


def _another_database(parts: dict[str, bytes]) -> None:
    parts[DATABASE] = b"SQLite format 3\0" + bytes(84)
    relisted(parts)


def _hosts_that_are_none(parts: dict[str, bytes]) -> None:
    parts[hosts.FILE_NAME] = b"[]"
    relisted(parts)


@pytest.mark.parametrize(
    "change",
    [
        _extra("../outside"),
        _extra("/outside"),
        _extra("files/../../outside"),
        _extra("C:\\outside"),
        _extra("window.ini"),
        _flipped,
        _without,
        _another_database,
        _hosts_that_are_none,
        lambda parts: parts.update({"backup.json": b"{}"}),
        lambda parts: parts.pop("backup.json"),
    ],
)
async def test_a_backup_that_is_not_as_it_should_be_changes_nothing(
    change: Callable[[dict[str, bytes]], None], backup: Path, data: Path, tmp_path: Path
) -> None:
    bad = repacked(backup, tmp_path / "bad", change)
    with pytest.raises(AppError):
        restore(data, bad)
    assert await name_in(data) == "Kept"
    assert FolderBlobs(data / "files").path(DIGEST).read_bytes() == CONTENT
    assert not list(data.glob("restoring*"))
    assert not list(data.glob("before-restore-*"))
    assert not (tmp_path / "outside").exists()


def test_a_symbolic_link_in_a_backup_is_not_followed(
    backup: Path, data: Path, tmp_path: Path
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["files/aa/" + 62 * "b"] = b"/etc/passwd"
        relisted(parts)

    plain = repacked(backup, tmp_path / "plain", change)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(tmp_path / "linked", "w") as linked:
        for entry in source.infolist():
            made = zipfile.ZipInfo(entry.filename)
            if entry.filename.startswith("files/aa/"):
                made.external_attr = (stat.S_IFLNK | 0o777) << 16
            linked.writestr(made, source.read(entry))
    restore(data, tmp_path / "linked")
    unpacked = data / "files" / "aa" / (62 * "b")
    assert not unpacked.is_symlink()
    assert unpacked.read_bytes() == b"/etc/passwd"


def test_a_part_that_unpacks_to_more_than_its_list_says_is_cut_off(
    backup: Path, data: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = f"files/{DIGEST[:2]}/{DIGEST[2:]}"
    parts[bomb] = bytes(50_000_000)
    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match="damaged"):
        restore(data, tmp_path / "bomb")


def test_a_backup_of_a_newer_version_is_refused(backup: Path, data: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        file = tmp_path / "newer.sqlite"
        file.write_bytes(parts[DATABASE])
        with contextlib.closing(apsw.Connection(str(file))) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA user_version = 9999")
        parts[DATABASE] = file.read_bytes()
        relisted(parts)

    newer = repacked(backup, tmp_path / "newer", change)
    with pytest.raises(SchemaTooNewError):
        restore(data, newer)


def test_what_is_no_backup_is_said_to_be_none(data: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no backup", encoding="utf-8")
    for path in (tmp_path / "note.txt", tmp_path, tmp_path / "absent"):
        with pytest.raises(InputError):
            restore(data, path)


def test_nothing_is_restored_while_another_octavo_works_there(backup: Path, data: Path) -> None:
    folder = DataFolder(data)
    try:
        with pytest.raises(DataFolderInUseError):
            restore(data, backup)
    finally:
        folder.release()


@pytest.mark.parametrize("moves", range(8))
async def test_a_restore_that_was_cut_off_is_finished_at_the_next_start(
    moves: int, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await make_data(tmp_path / "other", "Before")
    (other / hosts.FILE_NAME).unlink()  # what was not there before must not be taken for it
    original, left = Path.replace, moves

    def cut_off(source: Path, target: Path) -> Path:
        nonlocal left
        if (other / "restoring.ready").exists():
            if left == 0:
                raise OSError("cut off")
            left -= 1
        return original(source, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with contextlib.suppress(AppError):
        restore(other, backup)
    monkeypatch.setattr(Path, "replace", original)
    finish_restore(other)
    assert await name_in(other) == "Kept"
    (aside,) = other.glob(f"{restoring.ASIDE}*")
    assert await name_in(aside) == "Before"
    assert not (aside / hosts.FILE_NAME).exists()
    assert (other / hosts.FILE_NAME).exists()
    assert not list(other.glob("restoring*"))


def test_the_command_line_keeps_and_brings_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def octavo(*words: str) -> int:
        return run([*words], open_window=lambda *_: 9)

    file = str(tmp_path / "all")
    assert octavo("backup", file, "--data-dir", str(data)) == 0
    assert "1 document" in capsys.readouterr().out
    assert octavo("restore", file, "--data-dir", str(tmp_path / "new")) == 0
    assert "Octavo works with the backup of" in capsys.readouterr().out
    assert octavo("backup", file, "--data-dir", str(tmp_path / "absent")) == 2
    assert octavo("restore", str(tmp_path / "absent"), "--data-dir", str(data)) == 2
    assert "There is no file" in capsys.readouterr().err


async def test_a_read_only_disk_is_named_as_what_hinders_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = await make_data(tmp_path / "data", "Octavo")
    target = tmp_path / "disk" / "all.octavo-backup"
    target.parent.mkdir()
    unlink = os.unlink
    opened = Path.open

    def refuse(path: object) -> None:
        if Path(str(path)).parent == target.parent:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    def open_checked(path: Path, *rest: object, **named: object) -> object:
        refuse(path)
        return opened(path, *rest, **named)  # type: ignore[arg-type, call-overload]

    def unlink_checked(path: Path, **named: object) -> None:
        refuse(path)  # as Linux does, also where there is no such file
        unlink(path, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", open_checked)
    monkeypatch.setattr(os, "unlink", unlink_checked)
    with pytest.raises(FileWriteError, match="Read-only file system"):
        back_up(data, target)
    assert not list(data.glob("backup-*"))
