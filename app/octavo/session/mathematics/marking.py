r"""Which parts of a Markdown text are mathematics: rules for the Markdown parser.

``\( \)``, ``\[ \]`` and ``$$ $$`` always are. A single ``$`` may as well be money, so that what
stands between two of them must look like a formula: see `is_formula`. Code is never looked into.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from octavo.session.mathematics.reading import MOST
from octavo.session.mathematics.symbols import FUNCTIONS

INLINE: Final = "math_inline"
BLOCK: Final = "math_block"
"""Types of tokens; their content is TeX, their markup what it was opened with."""

_CLOSING: Final = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}
_COMMAND: Final = re.compile(r"\\[a-zA-Z]|[\^_{]")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def mathematics(parser: MarkdownIt) -> None:
    """Let a Markdown parser find mathematics; to be given to its ``use``."""
    options: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", BLOCK, _block, options)
    parser.inline.ruler.before("escape", INLINE, _inline)


def source(token: Token) -> str:
    """Return a formula as it was written."""
    return f"{token.markup}{token.content}{_CLOSING.get(token.markup, token.markup)}"


def is_formula(text: str) -> bool:
    """Whether what stands between two dollar signs is a formula, and not the words between prices.

    A formula has a command, a script or a group; or it is short on words, and does not begin as
    a price does: with a figure, other words or figures after a space.
    """
    if not text or text[0].isspace() or text[-1].isspace():
        return False
    if _COMMAND.search(text):
        return True
    if any(word not in FUNCTIONS for word in _WORD.findall(text)):
        return False
    return "=" in text or not (text[0].isdigit() and " " in text)


def _inline(state: StateInline, silent: bool) -> bool:
    found = _span(state.src, state.pos, state.posMax)
    if found is None:
        return False
    markup, content, end = found
    if not silent:
        token = state.push(INLINE, "", 0)
        token.content, token.markup = content, markup
    state.pos = end
    return True


def _span(source: str, start: int, stop: int) -> tuple[str, str, int] | None:
    """Return what opens a formula at a place, its TeX, and where it ends."""
    opening = source[start : start + 2]
    if opening in _CLOSING:
        begin = start + 2
        end = source.find(_CLOSING[opening], begin, min(stop, begin + MOST))
        content = source[begin:end].strip()
        return (opening, content, end + 2) if end > begin and content else None
    if opening[:1] != "$" or (start and source[start - 1].isalnum()):
        return None
    closing = _dollar(source, start + 1, min(stop, start + 1 + MOST))
    if closing is None or source[closing + 1 : closing + 2].isalnum():
        return None
    content = source[start + 1 : closing]
    return ("$", content, closing + 1) if is_formula(content) else None


def _dollar(source: str, start: int, stop: int) -> int | None:
    """Return where the next dollar sign stands that is not escaped."""
    position = start
    while position < stop:
        if source[position] == "\\":
            position += 2
        elif source[position] == "$":
            return position
        else:
            position += 1
    return None


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Take lines from ``$$`` or ``\[`` to their end, whatever they would be in Markdown."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    opening = first[:2]
    if opening not in ("$$", "\\["):
        return False
    lines = [first[2:]]
    line = start
    while _CLOSING[opening] not in lines[-1]:
        line += 1
        if line >= end or sum(map(len, lines)) > MOST:
            return False
        lines.append(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    content, _, rest = "\n".join(lines).partition(_CLOSING[opening])
    if rest.strip(" .,;:") or not content.strip():
        return False  # something follows: it is part of a paragraph
    if silent:
        return True
    token = state.push(BLOCK, "", 0)
    token.content, token.markup, token.map = content.strip(), opening, [start, line + 1]
    token.info = rest.strip()
    state.line = line + 1
    return True
