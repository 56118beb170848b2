"""CI tries the installers when they can have changed, and when nothing tells whether."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import changes


class Clone:
    """A clone of a small project, on a branch of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        origin = folder.with_name("origin")
        origin.mkdir()
        self.git("init", "-q", "-b", "main", at=origin)
        self.commit("pyproject.toml", at=origin)
        self.git("clone", "-q", str(origin), str(folder), at=origin)

    def git(self, *words: str, at: Path | None = None) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        done = subprocess.run(
            ["git", *who, *words], cwd=at or self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, name: str, at: Path | None = None) -> str:
        path = (at or self.folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} anew", encoding="utf-8")
        self.git("add", ".", at=at)
        self.git("commit", "-q", "-m", name, at=at)
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


def test_a_clone_of_main_itself_tells_nothing_so_they_are_tried(clone: Clone) -> None:
    assert "nothing here tells" in (changes.reason(clone.folder, None) or "")


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
