"""How a missing part is added: what is said fits how Octavo runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from octavo import extras, resources
from octavo.extras import add_command, how_to_add, how_to_mend

ROOT = Path(__file__).parents[2]


def test_from_its_source_it_is_installed_there_once_more() -> None:
    assert add_command("local") == f"{sys.executable} -m pip install -e '{ROOT}[local]'"


def test_an_installed_one_gets_the_part_from_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert add_command("ocr") == f"{sys.executable} -m pip install 'octavo[ocr]'"
    assert str(how_to_add("ocr")) == f"Install it: {add_command('ocr')}"
    assert str(how_to_mend("rapidocr")).endswith("pip install --force-reinstall rapidocr")


def test_a_frozen_one_takes_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert add_command("local") is None
    for said in (how_to_add("local"), how_to_mend("rapidocr")):
        assert str(said) == "This copy of Octavo is not whole: install Octavo again."


def test_on_windows_it_is_the_python_that_writes_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extras.sys, "platform", "win32")
    monkeypatch.setattr(extras.sys, "executable", "/my programs/pythonw")
    assert extras.pip_command("install", "octavo[ocr]") == (
        '"/my programs/python" -m pip install octavo[ocr]'
    )
