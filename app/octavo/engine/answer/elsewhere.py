"""Finds all documents that have a clause: the passages of a search are from a few of them."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence

from octavo.engine.store.records import Chunk, Typed
from octavo.engine.store.store import Store
from octavo.engine.text.numbered import whole_parts
from octavo.engine.text.words import words
from octavo.errors import Text
from octavo.words import later, later_many

_LOOKED_AT = 2_000
"""Passages with the number of a clause that are looked at: some megabytes. The newest come first
where there are more."""

_NAMED = 12
"""Documents that are named at most."""

_CONTENTS = re.compile(r"[^\n]*…\s?(?:[0-9]{1,4}|[ivxlc]{1,6})?[ \t]*(?:\n|$)")


@dataclasses.dataclass(frozen=True, slots=True)
class There:
    """Documents that have a clause.

    Args:
        begins: By file, the passages in which it begins, each with what it is called there.
        is_all: Whether all passages were looked at that may have it.
    """

    begins: Mapping[str, Sequence[tuple[Chunk, str]]]
    is_all: bool


async def having(
    store: Store,
    vector_store_ids: Sequence[str],
    files: Sequence[str] | None,
    wanted: Collection[str],
) -> There:
    """Return the documents that have numbered parts.

    Args:
        store: Where the passages are.
        vector_store_ids: Where to look.
        files: Only these; all if not given.
        wanted: Numbers of parts, of which one will do.
    """
    found: dict[int, None] = {}
    is_all = True
    for label in sorted(wanted):
        typed = Typed(tuple(dict.fromkeys(words(label))))
        hits = await store.find_chunks(vector_store_ids, typed, _LOOKED_AT)
        is_all = is_all and len(hits) < _LOOKED_AT
        found.update((hit.chunk_id, None) for hit in hits)
    among = None if files is None else frozenset(files)
    chunks = [c for c in await store.chunks(list(found)) if among is None or c.file_id in among]
    return There(await asyncio.to_thread(_begins, chunks, wanted), is_all)


def _begins(chunks: Sequence[Chunk], wanted: Collection[str]) -> dict[str, list[tuple[Chunk, str]]]:
    found: dict[str, list[tuple[Chunk, str]]] = {}
    for chunk in chunks:
        for part in whole_parts(chunk.text, wanted):
            if not _CONTENTS.match(chunk.text, part.start, part.end):
                found.setdefault(chunk.file_id, []).append((chunk, part.kind))
    return found


def told(names: Sequence[str], *, is_all: bool) -> Text:
    """Return what is said of documents that have a clause and are not quoted.

    Args:
        names: What they are called, one at least.
        is_all: Whether these are all.
    """
    shown = sorted(names, key=str.casefold)[:_NAMED]
    listed = ", ".join(shown) + (" …" if len(names) > _NAMED else "")
    if not is_all:
        return later(
            "At least {n:,} more documents have such a clause: {names}. Name one in the question"
            " to read it there.",
            n=len(names),
            names=listed,
        )
    return later_many(
        "{n} more document has such a clause: {names}. Name it in the question to read it there.",
        "{n:,} more documents have such a clause: {names}. Name one in the question to read it"
        " there.",
        len(names),
        names=listed,
    )
