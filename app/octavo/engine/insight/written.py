"""Summaries in a model's words: kept by document and model, made in a task that can be left."""

from __future__ import annotations

import asyncio
import dataclasses
import weakref
from collections.abc import AsyncGenerator

from octavo.engine.answer.prompt import size
from octavo.engine.clock import now
from octavo.engine.http import RequestError
from octavo.engine.insight.attributing import Attributor
from octavo.engine.insight.map_reduce import MapReduce
from octavo.engine.insight.pages import read_pages
from octavo.engine.insight.part import Part, part_of
from octavo.engine.insight.summary_prompt import piece_size, room_for
from octavo.engine.insight.windows import Window, windows
from octavo.engine.store.records import Chunk, Document
from octavo.engine.store.store import Store
from octavo.engine.text.titles import own_title
from octavo.errors import InputError
from octavo.models.port import Embedder
from octavo.protocol.files import FileObject
from octavo.protocol.runs import Usage
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.protocol.written_summaries import SummaryProgress, WrittenSummary
from octavo.providers.names import is_outside
from octavo.providers.port import ChatModel, ChatModels, ChatRequest, ChatUsage
from octavo.words import later

_Told = SummaryProgress | WrittenSummary | BaseException


@dataclasses.dataclass(frozen=True, slots=True)
class _Subject:
    """What is summarised: a document, or what stands under a heading of its outline."""

    entry: VectorStoreFileObject
    file: FileObject
    section: int | None


