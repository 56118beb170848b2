"""Summaries of files and comparisons between them, outside all threads: for the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from octavo.client import Client
from octavo.errors import AppError
from octavo.protocol.insight import (
    MOST_COMPARED,
    ComparedFile,
    CompareFilesRequest,
    FileSummary,
)
from octavo.protocol.written_summaries import WrittenSummary
from octavo.session.passwords import Passwords
from octavo.session.state import DocumentItem
from octavo.session.taking_in import AskedFile, AsksPassword, taken_in
from octavo.session.written_summaries import OnWriting, write_summary

T = TypeVar("T")

OnProgress = Callable[[tuple[DocumentItem, ...]], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What is told of files; ``about`` has one entry for each that could be used, in order."""

    files: tuple[AskedFile, ...]
    about: tuple[tuple[AskedFile, T], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Summarised:
    """What is told of a file.

    Args:
        written: By the model, where one was asked.
        extract: In the file's own sentences, where no model has written.
        problem: Why the model has not.
    """

    written: WrittenSummary | None = None
    extract: FileSummary | None = None
    problem: AppError | None = None


async def summarise_files(
    client: Client,
    paths: Sequence[Path],
    *,
    model: str | None = None,
    on_writing: OnWriting = lambda _: None,
    on_progress: OnProgress = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
) -> Told[Summarised]:
    """Summarise files, each by itself; raises as ``taken_in``.

    Args:
        client: The way to the engine.
        paths: Files and folders.
        model: Who writes; None for the files' own sentences, which also stand where it fails.
        on_writing: Is told how far the model is.
        on_progress: Is told how far reading is.
        passwords: Of locked files.
        ask_password: Asks for others.
    """
    about: list[tuple[AskedFile, Summarised]] = []
    async with taken_in(
        client,
        paths,
        on_progress=on_progress,
        passwords=passwords,
        ask_password=ask_password,
        waits_for=0,  # a summary needs no vectors of passages
    ) as taken:
        for file in taken.usable:
            if taken.store_id is not None and file.item is not None and file.item.file_id:
                file_id = file.item.file_id
                found = await _summarised(client, taken.store_id, file_id, model, on_writing)
                about.append((file, found))
    return Told(taken.files, tuple(about))


async def _summarised(
    client: Client, store_id: str, file_id: str, model: str | None, on_writing: OnWriting
) -> Summarised:
    problem: AppError | None = None
    if model is not None:
        try:
            written = await write_summary(client, store_id, file_id, model, on_progress=on_writing)
        except AppError as error:
            problem = error
        else:
            return Summarised(written)
    extract = await client.get_file_summary(store_id, file_id)
    return Summarised(extract=extract, problem=problem)


async def compare_files(
    client: Client,
    paths: Sequence[Path],
    question: str,
    *,
    on_progress: OnProgress = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
) -> Told[ComparedFile]:
    """Put a question to each of the files; raises as ``taken_in``."""
    about: list[tuple[AskedFile, ComparedFile]] = []
    async with taken_in(
        client, paths, on_progress=on_progress, passwords=passwords, ask_password=ask_password
    ) as taken:
        if taken.store_id is None:
            return Told(taken.files, ())
        by_id = {f.item.file_id: f for f in taken.usable if f.item is not None and f.item.file_id}
        ids = list(by_id)
        for start in range(0, len(ids), MOST_COMPARED):
            some = ids[start : start + MOST_COMPARED]
            request = CompareFilesRequest(question=question, file_ids=some)
            compared = await client.compare_files(taken.store_id, request)
            about += [(by_id[one.file_id], one) for one in compared.data]
    return Told(taken.files, tuple(about))
