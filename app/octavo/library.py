"""What a program needs that uses Octavo as a library: a client, and the usual requests in short.

The requests are those of `octavo.protocol`; what these functions leave at the usual can be set
there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from octavo import assembly
from octavo.client import Client
from octavo.protocol.assistants import AssistantObject, CreateAssistantRequest
from octavo.protocol.files import FileObject
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchResourcesRequest, FileSearchTool, ToolResourcesRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest, VectorStoreObject

__all__ = ["assistant_over", "open_client", "run_of", "store_of", "thread_asking"]


@contextlib.asynccontextmanager
async def open_client(data_dir: str | os.PathLike[str]) -> AsyncIterator[Client]:
    """Open a client to an engine in this process.

    Args:
        data_dir: The folder that keeps everything; made if needed. One process at a time has it.

    Raises:
        DataFolderError: The folder cannot be used; a subclass tells why.
        ResourceError: The embedding model is missing or damaged.
    """
    async with assembly.open_client(Path(data_dir)) as client:
        yield client


def store_of(*files: FileObject) -> CreateVectorStoreRequest:
    """Return the request for a vector store that holds these files."""
    return CreateVectorStoreRequest(file_ids=[file.id for file in files])


def assistant_over(
    store: VectorStoreObject, *, model: str = EXTRACTIVE_MODEL
) -> CreateAssistantRequest:
    """Return the request for an assistant that answers from a vector store.

    Args:
        store: What it searches.
        model: What answers; the one that is always there if not given.
    """
    searched = FileSearchResourcesRequest(vector_store_ids=[store.id])
    return CreateAssistantRequest(
        model=model,
        tools=[FileSearchTool(type="file_search")],
        tool_resources=ToolResourcesRequest(file_search=searched),
    )


def thread_asking(question: str) -> CreateThreadRequest:
    """Return the request for a thread that begins with a question."""
    return CreateThreadRequest(messages=[CreateMessageRequest(role="user", content=question)])


def run_of(assistant: AssistantObject) -> CreateRunRequest:
    """Return the request for a run of an assistant as it is."""
    return CreateRunRequest(assistant_id=assistant.id)
