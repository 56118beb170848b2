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
from octavo.ui.dialogs import confirm
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.documents.embedder_dialog import EmbedderDialog, show_embedders
from octavo.ui.documents.following import (
    LOOKS_EVERY,
    LOOKS_RARELY,
    Followed,
    Following,
    Seen,
    set_within,
)
from octavo.ui.work import Work
from octavo.words import say


class EmbedderPresenter:
    """Shows what compares meanings in the collection in view.

    Args:
        embedders: The session's.
        work: Runs what is asked for.
        on_note: Called when what is to be noted is another one.

    Attributes:
        following: How far another embedder of the collection in view is and what it failed at, and
            where text and questions go.
    """

    def __init__(
        self, embedders: CollectionEmbedders, work: Work, on_note: Callable[[], None]
    ) -> None:
        self._embedders = embedders
        self._work = work
        self.following = Following(self._look, work, on_note, name="follow embedders")

    async def show(self, parent: QWidget, collection: CollectionItem) -> None:
        """Let the person choose, until the dialog is closed.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        shown = await self._embedders.of(collection.id)
        closed = asyncio.Event()

        def serve(dialog: EmbedderDialog) -> None:
            dialog.show_embedding(shown)
            dialog.chosen.connect(
                lambda name: self._work.start(
                    lambda: self._choose(dialog, closed, collection.id, name),
                    name="choose an embedder",
                )
            )
            self._work.start(
                lambda: self._keep_shown(dialog, closed, collection.id, shown),
                name="show an embedder",
            )

        try:
            await show_embedders(parent, collection.name or str(UNNAMED), serve)
        finally:
            closed.set()
            self.following.look_again()

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
        self.following.look_again()
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
            await set_within(closed, LOOKS_EVERY)

    async def _look(self, followed: Followed) -> Seen:
        found = [await self._embedders.of(one) for one in followed if one is not None]
        places = [await self._embedders.place_of(one) for one in found]
        return Seen(
            note="" if followed[0] is None else _note_of(found[0]),
            place=next(filter(None, places), None),
            pause=_pause(found),
        )


def _pause(found: list[Embedding]) -> float | None:
    rests = all(one.is_made and not one.problem for one in found)
    if rests and not any(one.embedder for one in found):
        return None
    return LOOKS_RARELY if rests else LOOKS_EVERY


def _note_of(embedding: Embedding) -> str:
    """Return what is to be said below the collection's name; documents say the rest themselves."""
    if embedding.problem:
        return embedding.problem
    changes = embedding.searched not in (None, embedding.embedder)
    return state_of(embedding) if changes and not embedding.is_made else ""
