"""Asks for the passwords of locked documents, in the dialog, one after the other."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager

from PySide6.QtWidgets import QWidget

from octavo.errors import AppError
from octavo.session.secrets import KeychainError
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.dialogs import finished
from octavo.ui.documents.password_dialog import PasswordDialog
from octavo.words import say


@dataclasses.dataclass(frozen=True, slots=True)
class _Entered:
    password: str = dataclasses.field(repr=False)
    remember: bool = False


_Open = Callable[[str, bool], Awaitable[None]]
"""Opens something with a password, and remembers it if told so; raises an AppError."""


class Unlocking:
    """Opens locked documents with what the person types.

    Args:
        session: Where the documents are.
        window: Waits behind the dialog.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session = session
        self._window = window

    async def documents(self, assistant_id: str, first: DocumentItem) -> None:
        """Ask for the password of a document, then for those of the others that wait.

        Raises:
            KeychainError: they are open, but a password is not remembered.
        """
        forgotten: KeychainError | None = None
        passed: set[str] = set()
        async with self._dialog() as (dialog, answers):
            item: DocumentItem | None = first
            while item is not None:
                key = item.key
                passed.add(key)
                more = len(self._waiting(assistant_id, passed))
                dialog.show_document(_locked(item.name), more=more)

                async def open_it(password: str, remember: bool, key: str = key) -> None:
                    await self._session.library.unlock(
                        assistant_id, key, password, remember=remember
                    )

                try:
                    if not await _turn(dialog, answers, open_it):
                        break
                except KeychainError as error:
                    forgotten = error
                item = next(iter(self._waiting(assistant_id, passed)), None)
        if forgotten is not None:
            raise forgotten

    async def page(self, file_id: str, message: str) -> bool:
        """Ask for the password of a document whose pages are to be seen; tell whether it is known.

        Raises:
            KeychainError: it is, but is not remembered.
        """

        async def open_it(password: str, remember: bool) -> None:
            await self._session.pages.unlock(file_id, password, remember=remember)

        async with self._dialog() as (dialog, answers):
            dialog.show_document(message)
            return await _turn(dialog, answers, open_it)

    def _waiting(self, assistant_id: str, passed: set[str]) -> list[DocumentItem]:
        return [
            item
            for item in self._session.library.items(assistant_id)
            if item.state is DocumentState.LOCKED and item.key not in passed
        ]

    @asynccontextmanager
    async def _dialog(
        self,
    ) -> AsyncGenerator[tuple[PasswordDialog, AsyncGenerator[_Entered | None, None]], None]:
        """Open the dialog; yield it with what the person answers, None for a document passed over.

        The answers end when the dialog is closed.
        """
        dialog = PasswordDialog(self._window, await self._session.passwords.find_place())
        async with asyncio.TaskGroup() as group, aclosing(_answers(dialog)) as answers:
            group.create_task(finished(dialog), name="password dialog")
            try:
                yield dialog, answers
            finally:
                dialog.reject()


async def _answers(dialog: PasswordDialog) -> AsyncGenerator[_Entered | None, None]:
    queue: asyncio.Queue[tuple[_Entered | None, bool]] = asyncio.Queue()
    dialog.entered.connect(
        lambda password, remember: queue.put_nowait((_Entered(password, remember), True))
    )
    dialog.skipped.connect(lambda: queue.put_nowait((None, True)))
    dialog.finished.connect(lambda _: queue.put_nowait((None, False)))
    while True:
        answer, goes_on = await queue.get()
        if not goes_on:
            return
        yield answer


async def _turn(
    dialog: PasswordDialog, answers: AsyncGenerator[_Entered | None, None], open_it: _Open
) -> bool:
    """Deal with one document until it is open or passed over; False if the dialog was closed."""
    async for answer in answers:
        if answer is None:
            return True
        dialog.show_busy()
        try:
            await open_it(answer.password, answer.remember)
        except KeychainError:
            raise
        except AppError as error:
            dialog.show_wrong(f"{error.message} {error.hint}".strip())
        else:
            return True
    return False


def _locked(name: str) -> str:
    return say("“{name}” is locked with a password.", name=name)
