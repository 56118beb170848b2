"""Cuts a text into statements as it streams, so that each can be given its places at its end."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import Final

from octavo.engine.answer.marks import Mark, MarkFilter
from octavo.engine.text.sentences import has_an_end, sentences

_FENCES: Final = ("```", "~~~")
_HELD: Final = "| \t"
_RULE: Final = frozenset("|:- \t")
"""The signs of the line below a table's head."""


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or line that has just ended.

    Args:
        text: What it says.
        hints: The passages that the model names for it.
    """

    text: str
    hints: tuple[int, ...] = ()


class StatementCutter:
    """Turns the pieces of a model's text into text to be shown and the statements in it.

    Each statement comes right behind its text. White space is held back until something follows
    it, so a citation stands before it; so is the end of a table's row, of which a citation behind
    it would make another cell. Code and the heads of tables state nothing.
    """

    def __init__(self) -> None:
        self._filter = MarkFilter()
        self._open = ""  # from the end of the last statement on
        self._shown = 0  # characters of it
        self._marks: list[tuple[int, Mark]] = []
        self._in_code = False
        self._in_table = False

    def feed(self, text: str) -> list[str | Statement]:
        """Take the next piece."""
        return self._cut(self._filter.feed(text))

    def rest(self) -> list[str | Statement]:
        """Return what is left at the end."""
        out = self._cut(self._filter.rest())
        if spans := sentences(self._open):
            out += self._ended(*spans[-1], len(self._open))
        out += self._show(len(self._open.rstrip()))
        self._open, self._shown, self._marks = "", 0, []
        return out

    def _cut(self, pieces: list[str | Mark]) -> list[str | Statement]:
        for piece in pieces:
            if isinstance(piece, Mark):
                # The space before a mark belongs to the mark.
                if self._open.endswith(" ") and len(self._open) > self._shown:
                    self._open = self._open[:-1]
                self._marks.append((len(self._open), piece))
            else:
                self._open += piece
        out: list[str | Statement] = []
        # Asked for each word that a model writes: most end nothing.
        spans = sentences(self._open) if has_an_end(self._open) else []
        cut = 0
        for (start, end), (following, _) in pairwise(spans):
            out += self._ended(start, end, following)
            cut = end
        if cut:
            self._marks = [(at - cut, m) for at, m in self._marks if at > spans[-1][0]]
            self._open, self._shown = self._open[cut:], max(0, self._shown - cut)
        out += self._show(len(self._open.rstrip().rstrip(_HELD)))
        return out

    def _ended(self, start: int, end: int, following: int) -> list[str | Statement]:
        text = self._open[start:end]
        if not self._states(text):
            return self._show(end)
        hints = [n for at, mark in self._marks if start < at <= following for n in mark.numbers]
        if self._in_table:
            text = text.rstrip(_HELD)
        statement = Statement(text, tuple(dict.fromkeys(hints)))
        return [*self._show(start + len(text)), statement, *self._show(end)]

    def _states(self, text: str) -> bool:
        """Tell whether a sentence or line says something, and go on behind it."""
        if text.startswith(_FENCES):
            self._in_code = not self._in_code
            self._in_table = False
            return False
        if self._in_code:
            return False
        is_row = text.startswith("|")
        is_head, self._in_table = is_row and not self._in_table, is_row
        return not is_head and not (is_row and set(text) <= _RULE)

    def _show(self, end: int) -> list[str | Statement]:
        if end <= self._shown:
            return []
        text, self._shown = self._open[self._shown : end], end
        return [text]
