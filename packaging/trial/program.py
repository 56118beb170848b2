"""A program that was built, run as a person with an empty home would run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WITHIN = 300.0
"""Seconds for anything that ends by itself, on a busy machine."""

_PASSED_ON = ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP", "LOCALAPPDATA", "USERPROFILE")


class Program:
    """Runs it with next to nothing in its environment: no ``CI`` above all, which hides things.

    Args:
        command: The program, and what may have to stand before it.
        home: The home folder; made if needed.
        environ: What is added to the environment.
    """

    def __init__(self, command: Sequence[str], home: Path, **environ: str) -> None:
        self.command = list(command)
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self.environ = {**kept, "HOME": str(home), "LC_ALL": "C.UTF-8", **environ}

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environ | environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=WITHIN,
            check=False,
        )

    def self_test(self, **environ: str) -> dict[str, Any]:
        """Return what the program says of itself.

        Raises:
            AssertionError: it ended without a word.
        """
        done = self.run("--self-test", QT_QPA_PLATFORM="offscreen", **environ)
        assert done.stdout, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        assert (done.returncode == 0) == report["ok"], report
        return report

    def documents(self) -> set[tuple[str, int]]:
        """Return names and sizes of the documents that its data folder keeps."""
        folder = self.home / ".local" / "share" / "Octavo" / "files"
        return {(path.name, path.stat().st_size) for path in folder.rglob("*") if path.is_file()}

    @contextmanager
    def window(self, display: str, *files: str) -> Iterator[subprocess.Popen[bytes]]:
        """Open its window on a display; end it as a session's end would.

        Args:
            display: The name of the X display.
            files: What to open with.
        """
        process = subprocess.Popen(
            [*self.command, *files],
            env=self.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            # the whole group: what stands before the program, such as strace, would only let go
            with suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
