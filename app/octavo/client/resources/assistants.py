"""Operations on assistants."""

from __future__ import annotations

from octavo.client.resources.base import Resource
from octavo.protocol.assistants import (
    AssistantObject,
    CreateAssistantRequest,
    ModifyAssistantRequest,
)
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.wire.addresses import path_of, query_of


class Assistants(Resource):
    """Assistants: instructions, a model, tools and the stores that they search."""

    async def create_assistant(self, request: CreateAssistantRequest) -> AssistantObject:
        """Make an assistant."""
        return await self._caller.post(AssistantObject, path_of("assistants"), request.body())

    async def get_assistant(self, assistant_id: str) -> AssistantObject:
        """Fetch an assistant."""
        return await self._caller.get(AssistantObject, path_of("assistants", assistant_id))

    async def get_assistants(
        self,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> ListPage[AssistantObject]:
        """Fetch a page of assistants.

        Args:
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
        """
        query = query_of(limit=limit, order=order, after=after, before=before)
        return await self._caller.get(ListPage[AssistantObject], path_of("assistants"), query)

    async def modify_assistant(
        self, assistant_id: str, request: ModifyAssistantRequest
    ) -> AssistantObject:
        """Change the fields that the request names."""
        path = path_of("assistants", assistant_id)
        return await self._caller.post(AssistantObject, path, request.body())

    async def delete_assistant(self, assistant_id: str) -> Deleted:
        """Delete an assistant; its threads and stores stay."""
        return await self._caller.delete(Deleted, path_of("assistants", assistant_id))
