"""The page view's way to documents: fetched through the client, drawn by a worker.

A document's content lies in a cache file while it is open. The few used last stay; leftovers of
a session that was killed are removed at the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import logging
import secrets
import shutil
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from octavo.client import Client
from octavo.errors import ApiError, AppError, PdfEncryptedError, PdfError, StorageFullError
from octavo.pdf.page import DocumentFacts, PageImage, Rect
from octavo.pdf.placed import PlacedText
from octavo.pdf.port import PdfReader
from octavo.session.passwords import Passwords
from octavo.session.problems import is_missing
from octavo.session.state import Citation, OpenDocument
from octavo.words import later, say

_log = logging.getLogger(__name__)

KEPT_OPEN = 8
"""Documents whose content stays in the cache."""

_FOLDER = "pages"


class DocumentRemovedError(AppError):
    """The document is not there any more; answers may still cite it."""

    default_title = later("The document is gone")


@dataclasses.dataclass(slots=True, eq=False)
class _Opened:
    path: Path
    lock: asyncio.Lock
    document: OpenDocument | None = None
    password: str | None = None
    users: int = 0

    @property
    def shown(self) -> OpenDocument:
        assert self.document is not None  # noqa: S101 - whoever uses it has had it fetched
        return self.document


class Pages:
    """Opens documents and draws their pages.

    Args:
        client: The way to the engine.
        viewer: Reads PDFs in a worker; not closed here.
        cache: Folder that belongs to this session alone.
        passwords: Of locked documents.
        is_away: Tells whether a file was put away, though it is still there.
    """

    def __init__(
        self,
        client: Client,
        viewer: PdfReader,
        cache: Path,
        passwords: Passwords,
        is_away: Callable[[str], bool],
    ) -> None:
        self._client = client
        self._viewer = viewer
        self._passwords = passwords
        self._is_away = is_away
        self._folder = cache / _FOLDER
        self._opened: dict[str, _Opened] = {}  # the one used last stands last

    async def load(self) -> None:
        """Make the folder, and empty it of what an earlier session left.

        Raises:
            StorageFullError: the folder cannot be made.
        """
        await asyncio.to_thread(self._make_folder)

    async def open(self, file_id: str, name: str = "") -> OpenDocument:
        """Fetch a document and tell what is known of it.

        Args:
            file_id: Its file.
            name: What the document was called, in case that it is gone.

        Raises:
            DocumentRemovedError: it was removed.
            PdfEncryptedError: it needs a password that is not known.
            PdfError: it cannot be read.
            ApiError: it could not be fetched.
            StorageFullError: there is no room for it.
            WorkerError: the worker cannot be started.
        """
        removed = DocumentRemovedError(
            say("“{name}” was removed.", name=name) if name else say("This document was removed."),
            hint=say("Its quotes stay in the answers. To see its pages, add it and ask again."),
        )
        if self._is_away(file_id):
            raise removed
        try:
            async with self._use(file_id) as one:
                return one.shown
        except ApiError as error:
            if not is_missing(error):
                raise
            raise removed from error

    async def unlock(self, file_id: str, password: str, *, remember: bool = False) -> None:
        """Give the password of a document; raises as ``Passwords.give``."""
        file = await self._client.get_file(file_id)
        await self._passwords.give(file_id, file.sha256 or "", password, remember=remember)

    def forget(self, file_id: str) -> None:
        """Let go of a document that was removed: its content does not stay in the cache."""
        opened = self._opened.pop(file_id, None)
        if opened is not None:
            _remove(opened.path)

    async def render(self, file_id: str, page: int, scale: float, turn: int = 0) -> PageImage:
        """Draw a page (counted from 1) at ``scale`` pixels per point; raises as ``open``.

        ``turn`` is how often it is turned to the right by 90 degrees.
        """
        async with self._use(file_id) as one:
            return await self._viewer.render(
                one.path, page, scale, turn=turn, password=one.password
            )

    async def characters(self, file_id: str, page: int) -> PlacedText:
        """Return a page's raw text with the places of its characters; raises as ``open``."""
        async with self._use(file_id) as one:
            return await self._viewer.characters(one.path, page, password=one.password)

    async def rectangles(
        self, file_id: str, page: int, spans: Sequence[tuple[int, int]]
    ) -> list[list[Rect]]:
        """Return the rectangles of each span of a page's raw text; raises as ``open``."""
        async with self._use(file_id) as one:
            return await self._viewer.rectangles(one.path, page, spans, password=one.password)

    async def copy(self, file_id: str, target: Path) -> None:
        """Write a document's content to a new file, its folder too; raises as ``open``."""
        async with self._use(file_id) as one:
            try:
                await asyncio.to_thread(_copy, one.path, target)
            except OSError as error:
                raise StorageFullError(
                    say("No copy can be made: {strerror}.", strerror=error.strerror)
                ) from error

    async def displayed(self, file_id: str, page: int, rects: Sequence[Rect]) -> list[Rect]:
        """Return where rectangles of a citation lie on the page as drawn; raises as ``open``."""
        async with self._use(file_id) as one:
            return await self._viewer.displayed(one.path, page, rects, password=one.password)

    async def located(self, citation: Citation) -> Citation:
        """Return a citation with its rectangles, if ``start`` and ``end`` are of its page's text.

        Without any if they cannot be told: its page can be shown all the same.
        """
        if citation.page is None or citation.rects:
            return citation
        try:
            place = await self._client.get_page_place(
                citation.file_id, citation.page, start=citation.start, end=citation.end
            )
        except ApiError:
            _log.warning("a place on page %d is not known", citation.page, exc_info=True)
            return citation
        return dataclasses.replace(citation, rects=tuple(place.rects))

    async def aclose(self) -> None:
        """Remove the cached files."""
        self._opened.clear()
        await asyncio.to_thread(self._empty_folder)

    @contextlib.asynccontextmanager
    async def _use(self, file_id: str) -> AsyncGenerator[_Opened, None]:
        opened = self._opened.pop(file_id, None) or _Opened(self._path(file_id), asyncio.Lock())
        self._opened[file_id] = opened
        opened.users += 1
        try:
            async with opened.lock:  # whoever comes while it is fetched waits for it
                if opened.document is None:
                    opened.document = await self._fetch(file_id, opened)
            yield opened
        finally:
            opened.users -= 1
            self._forget_old()

    async def _fetch(self, file_id: str, opened: _Opened) -> OpenDocument:
        file = await self._client.get_file(file_id)
        path = opened.path
        part = path.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            await self._download(file_id, part)
            await asyncio.to_thread(part.replace, path)
        except OSError as error:
            raise StorageFullError(
                say("The cache cannot be written: {strerror}.", strerror=error.strerror)
            ) from error
        finally:
            _remove(part)
        try:
            return OpenDocument(file_id, file.filename, await self._facts(opened, file.sha256))
        except PdfError as error:  # by the name that the person knows
            raise error.renamed(path.name, file.filename) from error

    async def _facts(self, opened: _Opened, digest: str | None) -> DocumentFacts:
        try:
            return await self._viewer.facts(opened.path)
        except PdfEncryptedError:
            password = None if digest is None else await self._passwords.of(digest)
            if password is None:
                raise
        facts = await self._viewer.facts(opened.path, password=password)
        opened.password = password
        return facts

    async def _download(self, file_id: str, part: Path) -> None:
        async with self._client.file_content(file_id) as blocks:
            await asyncio.to_thread(part.touch)
            async for block in blocks:
                await asyncio.to_thread(_append, part, block)

    def _path(self, file_id: str) -> Path:
        # the id comes from the engine or a server: it never becomes part of a path itself
        return self._folder / f"{hashlib.sha256(file_id.encode()).hexdigest()[:32]}.pdf"

    def _forget_old(self) -> None:
        idle = [(key, one) for key, one in self._opened.items() if one.users == 0]
        unread = [(key, one) for key, one in idle if one.document is None]
        surplus = idle[: max(0, len(self._opened) - KEPT_OPEN)]
        for key, one in {*surplus, *unread}:
            del self._opened[key]
            _remove(one.path)

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFullError(
                say(
                    "The folder “{folder}” cannot be made: {strerror}.",
                    folder=self._folder,
                    strerror=error.strerror,
                )
            ) from error
        self._empty_folder()

    def _empty_folder(self) -> None:
        for pattern in ("*.pdf", "*.part"):
            for path in self._folder.glob(pattern):
                with contextlib.suppress(OSError):  # a reader may hold it; harmless
                    path.unlink(missing_ok=True)


def _append(path: Path, block: bytes) -> None:
    """Write a block in one go: a file left open at a cancellation would be nobody's to close."""
    with path.open("ab") as out:
        out.write(block)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(source, target)


def _remove(path: Path) -> None:
    with contextlib.suppress(
        OSError
    ):  # Windows: still open, or the disk is read-only; the next start removes it
        path.unlink(missing_ok=True)
