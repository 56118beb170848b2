"""Between the settings' page about text recognition and what it sets."""

from __future__ import annotations

import asyncio

from octavo.errors import AppError
from octavo.session.problems import problem_of
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.recognition import RecognitionPage
from octavo.ui.preferences.state import DataKeeper
from octavo.ui.work import Work


class RecognitionPresenter:
    """Looks for text recognition when the settings are open, and keeps the chosen languages.

    Args:
        keeper: Looks and keeps.
        work: Starts what the person asks for.
    """

    def __init__(self, keeper: DataKeeper, work: Work) -> None:
        self._keeper = keeper
        self._work = work

    def serve(self, dialog: SettingsDialog) -> None:
        """Show what is found, and do what the dialog asks for."""
        page = dialog.recognition

        def choose(languages: tuple[str, ...]) -> None:
            self._work.start(lambda: self._choose(page, languages), name="choose languages")

        async def look() -> None:
            found = await self._keeper.recognition()
            if not is_closed.is_set():
                page.show_found(found)

        is_closed = asyncio.Event()
        dialog.finished.connect(is_closed.set)
        page.languages_chosen.connect(choose)
        self._work.start(look, name="look for text recognition")

    async def _choose(self, page: RecognitionPage, languages: tuple[str, ...]) -> None:
        try:
            await self._keeper.choose_languages(languages)
        except AppError as error:
            problem = problem_of(error)
            page.show_note(f"{problem.message} {problem.hint}".strip())
