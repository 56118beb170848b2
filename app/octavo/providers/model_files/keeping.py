"""What folders of models have in common: names, where a model came from, what a disk refuses."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from octavo.errors import InputError, StorageFullError
from octavo.words import later

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_WRITES: Final = ".gguf"
"""Ending of files of models that write, which says nothing in a name."""


class Origin(BaseModel):
    """Where a model came from.

    Attributes:
        source: Its address, or the name of the file that it was copied from.
        sha256: Of the file, in small hexadecimal digits.
        checked: Whether somebody else's word for the sha256 was compared with it.
        licence: As who offers it names it; empty if nobody says.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str = ""
    sha256: str = ""
    checked: bool = False
    licence: str = ""


N = TypeVar("N", bound=BaseModel)


def write_note(path: Path, note: BaseModel) -> None:
    """Write what is to be known of a model beside it.

    Raises:
        OSError: the disk does not take it.
    """
    text = json.dumps(note.model_dump(), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


def read_note(path: Path, kind: type[N]) -> N:
    """Return what was noted of a model; with nothing but defaults if that cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError, ValidationError):
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    return kind()


def is_name(name: str) -> bool:
    """Tell whether a model can be called so: it names a file, and none outside its folder."""
    return _NAME.fullmatch(name) is not None


def name_from(text: str) -> str:
    """Return a name for a model by that of its file or folder, or by its address."""
    last = text.rstrip("/").replace("\\", "/").rpartition("/")[2].partition("?")[0]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9._-]+", "-", plain.removesuffix(_WRITES))
    return slug[:64].strip("._-") or "model"


def no_name(name: str) -> InputError:
    """Return the error for a name that no model can have."""
    return InputError(
        later("“{name}” cannot name a model.", name=name),
        hint=later("Use up to 64 small letters, digits, dots, hyphens and underscores."),
    )


def taken(name: str) -> InputError:
    """Return the error for a name that a model has already."""
    return InputError(
        later("There is a model “{name}” already.", name=name),
        hint=later("Remove it first: octavo models remove {name}", name=name),
    )


def check_sha256(name: str, found: str, wanted: str) -> None:
    """Compare a file with what it has to be, if that is known.

    Raises:
        InputError: it is another one.
    """
    if wanted and found != wanted:
        raise InputError(
            later(
                "“{name}” is another file: its sha256 is {found}, and it has to be {wanted}.",
                name=name,
                found=found,
                wanted=wanted,
            )
        )


def cannot_keep(error: OSError) -> StorageFullError:
    """Return the error for a model that the disk does not take."""
    return StorageFullError(
        later("The model cannot be kept: {strerror}.", strerror=error.strerror or error)
    )


def cannot_delete(name: str, error: OSError) -> StorageFullError:
    """Return the error for a model that stays on the disk."""
    return StorageFullError(
        later(
            "The model “{name}” could not be deleted: {strerror}.",
            name=name,
            strerror=error.strerror or error,
        )
    )
