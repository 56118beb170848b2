"""Nothing of the machine that a file was written on gets into the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support import recorded

ROOT = Path(__file__).resolve().parents[2]
HOME_OF_SOMEONE = re.compile(r"(?<![\w.~$}/])/(?:root|work|home/(?!you\b|me\b|user\b)\w+)/\w")
INDEX_HOST = re.compile(r"(?i)\b(?:test\.)?pypi\.(?:org|python)|python(?:hosted)\.(?:org|com)")


def tracked_texts() -> list[tuple[str, str]]:
    """Return name and text of each file that is, or is about to be, in the repository."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    texts = []
    for name in filter(None, listed.stdout.split("\0")):
        try:
            texts.append((name, (ROOT / name).read_text(encoding="utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # an image or a model; or a file about to be removed
    return texts


@pytest.mark.parametrize("pattern", [HOME_OF_SOMEONE, INDEX_HOST], ids=["paths", "hosts"])
def test_no_machine_in_the_files(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in tracked_texts()
        for match in pattern.finditer(text)
    ]
    assert not found


def test_pictures_of_the_main_paths_are_kept_where_git_does_not_look() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    asked = ["git", "check-ignore", "--quiet", str(recorded.FOLDER / "one.png")]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0
