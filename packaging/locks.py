"""Writes the locks with uv, and tells whether each system has wheels for all that is in them."""

from __future__ import annotations

import os
import shutil
import subprocess

import environment
import judges
from system import SetupError

OLDEST_MACOS = "14.0"
"""The oldest macOS that every wheel runs on."""

SYSTEMS: dict[str, str] = {
    "Linux with glibc 2.35": "x86_64-manylinux_2_35",
    "Windows": "x86_64-pc-windows-msvc",
    f"macOS {OLDEST_MACOS} on Apple silicon": "aarch64-apple-darwin",
}
"""What Octavo is made for, in words and as uv calls it."""

_CHECKED = (
    # lock-dev.txt holds all of lock.txt, and lock-build.txt what packages are made of
    (environment.LOCK_DEV, "3.11"),
    (environment.LOCK_DEV, "3.13"),
    (environment.LOCK_BUILD, "3.13"),
)


def write(*, upgrade: bool) -> int:
    """Write the locks anew from pyproject.toml, those of the judges too.

    Args:
        upgrade: Take the newest versions allowed instead of keeping the locked ones.

    Returns:
        The exit code of the first command that failed, else 0.

    Raises:
        SetupError: uv is not here.
    """
    compiled = [
        *[_uv(), "pip", "compile", "--quiet", "--universal"],
        *["--generate-hashes", "--no-emit-index-url", "--no-header"],
        *(["--upgrade"] if upgrade else []),
    ]
    common = [*compiled, "--python-version", "3.11"]
    root = environment.ROOT
    runtime = environment.LOCK.relative_to(root).as_posix()
    dev = environment.LOCK_DEV.relative_to(root).as_posix()
    build = environment.LOCK_BUILD.relative_to(root).as_posix()
    for command in (
        [*common, "pyproject.toml", "--group", "build", "-o", runtime],
        [*common, "pyproject.toml", "--group", "dev", "-c", runtime, "-o", dev],
        [
            # packages bring along what runs models on this computer
            *[*common, "pyproject.toml", "--extra", "local", "--group", "installers"],
            *["-c", runtime, "-o", build],
        ],
        *(
            [
                *[*compiled, "--python-version", oldest, "--group", name],
                *["-o", judges.lock(name).relative_to(root).as_posix()],
            ]
            for name, oldest in judges.ENVIRONMENTS.items()
        ),
    ):
        code = subprocess.run(command, cwd=root, check=False).returncode
        if code != 0:
            return code
    return 0


def without_wheels(uv: str = "") -> list[str]:
    """Return in words what a system would have to compile, or could not install at all.

    Only what the index tells of the packages is fetched, not the packages.

    Args:
        uv: The program, where it is known.

    Raises:
        SetupError: uv is not here.
    """
    told = []
    common = [uv or _uv(), "pip", "compile", "--quiet", "--no-header", "--no-deps"]
    for lock, version in _CHECKED:
        for name, platform in SYSTEMS.items():
            done = subprocess.run(
                [
                    *[*common, "--only-binary", ":all:", "--python-platform", platform],
                    *["--python-version", version, str(lock)],
                ],
                env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                check=False,
            )
            if done.returncode != 0:
                told.append(f"{lock.name}, Python {version}, {name}:\n{done.stderr.strip()}")
    return told


def _uv() -> str:
    local = environment.script("uv")
    uv = str(local) if local.is_file() else shutil.which("uv")
    if uv is None:
        raise SetupError("uv is needed to write the locks.\nGet it with:\n    pip install uv")
    return uv
