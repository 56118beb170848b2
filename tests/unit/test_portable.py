"""Portable mode: everything beside the program, and only where a marker says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from octavo import data_place, portable
from octavo.cli import run
from octavo.data_place import Place, Reason
from octavo.errors import InputError
from octavo.moving import move, use


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend to be the packaged program in a folder."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    monkeypatch.delenv("APPIMAGE", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "usual"))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "config"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(sys, "executable", str(folder / "octavo"))
    return folder


def _run(*words: str) -> int:
    def open_window(*_: object) -> int:
        raise AssertionError("no window is wanted")

    return run(words, open_window=open_window)


def test_without_the_marker_a_packaged_program_uses_the_usual_place(
    folder: Path, tmp_path: Path
) -> None:
    assert data_place.data_place() == Place(tmp_path / "usual", Reason.USUAL)
    assert list(folder.iterdir()) == []


def test_the_command_makes_it_portable_and_says_what_does_not_travel(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "usual").mkdir()
    (tmp_path / "usual" / "octavo.sqlite").touch()
    assert _run("data", "portable") == 0
    said = capsys.readouterr().out
    assert "keychain of each machine" in said
    assert f'octavo backup --data-dir "{tmp_path / "usual"}"' in said
    assert data_place.data_place() == Place(folder / "Octavo data", Reason.PORTABLE)
    assert _run("data") == 0
    assert "portable" in capsys.readouterr().out


def test_where_data_was_moved_to_before_does_not_count(folder: Path, tmp_path: Path) -> None:
    data_place.remember(tmp_path / "moved")
    assert data_place.data_place().folder == tmp_path / "moved"
    portable.make_portable()
    assert data_place.data_place().folder == folder / "Octavo data"


def test_a_named_folder_goes_before_the_one_beside_the_program(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portable.make_portable()
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "named"))
    assert data_place.data_place() == Place(tmp_path / "named", Reason.NAMED)


def test_an_appimage_looks_beside_its_file_and_not_where_it_is_mounted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "Octavo.AppImage"))
    assert portable.make_portable() == tmp_path / "Octavo data"
    assert not list(folder.iterdir())


def test_an_app_of_macos_looks_beside_itself_and_not_inside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    inside = folder / "Octavo.app" / "Contents" / "MacOS" / "octavo"
    monkeypatch.setattr(sys, "executable", str(inside))
    assert portable.make_portable() == folder / "Octavo data"


def test_its_data_moves_with_the_program_only_and_nothing_is_noted_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    data = portable.make_portable()
    (data / "octavo.sqlite").touch()
    (tmp_path / "octavo.sqlite").touch()
    with pytest.raises(InputError, match="is portable"):
        move(data, tmp_path / "new")
    with pytest.raises(InputError, match="is portable"):
        use(tmp_path)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "config").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["Octavo data", "octavo-portable.txt"]


def test_an_installed_program_cannot_be_portable(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One person's folder beside it would shut out all others, and outlive its removal."""
    monkeypatch.setattr(portable, "_INSTALLED", {"linux": (str(folder.parent),)})
    assert _run("data", "portable") == 2
    said = capsys.readouterr().err
    assert f"“{folder}” is installed" in said
    assert "a folder of your own" in said
    assert not list(folder.iterdir())
    monkeypatch.setattr(portable, "_INSTALLED", {"linux": (f"{folder}-of-others",)})
    assert _run("data", "portable") == 0


def test_the_places_of_installed_programs_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, place in (
        ("linux", "/opt/octavo"),
        ("linux", "/usr/lib/octavo"),
        ("darwin", "/Applications"),
    ):
        monkeypatch.setattr(sys, "platform", system)
        assert portable._is_installed(Path(place)), place
    assert not portable._is_installed(Path("/Users/ada/Octavo"))


def test_what_windows_installs_cannot_be_portable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("ProgramFiles", str(folder.parent))
    with pytest.raises(InputError, match="is installed"):
        portable.make_portable()
    monkeypatch.delenv("ProgramFiles")
    (folder / "uninstall.exe").touch()
    with pytest.raises(InputError, match="is installed"):
        portable.make_portable()
    (folder / "uninstall.exe").unlink()
    portable.make_portable()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="about what root would leave behind"
)
def test_root_makes_no_program_of_others_portable(folder: Path) -> None:
    os.chown(folder, 12345, 12345)
    with pytest.raises(InputError, match="not the administrator's alone"):
        portable.make_portable()
    assert not list(folder.iterdir())
    os.chown(folder, 0, 0)
    portable.make_portable()  # pytest's folder is closed to others


def test_a_place_that_cannot_be_written_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.rmdir()
    assert _run("data", "portable") == 3
    assert "cannot be written" in capsys.readouterr().err


def test_a_program_run_by_python_cannot_be_portable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(sys, "frozen", raising=False)
    assert _run("data", "portable") == 2
    assert "--data-dir" in capsys.readouterr().err


def test_where_it_would_lie_is_told_without_a_trace(folder: Path) -> None:
    assert portable.portable_place() == folder / "Octavo data"
    assert list(folder.iterdir()) == []
