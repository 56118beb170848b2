"""Makes the objects, pages and vectors that tests keep in a store."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Awaitable, Callable, Sequence

import numpy as np

from octavo.engine.store.records import NewChunk, PageBatch
from octavo.engine.store.store import Insert, Store
from octavo.models.port import EmbeddingModel, Vectors
from octavo.pdf.page import DocumentFacts, Finding, OutlineEntry, PageText, Segment
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject, Text, TextContent
from octavo.protocol.runs import RunObject, RunStatus
from octavo.protocol.steps import MessageCreation, MessageCreationDetails, RunStepObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import (
    FileCounts,
    StoreFileStatus,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
    VectorStoreObject,
)

Opener = Callable[[], Awaitable[Store]]
"""Opens the same store again and again."""

TEXT_VERSION = 1
MODEL = EmbeddingModel("test-model", "1", 8)


def assistant(
    key: str = "asst_1", *, created_at: int = 1, name: str | None = None
) -> AssistantObject:
    return AssistantObject(
        id=key,
        created_at=created_at,
        name=name,
        description=None,
        model="octavo-extractive",
        instructions=None,
        tools=[],
        metadata={},
    )


def thread(key: str = "thread_1", *, created_at: int = 1) -> ThreadObject:
    return ThreadObject(id=key, created_at=created_at, tool_resources=None, metadata={})


def message(
    key: str,
    *,
    thread_id: str = "thread_1",
    created_at: int = 1,
    run_id: str | None = None,
    text: str = "How much is the rent?",
) -> MessageObject:
    return MessageObject(
        id=key,
        created_at=created_at,
        thread_id=thread_id,
        status="completed",
        incomplete_details=None,
        completed_at=created_at,
        incomplete_at=None,
        role="user",
        content=[TextContent(text=Text(value=text, annotations=[]))],
        assistant_id=None,
        run_id=run_id,
        attachments=None,
        metadata={},
    )


def run(
    key: str = "run_1",
    *,
    thread_id: str = "thread_1",
    status: RunStatus = "queued",
    created_at: int = 1,
) -> RunObject:
    return RunObject(
        id=key,
        created_at=created_at,
        thread_id=thread_id,
        assistant_id="asst_1",
        status=status,
        required_action=None,
        last_error=None,
        expires_at=None,
        started_at=None,
        cancelled_at=None,
        failed_at=None,
        completed_at=None,
        incomplete_details=None,
        model="octavo-extractive",
        instructions="",
        tools=[],
        metadata={},
        usage=None,
        max_prompt_tokens=None,
        max_completion_tokens=None,
        truncation_strategy=None,
        tool_choice=None,
        parallel_tool_calls=True,
        response_format=None,
    )


def run_step(key: str = "step_1", *, run_id: str = "run_1", created_at: int = 1) -> RunStepObject:
    return RunStepObject(
        id=key,
        created_at=created_at,
        assistant_id="asst_1",
        thread_id="thread_1",
        run_id=run_id,
        type="message_creation",
        status="in_progress",
        step_details=MessageCreationDetails(message_creation=MessageCreation(message_id="msg_1")),
        last_error=None,
        expired_at=None,
        cancelled_at=None,
        failed_at=None,
        completed_at=None,
        metadata={},
        usage=None,
    )


def digest(name: str) -> str:
    """A SHA-256 that stands for the content called ``name``."""
    return hashlib.sha256(name.encode()).hexdigest()


def file(key: str = "file-1", *, content: str | None = None, created_at: int = 1) -> FileObject:
    return FileObject(
        id=key,
        bytes=1000,
        created_at=created_at,
        filename=f"{key}.pdf",
        purpose="assistants",
        status="processed",
        sha256=digest(content or key),
    )


def vector_store(key: str = "vs_1", *, created_at: int = 1) -> VectorStoreObject:
    return VectorStoreObject(
        id=key,
        created_at=created_at,
        name="Leases",
        usage_bytes=0,
        file_counts=FileCounts(),
        status="completed",
        last_active_at=created_at,
        metadata={},
    )


def store_file(
    key: str = "file-1",
    *,
    vector_store_id: str = "vs_1",
    status: StoreFileStatus = "in_progress",
    created_at: int = 1,
) -> VectorStoreFileObject:
    return VectorStoreFileObject(
        id=key,
        usage_bytes=0,
        created_at=created_at,
        vector_store_id=vector_store_id,
        status=status,
        last_error=None,
    )


def batch(key: str = "vsfb_1", *, vector_store_id: str = "vs_1") -> VectorStoreFileBatchObject:
    return VectorStoreFileBatchObject(
        id=key,
        created_at=1,
        vector_store_id=vector_store_id,
        status="in_progress",
        file_counts=FileCounts(),
    )


def facts(page_count: int = 3) -> DocumentFacts:
    return DocumentFacts(
        page_count=page_count,
        title="Lease",
        outline=(OutlineEntry(0, "Rent", 1), OutlineEntry(1, "Deposit", None)),
        encryption=None,
        metadata={"author": "Anna"},
        sizes=((595.0, 842.0),) * page_count,
        findings=(Finding("links", 2, "https://example.org"),),
    )


def page(number: int, text: str | None = None) -> PageText:
    """A page whose clean text is ``text`` and whose raw text has a line break in front of it."""
    clean = f"This is page number{number}." if text is None else text
    return PageText(
        number=number,
        label=f"p{number}",
        state="text" if clean else "empty",
        raw="\r\n" + clean,
        clean=clean,
        segments=(Segment(0, 2, len(clean)),) if clean else (),
    )


def page_batch(*pages: PageText, context: str = "Lease") -> PageBatch:
    """Pages, with one chunk for each that has text."""
    return PageBatch(
        pages=pages,
        chunks=tuple(NewChunk(p.number, 0, len(p.clean), context) for p in pages if p.clean),
    )


def vectors(count: int, *, dimension: int = MODEL.dimension, seed: int = 0) -> Vectors:
    """Random directions of length 1."""
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclasses.dataclass(frozen=True)
class Indexed:
    """A file in a store, with the ids of its chunks."""

    entry: VectorStoreFileObject
    sha256: str
    chunk_ids: tuple[int, ...]


async def add_file(
    store: Store,
    key: str = "file-1",
    *,
    vector_store_id: str = "vs_1",
    texts: Sequence[str] = (
        "The rent is due monthly.",
        "The deposit is two rents.",
        "Pets may stay.",
    ),
    content: str | None = None,
    created_at: int = 1,
) -> Indexed:
    """Insert a file and its entry into a store that is there, with one page for each text."""
    uploaded = file(key, content=content)
    if await store.get(type(uploaded), key) is None:
        await store.apply(Insert(uploaded))
    entry = store_file(key, vector_store_id=vector_store_id, created_at=created_at)
    await store.apply(Insert(entry))
    sha256 = uploaded.sha256 or ""
    await store.begin_document(sha256, facts(len(texts)), TEXT_VERSION)
    pages = [page(number, text) for number, text in enumerate(texts, start=1)]
    assert await store.add_pages(entry, sha256, page_batch(*pages))
    chunks = await store.unembedded(vector_store_id, key, MODEL, len(texts) + 1)
    return Indexed(entry, sha256, tuple(chunk.id for chunk in chunks))


async def embed_file(
    store: Store,
    indexed: Indexed,
    rows: Vectors,
    *,
    model: EmbeddingModel = MODEL,
) -> None:
    """Give the chunks of a file these vectors and have them searched."""
    place = (indexed.entry.vector_store_id, indexed.entry.id)
    await store.add_vectors(*place, model, indexed.chunk_ids, rows)
    await store.seal_vectors(*place, model)
