"""Puts engine, client and session together, and takes them apart in the opposite order."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from octavo.backup import finish_restore
from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.insight.finders import ProcessFinder
from octavo.engine.reranking import Reranking, chosen_in
from octavo.errors import AppError
from octavo.models.minilm import MiniLmEmbedder
from octavo.models.reranker import WorkerReranker, try_out
from octavo.moving import finish_move
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition_choice import recognition_in
from octavo.providers.everywhere import AllModels
from octavo.providers.local.folder import FOLDER, ModelFolder
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import LocalRunner
from octavo.providers.registry import Providers
from octavo.providers.rerankers.folder import FOLDER as RERANKERS
from octavo.providers.rerankers.folder import RerankerFolder
from octavo.providers.rerankers.getting import GettingRerankers
from octavo.providers.settings import FILE_NAME
from octavo.session.drops import JOURNAL_NAME
from octavo.session.keychain import open_secrets
from octavo.session.keys import Keys
from octavo.session.secrets import Secrets
from octavo.session.session import Session

_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def open_providers(
    data_dir: Path, secrets: Secrets | None = None
) -> AsyncIterator[Providers]:
    """Open the providers of a data folder, with the keys that are kept for them.

    Args:
        data_dir: The folder.
        secrets: Where the keys are; without it the system's keychain, looked for when one is asked
            for its key: most commands never need one.
    """
    found = secrets

    async def key_of(origin: str) -> str | None:
        nonlocal found
        if found is None:
            found = await open_secrets()
        return await Keys(found).get(origin)

    providers = Providers(data_dir / FILE_NAME, key_of)
    try:
        yield providers
    finally:
        await providers.aclose()


@contextlib.asynccontextmanager
async def open_models(data_dir: Path, secrets: Secrets | None = None) -> AsyncIterator[AllModels]:
    """Open the models of a data folder, on this computer and of providers; as `open_providers`."""
    local = LocalModels(ModelFolder(data_dir / FOLDER), LocalRunner())
    try:
        async with open_providers(data_dir, secrets) as providers:
            yield AllModels(providers, local)
    finally:
        await local.aclose()


def rerankers_in(data_dir: Path) -> GettingRerankers:
    """Return the rerankers of a data folder, and the way to get others."""
    return GettingRerankers(RerankerFolder(data_dir / FOLDER / RERANKERS), try_out)


@contextlib.asynccontextmanager
async def open_engine(
    data_dir: Path,
    outside: AllModels | None = None,
    *,
    asks: bool = False,
    reranking: Reranking | None = None,
) -> AsyncIterator[Engine]:
    """Open the engine on a data folder, with its own workers.

    Args:
        data_dir: The folder.
        outside: Models that write, or make vectors; without it, those of the folder.
        asks: Whether files and a question follow at once: the reader is started, the embedding
            model loaded meanwhile.
        reranking: Puts passages in order; without it, the one of the folder.

    Raises:
        DataFolderError: the folder cannot be used; a subclass tells why.
        ResourceError: the embedding model is missing or damaged.
    """
    await asyncio.to_thread(finish_move, data_dir)
    await asyncio.to_thread(finish_restore, data_dir)
    async with contextlib.AsyncExitStack() as stack:
        reader = PdfiumReader(
            name="reader", find_recognition=functools.partial(recognition_in, data_dir)
        )
        embedder = MiniLmEmbedder()
        stack.push_async_callback(reader.aclose)
        stack.push_async_callback(embedder.aclose)
        if asks:
            reader.warm()
            stack.push_async_callback(_end, asyncio.create_task(_warm(embedder), name="warm"))
        if reranking is None:
            reranking = Reranking(WorkerReranker(), chosen_in(rerankers_in(data_dir).folder))
            stack.push_async_callback(reranking.aclose)
        finder = ProcessFinder()
        stack.push_async_callback(finder.aclose)
        if outside is None:
            outside = await stack.enter_async_context(open_models(data_dir))
        engine = await Engine.open(
            data_dir,
            reader=reader,
            embedder=embedder,
            outside=outside,
            embedding_hosts=outside,
            store_hosts=outside,
            finder=finder,
            reranking=reranking,
        )
        stack.push_async_callback(engine.aclose)
        yield engine


async def _warm(embedder: MiniLmEmbedder) -> None:
    try:
        await embedder.warm()
    except AppError:
        # The question meets it again, and says so.
        _log.debug("the embedding model is not there ahead of the question", exc_info=True)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


@contextlib.asynccontextmanager
async def open_client(
    data_dir: Path,
    outside: AllModels | None = None,
    *,
    asks: bool = False,
    reranking: Reranking | None = None,
) -> AsyncIterator[Client]:
    """Open a client to an engine in this process; arguments and errors as of ``open_engine``."""
    async with (
        open_engine(data_dir, outside, asks=asks, reranking=reranking) as engine,
        Client(InProcessTransport(engine.app)) as client,
    ):
        yield client


@contextlib.asynccontextmanager
async def open_session(data_dir: Path) -> AsyncIterator[Session]:
    """Open a session over an engine in this process; raises as ``open_engine``."""
    async with contextlib.AsyncExitStack() as stack:
        viewer = PdfiumReader(name="viewer")  # pages are drawn while the reader reads others
        stack.push_async_callback(viewer.aclose)
        client = await stack.enter_async_context(open_client(data_dir))
        session = await Session.open(
            client, viewer, cache=data_dir / "cache", drops=data_dir / JOURNAL_NAME
        )
        stack.push_async_callback(session.aclose)
        yield session
