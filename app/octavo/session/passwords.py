"""Passwords of documents: given by the person, tried by the engine, remembered if wished.

The engine keeps none beyond its own end, so whoever remembers them hands them over again: here
they are in memory for the page view, and in the keychain where the person wanted that.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence

from octavo.client import Client
from octavo.errors import ApiStatusError, InputError
from octavo.protocol.files import WRONG_PASSWORD, UnlockFileRequest
from octavo.session.secrets import KeychainError, Secrets
from octavo.words import later, say

_log = logging.getLogger(__name__)


class WrongPasswordError(InputError):
    """The document does not open with this password."""

    default_title = later("This is not the password")


class Passwords:
    """The passwords of documents, by the digests of their contents.

    Args:
        client: The way to the engine.
        secrets: Where they are remembered.
    """

    def __init__(self, client: Client, secrets: Secrets) -> None:
        self._client = client
        self._secrets = secrets
        self._known: dict[str, str] = {}
        self._suggested: list[str] = []

    async def find_place(self) -> str | None:
        """Return where passwords are remembered, as people call it; None if there is no place."""
        return await self._secrets.find_place()

    def suggest(self, passwords: Sequence[str]) -> None:
        """Have these tried on every document that is locked."""
        self._suggested += passwords

    async def of(self, digest: str) -> str | None:
        """Return the password of a content, if it was given in this session or is remembered."""
        if digest in self._known:
            return self._known[digest]
        try:
            return await self._secrets.get(_name(digest))
        except KeychainError as error:
            _log.warning("a password is not looked up: %s", error)
            return None

    async def give(
        self, file_id: str, digest: str, password: str, *, remember: bool = False
    ) -> None:
        """Have the engine open a file with a password.

        Args:
            file_id: The file.
            digest: Its content's sha256 in hex.
            password: What the person typed.
            remember: Whether the keychain is to keep it.

        Raises:
            WrongPasswordError: it does not open the file.
            KeychainError: the file is open, but the password is not remembered.
            ApiError: the engine refused or could not be reached.
        """
        if not password or len(password) > _LONGEST:
            raise WrongPasswordError(say("The password is not right."))
        try:
            await self._client.unlock_file(file_id, UnlockFileRequest(password=password))
        except ApiStatusError as error:
            if error.code != WRONG_PASSWORD:
                raise
            raise WrongPasswordError(error.message) from None
        self._known[digest] = password
        if remember:
            await self._secrets.set(_name(digest), password)

    async def offer(self, file_id: str, digest: str) -> bool:
        """Open a file with a password that is known; return whether that worked.

        Its own is tried first, then those that were suggested or opened others.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        own = await self.of(digest)
        others = [*self._suggested, *reversed(self._known.values())]
        for password in dict.fromkeys([own, *others][:_TRIED_AT_MOST]):
            if password is None:
                continue
            try:
                await self.give(file_id, digest, password)
            except WrongPasswordError:
                continue
            return True
        if own is not None:
            await self.forget(digest)
        return False

    async def forget(self, digest: str) -> None:
        """Remember the password of a content no longer."""
        self._known.pop(digest, None)
        with contextlib.suppress(KeychainError):
            await self._secrets.delete(_name(digest))


_TRIED_AT_MOST = 20
"""Passwords tried on one file unasked: each may take a second."""

_LONGEST = 1_000
"""Characters that the engine takes."""


def _name(digest: str) -> str:
    """Return what a password is called in the keychain, where people may see it."""
    return f"PDF {digest}"
