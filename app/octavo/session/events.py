"""What a session tells its listeners: one frozen event per change, delivered on the loop."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from octavo.session.state import (
    AssistantItem,
    ChatMessage,
    Citation,
    CollectionItem,
    DocumentItem,
    FolderItem,
    Problem,
    ThreadItem,
)


@dataclasses.dataclass(frozen=True, slots=True)
class ThreadsChanged:
    """The list of threads, newest first."""

    threads: tuple[ThreadItem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantChanged:
    """An assistant was made or changed."""

    assistant: AssistantItem


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantsChanged:
    """Assistants came or went: the whole list."""

    assistants: tuple[AssistantItem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionsChanged:
    """Collections came, went or were renamed: the whole list, by name."""

    collections: tuple[CollectionItem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """Documents were added or removed: the whole list of the assistant's collection."""

    assistant_id: str
    documents: tuple[DocumentItem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentChanged:
    """One document of the list changed."""

    assistant_id: str
    document: DocumentItem


@dataclasses.dataclass(frozen=True, slots=True)
class FoldersChanged:
    """Watched folders came, went, or are away or there again: all of them."""

    folders: tuple[FolderItem, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ReadingChanged:
    """All reading was paused, a full disk stops it, or it goes on."""

    paused: bool


@dataclasses.dataclass(frozen=True, slots=True)
class MessageAdded:
    """A message was added at the end of a thread."""

    thread_id: str
    message: ChatMessage


@dataclasses.dataclass(frozen=True, slots=True)
class MessageGrew:
    """Text and citations were added to a streaming message."""

    thread_id: str
    message_id: str
    text: str
    citations: tuple[Citation, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class MessageChanged:
    """A message has a new value (its end, or a failure)."""

    thread_id: str
    message: ChatMessage


@dataclasses.dataclass(frozen=True, slots=True)
class MessageRemoved:
    """A message is gone: it only said that something failed, or another has taken its place."""

    thread_id: str
    message_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class AnsweringChanged:
    """A thread began or ended to answer; while it answers, it takes no question."""

    thread_id: str
    answering: bool


@dataclasses.dataclass(frozen=True, slots=True)
class HostWaits:
    """The host that writes a thread's answer takes no request yet; it is asked again by itself.

    Args:
        thread_id: The thread.
        seconds: Until it is asked again.
        reason: Why, in the host's words or ours; a sentence.
    """

    thread_id: str
    seconds: float
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class ProblemRaised:
    """Something outside a single message or document went wrong."""

    problem: Problem


@dataclasses.dataclass(frozen=True, slots=True)
class RoomMade:
    """There is room on the disk again after something could not be written."""


SessionEvent = (
    ThreadsChanged
    | AssistantChanged
    | AssistantsChanged
    | CollectionsChanged
    | DocumentsChanged
    | DocumentChanged
    | FoldersChanged
    | ReadingChanged
    | MessageAdded
    | MessageGrew
    | MessageChanged
    | MessageRemoved
    | AnsweringChanged
    | HostWaits
    | ProblemRaised
    | RoomMade
)

Listener = Callable[[SessionEvent], None]


class Events:
    """Hands each event to every listener, in order of subscription."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, event: SessionEvent) -> None:
        """Deliver an event now."""
        for listener in tuple(self._listeners):
            listener(event)
