"""The engine as a whole: a data folder, the services over it, and the ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Self

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.quoting import QuotingGenerator
from octavo.engine.clock import now
from octavo.engine.contents import Contents
from octavo.engine.expiry import Expiry
from octavo.engine.http import HANDLERS, Guard
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.lock import DataFolder
from octavo.engine.passages import Places
from octavo.engine.routes import (
    assistants,
    files,
    messages,
    models,
    runs,
    store_files,
    store_search,
    threads,
    vector_stores,
)
from octavo.engine.runs import Runs
from octavo.engine.search import Searcher
from octavo.engine.services import Services
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store_search import StoreSearch
from octavo.models.port import Embedder
from octavo.pdf.port import PdfReader


class Engine:
    """Answers the interface from one data folder; made by ``open``.

    Attributes:
        app: The ASGI application; the interface lies under ``/v1``.
    """

    def __init__(self, folder: DataFolder, store: SqliteStore, services: Services) -> None:
        self._folder = folder
        self._store = store
        self._services = services
        self._tidying: asyncio.Task[None] | None = None
        self.app = Starlette(
            routes=[Mount("/v1", routes=_routes(services))],
            middleware=[Middleware(Guard)],
            exception_handlers={**HANDLERS},
        )

    @classmethod
    async def open(
        cls,
        data_dir: Path,
        *,
        reader: PdfReader,
        embedder: Embedder,
        clock: Callable[[], int] = now,
    ) -> Self:
        """Open a data folder, made if needed, and go on with what was left undone there.

        The reader and the embedder stay the caller's: it closes them after the engine. The clock
        tells when stores and files expire.

        Raises:
            DataFolderError: the folder cannot be used, or another process uses it.
        """
        folder = await asyncio.to_thread(DataFolder, data_dir)
        try:
            store = await SqliteStore.open(data_dir / "octavo.sqlite")
        except BaseException:
            folder.release()
            raise
        blobs = FolderBlobs(data_dir / "files")
        ingest = Ingest(store, blobs, reader, embedder)
        contents = Contents(store, blobs)
        expiry = Expiry(store, contents, clock)
        searcher = Searcher(store, embedder, expiry.used)
        answerer = ExtractiveAnswerer(store, searcher, embedder)
        generator = QuotingGenerator(store, blobs, reader, answerer)
        places = Places(store, blobs, reader)
        services = Services(
            store=store,
            blobs=blobs,
            contents=contents,
            expiry=expiry,
            ingest=ingest,
            places=places,
            runs=Runs(store, generator, ingest),
            search=StoreSearch(store, searcher, places),
        )
        engine = cls(folder, store, services)
        await services.runs.recover()
        ingest.start()
        expiry.start()
        engine._tidying = asyncio.create_task(contents.tidy(), name="tidy contents")
        return engine

    async def aclose(self) -> None:
        """End runs and reading, keep how far they are, and let go of the folder."""
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.wait({self._tidying})
        await self._services.runs.aclose()
        await self._services.expiry.aclose()
        await self._services.ingest.aclose()
        await self._store.aclose()
        await asyncio.to_thread(self._folder.release)


def _routes(services: Services) -> list[Route]:
    return [
        *models.routes(),
        *assistants.routes(services),
        # /threads/runs would be taken for the thread "runs".
        *runs.routes(services),
        *threads.routes(services),
        *messages.routes(services),
        *files.routes(services),
        *vector_stores.routes(services),
        *store_files.routes(services),
        *store_search.routes(services),
    ]
