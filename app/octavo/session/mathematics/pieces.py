"""Pieces of readable mathematics: characters of one look, and how they are put together."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Final

from octavo.session.mathematics.symbols import LOWERED, RAISED


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look.

    Args:
        text: The characters.
        script: 1 where they are raised, -1 where they are lowered, else 0.
        italic: As variables are.
        bold: As vectors are.
    """

    text: str
    script: int = 0
    italic: bool = False
    bold: bool = False


_LOOSE: Final = re.compile(r" *([^\w ]) *")
"""A sign and the spaces around it, which there is no room for in a script."""

_NUMBER: Final = re.compile(r"\d+([.,]\d+)*")
_LETTER: Final = re.compile(r"[^\W\d_]\u0338?[\u0300-\u036f\u20d7]*[\u2032⁰¹²³⁴-⁹ⁿⁱ₀-₉]*")
_SUM: Final = re.compile(r"[^\w.,\u2032⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ₀-₎()|\[\]\u0300-\u036f\u20d7√]")


def text_of(pieces: Iterable[Piece]) -> str:
    """Return pieces as plain text, what is raised or lowered marked as such."""
    return "".join(piece.text if not piece.script else plain_script(piece) for piece in pieces)


def plain_script(piece: Piece) -> str:
    """Return a raised or lowered piece as it is written where nothing can be moved."""
    return script_words(piece.text, piece.script)


def script_words(text: str, script: int) -> str:
    """Return a raised or lowered text in one line: ``x^2``, ``x_(max)``."""
    mark = "^" if script > 0 else "_"
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def scripted(pieces: Sequence[Piece], script: int) -> list[Piece]:
    """Raise (1) or lower (-1) pieces; figures become characters of their own."""
    text = _LOOSE.sub(r"\1", text_of(pieces)).strip()
    table = RAISED if script > 0 else LOWERED
    if text and all(character in table for character in text):
        return [Piece("".join(table[character] for character in text))]
    return [Piece(text, script)] if text else []


def bracketed(pieces: Sequence[Piece]) -> list[Piece]:
    """Put pieces into parentheses."""
    return [Piece("("), *pieces, Piece(")")]


def is_atom(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are one number or one letter, perhaps with something raised or lowered."""
    base = "".join(piece.text for piece in pieces if not piece.script)
    return bool(_NUMBER.fullmatch(base) or _LETTER.fullmatch(base)) or _is_closed(base)


def is_product(pieces: Sequence[Piece]) -> bool:
    """Whether pieces can stand above a fraction's line without parentheses."""
    base = "".join(piece.text for piece in pieces if not piece.script)
    return _is_closed(base) or not _SUM.search(base)


def _is_closed(text: str) -> bool:
    """Whether one pair of parentheses holds all of a text, but for a function's letter."""
    text = text[1:] if text[:1].isalpha() else text
    if not text.startswith("(") or not text.endswith(")"):
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of the same look, and collapse spaces."""
    made: list[Piece] = []
    for piece in pieces:
        if (
            made
            and (last := made[-1]).script == piece.script
            and ((last.italic, last.bold) == (piece.italic, piece.bold))
        ):
            made[-1] = dataclasses.replace(last, text=last.text + piece.text)
        elif piece.text:
            made.append(piece)
    return tuple(made)
