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
    from difflib import get_close_matches  # noqa: PLC0415 - most starts make no mistake

    near = get_close_matches(word.lower(), commands, 1, _LIKE)
    if near:
        return f"The nearest is “{near[0]}”: octavo {near[0]} --help tells how it is used."
    return "octavo --help lists them."
