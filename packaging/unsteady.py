"""Tells tests that failed once from tests that fail: the few that failed are run again, alone.

Among thousands of tests that run side by side, one may meet a moment that it was not written for,
which need not be a fault of Octavo. Such a test is named in the summary, to be mended;
what fails alone as well, or fails in numbers, has failed.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

AT_MOST = 5
"""Failed tests that are run again; more of them have a common cause."""

TESTS_FAILED = 1
"""The code with which pytest ends when it ran to its end and tests failed."""

_KEPT = Path(".pytest_cache", "v", "cache", "lastfailed")


def forget(root: Path) -> None:
    """Forget which tests failed before.

    Args:
        root: The folder in which pytest runs.
    """
    (root / _KEPT).unlink(missing_ok=True)


def failed(root: Path) -> list[str]:
    """Return the names of the tests that failed last, as pytest keeps them."""
    try:
        return sorted(json.loads((root / _KEPT).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return []


def pass_alone(
    command: Sequence[str], code: int, root: Path, environ: Mapping[str, str]
) -> list[str]:
    """Run what failed again, if that may tell more; return the names of what passes now.

    Args:
        command: How pytest is started, without what shares its tests out.
        code: How it ended.
        root: The folder in which it ran.
        environ: Its environment.

    Returns:
        All that failed, or nothing: what is half mended is broken.
    """
    names = failed(root)
    if code != TESTS_FAILED or not 0 < len(names) <= AT_MOST:
        return []
    print(f"\n=== run again, alone: {', '.join(names)}", flush=True)
    again = subprocess.run(
        [*command, *names], cwd=root, env=environ, stdin=subprocess.DEVNULL, check=False
    )
    return names if again.returncode == 0 else []
