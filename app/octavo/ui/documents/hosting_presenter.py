"""Between the hosts of collections and the window: choose one, agree to it, see what lies there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from octavo.errors import ApiError, AppError
from octavo.providers.settings import Provider
from octavo.session.hosting import CollectionHosting, Hosting, amount_words
from octavo.session.model_hosts import what_is_kept
from octavo.session.state import CollectionItem
from octavo.ui.chat.chips import one_line
from octavo.ui.dialogs import confirm
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.documents.following import (
    LOOKS_EVERY,
    LOOKS_RARELY,
    Followed,
    Following,
    Seen,
    set_within,
)
from octavo.ui.documents.hosting_dialog import HostingDialog, show_hosting
from octavo.ui.work import Work
from octavo.words import say, say_many

_NAMED = 5
"""Documents that are named at most where it is asked whether they may be sent."""

_LONGEST = 60
"""Characters of such a name."""


class HostingPresenter:
    """Shows where the collection in view is searched.

    Args:
        hosting: The session's.
        work: Runs what is asked for.
        on_note: Called when what is to be noted is another one.

    Attributes:
        following: What fails with the collection in view, and where its documents lie.
    """

    def __init__(self, hosting: CollectionHosting, work: Work, on_note: Callable[[], None]) -> None:
        self._hosting = hosting
        self._work = work
        self.following = Following(self._look, work, on_note, name="follow hosts")

    async def show(self, parent: QWidget, collection: CollectionItem) -> None:
        """Let the person choose, until the dialog is closed.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        seen = await self._hosting.of(collection.id)
        files = await self._hosting.listed()
        closed = asyncio.Event()

        def serve(dialog: HostingDialog) -> None:
            dialog.show_hosting(seen)
            dialog.show_files(files)
            self._connect(dialog, closed, collection)

        try:
            await show_hosting(parent, collection.name or str(UNNAMED), serve)
        finally:
            closed.set()
            self.following.look_again()

    def _connect(
        self, dialog: HostingDialog, closed: asyncio.Event, collection: CollectionItem
    ) -> None:
        dialog.chosen.connect(
            lambda provider, delete: self._work.start(
                lambda: self._choose(dialog, closed, collection, provider, delete=delete),
                name="choose where a collection is searched",
            )
        )
        dialog.deletion_asked.connect(
            lambda: self._work.start(lambda: self._clear(dialog, closed), name="delete at hosts")
        )
        self._work.start(
            lambda: self._keep_shown(dialog, closed, collection.id), name="show what lies at hosts"
        )

    async def _choose(
        self,
        dialog: HostingDialog,
        closed: asyncio.Event,
        collection: CollectionItem,
        provider: str,
        *,
        delete: bool,
    ) -> None:
        try:
            if provider:
                known = {one.name: one for one in await self._hosting.providers()}
                if provider not in known or not await self._agreed(
                    dialog, collection, known[provider]
                ):
                    return
            found = await self._hosting.choose(collection.id, provider, delete=delete)
        except AppError as error:
            self._show_problem(dialog, closed, error)
            return
        self.following.look_again()
        if not closed.is_set():
            dialog.show_hosting(found)

    async def _agreed(
        self, dialog: HostingDialog, collection: CollectionItem, host: Provider
    ) -> bool:
        """Ask before anything is sent, each time: it is another collection."""
        files, size = await self._hosting.amount(collection.id)
        names = await self._hosting.names(collection.id, _NAMED)
        message = say(
            "{what}\n\nThis sends {amount} of “{name}” now, and what is added to it later.",
            what=what_is_kept(host),
            amount=amount_words(files, size),
            name=collection.name or str(UNNAMED),
        )
        if names:
            shown = "\n".join(one_line(name)[:_LONGEST] for name in names)
            if (more := files - len(names)) > 0:
                shown += "\n" + say_many("and {n:,} more", "and {n:,} more", more)
            message += f"\n\n{shown}"
        title = say("Send whole documents to {name}?", name=host.name)
        if not await confirm(dialog, title, message, action=say("Agree and send")):
            return False
        if not host.keeps_files:
            await self._hosting.agree(host)
        return True

    async def _clear(self, dialog: HostingDialog, closed: asyncio.Event) -> None:
        """Delete what was left at hosts, and try again what could not be deleted."""
        try:
            left = {
                one.vector_store_id
                for one in await self._hosting.listed()
                if one.state in {"kept", "leaving"}
            }
            for collection_id in left:
                await self._hosting.delete_left(collection_id)
        except AppError as error:
            self._show_problem(dialog, closed, error)
        self.following.look_again()

    def _show_problem(self, dialog: HostingDialog, closed: asyncio.Event, error: AppError) -> None:
        if not closed.is_set():
            dialog.show_problem(f"{error.message} {error.hint}".strip())

    async def _keep_shown(
        self, dialog: HostingDialog, closed: asyncio.Event, collection_id: str
    ) -> None:
        """Show what changes; what the dialog says of a choice that was refused stays until then."""
        providers = await self._hosting.providers()
        if not closed.is_set():
            offered = [(one.name, one.origin.partition("://")[2]) for one in providers]
            dialog.show_providers(offered)
        seen, listed = None, None
        while not closed.is_set():
            with contextlib.suppress(ApiError):  # gone meanwhile: there is nothing to show
                found, files = await self._hosting.of(collection_id), await self._hosting.listed()
                if closed.is_set():
                    return
                if found != seen and seen is not None:
                    dialog.show_hosting(found)
                if files != listed:
                    dialog.show_files(files)
                seen, listed = found, files
            await set_within(closed, LOOKS_EVERY)

    async def _look(self, followed: Followed) -> Seen:
        found = [await self._hosting.of(one) for one in followed if one is not None]
        return Seen(
            note="" if followed[0] is None else found[0].problem,
            place=next((one.place for one in found if one.place), None),
            pause=_pause(found),
        )


def _pause(found: list[Hosting]) -> float | None:
    if not any(one.lies_there for one in found):
        return None
    rests = all(one.is_settled and not one.problem for one in found)
    return LOOKS_RARELY if rests else LOOKS_EVERY
