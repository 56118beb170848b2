"""What judges Octavo from outside, by others: fetched when the checks need it, never committed.

Each judge lies in a folder of its own under ``.judges``, filled from a pinned list with checksums,
and is fetched anew only when that list has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import environment
from system import SetupError

FOLDER = environment.ROOT / ".judges"
PINS = environment.ROOT / "packaging"

ENVIRONMENTS = ("sdk-suite", "newest-sdk", "schemathesis", "release")
"""Python environments with other versions than ours, or with programs that are no library of
ours; each is a group in pyproject.toml."""

SOURCES = "sdk-sources"
STEADY = "steady"


def lock(name: str) -> Path:
    """Return the pinned list of a judge."""
    return PINS / f"lock-judges-{name}.{'json' if name == STEADY else 'txt'}"


def python(name: str) -> Path:
    """Return the Python of a judge's own environment, made if needed.

    Raises:
        SetupError: It cannot be made or filled.
    """

    def fill(folder: Path) -> None:
        # the packages are put in from outside, so it needs no pip, which Debian has apart
        _run([_python_with_pip(), "-m", "venv", "--without-pip", str(folder)])
        pip = [_python_with_pip(), "-m", "pip", "--python", str(_interpreter(folder))]
        _run([*pip, "install", "--quiet", "--require-hashes", "-r", str(lock(name))])

    return _interpreter(_kept(name, fill))


def script(name: str, program: str) -> Path:
    """Return a program in a judge's own environment, which is made if needed.

    Raises:
        SetupError: It cannot be made or filled.
    """
    return python(name).with_name(f"{program}.exe" if sys.platform == "win32" else program)


def sdk_sources() -> Path:
    """Return the folder with the official SDK's source package, tests and all.

    Raises:
        SetupError: It cannot be fetched.
    """

    def fill(folder: Path) -> None:
        pip = [_python_with_pip(), "-m", "pip", "download", "--quiet", "--dest", str(folder)]
        pins = ["--require-hashes", "-r", str(lock(SOURCES))]
        _run([*pip, "--no-deps", "--no-binary", "openai", *pins])
        for archive in folder.glob("*.tar.gz"):
            with tarfile.open(archive) as content:
                content.extractall(folder, filter="data")
            archive.unlink()

    (sources,) = (path for path in _kept(SOURCES, fill).iterdir() if path.is_dir())
    return sources


def steady() -> Path | None:
    """Return the program that plays a server by an OpenAPI document; None without Node.

    Raises:
        SetupError: It cannot be fetched although Node is there.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None

    def fill(folder: Path) -> None:
        pinned = json.loads(lock(STEADY).read_text(encoding="utf-8"))
        package = {"private": True, "dependencies": pinned["packages"][""]["dependencies"]}
        (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
        shutil.copy(lock(STEADY), folder / "package-lock.json")
        _run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder)

    found = _kept(STEADY, fill).glob("node_modules/@stdy/cli-*/bin/steady*")
    program = next(found, None)
    if program is None:
        raise SetupError("Steady has no program for this machine.")
    return program


def _kept(name: str, fill: Callable[[Path], None]) -> Path:
    """Return a judge's folder, filled anew if its list has changed or it was left half-filled."""
    folder = FOLDER / name
    # the folder's own path counts too: an environment cannot be moved
    wanted = (
        f"{folder} {sys.version_info[:2]} {hashlib.sha256(lock(name).read_bytes()).hexdigest()}"
    )
    stamp = folder / "octavo-judge"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"Fetching {name} into .judges", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        fill(folder)
        stamp.write_text(wanted, encoding="utf-8")
    return folder


def _python_with_pip() -> str:
    """Return the Python that installs: the one running in an environment, else that of .venv."""
    return sys.executable if sys.prefix != sys.base_prefix else str(environment.PYTHON)


def _interpreter(folder: Path) -> Path:
    return folder.joinpath(*environment.PYTHON.relative_to(environment.VENV).parts)


def _run(command: list[str], cwd: Path | None = None) -> None:
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    ended = subprocess.run(command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, check=False)
    if ended.returncode != 0:
        raise SetupError(f"This command failed, see above:\n    {' '.join(command)}")
