"""The project's own Python environment in ``.venv``: made, filled from a lock, kept up to date."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from system import SetupError, apt_install, install_command, manager, python_advice

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "lock.txt"
LOCK_DEV = ROOT / "packaging" / "lock-dev.txt"
LOCK_BUILD = ROOT / "packaging" / "lock-build.txt"
OLDEST = (3, 11)

_BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = _BIN / ("python.exe" if sys.platform == "win32" else "python")
_STAMP = VENV / "octavo-setup.json"


def newer_python() -> str | None:
    """Return a Python on the path that is new enough, for when this one is not."""
    names = (f"python3.{minor}" for minor in range(14, OLDEST[1] - 1, -1))
    return next(filter(None, map(shutil.which, names)), None)


def too_old() -> str:
    """Return what to say when no Python on this machine is new enough."""
    here = ".".join(map(str, sys.version_info[:3]))
    return (
        f"Octavo needs Python {OLDEST[0]}.{OLDEST[1]} or newer; {sys.executable} is {here}.\n"
        f"{python_advice()}"
    )


def script(name: str) -> Path:
    """Return the path of a console script of the environment."""
    return _BIN / (f"{name}.exe" if sys.platform == "win32" else name)


def set_up(*, dev: bool) -> None:
    """Make the environment and install the locked packages and the project in it.

    A second call with unchanged locks only compares checksums.

    Args:
        dev: Install what the checks need too.

    Raises:
        SetupError: The environment cannot be made or filled.
    """
    stamp = _read_stamp()
    if not _works() or stamp.get("root", str(ROOT)) != str(ROOT):  # or the folder was moved
        _make_venv()
        stamp = {}
    # lock-dev.txt holds all of lock.txt in the same versions
    locks = {lock.name: _sha256(lock) for lock in ([LOCK, LOCK_DEV] if dev else [LOCK])}
    project = _sha256(ROOT / "pyproject.toml")
    if not all(stamp.get(name) == sha256 for name, sha256 in locks.items()):
        lock = LOCK_DEV if dev else LOCK
        print(f"Installing the packages of {lock.relative_to(ROOT)} into .venv", flush=True)
        _pip("install", "--require-hashes", "-r", str(lock))
        stamp = {**stamp, **locks, "project": ""}
    if stamp.get("project") != project:
        _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp["project"] = project
        stamp["root"] = str(ROOT)
        _STAMP.write_text(json.dumps(stamp, indent=2), encoding="utf-8")


def _read_stamp() -> dict[str, str]:
    """Return what the last set-up noted: checksums of the locks and of the project's file."""
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _works() -> bool:
    """Say whether the environment has a Python that starts, is new enough and has pip."""
    probe = (
        "import importlib.util, sys;"
        f"sys.exit(sys.version_info < {OLDEST} or importlib.util.find_spec('pip') is None)"
    )
    try:
        return (
            subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def _make_venv() -> None:
    """Make ``.venv`` anew, also on Debian, whose Python comes without ensurepip."""
    print("Making .venv", flush=True)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    package = f"python{version}-venv"
    if _has_ensurepip() or (apt_install([package]) and _has_ensurepip()):
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        return
    uv = shutil.which("uv")
    if uv is not None:
        _run([uv, "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, str(VENV)])
        return
    if importlib.util.find_spec("pip") is not None:
        _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
        _run([sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"])
        return
    found = manager()
    advice = python_advice()
    if found == "apt":
        advice = f"Get it with:\n    {install_command([package], found)}"
    raise SetupError(f"Python's module ensurepip is missing, so .venv cannot be made.\n{advice}")


def _has_ensurepip() -> bool:
    """Ask a fresh Python, because this one has its list of modules cached."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _pip(*arguments: str) -> None:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    environ.pop("PIP_REQUIRE_HASHES", None)  # the project itself has none
    _run([str(PYTHON), "-m", "pip", *arguments, *quiet], environ)


def _run(command: list[str], environ: dict[str, str] | None = None) -> None:
    if subprocess.run(command, env=environ, check=False).returncode != 0:
        raise SetupError(f"This command failed, see above:\n    {' '.join(command)}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
