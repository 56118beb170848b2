"""Between the session's library and the list of documents: add, pause, move, remove, open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from octavo.errors import InputError
from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.session import Session
from octavo.session.state import DocumentItem
from octavo.ui.documents.collections_presenter import CollectionsPresenter
from octavo.ui.documents.details_dialog import show_report
from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.failure_dialog import show_failure
from octavo.ui.documents.model import DocumentsModel
from octavo.ui.documents.revealing import reveal
from octavo.ui.documents.unlocking import Unlocking
from octavo.ui.documents.words import DocumentAction, actions
from octavo.ui.widgets.undo_bar import UndoBar
from octavo.ui.work import Work
from octavo.words import Later, later, say, say_many

_REMOVED_ONE: Final = later("Removed “{name}”")
_REMOVED: Final = later("Removed {n:,} documents")
_MOVED_ONE: Final = later("Moved “{name}” to “{target}”")
_MOVED: Final = later("Moved {n:,} documents to “{target}”")
_COPIED_ONE: Final = later("Copied “{name}” to “{target}”")
_COPIED: Final = later("Copied {n:,} documents to “{target}”")
_THERE_ONE: Final = later("“{name}” is in “{target}” already.")
_THERE: Final = later("The {n:,} documents are in “{target}” already.")


class OpenDocument(Protocol):
    """Shows a document."""

    def __call__(self, file_id: str, *, beside: bool = False) -> Awaitable[None]: ...


class DocumentsPresenter:
    """Keeps the list in step with the collection of one assistant.

    Args:
        session: Where the documents are.
        model: What the list shows.
        view: The list.
        work: Starts what the person asks for.
        unlocking: Asks for passwords.
        collections: Makes collections that documents are to go to.
        undo_bar: Offers to undo.
        open_document: Shows a document, by the id of its file; it may be beside another one.
        summarise: Shows the summary of a document of an assistant's collection.
        compare: Lets files of an assistant's collection be compared.
        on_change: Called after documents came or went.
    """

    def __init__(
        self,
        session: Session,
        model: DocumentsModel,
        view: DocumentList,
        work: Work,
        unlocking: Unlocking,
        collections: CollectionsPresenter,
        undo_bar: UndoBar,
        *,
        open_document: OpenDocument,
        summarise: Callable[[str, DocumentItem], None],
        compare: Callable[[str, tuple[str, ...]], None],
        on_change: Callable[[], None],
    ) -> None:
        self._session = session
        self._model = model
        self._view = view
        self._work = work
        self._unlocking = unlocking
        self._collections = collections
        self._undo_bar = undo_bar
        self._open_document = open_document
        self._summarise = summarise
        self._compare = compare
        self._on_change = on_change
        self._assistant_id = ""
        self._store_id: str | None = None
        self._unsubscribe = session.events.subscribe(self._on_event)
        view.action_asked.connect(self._on_action_asked)
        view.target_asked.connect(self._on_target_asked)

    @property
    def is_empty(self) -> bool:
        """Whether the collection has no documents."""
        return self._model.total == 0

    async def show(self, assistant_id: str) -> None:
        """Show the documents of an assistant's collection.

        Raises:
            ApiError: they could not be read.
        """
        store_id = self._session.assistants.get(assistant_id).vector_store_id
        if (assistant_id, store_id) == (self._assistant_id, self._store_id):
            return
        self._assistant_id, self._store_id = assistant_id, store_id
        self._model.set_items(self._session.library.items(assistant_id))
        await self._session.library.load(assistant_id)

    async def add(self, assistant_id: str, paths: Sequence[Path]) -> None:
        """Put files and folders into an assistant's collection.

        Raises:
            ApiError: the collection could not be read.
        """
        added = await self._session.library.add(assistant_id, paths)
        row = self._model.row_of(added[-1].key) if added else None
        if row is not None and assistant_id == self._assistant_id:
            self._view.scrollTo(self._model.index(row))

    def close(self) -> None:
        """Listen to the session no more."""
        self._unsubscribe()

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case DocumentsChanged(assistant_id, documents) if assistant_id == self._assistant_id:
                self._model.set_items(documents)
                self._on_change()
            case DocumentChanged(assistant_id, document) if assistant_id == self._assistant_id:
                self._model.change_item(document)
            case _:
                pass

    def _on_action_asked(self, action: DocumentAction, keys: Sequence[str]) -> None:
        items = [item for key in keys if (item := self._model.item(key)) is not None]
        if not items:
            return
        if action is DocumentAction.SUMMARISE:
            self._summarise(self._assistant_id, items[0])
        elif action is DocumentAction.COMPARE:
            files = tuple(item.file_id for item in items if item.file_id is not None)
            self._compare(self._assistant_id, files)
        else:
            self._work.start(lambda: self._act(action, items), name=f"{action} documents")

    async def _act(self, action: DocumentAction, items: Sequence[DocumentItem]) -> None:
        if action is DocumentAction.REMOVE:
            await self._remove(items)
            return
        for item in items:
            if action in actions(item):
                await self._act_on(action, item)

    async def _act_on(self, action: DocumentAction, item: DocumentItem) -> None:
        assistant_id = self._assistant_id
        library = self._session.library
        match action:
            case DocumentAction.OPEN | DocumentAction.BESIDE:
                if item.file_id is not None:
                    beside = action is DocumentAction.BESIDE
                    await self._open_document(item.file_id, beside=beside)
            case DocumentAction.CANCEL:
                await library.cancel(assistant_id, item.key)
            case DocumentAction.PAUSE | DocumentAction.GO_ON:
                await self._pause(item, paused=action is DocumentAction.PAUSE)
            case DocumentAction.UNLOCK:
                await self._unlocking.documents(assistant_id, item)
            case DocumentAction.DETAILS:
                await self._show_details(assistant_id, item)
            case DocumentAction.RETRY:
                await library.retry(assistant_id, item.key)
            case DocumentAction.REVEAL:
                await reveal(Path(item.source or ""))
            case _:
                pass

    async def _pause(self, item: DocumentItem, *, paused: bool) -> None:
        library = self._session.library
        if not paused and library.is_paused:  # this one was not paused by itself
            await library.pause_all(paused=False)
        await library.pause(self._assistant_id, item.key, paused=paused)

    async def _show_details(self, assistant_id: str, item: DocumentItem) -> None:
        if item.problem is not None and not item.pages_done:  # there is no report of it
            if await show_failure(self._view.window(), item, item.problem):
                await self._session.library.retry(assistant_id, item.key)
            return
        report = await self._session.library.report(assistant_id, item.key)
        if await show_report(self._view.window(), item, report):
            await self._session.library.read_again(assistant_id, item.key)

    async def _remove(self, items: Sequence[DocumentItem]) -> None:
        # By the collection, for another one may be in view when the person wants them back.
        assistant = self._session.assistants.get(self._assistant_id)
        owner = assistant.vector_store_id or assistant.id
        keys = [item.key for item in items]
        await self._session.library.put_away(assistant.id, keys)
        self._undo_bar.offer(
            _said(items, _REMOVED_ONE, _REMOVED),
            lambda: self._work.start(
                lambda: self._session.library.bring_back(owner, keys),
                name="bring documents back",
            ),
        )

    def _on_target_asked(
        self, action: DocumentAction, keys: Sequence[str], collection_id: str
    ) -> None:
        items = [item for key in keys if (item := self._model.item(key)) is not None]
        if items:
            self._work.start(
                lambda: self._transfer(action, items, collection_id), name=f"{action} documents"
            )

    async def _transfer(
        self, action: DocumentAction, items: Sequence[DocumentItem], collection_id: str
    ) -> None:
        """Copy or move documents to another collection, a new one if none is named."""
        source = self._session.assistants.get(self._assistant_id).vector_store_id
        made = None if collection_id else await self._collections.create()
        target = made.id if made else collection_id
        if not target or source is None:
            return
        transfers = self._session.transfers
        moves = action is DocumentAction.MOVE_TO
        by_file = {item.file_id: item for item in items if item.file_id is not None}
        ids = list(by_file)
        if moves:
            done = await transfers.move(ids, source, target)
        else:
            done = await transfers.copy(ids, source, target)
        name = self._session.collections.get(target).name
        there = [by_file[file_id] for file_id in done.there_already]
        if not done.moved:
            raise InputError(
                _said(there, _THERE_ONE, _THERE, target=name), title=say("Already there")
            )
        moved = [by_file[file_id] for file_id in done.moved]
        words = (
            _said(moved, _MOVED_ONE, _MOVED, target=name)
            if moves
            else _said(moved, _COPIED_ONE, _COPIED, target=name)
        )
        if there:
            words += "; " + say_many(
                "{n} was there already", "{n:,} were there already", len(there)
            )

        async def back() -> None:
            if moves:
                await transfers.move(done.moved, target, source, attributes=done.attributes)
            else:
                await transfers.take_out(done.moved, target)

        self._undo_bar.offer(words, lambda: self._work.start(back, name="undo"))


def _said(items: Sequence[DocumentItem], one: Later, several: Later, **values: object) -> str:
    """Return words about one document by its name, or about several by their number."""
    if len(items) == 1:
        return one.say(name=items[0].name, **values)
    return several.say(n=len(items), **values)
