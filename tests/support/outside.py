"""Watches whether this process touches anything outside itself: files, processes, the network."""

from __future__ import annotations

import base64
import ctypes
import encodings.idna  # noqa: F401 - else found by name later, in the working folder first
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any, Self

import octavo
from octavo.resources import resource

_FILES = {"open", "os.listdir", "os.scandir"}
_NEVER = {
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "socket.__new__",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
    "urllib.Request",
    "webbrowser.open",
}
_OWN = tuple(
    os.path.realpath(folder)
    for folder in (
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        Path(octavo.__file__).parent,
        resource("icons").parent,
        Path(__file__).parents[1],  # the tests
    )
)
"""Where modules may be imported from at any time, and the program's own icons and styles."""

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)
_IN_ACCESS, _IN_OPEN = 0x1, 0x20

_noted: list[tuple[str, Any]] | None = None
_hooked = False


class Outside:
    """Notes what is touched within a ``with``.

    Python's audit events tell what Python code does. What Qt does on its own they do not tell:
    for that there is a bait, a picture in a folder that the system watches (on Linux).

    Args:
        folder: For the bait; empty.
    """

    def __init__(self, folder: Path) -> None:
        self.bait = folder / "bait.png"
        self.bait.write_bytes(_PNG)
        self._inotify = _watch(folder)
        self._noted: list[tuple[str, Any]] = []

    def __enter__(self) -> Self:
        global _noted, _hooked  # noqa: PLW0603 - an audit hook stays for as long as the process
        if not _hooked:
            sys.addaudithook(_note)
            _hooked = True
        _noted = self._noted
        return self

    def __exit__(self, *_: object) -> None:
        global _noted  # noqa: PLW0603
        _noted = None

    @property
    def touched(self) -> list[tuple[str, Any]]:
        """What was touched, by the names of Python's audit events and ``"bait"``."""
        if self._inotify is not None:
            try:
                os.read(self._inotify, 65_536)
            except BlockingIOError:
                pass
            else:
                self._noted.append(("bait", str(self.bait)))
        return self._noted

    def close(self) -> None:
        """Give back what the watch holds."""
        if self._inotify is not None:
            os.close(self._inotify)


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _noted is None:
        return
    if event in _NEVER or (event in _FILES and not _is_own(arguments[0])):
        _noted.append((event, arguments[:1]))


def _is_own(path: Any) -> bool:
    if not isinstance(path, (str, bytes)):
        return False
    return os.path.realpath(os.fsdecode(path)).startswith(_OWN)


def _watch(folder: Path) -> int | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    inotify: int = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    watched = libc.inotify_add_watch(inotify, os.fsencode(folder), _IN_ACCESS | _IN_OPEN)
    if inotify < 0 or watched < 0:
        raise OSError(ctypes.get_errno(), "the bait cannot be watched")
    return inotify
