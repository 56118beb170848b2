"""A process to be killed: takes in a long PDF, or answers one question after the other.

Each line it prints is a promise: what the engine acknowledged before the line was written must be
there after a kill.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.embedding import HashEmbedder


async def _collection(client: Client, pdf: Path) -> tuple[str, str]:
    stores = (await client.get_vector_stores()).data
    files = (await client.get_files()).data
    file_id = files[0].id if files else (await client.upload_file(pdf)).id
    if stores and stores[0].file_counts.total:
        return stores[0].id, file_id
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file_id]))
    return store.id, file_id


async def ingest(client: Client, pdf: Path) -> None:
    """Print how many pages are kept, whenever that changes, and at last ``done``."""
    store_id, file_id = await _collection(client, pdf)
    last = -1
    while True:
        entry = await client.get_vector_store_file(store_id, file_id)
        progress = entry.progress
        if progress is not None and progress.pages_done != last:
            last = progress.pages_done
            print("pages", last, flush=True)
        if entry.status == "completed":
            print("done", flush=True)
            return
        await asyncio.sleep(0.01)


async def answer(client: Client, pdf: Path) -> None:
    """Ask for ever; print thread and run as soon as the engine acknowledged them."""
    store_id, file_id = await _collection(client, pdf)
    await client.wait_for_vector_store_file_to_complete(store_id, file_id, poll_interval=0.01)
    search = FileSearchResourcesRequest(vector_store_ids=[store_id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=search),
        )
    )
    while True:
        question = CreateMessageRequest(role="user", content="What does the report say of stones?")
        thread = await client.create_thread(CreateThreadRequest(messages=[question]))
        print("thread", thread.id, flush=True)
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        print("run", thread.id, run.id, flush=True)
        run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.05)
        print("ended", thread.id, run.id, run.status, flush=True)


async def main(task: str, data: Path, pdf: Path) -> None:
    """Open the engine and do the task: ``ingest`` or ``answer``."""
    reader, embedder = PdfiumReader(), HashEmbedder()
    engine = await Engine.open(data, reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        await (ingest if task == "ingest" else answer)(client, pdf)
    await engine.aclose()
    await reader.aclose()
