"""The work of a summary in a process: the same as in a thread, and not for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import numpy as np
import pytest

from octavo.engine.insight.finders import ProcessFinder, ThreadFinder
from octavo.engine.store.records import Chunk, ChunkVectors
from octavo.errors import AppError
from octavo.models.port import EmbeddingModel
from octavo.pdf.page import PageText

TEXTS = (
    """The landlord lets the old mill to the tenant for ten years in all.
The tenant pays the rent of the mill on the first day of each month.""",
    """The tenant may terminate the lease of the mill with three months' notice.
No tenant may keep a goat in the yard of the mill without consent.""",
)
PAGES = [
    PageText(number, str(number), "text", "", text, ()) for number, text in enumerate(TEXTS, 1)
]
CHUNKS = [Chunk(i, "vs_1", "file-1", "0", i, 0, len(TEXTS[i - 1]), "", "", str(i)) for i in (1, 2)]
VECTORS = ChunkVectors(
    EmbeddingModel("toy", "1", 2), np.array([1, 2]), np.array([[3, 4], [4, 3]], dtype=np.int8)
)


def too_slow() -> object:
    """Serve a method that takes longer than anybody waits; called in the worker process."""
    return {"find": lambda *_: time.sleep(600)}


@pytest.fixture
async def finder() -> AsyncIterator[ProcessFinder]:
    made = ProcessFinder()
    yield made
    await made.aclose()


async def test_a_process_finds_what_a_thread_finds(finder: ProcessFinder) -> None:
    assert finder.pid is None  # none is started before it is needed
    there, here = await asyncio.gather(
        finder.find(PAGES, CHUNKS, VECTORS, ()), ThreadFinder().find(PAGES, CHUNKS, VECTORS, ())
    )
    assert finder.pid is not None
    assert there.summary == here.summary
    assert there.sentences == here.sentences
    assert set(there.sentences) == there.summary.named()
    assert there.centre is not None
    assert here.centre is not None
    assert np.allclose(there.centre, here.centre)


async def test_what_takes_too_long_is_given_up() -> None:
    finder = ProcessFinder(within=0.2, target=f"{__name__}:too_slow")
    try:
        with pytest.raises(AppError, match="takes too long"):
            await finder.find(PAGES, CHUNKS, None, ())
    finally:
        await finder.aclose()
