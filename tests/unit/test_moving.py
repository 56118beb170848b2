"""Moving the data folder (security 16): whole in the one place or in the other, at any moment."""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import os
import stat
import threading
from pathlib import Path

import platformdirs
import pytest

from octavo import data_place
from octavo.cli import run, window
from octavo.data_place import DataFolderMissingError, Reason
from octavo.engine.lock import DataFolder
from octavo.errors import (
    AppError,
    DataFolderError,
    DataFolderInUseError,
    FileWriteError,
    InputError,
)
from octavo.moving import MoveStoppedError, copying, finish_move, giving_up, move, moving, use

CONTENT = b"%PDF-1.7 a document" * 1000
BLOB = "files/ab/cdef"


class Killed(BaseException):
    """Stands for the end of the process: nothing is cleared after it."""


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test a system of its own: folders for data and for settings."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    usual, config = str(tmp_path / "usual"), str(tmp_path / "config")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: usual)
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: config)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Make data in the usual place."""
    folder = tmp_path / "usual"
    for name, content in {
        "octavo.sqlite": b"a database",
        "octavo.sqlite-wal": b"its log",
        "octavo.sqlite-shm": b"made anew",
        BLOB: CONTENT,
        "models/small.gguf": b"a model",
        "cache/page": b"made anew",
        "logs/octavo.log": b"what happened",
        "octavo.lock": b"",
        "octavo.window.lock": b"123",
        "handover/request.json": b"{}",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.link(folder / BLOB, folder / "files/ab/again")
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parts[-1] not in {"octavo.lock", "octavo.window.lock"}
    }


def test_everything_is_in_the_new_folder_and_the_next_start_finds_it(
    data: Path, tmp_path: Path
) -> None:
    before = files_in(data)
    told: list[tuple[int, int]] = []
    target = tmp_path / "elsewhere" / "Octavo"
    moved = move(data, target, lambda *so_far: told.append(so_far))
    made_anew = {"octavo.sqlite-shm", "cache/page", "handover/request.json"}
    assert files_in(target) == {n: c for n, c in before.items() if n not in made_anew}
    assert not data.exists()
    assert data_place.data_place() == data_place.Place(target, Reason.REMEMBERED)
    assert told[-1] == (2 * moved.bytes, 2 * moved.bytes)
    assert moved.emptied
    assert str(target) in moved.words
    assert "--data-dir" not in moved.words
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o700
        assert (target / BLOB).stat().st_ino == (target / "files/ab/again").stat().st_ino


def test_back_in_the_usual_place_there_is_no_note_any_more(data: Path, tmp_path: Path) -> None:
    move(data, tmp_path / "new")
    move(tmp_path / "new", data)
    assert data_place.data_place() == data_place.Place(data, Reason.USUAL)
    assert not data_place.pointer_file().exists()
    assert (data / BLOB).read_bytes() == CONTENT


def test_where_settings_lie_in_the_data_folder_the_note_stays_there(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS."""
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(data))
    assert move(data, tmp_path / "new").emptied
    assert [path.name for path in data.iterdir()] == ["data-folder.json"]
    move(tmp_path / "new", data)
    assert (data / BLOB).read_bytes() == CONTENT
    assert data_place.data_place().reason is Reason.USUAL


def test_a_folder_that_was_named_must_be_named_again(data: Path, tmp_path: Path) -> None:
    named = data.rename(tmp_path / "named")
    moved = move(named, tmp_path / "new")
    assert "--data-dir" in moved.words
    assert data_place.data_place().reason is Reason.USUAL
    assert (tmp_path / "new" / BLOB).is_file()


def test_what_belongs_to_others_is_left_where_it_is(data: Path, tmp_path: Path) -> None:
    (data / "thesis.odt").write_text("mine", encoding="utf-8")
    (data / "letters").mkdir()
    moved = move(data, tmp_path / "new")
    assert not moved.emptied
    assert "not empty" in moved.words
    left = {path.name for path in data.iterdir() if "lock" not in path.name}
    assert left == {"letters", "thesis.odt"}
    assert not (tmp_path / "new" / "thesis.odt").exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("usual", "already"),
        ("usual/inside", "inside"),
        (".", "inside"),
        ("full", "not empty"),
        ("file", "is a file"),
        ("file/below", "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_used_is_refused_in_words(
    data: Path, tmp_path: Path, place: str, words: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "others").touch()
    (tmp_path / "file").touch()
    before = files_in(tmp_path)
    with pytest.raises(AppError, match=words) as refused:
        move(data, (tmp_path / place).resolve())
    assert refused.value.title == "The data was not moved"
    assert files_in(tmp_path) == before
    assert not (data / "inside").exists()


