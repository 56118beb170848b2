"""What tests do to an engine from the inside."""

from __future__ import annotations

import apsw

from octavo.engine.app import Engine
from octavo.engine.store.sqlite import SqliteStore


async def limit_disk(engine: Engine, more: int | None) -> None:
    """Let the engine's database grow by so many pages only, or without a limit."""
    store = engine._services.store
    assert isinstance(store, SqliteStore)

    def work(connection: apsw.Connection) -> None:
        limit = 0xFFFFFFFE if more is None else connection.pragma("page_count") + more
        connection.execute(f"PRAGMA max_page_count = {limit}")

    await store._writer.run(work)
