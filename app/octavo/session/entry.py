"""One document of a collection as the collection works on it, and what the journal keeps of it."""

from __future__ import annotations

import asyncio
import dataclasses
import uuid
from collections.abc import Sequence

from octavo.session.drops import Drop, DropState
from octavo.session.files import FoundFile
from octavo.session.state import DocumentItem, DocumentState

ENGINE_WORKS = (DocumentState.READING, DocumentState.SEARCHABLE)
WE_WORK = (DocumentState.WAITING, DocumentState.UPLOADING)
ENDED_WITHOUT = (DocumentState.FAILED, DocumentState.CANCELLED)

_SHOWN = {
    DropState.FAILED: DocumentState.FAILED,
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
        times_added: Tells an answer about an earlier time in the store from one about the last.
        acting: Held by what a person does to it: one thing after the other.
    """

    item: DocumentItem
    digest: str | None = None
    sent: bool = False
    noted: bool = False
    task: asyncio.Task[None] | None = None
    times_added: int = 0
    acting: asyncio.Lock = dataclasses.field(default_factory=asyncio.Lock)

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
        bytes=drop.bytes,
        state=_SHOWN.get(drop.state, DocumentState.WAITING),
        problem=drop.problem if drop.state is DropState.FAILED else None,
    )
    sent = file_id is not None
    return Entry(item, digest=drop.digest if sent else None, sent=sent, noted=True)


def new_entries(found: Sequence[FoundFile]) -> tuple[list[Entry], list[Drop]]:
    """Make the documents of a drop, and what is to be written down of them."""
    name = uuid.uuid4().hex
    entries = [
        Entry(
            DocumentItem(
                key=f"drop-{name}-{number}",
                file_id=None,
                name=one.name,
                path=str(one.path),
                bytes=one.bytes,
                state=DocumentState.FAILED if one.problem else DocumentState.WAITING,
                problem=one.problem,
            ),
            noted=True,
        )
        for number, one in enumerate(found)
    ]
    return entries, [
        entry.drop(DropState.FAILED if entry.item.problem else DropState.WAITING)
        for entry in entries
    ]
