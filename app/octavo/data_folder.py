"""The data folder's way into the world: whoever needs it first makes it, for its owner alone."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

DATABASE = "octavo.sqlite"
POINTER = "data-folder.json"
"""Notes where the data was moved to; on some systems it lies in the usual data folder."""

_OURS = frozenset({"files", "logs", "cache", "models", "handover", "qt"})
_OUR_FILES = (
    "octavo.",
    "octavo-v",
    "drops.",
    "newer-",
    "before-restore-",
    "restoring",
    "backup-",
    "window.ini",
    "providers.json",
    "updates.json",
    "backups.json",
    "recognition.json",
    POINTER,
)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_log = logging.getLogger(__name__)


def make_data_folder(path: Path) -> None:
    """Make the folder if it is not there, and let nobody but its owner look into it.

    Copies of private documents lie in it. A folder that was there is closed to others only if it
    is empty or holds a database of ours and nothing else but ours: a folder that a person keeps
    other things in stays as open as they made it. Windows keeps a person's folders apart itself.

    Raises:
        OSError: it cannot be made.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "posix":
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS and _is_ours(path):
            path.chmod(mode & ~_OTHERS)
    except OSError as error:  # another's folder, or a disk without modes: it works all the same
        _log.info("the data folder stays as open as it is: %s", error)


def _is_ours(path: Path) -> bool:
    names = {entry.name for entry in path.iterdir()}
    if names and DATABASE not in names:
        return False
    return all(map(is_our_name, names))


def is_our_name(name: str) -> bool:
    """Tell whether what has this name in a data folder is Octavo's."""
    return name in _OURS or name.startswith(_OUR_FILES)
