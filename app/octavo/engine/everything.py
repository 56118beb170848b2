"""Searches messages and pages at once for what somebody is typing: by words alone, so at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from itertools import islice

from octavo.engine.answer.generator import text_of
from octavo.engine.store.records import Chunk, Typed
from octavo.engine.store.store import Store
from octavo.engine.text.typed import Marked, marks, shown, typed
from octavo.protocol.everything import (
    FoundEverything,
    FoundMessage,
    FoundPage,
    SearchEverythingRequest,
)
from octavo.protocol.files import FileObject
from octavo.protocol.messages import FileCitationAnnotation, MessageObject, TextContent

# White space, and what turns the direction of a line.
_UNSHOWN = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Candidates for each result: some are the same page, and some have a word that only begins alike.
_CANDIDATES = 4

# Chunks whose text is read at once; mostly the first few give all the results.
_AT_ONCE = 12

_Part = tuple[Chunk, Marked]


class EverythingSearch:
    """Finds words in threads and documents.

    Args:
        store: Where both are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def search(self, request: SearchEverythingRequest) -> FoundEverything:
        """Return the messages and pages that have all words, best first; each page once."""
        wanted = typed(request.query)
        if not wanted.words and not wanted.begun:
            return FoundEverything(messages=[], pages=[])
        messages, pages = await asyncio.gather(
            self._messages(wanted, request.limit),
            self._pages(wanted, request.vector_store_ids, request.limit),
        )
        return FoundEverything(messages=messages, pages=pages)

    async def _messages(self, wanted: Typed, limit: int) -> list[FoundMessage]:
        candidates = await self._store.find_messages(wanted, limit * _CANDIDATES)

        def look() -> list[FoundMessage]:
            found = (_message(one, wanted) for one in candidates)
            return list(islice((one for one in found if one is not None), limit))

        return await asyncio.to_thread(look)

    async def _pages(
        self, wanted: Typed, vector_store_ids: Sequence[str] | None, limit: int
    ) -> list[FoundPage]:
        hits = await self._store.find_chunks(vector_store_ids, wanted, limit * _CANDIDATES)
        parts: dict[tuple[str, int], _Part] = {}
        for start in range(0, len(hits), _AT_ONCE):
            some = hits[start : start + _AT_ONCE]
            chunks = await self._store.chunks([hit.chunk_id for hit in some])
            await asyncio.to_thread(_add_parts, parts, chunks, wanted)
            if len(parts) >= limit:
                break
        # What is there as it was typed comes before what only has the same stem.
        best = sorted(list(parts.values())[:limit], key=lambda part: not part[1].exact)
        found = await asyncio.gather(*(self._page(*part) for part in best))
        return [page for page in found if page is not None]

    async def _page(self, chunk: Chunk, marked: Marked) -> FoundPage | None:
        file, pages = await asyncio.gather(
            self._store.get(FileObject, chunk.file_id),
            self._store.pages(chunk.sha256, chunk.page, 1),
        )
        if file is None or not pages or not pages[0].segments:
            return None  # removed a moment ago
        span = shown(chunk.text, marked.spans)
        start, end = pages[0].raw_span(chunk.start + span[0], chunk.start + span[1])
        text, found = _cut(chunk.text, span, marked.spans)
        return FoundPage(
            vector_store_id=chunk.vector_store_id,
            file_id=chunk.file_id,
            filename=file.filename,
            page=chunk.page,
            page_label=chunk.label,
            text=text,
            marks=found,
            start=start,
            end=end,
        )


def _add_parts(parts: dict[tuple[str, int], _Part], chunks: Sequence[Chunk], wanted: Typed) -> None:
    """Add the chunks that really have the words, one for each page, by file and page."""
    for chunk in chunks:
        place = (chunk.file_id, chunk.page)
        if place in parts:
            continue
        # In the forms of the language whose stems were indexed; some of the words may stand in
        # the heading that the chunk is under.
        marked = marks(chunk.text, wanted, (chunk.language,), chunk.context)
        if marked.complete:
            parts[place] = (chunk, marked)


def _message(message: MessageObject, wanted: Typed) -> FoundMessage | None:
    text = _without_markers(message)
    marked = marks(text, wanted)
    if not marked.complete:
        return None
    part, found = _cut(text, shown(text, marked.spans), marked.spans)
    return FoundMessage(
        thread_id=message.thread_id,
        message_id=message.id,
        role=message.role,
        created_at=message.created_at,
        text=part,
        marks=found,
    )


def _without_markers(message: MessageObject) -> str:
    """Return what a message says, without the signs that stand for its citations."""
    if not any(isinstance(b, TextContent) and b.text.annotations for b in message.content):
        return text_of(message)
    parts: list[str] = []
    for block in message.content:
        if not isinstance(block, TextContent):
            continue
        text, after = block.text.value, 0
        for note in sorted(block.text.annotations, key=lambda one: one.start_index):
            if isinstance(note, FileCitationAnnotation) and note.start_index >= after:
                parts.append(text[after : note.start_index])
                after = note.end_index
        parts += [text[after:], "\n"]
    return "".join(parts)


def _cut(
    text: str, span: tuple[int, int], spans: Sequence[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Return a part of a text on one line, and where the spans are in it."""
    start, end = span
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    # One character for one, so that nothing moves.
    return _UNSHOWN.sub(" ", text[start:end]), inside
