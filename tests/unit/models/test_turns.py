"""Who comes first at the shipped model: a question, with all that it asks, before documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import numpy as np
import pytest

from octavo.models import minilm
from octavo.models.minilm import MiniLmEmbedder


class Worker:
    """Works off one call after the other, as the process does, urgent ones first."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._turn = asyncio.Lock()

    async def call(self, _method: str, *arguments: Any, **_options: Any) -> Any:
        texts: Sequence[str] = arguments[-1]
        async with self._turn:
            await asyncio.sleep(0.01)
            self.done.append(texts[0])
        return np.zeros((len(texts), 384), dtype=np.float32)


@pytest.fixture
async def turns(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[MiniLmEmbedder, Worker]]:
    embedder, worker = MiniLmEmbedder(threads=1), Worker()
    own = embedder._worker
    monkeypatch.setattr(embedder, "_worker", worker)
    yield embedder, worker
    await own.aclose()


async def test_documents_wait_until_a_question_has_asked_all(
    turns: tuple[MiniLmEmbedder, Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm, "_QUIET", 5.0)
    monkeypatch.setattr(minilm, "_LONGEST_WAIT", 60.0)
    embedder, worker = turns
    documents = asyncio.ensure_future(embedder.embed(["passage"] * 400))
    while not worker.done:  # noqa: ASYNC110 - what is waited for is the other task's
        await asyncio.sleep(0.01)
    await embedder.embed(["question"], urgent=True)
    for _ in range(10):
        await asyncio.sleep(0.01)  # what was found is put in order
        await embedder.embed(["sentence"], urgent=True)
    documents.cancel()
    began = worker.done.index("question")
    assert worker.done[began:] == ["question", *["sentence"] * 10]


async def test_documents_go_on_though_questions_never_end(
    turns: tuple[MiniLmEmbedder, Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm, "_QUIET", 1e9)
    monkeypatch.setattr(minilm, "_LONGEST_WAIT", 0.05)
    embedder, worker = turns
    await embedder.embed(["question"], urgent=True)
    await embedder.embed(["passage"] * 5)
    assert worker.done == ["question", *["passage"] * 3]
