"""Vectors of a large store: a bit of each component in memory, whole rows in a file.

The bits tell which few thousand rows may be near to a query, and only those are read and compared.
A row takes 62 bytes of memory instead of 396 (384 components), so what is needed hardly grows with
a store; the file lies in the data folder, has no name, and goes with the program.

The estimate is that of RaBitQ without its rotation (Gao and Long 2024, "RaBitQ: Quantizing
High-Dimensional Vectors with a Theoretical Error Bound"): the query's product with a row's signs,
divided by the row's product with its own signs. The query is taken apart into four planes of bits,
so that the product is a sum of Hamming distances.
"""

from __future__ import annotations

import dataclasses
import tempfile
import threading
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import simsimd
from numpy.typing import NDArray

_PLANES = 4
_LEAST_LOOKED_AT = 2_000
_SHARE_LOOKED_AT = 1 / 64
"""Rows that are compared exactly, of all. On 200,000 vectors made of real ones of MiniLM, four in
a thousand of the true first twenty are missed with 2,000, one or two with a 64th."""

_BLOCK = 65_536  # rows that are estimated at once, to keep the floats in few megabytes

PieceKey = tuple[int, int]
"""Entry and last chunk of a set of vectors: what has the same key is the same."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """The vectors of an entry: int64 ids and int8 rows, one after the other."""

    key: PieceKey
    chunk_ids: bytes
    vectors: bytes


class RowFile:
    """int8 rows in a nameless file, to which more are appended; for use by several threads.

    Args:
        folder: Where it lies.
        dimension: Components of a row.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, folder: Path, dimension: int) -> None:
        self.dimension = dimension
        self.count = 0
        file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed below
        self._file = file
        self._lock = threading.Lock()
        # A search may still read while the cache forgets it: it is closed when nobody has it.
        weakref.finalize(self, file.close)

    def append(self, vectors: bytes) -> None:
        """Keep more rows.

        Raises:
            OSError: the disk is full.
        """
        with self._lock:
            self._file.seek(self.count * self.dimension)
            left = memoryview(vectors)
            while left:
                left = left[self._file.write(left) :]
            self.count += len(vectors) // self.dimension

    def read(self, places: NDArray[np.intp]) -> NDArray[np.int8]:
        """Return the rows at these places, shape (n, dimension).

        Raises:
            OSError: they cannot be read.
        """
        size = self.dimension
        packed = bytearray(len(places) * size)
        into = memoryview(packed)
        with self._lock:
            for at, place in enumerate(places.tolist()):
                self._file.seek(place * size)
                if self._file.readinto(into[at * size : (at + 1) * size]) != size:
                    raise OSError("vectors are missing from the file that was made of them")
        return np.frombuffer(packed, dtype=np.int8).reshape(-1, size)


