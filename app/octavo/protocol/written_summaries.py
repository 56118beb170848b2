"""Summaries that a model writes of whole documents: what is asked, told meanwhile, and kept."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from octavo.protocol.base import Reply, Request, Timestamp
from octavo.protocol.insight import DocumentPart, PageQuote, Section
from octavo.protocol.phrases import Phrases
from octavo.protocol.runs import Usage

_Model = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class WriteSummaryRequest(Request):
    """Which model shall write.

    With ``section``, it writes of what stands under that heading alone. With ``anew``, one that is
    kept is written once more. With ``stream``, how far it is comes in events, and the summary is
    the last of them.
    """

    model: _Model
    section: Section | None = None
    anew: bool | None = None
    stream: bool | None = None


class WrittenSummaryQuery(Request):
    """Whose summary is wanted, and of which part."""

    model: _Model
    section: Section | None = None


class WrittenStatement(Reply):
    """A statement of the model, and the places that say the same.

    ``supported`` is false where there is none.
    """

    text: str
    supported: bool
    quotes: list[PageQuote]


class WrittenPart(Reply):
    """What a model wrote of one part: from ``page`` to ``last_page``, under ``title``."""

    title: str
    page: int
    page_label: str
    last_page: int
    last_page_label: str
    statements: list[WrittenStatement]


class HostWait(Reply):
    """A host takes no request yet and is asked again by itself after ``seconds``.

    Args:
        phrases: What it takes to say the reason in another language.
    """

    seconds: float
    host: str
    reason: str
    phrases: Phrases | None = None


class SummaryProgress(Reply):
    """How far a summary is: parts done, of all that are known to be needed.

    ``part`` is one that has just been written, ``wait`` why it does not go on at the moment.
    """

    object: Literal["octavo.summary_progress"] = "octavo.summary_progress"
    done: int
    total: int
    part: WrittenPart | None = None
    wait: HostWait | None = None


class WrittenSummary(Reply):
    """A document in a model's words, each statement with where it stands.

    ``statements`` are of the whole, ``parts`` what they were made of; a document that the model can
    read in one go has one part, which has no statements of its own. ``pages`` are those that were
    read when it was written. With ``part``, it is of that part alone.
    """

    object: Literal["octavo.written_summary"] = "octavo.written_summary"
    vector_store_id: str
    file_id: str
    filename: str
    title: str
    part: DocumentPart | None = None
    model: str
    created_at: Timestamp
    pages: int
    pages_total: int
    statements: list[WrittenStatement]
    parts: list[WrittenPart]
    usage: Usage


SummaryEvent = Annotated[SummaryProgress | WrittenSummary, Field(discriminator="object")]
"""One event of a stream; the summary is the last before ``[DONE]``."""
