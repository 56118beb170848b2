"""Operations on vector stores."""

from __future__ import annotations

import httpx

from octavo.client.resources.base import Resource
from octavo.client.waiters import DEADLINE, wait_until
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.protocol.search import SearchResultsPage, SearchVectorStoreRequest
from octavo.protocol.vector_stores import (
    CreateVectorStoreRequest,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)
from octavo.wire.addresses import path_of, query_of


class VectorStores(Resource):
    """Vector stores: collections of files that can be searched."""

    async def create_vector_store(
        self, request: CreateVectorStoreRequest | None = None
    ) -> VectorStoreObject:
        """Make a vector store, empty if no request is given."""
        body = {} if request is None else request.body()
        return await self._caller.post(VectorStoreObject, path_of("vector_stores"), body)

    async def get_vector_store(self, vector_store_id: str) -> VectorStoreObject:
        """Fetch a vector store."""
        return (await self._fetch_store(vector_store_id))[0]

    async def get_vector_stores(
        self,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> ListPage[VectorStoreObject]:
        """Fetch a page of vector stores.

        Args:
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
        """
        query = query_of(limit=limit, order=order, after=after, before=before)
        path = path_of("vector_stores")
        return await self._caller.get(ListPage[VectorStoreObject], path, query)

    async def modify_vector_store(
        self, vector_store_id: str, request: ModifyVectorStoreRequest
    ) -> VectorStoreObject:
        """Change the fields that the request names."""
        path = path_of("vector_stores", vector_store_id)
        return await self._caller.post(VectorStoreObject, path, request.body())

    async def delete_vector_store(self, vector_store_id: str) -> Deleted:
        """Delete a vector store; its files stay."""
        return await self._caller.delete(Deleted, path_of("vector_stores", vector_store_id))

    async def search_vector_store(
        self, vector_store_id: str, request: SearchVectorStoreRequest
    ) -> SearchResultsPage:
        """Search the passages of a vector store, in all its files or in some."""
        path = path_of("vector_stores", vector_store_id, "search")
        return await self._caller.post(SearchResultsPage, path, request.body())

    async def wait_for_vector_store_to_complete(
        self,
        vector_store_id: str,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> VectorStoreObject:
        """Wait until no file of a vector store is in progress any more, and return the store.

        Args:
            vector_store_id: The store.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: Files were still in progress at the deadline.
        """

        async def look() -> tuple[VectorStoreObject | None, httpx.Headers]:
            store, headers = await self._fetch_store(vector_store_id)
            return (None if store.status == "in_progress" else store), headers

        return await wait_until(
            self._caller,
            look,
            what=f"The vector store {vector_store_id}",
            deadline=deadline,
            poll_interval=poll_interval,
        )

    async def create_vector_store_and_wait_to_complete(
        self,
        request: CreateVectorStoreRequest | None = None,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> VectorStoreObject:
        """Make a vector store and wait until none of its files is in progress any more.

        Args:
            request: The store and its files; an empty one if not given.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: Files were still in progress at the deadline.
        """
        store = await self.create_vector_store(request)
        return await self.wait_for_vector_store_to_complete(
            store.id, deadline=deadline, poll_interval=poll_interval
        )

    async def _fetch_store(self, vector_store_id: str) -> tuple[VectorStoreObject, httpx.Headers]:
        path = path_of("vector_stores", vector_store_id)
        return await self._caller.fetch(VectorStoreObject, path)
