"""The file of a backup: what may be in it, and reading it without trusting it."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.data_folder import DATABASE
from octavo.errors import InputError, SchemaTooNewError
from octavo.providers import settings
from octavo.session.drops import JOURNAL_NAME
from octavo.words import say

HOSTS: Final = settings.FILE_NAME
ENDING: Final = ".octavo-backup"
LIST: Final = "backup.json"
FORMAT: Final = 1
FILES: Final = "files"
PORTION: Final = 1024 * 1024
_LONGEST_LIST: Final = 64 * 1024 * 1024
_TOP: Final = "|".join(map(re.escape, (DATABASE, JOURNAL_NAME, HOSTS)))
NAME: Final = re.compile(rf"(?:{_TOP}|files/[0-9a-f]{{2}}/[0-9a-f]{{62}})")
"""All names that may be in a backup; nothing else is ever unpacked."""

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many."""


class Part(BaseModel):
    """One file in a backup, as its list has it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    bytes: int = Field(ge=0)
    sha256: str


class Listing(BaseModel):
    """The list of a backup."""

    model_config = ConfigDict(extra="forbid")

    format: int
    program: str
    made: str
    parts: list[Part]


@dataclasses.dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Args:
        path: The file.
        made: The day it was made, for people.
        documents: How many documents.
        bytes: Their size with all else, unpacked.
    """

    path: Path
    made: str
    documents: int
    bytes: int


def check(path: Path, progress: Progress | None = None) -> Backup:
    """Read a backup from end to end and compare every part with its hash.

    Args:
        path: The file.
        progress: Told how far it is; what it raises ends the reading.

    Raises:
        InputError: it is not a backup, or it is damaged.
    """
    with opened(path) as (archive, listing):
        done, total = 0, sum(part.bytes for part in listing.parts)
        for part in listing.parts:
            with archive.open(part.name) as source:
                copy_part(source, None, part, path)
            done += part.bytes
            (progress or silent)(done, total)
    return summary(path, listing)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Listing]]:
    """Open a backup whose entries are exactly those of its list, by name and size."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            last = entries.pop(LIST, None)
            if last is None or last.file_size > _LONGEST_LIST:
                raise not_one(path)
            listing = Listing.model_validate_json(archive.read(last))
            if listing.format > FORMAT:
                raise SchemaTooNewError(
                    say("A newer Octavo made the backup “{path}”.", path=path),
                    hint=say("Install the newer version."),
                )
            names = [part.name for part in listing.parts]
            fits = (
                len(archive.infolist()) == len(entries) + 1  # no name twice
                and sorted(names) == sorted(entries)
                and DATABASE in names
                and all(NAME.fullmatch(name) for name in names)
                and all(entries[part.name].file_size == part.bytes for part in listing.parts)
            )
            if not fits:
                raise damaged_backup(path)
            yield archive, listing
    except FileNotFoundError:
        raise InputError(say("There is no file “{path}”.", path=path)) from None
    except IsADirectoryError:
        raise not_one(path) from None
    except ValidationError:
        raise not_one(path) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        is_one = isinstance(error, zipfile.BadZipFile) and "CRC" in str(error)
        raise (damaged_backup(path) if is_one else not_one(path)) from error


def copy_part(source: IO[bytes], target: IO[bytes] | None, part: Part, path: Path) -> None:
    """Copy one part, never more than its list says, and compare it with its hash."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PORTION):
        size += len(piece)
        if size > part.bytes:
            raise damaged_backup(path)
        digest.update(piece)
        if target is not None:
            target.write(piece)
    if size != part.bytes or digest.hexdigest() != part.sha256:
        raise damaged_backup(path)


def summary(path: Path, listing: Listing) -> Backup:
    """Return what a backup holds, by its list."""
    documents = sum(part.name.startswith(f"{FILES}/") for part in listing.parts)
    return Backup(path, listing.made[:10], documents, sum(part.bytes for part in listing.parts))


def not_one(path: Path) -> InputError:
    """Return the error for a file that is something else."""
    return InputError(
        say("“{path}” is not a backup of Octavo.", path=path), hint=say("Nothing was changed.")
    )


def damaged_backup(path: Path) -> InputError:
    """Return the error for a backup of which something is not as its list says."""
    return InputError(
        say("The backup “{path}” is damaged.", path=path),
        title=say("This backup cannot be used"),
        hint=say("Nothing was changed. Use another backup."),
    )


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""
