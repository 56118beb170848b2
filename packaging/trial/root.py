"""A bare Debian to install into: what a person's system may lack, it lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from installers.layout import BUILD

_ENVIRON = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "HOME": "/root",
    "DEBIAN_FRONTEND": "noninteractive",
}
_PASSED_OVER = ("proc", "dev", "tmp", "root", "var/lib/apt", "var/cache", "var/log")
"""What changes by itself when packages come and go."""


def missing() -> str | None:
    """Return why no such system can be made here, or None where one can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can make a system to install into"
    return None if shutil.which("debootstrap") else "debootstrap is not installed"


def _needed(*words: str, environ: Mapping[str, str] | None = None) -> None:
    """Run what makes the bare system; skip the test where it cannot be done here.

    A container may forbid mounting, and a machine may reach no mirror of Debian's.
    """
    done = subprocess.run(
        words,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        last = done.stdout.strip().rpartition("\n")[2]
        pytest.skip(f"no bare system can be made here, {words[0]} fails: {last}")


class Root:
    """The bare system; its processes see its files only.

    Args:
        folder: Where it is made.
        release: Debian's name of the release.
    """

    def __init__(self, folder: Path, release: str) -> None:
        self.folder = folder
        self._release = release

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        subprocess.run(["tar", "-xpf", self._made_once(), "-C", self.folder], check=True)
        # apt inside uses the machine's own way to the packages
        for name in ("etc/apt/apt.conf.d", "etc/ssl/certs"):
            source, target = Path("/", name), self.folder / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        _needed("mount", "-t", "proc", "proc", str(self.folder / "proc"))
        try:
            update = ["apt-get", "-q", "-o", "APT::Update::Error-Mode=any", "update"]
            _needed(*self.command(*update), environ=_ENVIRON)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["umount", "--lazy", self.folder / "proc"], check=False)

    def _made_once(self) -> Path:
        """Return the archive of the bare system, which is kept: making one takes minutes."""
        archive = BUILD / "roots" / f"{self._release}.tar"
        if not archive.is_file():
            archive.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder, "root")  # a folder that everybody may enter
                _needed("debootstrap", "--variant=minbase", self._release, str(made))
                partial = archive.with_suffix(".partial")
                inside = ["--exclude=./proc/*", "--exclude=./sys/*", "-C", str(made), "."]
                subprocess.run(["tar", "-cpf", partial, *inside], check=True)
            partial.replace(archive)
        return archive

    def command(self, *words: str) -> list[str]:
        """Return the command that runs a program inside."""
        return ["chroot", str(self.folder), *words]

    def run(self, words: Sequence[str], **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a program inside to its end.

        Raises:
            AssertionError: it ended with an error.
        """
        done = subprocess.run(
            self.command(*words),
            env={**_ENVIRON, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr}"
        return done

    def install(self, package: Path) -> None:
        """Install a package file with what it depends on, an older one over a newer one, too."""
        shutil.copyfile(package, self.folder / "tmp" / package.name)
        words = ["apt-get", "install", "-y", "--allow-downgrades", "--no-install-recommends"]
        self.run([*words, f"./tmp/{package.name}"])

    def files(self) -> set[str]:
        """Return the paths of all that lies there, but for what changes by itself."""
        found: set[str] = set()
        for place, folders, files in os.walk(self.folder):
            inner = Path(place).relative_to(self.folder)
            folders[:] = [name for name in folders if str(inner / name) not in _PASSED_OVER]
            found.update(str(inner / name) for name in folders + files)
        return found
