"""Which documents of a collection the list shows, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.documents.words import language_name, state_line
from octavo.words import later


class DocumentOrder(StrEnum):
    """By what the list is sorted."""

    ADDED = "added"
    NAME = "name"
    TITLE = "title"
    STATE = "state"
    PAGES = "pages"
    SIZE = "size"
    LANGUAGE = "language"


ORDER_LABELS: Final = {
    DocumentOrder.ADDED: later("As added"),
    DocumentOrder.NAME: later("Name"),
    DocumentOrder.TITLE: later("Title"),
    DocumentOrder.STATE: later("State"),
    DocumentOrder.PAGES: later("Pages, most first"),
    DocumentOrder.SIZE: later("Size, largest first"),
    DocumentOrder.LANGUAGE: later("Language"),
}

_ATTENTION: Final = {
    DocumentState.FAILED: 0,
    DocumentState.LOCKED: 1,
    DocumentState.CANCELLED: 2,
    DocumentState.PAUSED: 3,
    DocumentState.UPLOADING: 4,
    DocumentState.READING: 4,
    DocumentState.WAITING: 5,
    DocumentState.SEARCHABLE: 6,
    DocumentState.READY: 7,
}
"""What needs the person stands first."""

_DIGITS: Final = re.compile(r"\d+")
_MOST_DIGITS: Final = 12


class Arrangement:
    """The documents that have all of some words, in an order, worked out step by step.

    Args:
        items: All, in the order in which they were added.
        words: Parts of name, title, language or state, in any case and without accents.
        order: What they are sorted by; those that are alike stay in the order of adding.
    """

    def __init__(self, items: Sequence[DocumentItem], words: str, order: DocumentOrder) -> None:
        self._items = items
        self._wanted = _plain(words).split()
        self._key = _KEYS.get(order)
        self._seen = 0
        self._found: list[tuple[Any, DocumentItem]] = []

    def step(self, count: int) -> bool:
        """Look at ``count`` documents more, or sort what was found; tell whether all is done.

        What fits into one step is sorted in it.
        """
        if not self._wanted and self._key is None:
            return True
        some = self._items[self._seen : self._seen + count]
        for item in some:
            if _matches(item, self._wanted):
                self._found.append((self._key(item) if self._key else None, item))
        self._seen += len(some)
        if self._seen < len(self._items):
            return False
        if self._key is not None:
            if some and self._seen > count:
                return False
            self._found.sort(key=itemgetter(0))
        return True

    def result(self) -> list[DocumentItem]:
        """Return what is shown, once the last step is done."""
        if not self._wanted and self._key is None:
            return list(self._items)
        return [item for _, item in self._found]


def _matches(item: DocumentItem, wanted: Sequence[str]) -> bool:
    """Tell whether a document has all of the words, which are plain already."""
    if not wanted:
        return True
    told = (item.name, item.title, language_name(item.language), state_line(item))
    text = _plain("\n".join(told))
    return all(word in text for word in wanted)


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def _natural(text: str) -> str:
    """Return what sorts names as people do: “page 9” before “page 10”."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(_MOST_DIGITS), _plain(text))


_KEYS: Final[dict[DocumentOrder, Callable[[DocumentItem], Any]]] = {
    DocumentOrder.NAME: lambda item: _natural(item.name),
    DocumentOrder.TITLE: lambda item: (not item.title, _natural(item.title or item.name)),
    DocumentOrder.STATE: lambda item: (_ATTENTION[item.state], _natural(item.name)),
    DocumentOrder.PAGES: lambda item: -item.pages_total,
    DocumentOrder.SIZE: lambda item: -item.bytes,
    DocumentOrder.LANGUAGE: lambda item: (not item.language, language_name(item.language)),
}
