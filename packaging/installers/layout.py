"""Where sources, intermediate files and results lie, and what they are called."""

from __future__ import annotations

import dataclasses
import os
import platform
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

BUNDLE = BUILD / "freeze" / "octavo"
"""The frozen program: one folder with the executable and ``_internal``."""

APP_ID = "octavo"
"""Name of desktop entry, icons and window class; the program tells Qt the same one."""


@dataclasses.dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes this Octavo.

    Args:
        name: As people read it.
        maintainer: Name and address of who answers for the Debian package.
        homepage: The address of the page about Octavo, empty where there is none yet.
        id: The program's name for macOS and for software centres.
    """

    name: str
    maintainer: str
    homepage: str
    id: str


class BuildError(Exception):
    """A package cannot be built; the message says what is wrong and, if known, what to do."""


def version() -> str:
    """Return the program's version from its source."""
    source = (ROOT / "app" / "octavo" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', source, re.MULTILINE)
    if found is None:
        raise BuildError("app/octavo/__init__.py names no version")
    return found[1]


def version_numbers() -> tuple[int, ...]:
    """Return the version as Windows wants it: four numbers, without what makes it a candidate."""
    found = re.match(r"\d+(?:\.\d+)*", version())
    parts = map(int, found[0].split(".")) if found else ()
    return (*parts, 0, 0, 0, 0)[:4]


def _told() -> dict[str, Any]:
    """Return what ``resources/publisher.toml`` says, the one place where its owner says it."""
    return tomllib.loads((ROOT / "resources" / "publisher.toml").read_text(encoding="utf-8"))


def updates() -> dict[str, str]:
    """Return the entries of the notice of newer versions: ``feed`` and ``key``, or both empty."""
    entries: dict[str, str] = _told()["updates"]
    return entries


def publisher() -> Publisher:
    """Return who publishes this Octavo."""
    told = _told()
    return Publisher(told["name"], told["maintainer"], told["homepage"], told["id"])


def epoch() -> int:
    """Return the time, in seconds since 1970, that all files in packages carry.

    It is ``SOURCE_DATE_EPOCH`` if that is set, else the time of the last commit.

    Raises:
        BuildError: neither is known, as in an unpacked source archive.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode != 0:
        raise BuildError("outside of a clone, set SOURCE_DATE_EPOCH to the release's time")
    return int(asked.stdout)


def machine() -> str:
    """Return the processor's name as downloads carry it: ``x86_64`` or ``arm64``."""
    name = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(name, name)


def executable(bundle: Path = BUNDLE) -> Path:
    """Return the bundle's program for the command line."""
    return bundle / ("octavo.exe" if sys.platform == "win32" else "octavo")


def internal(bundle: Path = BUNDLE) -> Path:
    """Return the folder in which a bundle keeps all but its executables."""
    if bundle.suffix == ".app":
        return bundle / "Contents" / "Frameworks"
    return bundle / "_internal"


def result(suffix: str) -> Path:
    """Return the path of a download: ``dist/octavo-VERSION-SUFFIX``."""
    DIST.mkdir(exist_ok=True)
    return DIST / f"octavo-{version()}-{suffix}"


def run(command: Sequence[str | os.PathLike[str]], **environ: str | None) -> None:
    """Run a program that has to succeed.

    Args:
        command: The program and its arguments.
        environ: What is added to the environment, and what is left out of it (``None``).

    Raises:
        BuildError: it is not there or ended with an error.
    """
    words = [os.fspath(word) for word in command]
    given = {**os.environ, **environ}
    settled = {name: value for name, value in given.items() if value is not None}
    try:
        code = subprocess.run(words, env=settled, check=False).returncode
    except FileNotFoundError as error:
        raise BuildError(f"“{words[0]}” is not installed here.") from error
    if code != 0:
        raise BuildError(f"This command ended with {code}, see above:\n    {' '.join(words)}")
