"""Markdown to the safe subset that the transcript can show: plain values, no HTML, no addresses.

Images become their alternative text, raw HTML stays text, and only links that
`octavo.ui.chat.links` accepts stay links.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from octavo.session.engine_words import unquoted
from octavo.session.mathematics import marking
from octavo.session.mathematics.marking import mathematics
from octavo.session.mathematics.reading import readable
from octavo.ui.chat.highlighting import Tone, toned, toned_lines
from octavo.ui.chat.links import is_allowed
from octavo.ui.chat.source import CITATION, DOUBT, citation_index
from octavo.words import say

_MARKS: Final = re.compile(f"{CITATION.pattern}|{DOUBT}")


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    ``citation`` is an index among the message's citations, ``tone`` what a piece of code is;
    ``doubt`` marks that nothing supports the statement before; ``script`` is 1 for what is raised
    in a formula and -1 for what is lowered.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""
    citation: int | None = None
    doubt: bool = False
    tone: Tone = Tone.PLAIN
    script: int = 0


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    TABLE = "table"
    FORMULA = "formula"


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``align`` is left, center or right."""

    runs: tuple[Run, ...]
    align: str = "left"


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A block of a message.

    Args:
        kind: What it is.
        runs: Its text; line breaks are newlines.
        level: Of a heading, from 1.
        depth: How many lists it stands in.
        marker: Bullet or number, for the first block of a list item.
        quoted: How many block quotes it stands in.
        tight: Whether the next block follows closely, as in a list without blank lines.
        rows: Of a table; the first one is the head.
        language: Of code, as the answer names it.
        lists_around: How many lists its outermost quote stands in.
        continues: Whether code or a table is the rest of what the block before began.
        goes_on: Whether the next block is more of the same code or table.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    depth: int = 0
    marker: str = ""
    quoted: int = 0
    tight: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    language: str = ""
    lists_around: int = 0
    continues: bool = False
    goes_on: bool = False


_BULLETS: Final = ("•", "◦", "▪")
_MAX_DEPTH: Final = 20


@functools.cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "maxNesting": _MAX_DEPTH}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).use(mathematics)


def plain_runs(text: str) -> tuple[Run, ...]:
    """Return a marked text (`octavo.ui.chat.source.mark`) as runs, nothing in it interpreted."""
    return tuple(_split(text, Run("")))


