"""The README's programs do what it says, as they stand there."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import octavo
from support.pdfs import make_pdf
from support.serving import TOKEN, Server

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "The tenant may end the lease in writing, with three months of notice."
ADDRESS = "http://127.0.0.1:8765/v1"


def programs() -> list[str]:
    """Return the README's Python programs in order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def output_of(program: str, folder: Path, **environment: str) -> str:
    make_pdf(folder / "lease.pdf", [SENTENCE])
    script = folder / "program.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(octavo.__file__).parents[1])} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_are_two_programs() -> None:
    assert ["openai" in program for program in programs()] == [False, True]


def test_the_library_needs_ten_lines() -> None:
    assert len([line for line in programs()[0].splitlines() if line.strip()]) == 10
    assert max(map(len, programs()[0].splitlines())) <= 100


def test_octavo_answers_as_a_library(tmp_path: Path) -> None:
    assert output_of(programs()[0], tmp_path, PYTHONUTF8="1") == f"“{SENTENCE}” [1]\n"


def test_the_official_sdk_is_answered_by_octavo_serve(tmp_path: Path) -> None:
    if importlib.util.find_spec("openai") is None:
        pytest.skip("openai is not installed: the README's program for it is not run")
    program = programs()[1]
    assert ADDRESS in program
    server = Server(tmp_path / "data", OCTAVO_TOKEN=TOKEN)
    try:
        said = output_of(
            program.replace(ADDRESS, server.url), tmp_path, OCTAVO_TOKEN=TOKEN, PYTHONUTF8="1"
        )
    finally:
        server.stop()
    assert said.startswith(f"“{SENTENCE}” 【1†lease p. 1】")
