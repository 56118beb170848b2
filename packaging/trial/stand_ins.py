"""Programs that stand in for those of another system, and write down what they are asked."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path


class StandIns:
    """A folder for the front of ``PATH``, with scripts that note their names and arguments.

    Args:
        folder: Where they are laid down; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes = folder / "notes"
        folder.mkdir()
        self._notes.touch()
        self.path = f"{folder}{os.pathsep}{os.environ['PATH']}"

    def add(self, *names: str, does: str = "") -> None:
        """Lay scripts down.

        Args:
            names: What they are called.
            does: Lines of shell that they run after they have noted how they were called.
        """
        notes = shlex.quote(str(self._notes))
        for name in names:
            script = self.folder / name
            note = f"{{ printf %s {name}; printf '\\t%s' \"$@\"; echo; }} >>{notes}"
            script.write_text(f"#!/bin/sh\n{note}\n{does}\n", encoding="utf-8")
            script.chmod(0o755)

    def calls(self) -> list[list[str]]:
        """Return what was called, in order: each time the name and the arguments."""
        return [line.split("\t") for line in self._notes.read_text(encoding="utf-8").splitlines()]

    def run(
        self, script: Path, *arguments: str, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a script of bash to its end, with the stand-ins and without secrets of ours.

        Args:
            script: The script.
            arguments: What it is given.
            environ: What is added to an environment that has ``PATH`` only.
        """
        return subprocess.run(
            ["bash", script, *arguments],
            env={"PATH": self.path, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
