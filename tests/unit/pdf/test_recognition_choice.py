"""Text recognition as a person set it: what is there, which languages are expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.errors import FileWriteError
from octavo.pdf import recognition
from octavo.pdf.recognition_choice import (
    FILE_NAME,
    Installed,
    choose_languages,
    chosen_languages,
    installed_recognition,
    recognition_in,
)
from support.recognising import stand_in


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a program that stands for Tesseract be the one that is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    made = stand_in(folder, ["word"])
    monkeypatch.setattr(recognition.shutil, "which", lambda _: str(made))
    return made


def test_the_reader_is_told_the_languages_that_are_chosen(program: Path, tmp_path: Path) -> None:
    found = recognition_in(tmp_path)
    assert found is not None
    assert (found.program, found.languages) == (str(program), ())
    choose_languages(tmp_path, ("deu", "eng"))
    found = recognition_in(tmp_path)
    assert found is not None
    assert found.languages == ("deu", "eng")
    choose_languages(tmp_path, ())
    assert chosen_languages(tmp_path) == ()


@pytest.mark.parametrize("kept", ["", "[]", '{"languages": "deu"}', '{"languages": [1]}'])
def test_a_damaged_choice_means_that_they_are_found_out(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE_NAME).write_text(kept, encoding="utf-8")
    assert chosen_languages(tmp_path) == ()


def test_a_choice_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match=r"recognition\.json” cannot be written"):
        choose_languages(tmp_path / "none", ("eng",))


def test_what_is_installed_tells_its_languages(program: Path) -> None:
    assert installed_recognition() == Installed(str(program), ("eng",))


def test_what_does_not_start_is_told_as_such(program: Path) -> None:
    program.write_text("#!/none\n", encoding="utf-8")
    found = installed_recognition()
    assert found is not None
    assert found.languages == ()
    assert "cannot be started" in found.fault


def test_nothing_installed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition.shutil, "which", lambda _: None)
    monkeypatch.setattr(recognition, "find_spec", lambda _: None)
    monkeypatch.setattr(recognition.sys, "platform", "linux")
    assert installed_recognition() is None
