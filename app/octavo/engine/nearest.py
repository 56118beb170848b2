"""Settles the order of the first few passages by the sentences of each that are nearest in meaning.

A passage is of several sentences, and its vector is of all of them: one that answers the question
is drowned by others. So the first few are looked at sentence by sentence, as a quote will be. Two
of them count: what only happens to sound like the question stands alone more often than its answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.meanings import CloseMeanings
from octavo.engine.ranking import Passage
from octavo.engine.text.questions import Asked
from octavo.engine.text.quotable import quotable

LOOKED_AT_CLOSELY = 6
"""Passages whose sentences are looked at. Each sentence costs the model about 4 ms, and an answer
asks for the same ones. From four to ten find as many right pages."""

_SENTENCES = 12
"""Sentences of a passage that are looked at."""

# What the mean cosine of the nearest two sentences counts beside a passage's share of the best
# one's score, and how many they are. Chosen together with the share of meaning (``ranking``) on all
# documents but one and tried on that, each in turn: see docs/results.md. From 0.9 to 1.3 reports
# have the same right pages within a question or two.
_NEAREST = 1.2
_SENTENCES_THAT_COUNT = 2


async def nearest_first(
    passages: Sequence[Passage], query: str, asked: Asked, meanings: CloseMeanings
) -> list[Passage]:
    """Return the passages with the first few in a better order; the scores stay at their places.

    Args:
        passages: Best first.
        query: The question.
        asked: The same, taken apart.
        meanings: Tells what is near; without a working model the order stays.
    """
    first = passages[:LOOKED_AT_CLOSELY]
    # The model has learnt English: of sentences in German it finds fewer right pages than before.
    if len(first) < 2 or asked.language != "en":
        return list(passages)
    texts = await asyncio.to_thread(lambda: [_sentences(one, asked) for one in first])
    # The answer looks at the same sentences piece by piece: they are read once for both.
    near = await meanings.near(query, [text for some in texts for text in some])
    if near is None:
        return list(passages)
    ends = np.cumsum([len(some) for some in texts])
    nearest = np.array([_of_best(part) for part in np.split(near.whole, ends[:-1])])
    scores = np.array([one.score for one in first])
    value = scores / max(float(scores[0]), 1e-9) + _NEAREST * nearest
    order = np.argsort(-value, kind="stable")
    return [
        *(first[i].at(one.score) for i, one in zip(order, first, strict=True)),
        *passages[LOOKED_AT_CLOSELY:],
    ]


def _of_best(cosines: NDArray[np.float64]) -> float:
    best = np.sort(cosines)[-_SENTENCES_THAT_COUNT:]
    return float(best.mean()) if best.size else 0.0


def _sentences(passage: Passage, asked: Asked) -> list[str]:
    """Return a passage's sentences, of very many those with most words of the question."""
    chunk = passage.chunk
    found = [chunk.text[start:end] for start, end in quotable(chunk.text)]
    if len(found) <= _SENTENCES:
        return found
    wanted = frozenset(asked.stems)
    most = {text: len(wanted.intersection(asked.read(text, chunk.language))) for text in found}
    return sorted(found, key=lambda text: -most[text])[:_SENTENCES]
