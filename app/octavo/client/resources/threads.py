"""Operations on threads."""

from __future__ import annotations

from octavo.client.resources.base import Resource
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.protocol.threads import (
    CopyThreadRequest,
    CreateThreadRequest,
    ModifyThreadRequest,
    ThreadObject,
)
from octavo.wire.addresses import path_of, query_of


class Threads(Resource):
    """Threads: conversations with stores of their own."""

    async def create_thread(self, request: CreateThreadRequest | None = None) -> ThreadObject:
        """Make a thread, empty if no request is given."""
        body = {} if request is None else request.body()
        return await self._caller.post(ThreadObject, path_of("threads"), body)

    async def get_thread(self, thread_id: str) -> ThreadObject:
        """Fetch a thread."""
        return await self._caller.get(ThreadObject, path_of("threads", thread_id))

    async def list_threads(
        self,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> ListPage[ThreadObject]:
        """Fetch a page of threads; an operation of Octavo, which other servers lack.

        Args:
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
        """
        query = query_of(limit=limit, order=order, after=after, before=before)
        return await self._caller.get(ListPage[ThreadObject], path_of("threads"), query)

    async def modify_thread(self, thread_id: str, request: ModifyThreadRequest) -> ThreadObject:
        """Change the fields that the request names."""
        path = path_of("threads", thread_id)
        return await self._caller.post(ThreadObject, path, request.body())

    async def delete_thread(self, thread_id: str) -> Deleted:
        """Delete a thread and its messages."""
        return await self._caller.delete(Deleted, path_of("threads", thread_id))

    async def copy_thread(
        self, thread_id: str, request: CopyThreadRequest | None = None
    ) -> ThreadObject:
        """Copy a thread with its answers, whole or up to a message; an operation of Octavo."""
        body = {} if request is None else request.body()
        return await self._caller.post(ThreadObject, path_of("threads", thread_id, "copy"), body)
