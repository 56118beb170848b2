"""The port for what must be kept secret: the system's keychain, or this session's memory alone."""

from __future__ import annotations

from typing import Protocol

from octavo.errors import AppError
from octavo.words import later


class KeychainError(AppError):
    """The keychain does not give or take a secret."""

    default_title = later("The keychain does not answer")
    default_hint = later("Is it unlocked?")


class Secrets(Protocol):
    """Keeps texts by their names.

    Every call may wait for the person, whom a system may ask to unlock its keychain. Each raises
    `KeychainError` if the keychain refuses.
    """

    async def find_place(self) -> str | None:
        """Return where secrets are kept beyond this session, as people call it; None if nowhere."""
        ...

    async def get(self, name: str) -> str | None:
        """Return a secret, or None if there is none of this name."""
        ...

    async def set(self, name: str, secret: str) -> None:
        """Keep a secret in place of the one of the same name."""
        ...

    async def delete(self, name: str) -> None:
        """Remove a secret; that there is none is no error."""
        ...


class SessionSecrets:
    """Secrets in memory, for systems without a keychain: they end with the session."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    async def find_place(self) -> str | None:
        return None

    async def get(self, name: str) -> str | None:
        return self._kept.get(name)

    async def set(self, name: str, secret: str) -> None:
        self._kept[name] = secret

    async def delete(self, name: str) -> None:
        self._kept.pop(name, None)
