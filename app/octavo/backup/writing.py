"""Writing a backup: databases as of one moment, then the documents, then the list of all."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import apsw

import octavo
from octavo.backup.archive import (
    FILES,
    FORMAT,
    HOSTS,
    LIST,
    NAME,
    PORTION,
    Backup,
    Listing,
    Part,
    Progress,
    check,
    silent,
)
from octavo.data_folder import DATABASE
from octavo.engine.store.sqlite_faults import explained
from octavo.errors import FileWriteError, InputError
from octavo.session.drops import JOURNAL_NAME
from octavo.words import say


def back_up(data_dir: Path, path: Path, progress: Progress | None = None) -> Backup:
    """Write a backup; it has its name only when it is whole and was read again.

    The database may be in use: what is in it at one moment is kept. Blocks for as long as the
    disks need.

    Raises:
        InputError: there is no data, or a document was removed meanwhile.
        FileWriteError: the file cannot be written.
        DataFolderError: the data cannot be read.
    """
    if not (data_dir / DATABASE).is_file():
        raise InputError(say("There is no data of Octavo in “{data_dir}”.", data_dir=data_dir))
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    copies = data_dir / f"backup-{secrets.token_hex(4)}.partial"
    try:
        with explained(data_dir):
            copies.mkdir(mode=0o700)
            sources = _sources(data_dir, copies)
        with _written(path):
            told = progress or silent
            _pack(draft, sources, told)
            backup = check(draft, lambda _done, total: told(total, total))
            draft.replace(path)
    finally:
        shutil.rmtree(copies, ignore_errors=True)
        with contextlib.suppress(OSError):  # a read-only disk refuses even where nothing is
            draft.unlink(missing_ok=True)
    return dataclasses.replace(backup, path=path)


def _sources(data_dir: Path, copies: Path) -> dict[str, Path]:
    """Return what belongs into a backup by name: each database as a copy of one moment.

    A document that is taken in goes from the journal into the database: copied in this order, it is
    in one of them at least. What is in both, the next start takes for the same.
    """
    sources = {}
    for name in (JOURNAL_NAME, DATABASE):
        if (data_dir / name).is_file():
            _copy_database(data_dir / name, copies / name)
            sources[name] = copies / name
    if (data_dir / HOSTS).is_file():
        sources[HOSTS] = data_dir / HOSTS
    for blob in sorted((data_dir / FILES).glob("??/*")):
        name = f"{FILES}/{blob.parent.name}/{blob.name}"
        if NAME.fullmatch(name):
            sources[name] = blob
    return sources


def _copy_database(source: Path, target: Path) -> None:
    flags = apsw.SQLITE_OPEN_READONLY
    with (
        contextlib.closing(apsw.Connection(str(source), flags=flags)) as read,
        contextlib.closing(apsw.Connection(str(target))) as written,
    ):
        # One transaction holds the moment. Without it SQLite begins anew after each write of
        # others, and ends only when they pause, which they may not do for hours.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        with written.backup("main", read, "main") as copying:
            while not copying.done:
                copying.step(1000)


def _pack(draft: Path, sources: dict[str, Path], progress: Progress) -> None:
    total = sum(source.stat().st_size for source in sources.values())
    done = 0
    parts = []
    # PDFs do not get smaller, and a database that does is small beside them
    with draft.open("xb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            for name, source in sources.items():
                digest, size = hashlib.sha256(), 0
                try:
                    file = source.open("rb")
                except FileNotFoundError:
                    raise InputError(
                        say("A document was removed while the backup was made."),
                        hint=say("Make the backup again."),
                    ) from None
                with file, archive.open(name, "w", force_zip64=True) as entry:
                    while piece := file.read(PORTION):
                        entry.write(piece)
                        digest.update(piece)
                        size += len(piece)
                        done += len(piece)
                        progress(min(done, total), total)
                parts.append(Part(name=name, bytes=size, sha256=digest.hexdigest()))
            listing = Listing(
                format=FORMAT,
                program=octavo.__version__,
                made=dt.datetime.now(dt.UTC).astimezone().date().isoformat(),
                parts=parts,
            )
            archive.writestr(LIST, listing.model_dump_json())
        raw.flush()
        os.fsync(raw.fileno())


@contextlib.contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=path, value=error.strerror or error),
            hint=say("Choose another folder or name."),
        ) from error
