"""Between the session's local models and their dialog."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from octavo.errors import AppError, InputError
from octavo.extras import how_to_add
from octavo.providers.rerankers.getting import is_reranker
from octavo.session.local_models import LocalLibrary
from octavo.session.model_items import ModelItem
from octavo.session.problems import problem_of
from octavo.session.rerankers import RerankerLibrary
from octavo.ui.dialogs import choose_file, confirm
from octavo.ui.local_models.dialog import LocalModelsDialog, show_local_models
from octavo.ui.local_models.model_list import ModelList
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import later, say


class LocalModelsPresenter:
    """Shows the models on this computer; what is being fetched goes on behind a closed dialog.

    Args:
        writing: The models that write answers.
        judging: The models that put passages in order.
        window: Where the dialog belongs to.
        settings: Knows the folder that files were taken from last.
        work: Runs what the dialog asks for.
    """

    def __init__(
        self,
        writing: LocalLibrary,
        judging: RerankerLibrary,
        window: QWidget,
        settings: WindowSettings,
        work: Work,
    ) -> None:
        self._writing = writing
        self._judging = judging
        self._window = window
        self._settings = settings
        self._work = work

    async def show(self) -> None:
        """Let the person see to the models until the dialog is closed."""
        items = await self._items()
        changed = asyncio.Event()
        following: list[asyncio.Task[None]] = []

        def serve(dialog: LocalModelsDialog) -> None:
            _show(dialog, items)
            self._connect(dialog)
            following.append(
                asyncio.get_running_loop().create_task(
                    self._follow(dialog, changed), name="follow models"
                )
            )

        listening = [one.listen(changed.set) for one in (self._writing, self._judging)]
        try:
            await show_local_models(self._window, serve, can_run=self._writing.can_run)
        finally:
            for stop_listening in listening:
                stop_listening()
            for task in following:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _items(self) -> _Items:
        return await self._writing.items(), await self._judging.items()

    async def _follow(self, dialog: LocalModelsDialog, changed: asyncio.Event) -> None:
        while True:
            await changed.wait()
            changed.clear()
            _show(dialog, await self._items())

    def _connect(self, dialog: LocalModelsDialog) -> None:
        for library, rows in ((self._writing, dialog.writing), (self._judging, dialog.judging)):
            self._connect_rows(dialog, library, rows)
        dialog.judging.use_asked.connect(
            lambda name: self._start(dialog, lambda: self._judging.use(name or None))
        )
        dialog.address_asked.connect(
            lambda url: self._start(dialog, lambda: self._writing.add_address(url))
        )
        dialog.file_asked.connect(lambda: self._start(dialog, lambda: self._add_file(dialog)))

    def _connect_rows(
        self, dialog: LocalModelsDialog, library: LocalLibrary | RerankerLibrary, rows: ModelList
    ) -> None:
        rows.get_asked.connect(lambda name: self._start(dialog, lambda: library.go_on(name)))
        rows.pause_asked.connect(lambda name: self._start(dialog, lambda: library.pause(name)))
        rows.remove_asked.connect(
            lambda name: self._start(dialog, lambda: self._remove(dialog, library, name))
        )

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

    async def _remove(
        self, dialog: LocalModelsDialog, library: LocalLibrary | RerankerLibrary, name: str
    ) -> None:
        told = (
            say("Its file is deleted. Assistants that use it will quote instead.")
            if library is self._writing
            else say("Its files are deleted. Passages are found without it.")
        )
        if await confirm(
            dialog,
            say("Remove “{name}”?", name=name),
            told,
            action=say("Remove"),
            destructive=True,
        ):
            await library.remove(name)

    async def _add_file(self, dialog: LocalModelsDialog) -> None:
        path: Path | None = await choose_file(
            dialog,
            say("Choose a model"),
            self._settings.folder,
            (say("Models (*.gguf *.onnx)"), say("All files (*)")),
        )
        if path is None:
            return
        self._settings.folder = path.parent
        if is_reranker(path):
            await self._judging.add_file(path)
        elif self._writing.can_run:
            await self._writing.add_file(path)
        else:
            raise InputError(
                later("“{name}” could not answer here, so it was not taken.", name=path.name),
                hint=how_to_add("local"),
            )


_Items = tuple[Sequence[ModelItem], Sequence[ModelItem]]


def _show(dialog: LocalModelsDialog, items: _Items) -> None:
    writing, judging = items
    dialog.writing.show_items(writing)
    dialog.judging.show_items(judging)
