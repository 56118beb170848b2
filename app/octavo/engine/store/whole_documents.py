"""The part of the store's interface that looks at documents as a whole: names, openings, pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from octavo.engine.store.records import Called, Opening


class WholeDocuments(Protocol):
    """What the documents of vector stores are called, how they begin, and which have text."""

    async def files_with_text(
        self, vector_store_ids: Sequence[str], limit: int, files: Sequence[str] | None = None
    ) -> list[tuple[str, str]]:
        """Return ids and digests of the files that have chunks, ``limit`` at most."""
        ...

    async def names(
        self,
        vector_store_ids: Sequence[str],
        files: Sequence[str] | None = None,
        *,
        titles: bool = False,
    ) -> list[Called]:
        """Return what the files are called of which pages are read, each once, oldest first.

        Titles take longer than names, and are left out unless they are wanted.
        """
        ...

    async def openings(self, file_ids: Sequence[str]) -> list[Opening]:
        """Return name, title and first page of files; those without pages are left out."""
        ...

    async def chunks_on_pages(
        self,
        vector_store_ids: Sequence[str],
        pages: Sequence[str],
        limit: int,
        files: Sequence[str] | None = None,
        first: Sequence[str] = (),
    ) -> list[int]:
        """Return ids of chunks on pages with these numbers or printed labels.

        Args:
            vector_store_ids: Where to look.
            pages: Numbers or labels.
            limit: Ids at most.
            files: Only of the files with these ids; of all if not given.
            first: Files whose chunks come before others', in this order.
        """
        ...