def parse_plain(text: str) -> list[Block]:
    """Return the paragraphs of a marked plain text, which blank lines part."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return [block for lines in paragraphs if lines for block in _plain_blocks("\n".join(lines))]


def _plain_blocks(paragraph: str) -> Iterator[Block]:
    """Yield a paragraph; quotes of table rows as one table.

    One citation stands below it. Of several, each ends the last row of its quote.
    """
    found = list(CITATION.finditer(paragraph))
    starts = [0, *(one.end() for one in found)]
    quotes = [
        [line.split("\t") for line in unquoted(paragraph[start : one.start()].strip()).split("\n")]
        for start, one in zip(starts, found, strict=False)
    ]
    rows = [row for quote in quotes for row in quote]
    if not found or any(len(row) < 2 for row in rows):
        yield Block(BlockKind.PARAGRAPH, plain_runs(_citations_below(paragraph)))
        return
    columns = max(map(len, rows))
    heads = [""] * (columns - len(rows[0])) + rows[0]  # what is missing is above the rows' names
    padded = [heads, *([*row, *[""] * (columns - len(row))] for row in rows[1:])]
    if len(found) > 1:
        ends = itertools.accumulate(map(len, quotes))
        cited = {end - 1: one.group() for end, one in zip(ends, found, strict=True)}
        for number, citation in cited.items():
            padded[number][-1] += f" {citation}"
    cells = [tuple(Cell(plain_runs(text.strip())) for text in row) for row in padded]
    yield Block(BlockKind.TABLE, rows=tuple(cells))
    below = paragraph[starts[-1] if len(found) > 1 else found[0].start() :].strip()
    if below:
        yield Block(BlockKind.PARAGRAPH, plain_runs(below))


def _citations_below(paragraph: str) -> str:
    """Give the citations that follow a quote a line of their own."""
    found = CITATION.search(paragraph)
    before = paragraph[: found.start()].rstrip() if found else ""
    return f"{before}\n{paragraph[found.start() :]}" if found and before else paragraph


def parse_markdown(text: str, lead: str = "", *, goes_on: bool = False) -> list[Block]:
    """Return the blocks of a marked Markdown text.

    Args:
        text: A whole one, or a part of one.
        lead: What the part is read behind, if it is one of code, of a table or of a list.
        goes_on: Whether a list, code or a table goes on behind the part.
    """
    blocks = list(_Reader(_parser().parse(lead + text), goes_on=goes_on).blocks())
    if lead and blocks[0].kind is BlockKind.CODE:
        blocks[0] = dataclasses.replace(blocks[0], continues=True)
    elif lead and blocks[0].kind is BlockKind.TABLE:
        blocks[0] = dataclasses.replace(blocks[0], rows=blocks[0].rows[1:], continues=True)
    elif lead and blocks[0].marker:
        del blocks[0]
    elif lead:
        return parse_markdown(text, goes_on=goes_on)  # it only looked like a table
    for index, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        is_last_of_list = not following.tight if following else not goes_on
        if block.tight and is_last_of_list:
            blocks[index] = dataclasses.replace(block, tight=False)
    if goes_on and blocks and blocks[-1].kind in (BlockKind.CODE, BlockKind.TABLE):
        blocks[-1] = dataclasses.replace(blocks[-1], goes_on=True)
    return blocks


class _Reader:
    """Walks over the parser's tokens and keeps where in lists and quotes it is."""

    def __init__(self, tokens: Sequence[Token], *, goes_on: bool) -> None:
        self._tokens = tokens
        self._goes_on = goes_on
        self._lists: list[int | None] = []  # next number, None for bullets
        self._marker = ""
        self._quoted = self._lists_around = 0

    def blocks(self) -> Iterator[Block]:
        tokens = self._tokens
        index = 0
        while index < len(tokens):
            token = tokens[index]
            match token.type:
                case "heading_open":
                    runs = tuple(_inline(tokens[index + 1].children or ()))
                    yield self._block(BlockKind.HEADING, runs, level=int(token.tag[1:]))
                case "paragraph_open":
                    runs = tuple(_inline(tokens[index + 1].children or ()))
                    yield self._block(BlockKind.PARAGRAPH, runs, tight=token.hidden)
                case "fence" | "code_block":
                    language = token.info.split()[0] if token.info.split() else ""
                    is_cut = self._goes_on and index == len(tokens) - 1
                    code = tuple(_code(language, token.content, is_cut=is_cut))
                    made = self._block(BlockKind.CODE, code)
                    yield dataclasses.replace(made, language=language)
                case marking.BLOCK:
                    runs = (*_formula(token, Run("")), Run(token.info))
                    yield self._block(BlockKind.FORMULA, runs)
                case "hr":
                    yield self._block(BlockKind.RULE, ())
                case "table_open":
                    index, rows = _table(tokens, index)
                    yield dataclasses.replace(self._block(BlockKind.TABLE, ()), rows=rows)
                case _:
                    self._enter_or_leave(token)
            index += 1

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                number = self._lists[-1]
                if number is None:
                    bullets = sum(1 for item in self._lists if item is None)
                    self._marker = _BULLETS[(bullets - 1) % len(_BULLETS)]
                else:
                    self._marker = f"{number}."
                    self._lists[-1] = number + 1
            case "list_item_close":
                self._marker = ""
            case "blockquote_open":
                if not self._quoted:
                    self._lists_around = len(self._lists)
                self._quoted += 1
            case "blockquote_close":
                self._quoted -= 1
            case _:
                pass  # closing tokens and inline tokens, which their openers have consumed

    def _block(
        self, kind: BlockKind, runs: tuple[Run, ...], *, level: int = 0, tight: bool = False
    ) -> Block:
        marker, self._marker = self._marker, ""
        return Block(
            kind,
            runs,
            level=level,
            depth=len(self._lists),
            marker=marker,
            quoted=self._quoted,
            lists_around=self._lists_around if self._quoted else 0,
            tight=tight,
        )


