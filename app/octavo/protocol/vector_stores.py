"""Vector stores, the files in them, and batches of files."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from octavo.protocol.base import (
    Attributes,
    AttributeValue,
    Metadata,
    Part,
    Reply,
    Request,
    Timestamp,
)
from octavo.protocol.phrases import Phrases

VectorStoreStatus = Literal["expired", "in_progress", "completed"]
StoreFileStatus = Literal["in_progress", "completed", "cancelled", "failed"]
LockState = Literal["closed", "opened"]


class FileCounts(Reply):
    """How many files are in which state."""

    in_progress: int = 0
    completed: int = 0
    failed: int = 0
    cancelled: int = 0
    total: int = 0


class ExpiresAfter(Part):
    """A store that nobody used for so many days goes."""

    anchor: Literal["last_active_at"]
    days: Annotated[int, Field(ge=1, le=365)]


class StaticChunking(Part):
    """Sizes in tokens; the overlap is at most half the chunk."""

    max_chunk_size_tokens: Annotated[int, Field(ge=100, le=4096)]
    chunk_overlap_tokens: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _overlap_fits(self) -> Self:
        if 2 * self.chunk_overlap_tokens > self.max_chunk_size_tokens:
            raise ValueError("chunk_overlap_tokens is at most half of max_chunk_size_tokens")
        return self


class AutoChunkingStrategy(Part):
    """Let the engine choose."""

    type: Literal["auto"]


class StaticChunkingStrategy(Part):
    """Chunks of a given size."""

    type: Literal["static"]
    static: StaticChunking


class OtherChunkingStrategy(Part):
    """Chunks of a size that nobody recorded."""

    type: Literal["other"]


ChunkingStrategyRequest = Annotated[
    AutoChunkingStrategy | StaticChunkingStrategy, Field(discriminator="type")
]
ChunkingStrategy = Annotated[
    StaticChunkingStrategy | OtherChunkingStrategy, Field(discriminator="type")
]


class VectorStoreObject(Reply):
    """A vector store as it is kept."""

    id: str
    object: Literal["vector_store"] = "vector_store"
    created_at: Timestamp
    name: str
    description: str | None = None
    usage_bytes: int
    file_counts: FileCounts
    status: VectorStoreStatus
    expires_after: ExpiresAfter | None = None
    expires_at: Timestamp | None = None
    last_active_at: Timestamp | None
    metadata: dict[str, str]


class CreateVectorStoreRequest(Request):
    """A new vector store, with files if wished."""

    file_ids: Annotated[list[str], Field(max_length=500)] | None = None
    name: Annotated[str, Field(max_length=256)] | None = None
    description: Annotated[str, Field(max_length=512)] | None = None
    expires_after: ExpiresAfter | None = None
    chunking_strategy: ChunkingStrategyRequest | None = None
    metadata: Metadata | None = None


class ModifyVectorStoreRequest(Request):
    """New values for some fields; those left out stay as they are."""

    name: Annotated[str, Field(max_length=256)] | None = None
    expires_after: ExpiresAfter | None = None
    metadata: Metadata | None = None


class StoreFileError(Reply):
    """Why a file could not be taken in; the message is meant for people.

    Args:
        phrases: Octavo's own: what it takes to say the message in another language.
    """

    code: Literal["server_error", "unsupported_file", "invalid_file"]
    message: str
    phrases: Phrases | None = None


class Progress(Reply):
    """How far a file is: pages by what became of them, and passages by words and by vectors.

    Args:
        recognising: The page, from 1, whose text is being recognised in a picture just now, which
            takes seconds; 0 for none.
    """

    pages_total: int = 0
    pages_done: int = 0
    text: int = 0
    ocr: int = 0
    empty: int = 0
    failed: int = 0
    recognising: int = 0
    passages: int = 0
    passages_embedded: int = 0


class FileNotes(Reply):
    """What people should know of a file that was read; `octavo.protocol.reports` tells more.

    Args:
        needs_recognition: Pages that text recognition would help with.
        hidden_text: Pages with text that people do not see.
        active: Kinds of active content: ``javascript``, ``launch``, ``embedded files``,
            ``dynamic form``.
    """

    needs_recognition: int = 0
    hidden_text: int = 0
    active: list[str] = Field(default_factory=list)


class FileAbout(Reply):
    """What a file calls itself, and its language by its code, as far as they are known."""

    title: str = ""
    language: str = ""


class VectorStoreFileObject(Reply):
    """A file in a store. ``completed`` means searchable by words.

    ``progress``, ``about``, ``lock``, ``notes`` and ``paused`` are Octavo's own. A file that opens
    only with a password is ``failed``, for the interface has no state of waiting, and its ``lock``
    is ``closed``; with the right password it is in progress again, and ``opened``. One that is
    ``paused`` is in progress, and not gone on with until somebody says so.
    """

    id: str
    object: Literal["vector_store.file"] = "vector_store.file"
    usage_bytes: int
    created_at: Timestamp
    vector_store_id: str
    status: StoreFileStatus
    last_error: StoreFileError | None
    chunking_strategy: ChunkingStrategy | None = None
    attributes: dict[str, AttributeValue] | None = None
    progress: Progress | None = None
    lock: LockState | None = None
    notes: FileNotes | None = None
    about: FileAbout | None = None
    paused: bool | None = None


class CreateVectorStoreFileRequest(Request):
    """Put an uploaded file into a store."""

    file_id: str
    chunking_strategy: ChunkingStrategyRequest | None = None
    attributes: Attributes | None = None


class ModifyVectorStoreFileRequest(Request):
    """New attributes in the place of the old ones; null takes them away."""

    attributes: Attributes | None


class CreateVectorStoreFileBatchRequest(Request):
    """Put several files into a store: by ids with common settings, or each with its own."""

    file_ids: Annotated[list[str], Field(min_length=1, max_length=2000)] | None = None
    files: (
        Annotated[list[CreateVectorStoreFileRequest], Field(min_length=1, max_length=2000)] | None
    ) = None
    chunking_strategy: ChunkingStrategyRequest | None = None
    attributes: Attributes | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.file_ids is None) == (self.files is None):
            raise ValueError("give either file_ids or files")
        return self


class VectorStoreFileBatchObject(Reply):
    """A batch of files as it is kept."""

    id: str
    object: Literal["vector_store.files_batch"] = "vector_store.files_batch"
    created_at: Timestamp
    vector_store_id: str
    status: StoreFileStatus
    file_counts: FileCounts
