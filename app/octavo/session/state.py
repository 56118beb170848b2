"""The state of a session as frozen values; a change replaces a value whole."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window shows these values before it can afford to load pydantic
    from collections.abc import Sequence

    from octavo.pdf.page import DocumentFacts
    from octavo.protocol.messages import AnswerKind, Rect


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong, in words for people.

    ``of_room`` tells that it is over once there is room on the disk, ``is_double`` that nothing is
    wrong: what was to be added is there already.
    """

    title: str
    message: str
    hint: str = ""
    of_room: bool = False
    is_double: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantSettings:
    """What a person sets for an assistant.

    Args:
        name: Its name.
        description: What it is for.
        instructions: What it is told to do.
        language: Of its answers, by its name; empty for that of the question.
        temperature, top_p: Sampling, 0 to 2 and 0 to 1; None leaves them to the engine.
        passages: How many passages are looked at; None leaves it to the engine.
        threshold: Passages with a lower score are left out, 0 to 1.
        chunk_tokens: Size of a passage in tokens; None leaves it to the engine.
        chunk_overlap: Tokens that neighbouring passages share.
        model: That writes the answers; empty for quotes.
    """

    name: str
    description: str = ""
    instructions: str = ""
    language: str = ""
    temperature: float | None = None
    top_p: float | None = None
    passages: int | None = None
    threshold: float = 0.0
    chunk_tokens: int | None = None
    chunk_overlap: int = 0
    model: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantItem:
    """An assistant; the store is made when the first document comes."""

    id: str
    settings: AssistantSettings
    vector_store_id: str | None
    is_default: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return self.settings.name

    @property
    def instructions(self) -> str:
        """What it is told to do."""
        return self.settings.instructions


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionItem:
    """A collection of documents that an assistant can look into."""

    id: str
    name: str
    documents: int


@dataclasses.dataclass(frozen=True, slots=True)
class ThreadItem:
    """A thread in the list; ``title`` is empty until the first question names it.

    ``deleted_at`` is when it was put away, in Unix seconds; 0 for those in the list.
    ``collection_id`` is what it looks into besides its assistant's collection.
    """

    id: str
    title: str
    created_at: int
    assistant_id: str
    pinned: bool = False
    deleted_at: int = 0
    collection_id: str | None = None


class DocumentState(StrEnum):
    """How far a document is."""

    WAITING = "waiting"
    UPLOADING = "uploading"
    READING = "reading"
    PAUSED = "paused"  # while it was read
    SEARCHABLE = "searchable"  # by words; vectors still to come
    READY = "ready"
    LOCKED = "locked"  # waits for its password
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document of a collection.

    Args:
        key: Stays the same from drop to removal, also before the engine gave an id.
        file_id: The engine's id once the upload is done.
        name: File name as dropped.
        path: Where it was dropped from, if this session dropped it (for retry).
        source: Where it came from, in this session or an earlier one, if that is known.
        bytes: Size.
        state: How far it is.
        uploaded: Share of the upload, 0 to 1.
        pages_total, pages_done: Pages in the file, and read so far.
        pages_text, pages_empty, pages_failed: What became of the pages read.
        recognising: The page whose text is being recognised in a picture just now, or 0.
        pages_recognised: Those of ``pages_text`` whose text was recognised in a picture.
        needs_recognition: Those of ``pages_failed`` that text recognition would help with.
        hidden_text: Pages with text that people do not see.
        active: Kinds of active content in the file.
        passages: Passages that were made of the pages read so far.
        embedded: Share of its passages that have vectors, 0 to 1.
        title: What it calls itself, perhaps nothing.
        language: Of its text, as a code such as ``de``; empty as long as it is not known.
        needs_password: Whether it opens only with a password, given or not.
        problem: Why it failed.
    """

    key: str
    file_id: str | None
    name: str
    path: str | None
    bytes: int
    state: DocumentState
    uploaded: float = 0.0
    pages_total: int = 0
    pages_done: int = 0
    pages_text: int = 0
    pages_empty: int = 0
    pages_failed: int = 0
    recognising: int = 0
    pages_recognised: int = 0
    needs_recognition: int = 0
    hidden_text: int = 0
    active: tuple[str, ...] = ()
    passages: int = 0
    embedded: float = 0.0
    title: str = ""
    language: str = ""
    source: str | None = None
    needs_password: bool = False
    problem: Problem | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class FolderItem:
    """A folder whose PDFs a collection follows.

    ``problem`` says why nothing is taken in or out just now; the documents stay meanwhile.
    ``missing`` has the names of documents whose files went all at once; they stay, too.
    """

    path: str
    collection_id: str
    problem: str = ""
    missing: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that a message cites.

    ``start`` and ``end`` tell where the marker stands in the message's text; ``page`` counts
    from 1, ``label`` is what is printed on it; ``rects`` as in the protocol.
    """

    start: int
    end: int
    file_id: str
    filename: str
    page: int | None
    label: str
    quote: str
    rects: tuple[Rect, ...]
    verified: bool
    score: float | None

    def among(self, citations: Sequence[Citation]) -> int | None:
        """Return where this stands among others: itself, else one that says the same.

        Messages that are read again hold new citations, equal to those on chips from before.
        """
        for index, one in enumerate(citations):
            if one is self:
                return index
        return next((index for index, one in enumerate(citations) if one == self), None)


class MessageState(StrEnum):
    """How far a message is."""

    STREAMING = "streaming"
    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"


class Rating(StrEnum):
    """What a person thinks of an answer."""

    GOOD = "good"
    POOR = "poor"


@dataclasses.dataclass(frozen=True, slots=True)
class HalfRead:
    """A document of which only some pages were read; both numbers are 0 if none was counted."""

    file_id: str
    filename: str
    pages_done: int = 0
    pages_total: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message as the chat shows it.

    ``text`` holds the citation markers that ``citations`` point at. ``kind`` is None for the
    user's own messages; ``answered_by`` is the model that wrote it, and ``unsupported`` are the
    statements in it that nothing found supports; ``doubts`` are their ends in the text. Text of
    kind ``written`` is Markdown, of others it is plain. ``run_id`` names the run that wrote it, if
    one did. ``rating`` is what the person thinks of it.
    ``shift`` is by how many characters the text has moved against the engine's, whose own words
    are said in the reader's language. ``by_words_alone`` counts the passages that were compared
    with the question by their words alone when it was answered.
    ``half_read`` are the first documents that were still being read when it was answered, and
    ``more_half_read`` tells of how many others that is true; ``read_since`` says that they all
    have been read by now.
    """

    id: str
    role: str
    text: str
    kind: AnswerKind | None
    state: MessageState
    citations: tuple[Citation, ...] = ()
    problem: Problem | None = None
    created_at: int = 0
    run_id: str | None = None
    answered_by: str = ""
    unsupported: tuple[str, ...] = ()
    doubts: tuple[int, ...] = ()
    rating: Rating | None = None
    shift: int = 0
    by_words_alone: int = 0
    half_read: tuple[HalfRead, ...] = ()
    more_half_read: int = 0
    read_since: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that the page view may draw from."""

    file_id: str
    filename: str
    facts: DocumentFacts
