"""How an optional part of Octavo is added, by how this Octavo runs: frozen, installed, from source.

A frozen program has its parts inside and takes no packages. An installed one gets them from pip;
one that runs from its source is installed there once more, with the part.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Literal

from octavo.frozen import is_frozen
from octavo.resources import source_tree
from octavo.words import Later, later

Extra = Literal["local", "ocr"]
"""Parts by their names in pyproject.toml: what runs models, and RapidOCR."""


def add_command(extra: Extra) -> str | None:
    """Return the command that adds a part to this Octavo; None if it takes no packages."""
    if is_frozen():
        return None
    source = source_tree()
    what = ["octavo"] if source is None else ["-e", str(source)]
    return pip_command("install", *what[:-1], f"{what[-1]}[{extra}]")


def pip_command(*arguments: str) -> str:
    """Return a command for a terminal that has this very Python's pip do something."""
    python = Path(sys.executable)
    if python.stem == "pythonw":  # the window's Python, which writes nothing to a terminal
        python = python.with_stem("python")
    words = [str(python), "-m", "pip", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def how_to_add(extra: Extra) -> Later:
    """Say in one sentence how a part that is missing is added."""
    command = add_command(extra)
    if command is None:
        return later("This copy of Octavo is not whole: install Octavo again.")
    return later("Install it: {command}", command=command)


def how_to_mend(package: str) -> Later:
    """Say in one sentence how a package that came with a part is made whole."""
    if is_frozen():
        return later("This copy of Octavo is not whole: install Octavo again.")
    return later(
        "Install it again: {command}", command=pip_command("install", "--force-reinstall", package)
    )
