"""One question about some files, outside all threads: for the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from octavo.client import Client
from octavo.protocol.messages import MessageObject
from octavo.protocol.phrases import Phrases
from octavo.protocol.steps import StepSearchResult
from octavo.session.events import HostWaits
from octavo.session.lists import every
from octavo.session.one_question import ask_store
from octavo.session.passwords import Passwords
from octavo.session.roles import ASK, ROLE
from octavo.session.state import DocumentItem, Problem
from octavo.session.taking_in import AskedFile, AsksPassword, taken_in


@dataclasses.dataclass(frozen=True, slots=True)
class FilesAnswer:
    """What came of a question; ``message`` is None if no file could be used.

    ``passages`` are what was found, best first, if that was asked for. ``without_meaning`` tells
    why the embedder that was named did not embed the files, if it did not. ``unembedded`` counts
    the passages that were found by words alone, since they had no vectors yet. ``broke`` tells why
    the answer is not whole, if it broke off. ``read_by`` is the reranker that put the passages in
    order, and ``reranker_problem`` why the one in use could not, if they were asked for, with
    ``reranker_problem_phrases`` to say it in another language.
    """

    files: tuple[AskedFile, ...]
    message: MessageObject | None
    passages: tuple[StepSearchResult, ...] = ()
    without_meaning: str = ""
    unembedded: int = 0
    broke: Problem | None = None
    read_by: str = ""
    reranker_problem: str = ""
    reranker_problem_phrases: Phrases | None = None

    def file(self, file_id: str) -> AskedFile | None:
        """Return the file that the engine knows under this id."""
        return next((f for f in self.files if f.item and f.item.file_id == file_id), None)


async def ask_files(
    client: Client,
    paths: Sequence[Path],
    question: str,
    *,
    model: str | None = None,
    embedder: str = "",
    on_progress: Callable[[tuple[DocumentItem, ...]], None] = lambda _: None,
    passwords: Passwords | None = None,
    ask_password: AsksPassword | None = None,
    explain: bool = False,
    on_wait: Callable[[HostWaits], None] = lambda _: None,
    waits_for: int | None = None,
) -> FilesAnswer:
    """Answer a question from files and the PDFs in folders.

    Args:
        client: The way to the engine.
        paths: Files and folders.
        question: What to ask.
        model: What answers; without it the extract.
        embedder: What makes the vectors; empty for the model that comes with Octavo.
        explain: Whether the passages that were found are wanted, too.
        on_wait: Told when the model's host has to be waited for.
        on_progress: Told of the documents whenever one of them changes.
        passwords: What is known of locked files.
        ask_password: Asked for the password of each locked file that none of them opens.
        waits_for: Passages whose vectors are waited for at most, if no embedder is named: where
            more lack theirs, the question is answered at once. None waits for all.

    Raises:
        AnswerFailedError: the engine could not answer.
        ApiError: the engine could not be reached.
    """
    await _remove_leftovers(client)
    async with taken_in(
        client,
        paths,
        on_progress=on_progress,
        passwords=passwords,
        ask_password=ask_password,
        embedder=embedder,
        waits_for=waits_for,
    ) as taken:
        if taken.store_id is None:
            return FilesAnswer(taken.files, None)
        answer = await ask_store(
            client, taken.store_id, question, model, explain=explain, on_wait=on_wait
        )
        return FilesAnswer(
            taken.files,
            answer.message,
            answer.retrieved.passages,
            taken.without_meaning,
            taken.unembedded,
            answer.broke,
            answer.retrieved.read_by,
            answer.retrieved.reranker_problem,
            answer.retrieved.reranker_problem_phrases,
        )


async def _remove_leftovers(client: Client) -> None:
    """Remove the threads of questions that were killed."""
    for thread in await every(client.list_threads):
        if thread.metadata.get(ROLE) == ASK:
            await client.delete_thread(thread.id)
