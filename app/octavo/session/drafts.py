"""What was typed and not sent, by thread: kept over restarts, in the journal of drops."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

from octavo.session.drops import Journal

_ALL: Final = "SELECT thread_id, text, waiting FROM drafts"
_KEEP: Final = "INSERT OR REPLACE INTO drafts (thread_id, text, waiting) VALUES (?, ?, ?)"
_FORGET: Final = "DELETE FROM drafts WHERE thread_id = ?"

NEW_THREAD: Final = ""
"""Stands for the thread that is made with its first question."""


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """What waits in a thread.

    Args:
        text: What stands in the field.
        waiting: The question that is to be asked when the present answer has ended.
    """

    text: str = ""
    waiting: str = ""


class Drafts:
    """The drafts of all threads."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._kept: dict[str, Draft] = {}

    @property
    def kept(self) -> dict[str, Draft]:
        """The drafts by their threads, as they were kept last."""
        return dict(self._kept)

    async def load(self, threads: Iterable[str]) -> None:
        """Read the drafts, and forget those of threads that are gone.

        Raises:
            DataFolderError: the journal cannot be read or written.
        """
        rows = await self._journal.run(lambda db: db.execute(_ALL).fetchall())
        known = {NEW_THREAD, *threads}
        found = {str(row[0]): Draft(str(row[1]), str(row[2])) for row in rows}
        self._kept = {key: draft for key, draft in found.items() if key in known}
        for key in found.keys() - known:
            await self.keep(key, Draft())

    async def keep(self, thread_id: str, draft: Draft) -> None:
        """Keep a draft in the place of the one before; an empty one is forgotten.

        Raises:
            DataFolderError: the journal cannot be written.
        """
        if self._kept.get(thread_id, Draft()) == draft and thread_id in self._kept:
            return
        if draft == Draft():
            self._kept.pop(thread_id, None)
            await self._journal.run(lambda db: db.execute(_FORGET, (thread_id,)).close())
            return
        self._kept[thread_id] = draft
        row = (thread_id, draft.text, draft.waiting)
        await self._journal.run(lambda db: db.execute(_KEEP, row).close())
