"""Uploads: multipart form data taken in piece by piece, the file straight into the blobs.

The form is parsed as it arrives; the file part goes through a short queue to ``Blobs.put``, so
neither memory nor a second copy on disk grows with the file.
"""

from __future__ import annotations

import asyncio
import dataclasses
import unicodedata
from collections.abc import AsyncIterator
from pathlib import PurePosixPath

from pydantic import ValidationError
from python_multipart import MultipartParser
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from octavo.engine.http import RequestError, invalid
from octavo.engine.store.blobs import Blobs
from octavo.protocol.base import Request as WireRequest
from octavo.protocol.files import MAX_FILE_BYTES, FileExpiration, UploadPurpose

_MAX_FIELD = 64 * 1024


class UploadForm(WireRequest):
    """The fields beside the file."""

    purpose: UploadPurpose
    expires_after: FileExpiration | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Upload:
    """What an upload brought.

    Args:
        sha256: Names the content.
        size: Its bytes.
        filename: Made safe.
        purpose: What the file is for.
        expires: When it goes again, if it does.
    """

    sha256: str
    size: int
    filename: str
    purpose: UploadPurpose
    expires: FileExpiration | None


_EXPIRATION = {"expires_after[anchor]": "anchor", "expires_after[seconds]": "seconds"}
_FIELD_NAMES = {"purpose", *_EXPIRATION}

_ROOM_FOR_FIELDS = 1024 * 1024
"""Bytes that an upload may have beside the file."""


async def receive_upload(request: Request, blobs: Blobs) -> Upload:
    """Take in one upload.

    Raises:
        RequestError: the form is broken, a field is wrong, or there is no file, or nothing in it.
        InputError, StorageFullError: as ``Blobs.put``.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise RequestError("Send the file as multipart/form-data.", param="file")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_FILE_BYTES + _ROOM_FOR_FIELDS:
        message = f"The file is larger than {MAX_FILE_BYTES // 2**20} MB."
        raise RequestError(message, status=413, param="file")
    parts = _Parts(options[b"boundary"], blobs)
    try:
        async for data in request.stream():
            await parts.feed(data)
        return await parts.finish()
    except MultipartParseError as error:
        raise RequestError(f"The form data is broken: {error}.") from error
    except ValidationError as error:
        raise invalid(error, parts.fields()) from error
    finally:
        await parts.abandon()


class _Parts:
    """The parser's callbacks gather fields and hand the file's bytes on."""

    def __init__(self, boundary: bytes, blobs: Blobs) -> None:
        self._blobs = blobs
        self._fields: dict[str, str] = {}
        self._filename: str | None = None
        self._put: asyncio.Task[tuple[str, int]] | None = None
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(4)
        self._pending: list[bytes | None] = []
        self._header = (bytearray(), bytearray())
        self._headers: dict[str, bytes] = {}
        self._name = ""
        self._is_file = False
        self._is_empty = True
        self._value = bytearray()
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": lambda data, a, b: self._header[0].extend(data[a:b]),
                "on_header_value": lambda data, a, b: self._header[1].extend(data[a:b]),
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )

    async def feed(self, data: bytes) -> None:
        self._parser.write(data)
        pending, self._pending = self._pending, []
        for item in pending:
            await self._hand_over(item)

    async def _hand_over(self, item: bytes | None) -> None:
        if self._put is None:
            self._put = asyncio.create_task(
                self._blobs.put(self._content(), limit=MAX_FILE_BYTES), name="upload"
            )
        offer = asyncio.ensure_future(self._queue.put(item))
        try:
            await asyncio.wait({offer, self._put}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            offer.cancel()
        if self._put.done():
            self._put.result()  # raises what went wrong; success comes only after the last item

    async def _content(self) -> AsyncIterator[bytes]:
        while (item := await self._queue.get()) is not None:
            yield item

    async def finish(self) -> Upload:
        self._parser.finalize()
        if not self._ended:
            raise RequestError("The upload ended before its last byte.", param="file")
        form = UploadForm.model_validate(self.fields())
        if self._filename is None or self._put is None:
            raise RequestError("Missing required parameter: 'file'.", param="file")
        sha256, size = await self._put
        return Upload(sha256, size, self._filename, form.purpose, form.expires_after)

    def fields(self) -> dict[str, object]:
        """Return the fields beside the file as the form's model takes them."""
        fields: dict[str, object] = {}
        expires: dict[str, str] = {}
        for name, value in self._fields.items():
            if name in _EXPIRATION:
                expires[_EXPIRATION[name]] = value
            else:
                fields[name] = value
        if expires:
            fields["expires_after"] = expires
        return fields

    async def abandon(self) -> None:
        """End the blob's writing, so that nothing of it is left open or behind."""
        if self._put is None or self._put.done():
            return
        self._put.cancel()
        interrupted = False
        while not self._put.done():
            try:
                await asyncio.wait({self._put})
            except asyncio.CancelledError:
                interrupted = True  # passed on as soon as the file is closed
        if interrupted:
            raise asyncio.CancelledError

    def _on_part_begin(self) -> None:
        self._headers.clear()
        self._value.clear()

    def _on_header_end(self) -> None:
        field, value = self._header
        self._headers[field.decode("latin-1").lower()] = bytes(value)
        field.clear()
        value.clear()

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        self._is_file = self._name == "file"
        if self._is_file:
            if self._filename is not None:
                raise RequestError("Send one file at a time.", param="file")
            raw = options.get(b"filename", b"").decode("utf-8", "replace")
            self._filename = safe_filename(raw)
        elif self._name not in _FIELD_NAMES:
            shown = self._name[:64]
            raise RequestError(f"Unknown parameter: '{shown}'.", param=shown)
        elif self._name in self._fields:
            raise RequestError(f"The field '{self._name}' is there twice.", param=self._name)

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._is_empty = self._is_empty and start == end
            self._pending.append(data[start:end])
            return
        self._value += data[start:end]
        if len(self._value) > _MAX_FIELD:
            raise RequestError(f"The field '{self._name}' is too long.", param=self._name)

    def _on_part_end(self) -> None:
        if self._is_file:
            if self._is_empty:
                raise RequestError(f"The file '{self._filename}' is empty.", param="file")
            self._pending.append(None)
        else:
            self._fields[self._name] = self._value.decode("utf-8", "replace")

    def _on_end(self) -> None:
        self._ended = True


def safe_filename(name: str) -> str:
    """Reduce a name from outside to one that is safe to show and to store.

    The last component only, NFC, without control and direction-changing characters, at most
    200 characters with its ending kept; never empty.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", last)
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ).strip()
    if len(kept) > 200:
        stem, dot, ending = kept.rpartition(".")
        kept = stem[: 199 - len(ending)] + dot + ending if dot and len(ending) < 20 else kept[:200]
    return kept if kept.strip(".") else "document"
