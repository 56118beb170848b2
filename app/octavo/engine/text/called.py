"""Tells whether a document is called what somebody says: "the lease", "moss growth", "a.pdf"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A title is named by so many of its words, or by the only one that it has.
_OF_TITLE = 2

_WORD = re.compile(r"[^\W_]+")
# Characters of a name that may have an ending in a request, "des Mietvertrags", and of that.
_SHORTEST, _ENDING = 4, 2


def is_called(filename: str, title: str, about: Sequence[str], *, is_kind: bool) -> bool:
    """Tell whether a document's name, or enough of its title, has all of some words.

    Args:
        filename: Of the document.
        title: Of the document; may be empty.
        about: What is said, in lower case and without articles.
        is_kind: Whether that only tells what kind of document it is: "Vertrag" of "Mietvertrag".
    """
    said = [word for part in about for word in _WORD.findall(part) if word != "pdf"]
    # Of thousands of documents most are called otherwise: that is seen at once.
    text = f"{filename} {title}".lower()
    if not all(word[: max(1, len(word) - _ENDING)] in text for word in said):
        return False
    name = _WORD.findall(filename.rsplit(".", 1)[0].lower())
    titled = _WORD.findall(title.lower())
    if is_kind:
        return all(any(word in part for part in (*name, *titled)) for word in said)
    if not said:
        return False
    enough = len(said) >= min(_OF_TITLE, len(titled))
    return all(_has(name, word) for word in said) or (
        enough and all(_has(titled, word) for word in said)
    )


def _has(names: Sequence[str], word: str) -> bool:
    """Tell whether a word is among names, perhaps with an ending."""
    return any(
        word == name
        or (
            len(name) >= _SHORTEST
            and word[: len(name)] == name
            and len(word) <= len(name) + _ENDING
        )
        for name in names
    )
