"""Follows what is made of the collection in view elsewhere: looks now and then, and notes it."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import Callable, Coroutine
from typing import Final

from octavo.errors import ApiError
from octavo.ui.work import Work

LOOKS_EVERY: Final = 1.0
"""Seconds between two looks while something is going on."""

LOOKS_RARELY: Final = 15.0
"""Seconds between two looks at what rests: it may fail at a question."""

Followed = tuple[str | None, str | None]
"""The collection in view, and what questions are put to as well."""


@dataclasses.dataclass(frozen=True, slots=True)
class Seen:
    """What a look found.

    Args:
        note: What is to be said below the collection's name.
        place: Where text, questions or documents go; None for nowhere.
        pause: Seconds until the next look; None: nothing happens until somebody chooses.
    """

    note: str = ""
    place: str | None = None
    pause: float | None = None


class Following:
    """Looks at the collection in view as long as it is.

    Args:
        look: Looks at what is followed.
        work: Runs the looking.
        on_note: Called when note or place is another one.
        name: Of the task.

    Attributes:
        seen: What the last look found.
    """

    def __init__(
        self,
        look: Callable[[Followed], Coroutine[object, object, Seen]],
        work: Work,
        on_note: Callable[[], None],
        *,
        name: str,
    ) -> None:
        self._look = look
        self._work = work
        self._on_note = on_note
        self._name = name
        self._followed: Followed = (None, None)
        self._changed = asyncio.Event()
        self.seen = Seen()

    def follow(self, collection_id: str | None, besides: str | None = None) -> None:
        """Follow a collection instead of another one; None for none.

        Args:
            collection_id: The collection in view.
            besides: What questions are put to as well.
        """
        followed = (collection_id, besides)
        if followed == self._followed:
            return
        self._followed = followed
        self._note(Seen())
        self._changed.set()
        self._changed = asyncio.Event()
        if followed != (None, None):
            self._work.start(lambda: self._follow(followed), name=self._name)

    def look_again(self) -> None:
        """Look at once: something was chosen."""
        self._changed.set()

    async def _follow(self, followed: Followed) -> None:
        while self._followed == followed:
            self._changed.clear()
            try:
                seen = await self._look(followed)
            except ApiError:
                return  # one is gone, and others will be in view
            if self._followed != followed:
                return
            self._note(seen)
            await set_within(self._changed, seen.pause)

    def _note(self, seen: Seen) -> None:
        before, self.seen = self.seen, seen
        if (before.note, before.place) != (seen.note, seen.place):
            self._on_note()


async def set_within(event: asyncio.Event, seconds: float | None) -> None:
    """Wait for an event, at most so many seconds; None waits as long as it takes."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
