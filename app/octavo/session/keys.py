"""Keys of providers among the secrets: one for each origin, and for no other place."""

from __future__ import annotations

import os

from octavo.session.secrets import KeychainError, Secrets

_PREFIX = "Key of "
VARIABLE = "OCTAVO_KEYS"
"""Environment variable with keys for computers without a keychain: ``origin=key``, by spaces."""


class Keys:
    """Keeps and finds keys by origin, such as ``https://models.example``.

    Args:
        secrets: Where they are kept.
    """

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    async def find_place(self) -> str | None:
        """Return where keys are kept beyond this session; None if nowhere."""
        return await self._secrets.find_place()

    async def get(self, origin: str) -> str | None:
        """Return the key of an origin: that of the environment first, then the one kept.

        A keychain that does not answer is as one without the key: the host will say that it
        needs one.
        """
        for pair in os.environ.get(VARIABLE, "").split():
            name, equals, key = pair.partition("=")
            if equals and name == origin:
                return key
        try:
            return await self._secrets.get(_PREFIX + origin)
        except KeychainError:
            return None

    async def set(self, origin: str, key: str) -> None:
        """Keep a key.

        Raises:
            KeychainError: the keychain does not take it.
        """
        await self._secrets.set(_PREFIX + origin, key.strip())

    async def delete(self, origin: str) -> None:
        """Remove a key; that there is none is no error.

        Raises:
            KeychainError: the keychain refuses.
        """
        await self._secrets.delete(_PREFIX + origin)
