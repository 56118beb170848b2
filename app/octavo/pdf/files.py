"""Opens the files that people drop: regular files that begin like a PDF, and nothing else."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfDocument

from octavo.errors import NotAPdfError, PdfDamagedError, PdfEmptyError, PdfEncryptedError, PdfError
from octavo.pdf.neighbours import Neighbours
from octavo.words import later

if TYPE_CHECKING:
    from octavo.pdf.second_try import SecondTry

_HEADER_WITHIN = 1024
"""Bytes before which the header must begin; readers have always allowed for junk before it."""

_IN_MEMORY = 32 << 20
"""Bytes up to which a file is read whole: it may then be moved or deleted while it is open."""

_OPEN_AT_ONCE = 3
_LANGUAGE = 40
"""Characters of a language's tag, at most."""

_NAME_SHOWN = 80

_LAYERS = re.compile(rb"/(?:O|#4[Ff])(?:C|#43)(?:P|#50)(?:r|#72)")
"""What the catalog of a file with layers has: OCProperties, maybe written in codes."""

_PACKED, _STREAM = b"/ObjStm", b"stream"
"""What the packed objects of a file are called, and what they begin behind."""

_ENTRIES = 500
"""Bytes of such an object's other entries, at most."""

_LARGEST_PACKED = 4 << 20
"""Bytes of packed objects that are looked through at once."""

_MOST_PACKED = 64 << 20
"""Bytes of all packed objects of a file that are looked through."""

_UNKNOWN = b"/OCProperties"
"""Stands for objects that were not looked through."""

_LONGEST_PASSWORD = 1_000
"""Characters; of more than 127 none counts, but each round of a key's making takes them all."""


class UnreadableError(Exception):
    """The second library cannot read it either."""


@dataclasses.dataclass(slots=True)
class OpenPdf:
    """An open file: by PDFium, or where that fails by pypdf."""

    name: str
    pdfium: pdfium.PdfDocument | None
    pypdf: SecondTry | None
    near: Neighbours = dataclasses.field(default_factory=Neighbours)
    """The pages that were read last, while nobody reads on."""
    is_small: bool = True
    """Whether it was read whole."""
    again: Callable[[], PdfDocument] | None = None
    """Opens it once more by PDFium."""
    filled: dict[int, int] = dataclasses.field(default_factory=dict)
    """Pages of the copy whose filled-in fields are content, and how many objects they had."""
    layers: Callable[[], bool] = lambda: False
    """Looks whether layers are switched off."""
    _copy: PdfDocument | None = None
    _hides_layers: bool | None = None

    def hides_layers(self) -> bool:
        """Tell whether layers of it are switched off, so that what is on them is not shown."""
        if self._hides_layers is None:
            self._hides_layers = self.layers()
        return self._hides_layers

    def copy(self) -> PdfDocument:
        """Return the file open once more, to be changed in memory; the same one each time.

        Raises:
            PdfiumError: if PDFium cannot open it.
        """
        if self._copy is None:
            assert self.again is not None  # noqa: S101 - asked for files that PDFium has open
            self._copy = self.again()
        return self._copy

    def language(self) -> str | None:
        """Return the language that the file says it is in, such as ``de-DE``."""
        if self.pdfium is None:
            return None
        buffer = (ctypes.c_ushort * _LANGUAGE)()
        size = pdfium_c.FPDFCatalog_GetLanguage(self.pdfium, buffer, ctypes.sizeof(buffer))
        if not 2 < size <= ctypes.sizeof(buffer):
            return None
        return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace")

    def page_count(self) -> int:
        """Return how many pages it has."""
        if self.pdfium is not None:
            return len(self.pdfium)
        assert self.pypdf is not None  # noqa: S101 - one of both is open
        return self.pypdf.page_count

    def close(self) -> None:
        """Let go of the file."""
        if self._copy is not None:
            self._copy.close()
        if self.pdfium is not None:
            self.pdfium.close()
        if self.pypdf is not None:
            self.pypdf.close()


class OpenPdfs:
    """Keeps a few files open, so that one page after the other does not open them anew."""

    def __init__(self) -> None:
        self._open: dict[tuple[object, ...], OpenPdf] = {}

    def get(self, path: Path, password: str | None) -> OpenPdf:
        """Return an open file.

        Raises:
            PdfError: if it cannot be opened, with the reason.
        """
        status = _status(path)
        key = (path, password, status.st_mtime_ns, status.st_size, status.st_ino)
        found = self._open.pop(key, None)
        if found is None:
            while len(self._open) >= _OPEN_AT_ONCE:
                self._open.pop(next(iter(self._open))).close()
            found = _open(path, shown_name(path), password)
        self._open[key] = found  # the last one in order is the one used last
        return found


def shown_name(path: Path) -> str:
    """Return a file's name fit to be shown: no controls, no turned direction, not endless."""
    name = "".join(one if one.isprintable() else "\ufffd" for one in path.name)
    if len(name) <= _NAME_SHOWN:
        return name
    return f"{name[: _NAME_SHOWN // 2]}…{name[-_NAME_SHOWN // 2 :]}"


