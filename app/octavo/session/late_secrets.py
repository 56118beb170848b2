"""The system's keychain, looked for when a secret is wanted first: most windows never need one.

Its libraries take some megabytes, and on some systems the search waits for a service.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module

from octavo.session.secrets import Secrets


async def system_secrets() -> Secrets:
    """Load what reaches the system's keychain, beside the loop, and open it."""
    await asyncio.to_thread(import_module, "octavo.session.keychain")
    from octavo.session.keychain import open_secrets  # noqa: PLC0415 - loaded just before

    return await open_secrets()


class LateSecrets:
    """Implements `octavo.session.secrets.Secrets`.

    Args:
        find: Opens the secrets; called once, when they are wanted first.
    """

    def __init__(self, find: Callable[[], Awaitable[Secrets]] = system_secrets) -> None:
        self._find = find
        self._found: Secrets | None = None
        self._finding = asyncio.Lock()

    async def find_place(self) -> str | None:
        return await (await self._secrets()).find_place()

    async def get(self, name: str) -> str | None:
        return await (await self._secrets()).get(name)

    async def set(self, name: str, secret: str) -> None:
        await (await self._secrets()).set(name, secret)

    async def delete(self, name: str) -> None:
        await (await self._secrets()).delete(name)

    async def _secrets(self) -> Secrets:
        async with self._finding:
            if self._found is None:
                self._found = await self._find()
            return self._found
