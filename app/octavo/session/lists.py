"""Whole lists out of the interface's pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from octavo.client import iterate
from octavo.protocol.base import Reply
from octavo.protocol.paging import ListPage, Order

R = TypeVar("R", bound=Reply)


async def every(
    listing: Callable[..., Awaitable[ListPage[R]]],
    *ids: str,
    order: Order = "asc",
    limit: int = 100,
    **query: str,
) -> list[R]:
    """Return all objects of a list operation of the client, page after page."""
    objects = iterate(listing, *ids, limit=limit, order=order, **query)
    return [one async for one in objects]
