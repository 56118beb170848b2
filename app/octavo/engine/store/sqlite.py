"""The store in one SQLite file: one thread writes, a few read.

Write-ahead log, every commit synced (synchronous = FULL), each method one transaction. What the
methods do with their connection stands in the sqlite_* modules.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar

import apsw

from octavo.engine.store import (
    sqlite_embeddings,
    sqlite_entries,
    sqlite_expiry,
    sqlite_find,
    sqlite_objects,
    sqlite_pages,
    sqlite_spelling,
    sqlite_usage,
    sqlite_vectors,
    sqlite_words,
    sqlite_written,
)
from octavo.engine.store.lane import Lane
from octavo.engine.store.records import (
    Chunk,
    ChunkVectors,
    Document,
    Hit,
    PageBatch,
    Remark,
    Respelled,
    Typed,
    Unfinished,
    UsedTokens,
)
from octavo.engine.store.sqlite_faults import explained
from octavo.engine.store.sqlite_hosting_part import SqliteHostings
from octavo.engine.store.sqlite_progress import Tell
from octavo.engine.store.sqlite_schema import open_database
from octavo.engine.store.sqlite_vector_sets_part import SqliteVectorSets
from octavo.engine.store.sqlite_whole_documents_part import SqliteWholeDocuments
from octavo.engine.store.store import Change, Delete
from octavo.engine.store.vector_cache import DEFAULT_LIMIT, WHOLE, VectorCache
from octavo.engine.text.languages import Language
from octavo.models.port import EmbeddingModel, Vectors
from octavo.pdf.page import DocumentFacts, PageText
from octavo.protocol.base import AttributeValue, Reply, Timestamp
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.vector_stores import VectorStoreFileObject, VectorStoreObject
from octavo.protocol.written_summaries import WrittenSummary

T = TypeVar("T", bound=Reply)
R = TypeVar("R")


class SqliteStore(SqliteWholeDocuments, SqliteVectorSets, SqliteHostings):
    """A Store (octavo.engine.store.store) in one SQLite file.

    One process at a time: whoever opens it makes sure of that.
    """

    def __init__(self, path: Path, writer: Lane, readers: Lane, cache: VectorCache) -> None:
        self._path = path
        self._writer = writer
        self._readers = readers
        self._cache = cache

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        vector_memory: int = DEFAULT_LIMIT,
        whole_vectors: int = WHOLE,
        tell: Tell | None = None,
    ) -> Self:
        """Open the file, made if absent and migrated if older.

        Before a migration a copy is kept beside it (``octavo-v1.backup.sqlite`` for schema 1).

        Args:
            path: The database file; its folder is made if absent.
            vector_memory: Bytes of vectors that are kept in memory for searching.
            whole_vectors: Bytes of a store's vectors up to which all of them are.
            tell: Told how far an upgrade is, in another thread.

        Raises:
            SchemaTooNewError: a newer Octavo wrote it.
            StorageFullError: the disk is full or the folder is read-only.
            DataFolderError: it is damaged, not ours, or cannot be opened.
        """
        writer, readers = await asyncio.to_thread(open_database, path, tell=tell)
        return cls(
            path,
            Lane("store-writer", [writer], "BEGIN IMMEDIATE"),
            Lane("store-reader", readers, "BEGIN"),
            VectorCache(vector_memory, whole=whole_vectors, folder=path.parent),
        )

    async def aclose(self) -> None:
        """Finish what was asked for, then close. No error if closed already."""
        await self._readers.aclose()
        # The last connection to close empties the write-ahead log into the file.
        await self._writer.aclose()

    async def _read(self, work: Callable[[apsw.Connection], R]) -> R:
        with explained(self._path):
            return await self._readers.run(work)

    async def _write(self, work: Callable[[apsw.Connection], R]) -> R:
        with explained(self._path):
            return await self._writer.run(work)

    # -- objects ---------------------------------------------------------------------------

    async def apply(self, *changes: Change) -> None:
        stores = [
            change.id
            for change in changes
            if isinstance(change, Delete) and change.kind is VectorStoreObject
        ]

        def work(connection: apsw.Connection) -> list[int]:
            rows = [sqlite_words.store_row(connection, store) for store in stores]
            sqlite_objects.apply(connection, changes)
            return [row for row in rows if row is not None]

        for row in await self._write(work):
            self._cache.discard(row)

    async def get(self, kind: type[T], id: str, *, parent: str | None = None) -> T | None:  # noqa: A002
        return await self._read(lambda c: sqlite_objects.get(c, kind, id, parent))

    async def select(
        self,
        kind: type[T],
        *,
        parent: str | None = None,
        limit: int = 20,
        order: Order = "desc",
        after: str | None = None,
        before: str | None = None,
        where: Mapping[str, str] | None = None,
    ) -> ListPage[T]:
        return await self._read(
            lambda c: sqlite_objects.select(
                c,
                kind,
                parent=parent,
                limit=limit,
                order=order,
                after=after,
                before=before,
                where=where or {},
            )
        )

    async def existing(
        self,
        kind: type[Reply],
        ids: Sequence[str],
        *,
        parent: str | None = None,
    ) -> set[str]:
        return await self._read(lambda c: sqlite_objects.existing(c, kind, ids, parent))

    async def attributes(self, vector_store_id: str) -> dict[str, dict[str, AttributeValue]]:
        return await self._read(lambda c: sqlite_entries.attributes(c, vector_store_id))

    # -- time ------------------------------------------------------------------------------

    async def touch(self, vector_store_ids: Sequence[str], at: Timestamp) -> list[str]:
        return await self._write(lambda c: sqlite_expiry.touch(c, vector_store_ids, at))

    async def expire(self, at: Timestamp) -> None:
        await self._write(lambda c: sqlite_expiry.expire(c, at))

    async def expired_files(self, at: Timestamp, limit: int) -> list[FileObject]:
        return await self._read(lambda c: sqlite_expiry.expired_files(c, at, limit))

    # -- documents and pages ---------------------------------------------------------------

    async def begin_document(
        self, sha256: str, facts: DocumentFacts, text_version: int
    ) -> Document:
        def work(connection: apsw.Connection) -> Document:
            known = sqlite_pages.document(connection, sha256)
            if known is not None and known.text_version == text_version:
                return known
            if known is not None:
                sqlite_entries.restart(connection, sha256)
            return sqlite_pages.begin(connection, sha256, facts, text_version)

        return await self._write(work)

    async def document(self, sha256: str) -> Document | None:
        return await self._read(lambda c: sqlite_pages.document(c, sha256))

    async def pages(self, sha256: str, first: int, count: int) -> list[PageText]:
        return await self._read(lambda c: sqlite_pages.read(c, sha256, first, count))

    async def remarks(self, sha256: str) -> list[Remark]:
        return await self._read(lambda c: sqlite_pages.remarks(c, sha256))

    async def add_pages(self, entry: VectorStoreFileObject, sha256: str, batch: PageBatch) -> bool:
        def work(connection: apsw.Connection) -> bool:
            found = sqlite_entries.find(connection, entry.vector_store_id, entry.id)
            if found is None or found.status != "in_progress":
                return False
            sqlite_entries.add_pages(connection, found, sha256, batch)
            return True

        return await self._write(work)

    async def unfinished(self) -> list[Unfinished]:
        return await self._read(sqlite_entries.unfinished)

    async def entries(self, sha256: str) -> list[VectorStoreFileObject]:
        return await self._read(lambda c: sqlite_objects.entries(c, sha256))

    async def pages_indexed(self, vector_store_id: str, file_id: str) -> int:
        def work(connection: apsw.Connection) -> int:
            found = sqlite_entries.find(connection, vector_store_id, file_id)
            return 0 if found is None else found.pages_indexed

        return await self._read(work)

    # -- words and vectors -----------------------------------------------------------------

    async def unembedded(
        self, vector_store_id: str, file_id: str, model: EmbeddingModel, limit: int
    ) -> list[Chunk]:
        def work(connection: apsw.Connection) -> list[Chunk]:
            found = sqlite_entries.find(connection, vector_store_id, file_id)
            if found is None:
                return []
            row = sqlite_embeddings.model_row(connection, model)
            last = sqlite_vectors.last_embedded(connection, found.row, row)
            return sqlite_entries.chunks_after(connection, found.row, last, limit)

        return await self._read(work)

    async def add_vectors(
        self,
        vector_store_id: str,
        file_id: str,
        model: EmbeddingModel,
        chunk_ids: Sequence[int],
        vectors: Vectors,
    ) -> None:
        if vectors.shape != (len(chunk_ids), model.dimension):
            raise ValueError(f"vectors of the shape {vectors.shape} for {len(chunk_ids)} chunks")

        def work(connection: apsw.Connection) -> None:
            found = sqlite_entries.find(connection, vector_store_id, file_id)
            if found is not None:
                sqlite_vectors.add(connection, found, model, chunk_ids, vectors)

        await self._write(work)

    async def seal_vectors(self, vector_store_id: str, file_id: str, model: EmbeddingModel) -> None:
        def work(connection: apsw.Connection) -> None:
            found = sqlite_entries.find(connection, vector_store_id, file_id)
            if found is not None:
                sqlite_vectors.seal(connection, found, model)

        await self._write(work)

    async def search_words(
        self,
        vector_store_ids: Sequence[str],
        words: Sequence[str],
        limit: int,
        files: Sequence[str] | None = None,
    ) -> list[Hit]:
        return await self._read(
            lambda c: sqlite_words.search(c, vector_store_ids, words, limit, files)
        )

    async def respelled(
        self,
        stores: Sequence[str],
        words: Sequence[str],
        compounds: Collection[str] = (),
        language: Language | None = None,
    ) -> Respelled:
        return await self._read(
            lambda c: sqlite_spelling.respelled(c, stores, words, compounds, language)
        )

    async def search_vectors(
        self,
        vector_store_ids: Sequence[str],
        vector: Vectors,
        model: EmbeddingModel,
        limit: int,
        also: Sequence[int] = (),
        files: Sequence[str] | None = None,
    ) -> list[Hit]:
        return await self._read(
            lambda c: sqlite_vectors.search(
                c, self._cache, vector_store_ids, vector, model, limit, also, files
            )
        )

    async def entry_chunks(
        self, vector_store_id: str, file_id: str, after: int, limit: int
    ) -> list[Chunk]:
        def work(connection: apsw.Connection) -> list[Chunk]:
            found = sqlite_entries.find(connection, vector_store_id, file_id)
            if found is None:
                return []
            return sqlite_entries.chunks_after(connection, found.row, after, limit)

        return await self._read(work)

    async def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        return await self._read(lambda c: sqlite_entries.chunks(c, ids))

    async def find_chunks(
        self, vector_store_ids: Sequence[str] | None, typed: Typed, limit: int
    ) -> list[Hit]:
        return await self._read(lambda c: sqlite_find.chunks(c, vector_store_ids, typed, limit))

    async def find_messages(self, typed: Typed, limit: int) -> list[MessageObject]:
        bodies = await self._read(lambda c: sqlite_find.messages(c, typed, limit))
        return [MessageObject.model_validate_json(body) for body in bodies]

    async def used_tokens(self, thread_id: str | None = None) -> list[UsedTokens]:
        return await self._read(lambda c: sqlite_usage.used_tokens(c, thread_id))

    async def entry_vectors(self, vector_store_id: str, file_id: str) -> ChunkVectors | None:
        return await self._read(lambda c: sqlite_vectors.of_entry(c, vector_store_id, file_id))

    async def count_tokens(
        self, model: str, prompt: int, completion: int, *, answers: int = 0
    ) -> None:
        await self._write(
            lambda c: sqlite_written.count_tokens(c, model, prompt, completion, answers)
        )

    async def written_summary(
        self, sha256: str, model: str, section: int | None = None
    ) -> WrittenSummary | None:
        return await self._read(lambda c: sqlite_written.find(c, sha256, model, section))

    async def keep_written_summary(self, sha256: str, summary: WrittenSummary) -> None:
        await self._write(lambda c: sqlite_written.keep(c, sha256, summary))
