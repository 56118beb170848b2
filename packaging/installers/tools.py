"""The environment that builds: the locked program, PyInstaller, and nothing of the machine's own.

It lies in ``build/environment`` and is made anew when the lock or the Python changes. The program
goes in as a wheel, so that what is frozen is what others install.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from environment import LOCK_BUILD
from installers.layout import BUILD, ROOT, BuildError, epoch, run
from system import SetupError

FOLDER = BUILD / "environment"

_BIN = FOLDER / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = _BIN / ("python.exe" if sys.platform == "win32" else "python")
_STAMP = FOLDER / "octavo-build"
_WHEELS = BUILD / "wheels"


def prepare() -> Path:
    """Have the environment ready with the program as it is now; return its Python.

    Raises:
        BuildError: it cannot be made or filled.
        SetupError: this Python cannot be frozen.
    """
    _refuse_unfit_python()
    wanted = f"{sys.version} {sys.base_prefix} {FOLDER} {_sha256(LOCK_BUILD)}"
    if not _STAMP.is_file() or _STAMP.read_text(encoding="utf-8") != wanted:
        print("Making build/environment", flush=True)
        shutil.rmtree(FOLDER, ignore_errors=True)
        run([sys.executable, "-m", "venv", FOLDER])
        _pip("install", "--require-hashes", "-r", str(LOCK_BUILD))
        _STAMP.write_text(wanted, encoding="utf-8")
    _pip("install", "--no-deps", "--force-reinstall", str(wheel(_WHEELS)))
    return PYTHON


def wheel(folder: Path) -> Path:
    """Build the wheel with the environment's own tools and return it."""
    return _distribution("--wheel", "octavo-*.whl", folder)


def sdist(folder: Path) -> Path:
    """Build the source archive and return it."""
    return _distribution("--sdist", "octavo-*.tar.gz", folder)


def _distribution(kind: str, pattern: str, folder: Path) -> Path:
    staging = BUILD / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    run(
        [PYTHON, "-m", "build", "--no-isolation", kind, "--outdir", staging, ROOT],
        SOURCE_DATE_EPOCH=str(epoch()),
    )
    (built,) = staging.glob(pattern)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(built, folder / built.name))


def output(*arguments: str) -> str:
    """Return what the environment's Python prints when run with these arguments."""
    done = subprocess.run(
        [str(PYTHON), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise BuildError(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


def _pip(*arguments: str) -> None:
    environ = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    os.environ.pop("PIP_REQUIRE_HASHES", None)  # our own wheel has none
    run([PYTHON, "-m", "pip", "--quiet", *arguments], **environ)


def _refuse_unfit_python() -> None:
    if sys.platform == "win32" or sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return
    if sysconfig.get_config_var("PYTHONFRAMEWORK"):  # macOS
        return
    library = sysconfig.get_config_var("LDLIBRARY") or ""
    if ".so" not in library:
        raise SetupError(
            f"{sys.executable} has no shared library, which a frozen program carries.\n"
            "Use a Python that was built with --enable-shared."
        )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
