"""What stands behind the window: the workers, the engine and a session, opened on a data folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from octavo.backup import finish_restore
from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.reranking import Reranking, chosen_in
from octavo.models.minilm import MiniLmEmbedder
from octavo.models.reranker import WorkerReranker, try_out
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
from octavo.publisher import release_feed
from octavo.session.drops import JOURNAL_NAME
from octavo.session.keys import Keys
from octavo.session.late_secrets import LateSecrets
from octavo.session.local_models import LocalLibrary
from octavo.session.model_hosts import ModelHosts
from octavo.session.prices import FILE_NAME as PRICES_FILE
from octavo.session.rerankers import RerankerLibrary
from octavo.session.session import Session
from octavo.session.updates import FILE_NAME as UPDATES_FILE
from octavo.session.updates import Updates


async def open_session(
    data_dir: Path, stack: AsyncExitStack, on_upgrade: Callable[[float], None]
) -> Session:
    """Start the workers and the engine, and what stands on them.

    Args:
        data_dir: Where everything is.
        stack: Ends all of it, in the opposite order.
        on_upgrade: Told, in another thread, which share of an upgrade of older data is done.

    Raises:
        AppError: a part of it cannot be opened.
    """
    reader = PdfiumReader(find_recognition=partial(recognition_in, data_dir))
    viewer, embedder = PdfiumReader(name="viewer"), MiniLmEmbedder()
    for worker in (embedder, viewer, reader):
        stack.push_async_callback(worker.aclose)
    secrets = LateSecrets()
    keys = Keys(secrets)
    providers = Providers(data_dir / FILE_NAME, keys.get)
    stack.push_async_callback(providers.aclose)
    await asyncio.to_thread(finish_restore, data_dir)
    models = LocalModels(ModelFolder(data_dir / FOLDER), LocalRunner())
    stack.push_async_callback(models.aclose)
    rerankers = GettingRerankers(RerankerFolder(data_dir / FOLDER / RERANKERS), try_out)
    reranking = Reranking(WorkerReranker(), chosen_in(rerankers.folder))
    stack.push_async_callback(reranking.aclose)
    local, judging = LocalLibrary(models), RerankerLibrary(rerankers, reranking)
    for library in (local, judging):
        stack.push_async_callback(library.aclose)
    outside = AllModels(providers, models)
    engine = await Engine.open(
        data_dir,
        reader=reader,
        embedder=embedder,
        outside=outside,
        embedding_hosts=outside,
        store_hosts=outside,
        reranking=reranking,
        on_upgrade=on_upgrade,
    )
    stack.push_async_callback(engine.aclose)
    client = await stack.enter_async_context(Client(InProcessTransport(engine.app)))
    session = await Session.open(
        client,
        viewer,
        secrets=secrets,
        hosts=ModelHosts(providers, keys),
        local=local,
        rerankers=judging,
        cache=data_dir / "cache",
        drops=data_dir / JOURNAL_NAME,
        updates=Updates(release_feed(), data_dir / UPDATES_FILE),
        prices=data_dir / PRICES_FILE,
    )
    stack.push_async_callback(session.aclose)
    return session
