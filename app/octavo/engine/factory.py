"""New objects of the interface from requests, and the stores that come with them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from octavo.engine.clock import now
from octavo.engine.http import RequestError, not_found
from octavo.engine.store.store import Change, Insert, Store
from octavo.protocol.base import AttributeValue
from octavo.protocol.files import FileObject
from octavo.protocol.ids import new_id
from octavo.protocol.messages import (
    Attachment,
    Content,
    CreateMessageRequest,
    ImageFile,
    ImageFileContent,
    ImageFileRequestContent,
    ImageUrl,
    ImageUrlContent,
    ImageUrlRequestContent,
    MessageObject,
    RequestContent,
    Text,
    TextContent,
)
from octavo.protocol.tools import FileSearchResources, ToolResources, ToolResourcesRequest
from octavo.protocol.vector_stores import (
    AutoChunkingStrategy,
    ChunkingStrategyRequest,
    FileCounts,
    StaticChunking,
    StaticChunkingStrategy,
    VectorStoreFileObject,
    VectorStoreObject,
)

AUTO_CHUNKING = StaticChunking(max_chunk_size_tokens=200, chunk_overlap_tokens=30)
"""What ``auto`` means here: passages of 200 tokens found more than those of 400 or 800."""


def chunking(strategy: ChunkingStrategyRequest | None) -> StaticChunkingStrategy:
    """Return the sizes that a request's strategy comes to."""
    if strategy is None or isinstance(strategy, AutoChunkingStrategy):
        return StaticChunkingStrategy(type="static", static=AUTO_CHUNKING)
    return strategy


def new_message(
    thread_id: str,
    request: CreateMessageRequest,
    *,
    assistant_id: str | None = None,
    run_id: str | None = None,
) -> MessageObject:
    """Return a completed message with the request's content."""
    created = now()
    given = request.content
    content: list[Content] = (
        [TextContent(text=Text(value=given, annotations=[]))]
        if isinstance(given, str)
        else [_content(block) for block in given]
    )
    return MessageObject(
        id=new_id("message"),
        created_at=created,
        thread_id=thread_id,
        status="completed",
        incomplete_details=None,
        completed_at=created,
        incomplete_at=None,
        role=request.role,
        content=content,
        assistant_id=assistant_id,
        run_id=run_id,
        attachments=[
            Attachment(file_id=attached.file_id, tools=attached.tools)
            for attached in request.attachments or []
        ],
        metadata=request.metadata or {},
    )


def _content(block: RequestContent) -> Content:
    match block:
        case ImageFileRequestContent():
            return ImageFileContent(image_file=ImageFile(**block.image_file.model_dump()))
        case ImageUrlRequestContent():
            return ImageUrlContent(image_url=ImageUrl(**block.image_url.model_dump()))
        case _:
            return TextContent(text=Text(value=block.text, annotations=[]))


def new_vector_store(
    name: str = "",
    *,
    metadata: dict[str, str] | None = None,
    description: str | None = None,
) -> VectorStoreObject:
    """Return an empty vector store."""
    created = now()
    return VectorStoreObject(
        id=new_id("vector_store"),
        created_at=created,
        name=name,
        description=description,
        usage_bytes=0,
        file_counts=FileCounts(),
        status="completed",
        last_active_at=created,
        metadata=metadata or {},
    )


def new_store_file(
    vector_store_id: str,
    file_id: str,
    strategy: ChunkingStrategyRequest | None = None,
    attributes: dict[str, AttributeValue] | None = None,
) -> VectorStoreFileObject:
    """Return a store's entry for a file, waiting to be read."""
    return VectorStoreFileObject(
        id=file_id,
        usage_bytes=0,
        created_at=now(),
        vector_store_id=vector_store_id,
        status="in_progress",
        last_error=None,
        chunking_strategy=chunking(strategy),
        attributes=attributes or {},
    )


def new_store_files(
    vector_store_id: str,
    file_ids: Iterable[str],
    strategy: ChunkingStrategyRequest | None = None,
) -> list[VectorStoreFileObject]:
    """Return a store's entries for files, each once, with the same settings."""
    # Thousands of files are copied from one another: checking each anew would hold the loop.
    model = new_store_file(vector_store_id, "", strategy)
    return [model.model_copy(update={"id": file_id}) for file_id in dict.fromkeys(file_ids)]


def _inserts(
    vector_store_id: str, file_ids: Sequence[str], strategy: ChunkingStrategyRequest | None
) -> list[Insert]:
    return [Insert(one) for one in new_store_files(vector_store_id, file_ids, strategy)]


async def require_files(store: Store, file_ids: Sequence[str]) -> None:
    """Check that all files are there.

    Raises:
        RequestError: the first id that is wrong.
    """
    known = await store.existing(FileObject, file_ids)
    for file_id in file_ids:
        if file_id not in known:
            raise not_found("file", file_id)


async def resolve_resources(
    store: Store, given: ToolResourcesRequest | ToolResources | None
) -> tuple[ToolResources | None, list[Change]]:
    """Check the stores that a request names and make those that it wants made.

    Returns:
        The resources to keep, and the changes to be made together with their owner.

    Raises:
        RequestError: a store or file is not there, or two stores are given.
    """
    if given is None or given.file_search is None:
        return (ToolResources.model_validate(given.model_dump()) if given else None), []
    ids = given.file_search.vector_store_ids or []
    inline = getattr(given.file_search, "vector_stores", None) or []
    if ids and inline:
        raise RequestError(
            "Give either vector_store_ids or vector_stores.", param="tool_resources.file_search"
        )
    for store_id in ids:
        if await store.get(VectorStoreObject, store_id) is None:
            raise not_found("vector store", store_id)
    changes: list[Change] = []
    for wanted in inline:
        file_ids = wanted.file_ids or []
        await require_files(store, file_ids)
        made = new_vector_store(metadata=wanted.metadata)
        changes.append(Insert(made))
        # Up to 10,000 of them, so they are made beside the loop.
        changes += await asyncio.to_thread(_inserts, made.id, file_ids, wanted.chunking_strategy)
        ids = [made.id]
    resources = ToolResources(
        code_interpreter=given.code_interpreter,
        file_search=FileSearchResources(vector_store_ids=ids),
    )
    return resources, changes
