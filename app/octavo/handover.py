"""A second start hands its files to the window that is open, through a folder in the data folder.

A request is one file with a random name, written whole before it has that name. The window takes it
by removing it: that is the acknowledgement. Who handed it over and sees it gone knows that a living
window has it; who has waited long enough withdraws it, and only one of the two can remove it. There
is no socket and no port.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import Final

from octavo.errors import DataFolderInUseError
from octavo.window_lock import WindowLock, holder
from octavo.words import say

FOLDER: Final = "handover"
"""Where requests lie in a data folder."""

PATIENCE: Final = 10.0
"""Seconds that a second start waits for the window; one that closes is gone earlier."""

_LOOK_EVERY: Final = 0.02
_STALE: Final = 60.0
"""Seconds after which nobody waits for a request any more: whoever wrote it was killed."""

_MAX_BYTES: Final = 8 << 20
"""More than any command line of today's systems makes."""

_MAX_TOKEN: Final = 512
_NAME: Final = re.compile(r"[0-9a-f]{32}\.json")

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class HandOver:
    """What a second start wants of the window.

    Args:
        paths: Absolute paths to open; they need not exist.
        token: What the desktop gave the second start, so that the window may come to the front;
            empty where there is no such thing.
    """

    paths: tuple[Path, ...] = ()
    token: str = ""


def enter(data_dir: Path, wanted: HandOver, *, patience: float = PATIENCE) -> WindowLock | None:
    """Become the window of a data folder, or hand over to the one that is open.

    Args:
        data_dir: The folder; made if needed.
        wanted: What to hand over.
        patience: Seconds to wait for the other window.

    Returns:
        The lock to hold while the window is open; None if the other window has taken what was
        handed over.

    Raises:
        DataFolderInUseError: there is another window, and it did not take it in time.
    """
    lock = WindowLock.take(data_dir)
    if lock is not None:
        return lock
    _let_it_come_forward()
    try:
        request = _write(data_dir / FOLDER, wanted)
        lock = _wait(data_dir, request, patience)
        withdrawn = _remove(request)
    except OSError as error:
        _log.warning("nothing can be handed over: %s", error)
        raise _silent(data_dir) from error
    if withdrawn and lock is None:
        raise _silent(data_dir)
    if not withdrawn and lock is not None:  # a third start was quicker, and has taken the request
        lock.release()
    return lock if withdrawn else None


def _wait(data_dir: Path, request: Path, patience: float) -> WindowLock | None:
    """Wait until a request is taken or given up; return the lock if the other window has closed."""
    deadline = time.monotonic() + patience
    while request.exists():
        lock = WindowLock.take(data_dir)
        if lock is not None or time.monotonic() > deadline:
            return lock
        time.sleep(_LOOK_EVERY)
    return None


def take_all(data_dir: Path) -> list[HandOver]:
    """Take what was handed over, in the order in which it was written; blocks on the disk.

    What is not a request as `enter` writes it is removed and changes nothing.
    """
    taken: list[HandOver] = []
    for path in _requests(data_dir / FOLDER):
        wanted = _read(path)
        try:
            was_there = _remove(path)
        except OSError as error:
            _log.warning("what was handed over cannot be taken: %s", error)
            continue
        if was_there and wanted is not None:  # else it was withdrawn
            taken.append(wanted)
    return taken


def make_folder(data_dir: Path) -> Path:
    """Make the folder for requests in a data folder that is there, and return it.

    Raises:
        OSError: it cannot be made.
    """
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _silent(data_dir: Path) -> DataFolderInUseError:
    process = holder(data_dir)
    return DataFolderInUseError(
        say("An Octavo window is open on “{path}” and does not answer.", path=data_dir),
        hint=say("Close that window, then try again.")
        if process is None
        else say(
            "Close that window, or end its process (number {process}), then try again.",
            process=str(process),
        ),
    )


def _write(folder: Path, wanted: HandOver) -> Path:
    make_folder(folder.parent)
    name = os.urandom(16).hex()
    draft, request = folder / f"{name}.partial", folder / f"{name}.json"
    content = json.dumps({"paths": [str(path) for path in wanted.paths], "token": wanted.token})
    try:
        with draft.open("x", encoding="ascii") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(request)
    except OSError:
        with contextlib.suppress(OSError):  # the first error tells more
            draft.unlink(missing_ok=True)
        raise
    return request


def _requests(folder: Path) -> list[Path]:
    found: list[tuple[int, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with contextlib.suppress(OSError):
                written = path.lstat().st_mtime_ns
                if time.time() - written / 1e9 > _STALE:
                    path.unlink()
                elif _NAME.fullmatch(path.name):
                    found.append((written, path))
    return [path for _, path in sorted(found)]


def _read(path: Path) -> HandOver | None:
    """Return a request, or None if it is none: anybody could have put anything there."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
                raise ValueError("not a file of the usual size")  # noqa: TRY301
            return _checked(json.loads(file.read(_MAX_BYTES)))
    except FileNotFoundError:  # withdrawn
        return None
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("what was handed over cannot be used: %s", error)
        return None


def _checked(given: object) -> HandOver:
    if not isinstance(given, dict):
        raise ValueError("not an object")  # noqa: TRY004 - of a file, not of a caller
    paths, token = given.get("paths"), given.get("token")
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise ValueError("no list of paths")
    found = tuple(Path(path) for path in paths if "\0" not in path)
    if len(found) < len(paths) or not all(path.is_absolute() for path in found):
        raise ValueError("a path that is not absolute")
    usable = isinstance(token, str) and len(token) <= _MAX_TOKEN and token.isprintable()
    return HandOver(found, str(token) if usable else "")


def _remove(request: Path) -> bool:
    """Remove a request; return whether it was still there."""
    try:
        request.unlink()
    except FileNotFoundError:
        return False
    return True


def _let_it_come_forward() -> None:
    """Give the other window our right to come to the front, which Windows gives the newest one."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - needed there only

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
