"""Text recognition: what an engine for it must do, and where an installed one is found."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from octavo.errors import PdfError
from octavo.extras import add_command
from octavo.words import Later, later

SCANNED = "This page is a picture; it needs text recognition."
UNREADABLE = "There is no readable text on this page; it needs text recognition."
NEEDS_RECOGNITION = frozenset({SCANNED, UNREADABLE})
"""Reasons of failed pages that text recognition may help with."""

DPI = 200


class RecognitionError(PdfError):
    """Text recognition does not work at all."""

    default_title = later("Text recognition does not work")


class GreyImage(NamedTuple):
    """A picture of a page: one byte for each pixel, rows without padding, from the top."""

    width: int
    height: int
    pixels: bytes
    dpi: float


class RecognisedWord(NamedTuple):
    """A word in a picture: left, top, right, bottom in pixels from the top left.

    Words with the same ``line`` stand on one line, whose top and bottom are ``line_top`` and
    ``line_bottom``; they come in reading order.
    """

    text: str
    line: tuple[int, ...]
    left: int
    top: int
    right: int
    bottom: int
    line_top: int
    line_bottom: int


class Recognised(NamedTuple):
    """What was recognised in a picture.

    Args:
        words: In reading order.
        turns: By how many quarters of a turn, against the clock, the picture had to be turned to
            be upright. The places of the words are those in the turned picture.
    """

    words: list[RecognisedWord]
    turns: int = 0


class OcrEngine(Protocol):
    """Recognises text in pictures; used inside a worker process, where it may be killed."""

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that are installed, such as ``eng`` and ``deu``.

        Raises:
            RecognitionError: if the engine does not work.
        """
        ...

    def recognise(self, image: GreyImage, languages: Sequence[str], seconds: float) -> Recognised:
        """Return the words of a picture.

        Args:
            image: The picture.
            languages: Codes of installed languages, at least one; more make it slower.
            seconds: After which it gives up.

        Raises:
            RecognitionError: if it gives up, or the engine does not work.
        """
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class RecognitionSetting:
    """How pages are recognised.

    Args:
        program: Path of the ``tesseract`` program; None: RapidOCR, which is a Python package.
        languages: Codes as Tesseract names them; none: found out from the first page.
        page_deadline: Seconds for one page.
    """

    program: str | None
    languages: tuple[str, ...] = ()
    page_deadline: float = 90.0


_RAPIDOCR_DEADLINE = 180.0
"""Seconds for one page: on a slow machine a full one takes more than a minute."""


def find_recognition(languages: Sequence[str] = ()) -> RecognitionSetting | None:
    """Return how to recognise text with what is installed here, or None.

    Args:
        languages: Codes of the languages to expect; none: found out for each document.
    """
    program = shutil.which("tesseract")
    # On Windows the current folder is looked at first: what lies there is not an installed program.
    if program is not None and Path(program).resolve().parent == Path.cwd():
        program = None
    if program is None and sys.platform == "win32":
        installed = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files"), "Tesseract-OCR")
        program = str(installed / "tesseract.exe") if installed.is_dir() else None
    if program is not None:
        return RecognitionSetting(program, tuple(languages))
    # Three times slower, with fewer languages: only where the other is not there.
    if find_spec("rapidocr") is not None:
        return RecognitionSetting(None, tuple(languages), _RAPIDOCR_DEADLINE)
    return None


def install_command() -> str:
    """Return the command that installs text recognition on this system."""
    if sys.platform == "win32":
        return "winget install UB-Mannheim.TesseractOCR"
    if sys.platform == "darwin":
        return "brew install tesseract"
    for manager, command in _MANAGERS.items():
        if shutil.which(manager) is not None:
            return command
    return _MANAGERS["apt"]


_MANAGERS = {
    "apt": "sudo apt install tesseract-ocr",
    "dnf": "sudo dnf install tesseract",
    "pacman": "sudo pacman -S tesseract tesseract-data-eng",
    "zypper": "sudo zypper install tesseract-ocr",
    "apk": "sudo apk add tesseract-ocr tesseract-ocr-data-eng",
}


def how_to_get() -> Later:
    """Say in one sentence how text recognition is installed here."""
    package = add_command("ocr")
    if package is None:
        return later("Install Tesseract ({command}), then try again.", command=install_command())
    return later(
        "Install Tesseract ({command}), or RapidOCR ({package}), then try again.",
        command=install_command(),
        package=package,
    )
