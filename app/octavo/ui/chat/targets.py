"""What a click in the transcript does: values behind the keys that the document carries."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable

from octavo.session.state import Citation
from octavo.ui.chat.message_actions import MessageAction


@dataclasses.dataclass(frozen=True, slots=True)
class CitationTarget:
    """Opens a cited page."""

    citation: Citation


@dataclasses.dataclass(frozen=True, slots=True)
class LinkTarget:
    """Asks whether a link shall be opened; ``label`` is what the answer calls it."""

    href: str
    label: str


@dataclasses.dataclass(frozen=True, slots=True)
class RetryTarget:
    """Asks the question of a failed message again; ``quoted`` has it answered without a model."""

    message_id: str
    quoted: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class ActionTarget:
    """Does something with a message."""

    action: MessageAction
    message_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class CopyTarget:
    """Copies the code below it."""


@dataclasses.dataclass(frozen=True, slots=True)
class EarlierTarget:
    """Shows earlier messages."""


Target = CitationTarget | LinkTarget | RetryTarget | ActionTarget | CopyTarget | EarlierTarget


class Targets:
    """Gives keys to targets; a key is never used twice."""

    def __init__(self) -> None:
        self._by_key: dict[int, Target] = {}
        self._keys = itertools.count(1)

    def add(self, target: Target) -> int:
        """Keep a target and return its key."""
        key = next(self._keys)
        self._by_key[key] = target
        return key

    def get(self, key: int) -> Target | None:
        """Return the target with this key, if it is still in the document."""
        return self._by_key.get(key)

    def drop(self, keys: Iterable[int]) -> None:
        """Forget targets whose text has left the document."""
        for key in keys:
            self._by_key.pop(key, None)

    def clear(self) -> None:
        """Forget all targets."""
        self._by_key.clear()
