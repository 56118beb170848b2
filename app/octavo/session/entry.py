"""One document of a collection as the collection works on it, and what the journal keeps of it."""

from __future__ import annotations

import asyncio
import dataclasses
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from octavo.protocol.base import AttributeValue
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    ChunkingStrategyRequest,
    CreateVectorStoreFileRequest,
    VectorStoreFileObject,
)
from octavo.session.drops import Drop, DropState, mark_of
from octavo.session.files import FoundFile
from octavo.session.progress import loaded_item
from octavo.session.state import DocumentItem, DocumentState

ENGINE_WORKS = (DocumentState.READING, DocumentState.SEARCHABLE)
IN_STORE = (*ENGINE_WORKS, DocumentState.PAUSED)
WE_WORK = (DocumentState.WAITING, DocumentState.UPLOADING)
ENDED_WITHOUT = (DocumentState.FAILED, DocumentState.CANCELLED)

ADDED = "octavo_added"
"""The attribute of a vector store's file that tells when it was added, as `Drop.added` does."""

SOURCE = "octavo_source"
"""The attribute that stands for the path that it came from, as `mark_of` makes it."""

AFRESH: Final[dict[str, object]] = {
    "state": DocumentState.WAITING,
    "problem": None,
    "uploaded": 0.0,
    "pages_total": 0,
    "pages_done": 0,
    "pages_text": 0,
    "pages_empty": 0,
    "pages_failed": 0,
    "pages_recognised": 0,
    "recognising": 0,
    "needs_recognition": 0,
    "passages": 0,
    "embedded": 0.0,
}
"""What a document's row is when it is taken in once more: nothing of the time before is left."""

_SHOWN = {
    DropState.FAILED: DocumentState.FAILED,
    DropState.DOUBLE: DocumentState.FAILED,
    DropState.CANCELLED: DocumentState.CANCELLED,
}


@dataclasses.dataclass(slots=True, eq=False)
class Entry:
    """A document with the work that goes on for it.

    Attributes:
        item: What is shown of it.
        digest: The content's sha256 in hex, once it is known.
        sent: Its upload has begun, so the engine may have a file of it without our knowing.
        noted: The journal keeps it.
        task: Takes it in.
        into: The vector store that was last asked to take it.
        times_added: Tells an answer about an earlier time in the store from one about the last.
        added: When it was added: the list's order.
        attributes: Those of its file in the vector store.
    """

    item: DocumentItem
    digest: str | None = None
    sent: bool = False
    noted: bool = False
    task: asyncio.Task[None] | None = None
    into: str | None = None
    times_added: int = 0
    added: int = 0
    attributes: dict[str, AttributeValue] = dataclasses.field(default_factory=dict)
    _acting: asyncio.Lock | None = None

    @property
    def acting(self) -> asyncio.Lock:
        """Held by what a person does to it, one thing after the other; to most, nobody does."""
        if self._acting is None:
            self._acting = asyncio.Lock()
        return self._acting

    def wanted_by_store(
        self, chunking: ChunkingStrategyRequest | None
    ) -> CreateVectorStoreFileRequest:
        """Return what asks for its file in a vector store; with it the order outlasts the session.

        Args:
            chunking: How it is to be cut, if not as the engine chooses.
        """
        attributes = {**self.attributes, ADDED: self.added}
        if self.item.path is not None:
            attributes[SOURCE] = mark_of(self.item.path)
        wanted = CreateVectorStoreFileRequest(
            file_id=self.item.file_id or "", attributes=attributes
        )
        return (
            wanted
            if chunking is None
            else wanted.model_copy(update={"chunking_strategy": chunking})
        )

    def drop(self, state: DropState) -> Drop:
        """Return what the journal has to keep of it."""
        item = self.item
        return Drop(
            key=item.key,
            state=state,
            name=item.name,
            path=item.path,
            bytes=item.bytes,
            digest=self.digest if self.sent else None,
            file_id=item.file_id,
            problem=item.problem,
            added=self.added,
        )


def entry_of(drop: Drop, file_id: str | None) -> Entry:
    """Return the document of a drop that an earlier session left.

    Args:
        drop: What the journal keeps.
        file_id: The engine's file of it, if there is one.
    """
    item = DocumentItem(
        key=drop.key,
        file_id=file_id,
        name=drop.name,
        path=drop.path,
        source=drop.path,
        bytes=drop.bytes,
        state=_SHOWN.get(drop.state, DocumentState.WAITING),
        problem=drop.problem if drop.state in (DropState.FAILED, DropState.DOUBLE) else None,
    )
    sent = file_id is not None
    digest = drop.digest if sent else None
    return Entry(item, digest=digest, sent=sent, noted=True, added=drop.added)


def loaded_entry(
    listing: VectorStoreFileObject, file: FileObject | None, sources: Mapping[str, str]
) -> Entry:
    """Return a document that the engine holds.

    Args:
        listing: What it says of it in the store.
        file: What it says of its file.
        sources: Where documents came from, by the marks of their files.
    """
    attributes = listing.attributes or {}
    added = attributes.get(ADDED)
    if not isinstance(added, int):  # another program put it there
        added = listing.created_at * 1_000_000
    source = sources.get(str(attributes.get(SOURCE)))
    return Entry(
        loaded_item(listing, file, source),
        file.sha256 if file else None,
        added=added,
        attributes=dict(attributes),
    )


def new_entries(found: Sequence[FoundFile]) -> tuple[list[Entry], list[Drop]]:
    """Make the documents of a drop, and what is to be written down of them."""
    name = uuid.uuid4().hex
    began = time.time_ns() // 1000
    entries = [
        Entry(
            DocumentItem(
                key=f"drop-{name}-{number}",
                file_id=None,
                name=one.name,
                path=str(one.path),
                source=str(one.path),
                bytes=one.bytes,
                state=DocumentState.FAILED if one.problem else DocumentState.WAITING,
                problem=one.problem,
            ),
            noted=True,
            added=began + number,
        )
        for number, one in enumerate(found)
    ]
    return entries, [
        entry.drop(DropState.FAILED if entry.item.problem else DropState.WAITING)
        for entry in entries
    ]
