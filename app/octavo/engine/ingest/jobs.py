"""Takes files in: one reads pages, words first; one embeds passages behind it.

Order of things, per file: facts → pages in batches, each kept with its passages and words in one
transaction → ``completed`` → vectors in small parts → sealed. What is kept is never done again: a
restart goes on at the page and the passage where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing

from octavo.engine.ingest.chunks import chunk_page
from octavo.engine.ingest.context import Headings
from octavo.engine.ingest.keeping import Keeping
from octavo.engine.ingest.reading import MARKDOWN, FileReading, ending
from octavo.engine.ingest.text_files import NotTextError, TextFileError, headings_of
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.records import Document
from octavo.engine.store.store import Amend, Change, MissingError, Store
from octavo.errors import AppError, PdfError, StorageFullError, WorkerError
from octavo.models.port import Embedder
from octavo.pdf.page import PageText
from octavo.pdf.port import PdfReader
from octavo.pdf.recognition import how_to_get
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    StaticChunkingStrategy,
    StoreFileError,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
)

_log = logging.getLogger(__name__)

_KEPT_AT_ONCE = 16
"""Pages taken from the store at once where another collection has read the file already."""

_EMBED_AT_ONCE = 32
"""Passages handed to the embedder at once: about a second of work, the most a kill repeats."""

_LARGEST_BATCH = 2_000
_WAITING = {"status": "in_progress"}

_RETRY_AFTER = 5.0
"""Seconds to wait after the disk was full or the embedder failed."""


class Ingest:
    """Works off what waits in the store; ``wake`` tells it that there is something new."""

    def __init__(self, store: Store, blobs: Blobs, reader: PdfReader, embedder: Embedder) -> None:
        self._store = store
        self._blobs = blobs
        self._files = FileReading(reader)
        self._embedder = embedder
        self._new_files = asyncio.Event()
        self._new_passages = asyncio.Event()
        self._changed = asyncio.Condition()
        self._reading = False
        # What is being read and embedded; no longer so once it is abandoned.
        self._current: tuple[str, str] | None = None
        self._embedding: tuple[str, str] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin working, on what an earlier process left first."""
        self._new_files.set()
        self._tasks = [
            asyncio.create_task(self._read_all(), name="ingest: read"),
            asyncio.create_task(self._embed_all(), name="ingest: embed"),
        ]

    def wake(self) -> None:
        """Look for new files; cheap enough to be called after every change."""
        self._new_files.set()

    def abandon(self, entries: Iterable[tuple[str, str]]) -> None:
        """Stop working on these files in stores: they are about to go, and may be put in anew.

        Args:
            entries: Ids of store and file.
        """
        for entry in entries:
            if self._current == entry:
                self._current = None
            if self._embedding == entry:
                self._embedding = None

    async def moved_on(self) -> None:
        """Let those who wait for files to be read look again."""
        async with self._changed:
            self._changed.notify_all()

    async def aclose(self) -> None:
        """Stop; what is not done is gone on with at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def cancel_batch(self, batch: VectorStoreFileBatchObject) -> None:
        """Cancel the files of a batch that are not taken in yet, and the batch."""
        waiting = await self._store.select(
            VectorStoreFileObject, parent=batch.id, limit=_LARGEST_BATCH, where=_WAITING
        )
        cancelled = {"status": "cancelled"}
        changes: list[Change] = [
            Amend(VectorStoreFileObject, one.id, cancelled, one.vector_store_id, "in_progress")
            for one in waiting.data
        ]
        changes.append(
            Amend(VectorStoreFileBatchObject, batch.id, cancelled, batch.vector_store_id)
        )
        await self._store.apply(*changes)
        await self.moved_on()

    async def wait_until_read(self, vector_store_id: str, seconds: float) -> None:
        """Wait until no file of the store is being read, at most ``seconds``."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._changed:
                while await self._being_read(vector_store_id):
                    await self._changed.wait()

    async def _being_read(self, vector_store_id: str) -> bool:
        page = await self._store.select(
            VectorStoreFileObject,
            parent=vector_store_id,
            limit=1,
            where=_WAITING,
        )
        return bool(page.data)

    # -- reading ---------------------------------------------------------------------------

    async def _read_all(self) -> None:
        while True:
            await self._new_files.wait()
            self._new_files.clear()
            self._reading = True
            try:
                for entry in await self._waiting():
                    await self._read_or_fail(entry)
                    await self.moved_on()
                    self._new_passages.set()
            except StorageFullError:
                # Nothing of it is lost: the same files are gone on with when there is room.
                _log.warning("the disk is full; reading goes on later")
                await asyncio.sleep(_RETRY_AFTER)
                self._new_files.set()
            except Exception:  # noqa: BLE001 - a bug with one file must not end the reading
                _log.exception("bug while looking for files to read")
                await asyncio.sleep(_RETRY_AFTER)
                self._new_files.set()
            finally:
                self._reading = False
                self._new_passages.set()

    async def _waiting(self) -> list[VectorStoreFileObject]:
        return [one for one in await self._store.unfinished() if one.status == "in_progress"]

    async def _read_or_fail(self, entry: VectorStoreFileObject) -> None:
        try:
            await self._read(entry)
        except StorageFullError:
            raise
        except MissingError:
            pass  # removed meanwhile
        except NotTextError as error:
            await self._end(entry, "unsupported_file", error)
        except (PdfError, TextFileError) as error:
            await self._end(entry, "invalid_file", error)
        except AppError as error:
            await self._end(entry, "server_error", error)
        except Exception as error:  # noqa: BLE001 - logged as a bug and shown as such
            _log.exception("bug while reading a file")
            words = AppError("An unexpected error happened while this file was read.")
            words.__cause__ = error
            await self._end(entry, "server_error", words)

    async def _end(self, entry: VectorStoreFileObject, code: str, error: AppError) -> None:
        message = f"{error.message} {error.hint}".strip()
        failed = {
            "status": "failed",
            "last_error": StoreFileError.model_validate({"code": code, "message": message}),
        }
        await self._amend(entry, failed)

    async def _amend(self, entry: VectorStoreFileObject, fields: dict[str, object]) -> None:
        """Change what became of a file, if it is still there and was not cancelled."""
        kind, parent = VectorStoreFileObject, entry.vector_store_id
        with contextlib.suppress(MissingError):
            await self._store.apply(Amend(kind, entry.id, fields, parent, "in_progress"))

    async def _read(self, entry: VectorStoreFileObject) -> None:
        current = await self._store.get(
            VectorStoreFileObject, entry.id, parent=entry.vector_store_id
        )
        file = await self._store.get(FileObject, entry.id)
        if current is None or file is None or current.status != "in_progress":
            return
        key = self._current = (entry.vector_store_id, entry.id)
        document = await self._document(file)
        headings = Headings(document.facts, file.filename)
        is_markdown = not document.is_pdf and ending(file.filename) in MARKDOWN
        size, overlap = _sizes(entry)
        done = await self._store.pages_indexed(entry.vector_store_id, entry.id)
        async with Keeping(self._store, entry, document.sha256) as keeping:
            async with aclosing(self._pages(document, file, done)) as pages:
                async for page in pages:
                    context = headings.above(page.number)
                    # Page by page, so that the loop is never held for long.
                    chunks = chunk_page(page, context=context, size=size, overlap=overlap)
                    if is_markdown:
                        chunks = headings.within(page, chunks, headings_of(page))
                    else:
                        chunks = headings.passages(page, chunks)
                    if not keeping.add(page, chunks):
                        continue
                    if self._current != key or not await keeping.flush():
                        return
                    self._new_passages.set()
            if self._current != key or not await keeping.finish():
                return
        await self._finish(entry)

    async def _finish(self, entry: VectorStoreFileObject) -> None:
        current = await self._store.get(
            VectorStoreFileObject, entry.id, parent=entry.vector_store_id
        )
        if current is None or current.status != "in_progress":
            return
        progress = current.progress
        if progress is not None and progress.text + progress.ocr == 0:
            count = progress.pages_total
            pages = "its only page" if count == 1 else f"any of its {count} pages"
            error = PdfError(
                f"There is no readable text on {pages}.",
                hint=how_to_get(),
            )
            await self._end(current, "invalid_file", error)
            return
        await self._amend(current, {"status": "completed"})

    async def _document(self, file: FileObject) -> Document:
        sha256 = file.sha256 or ""
        known = await self._store.document(sha256)
        if known is not None and self._files.is_current(known, file.filename):
            return known
        facts, version = await self._files.facts(self._blobs.path(sha256), file.filename)
        return await self._store.begin_document(sha256, facts, version)

    async def _pages(
        self, document: Document, file: FileObject, done: int
    ) -> AsyncGenerator[PageText, None]:
        """Yield the pages after ``done``, from the store as far as it has them."""
        last = document.facts.page_count
        while done < document.pages_read:
            pages = await self._store.pages(document.sha256, done + 1, _KEPT_AT_ONCE)
            if not pages:
                break
            for page in pages:
                yield page
            done = pages[-1].number
        if done >= last:
            return
        path = self._blobs.path(document.sha256)
        async with aclosing(self._files.pages(document, path, file.filename, done)) as fresh:
            async for page in fresh:
                yield page

    # -- embedding -------------------------------------------------------------------------

    async def _embed_all(self) -> None:
        while True:
            await self._new_passages.wait()
            self._new_passages.clear()
            try:
                for entry in await self._store.unfinished(self._embedder.model):
                    # Words come first: while files are being read, vectors wait.
                    if self._reading:
                        break
                    if entry.status == "completed":
                        await self._embed(entry)
            except (StorageFullError, WorkerError):
                _log.warning("embedding failed and is tried again later", exc_info=True)
                await asyncio.sleep(_RETRY_AFTER)
                self._new_passages.set()
            except AppError:
                # Without the model's files search goes on by words alone.
                _log.warning("passages are not embedded", exc_info=True)
            except Exception:  # noqa: BLE001 - a bug with one file must not end the embedding
                _log.exception("bug while embedding")
                await asyncio.sleep(_RETRY_AFTER)
                self._new_passages.set()

    async def _embed(self, entry: VectorStoreFileObject) -> None:
        key = self._embedding = (entry.vector_store_id, entry.id)
        model = self._embedder.model
        with contextlib.suppress(MissingError):
            while chunks := await self._store.unembedded(*key, model, _EMBED_AT_ONCE):
                texts = [f"{chunk.context}\n{chunk.text}".strip() for chunk in chunks]
                vectors = await self._embedder.embed(texts)
                ids = [chunk.id for chunk in chunks]
                if self._embedding != key:
                    return
                await self._store.add_vectors(*key, model, ids, vectors)
                if self._reading:
                    return
            await self._store.seal_vectors(*key, model)


def _sizes(entry: VectorStoreFileObject) -> tuple[int, int]:
    strategy = entry.chunking_strategy
    if isinstance(strategy, StaticChunkingStrategy):
        return strategy.static.max_chunk_size_tokens, strategy.static.chunk_overlap_tokens
    return 200, 30
