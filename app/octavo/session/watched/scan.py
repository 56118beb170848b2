"""What lies in a watched folder now, and how that differs from what was taken in of it."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Final

SETTLED_SECONDS: Final = 2.0
"""A file that changed less than that long ago may still be written to."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is told from the same one changed: size in bytes and time in nanoseconds."""

    bytes: int
    modified: int


@dataclasses.dataclass(frozen=True, slots=True)
class Scan:
    """What lies in a folder.

    Args:
        is_there: Whether the folder can be looked into.
        files: Its PDFs, in order of name.
        unread: Folders in it that cannot be looked into.
    """

    is_there: bool
    files: Mapping[Path, Stamp]
    unread: tuple[Path, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done.

    Args:
        new: To be taken in, those that changed among them.
        old: To be taken out, those that changed among them.
        unsettled: Whether files are left for later, since they may still be written to.
    """

    new: tuple[Path, ...]
    old: tuple[Path, ...]
    unsettled: bool


Place = tuple[int, int]
"""By which a folder is told from another one of its name: device and number."""


def place_of(folder: Path) -> Place | None:
    """Return which folder lies there, None if there is none; blocks."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def scan(folder: Path) -> Scan:
    """Look into a folder and those in it; blocks, so call it off the loop.

    Links to folders are not followed, for they may lead out of it or round in circles.
    """
    unread: list[Path] = []
    try:
        os.scandir(folder).close()
    except OSError:
        return Scan(False, {})
    files: dict[Path, Stamp] = {}
    walk = os.walk(folder, onerror=lambda error: unread.append(Path(error.filename or folder)))
    for root, folders, names in walk:
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(".pdf"):
                path = Path(root, name)
                try:
                    status = path.stat()
                except OSError:
                    continue  # it has just gone, or is a link to nothing
                files[path] = Stamp(status.st_size, status.st_mtime_ns)
    return Scan(True, files, tuple(unread))


def difference(
    found: Scan, known: Mapping[Path, Stamp], held: Iterable[Path], now: float | None = None
) -> Difference:
    """Return what differs.

    Args:
        found: What lies in the folder.
        known: What was taken in of it before, whether the collection still has it or not.
        held: What the collection has of it, though it may not be known.
        now: In Unix seconds.
    """
    moment = time.time() if now is None else now
    in_collection = set(held)
    unsettled = False
    new: list[Path] = []
    old: list[Path] = []
    for path, stamp in found.files.items():
        if known.get(path, None if path not in in_collection else stamp) == stamp:
            continue
        if 0 <= moment - stamp.modified / 1e9 < SETTLED_SECONDS:
            unsettled = True
            continue
        new.append(path)
        if path in known:
            old.append(path)
    old += [path for path in known if path not in found.files and not _is_unread(path, found)]
    return Difference(tuple(new), tuple(old), unsettled)


def looks_replaced(found: Scan, known: Mapping[Path, Stamp]) -> bool:
    """Tell whether nothing of what was known is left: more likely a drive that is not plugged in.

    Files that only got another name are still there, to be told by their stamps.
    """
    if not known or any(path in found.files for path in known):
        return False
    return not set(known.values()) & set(found.files.values())


def missing(found: Scan, known: Mapping[Path, Stamp], before: Container[Path]) -> frozenset[Path]:
    """Return the files that went all at once, of which none is taken for deleted.

    Each is missing until itself is there again: what others lie in its folder by then tells
    nothing of it, and neither does one of its size and time.

    Args:
        found: What lies in the folder.
        known: What was taken in of it before.
        before: What was missing by then.
    """
    still = {path for path in known if path in before and path not in found.files}
    followed = {path: stamp for path, stamp in known.items() if path not in before}
    return frozenset(still | set(followed if looks_replaced(found, followed) else ()))


def _is_unread(path: Path, found: Scan) -> bool:
    return any(path.is_relative_to(folder) for folder in found.unread)
