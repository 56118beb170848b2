"""The vector store of an owner of documents: an assistant's, or one that nobody looks into."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container, Sequence

from octavo.protocol.ids import PREFIXES
from octavo.protocol.vector_stores import StaticChunkingStrategy
from octavo.session.assistant_settings import chunking_of
from octavo.session.assistants import Assistants
from octavo.session.state import AssistantItem


def is_store(owner: str) -> bool:
    """Tell whether an owner of a collection is a vector store that no assistant looks into."""
    return owner.startswith(PREFIXES["vector_store"])


class OwnersStore:
    """The vector store that an owner of documents has; it stays the same once the owner left it.

    Args:
        assistants: What each of them looks into.
        owner: An assistant, or the vector store itself.
        put_away: The vector stores of collections that are being deleted.
        on_lost: Told once when somebody else deleted it: its id, and who looked into it. The
            first of them is its owner from then on.
    """

    def __init__(
        self,
        assistants: Assistants,
        owner: str,
        put_away: Container[str],
        on_lost: Callable[[str, Sequence[AssistantItem]], Awaitable[None]],
    ) -> None:
        self._assistants = assistants
        self._owner = owner
        self._put_away = put_away
        self._on_lost = on_lost
        self._fixed = owner if is_store(owner) else None

    def current(self) -> str | None:
        return self._fixed or self._assistants.get(self._owner).vector_store_id

    async def make(self) -> str:
        return self._fixed or await self._assistants.collection(self._owner)

    async def lost(self) -> None:
        store_id = self.current()
        looked = [] if store_id is None else await self._assistants.detach(store_id)
        if store_id is None or not looked:
            return
        if self._fixed is None:
            looked.sort(key=lambda item: item.id != self._owner)
        else:  # what waits goes on with one of them, which makes a new store for it
            self._fixed, self._owner = None, looked[0].id
        await self._on_lost(store_id, looked)

    def is_put_away(self) -> bool:
        return self.current() in self._put_away

    def stay(self) -> None:
        self._fixed = self.current()

    def chunking(self) -> StaticChunkingStrategy | None:
        store_id = self.current()
        looking = (a for a in self._assistants.items if a.vector_store_id == store_id)
        found = next(looking, None)
        if self._fixed is None:
            found = self._assistants.get(self._owner)
        return None if found is None else chunking_of(found.settings)
