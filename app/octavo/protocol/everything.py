"""Searching threads and pages at once, as one types; an operation of Octavo's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from octavo.protocol.base import Reply, Request, Timestamp

LONGEST_WORDS = 500
"""Characters of what is looked for."""

MOST_STORES = 1000
"""Vector stores that are searched at once."""

Mark = tuple[int, int]
"""Where a word that was looked for begins and ends in a text."""


class SearchEverythingRequest(Request):
    """Words that all have to be there; the last may be the beginning of one.

    ``vector_store_ids`` names the stores whose pages are searched: all, if it is not given.
    """

    query: Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]
    vector_store_ids: Annotated[list[str], Field(max_length=MOST_STORES)] | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class FoundMessage(Reply):
    """A message with the words; ``text`` is the part of it that has them."""

    thread_id: str
    message_id: str
    role: Literal["user", "assistant"]
    created_at: Timestamp
    text: str
    marks: list[Mark]


class FoundPage(Reply):
    """A page with the words; ``text`` is the part of it that has them.

    ``start`` and ``end`` are where that part stands in the page's raw text.
    """

    vector_store_id: str
    file_id: str
    filename: str
    page: int
    page_label: str
    text: str
    marks: list[Mark]
    start: int
    end: int


class FoundEverything(Reply):
    """What was found, best first: at most so many messages, and so many pages, as asked for."""

    object: Literal["octavo.search_results"] = "octavo.search_results"
    messages: list[FoundMessage]
    pages: list[FoundPage]
