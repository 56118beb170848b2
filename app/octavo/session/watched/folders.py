"""Watched folders: what is put into one comes into its collection, what goes is taken out.

A folder that is away (a drive not plugged in, a network not there) is said to be, and nothing is
taken out because of it. Where all files of a folder went at once, their documents stay until each
is there again or the person decides; what else comes into the folder is taken in meanwhile. A file
that was changed is read anew; one that got another name leaves and comes back under that name, its
pages being kept. What the person removed stays removed until the file changes.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Container, Iterable, Mapping
from pathlib import Path
from typing import Final

from octavo.errors import AppError, InputError
from octavo.session.assistants import Assistants
from octavo.session.drops import Journal
from octavo.session.events import (
    CollectionsChanged,
    DocumentsChanged,
    Events,
    FoldersChanged,
    SessionEvent,
)
from octavo.session.files import look_at
from octavo.session.library import Library
from octavo.session.names import display_name
from octavo.session.state import FolderItem
from octavo.session.tasks import SessionTasks
from octavo.session.watched.changes import Changes
from octavo.session.watched.journal import Watched, WatchedJournal
from octavo.session.watched.scan import (
    SETTLED_SECONDS,
    Place,
    Scan,
    difference,
    missing,
    place_of,
    scan,
)
from octavo.words import later, say

logger = logging.getLogger(__name__)

AWAY_SECONDS: Final = 15.0
"""Between two looks for a folder that is away."""

_AWAY: Final = later("The folder is not there now. Its documents stay.")


class WatchedFolders:
    """The watched folders of all collections; each has a task of its own.

    Args:
        events: Where changes are told.
        tasks: Owner of the watching.
        assistants: A folder is chosen for the collection of one.
        library: Takes files in and out.
        journal: Keeps them over restarts.
    """

    def __init__(
        self,
        events: Events,
        tasks: SessionTasks,
        assistants: Assistants,
        library: Library,
        journal: Journal,
    ) -> None:
        self._events = events
        self._tasks = tasks
        self._assistants = assistants
        self._library = library
        self._journal = WatchedJournal(journal)
        self._items: dict[Watched, FolderItem] = {}
        self._following: dict[Watched, asyncio.Task[None]] = {}
        self._collections: set[str] = set()  # those that are there
        self._changes: dict[Watched, Changes] = {}
        self._back: set[str] = set()  # keys of documents whose removal was undone
        events.subscribe(self._on_event)
        library.on_back = self._on_back

    def items(self, collection_id: str | None) -> tuple[FolderItem, ...]:
        """Return the folders that a collection follows, in the order in which they were chosen."""
        return tuple(i for i in self._items.values() if i.collection_id == collection_id)

    async def load(self) -> None:
        """Go on with what earlier sessions watched, where the collection is still there.

        Raises:
            DataFolderError: the journal cannot be read or written.
        """
        for folder in await self._journal.folders():
            if folder.store_id in self._collections:
                self._begin(folder)
            else:
                await self._journal.remove(folder)
        self._tell()

    async def watch(self, assistant_id: str, path: Path) -> None:
        """Let the collection of an assistant follow a folder.

        Raises:
            InputError: it is no folder, or one that is watched already, or is in one or holds one.
            ApiError: the collection could not be made.
            DataFolderError: it cannot be written down.
        """
        path = await asyncio.to_thread(lambda: path.absolute().resolve())
        name = display_name(path)
        found = await asyncio.to_thread(scan, path)
        if not found.is_there:
            raise InputError(
                say("“{name}” cannot be looked into.", name=name),
                title=say("This folder is not there"),
            )
        store_id = await self._assistants.collection(assistant_id)
        self._collections.add(store_id)  # perhaps made just now
        for known in self._items:
            if known.store_id == store_id and (
                known.path.is_relative_to(path) or path.is_relative_to(known.path)
            ):
                raise InputError(
                    say("“{name}” is watched already.", name=display_name(known.path)),
                    title=say("Watched already"),
                    hint=say("What lies in folders inside it comes in, too."),
                )
        folder = Watched(store_id, path)
        await self._journal.add(folder)
        self._begin(folder)
        self._tell()

    async def unwatch(self, item: FolderItem) -> None:
        """Follow a folder no more; its documents stay.

        Raises:
            DataFolderError: it cannot be written down.
        """
        for folder in [known for known, one in self._items.items() if one.path == item.path]:
            if folder.store_id == item.collection_id:
                await self._end(folder)
                await self._journal.remove(folder)
        self._tell()

    async def keep_missing(self, item: FolderItem) -> None:
        """Have the documents whose files are missing stay as any other, which no file is behind.

        Raises:
            DataFolderError: it cannot be written down.
        """
        folder = _watched(item)
        await self._journal.forget(folder, await self._journal.missing(folder))
        self._look_again()

    async def remove_missing(self, item: FolderItem) -> Callable[[], Awaitable[None]]:
        """Take the documents out whose files are missing; return what undoes it for a while.

        Files that are there again later are taken in as new ones.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        folder, library = _watched(item), self._library
        owner = library.owner_of(folder.store_id)
        known, gone = await self._journal.seen(folder), await self._journal.missing(folder)
        sources = await library.sources(owner)
        keys = [key for path in gone for key in sources.get(str(path), ())]
        await library.put_away(owner, keys)
        await self._journal.forget(folder, gone)
        self._look_again()

        async def back() -> None:
            await self._journal.see(folder, {path: known[path] for path in gone if path in known})
            await self._journal.miss(folder, gone)
            await library.bring_back(folder.store_id, keys)

        return back

    def _begin(self, folder: Watched) -> None:
        self._items[folder] = FolderItem(str(folder.path), folder.store_id)
        name = f"watch {folder.path.name}"
        self._following[folder] = self._tasks.start(self._follow(folder), name=name)

    async def _end(self, folder: Watched) -> None:
        task = self._following.pop(folder)
        task.cancel()
        await asyncio.wait([task])
        self._items.pop(folder, None)

    def _on_event(self, event: SessionEvent) -> None:
        if isinstance(event, CollectionsChanged):
            before, self._collections = self._collections, {one.id for one in event.collections}
            if self._collections - before:
                self._look_again()  # one that came back may have missed something
        elif isinstance(event, DocumentsChanged):
            for folder, item in self._items.items():
                if item.missing and folder in self._changes:  # perhaps one of them was removed
                    self._changes[folder].look_again()

    def _on_back(self, keys: Iterable[str]) -> None:
        self._back.update(keys)
        self._look_again()

    def _look_again(self) -> None:
        for changes in self._changes.values():
            changes.look_again()

    async def _follow(self, folder: Watched) -> None:
        while True:
            found = await asyncio.to_thread(scan, folder.path)
            if not found.is_there:
                self._say(folder, str(_AWAY))
                await asyncio.sleep(AWAY_SECONDS)
                continue
            place = await asyncio.to_thread(place_of, folder.path)
            async with Changes(folder.path).told() as changes:
                self._changes[folder] = changes
                try:
                    while await self._look(folder) and await self._change(folder, changes, place):
                        pass
                finally:
                    del self._changes[folder]

    async def _change(self, folder: Watched, changes: Changes, place: Place | None) -> bool:
        """Wait for a change; False if another folder lies there by now, which nobody watches.

        A drive that is plugged in tells of no change in the folder that it covers.
        """
        while True:
            told = await changes.wait(AWAY_SECONDS if self._items[folder].missing else None)
            if await asyncio.to_thread(place_of, folder.path) != place:
                return False
            if told:
                return True

    async def _look(self, folder: Watched) -> bool:
        """Bring the collection up to date; False if the folder is away."""
        while True:
            found = await asyncio.to_thread(scan, folder.path)
            if not found.is_there:
                self._say(folder, str(_AWAY))
                return False
            try:
                settled = await self._bring_up_to_date(folder, found)
            except AppError as error:  # the next change, or the next session, tries again
                logger.warning("a watched folder is not followed: %s", error)
                self._say(folder, error.message)
                return True
            if settled:
                return True
            await asyncio.sleep(SETTLED_SECONDS)

    async def _bring_up_to_date(self, folder: Watched, found: Scan) -> bool:
        """Take in and out what differs; False if some files may still be written to."""
        if folder.store_id not in self._collections:
            return True  # the collection was deleted, and may come back
        owner = self._library.owner_of(folder.store_id)
        sources = await self._library.sources(owner)
        known = await self._journal.seen(folder)
        inside = {Path(one): keys for one, keys in sources.items() if _is_in(one, folder.path)}
        before = await self._journal.missing(folder)
        gone_at_once = missing(found, known, before)
        if gone_at_once != before:
            await self._journal.miss(folder, gone_at_once, before - gone_at_once)
        held = sorted(display_name(path) for path in gone_at_once & inside.keys())
        self._say(folder, "", tuple(held))
        known = {path: stamp for path, stamp in known.items() if path not in gone_at_once}
        differs = difference(found, known, inside)
        gone = [key for path in differs.old for key in inside.get(path, ())]
        gone += self._outdated(inside, known)
        if gone:
            await self._library.put_away(owner, gone)
        await self._journal.forget(folder, differs.old)
        looked_at = await asyncio.to_thread(lambda: [look_at(path) for path in differs.new])
        await self._library.put(owner, looked_at)
        await self._journal.see(folder, {path: found.files[path] for path in differs.new})
        return not differs.unsettled

    def _outdated(self, inside: Mapping[Path, list[str]], known: Container[Path]) -> list[str]:
        """Return what came back though the file has other content by now, which was taken in."""
        several = [keys for path, keys in inside.items() if path in known and len(keys) > 1]
        outdated = [key for keys in several for key in keys if key in self._back]
        self._back.difference_update(key for keys in inside.values() for key in keys)
        return outdated

    def _say(self, folder: Watched, problem: str, missed: tuple[str, ...] = ()) -> None:
        item = self._items.get(folder)
        if item is None:
            return
        said = dataclasses.replace(item, problem=problem, missing=missed)
        if said != item:
            self._items[folder] = said
            self._tell()

    def _tell(self) -> None:
        self._events.emit(FoldersChanged(tuple(self._items.values())))


def _watched(item: FolderItem) -> Watched:
    return Watched(item.collection_id, Path(item.path))


def _is_in(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)
