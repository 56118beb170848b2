"""A message's text on its way into the document: cleaned, citations marked, split while it grows.

`mark` comes first: it makes the text harmless to the document, puts one private character in the
place of each citation marker and another behind each statement that nothing supports. Parsers then
treat these like any letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from octavo.session.state import Citation
from octavo.ui.chat.endless import Rows

_FIRST: Final = 0xF0000
_LAST: Final = 0xFFFFD
"""Supplementary Private Use Area-A: one character per citation of a message."""

CITATION: Final = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
"""A citation's character in a marked text."""

DOUBT: Final = chr(0x100000)
"""Stands in a marked text behind a statement that nothing supports."""

_SPACES: Final = re.compile("[\r\v\f]")
_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
_UNSAFE: Final = re.compile(
    # control characters, Qt's frame and object marks, surrogates, private planes, Unicode tags
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_REPLACEMENT: Final = "\ufffd"

_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_BARELY_INDENTED = re.compile(r" {1,3}\S")
_FENCE: Final = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_NO_PROSE: Final = re.compile(r"[ \t>#|=]|[-+*](?:[ \t-]|$)|[0-9]{1,9}[.)]|`{3}|~{3}|\$\$")
_SENTENCE_END: Final = re.compile(
    # what follows is a letter: no other beginning of a line makes a list or heading of it
    r"[.!?…][\"”’)*_]{0,3}(?:\s*【[^】]{0,400}】)*[ \n](?=[^\W\d_])"
)
_PAIRED: Final = [re.compile(sign) for sign in (r"\*", r"(?<!\w)_|_(?!\w)", "`", "~~", r"\$")]

LONG: Final = 4000
"""Characters from which on a paragraph is parted, about 600 words."""

_BEHIND: Final = 500
"""Characters that have to stand behind: a citation of the part may be on its way."""

_UNFINISHED_MARKER: Final = re.compile(r"\s*【[^】]{0,400}】?\s*\Z")


def clean(text: str) -> str:
    """Replace what a text document would take for structure; the length stays the same."""
    text = _SPACES.sub(" ", text.replace("\r\n", " \n"))
    return _UNSAFE.sub(_REPLACEMENT, _BREAKS.sub("\n", text))


def citation_index(character: str) -> int:
    """Return which citation a character of a marked text stands for."""
    return ord(character) - _FIRST


def mark(
    text: str, citations: Sequence[Citation], start: int, stop: int, doubts: Sequence[int] = ()
) -> str:
    """Clean ``text[start:stop]`` and put each citation's character in its marker's place.

    Markers that overlap an earlier one, or that do not lie within the span, stay as they are.

    Args:
        text: Of the message.
        citations: Of the message.
        start: Where the part that is wanted begins.
        stop: Where it ends.
        doubts: Where statements end that nothing supports; `DOUBT` is put there.
    """
    spans = sorted(
        (citation.start, citation.end, index)
        for index, citation in enumerate(citations[: _LAST - _FIRST])
        if start <= citation.start < citation.end <= stop
    )
    parts: list[str] = []
    position = start
    for begin, end, index in spans:
        if begin < position:
            continue
        parts += (_doubted(text, position, begin, doubts), chr(_FIRST + index))
        position = end
    parts.append(_doubted(text, position, stop, doubts))
    return "".join(parts)


def _doubted(text: str, start: int, stop: int, doubts: Sequence[int]) -> str:
    """Clean a piece of the text and put `DOUBT` behind what nothing supports."""
    parts: list[str] = []
    position = start
    for end in sorted(end for end in doubts if start < end <= stop):
        parts += (clean(text[position:end]), DOUBT)
        position = end
    return "".join([*parts, clean(text[position:stop])])


def settled(text: str, start: int, *, fences: bool) -> int:
    """Return the end of what more text can no longer change, at least ``start``.

    That is behind the last blank line that is followed by a line that continues nothing (one that
    is indented may continue an item of a list, or code) and, with ``fences``, stands outside a code
    fence; or, with ``fences``, where something very long is parted (see `parted`).
    """
    return max((end for end, _ in _ends(text, start, fences)), default=start)


def parted(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the spans of ``text[start:stop]`` that are each shown by themselves.

    A paragraph is laid out whole with every growth, so one without end is parted behind a sentence
    every few thousand characters; lists and quotes are parted between their rows (`Rows`). Where
    that is depends on the text before it only: an answer has the same parts while it grows and
    when it is whole.
    """
    cuts = [end for end, is_within in _ends(text[:stop], start, fences=True) if is_within]
    return [*pairwise([start, *cuts, stop])]


def _ends(text: str, start: int, fences: bool) -> Iterator[tuple[int, bool]]:
    """Yield where settled parts end, and whether that is within something very long."""
    position = start
    paragraph = -1  # where one of prose begins
    fence = ""
    after_blank = after_heading = in_list = False
    rows = Rows()
    while (line_end := text.find("\n", position)) >= 0 or position < len(text):
        stop = len(text) if line_end < 0 else line_end
        line = text[position:stop]
        if not line.strip():
            after_blank = True
        else:
            begins = line[0] not in " \t" or (not in_list and _BARELY_INDENTED.match(line))
            if after_blank and not fence and begins:
                yield position, False
                in_list = False
                rows.end()
            opens = after_blank or after_heading or position == start
            if (
                (fences and not fence)
                and rows.parts_before(line, position, opens=opens)
                and position + _BEHIND <= len(text)
            ):
                yield position, True
            in_list = in_list or _ITEM.match(line) is not None
            is_prose = fences and not (fence or in_list or _NO_PROSE.match(line))
            if not is_prose:
                paragraph = -1
            elif opens:
                paragraph = position
            after_blank, after_heading = False, line.startswith("#")
            if fences:
                fence = _fence_after(fence, line)
            while paragraph >= 0 and (cut := _cut(text, paragraph, stop)) is not None:
                yield cut, True
                paragraph = cut
        position = stop + 1


def _cut(text: str, start: int, stop: int) -> int | None:
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


def _fence_after(fence: str, line: str) -> str:
    """Return the fence that is open behind a line: its characters, or nothing."""
    found = _FENCE.match(line)
    if found is None:
        return fence
    marks, rest = found.groups()
    if not fence:
        return "" if marks[0] == "`" and "`" in rest else marks
    closes = marks[0] == fence[0] and len(marks) >= len(fence) and not rest.strip()
    return "" if closes else fence


def without_unfinished_marker(text: str, citations: Sequence[Citation]) -> int:
    """Return where a growing text ends once a marker that is still to be explained is cut off."""
    found = _UNFINISHED_MARKER.search(text, max(0, len(text) - 500))
    if found is None or any(citation.end > found.start() for citation in citations):
        return len(text)
    return found.start()
