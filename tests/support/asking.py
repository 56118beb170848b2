"""Assistants, questions and generators that tests of runs share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from octavo.client import Client
from octavo.engine.answer.generator import AnswerPart, Begun, Turn, Wrote
from octavo.protocol.assistants import AssistantObject, CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.threads import CreateThreadRequest, ThreadObject
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    FunctionDefinition,
    FunctionTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_pdf

Post = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
"""Sends a body to a path under /v1, what our client would not; returns status and answer."""

LEASE = [
    "# Lease\n\nThis agreement is made between the landlord and the tenant of the house.",
    (
        "# Termination\n\nThe tenant may terminate the lease by giving three months written notice."
        " The notice must reach the landlord on a working day."
    ),
    "# Deposit\n\nThe deposit amounts to 2,400 euros and is returned within six weeks.",
]


async def with_lease(
    client: Client, folder: Path, pages: Sequence[str] = LEASE, title: str = "Lease"
) -> AssistantObject:
    """Return an assistant over a lease of these pages, all of it read."""
    file = await client.upload_file(make_pdf(folder / "lease.pdf", pages, title=title))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    return await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(
                file_search=FileSearchResourcesRequest(vector_store_ids=[store.id])
            ),
        )
    )


async def asked(client: Client, question: str) -> ThreadObject:
    """Return a thread with one question."""
    message = CreateMessageRequest(role="user", content=question)
    return await client.create_thread(CreateThreadRequest(messages=[message]))


class SlowGenerator:
    """Writes a word, waits until it is closed or let go, then raises its error or writes more."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.go = asyncio.Event()
        self.closed = asyncio.Event()
        self.error: Exception | None = None
        self.more = ""
        self.turns: list[Turn] = []

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        self.turns.append(turn)
        try:
            yield Begun("written")
            yield Wrote(f"About “{turn.question}”: ")
            self.began.set()
            await self.go.wait()
            if self.error is not None:
                raise self.error
            if self.more:
                yield Wrote(self.more)
        finally:
            self.closed.set()


async def plain_assistant(client: Client, **fields: Any) -> AssistantObject:
    """Return an assistant without documents."""
    return await client.create_assistant(
        CreateAssistantRequest(**{"model": EXTRACTIVE_MODEL, **fields})
    )


def function(name: str, parameters: dict[str, Any] | None = None) -> FunctionTool:
    """Return a function tool."""
    definition = FunctionDefinition(name=name, parameters=parameters)
    return FunctionTool(type="function", function=definition)


async def run_names(client: Client, thread_id: str, run_id: str) -> list[str]:
    """Return the names of all events of a run, one of each series of the same."""
    async with client.follow_run(thread_id, run_id) as events:
        names = [event.event async for event in events]
    return compact(names)


def compact(names: list[str]) -> list[str]:
    """Return the names, one of each series of the same."""
    return [name for before, name in zip(["", *names], names, strict=False) if name != before]
