"""Threads: the list at the left of the window; titles and assistants lie in their metadata.

A thread that is deleted is put away first: it leaves the list at once, can be brought back for
`KEPT_DAYS` days, at this start or a later one, and only then is gone for good.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
import time
from collections.abc import Collection
from typing import Final

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.threads import (
    CopyThreadRequest,
    CreateThreadRequest,
    ModifyThreadRequest,
    ThreadObject,
)
from octavo.protocol.tools import FileSearchResources, ToolResources
from octavo.session.assistants import Assistants
from octavo.session.events import AssistantsChanged, Events, SessionEvent, ThreadsChanged
from octavo.session.problems import is_missing
from octavo.session.roles import listed
from octavo.session.state import ThreadItem
from octavo.words import Later, later, say

logger = logging.getLogger(__name__)

TITLE = "title"
ASSISTANT = "assistant_id"
PINNED = "pinned"
DELETED = "deleted_at"

MAX_TITLE = 60
"""Characters of a title made from a question."""

MAX_GIVEN_TITLE = 200
"""Characters of a title that a person gives; metadata holds at most 512."""

KEPT_DAYS = 30
"""Days for which a thread that was put away can be brought back."""

_COPIES: Final = (later("Copy of {title}"), later("Copy {n} of {title}"))
_BRANCHES: Final = (later("Branch: {title}"), later("Branch {n}: {title}"))
"""What the first and the next ones are called; the number stands where no row cuts it off."""


class Threads:
    """The threads of the engine, newest first."""

    def __init__(self, client: Client, events: Events, assistants: Assistants) -> None:
        self._client = client
        self._events = events
        self._assistants = assistants
        self._kept: dict[str, ThreadObject] = {}
        self._items: dict[str, ThreadItem] = {}  # the same, as they are shown
        self._changing = asyncio.Lock()  # metadata is replaced whole: one change after the other
        events.subscribe(self._on_event)

    @property
    def items(self) -> tuple[ThreadItem, ...]:
        """The threads of the list, newest first."""
        return tuple(item for item in self._items.values() if not item.deleted_at)

    @property
    def put_away_items(self) -> tuple[ThreadItem, ...]:
        """The threads that can be brought back, the one deleted last first."""
        found = (item for item in self._items.values() if item.deleted_at)
        return tuple(sorted(found, key=lambda item: item.deleted_at, reverse=True))

    def get(self, thread_id: str) -> ThreadItem:
        """Return one thread of the list.

        Raises:
            InputError: there is none with this id.
        """
        item = self.find(thread_id)
        if item is None:
            raise InputError(say("This conversation was deleted."), title=say("No such thread"))
        return item

    def find(self, thread_id: str) -> ThreadItem | None:
        """Return one thread of the list, if it is there."""
        item = self._items.get(thread_id)
        return None if item is None or item.deleted_at else item

    async def load(self) -> None:
        """Read all threads."""
        self._take(await listed(self._client.list_threads, order="desc"))

    async def reread(self) -> bool:
        """Read all threads anew; return whether others have changed something.

        What is changed here meanwhile stays as it is: then nothing is taken over.

        Raises:
            ApiError: the engine could not be reached.
        """
        before = dict(self._kept)
        now = await listed(self._client.list_threads, order="desc")
        if self._kept != before or now == before:
            return False
        self._take(now)
        return True

    async def purge(self) -> None:
        """Delete for good what was put away more than `KEPT_DAYS` days ago."""
        oldest = int(time.time()) - KEPT_DAYS * 86_400
        for item in self.put_away_items:
            if item.deleted_at < oldest:
                try:
                    await self.delete(item.id)
                except ApiError as error:  # the next start will try again
                    logger.warning("an old thread is still there: %s", error)

    async def create(self, assistant_id: str | None = None) -> ThreadItem:
        """Make a thread with an assistant, the one chosen for new threads if none is named.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        assistant = self._assistants.get(assistant_id) if assistant_id else self._assistants.chosen
        request = CreateThreadRequest(metadata={ASSISTANT: assistant.id})
        return self._add(await self._client.create_thread(request))

    async def duplicate(self, thread_id: str) -> ThreadItem:
        """Copy a thread with all its answers.

        Raises:
            InputError: there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        return await self._copy(thread_id, None, _COPIES)

    async def branch(self, thread_id: str, message_id: str) -> ThreadItem:
        """Copy a thread up to a message, to go on from there in another way.

        Raises:
            InputError: there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        return await self._copy(thread_id, message_id, _BRANCHES)

    async def branch_before(self, thread_id: str, message_id: str) -> ThreadItem:
        """Copy a thread up to the message before another one; a new thread if there is none.

        Raises:
            InputError: there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        item = self.get(thread_id)
        before = await self._client.get_thread_messages(
            thread_id, limit=1, order="desc", after=message_id
        )
        if not before.data:
            return await self.create(item.assistant_id)
        return await self._copy(thread_id, before.data[0].id, _BRANCHES)

    async def rename(self, thread_id: str, title: str) -> None:
        """Give a thread a title of at most 200 characters on one line; longer ones are cut.

        Raises:
            InputError: the title is empty, or there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        title = shortened(title, MAX_GIVEN_TITLE)
        if not title:
            raise InputError(say("A thread needs a title."), title=say("No title"))
        self.get(thread_id)
        await self._change(thread_id, {TITLE: title})

    async def name_after(self, thread_id: str, question: str) -> None:
        """Name a thread after its first question, unless it has a title."""
        if not self.get(thread_id).title:
            await self.rename(thread_id, shortened(question, MAX_TITLE))

    async def pin(self, thread_id: str, *, pinned: bool) -> None:
        """Let a thread stand above the days, or among them again.

        Raises:
            InputError: there is no such thread.
            ApiError: the engine refused or could not be reached.
        """
        self.get(thread_id)
        await self._change(thread_id, {PINNED: "yes" if pinned else ""})

    async def use_assistant(self, thread_id: str, assistant_id: str) -> None:
        """Let another assistant answer in a thread from now on.

        Raises:
            InputError: there is no such thread or assistant.
            ApiError: the engine refused or could not be reached.
        """
        self.get(thread_id)
        self._assistants.get(assistant_id)
        await self._change(thread_id, {ASSISTANT: assistant_id})

    def looking_into(self, collection_id: str) -> list[str]:
        """Return the threads that look into a collection besides their assistants' own."""
        return [key for key, item in self._items.items() if item.collection_id == collection_id]

    async def look_into(self, thread_id: str, collection_id: str | None) -> None:
        """Let a thread look into a collection besides its assistant's, or into none.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        stores = [] if collection_id is None else [collection_id]
        search = FileSearchResources(vector_store_ids=stores)
        request = ModifyThreadRequest(tool_resources=ToolResources(file_search=search))
        async with self._changing:
            changed = await self._client.modify_thread(thread_id, request)
            if thread_id in self._kept:
                self._kept[thread_id] = changed
                self._items[thread_id] = self._item(changed)
                self._changed()

    async def put_away(self, thread_id: str) -> None:
        """Take a thread out of the list; `restore` brings it back.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        try:
            await self._change(thread_id, {DELETED: str(int(time.time()))})
        except ApiError as error:
            if not is_missing(error):
                raise
            self._forget(thread_id)

    async def restore(self, thread_id: str) -> None:
        """Bring a thread back that was put away.

        Raises:
            ApiError: the engine refused or could not be reached, or it is gone for good.
        """
        await self._change(thread_id, {DELETED: ""})

    async def delete(self, thread_id: str) -> None:
        """Remove a thread with its messages for good; one that is gone leaves the list.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        try:
            await self._client.delete_thread(thread_id)
        except ApiError as error:
            if not is_missing(error):
                raise
        self._forget(thread_id)

    async def _copy(
        self, thread_id: str, last: str | None, names: tuple[Later, Later]
    ) -> ThreadItem:
        item = self.get(thread_id)
        metadata = {ASSISTANT: item.assistant_id}
        if item.title:
            taken = {known.metadata.get(TITLE) for known in self._kept.values()}
            metadata[TITLE] = _free_title(_own_title(item.title), names, taken)
        request = CopyThreadRequest(metadata=metadata)
        if last is not None:
            request = CopyThreadRequest(metadata=metadata, last_message_id=last)
        return self._add(await self._client.copy_thread(thread_id, request))

    async def _change(self, thread_id: str, values: dict[str, str]) -> None:
        """Set metadata of a thread; an empty value takes the key away."""
        async with self._changing:
            known = self._kept.get(thread_id)
            if known is None:
                return  # it was deleted while this waited
            metadata = {key: text for key, text in {**known.metadata, **values}.items() if text}
            changed = await self._client.modify_thread(
                thread_id, ModifyThreadRequest(metadata=metadata)
            )
            if thread_id in self._kept:
                self._kept[thread_id] = changed
                self._items[thread_id] = self._item(changed)
                self._changed()

    def _take(self, threads: dict[str, ThreadObject]) -> None:
        self._kept = threads
        self._items = {key: self._item(thread) for key, thread in threads.items()}

    def _add(self, thread: ThreadObject) -> ThreadItem:
        item = self._item(thread)
        self._kept[thread.id] = thread
        self._items = {thread.id: item, **self._items}
        self._changed()
        return item

    def _forget(self, thread_id: str) -> None:
        self._kept.pop(thread_id, None)
        if self._items.pop(thread_id, None) is not None:
            self._changed()

    def _item(self, thread: ThreadObject) -> ThreadItem:
        given = thread.metadata
        deleted = given.get(DELETED, "")
        return ThreadItem(
            id=thread.id,
            title=given.get(TITLE, ""),
            created_at=thread.created_at,
            assistant_id=self._assistants.known(given.get(ASSISTANT, "")),
            pinned=bool(given.get(PINNED)),
            deleted_at=int(deleted) if deleted.isdecimal() else 0,
            collection_id=_collection_of(thread),
        )

    def _on_event(self, event: SessionEvent) -> None:
        if isinstance(event, AssistantsChanged):  # one that is gone has left its threads
            self._take(self._kept)
            self._changed()

    def _changed(self) -> None:
        self._events.emit(ThreadsChanged(self.items))


def _collection_of(thread: ThreadObject) -> str | None:
    search = thread.tool_resources.file_search if thread.tool_resources else None
    stores = (search.vector_store_ids if search else None) or []
    return stores[0] if stores else None


def shortened(text: str, limit: int) -> str:
    """Put a text on one line of at most ``limit`` characters, cut between words if possible."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    whole, _, _ = line[:limit].rpartition(" ")
    if len(whole) < limit // 2:  # a single word fills the line
        whole = line[: limit - 1]
    return whole.rstrip(" ,;:.-") + "…"


def _own_title(title: str) -> str:
    """Return the title of the thread of which one with this title is a copy or a branch."""
    for pattern in (*_COPIES, *_BRANCHES):
        made = re.escape(pattern.say(n="\0", title="\1"))
        if found := re.fullmatch(made.replace("\0", "[0-9]+").replace("\1", "(.+)"), title):
            return found[1]
    return title


def _free_title(title: str, names: tuple[Later, Later], taken: Collection[str | None]) -> str:
    """Return the first name for a copy of a thread that no other thread has."""
    first, more = names
    made = shortened(first.say(title=title), MAX_GIVEN_TITLE)
    for number in itertools.count(2):
        if made not in taken:
            break
        made = shortened(more.say(n=number, title=title), MAX_GIVEN_TITLE)
    return made
