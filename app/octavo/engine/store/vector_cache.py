"""Searchable vectors of stores in memory, as much as a limit allows.

Small stores are kept whole, large ones as sketches (``vector_sketch``).
"""

from __future__ import annotations

import dataclasses
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from octavo.engine.store.vector_sketch import Sketch

DEFAULT_LIMIT = 96 * 1024 * 1024
"""Bytes that the cache may take: sketches of 1.6 million vectors of 384 components."""

WHOLE = 24 * 1024 * 1024
"""Bytes of a store's vectors up to which they are kept whole: about 63,000 of 384 components."""

_BLOCK = 16_384  # rows whose lengths are computed at once, to keep the floats in few megabytes


@dataclasses.dataclass(frozen=True, slots=True)
class Scan:
    """Vectors to be compared with a query.

    Args:
        ids: Chunk ids, ascending, shape (n,).
        rows: int8 vectors, shape (n, dimension).
        inverse_lengths: One divided by each row's length, 0 for a row of zeros, shape (n,).
    """

    ids: NDArray[np.int64]
    rows: NDArray[np.int8]
    inverse_lengths: NDArray[np.float32]

    @classmethod
    def of(cls, chunk_ids: bytes, vectors: bytes, dimension: int) -> Self:
        """Make the scan of one blob."""
        ids = np.frombuffer(chunk_ids, dtype="<i8")
        return cls.of_rows(ids, np.frombuffer(vectors, dtype=np.int8).reshape(-1, dimension))

    @classmethod
    def joined(cls, scans: Iterable[Self], count: int, dimension: int) -> Self:
        """Make one scan of several that have ``count`` rows together."""
        ids = np.empty(count, dtype=np.int64)
        rows = np.empty((count, dimension), dtype=np.int8)
        inverse = np.empty(count, dtype=np.float32)
        at = 0
        for scan in scans:
            end = at + len(scan.ids)
            ids[at:end] = scan.ids
            rows[at:end] = scan.rows
            inverse[at:end] = scan.inverse_lengths
            at = end
        # Files that were taken in at the same time have their ids interleaved.
        if np.any(ids[1:] < ids[:-1]):
            order = np.argsort(ids)
            ids, rows, inverse = ids[order], rows[order], inverse[order]
        return cls(ids, rows, inverse)

    @classmethod
    def of_rows(cls, ids: NDArray[np.int64], rows: NDArray[np.int8]) -> Self:
        """Make the scan of rows."""
        lengths = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK].astype(np.float32)
            lengths[start : start + _BLOCK] = np.sqrt(np.einsum("ij,ij->i", block, block))
        inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return cls(ids, rows, inverse)

    @staticmethod
    def row_bytes(dimension: int) -> int:
        """Return what one row takes in memory."""
        return dimension + 8 + 4

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return self.ids.nbytes + self.rows.nbytes + self.inverse_lengths.nbytes


class VectorCache:
    """Vectors by store and model; those used longest ago go first. For use by several threads.

    Args:
        limit: Bytes that it may take.
        whole: Bytes of a store's vectors up to which they are kept whole.
        folder: Where the rows of sketches are kept; without one there are no sketches.

    Attributes:
        making: Held by whoever reads a store's vectors anew, so that no two do at once.
    """

    def __init__(
        self, limit: int = DEFAULT_LIMIT, *, whole: int = WHOLE, folder: Path | None = None
    ) -> None:
        self.limit = limit
        self.whole = min(whole, limit)
        self.folder = folder
        self.making = threading.Lock()
        self._held: OrderedDict[tuple[int, int], tuple[int, Scan | Sketch]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes that are taken now."""
        return self._size

    def get(self, store: int, model: int, version: int) -> Scan | Sketch | None:
        """Return what is held of exactly this version of the store's vectors."""
        with self._lock:
            found = self._held.get((store, model))
            if found is None or found[0] != version:
                return None
            self._held.move_to_end((store, model))
            return found[1]

    def sketch(self, store: int, model: int) -> Sketch | None:
        """Return the sketch of the store's vectors of whichever version, if there is one."""
        with self._lock:
            found = self._held.get((store, model))
            return found[1] if found is not None and isinstance(found[1], Sketch) else None

    def put(self, store: int, model: int, version: int, held: Scan | Sketch) -> None:
        """Keep vectors, in the place of an older version of them."""
        with self._lock:
            known = self._held.get((store, model))
            # Another thread may have read a later version meanwhile.
            if known is not None and known[0] >= version:
                return
            self._drop((store, model))
            self._held[store, model] = (version, held)
            self._size += held.size
            while self._size > self.limit:
                self._drop(next(iter(self._held)))

    def discard(self, store: int) -> None:
        """Forget a store."""
        with self._lock:
            for key in [key for key in self._held if key[0] == store]:
                self._drop(key)

    def _drop(self, key: tuple[int, int]) -> None:
        known = self._held.pop(key, None)
        if known is not None:
            self._size -= known[1].size
