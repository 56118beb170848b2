"""What the operating system has to bring: Qt's libraries, a display, a way to install things.

Standard library only, and readable by older Pythons, so that those can be told what is missing.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

INSTALL = {
    "apt": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper install -y",
}
"""How each package manager known here installs, the names below being in the same order."""


class SetupError(Exception):
    """Something is missing and cannot be put right from here; the message says what to do."""


class Library(NamedTuple):
    """A shared library that Qt's wheel loads, and the package that brings it."""

    soname: str
    apt: str
    dnf: str
    pacman: str
    zypper: str

    def package(self, manager: str) -> str:
        """Return the package's name for one of the managers of ``INSTALL``."""
        return self[1 + list(INSTALL).index(manager)]


_TABLE = Path(__file__).resolve().parent.parent / "resources" / "system-libraries.txt"


def _libraries(use: str) -> tuple[Library, ...]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return tuple(Library(*row[1:]) for row in rows if row[0] == use)


OFFSCREEN = _libraries("any")
"""What any use of Qt needs."""

WINDOW = _libraries("x11")
"""What a window under X11 needs beside that."""


def missing_libraries(wanted: Iterable[Library]) -> list[Library]:
    """Return those libraries that the system's loader does not find; none outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library in wanted:
        try:
            ctypes.CDLL(library.soname)
        except OSError:
            missing.append(library)
    return missing


def manager() -> str | None:
    """Return the system's package manager, if it is one that is known here."""
    programs = {"apt": "apt-get", "dnf": "dnf", "pacman": "pacman", "zypper": "zypper"}
    return next((name for name, program in programs.items() if shutil.which(program)), None)


def install_command(packages: Iterable[str], name: str) -> str:
    """Return the command a person types to install packages with the named manager."""
    return f"{'' if _is_root() else 'sudo '}{INSTALL[name]} {' '.join(packages)}"


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where apt and the right to use it without a question are there.

    Returns:
        Whether apt says that they are installed now.
    """
    prefix = _privilege()
    if manager() != "apt" or prefix is None:
        return False
    print(f"Installing with apt: {' '.join(packages)}", flush=True)
    # sudo drops the environment, env(1) after it does not
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*apt, "apt-get", "-q", "update"], stdin=subprocess.DEVNULL, check=False)
    install = [*apt, *INSTALL["apt"].split(), "-q", *packages]
    return subprocess.run(install, stdin=subprocess.DEVNULL, check=False).returncode == 0


def ensure_libraries(wanted: Iterable[Library], purpose: str) -> None:
    """Have the libraries there, installing them with apt where that is possible.

    Args:
        wanted: The libraries.
        purpose: What needs them, for the message, such as ``"the window"``.

    Raises:
        SetupError: Some are missing and cannot be installed from here.
    """
    wanted = tuple(wanted)
    missing = missing_libraries(wanted)
    if missing and apt_install(sorted({library.apt for library in missing})):
        missing = missing_libraries(wanted)
    if not missing:
        return
    sonames = ", ".join(library.soname for library in missing)
    found = manager()
    if found is None:
        advice = "Install them with the system's package manager."
    else:
        packages = dict.fromkeys(library.package(found) for library in missing)
        advice = f"Install them with:\n    {install_command(packages, found)}"
    raise SetupError(f"{purpose} needs libraries that this system lacks: {sonames}\n{advice}")


def no_display(environ: Mapping[str, str]) -> str | None:
    """Return why no window can be shown, or None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    if environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM"):
        return None
    display = environ.get("DISPLAY", "")
    if not display:
        return "neither DISPLAY nor WAYLAND_DISPLAY is set"
    number = display.partition(":")[2].partition(".")[0]
    if display.startswith(":") and not _x_server_listens(number):
        return f"DISPLAY is {display}, but no X server answers there"
    return None


def _x_server_listens(number: str) -> bool:
    """Say whether a local X server accepts connections, by file or by abstract address."""
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the X server's own well-known place
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as attempt:
            if attempt.connect_ex(address) == 0:
                return True
    return False


def python_advice() -> str:
    """Return how a complete Python that is new enough is installed on this system."""
    packages = {"dnf": "python3.13", "pacman": "python", "zypper": "python313"}
    found = manager()
    if sys.platform == "darwin":
        command = "brew install python@3.13"
    elif sys.platform == "win32":
        command = "winget install Python.Python.3.13"
    elif found in packages:
        command = install_command([packages[found]], found)
    else:
        return "Install a newer Python, or a newer release of this system."
    return f"Get one with:\n    {command}"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _privilege() -> list[str] | None:
    """Return what to put before a command that needs the administrator, None without the right."""
    if _is_root():
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None
