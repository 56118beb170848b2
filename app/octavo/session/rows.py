"""The documents of one collection: what is shown of them, and what the journal keeps of them."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable

from octavo.errors import AppError
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.drops import CollectionDrops, DropState
from octavo.session.entry import Entry
from octavo.session.progress import progressed
from octavo.session.state import DocumentItem, DocumentState, Problem

logger = logging.getLogger(__name__)


class Rows:
    """Documents by their keys, in the order in which they came.

    Args:
        drops: What the journal keeps of the collection.
        on_list: Told of the whole list when documents come or go.
        on_item: Told of one document's new value.
    """

    def __init__(
        self,
        drops: CollectionDrops,
        on_list: Callable[[tuple[DocumentItem, ...]], None],
        on_item: Callable[[DocumentItem], None],
    ) -> None:
        self.drops = drops
        self.entries: dict[str, Entry] = {}
        self._on_list = on_list
        self._on_item = on_item

    @property
    def items(self) -> tuple[DocumentItem, ...]:
        """What is shown."""
        return tuple(entry.item for entry in self.entries.values())

    def sort(self) -> None:
        """Put the documents in the order in which they were added."""
        self.entries = dict(sorted(self.entries.items(), key=lambda pair: pair[1].added))

    def tell(self) -> None:
        """Tell that documents came or went."""
        self._on_list(self.items)

    def change(self, entry: Entry, **values: object) -> None:
        """Give a document new values, and tell so."""
        self.set(entry, dataclasses.replace(entry.item, **values))  # type: ignore[arg-type]

    def set(self, entry: Entry, item: DocumentItem) -> None:
        """Give a document a new value, and tell so if it is in the list."""
        if item != entry.item:
            entry.item = item
            if item.key in self.entries:
                self._on_item(item)

    def show(self, entry: Entry, listing: VectorStoreFileObject) -> None:
        """Show what the engine says of a document."""
        self.set(entry, progressed(entry.item, listing))

    async def note(self, entry: Entry, state: DropState) -> None:
        """Write down what is to be done with a document; raises as ``Journal.run``."""
        entry.noted = True  # perhaps even if this fails
        await self.drops.keep([entry.drop(state)])

    async def forget(self, entry: Entry) -> None:
        """Strike a document out of the journal, if it is there; raises as ``Journal.run``."""
        if entry.noted:
            await self.drops.forget(entry.item.key)
            entry.noted = False

    async def fail(self, entry: Entry, problem: Problem) -> None:
        """Show and write down that a document failed."""
        self.change(entry, state=DocumentState.FAILED, problem=problem, uploaded=0.0)
        try:
            await self.note(entry, DropState.DOUBLE if problem.is_double else DropState.FAILED)
        except AppError as error:  # the next session will find out for itself
            logger.warning("a failure is not written down: %s", error)
