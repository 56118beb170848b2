"""Tells of models that their hosts will switch off: below a choice, and once after an answer."""

from __future__ import annotations

import datetime as dt
from typing import Final

from octavo.days import in_words
from octavo.errors import InputError
from octavo.session.model_hosts import ModelChoice, ModelHosts
from octavo.session.session import Session
from octavo.session.state import Problem
from octavo.ui.main_window import MainWindow
from octavo.ui.problems import Trouble
from octavo.words import say

_SOON: Final = dt.timedelta(days=90)
"""From then on a model that will be switched off is a warning."""


class EndWarning:
    """Warns of a model that will be switched off soon: who chose it long ago looks at no list.

    Once in a session for each model, after an answer of it: its host was asked just now. What the
    bar says already stays; then the next answer is the time.

    Args:
        session: Knows which model a thread is answered by.
        hosts: Know until when it is there.
        window: Shows the warning.
    """

    def __init__(self, session: Session, hosts: ModelHosts, window: MainWindow) -> None:
        self._session = session
        self._hosts = hosts
        self._window = window
        self._looked_at: set[str] = set()

    async def answered(self, thread_id: str) -> None:
        """Look at the model of a thread that has been answered.

        Raises:
            ProviderError: the hosts cannot be read.
        """
        try:
            assistant = self._session.threads.get(thread_id).assistant_id
        except InputError:
            return  # deleted since
        model = self._session.assistants.get(assistant).settings.model
        provider = await self._hosts.of(model)
        if model in self._looked_at or provider is None or not provider.is_allowed:
            return
        if not self._is_idle():
            return
        self._looked_at.add(model)
        choice = ModelChoice(model, 0, shutdown_date=await self._hosts.shutdown_date(model))
        if not self._is_idle():  # by now
            self._looked_at.discard(model)
            return
        today = dt.datetime.now(tz=dt.UTC).date()
        if is_soon_gone(choice, today):
            title = say("{model} will be switched off", model=model)
            hint = say("Choose another model for the assistant before.")
            self._window.show_trouble(Trouble(Problem(title, said_of_end(choice, today), hint)))

    def _is_idle(self) -> bool:
        return self._window.problem_bar.problem is None


def said_of_end(choice: ModelChoice, today: dt.date) -> str:
    """Say until when a model is there; nothing if its host does not tell."""
    if not choice.shutdown_date:
        return ""
    day = _day(choice)
    if day is None:
        return say("Its host will switch it off: {date}.", date=choice.shutdown_date)
    if day < today:
        return say("Its host was to switch it off on {date}.", date=in_words(day))
    return say("Its host will switch it off on {date}.", date=in_words(day))


def is_soon_gone(choice: ModelChoice, today: dt.date) -> bool:
    """Tell whether a model will be switched off soon, or at a time that cannot be told."""
    if not choice.shutdown_date:
        return False
    day = _day(choice)
    return day is None or day - today <= _SOON


def _day(choice: ModelChoice) -> dt.date | None:
    try:
        return dt.date.fromisoformat(choice.shutdown_date[:10])
    except ValueError:
        return None