def test_there_must_be_data(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data of Octavo"):
        move(tmp_path / "usual", tmp_path / "new")


def test_nobody_may_work_in_the_folder(data: Path, tmp_path: Path) -> None:
    folder = DataFolder(data)
    try:
        with pytest.raises(DataFolderInUseError):
            move(data, tmp_path / "new")
    finally:
        folder.release()
    assert not (tmp_path / "new").exists()


def test_a_link_to_something_elsewhere_is_refused(data: Path, tmp_path: Path) -> None:
    (data / "models" / "big.gguf").symlink_to(tmp_path)
    with pytest.raises(InputError, match=r"big\.gguf” is a link"):
        move(data, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_too_little_space_is_said_before_anything_is_copied(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 10

    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(InputError, match="needs 1 MB of space; there are 0"):
        move(data, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("at", [1, 2, 5, 10])
def test_a_disk_that_fills_up_leaves_the_old_folder_whole(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Counts what is written through to the disk: notes, files and folders."""
    before = files_in(data)
    (tmp_path / "new").mkdir()

    written = itertools.count(1)

    def full(_: int) -> None:
        if next(written) == at:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copying.os, "fsync", full)
    with pytest.raises(FileWriteError, match="no space left") as error:
        move(data, tmp_path / "new")
    assert "Free some space" in error.value.hint
    assert files_in(data) == before
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_said(data: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(FileWriteError, match="cannot be written"):
        move(data, tmp_path / "closed" / "new")


def test_a_disk_that_does_not_keep_what_is_written_is_noticed(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(data)
    kept = os.utime

    def spoil(path: Path, ns: tuple[int, int]) -> None:
        if path.name in {"cdef", "again"}:
            content = bytearray(path.read_bytes())
            content[-1] ^= 1
            path.write_bytes(content)
        kept(path, ns=ns)

    monkeypatch.setattr(copying.os, "utime", spoil)
    with pytest.raises(FileWriteError, match="not as it was written"):
        move(data, tmp_path / "new")
    assert files_in(data) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_stopped_while_copying_or_comparing_everything_stays(
    data: Path, tmp_path: Path, share: float
) -> None:
    before, stop = files_in(data), threading.Event()

    def progress(done: int, total: int) -> None:
        if done >= share * total:
            stop.set()

    with pytest.raises(MoveStoppedError):
        move(data, tmp_path / "a" / "new", progress, stop)
    assert files_in(data) == before
    assert not (tmp_path / "a").exists()
    assert data_place.data_place().folder == data


def cut_off(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Have the process end at a moment, as if it was killed."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(moving, "_taken_back", contextlib.nullcontext)
    match moment:
        case "copying":
            monkeypatch.setattr(copying.Copying, "_digest", die)
        case "remembering":
            monkeypatch.setattr(moving.data_place, "remember", die)
        case "renaming":
            monkeypatch.setattr(Path, "replace", _dying_replace(Path.replace))
        case "emptying":
            monkeypatch.setattr(giving_up, "_remove", die)
        case "cleaning":
            monkeypatch.setattr(giving_up.shutil, "rmtree", die)
        case "unlinking":
            monkeypatch.setattr(moving, "give_up", die)


def _dying_replace(replace):  # type: ignore[no-untyped-def]
    def dying(self: Path, target: Path) -> Path:
        if target.name == "octavo.moved":
            raise Killed
        return replace(self, target)

    return dying


BEFORE = ("copying", "remembering")
AFTER = ("renaming", "emptying", "cleaning", "unlinking")


@pytest.mark.parametrize("moment", BEFORE)
def test_killed_before_all_is_compared_the_old_folder_is_in_use(
    data: Path, tmp_path: Path, moment: str
) -> None:
    before, target = files_in(data), tmp_path / "new"
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, moment)
        with pytest.raises(Killed):
            move(data, target)
    assert data_place.data_place().folder == data
    finish_move(data)
    assert files_in(data) == before
    with pytest.raises(DataFolderError, match="was not finished") as refused:
        finish_move(target)
    assert str(data) in refused.value.message
    assert files_in(data) == before

    (target / "octavo.moving.partial").touch()  # a note that was cut off, too
    move(data, target)  # the same again goes through
    assert (target / BLOB).read_bytes() == CONTENT
    assert not data.exists()


@pytest.mark.parametrize("moment", AFTER)
def test_killed_after_that_the_next_start_does_the_rest(
    data: Path, tmp_path: Path, moment: str
) -> None:
    target = tmp_path / "new"
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, moment)
        with pytest.raises(Killed):
            move(data, target)
    assert data_place.data_place().folder == target
    finish_move(target)
    assert not data.exists()
    assert (target / BLOB).read_bytes() == CONTENT
    assert not list(target.glob("octavo.mov*"))


@pytest.mark.parametrize("changed", ["octavo.sqlite", "files/ab/new", "octavo.sqlite-wal"])
def test_an_old_folder_that_was_used_again_is_not_emptied(
    data: Path, tmp_path: Path, changed: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, "emptying")
        with pytest.raises(Killed):
            move(data, tmp_path / "new")
    (data / changed).write_bytes(b"something newer")
    before = files_in(data)
    finish_move(tmp_path / "new")
    assert files_in(data) == before


def test_a_moved_folder_that_is_not_there_is_not_taken_for_a_first_start(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when the disk is not connected."""
    target = tmp_path / "new"
    move(data, target)
    target.rename(tmp_path / "away")
    with pytest.raises(DataFolderMissingError):
        finish_move(target)
    assert _run("backup", "x") == 2
    assert "not there now" in capsys.readouterr().err
    assert not target.exists()

    assert _run("data", "use", str(tmp_path / "away")) == 0
    assert data_place.data_place().folder == tmp_path / "away"
    assert _run("data") == 0
    assert "the data was moved there" in capsys.readouterr().out


def test_a_window_on_a_folder_that_is_not_there_opens_and_makes_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window says what is missing: a file manager would show nothing of an error."""
    move(data, tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / "away")
    monkeypatch.setattr(window, "_is_read", lambda: False)
    opened: list[Path] = []

    def open_window(_: object, data_dir: Path) -> int:
        opened.append(data_dir)
        return 0

    assert run([], open_window=open_window) == 0
    assert opened == [tmp_path / "new"]
    assert not (tmp_path / "new").exists()

    monkeypatch.setattr(window, "_is_read", lambda: True)
    assert run([], open_window=open_window) == 2
    assert len(opened) == 1


@pytest.mark.parametrize("note", ["", "{}", '{"folder": "here"}', '{"folder": 1}', "[]"])
def test_a_note_that_cannot_be_read_is_said_and_can_be_written_anew(
    data: Path, note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data_place.pointer_file()
    path.parent.mkdir()
    path.write_text(note, encoding="utf-8")
    assert _run("data") == 2
    assert str(path) in capsys.readouterr().err
    assert _run("data", "use", str(data)) == 0
    assert data_place.data_place().folder == data


def test_only_a_folder_with_data_can_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data of Octavo"):
        use(tmp_path)
    assert not data_place.pointer_file().exists()


def test_a_folder_that_was_not_filled_cannot_be_used(data: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, "copying")
        with pytest.raises(Killed):
            move(data, tmp_path / "new")
    with pytest.raises(DataFolderError, match="was not finished"):
        use(tmp_path / "new")
    assert not data_place.pointer_file().exists()


def test_the_command_moves_and_says_so(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("data") == 0
    assert capsys.readouterr().out == f"{data}\n  the usual place\n"
    assert _run("data", "move", str(tmp_path / "new")) == 0
    assert "6 files" in capsys.readouterr().out
    note = json.loads(data_place.pointer_file().read_text(encoding="utf-8"))
    assert note == {"folder": str(tmp_path / "new")}
    assert _run("data", "move", str(tmp_path / "new")) == 2
    assert "already" in capsys.readouterr().err
    assert _run("data", "move") == 2
    assert _run("data", "throw") == 2


def test_the_variable_goes_before_the_note_and_that_is_said(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(data))
    assert "OCTAVO_DATA_DIR" in move(data, tmp_path / "new").words
    assert data_place.lasting_place().folder == tmp_path / "new"


def _run(*words: str) -> int:
    def open_window(*_: object) -> int:
        raise AssertionError("no window is wanted")

    return run(words, open_window=open_window)
