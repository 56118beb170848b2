"""Between the session's trials and their page: asks, shows what came of it, reads and saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from typing import Final

from shiboken6 import isValid

from octavo.engine.evaluation.questions import Question, read_questions
from octavo.session.export.files import write_file
from octavo.session.session import Session
from octavo.session.state import DocumentState
from octavo.session.trials.figures import trial_figures
from octavo.session.trials.files import questions_json
from octavo.session.trials.trial import TrialOutcome
from octavo.ui.chat.chips import one_line
from octavo.ui.dialogs import choose_file, choose_new_file
from octavo.ui.export.file_names import file_name
from octavo.ui.insight.presenter import InsightPresenter
from octavo.ui.settings import WindowSettings
from octavo.ui.trials.view import TrialView
from octavo.ui.work import Work
from octavo.words import later, say

_FILTER: Final = later("Questions (*.json)")
_NO_DOCUMENTS: Final = later(
    "This assistant has no documents that can be asked about. Add some, then open the test again."
)
_USABLE: Final = (DocumentState.READY, DocumentState.SEARCHABLE)


class TrialsPresenter:
    """Shows a trial of an assistant in the place of the chat.

    Args:
        session: Where the assistants are.
        insight: Fills the page in the place of the chat.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
        place_of: Tells where a model runs; None for this program itself.
    """

    def __init__(
        self,
        session: Session,
        insight: InsightPresenter,
        settings: WindowSettings,
        work: Work,
        *,
        place_of: Callable[[str], Coroutine[object, object, str | None]],
    ) -> None:
        self._session = session
        self._insight = insight
        self._settings = settings
        self._work = work
        self._place_of = place_of
        self._kept: dict[str, tuple[tuple[Question, ...], tuple[TrialOutcome, ...]]] = {}

    async def show(self, assistant_id: str) -> None:
        """Let the person put an assistant to the test.

        Raises:
            InputError: there is no such assistant.
            ApiError: the engine could not be reached.
        """
        assistant = self._session.assistants.get(assistant_id)
        await self._session.library.load(assistant_id)
        place = await self._place_of(assistant.settings.model)
        names = list(self._pages(assistant_id))
        questions, outcomes = self._kept.get(assistant_id, ((), ()))
        figures = await asyncio.to_thread(trial_figures, outcomes)
        title = say("Test · {name}", name=one_line(assistant.name))
        note = _note(place) if names else str(_NO_DOCUMENTS)
        view = self._insight.present_trial(title, names, note)
        view.show_questions(questions)
        view.show_outcomes(outcomes)
        view.show_figures(figures)
        view.run_asked.connect(lambda: self._insight.make(self._run(assistant_id, view)))
        view.cancel_asked.connect(self._insight.close)
        view.questions_changed.connect(lambda: self._keep(assistant_id, view.questions, ()))
        view.place_asked.connect(lambda citation: self._insight.open_place(citation, ()))
        view.load_asked.connect(
            lambda: self._work.start(lambda: self._load(assistant_id, view), name="load questions")
        )
        view.save_asked.connect(
            lambda: self._work.start(
                lambda: self._save(view, assistant.name), name="save questions"
            )
        )
        view.entry.question.setFocus()

    def _pages(self, assistant_id: str) -> dict[str, int]:
        """Return the documents that can be asked about, and how many pages each has.

        Of several of one name the longest counts: a page that some of them has may be meant.
        """
        pages: dict[str, int] = {}
        for item in self._session.library.items(assistant_id):
            if item.state in _USABLE:
                pages[item.name] = max(pages.get(item.name, 0), item.pages_total)
        return pages

    def _keep(
        self,
        assistant_id: str,
        questions: tuple[Question, ...],
        outcomes: tuple[TrialOutcome, ...],
    ) -> None:
        self._kept[assistant_id] = (questions, outcomes)

    async def _run(self, assistant_id: str, view: TrialView) -> None:
        outcomes: list[TrialOutcome] = []
        questions = view.questions
        view.show_outcomes(())
        view.show_figures({})
        view.set_running(running=True)
        view.show_progress()
        pages = self._pages(assistant_id)
        try:
            asked = self._session.trials.outcomes(assistant_id, questions, pages)
            async with aclosing(asked) as stream:
                async for outcome in stream:
                    outcomes.append(outcome)
                    view.add_outcome(outcome)
        finally:
            # what was asked until then counts, too
            self._keep(assistant_id, questions, tuple(outcomes))
            figures = await asyncio.to_thread(trial_figures, outcomes)
            if isValid(view):  # else another view has taken its place
                view.set_running(running=False)
                view.show_figures(figures)

    async def _load(self, assistant_id: str, view: TrialView) -> None:
        filters = (str(_FILTER), say("All files (*)"))
        title, folder = say("Load questions"), self._settings.folder
        path = await choose_file(view.window(), title, folder, filters)
        if path is not None:
            self._settings.folder = path.parent
            questions = await asyncio.to_thread(read_questions, path)
            view.show_questions(questions)
            self._keep(assistant_id, tuple(questions), ())

    async def _save(self, view: TrialView, name: str) -> None:
        suggested = self._settings.folder / file_name(say("Questions to {name}", name=name))
        title = say("Save questions")
        path = await choose_new_file(view.window(), title, suggested, (str(_FILTER),))
        if path is not None:
            self._settings.folder = path.parent
            await write_file(path, questions_json(view.questions))


def _note(place: str | None) -> str:
    """Say how the questions are asked, and what is sent where."""
    how = say(
        "Each question is asked as in a thread of its own, which is gone afterwards. A page counts "
        "from 1, as in the file. A click on a row shows the page."
    )
    if place is None:
        return how
    sent = say("The answers are written by a model at {host}: passages go there.", host=place)
    return f"{how} {sent}"
