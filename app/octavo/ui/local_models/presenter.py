"""Between the session's local models and their dialog."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from octavo.errors import AppError
from octavo.session.local_models import LocalLibrary
from octavo.session.problems import problem_of
from octavo.ui.dialogs import choose_file, confirm
from octavo.ui.local_models.dialog import LocalModelsDialog, show_local_models
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class LocalModelsPresenter:
    """Shows the models on this computer; what is being fetched goes on behind a closed dialog.

    Args:
        library: The models.
        window: Where the dialog belongs to.
        settings: Knows the folder that files were taken from last.
        work: Runs what the dialog asks for.
    """

    def __init__(
        self, library: LocalLibrary, window: QWidget, settings: WindowSettings, work: Work
    ) -> None:
        self._library = library
        self._window = window
        self._settings = settings
        self._work = work

    async def show(self) -> None:
        """Let the person see to the models until the dialog is closed."""
        items = await self._library.items()
        changed = asyncio.Event()
        following: list[asyncio.Task[None]] = []

        def serve(dialog: LocalModelsDialog) -> None:
            dialog.show_items(items)
            self._connect(dialog)
            following.append(
                asyncio.get_running_loop().create_task(
                    self._follow(dialog, changed), name="follow models"
                )
            )

        stop_listening = self._library.listen(changed.set)
        try:
            await show_local_models(self._window, serve, can_run=self._library.can_run)
        finally:
            stop_listening()
            for task in following:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _follow(self, dialog: LocalModelsDialog, changed: asyncio.Event) -> None:
        while True:
            await changed.wait()
            changed.clear()
            dialog.show_items(await self._library.items())

    def _connect(self, dialog: LocalModelsDialog) -> None:
        library = self._library
        dialog.get_asked.connect(library.go_on)
        dialog.pause_asked.connect(lambda name: self._start(dialog, lambda: library.pause(name)))
        dialog.remove_asked.connect(
            lambda name: self._start(dialog, lambda: self._remove(dialog, name))
        )
        dialog.address_asked.connect(
            lambda url: self._start(dialog, lambda: self._add_address(url))
        )
        dialog.file_asked.connect(lambda: self._start(dialog, lambda: self._add_file(dialog)))

    def _start(
        self, dialog: LocalModelsDialog, make: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        async def told() -> None:
            dialog.show_problem(None)
            try:
                await make()
            except AppError as error:  # the window's own bar lies behind the dialog
                dialog.show_problem(problem_of(error))

        self._work.start(told, name="local models")

    async def _remove(self, dialog: LocalModelsDialog, name: str) -> None:
        if await confirm(
            dialog,
            say("Remove “{name}”?", name=name),
            say("Its file is deleted. Assistants that use it will quote instead."),
            action=say("Remove"),
            destructive=True,
        ):
            await self._library.remove(name)

    async def _add_address(self, url: str) -> None:
        self._library.add_address(url)

    async def _add_file(self, dialog: LocalModelsDialog) -> None:
        path: Path | None = await choose_file(
            dialog,
            say("Choose a model"),
            self._settings.folder,
            (say("Models (*.gguf)"), say("All files (*)")),
        )
        if path is not None:
            self._settings.folder = path.parent
            self._library.add_file(path)
