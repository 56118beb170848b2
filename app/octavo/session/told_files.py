"""Summaries of files and comparisons between them, outside all threads: for the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from octavo.client import Client
from octavo.protocol.insight import (
    MOST_COMPARED,
    ComparedFile,
    CompareFilesRequest,
    FileSummary,
)
from octavo.session.ask_files import AskedFile, AsksPassword, take_in
from octavo.session.passwords import Passwords
from octavo.session.state import DocumentItem

T = TypeVar("T")

OnProgress = Callable[[tuple[DocumentItem, ...]], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What is told of files; ``about`` has one entry for each that could be used, in order."""

    files: tuple[AskedFile, ...]
    about: tuple[tuple[AskedFile, T], ...]


async def summarise_files(
    client: Client,
    paths: Sequence[Path],
    *,
    on_progress: OnProgress = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
) -> Told[FileSummary]:
    """Summarise files, each by itself; raises as ``take_in``."""
    taken = await take_in(
        client, paths, on_progress=on_progress, passwords=passwords, ask_password=ask_password
    )
    if taken.store_id is None:
        return Told(taken.files, ())
    about: list[tuple[AskedFile, FileSummary]] = []
    for file in taken.usable:
        if file.item is not None and file.item.file_id is not None:
            summary = await client.get_file_summary(taken.store_id, file.item.file_id)
            about.append((file, summary))
    return Told(taken.files, tuple(about))


async def compare_files(
    client: Client,
    paths: Sequence[Path],
    question: str,
    *,
    on_progress: OnProgress = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
) -> Told[ComparedFile]:
    """Put a question to each of the files; raises as ``take_in``."""
    taken = await take_in(
        client, paths, on_progress=on_progress, passwords=passwords, ask_password=ask_password
    )
    by_id = {f.item.file_id: f for f in taken.usable if f.item is not None and f.item.file_id}
    if taken.store_id is None:
        return Told(taken.files, ())
    ids = list(by_id)
    about: list[tuple[AskedFile, ComparedFile]] = []
    for start in range(0, len(ids), MOST_COMPARED):
        some = ids[start : start + MOST_COMPARED]
        request = CompareFilesRequest(question=question, file_ids=some)
        compared = await client.compare_files(taken.store_id, request)
        about += [(by_id[one.file_id], one) for one in compared.data]
    return Told(taken.files, tuple(about))
