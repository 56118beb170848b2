"""Every store behaves as these tests say: they run over each adapter of ``ADAPTERS``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Store
from support.stores import Opener

ADAPTERS: dict[str, Callable[[Path], Awaitable[Store]]] = {
    "sqlite": lambda folder: SqliteStore.open(folder / "octavo.sqlite"),
}


@pytest.fixture(params=sorted(ADAPTERS))
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same store again and again."""
    return lambda: ADAPTERS[request.param](tmp_path)


@pytest.fixture
async def store(open_store: Opener) -> AsyncIterator[Store]:
    opened = await open_store()
    yield opened
    await opened.aclose()
