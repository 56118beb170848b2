"""The list of releases: fetched from where the publisher keeps it, believed only if it is signed.

A list is a JSON object with ``signed``, the text of another one, and ``signature``, the Ed25519
signature of that text in base64. The inner one has ``version``, ``date`` and ``page``.
"""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.errors import ProviderError, UpdateError
from octavo.providers.connection import Connection, Limits
from octavo.publisher import Feed
from octavo.words import later

_LIMITS = Limits(connect=5.0, first=10.0, silence=10.0, total=20.0, reply=64 * 1024)


class Release(BaseModel):
    """The newest release.

    Attributes:
        version: Its number, such as ``0.2.0``.
        date: The day it was made, ``2026-11-28``.
        page: An https address of a page about it.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    # letters and digits of ASCII: those of all scripts would take a megabyte as well
    version: str = Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){1,3}$")
    date: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    page: str = Field(pattern=r"^https://[A-Za-z0-9_.-]+/[A-Za-z0-9_./%~+-]*$", max_length=500)

    def is_newer_than(self, version: str) -> bool:
        """Tell whether it comes after another version; a pre-release comes before its release."""
        other, rest = _numbers(version)
        mine, _ = _numbers(self.version)
        return mine > other or (mine == other and bool(rest))


def _numbers(version: str) -> tuple[tuple[int, ...], str]:
    """Split ``1.2.0rc1`` into (1, 2), without zeros at the end, and ``rc1``."""
    found = re.match(r"\d+(\.\d+)*", version)
    digits = found[0] if found else ""
    numbers = [int(part) for part in digits.split(".") if part]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers), version[len(digits) :]


async def newest_release(feed: Feed) -> Release:
    """Ask the publisher for the newest release.

    The request names the program and its version, and nothing of this computer or its person.

    Raises:
        UpdateError: it cannot be had, or is not the publisher's.
    """

    async def no_key(_origin: str) -> None:
        return None

    base, _, name = feed.url.rpartition("/")
    connection = Connection(base, key_of=no_key, limits=_LIMITS)
    try:
        return believed(await connection.get(f"/{name}"), feed.key)
    except ProviderError as error:
        raise UpdateError(
            error.kept_message, hint=later("Octavo will ask again another day.")
        ) from error
    finally:
        await connection.aclose()


def believed(envelope: Any, key: str) -> Release:
    """Return what an envelope holds, if its signature is right.

    Args:
        envelope: The JSON as it came.
        key: The publisher's public key in base64.

    Raises:
        UpdateError: it is not signed by the publisher, or cannot be understood.
    """
    # needed once a day at most, and slow to load
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        signed = envelope["signed"].encode()
        signature = base64.b64decode(envelope["signature"], validate=True)
        public = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(signature, signed)
    except (InvalidSignature, KeyError, TypeError, AttributeError, ValueError):
        raise UpdateError(
            later("The list of releases is not signed by the publisher of this Octavo."),
            hint=later("It was not used. Look for new versions where you got this one."),
        ) from None
    try:
        return Release.model_validate(json.loads(signed))
    except (ValueError, ValidationError, RecursionError):
        raise UpdateError(
            later("The list of releases cannot be understood."),
            hint=later("Look for new versions where you got this one."),
        ) from None
