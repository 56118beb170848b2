"""Puts the first passages in the order that the reranker in use gives them.

It reads each of them together with the question, which no vector does. What it holds for an answer
comes first; among those that it holds for none, the order stays: its small numbers tell little.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np

from octavo.engine.ranking import Passage
from octavo.engine.reranking import UNREAD, ReadBy, Reranking
from octavo.engine.text.questions import Asked

LOOKED_AT: Final = 20
"""Passages that are read. Each takes a small model 10 to 50 ms of one core."""

_CONTEXT: Final = 200
"""Characters of title and headings that are read before a passage."""

# What its number, 0 … 1, counts beside a passage's share of the best one's score: as much as all
# that was known before. Not chosen by measuring: no model that could be measured was to be had.
_SURE: Final = 1.0


async def reranked(
    passages: Sequence[Passage], query: str, asked: Asked, reranking: Reranking
) -> tuple[list[Passage], ReadBy]:
    """Return the passages with the first few in a better order; the scores stay at their places.

    Args:
        passages: Best first.
        query: The question.
        asked: The same, taken apart.
        reranking: Tells which answer it.

    Returns:
        The passages, and which reranker read them.
    """
    first = passages[:LOOKED_AT]
    if len(first) < 2:
        return list(passages), UNREAD
    texts = await asyncio.to_thread(lambda: [_read(one) for one in first])
    sure, by = await reranking.asked(query, texts, asked.language)
    if sure is None:
        return list(passages), by
    scores = np.array([one.score for one in first])
    value = scores / max(float(scores[0]), 1e-9) + _SURE * sure
    order = np.argsort(-value, kind="stable")
    moved = [
        dataclasses.replace(first[i], score=one.score, relevance=float(sure[i]))
        for i, one in zip(order, first, strict=True)
    ]
    return [*moved, *passages[LOOKED_AT:]], by


def _read(passage: Passage) -> str:
    """Return a passage as it is read: where a document says what it is about, it may not repeat."""
    chunk = passage.chunk
    return f"{chunk.context[:_CONTEXT]}\n{chunk.text}" if chunk.context else chunk.text
