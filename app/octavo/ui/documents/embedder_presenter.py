"""Between the embedders of collections and the window: choose one, agree to it, see its work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from octavo.errors import ApiError, AppError
from octavo.session.embeddings import CollectionEmbedders, Embedding, state_of
from octavo.session.model_hosts import what_is_embedded
from octavo.session.state import CollectionItem
from octavo.ui.dialogs import confirm, finished
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.documents.embedder_dialog import EmbedderDialog
from octavo.ui.work import Work
from octavo.words import say

_LOOKS_EVERY = 1.0
"""Seconds between two looks while something is being embedded."""

_LOOKS_RARELY = 15.0
"""Seconds between two looks at a collection that a host has embedded: it may fail at a question."""


class EmbedderPresenter:
    """Shows what compares meanings in the collection in view.

    Args:
        embedders: The session's.
        work: Runs what is asked for.
        on_note: Called when note or place is another one.

    Attributes:
        note: What is to be said below the collection's name.
        place: Where text and questions go; None for nowhere.
    """

    def __init__(
        self, embedders: CollectionEmbedders, work: Work, on_note: Callable[[], None]
    ) -> None:
        self._embedders = embedders
        self._work = work
        self._on_note = on_note
        self._followed: tuple[str | None, str | None] = (None, None)
        self._changed = asyncio.Event()
        self.note = ""
        self.place: str | None = None

    def follow(self, collection_id: str | None, besides: str | None = None) -> None:
        """Note how far another embedder of a collection is, and what it failed at.

        Args:
            collection_id: The collection in view.
            besides: What questions are put to as well.
        """
        followed = (collection_id, besides)
        if followed == self._followed:
            return
        self._followed = followed
        self._set_note("", None)
        self._changed.set()
        self._changed = asyncio.Event()
        if followed != (None, None):
            self._work.start(lambda: self._follow(followed), name="follow embedders")

    async def show(self, parent: QWidget, collection: CollectionItem) -> None:
        """Let the person choose, until the dialog is closed.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        dialog = EmbedderDialog(parent, collection.name or str(UNNAMED))
        shown = await self._embedders.of(collection.id)
        dialog.show_embedding(shown)
        closed = asyncio.Event()
        dialog.chosen.connect(
            lambda name: self._work.start(
                lambda: self._choose(dialog, closed, collection.id, name), name="choose an embedder"
            )
        )
        self._work.start(
            lambda: self._keep_shown(dialog, closed, collection.id, shown), name="show an embedder"
        )
        try:
            await finished(dialog)
        finally:
            closed.set()
            self._changed.set()

    async def _choose(
        self, dialog: EmbedderDialog, closed: asyncio.Event, collection_id: str, name: str
    ) -> None:
        try:
            host = await self._embedders.lacks_consent(name) if name else None
            if host is not None:
                if not await confirm(
                    dialog,
                    say("Send all text to {name}?", name=host.name),
                    what_is_embedded(host),
                    action=say("Agree"),
                ):
                    return
                await self._embedders.agree(host)
            found = await self._embedders.choose(collection_id, name)
        except AppError as error:
            if not closed.is_set():
                dialog.show_problem(f"{error.message} {error.hint}".strip())
            return
        self._changed.set()
        if not closed.is_set():
            dialog.show_embedding(found)

    async def _keep_shown(
        self, dialog: EmbedderDialog, closed: asyncio.Event, collection_id: str, seen: Embedding
    ) -> None:
        """Show what changes; what the dialog says of a choice that was refused stays until then."""
        choices = await self._embedders.choices()
        if not closed.is_set():
            dialog.show_choices(choices)
        while not closed.is_set():
            with contextlib.suppress(ApiError):  # gone meanwhile: there is nothing to show
                found = await self._embedders.of(collection_id)
                if found != seen and not closed.is_set():
                    dialog.show_embedding(found)
                seen = found
            await _either(closed, _LOOKS_EVERY)

    async def _follow(self, followed: tuple[str | None, str | None]) -> None:
        while self._followed == followed:
            self._changed.clear()
            try:
                found = [await self._embedders.of(one) for one in followed if one is not None]
            except ApiError:
                return  # one is gone, and others will be in view
            places = [await self._embedders.place_of(one) for one in found]
            if self._followed != followed:
                return
            note = "" if followed[0] is None else _note_of(found[0])
            self._set_note(note, next(filter(None, places), None))
            rests = all(one.is_made and not one.problem for one in found)
            if rests and not any(one.embedder for one in found):
                await self._changed.wait()  # nothing happens until somebody chooses
            else:
                await _either(self._changed, _LOOKS_RARELY if rests else _LOOKS_EVERY)

    def _set_note(self, note: str, place: str | None) -> None:
        if (note, place) != (self.note, self.place):
            self.note, self.place = note, place
            self._on_note()


def _note_of(embedding: Embedding) -> str:
    """Return what is to be said below the collection's name; documents say the rest themselves."""
    if embedding.problem:
        return embedding.problem
    changes = embedding.searched not in (None, embedding.embedder)
    return state_of(embedding) if changes and not embedding.is_made else ""


async def _either(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, or so many seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
