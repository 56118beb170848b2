"""What the journal keeps of watched folders: which they are, and what was taken in of them."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import apsw

from octavo.session.drops import Journal
from octavo.session.watched.scan import Stamp

_FOLDERS: Final = "SELECT store_id, path FROM watched ORDER BY number"
_MISSING: Final = "SELECT path FROM missing WHERE store_id = ?"
_MISS: Final = "INSERT OR IGNORE INTO missing (store_id, path) VALUES (?, ?)"
_MISS_NO_MORE: Final = "DELETE FROM missing WHERE store_id = ? AND path = ?"
_FORGET: Final = "DELETE FROM seen WHERE store_id = ? AND path = ?"
_SEEN: Final = "SELECT path, bytes, modified FROM seen WHERE store_id = ?"
_SEE: Final = "INSERT OR REPLACE INTO seen (store_id, path, bytes, modified) VALUES (?, ?, ?, ?)"


@dataclasses.dataclass(frozen=True, slots=True)
class Watched:
    """A folder that a collection follows.

    Args:
        store_id: The collection.
        path: The folder.
    """

    store_id: str
    path: Path


class WatchedJournal:
    """Each call is one transaction, and raises as ``Journal.run``."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def folders(self) -> list[Watched]:
        """Return all watched folders in the order in which they were chosen."""
        rows = await self._journal.run(lambda db: db.execute(_FOLDERS).fetchall())
        return [Watched(str(row[0]), _path(row[1])) for row in rows]

    async def add(self, folder: Watched) -> None:
        """Keep a folder."""
        row = (folder.store_id, os.fsencode(folder.path))
        query = "INSERT OR REPLACE INTO watched (store_id, path) VALUES (?, ?)"
        await self._journal.run(lambda db: db.execute(query, row).close())

    async def remove(self, folder: Watched) -> None:
        """Forget a folder, and what was seen in it."""
        seen = await self.seen(folder)
        row = (folder.store_id, os.fsencode(folder.path))
        query = "DELETE FROM watched WHERE store_id = ? AND path = ?"
        await self._journal.run(lambda db: db.execute(query, row).close())
        await self.forget(folder, seen)

    async def seen(self, folder: Watched) -> dict[Path, Stamp]:
        """Return what was taken in of a folder, with the stamps that it had then."""
        rows = await self._journal.run(lambda db: db.execute(_SEEN, (folder.store_id,)).fetchall())
        found = {_path(row[0]): Stamp(int(str(row[1])), int(str(row[2]))) for row in rows}
        return {path: one for path, one in found.items() if path.is_relative_to(folder.path)}

    async def see(self, folder: Watched, files: Mapping[Path, Stamp]) -> None:
        """Note files as taken in."""
        rows = [
            (folder.store_id, os.fsencode(path), stamp.bytes, stamp.modified)
            for path, stamp in files.items()
        ]
        await self._journal.run(lambda db: db.executemany(_SEE, rows).close())

    async def forget(self, folder: Watched, paths: Iterable[Path]) -> None:
        """Note files as gone, and as missing no more."""
        rows = [(folder.store_id, os.fsencode(path)) for path in paths]

        def forget(db: apsw.Connection) -> None:
            db.executemany(_FORGET, rows).close()
            db.executemany(_MISS_NO_MORE, rows).close()

        await self._journal.run(forget)

    async def missing(self, folder: Watched) -> frozenset[Path]:
        """Return the files that went all at once; see `octavo.session.watched.scan.missing`."""
        row = (folder.store_id,)
        rows = await self._journal.run(lambda db: db.execute(_MISSING, row).fetchall())
        found = (_path(row[0]) for row in rows)
        return frozenset(path for path in found if path.is_relative_to(folder.path))

    async def miss(self, folder: Watched, paths: Iterable[Path], but: Iterable[Path] = ()) -> None:
        """Note files as missing, and others as missing no more."""
        rows = [(folder.store_id, os.fsencode(path)) for path in paths]
        others = [(folder.store_id, os.fsencode(path)) for path in but]

        def miss(db: apsw.Connection) -> None:
            db.executemany(_MISS_NO_MORE, others).close()
            db.executemany(_MISS, rows).close()

        await self._journal.run(miss)


def _path(packed: object) -> Path:
    return Path(os.fsdecode(packed)) if isinstance(packed, bytes) else Path(str(packed))