@dataclasses.dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept in memory of a large store's vectors.

    Args:
        keys: The sets of vectors, in their order.
        ids: Chunk ids, shape (n,).
        order: What sorts them, shape (n,); None if they ascend.
        bits: Which components are above 0, packed, shape (n, dimension / 8).
        ones: How many those are, shape (n,).
        scale: Each row's length divided by its product with its signs, 0 for zeros, shape (n,).
        rows: The whole rows, in the same order.
    """

    keys: tuple[PieceKey, ...]
    ids: NDArray[np.int64]
    order: NDArray[np.intp] | None
    bits: NDArray[np.uint8]
    ones: NDArray[np.uint16]
    scale: NDArray[np.float32]
    rows: RowFile

    @staticmethod
    def row_bytes(dimension: int) -> int:
        """Return what one row takes in memory."""
        return -(-dimension // 8) + 8 + 2 + 4

    @property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        arrays = (self.ids, self.bits, self.ones, self.scale)
        order = 0 if self.order is None else self.order.nbytes
        return order + sum(one.nbytes for one in arrays)

    @classmethod
    def empty(cls, folder: Path, dimension: int) -> Self:
        """Make the sketch of no vectors.

        Raises:
            OSError: its file cannot be made.
        """
        return cls(
            (),
            np.empty(0, dtype=np.int64),
            None,
            np.empty((0, -(-dimension // 8)), dtype=np.uint8),
            np.empty(0, dtype=np.uint16),
            np.empty(0, dtype=np.float32),
            RowFile(folder, dimension),
        )

    def extended(self, pieces: Iterable[Piece]) -> Self:
        """Return the sketch with more sets of vectors; this one stays as it is.

        Only the newest of a file's sketches may be extended, and by one thread at a time.

        Raises:
            OSError: the rows cannot be kept.
        """
        keys = [*self.keys]
        ids, bits, ones, scale = [self.ids], [self.bits], [self.ones], [self.scale]
        for piece in pieces:
            rows = np.frombuffer(piece.vectors, dtype=np.int8).reshape(-1, self.rows.dimension)
            packed = np.packbits(rows > 0, axis=1)
            keys.append(piece.key)
            ids.append(np.frombuffer(piece.chunk_ids, dtype="<i8").astype(np.int64))
            bits.append(packed)
            ones.append(np.bitwise_count(packed).sum(axis=1, dtype=np.uint16))
            scale.append(_scale(rows))
            self.rows.append(piece.vectors)
        all_ids = np.concatenate(ids)
        # Files that were taken in at the same time have their ids interleaved.
        order = np.argsort(all_ids) if np.any(all_ids[1:] < all_ids[:-1]) else None
        return type(self)(
            tuple(keys),
            all_ids,
            order,
            np.concatenate(bits),
            np.concatenate(ones),
            np.concatenate(scale),
            self.rows,
        )

    def begins(self, keys: Sequence[PieceKey]) -> bool:
        """Tell whether these sets are what is sketched, or that and more behind it."""
        return self.keys == tuple(keys[: len(self.keys)]) and self.rows.count == len(self.ids)

    def near(
        self, query: NDArray[np.int8], among: NDArray[np.int64] | None, also: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        """Return ids, ascending, and rows of what may be nearest to a query, and of others.

        Args:
            query: Shape (1, dimension).
            among: Only these ids may be nearest; ascending.
            also: Ids that are returned in any case, if they are there.

        Raises:
            OSError: the rows cannot be read.
        """
        within = None if among is None else self._places(among)
        places = np.union1d(self._nearest(query[0], within), self._places(also))
        ids, rows = self.ids[places], self.rows.read(places)
        if self.order is None:
            return ids, rows
        order = np.argsort(ids)
        return ids[order], rows[order]

    def _places(self, wanted: NDArray[np.int64]) -> NDArray[np.intp]:
        if not len(wanted) or not len(self.ids):
            return np.zeros(0, dtype=np.intp)
        at = np.searchsorted(self.ids, wanted, sorter=self.order)
        at = np.minimum(at, len(self.ids) - 1)
        places = at if self.order is None else self.order[at]
        found: NDArray[np.intp] = places[self.ids[places] == wanted]
        return found

    def _nearest(
        self, query: NDArray[np.int8], within: NDArray[np.intp] | None
    ) -> NDArray[np.intp]:
        """Return the places of the rows that are nearest by estimate."""
        count = len(self.ids) if within is None else len(within)
        most = max(_LEAST_LOOKED_AT, int(count * _SHARE_LOOKED_AT))
        if count <= most:
            return np.arange(count) if within is None else within
        estimates = np.empty(count, dtype=np.float32)
        planes = _Planes(query)
        for start in range(0, count, _BLOCK):
            end = min(count, start + _BLOCK)
            part = slice(start, end) if within is None else within[start:end]
            products = planes.products(self.bits[part], self.ones[part])
            estimates[start:end] = products * self.scale[part]
        best = np.argpartition(estimates, count - most)[-most:]
        return best if within is None else within[best]


class _Planes:
    """A query in planes of bits: ``lowest + step · Σ 2ᵏ planeₖ`` is about the query."""

    def __init__(self, query: NDArray[np.int8]) -> None:
        values = query.astype(np.float32)
        self._lowest = float(values.min())
        self._step = max(float(np.ptp(values)), 1.0) / (2**_PLANES - 1)
        levels = np.rint((values - self._lowest) / self._step).astype(np.uint8)
        self._bits = np.stack([np.packbits(levels >> k & 1) for k in range(_PLANES)])
        self._weights = self._step * 2.0 ** np.arange(_PLANES)
        self._own = float(self._weights @ np.bitwise_count(self._bits).sum(axis=1))
        self._sum = float(values.sum())

    def products(self, bits: NDArray[np.uint8], ones: NDArray[np.uint16]) -> NDArray[np.float32]:
        """Return the query's product with the signs of rows, shape (n,).

        Two sets of bits share half of what they have together and do not have apart:
        ``|a ∧ b| = (|a| + |b| - hamming(a, b)) / 2``.
        """
        apart = np.asarray(simsimd.cdist(self._bits, bits, metric="hamming", dtype="bin8"))
        weight = self._lowest + 0.5 * float(self._weights.sum())
        shared = 0.5 * self._own + weight * ones - 0.5 * (self._weights @ apart)
        products: NDArray[np.float32] = (2 * shared - self._sum).astype(np.float32)
        return products


def _scale(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    floats = rows.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
    signs = np.where(rows > 0, floats, -floats).sum(axis=1)
    scale: NDArray[np.float32] = np.divide(
        lengths, signs, out=np.zeros_like(lengths), where=signs > 0
    )
    return scale
