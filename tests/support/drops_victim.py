"""A process to be killed: drops, cancels, retries or removes documents in a session, or asks.

Each line it prints is a promise: what the session had done before the line was written must last.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.session.drops import JOURNAL_NAME
from octavo.session.session import Session
from octavo.session.state import DocumentState
from support.embedding import HashEmbedder


@asynccontextmanager
async def open_session(data: Path) -> AsyncIterator[tuple[Client, Session]]:
    """Open the real engine and a session over it."""
    reader, embedder = PdfiumReader(), HashEmbedder()
    engine = await Engine.open(data, reader=reader, embedder=embedder)
    client = Client(InProcessTransport(engine.app))
    session = await Session.open(client, reader, cache=data / "cache", drops=data / JOURNAL_NAME)
    try:
        yield client, session
    finally:
        await session.aclose()
        await client.aclose()
        await engine.aclose()
        await reader.aclose()


async def main(task: str, data: Path, folder: Path) -> None:
    """Open a session, do the task, and wait for the kill.

    Args:
        task: ``drop``, ``resume``, ``cancel``, ``retry``, ``remove`` or ``ask``.
        data: The data folder.
        folder: What is dropped.
    """
    async with open_session(data) as (_, session):
        library = session.library
        assistant_id = session.assistants.default.id
        await library.load(assistant_id)
        print("loaded", len(library.items(assistant_id)), flush=True)
        if task in {"drop", "cancel"}:
            added = await library.add(assistant_id, [folder])
            print("dropped", len(added), flush=True)
        for item in library.items(assistant_id):
            match task:
                case "cancel":
                    await library.cancel(assistant_id, item.key)
                    print("cancelled", item.name, flush=True)
                case "remove":
                    await library.remove(assistant_id, item.key)
                    print("removed", item.name, flush=True)
                case "retry" if item.state is DocumentState.CANCELLED:
                    await library.retry(assistant_id, item.key)
                    print("retried", item.name, flush=True)
        number = 0
        while task == "ask":
            threads = session.threads
            thread = threads.items[0] if threads.items else await threads.create()
            number += 1
            await session.conversation.ask(thread.id, f"What does paper {number} say?")
            print("answered", number, flush=True)
        print("done", flush=True)
        await asyncio.Event().wait()
