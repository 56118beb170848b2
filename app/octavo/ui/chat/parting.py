"""Where an answer is parted, so that growing by a word stays cheap however long it is.

What more text can no longer change is settled: it is written once, and read once. Where an answer
is parted depends on the text before that place only: it has the same parts while it grows and when
it is whole. A part within a block of code or a table is read behind its `Lead`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from octavo.session.state import Citation
from octavo.ui.chat.endless import Rows
from octavo.ui.chat.endless_blocks import NO_LEAD, CodeLines, Lead, TableLines

LONG: Final = 4000
"""Characters from which on a paragraph is parted, about 600 words."""

_BEHIND: Final = 500
"""Characters that have to stand behind: a citation of the part may be on its way."""

_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_NUMBERED: Final = re.compile(r"^[0-9]{1,9}([.)])[ \t]", re.MULTILINE)
_NUMBER: Final = re.compile(r"[0-9]{1,9}$")
_BARELY_INDENTED = re.compile(r" {1,3}\S")
_NO_PROSE: Final = re.compile(r"[ \t>#|=]|[-+*](?:[ \t-]|$)|[0-9]{1,9}[.)]|`{3}|~{3}|\$\$")
_SENTENCE_END: Final = re.compile(
    # what follows is a letter: no other beginning of a line makes a list or heading of it
    r"[.!?…][\"”’)*_]{0,3}(?:\s*【[^】]{0,400}】)*[ \n](?=[^\W\d_])"
)
_PAIRED: Final = [re.compile(sign) for sign in (r"\*", r"(?<!\w)_|_(?!\w)", "`", "~~", r"\$")]
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)


@dataclasses.dataclass(frozen=True, slots=True)
class Cut:
    """A place where an answer can be parted.

    Args:
        position: In its text.
        is_firm: Whether what stands before reads the same without what follows. An item of a list
            does not: more of them, and it is one of a list with blank lines.
        goes_on: Whether a list, a block of code or a table goes on behind.
        lead: What has to be read before what follows; that of a list is known when what stands
            before is written (`behind_item`).
    """

    position: int
    is_firm: bool = True
    goes_on: bool = False
    lead: Lead = NO_LEAD


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A part of an answer's text that is read by itself, behind its lead."""

    start: int
    stop: int
    lead: Lead = NO_LEAD
    goes_on: bool = False


BEGINNING: Final = Cut(0)


def settled(
    text: str, after: Cut = BEGINNING, *, fences: bool, citations: Sequence[Citation] = ()
) -> list[Cut]:
    """Return the places behind ``after`` before which more text can change nothing.

    That is behind a blank line that is followed by a line that continues nothing (one that is
    indented may continue an item of a list, or code) and, with ``fences``, stands outside a code
    fence; or, with ``fences``, where something very long is parted (see `parted`).

    Args:
        text: Of the answer, as far as it has come.
        after: What was settled before.
        fences: Whether the text is Markdown.
        citations: Of the answer; none is parted.
    """
    return [
        cut
        for cut in _cuts(text, after, fences)
        if not any(one.start < cut.position < one.end for one in citations)
    ]


def parted(text: str, after: Cut = BEGINNING, until: Cut | None = None) -> list[Span]:
    """Return the spans of a Markdown text that are each read by themselves.

    These are what blank lines part, except within a list. A paragraph is laid out whole with every
    growth, so one without end is parted behind a sentence every few thousand characters; lists and
    quotes (`Rows`), code (`CodeLines`) and tables (`TableLines`) are parted between their lines.

    Args:
        text: Of the answer, as far as it has come.
        after: Where the spans begin.
        until: Where they end; with the text if it is not given.
    """
    end = until or Cut(len(text))
    inner = [cut for cut in _cuts(text, after, fences=True) if cut.position < end.position]
    if _DEFINITION.search(text):  # of a link, for all of the text: it is read as one
        inner = [cut for cut in inner if cut.goes_on]
    places = [after, *(cut for cut in inner if cut.is_firm), end]
    return [
        Span(before.position, cut.position, before.lead, cut.goes_on)
        for before, cut in pairwise(places)
    ]


def last_of_each(cuts: Sequence[Cut], after: Cut) -> list[Cut]:
    """Return the last firm place behind ``after``, and the last one if that stands behind it."""
    new = [cut for cut in cuts if cut.position > after.position]
    firm = [cut for cut in new if cut.is_firm][-1:]
    return [*firm, *(cut for cut in new[-1:] if not cut.is_firm)]


def behind_item(text: str, marker: str) -> Lead:
    """Return what the next item of a numbered list with blank lines is read behind.

    So its number goes on, whatever is written before it: the parser counts on from there.

    Args:
        text: Of the list until then, or the last items of it.
        marker: The number that its last item is shown with, such as ``4.``; nothing is read behind
            an item that has none.
    """
    signs = _NUMBERED.findall(text)
    if not signs or not marker.removesuffix(".").isdigit():
        return NO_LEAD
    return Lead(f"{marker[:-1]}{signs[-1]} x\n\n")


