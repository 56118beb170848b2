"""Values behind the keys that the document carries: what a click does, what tables need."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable

from octavo.session.state import Citation
from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.chat.table_fit import TableNeeds


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
    """Gives keys to targets and to tables; a key is never used twice."""

    def __init__(self) -> None:
        self._by_key: dict[int, Target | TableNeeds] = {}
        self._keys = itertools.count(1)

    def add(self, thing: Target | TableNeeds) -> int:
        """Keep a target, or what a table needs, and return its key."""
        key = next(self._keys)
        self._by_key[key] = thing
        return key

    def get(self, key: int) -> Target | None:
        """Return the target with this key, if it is still in the document."""
        found = self._by_key.get(key)
        return None if isinstance(found, TableNeeds) else found

    def table(self, key: int) -> TableNeeds | None:
        """Return what the table with this key needs, if it is still in the document."""
        found = self._by_key.get(key)
        return found if isinstance(found, TableNeeds) else None

    def drop(self, keys: Iterable[int]) -> None:
        """Forget those whose text has left the document."""
        for key in keys:
            self._by_key.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        self._by_key.clear()
