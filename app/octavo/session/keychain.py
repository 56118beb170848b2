"""Secrets in the system's keychain: macOS Keychain, Windows Credential Manager, Secret Service."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Final, TypeVar

from keyring import get_keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, PasswordDeleteError

from octavo.session.beside import beside
from octavo.session.secrets import KeychainError, Secrets, SessionSecrets
from octavo.words import later, say

_log = logging.getLogger(__name__)

T = TypeVar("T")

_SERVICE: Final = "Octavo"
_FOUND_WITHIN: Final = 3.0
"""Seconds; some look for a service that may not answer."""

_PLACES: Final = {
    "keyring.backends.macOS": later("the macOS Keychain"),
    "keyring.backends.Windows": later("the Windows Credential Manager"),
    "keyring.backends.SecretService": later("the system’s keyring"),
    "keyring.backends.libsecret": later("the system’s keyring"),
    "keyring.backends.kwallet": later("KWallet"),
}
"""Backends that encrypt what they keep, by module; any other one is not used."""


class KeyringSecrets:
    """Implements `octavo.session.secrets.Secrets`.

    Args:
        backend: The keychain.
        place: What people call it.
    """

    def __init__(self, backend: KeyringBackend, place: str) -> None:
        self._backend = backend
        self._place = place

    async def find_place(self) -> str | None:
        return self._place

    async def get(self, name: str) -> str | None:
        return await self._asked(lambda: self._backend.get_password(_SERVICE, name))

    async def set(self, name: str, secret: str) -> None:
        await self._asked(lambda: self._backend.set_password(_SERVICE, name, secret))

    async def delete(self, name: str) -> None:
        def remove() -> None:
            with contextlib.suppress(PasswordDeleteError):  # there is none
                self._backend.delete_password(_SERVICE, name)

        await self._asked(remove)

    async def _asked(self, work: Callable[[], T]) -> T:
        try:
            return await beside(work, name="keychain")
        except (KeyringError, RuntimeError, OSError) as error:
            # The error's own text could hold what was to be kept.
            _log.warning("the keychain refused: %s", type(error).__name__)
            raise KeychainError(
                _begun(say("{place} does not answer.", place=self._place))
            ) from None


async def open_secrets() -> Secrets:
    """Return the system's keychain, or what lasts for the session where there is none."""
    try:
        async with asyncio.timeout(_FOUND_WITHIN):
            return await beside(_found, name="keychain")
    except (KeyringError, RuntimeError, OSError) as error:
        _log.warning("no keychain can be used: %s", type(error).__name__)
        return SessionSecrets()


def _found() -> Secrets:
    chosen = get_keyring()
    backends = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in backends:
        place = _PLACES.get(type(backend).__module__)
        if place is not None:
            return KeyringSecrets(backend, str(place))
    return SessionSecrets()


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
