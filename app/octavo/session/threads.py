"""Threads: the list at the left of the window; titles and assistants lie in their metadata."""

from __future__ import annotations

from octavo.client import Client
from octavo.errors import InputError
from octavo.protocol.threads import CreateThreadRequest, ModifyThreadRequest, ThreadObject
from octavo.session.assistants import ROLE, Assistants
from octavo.session.events import Events, ThreadsChanged
from octavo.session.lists import every
from octavo.session.problems import is_missing
from octavo.session.state import ThreadItem

TITLE = "title"
ASSISTANT = "assistant_id"

MAX_TITLE = 60
"""Characters of a title made from a question."""

MAX_GIVEN_TITLE = 200
"""Characters of a title that a person gives; metadata holds at most 512."""


class Threads:
    """The threads of the engine, newest first."""

    def __init__(self, client: Client, events: Events, assistants: Assistants) -> None:
        self._client = client
        self._events = events
        self._assistants = assistants
        self._items: dict[str, ThreadItem] = {}

    @property
    def items(self) -> tuple[ThreadItem, ...]:
        """All threads, newest first."""
        return tuple(self._items.values())

    def get(self, thread_id: str) -> ThreadItem:
        """Return one thread.

        Raises:
            InputError: there is none with this id.
        """
        try:
            return self._items[thread_id]
        except KeyError:
            raise InputError("This conversation was deleted.", title="No such thread") from None

    async def load(self) -> None:
        """Read all threads."""
        found = await every(self._client.list_threads, order="desc")
        self._items = {t.id: self._item(t) for t in found if t.metadata.get(ROLE) != "ask"}

    async def create(self, assistant_id: str | None = None) -> ThreadItem:
        """Make a thread with an assistant, the default one if none is named.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        assistant = self._assistants.get(assistant_id) if assistant_id else self._assistants.default
        thread = await self._client.create_thread(
            CreateThreadRequest(metadata={ASSISTANT: assistant.id})
        )
        item = self._item(thread)
        self._items = {item.id: item, **self._items}
        self._changed()
        return item

    async def rename(self, thread_id: str, title: str) -> None:
        """Give a thread a title of at most 200 characters on one line; longer ones are cut.

        Raises:
            InputError: the title is empty, or there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        title = shortened(title, MAX_GIVEN_TITLE)
        if not title:
            raise InputError("A thread needs a title.", title="No title")
        item = self.get(thread_id)
        thread = await self._client.modify_thread(
            thread_id,
            ModifyThreadRequest(metadata={TITLE: title, ASSISTANT: item.assistant_id}),
        )
        if thread_id in self._items:
            self._items[thread_id] = self._item(thread)
            self._changed()

    async def name_after(self, thread_id: str, question: str) -> None:
        """Name a thread after its first question, unless it has a title."""
        if not self.get(thread_id).title:
            await self.rename(thread_id, shortened(question, MAX_TITLE))

    async def delete(self, thread_id: str) -> None:
        """Remove a thread with its messages; one that is gone already is taken from the list.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        try:
            await self._client.delete_thread(thread_id)
        except Exception as error:
            if not is_missing(error):
                raise
        if self._items.pop(thread_id, None) is not None:
            self._changed()

    def _item(self, thread: ThreadObject) -> ThreadItem:
        return ThreadItem(
            id=thread.id,
            title=thread.metadata.get(TITLE, ""),
            created_at=thread.created_at,
            assistant_id=thread.metadata.get(ASSISTANT) or self._assistants.default.id,
        )

    def _changed(self) -> None:
        self._events.emit(ThreadsChanged(self.items))


def shortened(text: str, limit: int) -> str:
    """Put a text on one line of at most ``limit`` characters, cut between words if possible."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    whole, _, _ = line[:limit].rpartition(" ")
    if len(whole) < limit // 2:  # a single word fills the line
        whole = line[: limit - 1]
    return whole.rstrip(" ,;:.-") + "…"
