"""The copies of the database that are taken before its schema changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path


@dataclasses.dataclass(frozen=True, slots=True)
class SchemaCopy:
    """A copy of the database as an older version left it.

    Args:
        path: The file.
        version: Its schema.
        made: When it was made, in local time.
    """

    path: Path
    version: int
    made: dt.datetime

    @property
    def day(self) -> str:
        """The day it was made on, for people: ``2026-11-28``."""
        return self.made.date().isoformat()


def backup_path(path: Path, version: int) -> Path:
    """Return where the copy lies that is taken before schema ``version`` is left."""
    return path.with_name(f"{path.stem}-v{version}.backup{path.suffix}")


def newest_copy(path: Path, newest: int) -> SchemaCopy | None:
    """Return the copy with the highest schema that a program can read, None without one.

    Args:
        path: The database that copies were taken of.
        newest: The highest schema that the program knows.

    Raises:
        OSError: the folder cannot be read.
    """
    name = re.compile(re.escape(path.stem) + r"-v(\d+)\.backup" + re.escape(path.suffix))
    found = [
        (int(match[1]), entry)
        for entry in path.parent.iterdir()
        if (match := name.fullmatch(entry.name)) and int(match[1]) <= newest
    ]
    if not found:
        return None
    version, entry = max(found)
    made = dt.datetime.fromtimestamp(entry.stat().st_mtime, dt.UTC).astimezone()
    return SchemaCopy(entry, version, made)
