"""Tells whether what installers are made of has changed: ``changes.py`` prints what, or why not.

Exit code 0: they are to be built and tried; 1: they need not be. It compares with the commit that
``OCTAVO_BASE`` names, else with where this branch left origin's main. In a clone of main itself
nothing says where that was: what came in the last day before the newest commit counts as new, and
where that day is all there is, they are tried. Standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

OF_INSTALLERS = (".ci", ".github", "packaging", "pyproject.toml", "resources")
"""What installers are made of and with. The program itself is frozen before each release."""

_NEW = 24 * 3600
"""Seconds: longer than anybody works at what goes into main in one piece."""


def reason(root: Path, base: str | None) -> str | None:
    """Return why the installers have to be tried, None if they need not be.

    Args:
        root: The clone.
        base: The commit to compare with, if one is known.
    """
    head = _git(root, "rev-parse", "HEAD")
    if head is None:
        return "this is no clone, so nothing tells what has changed"
    if base is None:
        base = _git(root, "merge-base", "HEAD", "origin/main")
        if base == head:
            base = _a_day_before(root)
        if not base:
            return "nothing here tells what is new"
    changed = _git(root, "diff", "--name-only", base, "HEAD", "--", *OF_INSTALLERS)
    if changed is None:
        return f"the commit {base} is not here to compare with"
    if not changed:
        return None
    names = changed.splitlines()
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more} changed since {base[:12]}"


def _a_day_before(root: Path) -> str | None:
    """Return the newest commit that was a day old when the newest of all was made, or "" or None.

    By the time at which a commit came where it is now, not that at which it was first written.
    """
    newest = _git(root, "log", "-1", "--format=%ct")
    if not newest:
        return None
    return _git(root, "rev-list", "-1", f"--before={int(newest) - _NEW}", "HEAD")


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, None if it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


if __name__ == "__main__":
    found = reason(ROOT, os.environ.get("OCTAVO_BASE") or None)
    print(found or "nothing that installers are made of has changed")
    sys.exit(0 if found else 1)
