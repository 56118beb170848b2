"""Finds the documents that have numbered parts, such as clauses: in all passages of some stores."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence

from octavo.engine.store.records import Chunk, Typed
from octavo.engine.store.store import Store
from octavo.engine.text.lettered import letter_of, lettered_begins
from octavo.engine.text.numbered import whole_parts
from octavo.engine.text.words import words
from octavo.pdf.page import PageText

_LOOKED_AT = 2_000
"""Passages with the number of a part that are looked at: some megabytes. The newest come first
where there are more."""

_BACK = 60
"""Pages that are gone back over to find under which heading a page stands."""

_TRIED = 20
"""Places at which a part may begin that are looked at for others like it."""

_MOST = 8
"""Parts that are looked for; nobody asks for more."""

_CONTENTS = re.compile(r"[^\n]*…\s?(?:[0-9]{1,4}|[ivxlc]{1,6})?[ \t]*(?:\n|$)")


@dataclasses.dataclass(frozen=True, slots=True)
class There:
    """Documents that have a numbered part.

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
    is_all = len(wanted) <= _MOST
    for label in sorted(wanted)[:_MOST]:
        typed = Typed(tuple(dict.fromkeys(words(label))))
        hits = await store.find_chunks(vector_store_ids, typed, _LOOKED_AT)
        is_all = is_all and len(hits) < _LOOKED_AT
        found.update((hit.chunk_id, None) for hit in hits)
    among = None if files is None else frozenset(files)
    chunks = [c for c in await store.chunks(list(found)) if among is None or c.file_id in among]
    return There(await asyncio.to_thread(_begins, chunks, wanted), is_all)


@dataclasses.dataclass(frozen=True, slots=True)
class Real:
    """A part that is named by a letter and numbers, and that documents have.

    Args:
        label: As it stands there: "c.9", or "4" of what stands under "Teil B".
        under: That letter; empty where the label has it.
        chunks: The passages in which it begins.
    """

    label: str
    under: str
    chunks: tuple[int, ...]


async def real_parts(
    store: Store, vector_store_ids: Sequence[str], wanted: Collection[str], within: Collection[str]
) -> dict[str, Real]:
    """Return those of some lettered parts that documents have.

    Much looks like one: it is one where others of its letter stand by it.

    Args:
        store: Where the passages are.
        vector_store_ids: Where to look.
        wanted: Such as "c.9".
        within: Those that may stand as numbers alone under a heading with the letter.
    """
    found: dict[str, Real] = {}
    for label in sorted(wanted)[:_MOST]:
        begun = await _real(store, vector_store_ids, label, "")
        letter, _, number = label.partition(".")
        if begun:
            found[label] = Real(label, "", begun)
        elif label in within and (begun := await _real(store, vector_store_ids, number, letter)):
            found[label] = Real(number, letter, begun)
    return found


async def _real(
    store: Store, vector_store_ids: Sequence[str], label: str, under: str
) -> tuple[int, ...]:
    """Return the passages in which a part begins; ``under`` a letter, if one is given."""
    there = await having(store, vector_store_ids, None, {label})
    chunks = [chunk for begun in there.begins.values() for chunk, _ in begun]
    places = dict.fromkeys((chunk.sha256, chunk.page) for chunk in chunks)
    real: set[tuple[str, int]] = set()
    for sha256, page in list(places)[:_TRIED]:
        if await (
            is_under(store, sha256, page, label, under)
            if under
            else _in_series(store, sha256, page, label)
        ):
            real.add((sha256, page))
    return tuple(chunk.id for chunk in chunks if (chunk.sha256, chunk.page) in real)


async def is_under(store: Store, sha256: str, number: int, label: str, letter: str) -> bool:
    """Tell whether a numbered part begins on a page under a heading such as "Teil B".

    Args:
        store: Where the pages are.
        sha256: Of the document.
        number: Of the page.
        label: Of the part.
        letter: Of the heading.
    """
    first = max(1, number - _BACK)
    pages = await store.pages(sha256, first, number - first + 1)
    # Dozens of pages, each of any length, are looked through: not on the loop.
    return await asyncio.to_thread(_stands_under, pages, number, label, letter)


def _stands_under(pages: Sequence[PageText], number: int, label: str, letter: str) -> bool:
    own = next((page for page in pages if page.number == number), None)
    begins = [] if own is None else [p for p in whole_parts(own.clean, {label}) if p.begins]
    above = next(
        (at for page in reversed(pages[:-1]) if (at := letter_of(page.clean, len(page.clean)))),
        None,
    )
    return own is not None and any(
        (letter_of(own.clean, part.start) or above) == letter for part in begins
    )


async def _in_series(store: Store, sha256: str, number: int, label: str) -> bool:
    """Tell whether a page, or one beside it, has other parts of the letter."""
    pages = await store.pages(sha256, max(1, number - 1), 3)
    return await asyncio.to_thread(_has_others, pages, label)


def _has_others(pages: Sequence[PageText], label: str) -> bool:
    return any(
        begin.label != label and begin.label[0] == label[0]
        for page in pages
        for begin in lettered_begins(page.clean)
    )


def _begins(chunks: Sequence[Chunk], wanted: Collection[str]) -> dict[str, list[tuple[Chunk, str]]]:
    found: dict[str, list[tuple[Chunk, str]]] = {}
    for chunk in chunks:
        for part in whole_parts(chunk.text, wanted):
            if not _CONTENTS.match(chunk.text, part.start, part.end):
                found.setdefault(chunk.file_id, []).append((chunk, part.kind))
    return found
