"""What is said of a word that stands where a command stands, and is none."""

from __future__ import annotations

from collections.abc import Sequence

_LIKE = 0.6
"""Share of letters in common (Ratcliff and Obershelp) from which a command may have been meant."""


def may_be_command(word: str) -> bool:
    """Whether a word that names no file may be a mistyped command: no path, and no sentence."""
    return bool(word) and not word.startswith("-") and not any(c in word for c in "./\\ ")


def what_instead(word: str, commands: Sequence[str]) -> str:
    """Return what to do about a command that is none of those that there are."""
    near = nearest(word, commands)
    if near is not None:
        return f"The nearest is “{near}”: octavo {near} --help tells how it is used."
    return "octavo --help lists them."


def nearest(word: str, commands: Sequence[str]) -> str | None:
    """Return the command that a word may have been meant as; None if it is like none."""
    from difflib import get_close_matches  # noqa: PLC0415 - most starts make no mistake

    return next(iter(get_close_matches(word.lower(), commands, 1, _LIKE)), None)
