"""Searchable vectors of stores in memory, as much as a limit allows."""

from __future__ import annotations

import dataclasses
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray

DEFAULT_LIMIT = 512 * 1024 * 1024
"""Bytes that the cache may take: about 1.3 million vectors of 384 components."""

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
        return cls._of(ids, np.frombuffer(vectors, dtype=np.int8).reshape(-1, dimension))

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
    def _of(cls, ids: NDArray[np.int64], rows: NDArray[np.int8]) -> Self:
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
    """Scans by store and model; those used longest ago go first. For use by several threads.

    Args:
        limit: Bytes that it may take.
    """

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self.limit = limit
        self._scans: OrderedDict[tuple[int, int], tuple[int, Scan]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes that are taken now."""
        return self._size

    def get(self, store: int, model: int, version: int) -> Scan | None:
        """Return the scan of exactly this version of the store's vectors."""
        with self._lock:
            found = self._scans.get((store, model))
            if found is None or found[0] != version:
                return None
            self._scans.move_to_end((store, model))
            return found[1]

    def put(self, store: int, model: int, version: int, scan: Scan) -> None:
        """Keep a scan, in the place of an older version of it."""
        with self._lock:
            known = self._scans.get((store, model))
            # Another thread may have read a later version meanwhile.
            if known is not None and known[0] >= version:
                return
            self._drop((store, model))
            self._scans[store, model] = (version, scan)
            self._size += scan.size
            while self._size > self.limit:
                self._drop(next(iter(self._scans)))

    def discard(self, store: int) -> None:
        """Forget a store."""
        with self._lock:
            for key in [key for key in self._scans if key[0] == store]:
                self._drop(key)

    def _drop(self, key: tuple[int, int]) -> None:
        known = self._scans.pop(key, None)
        if known is not None:
            self._size -= known[1].size
