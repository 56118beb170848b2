"""Search over everything: titles and messages of threads, and the pages of all collections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.client import Client
from octavo.protocol.everything import FoundMessage, SearchEverythingRequest
from octavo.session.assistants import Assistants
from octavo.session.collections import Collections
from octavo.session.found import MOST_TYPED, Found, FoundPage, FoundThread, Mark
from octavo.session.state import ThreadItem
from octavo.session.threads import Threads

AT_MOST = 8
"""Threads, and pages, that are shown."""

_WORD = re.compile(r"[^\W_]+")


class Search:
    """Finds words in all that the window shows.

    Args:
        client: The way to the engine.
        collections: What is searched; those of the command line are not among them.
        assistants: Theirs are searched before the collections were read.
        threads: Their titles are searched here, since to the engine they are metadata.
    """

    def __init__(
        self, client: Client, collections: Collections, assistants: Assistants, threads: Threads
    ) -> None:
        self._client = client
        self._collections = collections
        self._assistants = assistants
        self._threads = threads

    async def find(self, query: str) -> Found:
        """Return threads and pages that have all words; the last may be the beginning of one.

        Raises:
            ApiError: the engine could not be reached.
        """
        query = query.strip("\n\r\t")[:MOST_TYPED]
        if not _WORD.search(query):
            return Found(query)
        chosen = [a.vector_store_id for a in self._assistants.items if a.vector_store_id]
        stores = list(dict.fromkeys([*chosen, *(one.id for one in self._collections.items)]))
        found = await self._client.search_everything(
            SearchEverythingRequest(query=query, vector_store_ids=stores, limit=AT_MOST)
        )
        pages = tuple(
            FoundPage(
                file_id=page.file_id,
                filename=page.filename,
                page=page.page,
                label=page.page_label,
                text=page.text,
                marks=tuple(page.marks),
                start=page.start,
                end=page.end,
            )
            for page in found.pages
        )
        return Found(query, self._found_threads(query, found.messages), pages)

    def _found_threads(
        self, query: str, messages: Sequence[FoundMessage]
    ) -> tuple[FoundThread, ...]:
        """Return threads by their titles, then by their messages; each thread once."""
        threads = {thread.id: thread for thread in self._threads.items}
        found: dict[str, FoundThread] = {}
        for thread in threads.values():
            if marks := title_marks(thread.title, query):
                found[thread.id] = FoundThread(thread.id, thread.title, marks)
        for message in messages:
            # The engine knows threads of the command line, too.
            if message.thread_id in threads:
                _add_message(found, threads[message.thread_id], message)
        return tuple(found.values())[:AT_MOST]


def _add_message(found: dict[str, FoundThread], thread: ThreadItem, message: FoundMessage) -> None:
    known = found.get(thread.id)
    if known is not None and known.message_id is not None:
        return
    found[thread.id] = FoundThread(
        thread_id=thread.id,
        title=thread.title,
        title_marks=known.title_marks if known is not None else (),
        message_id=message.message_id,
        text=message.text,
        marks=tuple(message.marks),
    )


def title_marks(title: str, query: str) -> tuple[Mark, ...]:
    """Return where the words begin that the query's words begin; nothing if one is missing."""
    wanted = {word.casefold() for word in _WORD.findall(query)}
    spans: list[Mark] = []
    seen: set[str] = set()
    for match in _WORD.finditer(title):
        begun = {word for word in wanted if match[0].casefold().startswith(word)}
        if begun:
            seen |= begun
            spans.append(match.span())
    return tuple(spans) if wanted and seen == wanted else ()
