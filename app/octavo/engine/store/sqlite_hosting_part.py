"""The part of the SQLite store that tells what lies at hosts; see ``Hostings``."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.store import sqlite_hostings
from octavo.engine.store.hostings import FileState, HostedEntry, HostedStore
from octavo.engine.store.sqlite_lanes import Lanes


class SqliteHostings:
    """Implements ``Hostings`` over the lanes of a `SqliteStore`."""

    async def host_store(self: Lanes, vector_store_id: str, wanted: HostedStore | None) -> None:
        await self._write(lambda c: sqlite_hostings.host_store(c, vector_store_id, wanted))

    async def keep_hosted(self: Lanes, vector_store_id: str) -> None:
        await self._write(lambda c: sqlite_hostings.keep(c, vector_store_id))

    async def reconcile_hosted(self: Lanes) -> None:
        await self._write(sqlite_hostings.reconcile)

    async def hosted_stores(
        self: Lanes, vector_store_ids: Sequence[str] | None = None
    ) -> list[HostedStore]:
        return await self._read(lambda c: sqlite_hostings.stores(c, vector_store_ids))

    async def hosted_files(self: Lanes, store: int) -> list[HostedEntry]:
        return await self._read(lambda c: sqlite_hostings.files(c, store))

    async def readable(self: Lanes, vector_store_id: str) -> tuple[int, int]:
        return await self._read(lambda c: sqlite_hostings.readable(c, vector_store_id))

    async def update_hosted_store(self: Lanes, seq: int, remote_id: str) -> None:
        await self._write(lambda c: sqlite_hostings.update_store(c, seq, remote_id))

    async def update_hosted_file(
        self: Lanes,
        seq: int,
        state: FileState,
        *,
        remote_id: str | None = None,
        sent_at: int | None = None,
        problem: str = "",
    ) -> None:
        await self._write(
            lambda c: sqlite_hostings.update_file(c, seq, state, remote_id, sent_at, problem)
        )

    async def forget_hosted_store(self: Lanes, seq: int) -> None:
        await self._write(lambda c: sqlite_hostings.forget_store(c, seq))

    async def forget_hosted_file(self: Lanes, seq: int) -> None:
        await self._write(lambda c: sqlite_hostings.forget_file(c, seq))
