"""What is said of words that name no file, where the window was to be opened with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from octavo.cli.arguments import Arguments, parse
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
        "  There is no command “frobnicate” either. octavo --help lists them.\n"
    )


def test_the_nearest_command_is_named_for_the_first_word_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert window(Arguments("window", tmp_path, words=("providesr", "find")), _opened) == 2
    assert capfd.readouterr().err == (
        f"octavo: There is no file “{tmp_path / 'providesr'}”.\n"
        "  There is no command “providesr” either. The nearest is “providers”:"
        " octavo providers --help tells how it is used.\n"
        f"octavo: There is no file “{tmp_path / 'find'}”.\n"
    )


@pytest.mark.parametrize("is_read", [True, False])
def test_no_window_is_opened_with_the_files_of_a_mistyped_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    is_read: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("octavo.cli.window._is_read", lambda: is_read)
    (tmp_path / "lease.pdf").write_bytes(b"%PDF-1.7")
    words = ("sumarise", "lease.pdf")
    assert window(Arguments("window", tmp_path, words=words), _opened) == 2
    assert "There is no command “sumarise” either. The nearest is “summarise”" in (
        capfd.readouterr().err
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sreve --port 80", "no command “sreve”. The nearest is “serve”"),
        ("--data-dir D sreve --port=80", "no command “sreve”. The nearest is “serve”"),
        ("Ask --json x.pdf q", "no command “Ask”. The nearest is “ask”"),
        ("frobnicate --port 80", "no command “frobnicate”. octavo --help lists them"),
        ("lease.pdf --port 80", "unknown option --port"),
        ("there --port 80", "unknown option --port"),
        ("--port 80 sreve", "unknown option --port"),
    ],
)
def test_an_unknown_command_is_named_and_not_the_options_behind_it(
    words: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    with pytest.raises(SystemExit) as ended:
        parse(words.split())
    assert ended.value.code == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("word", ["lease.pdf", "papers/lease", "two words"])
def test_what_cannot_be_a_command_is_a_missing_file_alone(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert window(Arguments("window", tmp_path, words=(word,)), _opened) == 2
    assert capfd.readouterr().err == f"octavo: There is no file “{tmp_path / word}”.\n"
