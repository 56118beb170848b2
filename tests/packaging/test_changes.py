"""CI tries the installers when they can have changed, and when nothing tells whether."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import changes

NOW = 1_800_000_000


class Clone:
    """A clone of a small project, on a branch of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        origin = folder.with_name("origin")
        origin.mkdir()
        self.git("init", "-q", "-b", "main", at=origin)
        self.commit("pyproject.toml", at=origin, days_ago=3)
        self.git("clone", "-q", str(origin), str(folder), at=origin)

    def git(self, *words: str, at: Path | None = None, days_ago: int = 0) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        done = subprocess.run(
            ["git", *who, *words],
            cwd=at or self.folder,
            env={**os.environ, "GIT_COMMITTER_DATE": f"@{NOW - days_ago * 86400} +0000"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, name: str, at: Path | None = None, days_ago: int = 0) -> str:
        path = (at or self.folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} anew", encoding="utf-8")
        self.git("add", ".", at=at)
        self.git("commit", "-q", "-m", name, at=at, days_ago=days_ago)
        return self.git("rev-parse", "HEAD", at=at)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "clone")


@pytest.mark.parametrize("name", ["packaging/build.py", "resources/icon.svg", ".ci/run"])
def test_a_change_of_what_they_are_made_of_is_a_reason(clone: Clone, name: str) -> None:
    clone.commit("app/octavo/main.py")
    clone.commit(name)
    told = changes.reason(clone.folder, None)
    assert told is not None
    assert name in told


def test_other_changes_are_none(clone: Clone) -> None:
    clone.commit("app/octavo/main.py")
    clone.commit("tests/unit/test_main.py")
    assert changes.reason(clone.folder, None) is None


def test_a_clone_of_main_that_is_a_day_old_tells_nothing_so_they_are_tried(clone: Clone) -> None:
    clone.commit("app/octavo/main.py", days_ago=3)
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert "nothing here tells" in (changes.reason(clone.folder, None) or "")


def test_in_a_clone_of_main_what_came_in_the_last_day_is_new(clone: Clone) -> None:
    clone.commit("app/octavo/main.py", days_ago=3)
    clone.commit("packaging/build.py", days_ago=2)
    clone.commit("app/octavo/cli.py", days_ago=2)
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert "packaging/build.py" in (changes.reason(clone.folder, None) or "")

    clone.commit("tests/unit/test_main.py")
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert changes.reason(clone.folder, None) is None


def test_a_base_that_is_told_counts(clone: Clone) -> None:
    base = clone.commit("resources/icon.svg")
    clone.commit("app/octavo/main.py")
    assert changes.reason(clone.folder, base) is None
    assert changes.reason(clone.folder, None) is not None


def test_a_base_that_is_not_here_and_a_folder_that_is_no_clone_are_reasons(
    clone: Clone, tmp_path: Path
) -> None:
    assert "not here" in (changes.reason(clone.folder, "0" * 40) or "")
    plain = tmp_path / "plain"
    plain.mkdir()
    assert "no clone" in (changes.reason(plain, None) or "")
