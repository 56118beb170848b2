"""What Octavo itself uses assistants and threads for, which their metadata tells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from octavo.protocol.assistants import AssistantObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.threads import ThreadObject
from octavo.session.lists import every

ROLE: Final = "octavo"
"""Metadata key."""

DEFAULT: Final = "default"
"""Its value for the assistant that was made at the first start."""

ASK: Final = "ask"
"""Its value for what serves one question, of the command line or of a trial; nobody is shown it."""

R = TypeVar("R", AssistantObject, ThreadObject)


async def listed(
    listing: Callable[..., Awaitable[ListPage[R]]], *, order: Order = "asc"
) -> dict[str, R]:
    """Return all assistants or threads that are shown, by their ids.

    Args:
        listing: An operation of the client.
        order: By when they were made.

    Raises:
        ApiError: the engine could not be reached.
    """
    found = await every(listing, order=order)
    return {one.id: one for one in found if one.metadata.get(ROLE) != ASK}
