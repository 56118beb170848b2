"""Reads whole lists from the store, page by page."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import TypeVar

from octavo.engine.store.store import Store
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import Order
from octavo.protocol.runs import RunObject
from octavo.protocol.steps import RunStepObject

T = TypeVar("T", MessageObject, RunObject, RunStepObject)


async def every(
    store: Store,
    kind: type[T],
    parent: str | None = None,
    *,
    order: Order = "asc",
    where: Mapping[str, str] | None = None,
) -> AsyncGenerator[T, None]:
    """Yield the objects of a list one after the other; see ``Store.select``."""
    after: str | None = None
    while True:
        page = await store.select(
            kind, parent=parent, limit=100, order=order, after=after, where=where
        )
        for item in page.data:
            yield item
        if not page.has_more:
            return
        after = page.last_id


async def steps_of(store: Store, run: RunObject) -> list[RunStepObject]:
    """Return all steps of a run, in the order in which they began."""
    return [step async for step in every(store, RunStepObject, run.id)]
