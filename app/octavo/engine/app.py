"""The engine as a whole: a data folder, the services over it, and the ASGI application."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Self

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from octavo.engine.answer.completer import Model, Models
from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.quoting import QuotingGenerator
from octavo.engine.answer.quoting_completer import QUOTING_MODEL, QuotingCompleter
from octavo.engine.answer.texts import TextAnswerer
from octavo.engine.contents import Contents
from octavo.engine.http import HANDLERS, Guard
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.lock import DataFolder
from octavo.engine.routes import (
    assistants,
    completions,
    description,
    files,
    messages,
    models,
    runs,
    steps,
    store_files,
    threads,
    vector_stores,
)
from octavo.engine.runs import Runs
from octavo.engine.search import Searcher
from octavo.engine.services import Services
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.models.port import Embedder
from octavo.pdf.port import PdfReader
from octavo.protocol.runs import RUN_LIFETIME


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
        run_lifetime: float = RUN_LIFETIME,
    ) -> Self:
        """Open a data folder, made if needed, and go on with what was left undone there.

        The reader and the embedder stay the caller's: it closes them after the engine.

        Args:
            data_dir: The folder.
            reader: Reads PDFs.
            embedder: Makes vectors of text.
            run_lifetime: Seconds after which a run expires.

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
        answerer = ExtractiveAnswerer(store, Searcher(store, embedder), embedder)
        generator = QuotingGenerator(store, blobs, reader, answerer)
        contents = Contents(store, blobs)
        served = Runs(store, generator, ingest, lifetime=run_lifetime)
        completer = QuotingCompleter(TextAnswerer(embedder))
        services = Services(
            store=store,
            blobs=blobs,
            reader=reader,
            contents=contents,
            ingest=ingest,
            runs=served,
            models=Models([Model(QUOTING_MODEL, completer)]),
        )
        engine = cls(folder, store, services)
        await services.runs.recover()
        ingest.start()
        engine._tidying = asyncio.create_task(contents.tidy(), name="tidy contents")
        return engine

    async def aclose(self) -> None:
        """End runs and reading, keep how far they are, and let go of the folder."""
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.wait({self._tidying})
        await self._services.runs.aclose()
        await self._services.ingest.aclose()
        await self._store.aclose()
        await asyncio.to_thread(self._folder.release)


def _routes(services: Services) -> list[Route]:
    return [
        *models.routes(services),
        *completions.routes(services),
        *description.routes(),
        *assistants.routes(services),
        # /threads/runs would be taken for the thread "runs".
        *runs.routes(services),
        *steps.routes(services),
        *threads.routes(services),
        *messages.routes(services),
        *files.routes(services),
        *vector_stores.routes(services),
        *store_files.routes(services),
    ]
