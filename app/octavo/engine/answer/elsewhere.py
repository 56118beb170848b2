"""Says which documents have a clause, too, that is quoted of others."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.errors import Text
from octavo.words import later, later_many

_NAMED = 12
"""Documents that are named at most."""


def told(names: Sequence[str], *, is_all: bool) -> Text:
    """Return what is said of documents that have a clause and are not quoted.

    Args:
        names: What they are called, one at least.
        is_all: Whether these are all.
    """
    shown = sorted(names, key=str.casefold)[:_NAMED]
    listed = ", ".join(shown) + (" …" if len(names) > _NAMED else "")
    if not is_all:
        return later(
            "At least {n:,} more documents have such a clause: {names}. Name one in the question"
            " to read it there.",
            n=len(names),
            names=listed,
        )
    return later_many(
        "{n} more document has such a clause: {names}. Name it in the question to read it there.",
        "{n:,} more documents have such a clause: {names}. Name one in the question to read it"
        " there.",
        len(names),
        names=listed,
    )
