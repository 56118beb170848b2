"""Opens the locked documents of a collection, with what is known or what the person types."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from octavo.session.entry import Entry
from octavo.session.passwords import Passwords, WrongPasswordError
from octavo.session.rows import Rows
from octavo.session.secrets import KeychainError
from octavo.session.state import DocumentState
from octavo.session.tasks import SessionTasks


class Unlocking:
    """Opens documents; those that wait are read at once.

    Args:
        tasks: Owner of what is tried unasked.
        rows: The documents.
        passwords: What is known.
        on_open: Called when the engine has something to read again.
    """

    def __init__(
        self, tasks: SessionTasks, rows: Rows, passwords: Passwords, on_open: Callable[[], None]
    ) -> None:
        self._tasks = tasks
        self._rows = rows
        self._passwords = passwords
        self._on_open = on_open

    def begin(self, entry: Entry) -> None:
        """Try what is known on a document, on its own."""
        if entry.item.file_id is not None and entry.digest is not None:
            self._tasks.start(self._try(entry, entry.digest), name=f"unlock {entry.item.name}")

    async def offer(self, entry: Entry) -> bool:
        """Try what is known on a document; return whether it is open now."""
        if entry.item.state is DocumentState.LOCKED and entry.digest is not None:
            await self._try(entry, entry.digest)
        return entry.item.state is not DocumentState.LOCKED

    async def unlock(self, entry: Entry, password: str, *, remember: bool) -> None:
        """Open a document with a password, and all others that wait and open with it.

        Raises:
            WrongPasswordError: it does not open with it.
            KeychainError: it is open, but the password is not remembered.
            ApiError: the engine refused or could not be reached.
        """
        await self._open(entry, password, remember=remember)
        for other in tuple(self._rows.entries.values()):
            if other.item.state is DocumentState.LOCKED:
                with contextlib.suppress(WrongPasswordError):
                    await self._open(other, password, remember=remember)

    async def _open(self, entry: Entry, password: str, *, remember: bool) -> None:
        file_id, digest = entry.item.file_id, entry.digest
        if file_id is None or digest is None:
            return  # it is not there yet
        try:
            await self._passwords.give(file_id, digest, password, remember=remember)
        except KeychainError:
            self._unlocked(entry)
            raise
        self._unlocked(entry)

    async def _try(self, entry: Entry, digest: str) -> None:
        if await self._passwords.offer(entry.item.file_id or "", digest):
            self._unlocked(entry)

    def _unlocked(self, entry: Entry) -> None:
        if entry.item.state is DocumentState.LOCKED:
            entry.times_added += 1
            self._rows.change(entry, state=DocumentState.READING)
        self._on_open()
