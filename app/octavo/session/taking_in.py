"""Has files read that are asked about outside all collections: for the command line.

The files lie in a collection of their own per set of contents; ``asked_sets`` tells which of these
are kept, so that a second question about the same files needs no reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from octavo.client import Client
from octavo.errors import InputError, PdfEncryptedError, StorageFullError
from octavo.protocol.reading import ReadingObject
from octavo.protocol.reports import FileReport
from octavo.session import asked_sets
from octavo.session.collection import Collection
from octavo.session.collection_store import FixedStore
from octavo.session.drops import Journal
from octavo.session.embeddings import choose_embedder, state_of, wait_until_embedded
from octavo.session.files import FoundFile, digest, find_files
from octavo.session.intake import UPLOADS_AT_ONCE
from octavo.session.one_question import AnswerFailedError
from octavo.session.passwords import Passwords, WrongPasswordError
from octavo.session.problems import problem_of
from octavo.session.reading import require_reading
from octavo.session.secrets import SessionSecrets
from octavo.session.state import DocumentItem, DocumentState, Problem
from octavo.session.tasks import SessionTasks
from octavo.words import say

VECTORS_STALL_SECONDS = 60.0
"""Without any new vector for so long, the question is answered by words alone. Vectors are kept by
32, for which an old computer that has other work takes 20 s."""

WAITS_FOR = 600
"""Passages whose vectors a question waits for: some 20 s of work. Where more lack theirs, it is
answered by words, and by the meaning of the sentences that these find."""

_ENDED = (
    DocumentState.READY,
    DocumentState.LOCKED,
    DocumentState.FAILED,
    DocumentState.CANCELLED,
)
_USABLE = (DocumentState.READY, DocumentState.SEARCHABLE)


@dataclasses.dataclass(frozen=True, slots=True)
class AskedFile:
    """A file that was asked about.

    Args:
        path: Where it lies.
        name: As it is shown.
        item: Its document, if it could be used at all.
        same_as: Another file of the question with the same content, which stands for it.
        problem: Why it could not be used.
        report: What became of its pages and what was found in it, if it was read.
    """

    path: Path
    name: str
    item: DocumentItem | None
    same_as: Path | None
    problem: Problem | None
    report: FileReport | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class GivenPassword:
    """What a person gives when asked for a password."""

    password: str = dataclasses.field(repr=False)
    remember: bool = False


class AsksPassword(Protocol):
    """Asks for the password of a file."""

    async def __call__(self, name: str, *, wrong: bool) -> GivenPassword | None:
        """Return the password; None to go on without the file.

        Args:
            name: The file.
            wrong: Whether the one given before was not right.
        """
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class TakenIn:
    """Files that were read, and the vector store that holds them; None if none can be used.

    ``without_meaning`` tells why the embedder that was named did not embed the files, if it did
    not. ``unembedded`` counts the passages that have no vectors yet.
    """

    files: tuple[AskedFile, ...]
    store_id: str | None
    without_meaning: str = ""
    unembedded: int = 0

    @property
    def usable(self) -> tuple[AskedFile, ...]:
        """Those that can be asked about, each content once."""
        return tuple(f for f in self.files if f.item is not None and f.item.state in _USABLE)


@contextlib.asynccontextmanager
async def taken_in(
    client: Client,
    paths: Sequence[Path],
    *,
    on_progress: Callable[[tuple[DocumentItem, ...]], None] = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
    embedder: str = "",
    waits_for: int | None = None,
) -> AsyncIterator[TakenIn]:
    """Have files, and the PDFs in folders, read into a vector store of their own, and work with it.

    The stores used longest ago go, with their files. One with a file that needs a password goes at
    the end of the block, whatever ends it; if that is a kill, the next call removes it.

    Args:
        client: The way to the engine.
        paths: Files and folders.
        on_progress: Told of the documents whenever one of them changes.
        passwords: What is known of locked files.
        ask_password: Asked for the password of each locked file that none of them opens.
        embedder: What makes the vectors; empty for the model that comes with Octavo.
        waits_for: Passages whose vectors are waited for at most, if no embedder is named. None
            waits for all.

    Raises:
        AnswerFailedError: the engine could not take them in.
        ApiError: the engine could not be reached.
    """
    await asked_sets.remove_locked(client)
    found = await asyncio.to_thread(find_files, paths)
    chosen, files = await _choose(found)
    if not chosen:
        yield TakenIn(tuple(files), None)
        return
    names = [one.name for one in chosen.values()]
    async with asked_sets.store_of(client, chosen, names) as store_id:
        yield await _take_in(
            client,
            store_id,
            chosen,
            files,
            on_progress=on_progress,
            passwords=passwords or Passwords(client, SessionSecrets()),
            ask_password=ask_password,
            embedder=embedder,
            waits_for=waits_for,
        )


async def _take_in(
    client: Client,
    store_id: str,
    chosen: dict[str, FoundFile],
    files: list[AskedFile],
    *,
    on_progress: Callable[[tuple[DocumentItem, ...]], None],
    passwords: Passwords,
    ask_password: AsksPassword | None,
    embedder: str,
    waits_for: int | None,
) -> TakenIn:
    """Have the files read into their store, and tell what became of each; see ``taken_in``."""
    chosen_embedder = await choose_embedder(client, store_id, embedder)
    if embedder:
        waits_for = None
    items = await _read(client, store_id, chosen, on_progress, passwords, ask_password, waits_for)
    files = [_with_item(file, chosen, items) for file in files]
    files = [await _with_report(client, file) for file in files]
    await asked_sets.remove_old(client, store_id)
    if not any(item.state in _USABLE for item in items.values()):
        return TakenIn(tuple(files), None)
    # Until vectors of another embedder are replaced, the question would go to its host.
    if not embedder and chosen_embedder.searched in (None, embedder):
        return TakenIn(tuple(files), store_id, unembedded=_unembedded(items.values()))
    seen = await wait_until_embedded(client, store_id, stalls_after=VECTORS_STALL_SECONDS)
    return TakenIn(tuple(files), store_id, "" if seen.is_made else seen.problem or state_of(seen))


async def _choose(found: Sequence[FoundFile]) -> tuple[dict[str, FoundFile], list[AskedFile]]:
    """Return one file per content, by its digest, and a first word on each file."""
    chosen: dict[str, FoundFile] = {}
    files: list[AskedFile] = []
    for one in found:
        same_as, problem = None, one.problem
        if problem is None:
            stop = threading.Event()
            try:
                sha256 = await asyncio.to_thread(digest, one.path, stop)
            except InputError as error:
                problem = problem_of(error)
            else:
                first = chosen.setdefault(sha256, one)
                same_as = None if first is one else first.path
            finally:
                stop.set()
        files.append(AskedFile(one.path, one.name, None, same_as, problem))
    return chosen, files


def _with_item(
    file: AskedFile, chosen: dict[str, FoundFile], items: dict[str, DocumentItem]
) -> AskedFile:
    sha256 = next((s for s, one in chosen.items() if one.path == file.path), None)
    item = items.get(sha256 or "")
    if item is None:
        return file
    problem = item.problem
    if item.state is DocumentState.LOCKED:
        problem = problem_of(PdfEncryptedError(f"“{file.name}” is locked with a password."))
    return dataclasses.replace(file, item=item, problem=problem)


async def _with_report(client: Client, file: AskedFile) -> AskedFile:
    item = file.item
    if item is None or item.file_id is None or item.pages_done == 0:
        return file
    return dataclasses.replace(file, report=await client.get_file_report(item.file_id))


async def _read(
    client: Client,
    store_id: str,
    chosen: dict[str, FoundFile],
    on_progress: Callable[[tuple[DocumentItem, ...]], None],
    passwords: Passwords,
    ask_password: AsksPassword | None,
    waits_for: int | None,
) -> dict[str, DocumentItem]:
    """Have all files read; return the documents by digest when nothing is left to wait for."""
    await require_reading(client)
    changed = asyncio.Event()
    problems: list[Problem] = []

    def on_problem(problem: Problem) -> None:
        problems.append(problem)
        changed.set()

    def on_change(_: object) -> None:
        changed.set()

    tasks = SessionTasks(on_problem)
    journal = await Journal.open(None)  # whoever asks again names the files again
    collection = Collection(
        client,
        tasks,
        FixedStore(store_id),
        journal.of(store_id),
        asyncio.Semaphore(UPLOADS_AT_ONCE),
        passwords,
        on_list=on_change,
        on_item=on_change,
        reading=_asks_reading(client, on_problem),
    )
    try:
        await collection.load()
        digests = await _put(collection, chosen)
        stalled = False
        refused: set[str] = set()
        while True:
            changed.clear()
            items = {item.key: item for item in collection.items}
            only_vectors = all(item.state in (*_ENDED, *_USABLE) for item in items.values())
            left = _unembedded(items.values())
            too_many = only_vectors and waits_for is not None and left > waits_for
            if not too_many:
                on_progress(collection.items)
            if problems:
                raise AnswerFailedError(problems[0].message, hint=problems[0].hint)
            if await _unlocked(collection, refused, ask_password):
                continue
            if all(item.state in _ENDED for item in items.values()) or stalled or too_many:
                return {s: items[key] for s, key in digests.items() if key in items}
            try:
                async with asyncio.timeout(VECTORS_STALL_SECONDS if only_vectors else None):
                    await changed.wait()
            except TimeoutError:
                stalled = True
    finally:
        await tasks.aclose()
        await journal.aclose()


def _asks_reading(
    client: Client, on_problem: Callable[[Problem], None]
) -> Callable[[], Awaitable[ReadingObject]]:
    """Return what asks whether files are read; that there is no room for it is a problem.

    The engine goes on by itself when there is room again, but nobody waits here for that.
    """

    async def ask() -> ReadingObject:
        told = await client.get_reading()
        if told.disk_full:
            on_problem(problem_of(StorageFullError(say("Reading waits: the disk is full"))))
        return told

    return ask


def _unembedded(items: Iterable[DocumentItem]) -> int:
    """Return how many passages of documents that were read have no vector yet."""
    return sum(
        one.passages - round(one.passages * one.embedded)
        for one in items
        if one.state is DocumentState.SEARCHABLE
    )


async def _put(collection: Collection, chosen: dict[str, FoundFile]) -> dict[str, str]:
    """Have the files read that are not in yet or may come out better now.

    Returns:
        The keys of the documents by their digests.
    """
    digests = {sha256: key for key, sha256 in collection.digests().items()}
    for item in collection.items:
        if item.state == DocumentState.FAILED:  # what was in the way may be gone
            await collection.retry(item.key)
        elif item.needs_recognition:
            with contextlib.suppress(InputError):  # there is still none
                await collection.read_again(item.key)
    missing = [(sha256, one) for sha256, one in chosen.items() if sha256 not in digests]
    added = await collection.put([one for _, one in missing])
    return digests | {sha256: item.key for (sha256, _), item in zip(missing, added, strict=True)}


async def _unlocked(
    collection: Collection, refused: set[str], ask_password: AsksPassword | None
) -> bool:
    """Open the next locked file; False if there is none that somebody has a password for.

    Args:
        collection: The files.
        refused: Keys of those that nobody could open; added to.
        ask_password: See ``ask_files``.
    """
    locked = (one for one in collection.items if one.state is DocumentState.LOCKED)
    item = next((one for one in locked if one.key not in refused), None)
    if item is None:
        return False
    if await collection.offer(item.key):
        return True
    wrong = False
    while ask_password is not None:
        given = await ask_password(item.name, wrong=wrong)
        if given is None:
            break
        try:
            await collection.unlock(item.key, given.password, remember=given.remember)
        except WrongPasswordError:
            wrong = True
        else:
            return True
    refused.add(item.key)
    return True
