"""A message's text on its way into the document: cleaned, its citations and doubts marked.

`mark` comes first: it makes the text harmless to the document, puts one private character in the
place of each citation marker and another behind each statement that nothing supports. Parsers then
treat these like any letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from octavo.session.state import Citation

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


def without_unfinished_marker(text: str, citations: Sequence[Citation]) -> int:
    """Return where a growing text ends once a marker that is still to be explained is cut off."""
    found = _UNFINISHED_MARKER.search(text, max(0, len(text) - 500))
    if found is None or any(citation.end > found.start() for citation in citations):
        return len(text)
    return found.start()
