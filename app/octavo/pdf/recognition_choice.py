"""Which languages text recognition is to expect, as a person has chosen, and what is installed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from octavo.errors import FileWriteError
from octavo.pdf.recognition import RecognitionError, RecognitionSetting, find_recognition
from octavo.pdf.tesseract import Tesseract
from octavo.words import say

FILE_NAME: Final = "recognition.json"
"""The file in a data folder."""

_LANGUAGES: Final = "languages"


@dataclasses.dataclass(frozen=True, slots=True)
class Installed:
    """The text recognition of this system.

    Args:
        program: Path of the Tesseract program; None for RapidOCR, a Python package.
        languages: Codes of the languages that it has, as Tesseract names them.
        fault: Why it does not work; empty if it does.
    """

    program: str | None
    languages: tuple[str, ...]
    fault: str = ""


def installed_recognition() -> Installed | None:
    """Look for text recognition and ask it for its languages; None if there is none.

    Starts a program: call it in a thread.
    """
    setting = find_recognition()
    if setting is None:
        return None
    try:
        if setting.program is not None:
            return Installed(setting.program, Tesseract(setting.program).languages())
        # loads numpy, which the settings need only here
        from octavo.pdf.rapidocr import LANGUAGES  # noqa: PLC0415
    except RecognitionError as error:
        return Installed(setting.program, (), f"{error.message} {error.hint}".strip())
    return Installed(None, LANGUAGES)


def recognition_in(data_dir: Path) -> RecognitionSetting | None:
    """Return how to recognise text for a data folder, with the languages that are chosen there."""
    return find_recognition(chosen_languages(data_dir))


def chosen_languages(data_dir: Path) -> tuple[str, ...]:
    """Return the codes of the chosen languages; none: found out for each document."""
    try:
        chosen = json.loads((data_dir / FILE_NAME).read_bytes())[_LANGUAGES]
    except (OSError, ValueError, LookupError, TypeError):
        return ()
    if not isinstance(chosen, list) or not all(isinstance(code, str) for code in chosen):
        return ()
    return tuple(chosen)


def choose_languages(data_dir: Path, languages: Sequence[str]) -> None:
    """Keep the codes of the chosen languages; none: they are found out for each document.

    Raises:
        FileWriteError: they cannot be kept.
    """
    file = data_dir / FILE_NAME
    draft = file.with_name(f"{file.name}.partial")
    try:
        draft.write_text(json.dumps({_LANGUAGES: list(languages)}), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=file, value=error.strerror or error)
        ) from error
