"""What a search over everything found, as frozen values."""

from __future__ import annotations

import dataclasses

from octavo.session.state import Citation

MOST_TYPED = 500
"""Characters that can be looked for."""

Mark = tuple[int, int]
"""Where a word begins and ends in a text."""


@dataclasses.dataclass(frozen=True, slots=True)
class FoundThread:
    """A thread with the words in its title or in a message.

    Args:
        thread_id: The thread.
        title: Its title; empty if it has none yet.
        title_marks: Where the words stand in the title.
        message_id: The message that has them, if it is one.
        text: The part of the message that has them.
        marks: Where they stand in that.
    """

    thread_id: str
    title: str
    title_marks: tuple[Mark, ...] = ()
    message_id: str | None = None
    text: str = ""
    marks: tuple[Mark, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class FoundPage:
    """A page with the words; ``start`` and ``end`` are where ``text`` stands in its raw text."""

    file_id: str
    filename: str
    page: int
    label: str
    text: str
    marks: tuple[Mark, ...]
    start: int
    end: int

    @property
    def citation(self) -> Citation:
        """The place as the page view shows it; its rectangles are still to be found."""
        return Citation(
            start=self.start,
            end=self.end,
            file_id=self.file_id,
            filename=self.filename,
            page=self.page,
            label=self.label,
            quote=self.text,
            rects=(),
            verified=True,
            score=None,
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What was found for some words, best first."""

    query: str
    threads: tuple[FoundThread, ...] = ()
    pages: tuple[FoundPage, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.threads and not self.pages
