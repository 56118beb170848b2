"""What may stand on the command line."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

import octavo
from octavo.cli.arguments import parse
from octavo.cli.serve_arguments import MIN_TOKEN
from octavo.session.asked_sets import KEPT_SETS


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing of this machine say where the data is."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "config"))


def test_nothing_opens_the_window_on_the_systems_data_folder() -> None:
    arguments = parse([])
    assert arguments.command == "window"
    assert arguments.data_dir == Path(platformdirs.user_data_dir("Octavo", appauthor=False))
    assert not arguments.data_dir_chosen


def test_the_environment_names_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path))
    arguments = parse([])
    assert (arguments.data_dir, arguments.data_dir_chosen) == (tmp_path, False)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_options_of_ask_may_stand_anywhere(place: int, tmp_path: Path) -> None:
    words = ["a.pdf", "b.pdf", "Why?"]
    words[place:place] = ["--json", "--data-dir", str(tmp_path)]
    arguments = parse(["ask", *words])
    assert arguments.command == "ask"
    assert arguments.words == ("a.pdf", "b.pdf", "Why?")
    assert arguments.json
    assert (arguments.data_dir, arguments.data_dir_chosen) == (tmp_path, True)


def test_a_question_may_begin_with_a_dash_after_two_dashes() -> None:
    assert parse(["ask", "a.pdf", "--", "-5 degrees?"]).words == ("a.pdf", "-5 degrees?")


def test_serve_listens_on_loopback_unless_told_otherwise() -> None:
    arguments = parse(["serve", "--port", "8080"])
    assert (arguments.command, arguments.host, arguments.port) == ("serve", "127.0.0.1", 8080)


@pytest.mark.parametrize("port", ["-1", "65536", "http", "8_0", "²", "9" * 5000])
def test_a_port_is_a_number_of_16_bits(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["serve", "--port", port])
    assert f"--port: “{port}” is not a port: a number from 0 to 65535" in capsys.readouterr().err


def test_help_tells_what_a_token_has_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        parse(["serve", "--help"])
    assert f"at least {MIN_TOKEN} ASCII characters" in capsys.readouterr().out


def test_help_tells_what_questions_leave_behind(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        parse(["ask", "--help"])
    assert f"the last {KEPT_SETS} sets" in capsys.readouterr().out


def test_the_token_is_never_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["serve", "--token", "secret"])


def test_files_open_the_window_with_them() -> None:
    arguments = parse(["a.pdf", "papers"])
    assert (arguments.command, arguments.words) == ("window", ("a.pdf", "papers"))


@pytest.mark.parametrize("one_word", [False, True])
@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("ask", ["--json", "a.pdf", "Why?"]),
        ("serve", ["--port", "8080"]),
        ("eval", ["q.json", "--pdfs", "papers"]),
    ],
)
def test_the_data_folder_may_be_named_before_the_command(
    command: str, words: list[str], one_word: bool, tmp_path: Path
) -> None:
    named = [f"--data-dir={tmp_path}"] if one_word else ["--data-dir", str(tmp_path)]
    arguments = parse([*named, command, *words])
    assert arguments == parse([command, *words, *named])
    assert (arguments.command, arguments.data_dir) == (command, tmp_path)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--port", "80", "serve"], "--port goes behind the command: octavo serve --port ..."),
        (["--json", "ask", "a.pdf", "Why?"], "--json goes behind the command: octavo ask --json"),
        (["--data-dir", "serve", "--port", "1"], "--port goes behind the command: octavo serve"),
        (["--data-dir", "d", "--json", "ask"], "--json goes behind the command: octavo ask"),
        (["a.pdf", "ask", "Why?"], "the command comes first: octavo ask ..."),
        (["--", "ask"], "the command comes first: octavo ask ..."),
        (["a.pdf", "--port", "80"], "unknown option --port: octavo --help lists commands"),
        (["ask", "--foo", "a.pdf"], "unknown option --foo: octavo ask --help lists the options"),
        (
            ["serve", "--tokn=secret"],
            "unknown option --tokn: octavo serve --help lists the options",
        ),
        (["backup", "a", "b"], "“b” is one too many: octavo backup --help tells"),
        (["data", "move", "a", "b"], "“b” is one too many: octavo data --help tells"),
        (["--data-dir"], "octavo: --data-dir needs a value.\n"),
        (["--data-dir=", "serve"], "--data-dir: the path is empty"),
        (["--self-test="], "--self-test: the path is empty"),
        (["eval", "--pdfs", "d"], "octavo: QUESTIONS.json is missing.\n"),
        (["eval", "q.json"], "octavo: --pdfs is missing.\n"),
        (["summarise"], "octavo: FILE is missing.\n"),
        (["models", "nix"], "octavo: “nix” is none of: list, get, add, use, remove.\n"),
        (["data", "nix"], "octavo: “nix” is none of: move, use, portable.\n"),
        (["collections", "it's"], "octavo: “it's” is none of: list, embedder, host, hosted.\n"),
        (["serve", "--behind-tls", "https://a.example"], "“https://a.example” is not the name"),
    ],
)
def test_what_stands_in_the_wrong_place_is_explained(
    argv: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(argv)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        ["serve", "--port", "99999"],
        ["models", "nix"],
        ["eval"],
        ["--bogus"],
        ["ask", "--model", "m"],
    ],
)
def test_a_wrong_argument_is_told_in_a_sentence_with_a_way_to_help(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(argv)
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage:" not in err
    assert err.startswith("octavo: ")
    assert " --help " in err
    assert len(err.splitlines()) <= 2


def test_a_file_may_be_called_like_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "serve").mkdir()
    assert parse(["a.pdf", "serve"]).words == ("a.pdf", "serve")


def test_the_self_test_may_name_a_file_for_its_result(tmp_path: Path) -> None:
    assert parse(["--self-test"]).result is None
    assert parse([f"--self-test={tmp_path / 'r.json'}"]).result == tmp_path / "r.json"
    assert parse(["--self-test"]).command == "self-test"


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        parse(["--version"])
    assert capsys.readouterr().out == f"octavo {octavo.__version__}\n"
