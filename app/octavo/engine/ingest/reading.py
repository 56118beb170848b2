"""Reads the files that can be read, by their kind: PDF in the worker process, text in threads."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path, PurePath
from typing import Final, Literal

from octavo.engine.ingest.text_files import (
    TEXT_FILE_VERSION,
    NotTextError,
    TextPages,
    read_facts,
)
from octavo.engine.reports import needs_recognition
from octavo.engine.store.records import Document
from octavo.errors import AppError, PdfError
from octavo.pdf.page import TEXT_VERSION, DocumentFacts, PageText
from octavo.pdf.patience import Patience
from octavo.pdf.port import PdfReader
from octavo.words import later

Kind = Literal["pdf", "text"]

MARKDOWN: Final = frozenset({"md", "markdown"})
# Without an ending, the content alone tells whether it is text.
PROSE: Final = MARKDOWN | {"", "txt", "text", "rst", "tex"}
"""Kinds of text whose lines may be broken within a sentence."""

# fmt: off
LINES: Final = frozenset({
    "csv", "tsv", "log", "json", "jsonl", "yaml", "yml", "toml", "ini", "cfg", "conf", "xml", "sql",
    "srt", "vtt", "c", "cpp", "h", "cs", "css", "go", "java", "js", "php", "py", "rb", "sh", "ts",
})
# fmt: on
"""Kinds of text whose lines stand for themselves."""

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
_AT_ONCE = 32
"""Pages of text cut at once: a few milliseconds of work in a thread."""


class UnsupportedFileError(NotTextError):
    """A kind of file that Octavo does not read."""


class FileReading:
    """Reads files of all kinds.

    Args:
        reader: Reads PDFs.
    """

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader

    async def facts(self, path: Path, name: str, password: str | None) -> tuple[DocumentFacts, int]:
        """Return what is known of a file, and the version of the text that its pages will have.

        Args:
            path: Where its content lies.
            name: Its own name, whose ending tells the kind where the content does not.
            password: Of a locked PDF, if it is known.

        Raises:
            UnsupportedFileError, NotTextError: it is of no kind that can be read.
            PdfError, TextFileError: it cannot be read although it is.
            AppError: its content is gone.
        """
        with _readable(name):
            if await asyncio.to_thread(_kind, path, name) == "text":
                return await _text_facts(path, name), TEXT_FILE_VERSION
        try:
            return await self._reader.facts(path, password=password), TEXT_VERSION
        except PdfError as error:
            raise _named(error, name, path) from error

    def is_current(self, document: Document, name: str) -> bool:
        """Whether a document that was read before may stand for a file of this name.

        The same text may come again under a name that promises a PDF: then it does not.
        """
        if document.is_pdf:
            return document.text_version == TEXT_VERSION
        return document.text_version == TEXT_FILE_VERSION and ending(name) != "pdf"

    async def recognises(self) -> bool:
        """Tell whether text recognition is there."""
        return await self._reader.recognises()

    async def worth_reading_again(self, page: PageText) -> bool:
        """Tell whether a page that was read may come out better now."""
        return needs_recognition(page.state, page.reason) and await self._reader.recognises()

    async def pages(
        self,
        document: Document,
        path: Path,
        name: str,
        numbers: Sequence[int],
        password: str | None,
        patience: Patience,
    ) -> AsyncGenerator[PageText, None]:
        """Yield the pages with these numbers; of a text file, all from the first of them on."""
        if document.is_pdf:
            try:
                reading = self._reader.pages(path, numbers, password=password, patience=patience)
                async with aclosing(reading) as pages:
                    async for page in pages:
                        yield page
            except PdfError as error:
                raise _named(error, name, path) from error
            return
        encoding = document.facts.metadata["encoding"]
        text = TextPages(path, encoding, numbers[0] - 1, prose=ending(name) in PROSE)
        while True:
            with _readable(name):
                portion = await asyncio.to_thread(text.take, _AT_ONCE)
            if not portion:
                break
            for page in portion:
                yield page


async def _text_facts(path: Path, name: str) -> DocumentFacts:
    """Read what is known of a text, in steps between which the reading may be cancelled."""
    steps = read_facts(path, name, markdown=ending(name) in MARKDOWN)
    facts: DocumentFacts | None = None
    while facts is None:
        facts = await asyncio.to_thread(next, steps)
    return facts


@contextlib.contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AppError(
            later(
                "The content of “{name}” cannot be read: {strerror}.",
                name=name,
                strerror=error.strerror or error,
            ),
            hint=later("Add the file again."),
        ) from error


def ending(name: str) -> str:
    """Return the ending of a file's name in small letters, without its dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def _kind(path: Path, name: str) -> Kind:
    """Tell the kind of a file by its name and its first bytes.

    Raises:
        UnsupportedFileError: it is neither a PDF nor text.
    """
    end = ending(name)
    with path.open("rb") as file:
        start = file.read(_HEADER_WITHIN)
    # A text may speak of PDFs; only one that begins like a PDF is taken for one.
    found = start.lstrip().startswith(_HEADER) if end in PROSE | LINES else _HEADER in start
    if end == "pdf" or found:
        return "pdf"
    if end in PROSE | LINES:
        return "text"
    raise UnsupportedFileError(
        later("“{name}” is of an unknown kind. Octavo does not read it.", name=name),
        hint=later(
            "Octavo reads PDF and text files, Markdown among them. Save it as one of these."
        ),
    )


def _named(error: PdfError, filename: str, path: Path) -> PdfError:
    """Return the error with the name that the user knows in the place of the blob's."""
    return error.renamed(path.name, filename)