def _status(path: Path) -> os.stat_result:
    """Look at a file without opening it: opening some devices and pipes does things or waits."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        message = later("“{name}” is not there.", name=shown_name(path))
        raise PdfError(message, hint=later("Was it moved or renamed?")) from error
    except (OSError, ValueError) as error:
        raise PdfError(later("“{name}” cannot be opened.", name=shown_name(path))) from error
    if stat.S_ISDIR(status.st_mode):
        raise NotAPdfError(later("“{name}” is a folder.", name=shown_name(path)))
    if not stat.S_ISREG(status.st_mode):
        raise NotAPdfError(
            later("“{name}” is not a file but a device or pipe.", name=shown_name(path))
        )
    if status.st_size == 0:
        message = later("“{name}” is empty. It has no bytes.", name=shown_name(path))
        raise PdfEmptyError(message, hint=later("Was the download or copy interrupted?"))
    return status


def _read(path: Path, name: str) -> bytes | None:
    """Read a file, or only look at its beginning and return None if it is large."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(path, "rb", opener=lambda file, _: os.open(file, flags)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotAPdfError(later("“{name}” is not a file but a device or pipe.", name=name))
            start = file.read(_HEADER_WITHIN + 8)
            small = os.fstat(file.fileno()).st_size <= _IN_MEMORY
            content = start + file.read(_IN_MEMORY) if small else None
    except PermissionError as error:
        message = later("“{name}” may not be read.", name=name)
        raise PdfError(
            message, hint=later("Ask for the right to read it, then try again.")
        ) from error
    except OSError as error:
        raise PdfError(
            later("“{name}” cannot be read: {strerror}.", name=name, strerror=error.strerror)
        ) from error
    if b"%PDF-" not in start:
        raise NotAPdfError(
            later("“{name}” is not a PDF. Its content is something else.", name=name),
            hint=later("Save it as a PDF in the program it comes from, then add that."),
        )
    return content


def _open(path: Path, name: str, password: str | None) -> OpenPdf:
    content = _read(path, name)
    if password is not None and len(password) > _LONGEST_PASSWORD:
        raise _locked(name, password)

    def again() -> PdfDocument:
        return _document(path if content is None else content, password)

    try:
        document = again()
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise _locked(name, password) from error
        if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            raise PdfEncryptedError(
                later(
                    "“{name}” is encrypted. Octavo does not know this kind of encryption.",
                    name=name,
                ),
                hint=later(
                    "Open it in the program it was made for and save it without encryption."
                ),
                state="useless",
            ) from error
        if error.err_code == pdfium_c.FPDF_ERR_SUCCESS:
            raise PdfEmptyError(later("“{name}” has no pages.", name=name)) from error
        return _open_otherwise(path, content, name, password)

    def layers() -> bool:
        return content is not None and _hides_layers(content, password)

    return OpenPdf(name, document, None, is_small=content is not None, again=again, layers=layers)


def _hides_layers(content: bytes, password: str | None) -> bool:
    if not _LAYERS.search(content) and not any(map(_LAYERS.search, _packed(content))):
        return False
    from octavo.pdf.second_try import hides_layers  # noqa: PLC0415 - slow to import

    try:
        return hides_layers(content, password)
    except (UnreadableError, PermissionError):
        return True  # then it is to be seen where the pages are drawn


def _packed(content: bytes) -> Iterator[bytes]:
    """Yield the packed objects of a file, many at a time; what cannot be unpacked has layers."""
    left = _MOST_PACKED
    at = 0
    while (named := content.find(_PACKED, at)) >= 0:
        begin = content.find(_STREAM, named, named + _ENTRIES)
        if begin < 0:
            at = named + 1
            continue
        at = begin + len(_STREAM)
        begin = at + (2 if content[at : at + 2] == b"\r\n" else 1)
        packed = memoryview(content)[begin : begin + _LARGEST_PACKED]
        try:
            objects = zlib.decompressobj().decompress(packed, _LARGEST_PACKED)
        except zlib.error:
            objects = _UNKNOWN  # encrypted, or packed in some other way
        left -= len(objects)
        yield objects if left > 0 else _UNKNOWN
        if left <= 0:
            return


def _document(source: Path | bytes, password: str | None) -> PdfDocument:
    document = _unlocked(source, password)
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        document.init_forms()  # before any page is loaded, so that filled-in fields are drawn
    return document


def _unlocked(source: Path | bytes, password: str | None) -> PdfDocument:
    try:
        return PdfDocument(source, password=password)
    except pdfium.PdfiumError as error:
        if not password or error.err_code != pdfium_c.FPDF_ERR_PASSWORD:
            raise
    # It may need none: then a wrong one does not matter.
    try:
        return PdfDocument(source)
    except pdfium.PdfiumError as error:
        raise error from None


def _locked(name: str, password: str | None) -> PdfEncryptedError:
    if password:
        return PdfEncryptedError(
            later("The password for “{name}” is not right.", name=name),
            hint=later("Try another password."),
            state="wrong",
        )
    return PdfEncryptedError(
        later("“{name}” is locked with a password.", name=name),
        hint=later("Enter the password to have it read."),
    )


def _open_otherwise(path: Path, content: bytes | None, name: str, password: str | None) -> OpenPdf:
    from octavo.pdf.second_try import SecondTry  # noqa: PLC0415 - rarely needed

    try:
        second = SecondTry(path if content is None else content, password)
        return OpenPdf(name, None, second, is_small=content is not None)
    except PermissionError as error:
        raise _locked(name, password) from error
    except UnreadableError as error:
        raise PdfDamagedError(
            later("“{name}” is damaged. It cannot be opened.", name=name),
            hint=later("Get another copy, or open it elsewhere and save it anew."),
        ) from error
