"""pypdf where PDFium does not know or fails: the kind of encryption, and text of broken files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

import pypdf
from pypdf.errors import PyPdfError

from octavo.pdf.files import UnreadableError

T = TypeVar("T")

_MOST_ACTIONS = 100
_MOST_LAYERS = 1_000
_LONGEST = 1_000

_SURROGATE = re.compile("[\x00\ud800-\udfff]")

# A tenth of the defaults: a broken file is not worth more memory and time than that.
pypdf.overwrite_configuration(
    zlib_maximum_output_length=20_000_000,
    lzw_maximum_output_length=20_000_000,
    run_length_maximum_output_length=20_000_000,
    array_based_stream_maximum_output_length=20_000_000,
    stream_decoding_work_maximum_length=60_000_000,
    stream_parsing_work_maximum_count=500_000,
    image_maximum_buffer_size=1_000_000,
    page_tree_maximum_entries=20_000,
    page_tree_maximum_depth=50,
    outline_maximum_entries=5_000,
    outline_maximum_depth=20,
    xform_maximum_invocations_per_extraction=500,
    # No other program is started for a picture.
    jbig2dec_binary=None,
)


class SecondTry:
    """A file opened by pypdf.

    Args:
        source: Path or content.
        password: The password, if one is known.

    Raises:
        PermissionError: if it needs another password.
        UnreadableError: if it cannot be opened, or has no page.
    """

    def __init__(self, source: Path | bytes, password: str | None) -> None:
        # The reader keeps the stream for as long as it lives.
        stream = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        self._stream = stream
        try:
            self._reader = _opened(stream, password)
            self.page_count = _count(self._reader)
        except BaseException:
            stream.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def metadata(self) -> dict[str, str]:
        """Return title, author and such."""
        found = _trying(lambda: dict(self._reader.metadata or {}))
        return {key.removeprefix("/"): str(value) for key, value in found.items()}

    def encryption(self) -> str | None:
        """Return the kind of encryption in words, or None."""
        return _trying(lambda: _kind(self._reader))

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page as displayed, in points."""
        page = _trying(lambda: self._reader.pages[index])
        box = _trying(lambda: page.cropbox)
        size = (float(box.width), float(box.height))
        return size if _trying(lambda: page.rotation) % 180 == 0 else size[::-1]

    def text(self, index: int) -> str:
        """Return the text of a page."""
        page = _trying(lambda: self._reader.pages[index])
        text = _trying(page.extract_text)
        return _SURROGATE.sub("\ufffd", text)


def _opened(stream: BinaryIO, password: str | None) -> pypdf.PdfReader:
    reader = _trying(lambda: pypdf.PdfReader(stream))
    if reader.is_encrypted and not _trying(lambda: reader.decrypt(password or "")):
        raise PermissionError
    return reader


def _count(reader: pypdf.PdfReader) -> int:
    count = _trying(lambda: len(reader.pages))
    if count == 0:
        raise UnreadableError
    return count


def encryption_kind(source: Path | bytes) -> str | None:
    """Return how a file is encrypted, such as ``AES-256``; the password is not needed.

    Raises:
        UnreadableError: if that cannot be found out.
    """
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        return _trying(lambda: _kind(pypdf.PdfReader(stream)))


def opening_actions(content: bytes) -> list[tuple[str, str]]:
    """Return kind and text of the scripts and programs that opening a file would start.

    Raises:
        UnreadableError: if that cannot be found out.
    """
    with io.BytesIO(content) as stream:
        return _trying(lambda: list(_actions(pypdf.PdfReader(stream))))


def hides_layers(content: bytes, password: str | None) -> bool:
    """Tell whether a file has layers that are switched off when it is opened.

    Raises:
        PermissionError: if it needs another password.
        UnreadableError: if that cannot be found out.
    """
    with io.BytesIO(content) as stream:
        reader = _opened(stream, password)
        return _trying(lambda: _hides_layers(reader.root_object))


def _hides_layers(catalog: pypdf.generic.DictionaryObject) -> bool:
    layers = catalog.get("/OCProperties")
    if layers is None:
        return False
    found = layers.get_object()
    usual = found["/D"].get_object()
    off = usual.get("/OFF")
    if usual.get("/BaseState", "/ON") != "/ON" or (off is not None and off.get_object()):
        return True
    return any(map(_is_off_when_viewed, found["/OCGs"].get_object()[:_MOST_LAYERS]))


def _is_off_when_viewed(layer: pypdf.generic.PdfObject) -> bool:
    found: object = layer
    for name in ("/Usage", "/View", "/ViewState"):
        found = getattr(found, "get_object", lambda: None)()
        found = found.get(name) if isinstance(found, dict) else None
    return found == "/OFF"


def _actions(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    catalog = reader.root_object
    triggered = [catalog.get("/OpenAction"), *dict(catalog.get("/AA") or {}).values()]
    for entry in triggered:
        action = entry.get_object() if entry is not None else None
        for _ in range(_MOST_ACTIONS):
            if not isinstance(action, dict):
                break  # a place in the document to begin at
            kind = str(action.get("/S"))
            if kind in {"/JavaScript", "/Launch"}:
                yield kind, _action_text(action)
            following = action.get("/Next")
            action = None if following is None else following.get_object()


def _action_text(action: dict[object, object]) -> str:
    text = action.get("/JS", action.get("/F", ""))
    text = getattr(text, "get_object", lambda: text)()
    if isinstance(text, dict):
        text = text.get("/F", "")
    return str(text)[:_LONGEST]


def _kind(reader: pypdf.PdfReader) -> str | None:
    entry = reader.trailer.get("/Encrypt")
    if entry is None:
        return None
    values = entry.get_object()
    version = int(values.get("/V", 0))
    if version == 5:
        return "AES-256"
    if version == 4:
        named = values["/CF"][values.get("/StmF", "/StdCF")]
        return "AES-128" if named.get("/CFM") == "/AESV2" else "RC4-128"
    return "RC4-40" if version == 1 else f"RC4-{int(values.get('/Length', 40))}"


def _trying(work: Callable[[], T]) -> T:
    try:
        return work()
    except (PyPdfError, RecursionError, NotImplementedError) as error:
        raise UnreadableError from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError) as error:
        # Broken files take it to where its own checks end.
        raise UnreadableError from error
