"""That files are read at all: who waits for that must not wait for a pause to end."""

from __future__ import annotations

from octavo.client import Client
from octavo.errors import InputError
from octavo.words import say


async def require_reading(client: Client) -> None:
    """Return if files are read.

    Raises:
        InputError: all reading is paused.
        ApiError: the engine could not be reached.
    """
    if (await client.get_reading()).paused:
        raise InputError(
            say("Octavo was told to pause all reading."),
            title=say("Reading is paused"),
            hint=say("Choose “Go on reading” in its window, in the menu above the documents."),
        )
