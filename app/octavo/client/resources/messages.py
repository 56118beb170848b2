"""Operations on messages."""

from __future__ import annotations

import httpx

from octavo.client.resources.base import Resource
from octavo.client.waiters import DEADLINE, wait_until
from octavo.protocol.messages import CreateMessageRequest, MessageObject, ModifyMessageRequest
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.wire.addresses import path_of, query_of


class Messages(Resource):
    """Messages of a thread."""

    async def create_thread_message(
        self, thread_id: str, request: CreateMessageRequest
    ) -> MessageObject:
        """Add a message to the end of a thread."""
        path = path_of("threads", thread_id, "messages")
        return await self._caller.post(MessageObject, path, request.body())

    async def get_thread_message(self, thread_id: str, message_id: str) -> MessageObject:
        """Fetch a message."""
        return (await self._fetch_message(thread_id, message_id))[0]

    async def get_thread_messages(
        self,
        thread_id: str,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
        run_id: str | None = None,
    ) -> ListPage[MessageObject]:
        """Fetch a page of a thread's messages.

        Args:
            thread_id: The thread.
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
            run_id: Only messages that this run wrote.
        """
        query = query_of(limit=limit, order=order, after=after, before=before, run_id=run_id)
        path = path_of("threads", thread_id, "messages")
        return await self._caller.get(ListPage[MessageObject], path, query)

    async def modify_thread_message(
        self, thread_id: str, message_id: str, request: ModifyMessageRequest
    ) -> MessageObject:
        """Change a message's metadata."""
        path = path_of("threads", thread_id, "messages", message_id)
        return await self._caller.post(MessageObject, path, request.body())

    async def delete_thread_message(self, thread_id: str, message_id: str) -> Deleted:
        """Delete a message."""
        path = path_of("threads", thread_id, "messages", message_id)
        return await self._caller.delete(Deleted, path)

    async def wait_for_thread_message_to_complete(
        self,
        thread_id: str,
        message_id: str,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> MessageObject:
        """Wait until a message is completed or incomplete, and return it.

        Args:
            thread_id: The thread.
            message_id: The message.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: It was still being written at the deadline.
        """

        async def look() -> tuple[MessageObject | None, httpx.Headers]:
            message, headers = await self._fetch_message(thread_id, message_id)
            return (None if message.status == "in_progress" else message), headers

        return await wait_until(
            self._caller,
            look,
            what=f"The message {message_id}",
            deadline=deadline,
            poll_interval=poll_interval,
        )

    async def wait_for_assistant_message(
        self,
        thread_id: str,
        *,
        run_id: str | None = None,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> MessageObject:
        """Wait until the assistant's newest message is whole, and return it.

        Without ``run_id`` a message that is older than the user's last one does not count: it
        answers something else.

        Args:
            thread_id: The thread.
            run_id: Only a message that this run wrote.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: There was none at the deadline.
        """
        path = path_of("threads", thread_id, "messages")
        query = query_of(limit=20, order="desc", run_id=run_id)

        async def look() -> tuple[MessageObject | None, httpx.Headers]:
            page, headers = await self._caller.fetch(ListPage[MessageObject], path, query)
            newest = next(iter(page.data), None)
            if newest is None or newest.role != "assistant" or newest.status == "in_progress":
                return None, headers
            return newest, headers

        return await wait_until(
            self._caller,
            look,
            what="The assistant's message",
            deadline=deadline,
            poll_interval=poll_interval,
        )

    async def _fetch_message(
        self, thread_id: str, message_id: str
    ) -> tuple[MessageObject, httpx.Headers]:
        path = path_of("threads", thread_id, "messages", message_id)
        return await self._caller.fetch(MessageObject, path)
