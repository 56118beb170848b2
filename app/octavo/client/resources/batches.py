"""Operations on batches of files for vector stores."""

from __future__ import annotations

from octavo.client.resources.base import Resource
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    StoreFileStatus,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
)
from octavo.wire.addresses import path_of, query_of


class Batches(Resource):
    """Batches: many files put into a vector store at once."""

    async def create_vector_store_file_batch(
        self, vector_store_id: str, request: CreateVectorStoreFileBatchRequest
    ) -> VectorStoreFileBatchObject:
        """Put uploaded files into a vector store; they are taken in in the background."""
        path = path_of("vector_stores", vector_store_id, "file_batches")
        return await self._caller.post(VectorStoreFileBatchObject, path, request.body())

    async def get_vector_store_file_batch(
        self, vector_store_id: str, batch_id: str
    ) -> VectorStoreFileBatchObject:
        """Fetch a batch, and how far it is."""
        path = path_of("vector_stores", vector_store_id, "file_batches", batch_id)
        return await self._caller.get(VectorStoreFileBatchObject, path)

    async def cancel_vector_store_file_batch(
        self, vector_store_id: str, batch_id: str
    ) -> VectorStoreFileBatchObject:
        """Leave out the files of a batch that are not in yet."""
        path = path_of("vector_stores", vector_store_id, "file_batches", batch_id, "cancel")
        return await self._caller.post(VectorStoreFileBatchObject, path)

    async def get_vector_store_file_batch_files(
        self,
        vector_store_id: str,
        batch_id: str,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
        filter: StoreFileStatus | None = None,  # noqa: A002 - the wire's own name
    ) -> ListPage[VectorStoreFileObject]:
        """Fetch a page of a batch's files.

        Args:
            vector_store_id: The store.
            batch_id: The batch.
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
            filter: Only files in this state.
        """
        query = query_of(limit=limit, order=order, after=after, before=before, filter=filter)
        path = path_of("vector_stores", vector_store_id, "file_batches", batch_id, "files")
        return await self._caller.get(ListPage[VectorStoreFileObject], path, query)
