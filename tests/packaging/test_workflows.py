"""The workflows take nothing that can change under them, and may do no more than they must."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / ".github" / "workflows"
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def workflows() -> list[Path]:
    return sorted(FOLDER.glob("*.yml"))


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_each_action_is_pinned_by_commit_and_names_its_release(path: Path) -> None:
    uses = [line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines()]
    uses = [line for line in uses if line.startswith("uses:")]
    assert uses
    assert [line for line in uses if not PINNED.match(line)] == []


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_each_job_says_what_it_may_do(path: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"].get("contents") in {"read", "write"}, name
        writes = {scope for scope, right in job["permissions"].items() if right == "write"}
        assert not writes or name in {"draft", "index"}, name


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_nothing_from_outside_is_put_into_a_script(path: Path) -> None:
    """Expressions are filled in before the shell reads the script: a tag's name could be code."""
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    scripts = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    assert not [script for script in scripts if "${{" in script]
