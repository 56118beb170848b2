"""Operations that are Octavo's own: searching everything, and where a text is on its page."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from pydantic import TypeAdapter

from octavo.client.object_stream import ObjectStream, open_objects
from octavo.client.resources.base import Resource
from octavo.protocol.embeddings import ChooseEmbedderRequest, StoreEmbeddingObject
from octavo.protocol.everything import FoundEverything, SearchEverythingRequest
from octavo.protocol.hosting import HostedFilesObject, HostStoreRequest, StoreHostingObject
from octavo.protocol.insight import (
    CompareFilesRequest,
    FilesComparison,
    FileSummary,
    PagePlace,
)
from octavo.protocol.reading import PauseRequest, ReadingObject
from octavo.protocol.usage import UsageObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.protocol.written_summaries import SummaryEvent, WriteSummaryRequest, WrittenSummary
from octavo.wire.addresses import path_of, query_of

_EVENT: TypeAdapter[SummaryEvent] = TypeAdapter(SummaryEvent)


class OctavosOwn(Resource):
    """What no other server has; all of it lies under ``/octavo``."""

    async def search_everything(self, request: SearchEverythingRequest) -> FoundEverything:
        """Find words in messages and on pages; the last may be the beginning of one."""
        return await self._caller.post(FoundEverything, path_of("octavo", "search"), request.body())

    async def get_page_place(self, file_id: str, page: int, *, start: int, end: int) -> PagePlace:
        """Fetch where a span of a page's raw text is on the page.

        Args:
            file_id: The file.
            page: The page, counted from 1.
            start: The first of its raw text's characters.
            end: The character behind the last one.
        """
        path = path_of("octavo", "files", file_id, "place")
        query = query_of(page=page, start=start, end=end)
        return await self._caller.get(PagePlace, path, query)

    async def pause_vector_store_file(
        self, vector_store_id: str, file_id: str, request: PauseRequest
    ) -> VectorStoreFileObject:
        """Pause a file that is being read, or go on with it; the pages read so far stay."""
        path = path_of("octavo", "vector_stores", vector_store_id, "files", file_id, "pause")
        return await self._caller.post(VectorStoreFileObject, path, request.body())

    async def get_reading(self) -> ReadingObject:
        """Tell whether all reading is paused."""
        return await self._caller.get(ReadingObject, path_of("octavo", "reading"))

    async def pause_reading(self, request: PauseRequest) -> ReadingObject:
        """Pause all reading and embedding, or go on with it; both outlast a restart."""
        path = path_of("octavo", "reading")
        return await self._caller.post(ReadingObject, path, request.body())

    async def get_usage(self, thread_id: str | None = None) -> UsageObject:
        """Fetch how many tokens answers used, by month and model.

        Args:
            thread_id: Only answers of this thread; else all, those of deleted threads too.
        """
        query = query_of(thread_id=thread_id)
        return await self._caller.get(UsageObject, path_of("octavo", "usage"), query)

    async def get_file_summary(
        self, vector_store_id: str, file_id: str, *, section: int | None = None
    ) -> FileSummary:
        """Fetch a file's most telling sentences, as a whole and by part, key terms and questions.

        It is made of the pages that are read by then; all it says stands in the file.

        Args:
            vector_store_id: Where the file is.
            file_id: The file.
            section: Only of what stands under this heading of the outline, counted from 0.
        """
        path = path_of("octavo", "vector_stores", vector_store_id, "files", file_id, "summary")
        return await self._caller.get(FileSummary, path, query_of(section=section))

    async def get_written_summary(
        self, vector_store_id: str, file_id: str, model: str, *, section: int | None = None
    ) -> WrittenSummary:
        """Fetch what a model wrote of a file, if it did since the last page was read.

        Args:
            vector_store_id: Where the file is.
            file_id: The file.
            model: Who wrote.
            section: Of what stands under this heading of the outline, counted from 0.
        """
        query = query_of(model=model, section=section)
        return await self._caller.get(WrittenSummary, _written(vector_store_id, file_id), query)

    async def write_file_summary(
        self, vector_store_id: str, file_id: str, request: WriteSummaryRequest
    ) -> WrittenSummary:
        """Have a model summarise a whole file; what it has written once is kept.

        Of a long file this takes far longer than any limit of time: follow it as a stream then.
        """
        body = {**request.body(), "stream": False}
        return await self._caller.post(WrittenSummary, _written(vector_store_id, file_id), body)

    def stream_file_summary(
        self, vector_store_id: str, file_id: str, request: WriteSummaryRequest
    ) -> AbstractAsyncContextManager[ObjectStream[SummaryEvent]]:
        """Have a model summarise a whole file, and follow how far it is.

        The last event is the summary. Leaving ends the writing.

        Example:
            ``async with client.stream_file_summary(store, file, request) as events:``
        """
        path = _written(vector_store_id, file_id)
        return open_objects(self._caller, path, request.body(), _EVENT, total=None)

    async def get_vector_store_embedding(self, vector_store_id: str) -> StoreEmbeddingObject:
        """Tell by which vectors a vector store is searched, and which are made in their place."""
        path = path_of("octavo", "vector_stores", vector_store_id, "embedding")
        return await self._caller.get(StoreEmbeddingObject, path)

    async def choose_vector_store_embedder(
        self, vector_store_id: str, request: ChooseEmbedderRequest
    ) -> StoreEmbeddingObject:
        """Choose what makes the vectors of a vector store, once all of its text may be sent there.

        What is searched stays until all passages have vectors of the new one.
        """
        path = path_of("octavo", "vector_stores", vector_store_id, "embedding")
        return await self._caller.post(StoreEmbeddingObject, path, request.body())

    async def get_vector_store_hosting(self, vector_store_id: str) -> StoreHostingObject:
        """Tell what of a vector store lies at hosts, which may be more than the store has left."""
        path = path_of("octavo", "vector_stores", vector_store_id, "hosting")
        return await self._caller.get(StoreHostingObject, path)

    async def host_vector_store(
        self, vector_store_id: str, request: HostStoreRequest
    ) -> StoreHostingObject:
        """Let a vector store be kept and searched at a host, once whole files may be sent there.

        Without a provider it is searched here alone, and deleted at the host if that is wished.
        """
        path = path_of("octavo", "vector_stores", vector_store_id, "hosting")
        return await self._caller.post(StoreHostingObject, path, request.body())

    async def list_hosted_files(self) -> HostedFilesObject:
        """List all that lies at hosts, or is about to, of stores that are gone too."""
        return await self._caller.get(HostedFilesObject, path_of("octavo", "hosted_files"))

    async def compare_files(
        self, vector_store_id: str, request: CompareFilesRequest
    ) -> FilesComparison:
        """Put the same question to several files of a vector store, each asked by itself."""
        path = path_of("octavo", "vector_stores", vector_store_id, "comparison")
        return await self._caller.post(FilesComparison, path, request.body())


def _written(vector_store_id: str, file_id: str) -> str:
    return path_of("octavo", "vector_stores", vector_store_id, "files", file_id, "written_summary")
