"""Between the session's collections and the sidebar: choose, make, rename, delete and its undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from octavo.session.engine_words import quoted
from octavo.session.events import (
    AssistantChanged,
    CollectionsChanged,
    FoldersChanged,
    ReadingChanged,
    SessionEvent,
)
from octavo.session.names import display_name
from octavo.session.session import Session
from octavo.session.state import CollectionItem, FolderItem
from octavo.ui.dialogs import choose_folder
from octavo.ui.documents.collection_menu import (
    CollectionAnswers,
    CollectionChoice,
    CollectionCommand,
)
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.documents.embedder_presenter import EmbedderPresenter
from octavo.ui.documents.hosting_presenter import HostingPresenter
from octavo.ui.documents.name_dialog import ask_name
from octavo.ui.settings import WindowSettings
from octavo.ui.sidebar.sidebar import Sidebar
from octavo.ui.work import Work
from octavo.words import later, say, say_many

PAUSED_NOTE = later("Reading is paused")
FULL_NOTE = later("Reading waits: the disk is full")


class CollectionsPresenter:
    """Does what a person asks of the collection in view.

    Args:
        session: Where the collections are.
        sidebar: Shows the name of the one in view, and offers to undo.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
        assistant_id: Tells the assistant in view.
        thread_id: Tells the thread in view, if there is one.
        on_change: Called when the assistant in view looks into another collection.
    """

    def __init__(
        self,
        session: Session,
        sidebar: Sidebar,
        settings: WindowSettings,
        work: Work,
        *,
        assistant_id: Callable[[], str],
        thread_id: Callable[[], str | None],
        on_change: Callable[[], Awaitable[None]],
    ) -> None:
        self._session = session
        self._sidebar = sidebar
        self._settings = settings
        self._work = work
        self._assistant_id = assistant_id
        self._thread_id = thread_id
        self._on_change = on_change
        self._asked_for = ""
        self._embedders = EmbedderPresenter(session.embedders, work, self._show_note)
        self._hosting = HostingPresenter(session.hosting, work, self._show_note)
        self._unsubscribe = session.events.subscribe(self._on_event)
        sidebar.heading.menu_asked.connect(
            lambda: work.start(self._open_menu, name="show the collections")
        )
        sidebar.heading.offer_menu(self._answers(), self._choice)
        sidebar.documents.offer_targets(self.others)
        self._show_note()

    @property
    def current(self) -> str | None:
        """The collection of the assistant in view, if it has one by now."""
        return self._session.assistants.get(self._assistant_id()).vector_store_id

    def others(self) -> tuple[CollectionItem, ...]:
        """Return the collections that documents in view can go to."""
        return tuple(c for c in self._session.collections.items if c.id != self.current)

    def refresh(self) -> None:
        """Show the name of the collection in view."""
        current = self.current
        names = {item.id: item.name or str(UNNAMED) for item in self._session.collections.items}
        if current is not None and current not in names and current != self._asked_for:
            self._asked_for = current  # it was made just now
            self._work.start(self._session.collections.load, name="read the collections")
        self._sidebar.heading.show_collection(names.get(current or "", ""))
        thread = self._session.threads.find(self._thread_id() or "")
        followed = (current, thread.collection_id if thread else None)
        for one in (self._embedders, self._hosting):
            one.following.follow(*followed)
        self._show_note()

    async def create(self) -> CollectionItem | None:
        """Ask for a name and make a collection; None if the person thinks better of it."""
        taken = [item.name for item in await self._session.collections.load()]
        parent = self._sidebar.window()
        name = await ask_name(parent, say("New collection"), say("Create"), taken=taken)
        return None if name is None else await self._session.collections.create(name)

    def close(self) -> None:
        """Listen to the session no more."""
        self._unsubscribe()

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case CollectionsChanged() | AssistantChanged():
                self.refresh()
            case ReadingChanged() | FoldersChanged():
                self._show_note()
            case _:
                pass

    def _show_note(self) -> None:
        """Say what keeps documents out, how far another embedder is, and what is searched besides.

        What each folder lacks stands in the menu.
        """
        folders = self._session.folders.items(self.current)
        said = [str(PAUSED_NOTE)] if self._session.library.is_paused else []
        said += [str(FULL_NOTE)] if self._session.library.disk_is_full else []
        said += [
            f"{quoted(display_name(Path(one.path)))}: {words}"
            for one in folders
            if (words := one.problem or _missing_words(len(one.missing)))
        ]
        embedder, keeper = self._embedders.following.seen, self._hosting.following.seen
        said += [note for note in (embedder.note, keeper.note) if note]
        names = [quoted(one.name or str(UNNAMED)) for one in self._besides()]
        said += [say("Also searched: {name}", name=one) for one in names]
        self._sidebar.heading.show_note(" · ".join(said))
        self._sidebar.show_embedder(embedder.place)
        self._sidebar.show_keeper(keeper.place)

    def _besides(self) -> list[CollectionItem]:
        """Return what the thread in view looks into besides, if it is another and is known."""
        thread = self._session.threads.find(self._thread_id() or "")
        wanted = None if thread is None else thread.collection_id
        return [one for one in self.others() if one.id == wanted]

    async def _open_menu(self) -> None:
        await self._session.collections.load()
        self._sidebar.heading.open_menu()

    def _choice(self) -> CollectionChoice:
        thread_id = self._thread_id()
        thread = None if thread_id is None else self._session.threads.get(thread_id)
        return CollectionChoice(
            self._session.collections.items,
            current=self.current,
            besides=None if thread is None else thread.collection_id,
            has_thread=thread is not None,
            is_paused=self._session.library.is_paused,
            folders=self._session.folders.items(self.current),
        )

    def _answers(self) -> CollectionAnswers:
        return CollectionAnswers(
            choose=lambda key: self._start(lambda: self._choose(key), "choose a collection"),
            look_into=lambda key: self._start(lambda: self._look_into(key), "look into another"),
            unwatch=lambda folder: self._start(
                lambda: self._session.folders.unwatch(folder), "stop watching a folder"
            ),
            missing=lambda folder, keep: self._start(
                lambda: self._decide(folder, keep=keep), "decide on missing documents"
            ),
            do=lambda command: self._start(lambda: self._do(command), f"{command} collection"),
        )

    def _start(self, make: Callable[[], Awaitable[None]], name: str) -> None:
        async def run() -> None:
            await make()

        self._work.start(run, name=name)

    async def _do(self, command: CollectionCommand) -> None:
        match command:
            case CollectionCommand.NEW:
                made = await self.create()
                if made is not None:
                    await self._choose(made.id)
            case CollectionCommand.RENAME:
                await self._rename()
            case CollectionCommand.EMBEDDER | CollectionCommand.HOSTING:
                if self.current is not None:
                    is_hosting = command is CollectionCommand.HOSTING
                    shows = self._hosting if is_hosting else self._embedders
                    item = self._session.collections.get(self.current)
                    await shows.show(self._sidebar.window(), item)
            case CollectionCommand.DELETE:
                await self._delete()
            case CollectionCommand.WATCH:
                await self._watch()
            case CollectionCommand.PAUSE | CollectionCommand.GO_ON:
                paused = command is CollectionCommand.PAUSE
                await self._session.library.pause_all(paused=paused)

    async def _choose(self, collection_id: str | None) -> None:
        assistant_id = self._assistant_id()
        if self.current == collection_id:
            return
        await self._session.library.let_go(assistant_id)
        await self._session.assistants.use_collection(assistant_id, collection_id)
        await self._on_change()
        self.refresh()

    async def _look_into(self, collection_id: str) -> None:
        thread_id = self._thread_id()
        if thread_id is not None:
            await self._session.threads.look_into(thread_id, collection_id or None)
            self.refresh()

    async def _watch(self) -> None:
        assistant_id = self._assistant_id()
        parent = self._sidebar.window()
        path = await choose_folder(parent, say("Watch a folder"), self._settings.folder)
        if path is not None:
            self._settings.folder = path
            await self._session.folders.watch(assistant_id, path)

    async def _decide(self, folder: FolderItem, *, keep: bool) -> None:
        """Keep the documents whose PDFs are missing in a watched folder, or remove them."""
        if keep:
            await self._session.folders.keep_missing(folder)
            return
        count = len(folder.missing)
        back = await self._session.folders.remove_missing(folder)
        self._sidebar.undo_bar.offer(
            say_many("Removed {n} document", "Removed {n:,} documents", count),
            lambda: self._start(back, "bring documents back"),
        )

    async def _rename(self) -> None:
        current = self.current
        if current is None:
            return
        taken = [one.name for one in await self._session.collections.load() if one.id != current]
        item = self._session.collections.get(current)
        parent = self._sidebar.window()
        title, action = say("Rename the collection"), say("Rename")
        name = await ask_name(parent, title, action, item.name, taken=taken)
        if name is not None:
            await self._session.collections.rename(item.id, name)

    async def _delete(self) -> None:
        current = self.current
        if current is None:
            return
        item = self._session.collections.get(current)
        await self._session.collections.put_away(item.id)
        await self._on_change()
        self._sidebar.undo_bar.offer(
            say("Deleted “{name}”", name=item.name or str(UNNAMED)),
            lambda: self._start(lambda: self._bring_back(item.id), "bring a collection back"),
        )

    async def _bring_back(self, collection_id: str) -> None:
        await self._session.collections.bring_back(collection_id)
        await self._on_change()
        self.refresh()


def _missing_words(count: int) -> str:
    if not count:
        return ""
    return say_many("{n} PDF missing, kept here", "{n:,} PDFs missing, kept here", count)
