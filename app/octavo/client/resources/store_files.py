"""Operations on the files of vector stores."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from octavo.client.resources.base import Resource
from octavo.client.waiters import DEADLINE, wait_until
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.protocol.search import FileContentPage
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileRequest,
    ModifyVectorStoreFileRequest,
    StoreFileStatus,
    VectorStoreFileObject,
)
from octavo.wire.addresses import path_of, query_of


class StoreFiles(Resource):
    """Files in vector stores, which share the ids of the uploaded files."""

    async def create_vector_store_file(
        self, vector_store_id: str, request: CreateVectorStoreFileRequest
    ) -> VectorStoreFileObject:
        """Put an uploaded file into a vector store; it is taken in in the background."""
        path = path_of("vector_stores", vector_store_id, "files")
        return await self._caller.post(VectorStoreFileObject, path, request.body())

    async def get_vector_store_file(
        self, vector_store_id: str, file_id: str
    ) -> VectorStoreFileObject:
        """Fetch a file of a vector store, and how far it is."""
        return (await self._fetch_store_file(vector_store_id, file_id))[0]

    async def get_vector_store_files(
        self,
        vector_store_id: str,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
        filter: StoreFileStatus | None = None,  # noqa: A002 - the wire's own name
    ) -> ListPage[VectorStoreFileObject]:
        """Fetch a page of a vector store's files.

        Args:
            vector_store_id: The store.
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
            filter: Only files in this state.
        """
        query = query_of(limit=limit, order=order, after=after, before=before, filter=filter)
        path = path_of("vector_stores", vector_store_id, "files")
        return await self._caller.get(ListPage[VectorStoreFileObject], path, query)

    async def modify_vector_store_file(
        self, vector_store_id: str, file_id: str, request: ModifyVectorStoreFileRequest
    ) -> VectorStoreFileObject:
        """Put new attributes in the place of a file's old ones."""
        path = path_of("vector_stores", vector_store_id, "files", file_id)
        return await self._caller.post(VectorStoreFileObject, path, request.body())

    async def get_vector_store_file_content(
        self,
        vector_store_id: str,
        file_id: str,
        *,
        limit: int | None = None,
        after: str | None = None,
        include: Sequence[str] | None = None,
    ) -> FileContentPage:
        """Fetch the passages of a file in their order, as far as it is read.

        Args:
            vector_store_id: The store.
            file_id: The file.
            limit: 1 to 10,000; all if not given.
            after: The ``next_page`` of the reply before.
            include: ``rects``, for where the passages lie on their pages.
        """
        path = path_of("vector_stores", vector_store_id, "files", file_id, "content")
        query = query_of(limit=limit, after=after, include=include)
        return await self._caller.get(FileContentPage, path, query)

    async def delete_vector_store_file(self, vector_store_id: str, file_id: str) -> Deleted:
        """Remove a file from a vector store; the uploaded file stays."""
        path = path_of("vector_stores", vector_store_id, "files", file_id)
        return await self._caller.delete(Deleted, path)

    async def wait_for_vector_store_file_to_complete(
        self,
        vector_store_id: str,
        file_id: str,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> VectorStoreFileObject:
        """Wait until a file is completed, failed or cancelled, and return it.

        Args:
            vector_store_id: The store.
            file_id: The file.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: It was still in progress at the deadline.
        """

        async def look() -> tuple[VectorStoreFileObject | None, httpx.Headers]:
            file, headers = await self._fetch_store_file(vector_store_id, file_id)
            return (None if file.status == "in_progress" else file), headers

        return await wait_until(
            self._caller,
            look,
            what=f"The file {file_id}",
            deadline=deadline,
            poll_interval=poll_interval,
        )

    async def _fetch_store_file(
        self, vector_store_id: str, file_id: str
    ) -> tuple[VectorStoreFileObject, httpx.Headers]:
        path = path_of("vector_stores", vector_store_id, "files", file_id)
        return await self._caller.fetch(VectorStoreFileObject, path)