def _code(language: str, code: str, *, is_cut: bool) -> Iterator[Run]:
    pieces = toned_lines(language, code) if is_cut else toned(language, code.rstrip("\n"))
    for text, tone in pieces:
        yield from _split(text, Run("", code=True, tone=tone))


def _table(tokens: Sequence[Token], index: int) -> tuple[int, tuple[tuple[Cell, ...], ...]]:
    """Return the index of the table's closing token, and its rows."""
    rows: list[list[Cell]] = []
    while tokens[index].type != "table_close":
        token = tokens[index]
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            style = str(token.attrGet("style") or "")
            align = style.removeprefix("text-align:") if style else "left"
            runs = _inline(tokens[index + 1].children or ())
            if token.type == "th_open":
                runs = (dataclasses.replace(run, bold=True) for run in runs)
            rows[-1].append(Cell(tuple(runs), align))
        index += 1
    return index, tuple(tuple(row) for row in rows)


def _inline(children: Sequence[Token]) -> Iterator[Run]:
    look = Run("")
    for token in children:
        name, _, end = token.type.rpartition("_")
        begins = end == "open"
        match name:
            case "strong":
                look = dataclasses.replace(look, bold=begins)
            case "em":
                look = dataclasses.replace(look, italic=begins)
            case "s":
                look = dataclasses.replace(look, strike=begins)
            case "link":
                href = str(token.attrGet("href") or "")
                look = dataclasses.replace(look, href=href if is_allowed(href) else "")
            case _:
                yield from _leaf(token, look)


def _leaf(token: Token, look: Run) -> Iterator[Run]:
    match token.type:
        case marking.INLINE:
            return _formula(token, look)
        case "code_inline":
            return _split(token.content, dataclasses.replace(look, code=True))
        case "softbreak":
            return iter([dataclasses.replace(look, text=" ")])
        case "hardbreak":
            return iter([dataclasses.replace(look, text="\n")])
        case "image":
            # the picture's own description, never its address
            return _split(_alternative(token), dataclasses.replace(look, italic=True))
        case _:
            return _split(token.content, look)


def _formula(token: Token, look: Run) -> Iterator[Run]:
    """Return mathematics as it can be read; what is not understood, as it was written."""
    pieces = readable(token.content)
    if pieces is None:
        yield from _split(marking.source(token), dataclasses.replace(look, code=True))
        return
    for piece in pieces:
        italic, bold = look.italic or piece.italic, look.bold or piece.bold
        made = dataclasses.replace(look, italic=italic, bold=bold, script=piece.script)
        yield from _split(piece.text, made)


def _alternative(token: Token) -> str:
    def words(children: Sequence[Token]) -> str:
        return "".join(
            words(child.children) if child.children else child.content for child in children
        )

    return words(token.children or ()).strip() or "image"


def _split(text: str, look: Run) -> Iterator[Run]:
    """Part a text at its citations and doubts."""
    position = 0
    for found in _MARKS.finditer(text):
        if found.start() > position:
            yield dataclasses.replace(look, text=text[position : found.start()])
        if found.group() == DOUBT:
            yield Run(say("\u00a0[not found]"), doubt=True)
        else:
            yield dataclasses.replace(look, citation=citation_index(found.group()))
        position = found.end()
    if position < len(text):
        yield dataclasses.replace(look, text=text[position:])
