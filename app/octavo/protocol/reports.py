"""What became of a file's pages, and what was found in it: Octavo's own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from octavo.protocol.base import Reply

MOST_HEADINGS = 500
"""Headings of an outline that are told."""

PageRange = tuple[int, int]
"""First and last page of some that follow each other, counted from 1."""

FoundKind = Literal[
    "background",
    "transparent",
    "no ink",
    "tiny",
    "outside",
    "tags",
    "covered",
    "cut off",
    "layer",
    "javascript",
    "launch",
    "links",
    "embedded files",
    "dynamic form",
]
"""Hidden text: in the colour of what is behind it, see-through, drawn without ink, too small to
read, off the page, in invisible tag characters, below something painted over it, beside the area
that may be painted, on a layer that is switched off. Active content: scripts, actions that start
programs, addresses, files inside, pages that are to be made anew by whoever opens them (XFA)."""


class PageRemark(Reply):
    """Pages without text of their own, and why."""

    state: Literal["ocr", "empty", "failed"]
    reason: str | None
    needs_recognition: bool
    pages: list[PageRange]


class FoundInFile(Reply):
    """Hidden text or active content: how much in all, the beginning of the first, and where.

    Without pages it belongs to the file as a whole. Octavo does nothing with it.
    """

    kind: FoundKind
    count: int
    sample: str
    pages: list[PageRange]


class Recognition(Reply):
    """Whether text recognition is there, and the command that installs it where it is not."""

    available: bool
    install: str | None


class OutlineHeading(Reply):
    """A heading of a file's own outline: how deep it is, from 0, and its page, from 1."""

    title: str
    depth: int
    page: int | None


class FileReport(Reply):
    """What became of a file's pages as far as they are read, and what was found in it.

    ``metadata`` is what the file says of itself, ``outline`` the first `MOST_HEADINGS` headings.
    """

    id: str
    object: Literal["octavo.file_report"] = "octavo.file_report"
    filename: str
    pages_total: int
    pages_read: int
    encryption: str | None
    remarks: list[PageRemark]
    findings: list[FoundInFile]
    recognition: Recognition
    metadata: dict[str, str] = Field(default_factory=dict)
    outline: list[OutlineHeading] = Field(default_factory=list)
