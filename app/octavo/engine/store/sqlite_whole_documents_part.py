"""The part of the SQLite store that looks at documents as a whole; see ``WholeDocuments``."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.store import sqlite_profiles
from octavo.engine.store.records import Called, Opening
from octavo.engine.store.sqlite_lanes import Lanes


class SqliteWholeDocuments:
    """Implements ``WholeDocuments`` over the lanes of a `SqliteStore`."""

    async def files_with_text(
        self: Lanes, vector_store_ids: Sequence[str], limit: int, files: Sequence[str] | None = None
    ) -> list[tuple[str, str]]:
        return await self._read(
            lambda c: sqlite_profiles.files_with_text(c, vector_store_ids, files, limit)
        )

    async def names(
        self: Lanes,
        vector_store_ids: Sequence[str],
        files: Sequence[str] | None = None,
        *,
        titles: bool = False,
    ) -> list[Called]:
        return await self._read(
            lambda c: sqlite_profiles.names(c, vector_store_ids, files, titles=titles)
        )

    async def openings(self: Lanes, file_ids: Sequence[str]) -> list[Opening]:
        return await self._read(lambda c: sqlite_profiles.openings(c, file_ids))

    async def chunks_on_pages(
        self: Lanes,
        vector_store_ids: Sequence[str],
        pages: Sequence[str],
        limit: int,
        files: Sequence[str] | None = None,
        first: Sequence[str] = (),
    ) -> list[int]:
        return await self._read(
            lambda c: sqlite_profiles.chunks_on_pages(
                c, vector_store_ids, pages, limit, files, first
            )
        )
