"""From TeX to readable pieces: fractions in one line, scripts moved, symbols as characters.

Nothing is lost that is not understood: an unknown command stays as it was written, and a formula
that does not hold together is not read at all.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from octavo.session.mathematics import symbols
from octavo.session.mathematics.pieces import (
    Piece,
    bracketed,
    is_atom,
    is_product,
    joined,
    scripted,
    text_of,
)

MOST: Final = 2_000
"""Characters of a formula; a longer one is shown as it was written."""

_DEEPEST: Final = 24
_PART: Final = re.compile(r"\\(?:[a-zA-Z]+\*?|.)|\s+|.", re.DOTALL)

_COLUMN: Final = "\t"
"""Between the columns of an environment, until it is known which one it is."""

_COLUMNS: Final = re.compile(f" *{_COLUMN} *")
_LITERAL: Final = re.compile(r"\\([%$#&_{} ])")
_RELATIONS: Final = frozenset("=<>:") | frozenset(symbols.RELATIONS.values())
_OPERATORS: Final = frozenset("+\N{MINUS SIGN}") | frozenset(symbols.OPERATORS.values())
_OPENING: Final = frozenset("([{⟨⌊⌈|‖,;/^_ \n\t")
_ENDING: Final = frozenset("+-=<>*/)]|}&,.;:!?")
_ENDING_COMMANDS: Final = frozenset({"right", "end", "quad", "qquad", "text", "tag"})


class _UnreadableError(Exception):
    """The formula does not hold together."""


def readable(tex: str) -> tuple[Piece, ...] | None:
    """Return a formula as readable pieces, or None if it is not understood."""
    if len(tex) > MOST:
        return None
    try:
        pieces = _Reader(_PART.findall(tex)).group("")
    except _UnreadableError:
        return None
    return _trimmed(_with_columns(pieces, " ")) or None


def _with_columns(pieces: Iterable[Piece], between: str) -> tuple[Piece, ...]:
    """Put something between columns."""
    return tuple(
        dataclasses.replace(piece, text=_COLUMNS.sub(between, piece.text))
        for piece in joined(pieces)
    )


def _trimmed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    made = list(joined(pieces))
    while made and not made[0].text.strip():
        made.pop(0)
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[0] = dataclasses.replace(made[0], text=made[0].text.lstrip())
        made[-1] = dataclasses.replace(made[-1], text=made[-1].text.rstrip())
    return tuple(made)


class _Reader:
    """Reads the parts of a formula one after the other."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._at = 0
        self._depth = 0
        self._applied = False  # whether a function stands before, to be applied to what comes

    # -- parts -------------------------------------------------------------------------------

    def _skip(self) -> None:
        while self._at < len(self._parts) and self._parts[self._at].isspace():
            self._at += 1

    def _peek(self) -> str:
        """Return the next part that is no space; nothing at the end."""
        self._skip()
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def _next(self) -> str:
        part = self._peek()
        self._at += 1
        return part

    def _raw(self) -> str:
        """Return what stands in the next braces as it is written."""
        if self._next() != "{":
            raise _UnreadableError
        depth, found = 1, list[str]()
        while self._at < len(self._parts):
            part = self._parts[self._at]
            self._at += 1
            depth += (part == "{") - (part == "}")
            if not depth:
                return "".join(found)
            found.append(part)
        raise _UnreadableError

    # -- what is read ------------------------------------------------------------------------

    def group(self, end: str) -> list[Piece]:
        """Read up to a part, which is passed over; nothing means the formula's end."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnreadableError
        made: list[Piece] = []
        while (part := self._peek()) != end:
            if part in ("", "}"):
                raise _UnreadableError
            self._add(made)
        self._next()
        self._depth -= 1
        self._applied = False
        return made

    def argument(self) -> list[Piece]:
        """Read what a command is applied to: a group, or the next thing."""
        if self._peek() in ("", "}", "^", "_", "&"):
            raise _UnreadableError
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnreadableError
        made = self._thing(self._next())
        self._depth -= 1
        return made

    def _add(self, made: list[Piece]) -> None:
        """Read the next thing, with the spaces that it has to what stands before."""
        part = self._next()
        applied, self._applied = self._applied, False
        if part in ("^", "_"):
            made += scripted(self.argument(), 1 if part == "^" else -1)
            self._applied = applied
            return
        thing = self._thing(part)
        if not thing:
            self._applied = applied
            return
        before = made[-1].text[-1:] if made else ""
        whole = thing[0].text if len(thing) == 1 else ""
        name = part[1:]
        is_function = name in symbols.FUNCTIONS
        self._applied = is_function or whole in symbols.LARGE
        if whole and whole in _RELATIONS:
            made.append(Piece(f" {whole} " if before.strip() else f"{whole} "))
        elif whole and whole in _OPERATORS:
            binary = before and before not in _OPENING
            made.append(Piece(f" {whole} " if binary else whole))
        else:
            is_fraction = name in symbols.FRACTIONS
            begins = thing[0].text[:1]
            apart = applied and (begins.isalnum() or begins in ("√", "∛", "∜"))
            if apart or ((is_fraction or is_function) and before.isalnum()):
                made.append(Piece(" "))
            made += bracketed(thing) if is_fraction and self._goes_on() else thing

    def _goes_on(self) -> bool:
        """Whether something that is no operator stands behind."""
        part = self._peek()
        if not part.startswith("\\"):
            return bool(part) and part not in _ENDING
        character = symbols.CHARACTERS.get(part[1:], part)
        is_apart = character in _RELATIONS or character in _OPERATORS or not character.strip()
        return not is_apart and part[1:] not in _ENDING_COMMANDS

    def _thing(self, part: str) -> list[Piece]:
        if part == "{":
            return self.group("}")
        if part.startswith("\\"):
            return self._command(part[1:])
        if part == "&":
            return [Piece(_COLUMN)]
        if part == "," and self._at < len(self._parts) and self._parts[self._at].isspace():
            return [Piece(", ")]  # after a thousand's comma there is none
        text = symbols.TYPED.get(part, part)
        return [Piece(text, italic=part.isascii() and part.isalpha())]

    def _command(self, name: str) -> list[Piece]:
        if name in symbols.CHARACTERS:
            return [Piece(symbols.CHARACTERS[name])]
        if name in symbols.DROPPED:
            if name in ("left", "right") and self._peek() == ".":
                self._next()  # an invisible bracket
            return []
        if name in symbols.ACCENTS:
            return _accented(self.argument(), symbols.ACCENTS[name])
        if (structure := _STRUCTURES.get(name.removesuffix("*"))) is not None:
            return structure(self)
        if self._peek() == "{":
            return [Piece(f"\\{name}{{"), *self.argument(), Piece("}")]
        return [Piece(f"\\{name} ")]

    # -- structures --------------------------------------------------------------------------

    def fraction(self) -> list[Piece]:
        """Read a fraction; what is not a single thing gets parentheses."""
        above, below = self.argument(), self.argument()
        above = above if is_product(above) else bracketed(above)
        below = below if is_atom(below) else bracketed(below)
        return [*above, Piece("/"), *below]

    def binomial(self) -> list[Piece]:
        """Read a binomial coefficient, which is written C(n, k) in one line."""
        above, below = self.argument(), self.argument()
        return [Piece("C("), *above, Piece(", "), *below, Piece(")")]

    def root(self) -> list[Piece]:
        """Read a root of any degree."""
        degree: list[Piece] = []
        if self._peek() == "[":
            self._next()
            degree = self.group("]")
        inside = self.argument()
        inside = inside if is_atom(inside) else bracketed(inside)
        sign = symbols.ROOTS.get(text_of(degree))
        return [Piece(sign), *inside] if sign else [*scripted(degree, 1), Piece("√"), *inside]

    def set_over(self) -> list[Piece]:
        """Read what stands over something else: raised behind it."""
        above, base = self.argument(), self.argument()
        return [*base, *scripted(above, 1)]

    def set_under(self) -> list[Piece]:
        """Read what stands under something else: lowered behind it."""
        below, base = self.argument(), self.argument()
        return [*base, *scripted(below, -1)]

    def upright(self) -> list[Piece]:
        """Read words."""
        return [Piece(_LITERAL.sub(r"\1", self._raw()))]

    def bold(self) -> list[Piece]:
        """Read what is bold."""
        return [dataclasses.replace(piece, bold=True) for piece in self.argument()]

    def blackboard(self) -> list[Piece]:
        """Read the letter of a set of numbers."""
        return [Piece("".join(symbols.BLACKBOARD.get(c, c) for c in self._raw()))]

    def script(self) -> list[Piece]:
        """Read a letter of a script alphabet."""
        return [Piece("".join(symbols.SCRIPT.get(c, c) for c in self._raw()))]

    def negation(self) -> list[Piece]:
        """Read a sign that is struck through."""
        text = text_of(self.argument())
        return [Piece(symbols.NEGATED.get(text, f"{text}\u0338"))]

    def modulus(self) -> list[Piece]:
        """Read what an equation is taken modulo of."""
        return [Piece(" (mod "), *self.argument(), Piece(")")]

    def tag(self) -> list[Piece]:
        """Read the number of an equation."""
        return [Piece(f" ({self._raw()})")]

    def unseen(self) -> list[Piece]:
        """Pass over what is not to be seen."""
        self._raw()
        return []

    def environment(self) -> list[Piece]:
        """Read rows: those of a matrix in one line, those of equations below each other."""
        name = self._raw().removesuffix("*")
        if name == "array" and self._peek() == "{":
            self._raw()  # how its columns are aligned
        made = self.group("\\end")
        if self._raw().removesuffix("*") != name:
            raise _UnreadableError
        if name not in symbols.BRACKETS:
            return made
        opening, closing = symbols.BRACKETS[name]
        rows = [dataclasses.replace(piece, text=piece.text.replace("\n", "; ")) for piece in made]
        columns = _with_columns(rows, ", " if name == "cases" else "  ")
        return [Piece(opening), *_trimmed(columns), Piece(closing)]


_STRUCTURES: Final[dict[str, Callable[[_Reader], list[Piece]]]] = {
    **dict.fromkeys(symbols.FRACTIONS, _Reader.fraction),
    **dict.fromkeys(symbols.BINOMIALS, _Reader.binomial),
    **dict.fromkeys(symbols.UPRIGHT, _Reader.upright),
    **dict.fromkeys(symbols.BOLD, _Reader.bold),
    **dict.fromkeys(symbols.AS_IT_IS, _Reader.argument),
    **dict.fromkeys(symbols.UNSEEN, _Reader.unseen),
    **dict.fromkeys(("overset", "stackrel"), _Reader.set_over),
    **dict.fromkeys(("mathcal", "mathscr"), _Reader.script),
    "underset": _Reader.set_under,
    "mathbb": _Reader.blackboard,
    "sqrt": _Reader.root,
    "not": _Reader.negation,
    "pmod": _Reader.modulus,
    "tag": _Reader.tag,
    "begin": _Reader.environment,
}


def _accented(pieces: list[Piece], accent: str) -> list[Piece]:
    """Put an accent on each letter; a combining character follows the one that it belongs to."""
    made = []
    for piece in pieces:
        text = "".join(c + accent if c.isalnum() else c for c in piece.text)
        made.append(dataclasses.replace(piece, text=unicodedata.normalize("NFC", text)))
    return made
