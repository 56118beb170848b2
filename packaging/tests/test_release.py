"""What only other systems run is judged here by others' tools: workflows, scripts, wheels."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import judges
import locks
from installers.layout import PACKAGING, ROOT

SHELL = sorted([*PACKAGING.rglob("*.sh"), PACKAGING / "linux" / "AppRun", ROOT / ".ci" / "run"])
POWERSHELL = sorted(PACKAGING.rglob("*.ps1"))

PARSED = """
import pathlib, sys, tree_sitter, tree_sitter_powershell

def wrong(node):
    if node.is_error or node.is_missing:
        yield f"line {node.start_point.row + 1}: {node.type}"
    for child in node.children:
        yield from wrong(child)

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
print(*wrong(parser.parse(pathlib.Path(sys.argv[1]).read_bytes()).root_node), sep="\\n")
"""
"""Prints where a script is none of PowerShell's, in the judge's own environment."""


def output(*command: str | Path) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.strip()


def unparsed(script: Path) -> str:
    return output(judges.python("release"), "-c", PARSED, script)


def test_actionlint_has_no_remark_on_the_workflows() -> None:
    assert not output(judges.script("release", "actionlint"))


def test_actionlint_would_have_one(tmp_path: Path) -> None:
    workflow = ROOT / ".github" / "workflows" / "ci.yml"
    text = workflow.read_text(encoding="utf-8").replace("runs-on:", "run-on:")
    other = tmp_path / workflow.name
    other.write_text(text, encoding="utf-8")
    assert "run-on" in output(judges.script("release", "actionlint"), other)


@pytest.mark.parametrize("script", POWERSHELL, ids=lambda path: path.name)
def test_powershell_can_read_the_script(script: Path, tmp_path: Path) -> None:
    assert not unparsed(script)
    broken = tmp_path / script.name
    text = script.read_text(encoding="utf-8")
    broken.write_text(text.replace("}", "", 1), encoding="utf-8")
    assert unparsed(broken)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of Unix")
@pytest.mark.parametrize("script", SHELL, ids=lambda path: path.name)
def test_the_shell_can_read_the_script(script: Path) -> None:
    assert not output("bash", "-n", script)
    if shutil.which("shellcheck"):
        assert not output("shellcheck", script)


def test_each_system_has_wheels_for_all_that_is_locked() -> None:
    uv = judges.script("release", "uv")
    assert not locks.without_wheels(str(uv))


def test_a_system_that_is_too_old_for_a_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "SYSTEMS", {"macOS 10.15": "aarch64-apple-darwin"})
    monkeypatch.setattr(locks, "OLDEST_MACOS", "10.15")
    monkeypatch.setattr(locks, "_CHECKED", locks._CHECKED[:1])
    (told,) = locks.without_wheels(str(judges.script("release", "uv")))
    assert "lock-dev.txt, Python 3.11, macOS 10.15" in told
    assert "Wheels are required" in told
