"""Between the session's library and the list of documents: add, cancel, retry, remove, open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.dialogs import confirm, finished
from octavo.ui.documents.details_dialog import DetailsDialog
from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.model import DocumentsModel
from octavo.ui.documents.unlocking import Unlocking
from octavo.ui.documents.words import DocumentAction
from octavo.ui.work import Work
from octavo.words import say


class DocumentsPresenter:
    """Keeps the list in step with the collection of one assistant.

    Args:
        session: Where the documents are.
        model: What the list shows.
        view: The list.
        work: Starts what the person asks for.
        unlocking: Asks for passwords.
        open_document: Shows a document, by the id of its file.
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
        *,
        open_document: Callable[[str], Awaitable[None]],
        summarise: Callable[[str, DocumentItem], None],
        compare: Callable[[str, tuple[str, ...]], None],
        on_change: Callable[[], None],
    ) -> None:
        self._session = session
        self._model = model
        self._view = view
        self._work = work
        self._unlocking = unlocking
        self._open_document = open_document
        self._summarise = summarise
        self._compare = compare
        self._on_change = on_change
        self._assistant_id = ""
        self._unsubscribe = session.events.subscribe(self._on_event)
        view.action_asked.connect(self._on_action_asked)

    @property
    def is_empty(self) -> bool:
        """Whether the collection has no documents."""
        return self._model.rowCount() == 0

    async def show(self, assistant_id: str) -> None:
        """Show the documents of an assistant's collection.

        Raises:
            ApiError: they could not be read.
        """
        if assistant_id == self._assistant_id:
            return
        self._assistant_id = assistant_id
        self._model.set_items(self._session.library.items(assistant_id))
        await self._session.library.load(assistant_id)

    async def add(self, assistant_id: str, paths: Sequence[Path]) -> None:
        """Put files and folders into an assistant's collection.

        Raises:
            ApiError: the collection could not be read.
        """
        added = await self._session.library.add(assistant_id, paths)
        row = self._model.rowCount() - 1
        if added and assistant_id == self._assistant_id:
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

    def _on_action_asked(self, action: DocumentAction, key: str) -> None:
        item = self._model.item(key)
        if item is None:
            return
        if action is DocumentAction.SUMMARISE:
            self._summarise(self._assistant_id, item)
        elif action is DocumentAction.COMPARE:
            self._compare(self._assistant_id, () if item.file_id is None else (item.file_id,))
        else:
            self._work.start(lambda: self._act(action, item), name=f"{action} a document")

    async def _act(self, action: DocumentAction, item: DocumentItem) -> None:
        assistant_id = self._assistant_id
        library = self._session.library
        match action:
            case DocumentAction.OPEN:
                if item.file_id is not None:
                    await self._open_document(item.file_id)
            case DocumentAction.CANCEL:
                await library.cancel(assistant_id, item.key)
            case DocumentAction.UNLOCK:
                await self._unlocking.documents(assistant_id, item)
            case DocumentAction.DETAILS:
                await self._show_details(assistant_id, item)
            case DocumentAction.RETRY:
                await library.retry(assistant_id, item.key)
            case DocumentAction.REMOVE:
                if await self._may_remove(item):
                    await library.remove(assistant_id, item.key)

    async def _show_details(self, assistant_id: str, item: DocumentItem) -> None:
        report = await self._session.library.report(assistant_id, item.key)
        if await finished(DetailsDialog(self._view.window(), item, report)):
            await self._session.library.read_again(assistant_id, item.key)

    async def _may_remove(self, item: DocumentItem) -> bool:
        if item.state in {DocumentState.FAILED, DocumentState.CANCELLED, DocumentState.LOCKED}:
            return True  # nothing of it is in the collection
        return await confirm(
            self._view.window(),
            say("Remove this document?"),
            say(
                "“{name}” is taken out of the collection, and answers no longer use it. The "
                "file that you added stays where it is.",
                name=item.name,
            ),
            action=say("Remove"),
            destructive=True,
        )
