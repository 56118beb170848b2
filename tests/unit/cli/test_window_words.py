"""What is said of words that name no file, where the window was to be opened with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from octavo.cli.arguments import Arguments
from octavo.cli.window import window


def _opened(_files: Sequence[Path], _folder: Path) -> int:
    raise AssertionError("no window is to be opened")


def test_a_mistyped_command_is_told_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert window(Arguments("window", tmp_path, words=("frobnicate",)), _opened) == 2
    assert capfd.readouterr().err == (
        f"octavo: There is no file “{tmp_path / 'frobnicate'}”.\n"
        "  There is no command “frobnicate” either: octavo --help lists them.\n"
    )


@pytest.mark.parametrize("word", ["lease.pdf", "papers/lease", "two words"])
def test_what_cannot_be_a_command_is_a_missing_file_alone(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert window(Arguments("window", tmp_path, words=(word,)), _opened) == 2
    assert capfd.readouterr().err == f"octavo: There is no file “{tmp_path / word}”.\n"
