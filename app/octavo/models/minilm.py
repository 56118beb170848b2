"""The embedder that comes with Octavo: all-MiniLM-L6-v2 in a worker process of its own.

The process starts with the first call, works on small sets so that a question never waits long
behind documents, and is ended when nothing was asked of it for a while.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np

from octavo.models.port import Compared, EmbeddingModel, Vectors
from octavo.resources import resource
from octavo.worker import WorkerProcess

MODEL: Final = EmbeddingModel(
    name="all-MiniLM-L6-v2-int8",
    revision="5cebc27a38777dd1/2",
    dimension=384,
    earlier=("5cebc27a38777dd1",),
)
"""The revision is the beginning of the model file's sha256, and the number of the way in which
texts are given to it: first four at once, each rounded with its neighbours, now one by one."""

# Texts per call of the worker and thread: a question waits for one call of passages at most, about
# 0.1 s, and itself goes in one piece, since passages would come between two.
_CALL = 2
_URGENT_CALL = 64
# Seconds for one call, the model's loading included: a hundred times what it should take.
_DEADLINE = 60.0
# A question asks several times, for itself and for the sentences that were found. Documents wait
# for so many seconds after each time, and so long at most, so that none of them comes between.
_QUIET = 0.2
_LONGEST_WAIT = 2.0
_LOOKS_EVERY = 0.05


class MiniLmEmbedder:
    """Embeds texts with the shipped model (octavo.models.port.ComparingEmbedder).

    English above all; texts beyond 256 word pieces are cut. An empty text has a vector too.
    All methods are for the thread of one event loop.

    Args:
        folder: Where ``model.onnx`` and ``tokenizer.json`` are; the shipped ones if None.
        threads: Threads that work on documents; by default half of the cores, at most 4. A
            question may have all cores, at most 8: documents wait for it anyway.
        idle: Seconds without a call after which the worker is ended to free its memory.
    """

    def __init__(
        self, *, folder: Path | None = None, threads: int | None = None, idle: float = 300.0
    ) -> None:
        self._folder = folder
        cores = os.cpu_count() or 1
        self._threads = max(1, min(4, cores // 2)) if threads is None else threads
        self._urgent_threads = max(self._threads, min(8, cores))
        self._worker = WorkerProcess(
            "octavo.models.inside:serve", name="embedder", rests_after=idle
        )
        self._asking = 0  # urgent calls that are not answered yet
        self._asked_at = float("-inf")  # the end of the last one, by the loop's clock

    @property
    def model(self) -> EmbeddingModel:
        return MODEL

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return self._worker.pid

    async def warm(self) -> None:
        """Have the worker process load the model, for a question that follows in a moment.

        Raises:
            ResourceError: if the model's files are missing or damaged.
            WorkerError: if the worker process cannot do it.
        """
        await self._worker.call("load", self._place(), deadline=_DEADLINE, urgent=True)

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        if not urgent:
            return await self._embed(texts, urgent=False)
        with self._urgently():
            return await self._embed(texts, urgent=True)

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        with self._urgently():
            parts: list[Compared] = [
                await self._worker.call(
                    "compare",
                    self._place(),
                    self._urgent_threads,
                    question,
                    list(texts[begin : begin + _URGENT_CALL]),
                    deadline=_DEADLINE,
                    urgent=True,
                )
                for begin in range(0, max(1, len(texts)), _URGENT_CALL)
            ]
        return Compared(
            np.concatenate([one.vectors for one in parts]),
            np.concatenate([one.pieces for one in parts]),
        )

    @contextmanager
    def _urgently(self) -> Iterator[None]:
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1
            self._asked_at = asyncio.get_running_loop().time()

    async def _embed(self, texts: Sequence[str], *, urgent: bool) -> Vectors:
        vectors: Vectors = np.empty((len(texts), MODEL.dimension), dtype=np.float32)
        if not texts:
            return vectors
        threads = self._urgent_threads if urgent else self._threads
        size = _URGENT_CALL if urgent else _CALL * threads
        for begin in range(0, len(texts), size):
            some = list(texts[begin : begin + size])
            if not urgent:
                await self._until_quiet()
            vectors[begin : begin + size] = await self._worker.call(
                "embed", self._place(), threads, some, deadline=_DEADLINE, urgent=urgent
            )
        return vectors

    def _place(self) -> str:
        if self._folder is None:
            self._folder = resource("models", "minilm-int8")
        return str(self._folder)

    async def _until_quiet(self) -> None:
        """Wait while a question is being answered, but not for ever."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _LONGEST_WAIT
        while self._is_asked(now := loop.time()) and now < until:  # noqa: ASYNC110 - it is for time
            await asyncio.sleep(_LOOKS_EVERY)

    def _is_asked(self, now: float) -> bool:
        return self._asking > 0 or now < self._asked_at + _QUIET

    async def aclose(self) -> None:
        await self._worker.aclose()
