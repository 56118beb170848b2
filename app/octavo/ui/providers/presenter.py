"""Between the session's model hosts and their dialogs: keep, try, remove, choose, agree."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from PySide6.QtWidgets import QWidget

from octavo.errors import AppError
from octavo.providers.settings import Provider
from octavo.session.local_models import LocalLibrary
from octavo.session.model_hosts import ModelChoice, ModelHosts, what_is_sent
from octavo.session.problems import problem_of
from octavo.ui.dialogs import confirm, finished
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.work import Work
from octavo.words import say


class ProvidersPresenter:
    """Shows the hosts of models and lets models be chosen.

    Args:
        hosts: The hosts.
        window: Where dialogs belong to.
        work: Runs what the dialogs ask for.
        local: The models on this computer.
    """

    def __init__(
        self, hosts: ModelHosts, window: QWidget, work: Work, *, local: LocalLibrary | None = None
    ) -> None:
        self._hosts = hosts
        self._local = local
        self._window = window
        self._work = work

    async def show(self) -> None:
        """Let the person see to the hosts until the dialog is closed.

        Raises:
            ProviderError: they cannot be read.
        """
        dialog = ProviderDialog(self._window, await self._hosts.find_key_place())
        dialog.show_known(await self._hosts.all())
        dialog.test_asked.connect(
            lambda provider, key: self._start(lambda: self._test(dialog, provider, key))
        )
        dialog.find_asked.connect(lambda: self._start(lambda: self._find(dialog)))
        dialog.remove_asked.connect(lambda name: self._start(lambda: self._remove(dialog, name)))
        await finished(dialog)

    async def choices(self) -> list[ModelChoice]:
        """Return the models on this computer, and those of all hosts that answer."""
        here = [] if self._local is None else await self._local.choices()
        hosted = await self._hosts.choices()
        return [*here, *(model for host in hosted for model in host.models)]

    async def agreed(self, model: str, parent: QWidget) -> bool:
        """Ask whether passages may be sent to a model's host, if that is not known yet."""
        provider = await self._hosts.of(model)
        if provider is None or provider.is_allowed:
            return True
        if not await confirm(
            parent,
            say("Send passages to {name}?", name=provider.name),
            what_is_sent(provider),
            action=say("Agree"),
        ):
            return False
        await self._hosts.allow(provider.name)
        return True

    async def place_of(self, model: str) -> str | None:
        """Return where a model runs, for people; None for this program itself."""
        provider = await self._hosts.of(model)
        return None if provider is None else provider.origin.partition("://")[2]

    def _start(self, make: Callable[[], Coroutine[object, object, object]]) -> None:
        self._work.start(make, name="model hosts")

    async def _test(self, dialog: ProviderDialog, provider: Provider, key: str) -> None:
        dialog.show_busy()
        try:
            kept = await self._hosts.put(provider, key)
            dialog.show_known(await self._hosts.all(), kept.name)
            dialog.show_busy()
            dialog.show_models([model.name for model in await self._hosts.models(kept)])
        except AppError as error:
            dialog.show_problem(problem_of(error))

    async def _find(self, dialog: ProviderDialog) -> None:
        dialog.show_busy()
        try:
            found = await self._hosts.find_hosts()
            if found:
                dialog.show_known(await self._hosts.all(), found[0].name)
            dialog.show_found([one.name for one in found])
        except AppError as error:
            dialog.show_problem(problem_of(error))

    async def _remove(self, dialog: ProviderDialog, name: str) -> None:
        try:
            await self._hosts.remove(name)
        except AppError as error:
            dialog.show_problem(problem_of(error))
        else:
            dialog.show_known(await self._hosts.all())
