"""Rerankers in a worker process of their own, which starts with the first question."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import psutil

from octavo.models.port import Relevances, RerankingModel
from octavo.worker import WorkerProcess

_LOAD_WITHIN: Final = 60.0
_JUDGE_WITHIN: Final = 20.0
"""Seconds for one call, in which a person waits; some 20 passages take 0.2 to 2 s."""

_LEAST_MEMORY: Final = 2 << 30
"""Bytes that the process may have on the smallest computer. A model of 120 MB, the largest that is
offered, takes 0.4 to 0.8 GB, and 0.2 GB more of addresses, which Linux counts: with less than this,
one that works would be refused."""

_MOST_MEMORY: Final = 8 << 30
"""Bytes that it may have on the largest: the largest models of this kind need 3 GB, and what wants
more than twice that is broken, or not meant well."""

_NICE: Final = 5
"""Added to the priority number of the process: less than of those that work ahead, since somebody
waits for the answer."""


def memory_limit(total: int | None = None) -> int:
    """Return how many bytes the process of a reranker may have.

    A model from anywhere must not take the whole computer: what it gets is half of the memory, and
    the other half is for the window, the documents' workers and other programs.

    Args:
        total: Bytes of memory of the computer; of this one if not given.
    """
    if total is None:
        total = int(psutil.virtual_memory().total)
    return max(_LEAST_MEMORY, min(_MOST_MEMORY, total // 2))


class WorkerReranker:
    """Asks ONNX models of a folder (`octavo.models.port.Reranker`).

    All methods are for the thread of one event loop.

    Args:
        threads: That work on a question; by default all cores, at most 8.
        idle: Seconds without a call after which the process is ended to free its memory.
        memory: Bytes that the process may have; by default as this computer's memory allows.
    """

    def __init__(
        self, *, threads: int | None = None, idle: float = 300.0, memory: int | None = None
    ) -> None:
        self._threads = max(1, min(8, os.cpu_count() or 1)) if threads is None else threads
        self._worker = WorkerProcess(
            "octavo.models.judging:serve",
            name="reranker",
            nice=_NICE,
            memory_limit=memory_limit() if memory is None else memory,
            rests_after=idle,
        )

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return self._worker.pid

    async def warm(self, model: RerankingModel) -> None:
        """Load a model; see ``Reranker``."""
        await self._worker.call("load", *_place(model), deadline=_LOAD_WITHIN)

    async def try_out(self, model: RerankingModel) -> int:
        """Load a model and ask it something; returns how many word pieces it knows.

        Raises:
            ResourceError, WorkerError: as ``relevances``.
        """
        pieces: int = await self._worker.call("try_out", *_place(model), deadline=_LOAD_WITHIN)
        return pieces

    async def relevances(
        self, model: RerankingModel, question: str, texts: Sequence[str]
    ) -> Relevances:
        """Judge texts; see ``Reranker``."""
        if not texts:
            return np.zeros(0)
        await self.warm(model)
        found: Relevances = await self._worker.call(
            "relevances",
            *_place(model),
            self._threads,
            question,
            list(texts),
            deadline=_JUDGE_WITHIN,
        )
        return found

    async def aclose(self) -> None:
        """End the process."""
        await self._worker.aclose()


def _place(model: RerankingModel) -> tuple[Any, ...]:
    return str(model.folder), model.digests


async def try_out(folder: Path, digests: tuple[tuple[str, str], ...] = ()) -> int:
    """Ask the model of a folder something, in a process of its own.

    Args:
        folder: Where its files are.
        digests: As of ``RerankingModel``.

    Returns:
        How many word pieces it knows.

    Raises:
        ResourceError: it is missing, damaged, or none that judges.
        WorkerError: it cannot be run.
    """
    worker = WorkerReranker(threads=1)
    try:
        return await worker.try_out(RerankingModel(folder.name, folder, digests))
    finally:
        await worker.aclose()
