"""Has files and folders chosen, and puts them into the collection in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from octavo.ui.dialogs import choose_files, choose_folder
from octavo.ui.documents.presenter import DocumentsPresenter
from octavo.ui.main_window import MainWindow
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class Adding:
    """Adds what is dropped, pasted, chosen or named elsewhere.

    Args:
        window: Where it is asked for.
        settings: Where the folder that was chosen from last is kept.
        work: Owner of what is started.
        documents: Takes them in.
        assistant_id: Tells the assistant in view, whose collection is meant.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: WindowSettings,
        work: Work,
        documents: DocumentsPresenter,
        assistant_id: Callable[[], str],
    ) -> None:
        self._window = window
        self._settings = settings
        self._work = work
        self._documents = documents
        self._assistant_id = assistant_id
        window.add_files_asked.connect(lambda: work.start(self._choose_files, name="choose files"))
        window.add_folder_asked.connect(
            lambda: work.start(self._choose_folder, name="choose a folder")
        )

    def add(self, paths: Sequence[Path]) -> None:
        """Put files and folders into the collection."""
        assistant_id = self._assistant_id()
        chosen = tuple(paths)
        if chosen:
            self._work.start(
                lambda: self._documents.add(assistant_id, chosen), name="add documents"
            )

    async def _choose_files(self) -> None:
        paths = await choose_files(self._window, say("Add PDFs"), self._settings.folder)
        if paths:
            self._settings.folder = paths[0].parent
            self.add(paths)

    async def _choose_folder(self) -> None:
        path = await choose_folder(
            self._window, say("Add the PDFs of a folder"), self._settings.folder
        )
        if path is not None:
            self._settings.folder = path
            self.add([path])
