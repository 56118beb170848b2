"""Between the session's model hosts and their dialogs: keep, try, remove, choose, agree."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from PySide6.QtWidgets import QWidget

from octavo.errors import AppError
from octavo.providers.settings import Provider
from octavo.session.hosted_rest import is_left, lying_words
from octavo.session.model_hosts import ModelChoice, ModelHosts
from octavo.session.problems import problem_of
from octavo.session.session import Session
from octavo.session.state import Problem
from octavo.ui.dialogs import confirm
from octavo.ui.providers.consent import agreed
from octavo.ui.providers.dialog import ProviderDialog, show_providers
from octavo.ui.work import Work
from octavo.words import say


class ProvidersPresenter:
    """Shows the hosts of models and lets models be chosen.

    Args:
        session: Has the models on this computer, and knows what of collections lies at hosts.
        hosts: The hosts.
        window: Where dialogs belong to.
        work: Runs what the dialogs ask for.
    """

    def __init__(self, session: Session, hosts: ModelHosts, window: QWidget, work: Work) -> None:
        self._session = session
        self._hosts = hosts
        self._window = window
        self._work = work

    async def show(self) -> None:
        """Let the person see to the hosts until the dialog is closed.

        Raises:
            ProviderError: they cannot be read.
        """
        key_place = await self._hosts.find_key_place()
        known = await self._hosts.all()
        closed = asyncio.Event()

        def serve(dialog: ProviderDialog) -> None:
            dialog.show_known(known)
            self._connect(dialog, closed)

        try:
            await show_providers(self._window, key_place, serve)
        finally:
            closed.set()

    def _connect(self, dialog: ProviderDialog, closed: asyncio.Event) -> None:
        dialog.test_asked.connect(
            lambda provider, key: self._start(lambda: self._test(dialog, closed, provider, key))
        )
        dialog.find_asked.connect(lambda: self._start(lambda: self._find(dialog, closed)))
        dialog.remove_asked.connect(
            lambda name: self._start(lambda: self._remove(dialog, closed, name))
        )
        dialog.withdraw_asked.connect(
            lambda name: self._start(lambda: self._withdraw(dialog, closed, name))
        )

    async def choices(self) -> list[ModelChoice]:
        """Return the models on this computer, and those of all hosts that answer."""
        local = self._session.local
        here = [] if local is None else await local.choices()
        hosted = await self._hosts.choices()
        return [*here, *(model for host in hosted for model in host.models)]

    async def agreed(self, model: str, parent: QWidget) -> bool:
        """Ask whether passages may be sent to a model's host, if that is not known yet."""
        return await agreed(self._hosts, model, parent)

    async def place_of(self, model: str) -> str | None:
        """Return where a model gets passages, for people; None where nothing leaves the program."""
        provider = await self._hosts.of(model)
        if provider is None or not provider.is_allowed:
            return None
        return provider.origin.partition("://")[2]

    def _start(self, make: Callable[[], Coroutine[object, object, object]]) -> None:
        self._work.start(make, name="model hosts")

    async def _test(
        self, dialog: ProviderDialog, closed: asyncio.Event, provider: Provider, key: str
    ) -> None:
        dialog.show_busy()
        try:
            kept = await self._hosts.put(provider, key)
            known = await self._hosts.all()
            if not closed.is_set():
                dialog.show_known(known, kept.name)
                dialog.show_busy()
            names = [model.name for model in await self._hosts.models(kept)]
            if not closed.is_set():
                dialog.show_models(names)
        except AppError as error:
            _show_problem(dialog, closed, problem_of(error))

    async def _find(self, dialog: ProviderDialog, closed: asyncio.Event) -> None:
        dialog.show_busy()
        try:
            found = await self._hosts.find_hosts()
            known = await self._hosts.all()
        except AppError as error:
            _show_problem(dialog, closed, problem_of(error))
            return
        if closed.is_set():
            return
        if found:
            dialog.show_known(known, found[0].name)
        dialog.show_found([one.name for one in found])

    async def _withdraw(self, dialog: ProviderDialog, closed: asyncio.Event, name: str) -> None:
        """Take back all that was agreed to; nothing is to be confirmed, for nothing is lost."""
        try:
            await self._hosts.withdraw(name)
            known = await self._hosts.all()
            files = await self._session.hosted_rest.at(name)
        except AppError as error:
            _show_problem(dialog, closed, problem_of(error))
            return
        if not closed.is_set():
            dialog.show_known(known, name)
            dialog.show_withdrawn(lying_words(files) if files else "")

    async def _remove(self, dialog: ProviderDialog, closed: asyncio.Event, name: str) -> None:
        try:
            if not await self._emptied(dialog, closed, name):
                return
            await self._hosts.remove(name)
            known = await self._hosts.all()
        except AppError as error:
            _show_problem(dialog, closed, problem_of(error))
            return
        if not closed.is_set():
            dialog.show_known(known)

    async def _emptied(self, dialog: ProviderDialog, closed: asyncio.Event, name: str) -> bool:
        """Let what lies at a host be deleted there; return whether the host may be removed.

        Raises:
            ApiError: the engine could not be reached.
        """
        rest = self._session.hosted_rest
        files = await rest.at(name)
        if not files:
            return True
        if closed.is_set():  # nobody is there to be asked
            return False
        there = lying_words(files)
        if is_left(files):
            words = say(
                "They were left there. Without {name}, Octavo cannot delete them.", name=name
            )
            title = say("Remove {name} all the same?", name=name)
            return await confirm(
                dialog, title, f"{there} {words}", action=say("Remove"), destructive=True
            )
        words = say(
            "Without {name}, Octavo can neither search nor delete them there. To leave them, choose"
            " so for each collection first: “Search at a host…” in its menu.",
            name=name,
        )
        title = say("Delete what lies at {name}, and remove it?", name=name)
        action = say("Delete and remove")
        if not await confirm(dialog, title, f"{there} {words}", action=action, destructive=True):
            return False
        if not closed.is_set():
            dialog.show_deleting()
        if problem := await rest.delete(files):
            what = say("{name} was not removed: not all could be deleted there.", name=name)
            _show_problem(dialog, closed, Problem(what, f"{what} {problem}", ""))
            return False
        return True


def _show_problem(dialog: ProviderDialog, closed: asyncio.Event, problem: Problem) -> None:
    if not closed.is_set():
        dialog.show_problem(problem)