def _cuts(text: str, after: Cut, fences: bool) -> Iterator[Cut]:
    """Yield all places behind one at which a text can be parted."""
    lines = _Lines(text, after) if fences else _PlainLines(after)
    position = after.position
    while position < len(text):
        line_end = text.find("\n", position)
        stop = len(text) if line_end < 0 else line_end
        line = text[position:stop]
        if not line.strip():
            lines.take_blank()
        else:
            cut = lines.take(line, position, is_whole=line_end >= 0)
            if cut is _NOT_YET:
                return
            if cut is not None:
                yield cut
            for end in lines.sentences(stop):
                yield Cut(end)
        position = stop + 1


_NOT_YET: Final = Cut(-1)
"""Stands for a place that is not told yet, nor one behind it: what grows is parted as the whole."""


class _PlainLines:
    """Follows the lines of a text in which nothing is interpreted but blank ones."""

    def __init__(self, after: Cut) -> None:
        self._start = after.position
        self._after_blank = False
        self._in_list = False

    def take_blank(self) -> None:
        self._after_blank = True

    def take(self, line: str, position: int, *, is_whole: bool) -> Cut | None:  # noqa: ARG002
        """Take the next line that is not blank; return the cut before it, if there is one."""
        after_blank, self._after_blank = self._after_blank, False
        return Cut(position) if after_blank and self._begins(line) else None

    def sentences(self, stop: int) -> Iterator[int]:  # noqa: ARG002
        """Yield where a long paragraph, which goes on until ``stop``, is parted."""
        yield from ()

    def _begins(self, line: str) -> bool:
        barely = not self._in_list and _BARELY_INDENTED.match(line) is not None
        return line[0] not in " \t" or barely


class _Lines(_PlainLines):
    """Follows the lines of a Markdown text."""

    def __init__(self, text: str, after: Cut) -> None:
        super().__init__(after)
        self._text = text
        self._after_heading = False
        self._paragraph = -1  # where one of prose begins
        self._rows = Rows()
        self._code = CodeLines(after.lead, after.position)
        self._table = TableLines(after.lead, after.position)

    def take_blank(self) -> None:
        super().take_blank()
        self._table.end()

    def take(self, line: str, position: int, *, is_whole: bool) -> Cut | None:
        is_code = self._code.is_open
        if not is_code and self._in_list and not is_whole and _NUMBER.match(line):
            return _NOT_YET  # the sign behind it is on its way
        cut = self._in_code(line, position) if is_code else self._outside(line, position)
        self._code.take(line, position + len(line) + 1)
        self._after_blank = False
        return cut

    def sentences(self, stop: int) -> Iterator[int]:
        while self._paragraph >= 0:
            end = _sentence(self._text, self._paragraph, stop)
            if end is None:
                break
            yield end
            self._paragraph = end

    def _in_code(self, line: str, position: int) -> Cut | None:
        after_blank = self._after_blank
        if not self._code.parts_before(line, position, self._text, after_blank=after_blank):
            return None
        cut = Cut(position, goes_on=True, lead=self._code.lead(position))
        self._code.part(position)
        return cut

    def _in_time(self, cut: Cut) -> Cut:
        """Return a cut within rows, which are cited, once enough stands behind it."""
        return cut if cut.position + _BEHIND <= len(self._text) else _NOT_YET

    def _outside(self, line: str, position: int) -> Cut | None:
        cut = None
        is_item = _ITEM.match(line) is not None
        after_blank, in_list = self._after_blank, self._in_list
        opens = after_blank or self._after_heading or position == self._start
        if after_blank and self._begins(line):
            if in_list and is_item:
                cut = self._in_time(Cut(position, is_firm=False))
            else:
                cut = Cut(position)
                self._in_list = False
                self._rows.end()
        if self._rows.parts_before(line, position, opens=opens):
            cut = self._in_time(Cut(position, goes_on=not after_blank))
        elif self._table.parts_before(line, position, opens=opens):
            cut = self._in_time(Cut(position, goes_on=True, lead=self._table.lead))
            self._table.part(position)
        self._follow_prose(line, position, opens=opens, is_item=is_item)
        return cut

    def _follow_prose(self, line: str, position: int, *, opens: bool, is_item: bool) -> None:
        self._in_list = self._in_list or is_item
        self._after_heading = line.startswith("#")
        if self._in_list or self._code.is_open or _NO_PROSE.match(line):
            self._paragraph = -1
        elif opens:
            self._paragraph = position


def _sentence(text: str, start: int, stop: int) -> int | None:
    """Return where a long paragraph is parted: behind a sentence that leaves nothing open."""
    for limit in range(start + LONG, stop - _BEHIND + 1, LONG):
        ends = [found.end() for found in _SENTENCE_END.finditer(text, limit - LONG // 2, limit)]
        for end in reversed(ends):
            if _leaves_nothing_open(text[start:end]):
                return end
    return None


def _leaves_nothing_open(text: str) -> bool:
    """Tell whether emphasis, code, formulas and links that begin in a text end in it, too."""
    counts = [len(sign.findall(text)) for sign in _PAIRED]
    return not any(count % 2 for count in counts) and text.count("[") == text.count("]")
