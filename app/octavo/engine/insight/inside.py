"""The work of a summary, in a process of its own: seconds of it would hold the window up."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.insight.material import Sentence, material
from octavo.engine.insight.summary import Summary, summarised
from octavo.engine.store.records import Chunk, ChunkVectors
from octavo.pdf.page import OutlineEntry, PageText


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What stands for a document, and where.

    Args:
        summary: Its sentences by number.
        sentences: Those that are named there.
        centre: The mean of its passages' vectors; nothing if none are made yet.
    """

    summary: Summary
    sentences: dict[int, Sentence]
    centre: NDArray[np.float32] | None


def find(
    pages: Sequence[PageText],
    chunks: Sequence[Chunk],
    vectors: ChunkVectors | None,
    outline: Sequence[OutlineEntry],
) -> Found:
    """Find what stands for a document.

    Args:
        pages: All pages that were read; of their texts only the clean one is looked at.
        chunks: Its passages in order.
        vectors: Theirs, as far as they are made.
        outline: Its table of contents.
    """
    made = material(pages, chunks, vectors)
    summary = summarised(made, outline)
    centre = made.vectors.mean(axis=0) if len(made.vectors) else None
    return Found(summary, {n: made.sentence(n) for n in summary.named()}, centre)


class Service:
    """What the worker process offers."""

    def find(
        self,
        pages: Sequence[PageText],
        chunks: Sequence[Chunk],
        vectors: ChunkVectors | None,
        outline: Sequence[OutlineEntry],
    ) -> Found:
        """See `find`."""
        return find(pages, chunks, vectors, outline)


def serve() -> Service:
    """Make the worker's methods; called once in the worker process."""
    return Service()
