"""Whole lists out of the interface's pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from octavo.client import iterate
from octavo.protocol.base import Reply
from octavo.protocol.paging import ListPage, Order

R = TypeVar("R", bound=Reply)


def each(
    listing: Callable[..., Awaitable[ListPage[R]]],
    *ids: str,
    order: Order = "asc",
    limit: int = 100,
    **query: str,
) -> AsyncIterator[R]:
    """Go through all objects of a list operation of the client, page after page.

    Whoever needs little of each keeps no more: to end thousands at once holds the loop up.
    """
    return iterate(listing, *ids, limit=limit, order=order, **query)


async def every(
    listing: Callable[..., Awaitable[ListPage[R]]],
    *ids: str,
    order: Order = "asc",
    limit: int = 100,
    **query: str,
) -> list[R]:
    """Return all objects of a list operation of the client."""
    return [one async for one in each(listing, *ids, order=order, limit=limit, **query)]
