"""A test that fails beside others and passes alone is told from one that fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import unsteady

PYTEST = [sys.executable, "-m", "pytest", "-q"]
ENVIRON = dict(os.environ, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PYTEST_ADDOPTS="")


def run(folder: Path) -> int:
    unsteady.forget(folder)
    return subprocess.run(PYTEST, cwd=folder, env=ENVIRON, check=False).returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "test_one.py").write_text(
        "from pathlib import Path\n"
        "def test_steady():\n    pass\n"
        "def test_once():\n"
        "    mark = Path('mark')\n"
        "    there = mark.exists()\n"
        "    mark.touch()\n"
        "    assert there\n",
        encoding="utf-8",
    )
    return tmp_path


def test_what_passes_alone_is_named(folder: Path) -> None:
    code = run(folder)
    assert code == unsteady.TESTS_FAILED
    named = unsteady.pass_alone(PYTEST, code, folder, ENVIRON)
    assert named == ["test_one.py::test_once"]


def test_what_fails_alone_has_failed(folder: Path) -> None:
    with (folder / "test_one.py").open("a", encoding="utf-8") as file:
        file.write("def test_always():\n    assert False\n")
    code = run(folder)
    assert unsteady.pass_alone(PYTEST, code, folder, ENVIRON) == []


def test_many_that_fail_are_not_run_again(folder: Path) -> None:
    (folder / "test_many.py").write_text(
        "import pytest\n"
        f"@pytest.mark.parametrize('n', range({unsteady.AT_MOST + 1}))\n"
        "def test_all(n):\n    assert False\n",
        encoding="utf-8",
    )
    code = run(folder)
    assert len(unsteady.failed(folder)) == unsteady.AT_MOST + 2
    (folder / "test_many.py").write_text("", encoding="utf-8")
    assert unsteady.pass_alone(PYTEST, code, folder, ENVIRON) == []


def test_a_run_that_broke_off_has_failed(folder: Path) -> None:
    run(folder)
    assert unsteady.pass_alone(PYTEST, 2, folder, ENVIRON) == []


def test_what_failed_before_is_forgotten(folder: Path) -> None:
    run(folder)
    unsteady.forget(folder)
    assert unsteady.failed(folder) == []