class WrittenSummaries:
    """Has models summarise documents.

    Args:
        store: Where pages are, and what is kept.
        embedder: Compares statements with the document.
        models: Those of providers; None if there are none.
    """

    def __init__(self, store: Store, embedder: Embedder, models: ChatModels | None) -> None:
        self._store = store
        self._models = models
        self._attributor = Attributor(store, embedder)
        self._jobs: set[asyncio.Task[None]] = set()
        self._counting: set[asyncio.Task[None]] = set()
        self._locks: weakref.WeakValueDictionary[tuple[str, str, int | None], asyncio.Lock] = (
            weakref.WeakValueDictionary()
        )

    async def aclose(self) -> None:
        """End what is being written, and count what it has cost."""
        for job in self._jobs:
            job.cancel()
        if self._jobs:
            await asyncio.wait(self._jobs)
        if self._counting:
            await asyncio.wait(self._counting)

    async def require_model(self, name: str) -> None:
        """Check that a model may be asked for a summary.

        Raises:
            RequestError: it is none of a provider's.
            ProviderError: that cannot be told.
        """
        if self._models is None or not (is_outside(name) and await self._models.has(name)):
            raise RequestError(
                f"The model '{name}' writes no summaries. GET /models lists the models there are;"
                " those of providers do. What needs no model is at …/summary.",
                status=404,
                param="model",
                code="model_not_found",
            )

    async def kept(
        self,
        entry: VectorStoreFileObject,
        file: FileObject,
        model: str,
        section: int | None = None,
    ) -> WrittenSummary | None:
        """Return what a model wrote when no more was read than now, if that is kept.

        Args:
            entry: The document's entry in a vector store.
            file: Its file.
            model: Who wrote.
            section: Of what stands under this heading of the outline, counted from 0.
        """
        if file.sha256 is None:
            return None
        found = await self._store.written_summary(file.sha256, model, section)
        if found is None or found.pages != _pages_read(entry):
            return None
        return found.model_copy(
            update={
                "vector_store_id": entry.vector_store_id,
                "file_id": entry.id,
                "filename": file.filename,
            }
        )

    async def write(
        self,
        entry: VectorStoreFileObject,
        file: FileObject,
        model: str,
        *,
        section: int | None = None,
        anew: bool = False,
    ) -> AsyncGenerator[SummaryProgress | WrittenSummary, None]:
        """Yield how far it is, and the summary at last; one that is kept comes at once.

        Closing the generator ends the work, and the request to the model's host with it.

        Args:
            entry: The document's entry in a vector store.
            file: Its file.
            model: Who writes; see ``require_model``.
            section: Write only of what stands under this heading of the outline.
            anew: Write although one is kept.

        Raises:
            ProviderError: the model cannot be asked, or its answer broke off.
            RequestError: there is no such heading, or its page is not read yet.
        """
        told: asyncio.Queue[_Told] = asyncio.Queue()
        job = asyncio.create_task(
            self._job(_Subject(entry, file, section), model, told, anew=anew),
            name="written summary",
        )
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        try:
            while True:
                part = await told.get()
                if isinstance(part, BaseException):
                    raise part
                yield part
                if isinstance(part, WrittenSummary):
                    return
        finally:
            job.cancel()
            await asyncio.wait({job})

    async def _job(
        self, subject: _Subject, model: str, told: asyncio.Queue[_Told], *, anew: bool
    ) -> None:
        """Do the work of ``write``; errors are told, too."""
        entry, file, section = subject.entry, subject.file, subject.section
        lock = self._locks.setdefault((file.sha256 or file.id, model, section), asyncio.Lock())
        try:
            async with lock:  # whoever comes second is given what the first has written
                kept = None if anew else await self.kept(entry, file, model, section)
                told.put_nowait(kept or await self._made(subject, model, told))
        except Exception as error:  # noqa: BLE001 - raised to whoever waits for the summary
            told.put_nowait(error)

    async def _made(
        self, subject: _Subject, name: str, told: asyncio.Queue[_Told]
    ) -> WrittenSummary:
        entry, file = subject.entry, subject.file
        model = None if self._models is None else await self._models.find(name, to_summarise=True)
        if model is None:
            raise RequestError(f"There is no model “{name}” any more.", status=404, param="model")
        document = None if file.sha256 is None else await self._store.document(file.sha256)
        if document is None:
            raise InputError(later("Nothing of “{name}” is read yet.", name=file.filename))
        pages = await read_pages(self._store, document)
        part = part_of(pages, document.facts.outline, subject.section)
        cut = await _windows(part, entry, document, model)
        if not cut:
            raise InputError(
                later("There is no text in “{name}” to summarise.", name=file.filename)
            )
        spent = ChatUsage(0, 0)

        def spend(request: ChatRequest, text: str, counted: ChatUsage | None) -> None:
            nonlocal spent
            used = counted or _estimated(request, text)
            spent = ChatUsage(
                spent.prompt_tokens + used.prompt_tokens,
                spent.completion_tokens + used.completion_tokens,
            )
            self._count(name, used)

        work = MapReduce(
            model,
            self._attributor,
            file.filename,
            room_for(model.context_tokens),
            tell=told.put_nowait,
            spend=spend,
        )
        written = await work.written(cut)
        summary = WrittenSummary(
            vector_store_id=entry.vector_store_id,
            file_id=entry.id,
            filename=file.filename,
            title=own_title(document.facts.title),
            part=part.told,
            model=name,
            created_at=now(),
            pages=_pages_read(entry),
            pages_total=document.facts.page_count,
            statements=list(written.statements),
            parts=list(written.parts),
            usage=Usage(
                prompt_tokens=spent.prompt_tokens,
                completion_tokens=spent.completion_tokens,
                total_tokens=spent.prompt_tokens + spent.completion_tokens,
            ),
        )
        await self._store.keep_written_summary(document.sha256, summary)
        await self._store.count_tokens(name, 0, 0, answers=1)
        return summary

    def _count(self, model: str, used: ChatUsage) -> None:
        """Count what a request has cost, also when nobody waits for the summary any more."""
        counting = asyncio.create_task(
            self._store.count_tokens(model, used.prompt_tokens, used.completion_tokens),
            name="count tokens",
        )
        self._counting.add(counting)
        counting.add_done_callback(self._counting.discard)


async def _windows(
    part: Part, entry: VectorStoreFileObject, document: Document, model: ChatModel
) -> list[Window]:
    blank = Chunk(
        id=0,
        vector_store_id=entry.vector_store_id,
        file_id=entry.id,
        sha256=document.sha256,
        page=0,
        start=0,
        end=0,
        context="",
        text="",
        label="",
    )
    room = room_for(model.context_tokens).reading
    return await asyncio.to_thread(windows, part.pages, part.outline, blank, room, piece_size)


def _pages_read(entry: VectorStoreFileObject) -> int:
    return 0 if entry.progress is None else entry.progress.pages_done


def _estimated(request: ChatRequest, text: str) -> ChatUsage:
    return ChatUsage(sum(size(message.text) for message in request.messages), size(text))
