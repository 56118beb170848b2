"""Asks before passages go to a host for the first time, and again once that was taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from octavo.session.model_hosts import ModelHosts, what_is_sent
from octavo.session.session import Session
from octavo.ui.dialogs import confirm
from octavo.words import say


async def agreed(hosts: ModelHosts, model: str, parent: QWidget) -> bool:
    """Ask whether passages may be sent to a model's host, if that is not known yet.

    Args:
        hosts: The hosts, where a consent is kept.
        model: The model's name; one of this computer needs no consent.
        parent: The window that waits.

    Raises:
        ProviderError: the hosts cannot be read.
    """
    provider = await hosts.of(model)
    if provider is None or provider.is_allowed:
        return True
    if not await confirm(
        parent,
        say("Send passages to {name}?", name=provider.name),
        what_is_sent(provider),
        action=say("Agree"),
    ):
        return False
    await hosts.allow(provider.name)
    return True


class SendingConsent:
    """Sees to it that no question of a thread goes to a host without consent.

    Args:
        session: Knows the threads, their assistants and the hosts.
        parent: Where the question is asked.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent

    async def is_given(self, thread_id: str) -> bool:
        """Tell whether the model of a thread's assistant may be asked; if not yet known, ask.

        Raises:
            InputError: there is no such thread.
            ProviderError: the hosts cannot be read.
        """
        if self._session.hosts is None:
            return True
        assistant = self._session.threads.get(thread_id).assistant_id
        model = self._session.assistants.get(assistant).settings.model
        return await agreed(self._session.hosts, model, self._parent.window())
