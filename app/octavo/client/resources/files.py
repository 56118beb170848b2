"""Operations on files: upload and download in pieces."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from octavo.client.call import Call
from octavo.client.caller import Answer
from octavo.client.resources.base import Resource
from octavo.client.upload import FileUpload, Progress, UploadSource
from octavo.protocol.files import (
    MAX_FILE_BYTES,
    FileExpiration,
    FileObject,
    UnlockFileRequest,
    UploadPurpose,
)
from octavo.protocol.pages import FilePages
from octavo.protocol.paging import Deleted, ListPage, Order
from octavo.protocol.reports import FileReport
from octavo.wire.addresses import path_of, query_of


class Files(Resource):
    """Files as they were uploaded."""

    async def upload_file(
        self,
        source: UploadSource,
        *,
        filename: str | None = None,
        purpose: UploadPurpose = "assistants",
        expires_after: FileExpiration | None = None,
        on_progress: Progress | None = None,
    ) -> FileObject:
        """Upload a file, piece by piece.

        Args:
            source: A path, the content itself, an open binary file, or pieces as they come.
                A file that is open and pieces are sent once: such an upload is not tried again
                after the first has been taken.
            filename: Its name; needed unless the source is a path, which has its own.
            purpose: What the file is for.
            expires_after: When the file is to be deleted again, if at all.
            on_progress: Called on the event loop with the bytes handed over so far and, if it is
                known, their final number; begins anew at 0 when the upload is tried again.

        Raises:
            InputError: The file cannot be read, is no file, or is larger than 512 MB.
        """
        upload = FileUpload(
            source,
            filename=filename,
            purpose=purpose,
            expires_after=expires_after,
            on_progress=on_progress,
        )
        timeout = self._caller.timeout
        async with upload:
            call = Call(
                "POST",
                path_of("files"),
                body=upload,
                silence=timeout.read,
                total=timeout.transfer_total,
                max_bytes=self._caller.max_reply_bytes,
            )
            return (await self._caller.perform(FileObject, call))[0]

    async def get_file(self, file_id: str) -> FileObject:
        """Fetch a file's facts."""
        return await self._caller.get(FileObject, path_of("files", file_id))

    async def get_files(
        self,
        *,
        purpose: str | None = None,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
    ) -> ListPage[FileObject]:
        """Fetch a page of files.

        Args:
            purpose: Only files for this.
            limit: 1 to 10,000; 10,000 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
        """
        query = query_of(purpose=purpose, limit=limit, order=order, after=after)
        return await self._caller.get(ListPage[FileObject], path_of("files"), query)

    async def delete_file(self, file_id: str) -> Deleted:
        """Delete a file, and remove it from all vector stores."""
        return await self._caller.delete(Deleted, path_of("files", file_id))

    async def unlock_file(self, file_id: str, request: UnlockFileRequest) -> FileObject:
        """Give the password that a file opens with; all that waits for it is read then.

        The engine keeps it in memory for as long as it runs, and writes it down nowhere.

        Raises:
            ApiStatusError: With the code ``wrong_password`` if the file does not open with it.
        """
        path = path_of("octavo", "files", file_id, "password")
        return await self._caller.post(FileObject, path, request.body())

    async def get_file_report(self, file_id: str) -> FileReport:
        """Fetch what became of a file's pages, and what was found in it."""
        return await self._caller.get(FileReport, path_of("octavo", "files", file_id, "report"))

    async def get_file_pages(
        self, file_id: str, *, after: int | None = None, limit: int | None = None
    ) -> FilePages:
        """Fetch the text of a file's pages, as far as it is read.

        Args:
            file_id: The file.
            after: The page after which the reply begins, counted from 1; 0 if not given.
            limit: 1 to 200 pages; 20 if not given.
        """
        path = path_of("octavo", "files", file_id, "pages")
        return await self._caller.get(FilePages, path, query_of(after=after, limit=limit))

    @contextlib.asynccontextmanager
    async def file_content(self, file_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Fetch a file's content in pieces, of sizes as they come.

        Example:
            ``async with client.file_content(file.id) as pieces: async for piece in pieces: ...``

        Args:
            file_id: The file.

        Raises:
            ApiReplyError: More than 512 MB came.
        """
        timeout = self._caller.timeout
        call = Call(
            "GET",
            path_of("files", file_id, "content"),
            accept="*/*",
            silence=timeout.read,
            total=timeout.transfer_total,
            max_bytes=MAX_FILE_BYTES,
        )
        async with self._caller.open(call) as answer:
            yield _Pieces(answer)


class _Pieces(AsyncIterator[bytes]):
    """The pieces of an answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def __anext__(self) -> bytes:
        piece = await self._answer.read()
        if piece is None:
            raise StopAsyncIteration
        return piece
