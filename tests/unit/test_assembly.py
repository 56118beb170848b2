"""How an engine is put together for what follows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
import pytest

from octavo.assembly import open_client
from octavo.errors import ResourceError
from octavo.models.minilm import MiniLmEmbedder
from support.waiting import until


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Is set when the model is to be loaded ahead; it cannot be."""
    asked = asyncio.Event()

    async def warm(self: MiniLmEmbedder) -> None:
        asked.set()
        raise ResourceError("The model is gone.")

    monkeypatch.setattr(MiniLmEmbedder, "warm", warm)
    return asked


async def test_the_model_is_loaded_ahead_where_a_question_follows(
    tmp_path: Path, warmed: asyncio.Event
) -> None:
    async with open_client(tmp_path / "data", asks=True) as client:
        await asyncio.wait_for(warmed.wait(), 60)
        # That it cannot be is told by the question.
        assert (await client.get_vector_stores()).data == []


async def test_the_model_is_left_alone_where_none_does(
    tmp_path: Path, warmed: asyncio.Event
) -> None:
    async with open_client(tmp_path / "data"):
        pass
    assert not warmed.is_set()


async def test_the_reader_is_started_ahead_where_files_and_a_question_follow(
    tmp_path: Path,
) -> None:
    before = {child.pid for child in psutil.Process().children()}

    def started() -> int:
        return len({child.pid for child in psutil.Process().children()} - before)

    async with open_client(tmp_path / "asks", asks=True):
        await until(lambda: started() == 2, "reader and model")
    async with open_client(tmp_path / "none"):
        assert started() == 0
