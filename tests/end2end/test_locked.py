"""Locked PDFs on the command line: asked for on a terminal, else from a file or the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import octavo
from support.pdfs import encrypt, make_pdf

QUESTION = "When may the tenant leave?"
SECRET = "a gravel-grey heron"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plain = make_pdf(tmp_path / "plain.pdf", ["The tenant may leave after three months."])
    return encrypt(plain, tmp_path / "locked.pdf", user=SECRET)


def _environment(folder: Path) -> dict[str, str]:
    keep = {n: v for n, v in os.environ.items() if not n.startswith(("OCTAVO_", "QT_"))}
    return keep | {
        "OCTAVO_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(Path(octavo.__file__).parents[1]),
        "PATH": str(folder),
    }


def _ask(folder: Path, *words: str | Path, **more: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "octavo", "ask", *map(str, words), QUESTION],
        env=_environment(folder) | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_where_nobody_can_be_asked_it_says_what_to_do(locked: Path, tmp_path: Path) -> None:
    code, out, err = _ask(tmp_path, locked)
    assert (code, out) == (2, "")
    assert "octavo: “locked.pdf” is locked with a password." in err
    assert "--password-file" in err
    code, _, err = _ask(tmp_path, locked, OCTAVO_PASSWORD="a crane")
    assert code == 2
    assert "not with the one given" in err
    assert "crane" not in err


def test_the_password_comes_from_the_environment_or_a_file(locked: Path, tmp_path: Path) -> None:
    code, out, _ = _ask(tmp_path, "--json", locked, OCTAVO_PASSWORD=SECRET)
    assert code == 0
    assert json.loads(out)["files"][0]["state"] == "ready"
    assert json.loads(out)["quotes"][0]["rects"]

    file = tmp_path / "passwords"
    file.write_text(f"a crane\n{SECRET}\n")
    file.chmod(0o600)
    code, _, err = _ask(tmp_path / "other", "--password-file", file, locked)
    assert code == 0, err
    assert "password" not in err
    for path in (tmp_path / "other" / "data").rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path


def test_a_password_file_that_is_not_there_is_named(locked: Path, tmp_path: Path) -> None:
    code, _, err = _ask(tmp_path, "--password-file", tmp_path / "none", locked)
    assert code == 2
    assert "none” cannot be read" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_on_a_terminal_it_is_asked_for_and_not_shown(locked: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "octavo", "ask", str(locked), QUESTION],
        env=_environment(tmp_path),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = _until(ours, "Password for “locked.pdf”:")
    os.write(ours, b"a crane\n")
    shown += _until(ours, "Password for “locked.pdf”:")
    assert "That is not the password" in shown
    os.write(ours, SECRET.encode() + b"\n")
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert "three months" in out.decode()
    assert "crane" not in shown


def _until(terminal: int, words: str) -> str:
    shown = b""
    deadline = time.monotonic() + 60
    while words not in shown.decode(errors="ignore"):
        assert time.monotonic() < deadline, shown
        shown += os.read(terminal, 4096)
    return shown.decode()


def test_the_password_is_no_argument(locked: Path, tmp_path: Path) -> None:
    unknown: Any = ("--password", SECRET)
    code, _, err = _ask(tmp_path, *unknown, locked)
    assert code == 2
    assert "unknown option --password: octavo ask --help lists the options" in err
