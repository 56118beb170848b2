"""The text of a file's pages, as it is read; an operation of Octavo's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Reply, Request

MOST_PAGES = 200
"""Pages in one reply."""

PlacedWord = tuple[int, int, float, float, float, float]
"""A word that was recognised in a picture: where it begins and ends in the page's text, then left,
bottom, right, top as in ``messages.Rect``."""


class FilePagesQuery(Request):
    """Which pages: those behind one, at most so many."""

    after: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 20


class FilePage(Reply):
    """A page: its raw text, in which all citations count, and where recognised words are."""

    page: int
    page_label: str
    state: Literal["text", "ocr", "empty", "failed"]
    text: str
    words: list[PlacedWord]


class FilePages(Reply):
    """Some pages of a file in their order, of those that are read so far."""

    object: Literal["octavo.file_pages"] = "octavo.file_pages"
    file_id: str
    pages_total: int
    pages_read: int
    data: list[FilePage]
    has_more: bool
