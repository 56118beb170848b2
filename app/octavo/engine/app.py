"""The engine as a whole: a data folder, the services over it, and the ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from octavo.engine.answer.asking import Parts
from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.generative import WritingGenerator
from octavo.engine.answer.models import Model, Models
from octavo.engine.answer.overview import Overviews
from octavo.engine.answer.passing_completer import PassingCompleter
from octavo.engine.answer.placing import Placer
from octavo.engine.answer.quoting import QuotingGenerator
from octavo.engine.answer.quoting_completer import QUOTING_MODEL, QuotingCompleter
from octavo.engine.answer.text_overview import TextOverviews
from octavo.engine.answer.texts import TextAnswerer
from octavo.engine.clock import now
from octavo.engine.contents import Contents
from octavo.engine.embedders import Embedders
from octavo.engine.everything import EverythingSearch
from octavo.engine.expiry import Expiry
from octavo.engine.hosting.asking import HostedSearch
from octavo.engine.hosting.lane import Hosting
from octavo.engine.http import HANDLERS, Guard
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.ingest.pausing import PAUSED, Pausing
from octavo.engine.insight.comparison import Comparison
from octavo.engine.insight.finders import Finder, ThreadFinder
from octavo.engine.insight.summaries import Summaries
from octavo.engine.insight.written import WrittenSummaries
from octavo.engine.lock import DataFolder
from octavo.engine.passages import Places
from octavo.engine.passwords import Passwords
from octavo.engine.reranking import Reranking
from octavo.engine.routes import (
    assistants,
    completions,
    description,
    embeddings,
    files,
    hosting,
    locks,
    messages,
    models,
    octavo,
    pages,
    reading,
    reports,
    runs,
    steps,
    store_files,
    store_search,
    threads,
    usage,
    vector_stores,
    written_summaries,
)
from octavo.engine.runs import Runs
from octavo.engine.search import Searcher
from octavo.engine.services import Services
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store_search import StoreSearch
from octavo.models.port import ComparingEmbedder
from octavo.pdf.port import PdfReader
from octavo.protocol.runs import RUN_LIFETIME
from octavo.providers.embeddings import EmbeddingHosts
from octavo.providers.hosted_stores import HostedStoreHosts
from octavo.providers.port import ChatModels


class Engine:
    """Answers the interface from one data folder; made by ``open``.

    Attributes:
        app: The ASGI application; the interface lies under ``/v1``.
    """

    def __init__(self, services: Services, stack: AsyncExitStack) -> None:
        self._services = services
        self._stack = stack
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
        embedder: ComparingEmbedder,
        outside: ChatModels | None = None,
        embedding_hosts: EmbeddingHosts | None = None,
        store_hosts: HostedStoreHosts | None = None,
        finder: Finder | None = None,
        reranking: Reranking | None = None,
        run_lifetime: float = RUN_LIFETIME,
        clock: Callable[[], int] = now,
        on_upgrade: Callable[[float], None] | None = None,
    ) -> Self:
        """Open a data folder, made if needed, and go on with what was left undone there.

        Readers, models, hosts, finder and reranker stay the caller's, who closes them after the
        engine.

        Args:
            data_dir: The folder.
            reader: Reads PDFs.
            embedder: Makes vectors of text.
            outside: Models of providers, that a run may name; none without it.
            embedding_hosts: Have other models that make vectors; none without it.
            store_hosts: Keep and search files; none without it.
            finder: Does the work of summaries; a thread does without it.
            reranking: Asks the reranker that is in use; none without it.
            run_lifetime: Seconds after which a run expires.
            clock: Tells, in seconds since 1970-01-01 UTC, when stores and files expire.
            on_upgrade: Told, in another thread, which share of an upgrade of older data is done.

        Raises:
            DataFolderError: the folder cannot be used, or another process uses it.
        """
        async with AsyncExitStack() as stack:
            folder = await asyncio.to_thread(DataFolder, data_dir)
            stack.push_async_callback(asyncio.to_thread, folder.release)
            store = await SqliteStore.open(data_dir / "octavo.sqlite", tell=on_upgrade)
            stack.push_async_callback(store.aclose)
            blobs = FolderBlobs(data_dir / "files")
            passwords = Passwords()
            contents = Contents(store, blobs, passwords)
            places = Places(store, blobs, reader, passwords)
            pausing = await asyncio.to_thread(Pausing, data_dir / PAUSED)
            embedders = Embedders(store, embedder, embedding_hosts)
            ingest = Ingest(store, blobs, reader, embedders, passwords, pausing)
            ingest.embedding.on_full = pausing.note_full
            ingest.embedding.on_room = pausing.note_room
            stack.push_async_callback(ingest.aclose)
            expiry = Expiry(store, contents, clock)
            stack.push_async_callback(expiry.aclose)
            hosted = HostedSearch(store, store_hosts)
            searcher = Searcher(store, embedder, expiry.used, embedders, hosted, reranking)
            answerer = ExtractiveAnswerer(store, searcher)
            placer = Placer(store, places)
            finder = finder or ThreadFinder()
            summaries = Summaries(store, embedder, finder)
            overviews = Overviews(store, summaries)
            generator = QuotingGenerator(store, placer, answerer, overviews)
            completer = QuotingCompleter(TextAnswerer(embedder), TextOverviews(finder))
            parts = Parts(store, searcher, placer, embedder, answerer)
            own = [Model(QUOTING_MODEL, generator, completer)]
            if outside is None:
                models = Models(own)
            else:
                passing = PassingCompleter(outside, store)
                stack.push_async_callback(passing.aclose)
                models = Models(own, WritingGenerator(outside, parts, generator), passing)
            stack.push_async_callback(searcher.expected.aclose)
            expect = searcher.expected.begin
            runs = Runs(store, models, ingest, lifetime=run_lifetime, expect=expect)
            stack.push_async_callback(runs.aclose)
            written = WrittenSummaries(store, embedder, outside)
            stack.push_async_callback(written.aclose)
            await runs.recover()
            hosting = Hosting(store, blobs, store_hosts)
            stack.push_async_callback(_end, hosting.start())
            ingest.on_change = contents.on_delete = hosting.wake
            ingest.start()
            expiry.start()
            tidying = asyncio.create_task(contents.tidy(), name="tidy contents")
            stack.push_async_callback(_end, tidying)
            services = Services(
                store=store,
                blobs=blobs,
                contents=contents,
                expiry=expiry,
                ingest=ingest,
                passwords=passwords,
                places=places,
                reader=reader,
                runs=runs,
                search=StoreSearch(store, searcher, places),
                everything=EverythingSearch(store),
                summaries=summaries,
                written=written,
                comparison=Comparison(store, answerer),
                models=models,
                embedders=embedders,
                hosting=hosting,
                hosted=hosted,
            )
            return cls(services, stack.pop_all())

    async def finish_runs(self, within: float) -> None:
        """Let runs end, and cancel those that have not after so many seconds.

        For a server that is about to stop: whoever follows a run is told its end.
        """
        await self._services.runs.finish(within)

    async def aclose(self) -> None:
        """End runs and reading, keep how far they are, and let go of the folder."""
        await self._stack.aclose()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


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
        *locks.routes(services),
        *reports.routes(services),
        *reading.routes(services),
        *embeddings.routes(services),
        *hosting.routes(services),
        *usage.routes(services),
        *pages.routes(services),
        *vector_stores.routes(services),
        *store_files.routes(services),
        *store_search.routes(services),
        *octavo.routes(services),
        *written_summaries.routes(services),
    ]
