"""Cuts the text of a page into the passages that are searched and embedded."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from octavo.engine.store.records import NewChunk
from octavo.engine.text.sentences import Span, sentences
from octavo.pdf.page import PageText

# About one match per word piece: short words are one, long ones several, numbers are cut in
# threes, each sign and each Chinese or Japanese character counts.
_PIECES = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[0-9]{1,3}|[^\W\d_]{1,7}|[^\w\s]|_")

_REMEMBERED = 1 << 14
_LONGEST_REMEMBERED = 40
"""Words, and characters of one, whose pieces are kept counted, in some 2 MB."""


class _Counts(dict[str, int]):
    """How many pieces a word has, with the signs around it; most words of a text come again."""

    def __missing__(self, word: str) -> int:
        count = len(_PIECES.findall(word))
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = count
        return count


_counts = _Counts()


def estimate_tokens(text: str) -> int:
    """Estimate how many word pieces a text has, without the model's tokenizer."""
    # No piece goes over white space.
    return sum(map(_counts.__getitem__, text.split()))


def token_spans(text: str) -> list[Span]:
    """Return where these word pieces stand in the text."""
    return [piece.span() for piece in _PIECES.finditer(text)]


def chunk_page(
    page: PageText, *, context: str, size: int = 200, overlap: int = 30
) -> list[NewChunk]:
    """Cut a page into passages of whole sentences and lines that cover all its text.

    Args:
        page: The page; one without text gives no passages.
        context: Title and heading that the page stands under, kept with each passage.
        size: Word pieces that a passage should have (200: the best of 200, 400 and 800 on
            annual reports); a single sentence that is longer is cut between words.
        overlap: Word pieces at most that a passage repeats from the end of the one before, in
            whole sentences.
    """
    units = [piece for span in sentences(page.clean) for piece in _cut(page.clean, span, size)]
    counts = [estimate_tokens(page.clean[start:end]) for start, end in units]
    # ends[i]: word pieces up to and with unit i - 1
    ends = list(accumulate(counts, initial=0))
    chunks: list[NewChunk] = []
    first = last = 0
    while last < len(units):
        begun = last
        last = bisect_right(ends, ends[first] + size) - 1
        if last <= begun:  # what is repeated leaves no room for the next sentence
            first, last = begun, max(begun + 1, bisect_right(ends, ends[begun] + size) - 1)
        if ends[-1] - ends[last] <= overlap:
            last = len(units)  # a rest this small would be a passage of hardly any meaning
        chunks.append(
            NewChunk(
                page=page.number, start=units[first][0], end=units[last - 1][1], context=context
            )
        )
        # The next begins with what may be repeated, but further on than this one began.
        first = max(first + 1, bisect_left(ends, ends[last] - overlap, 0, last))
    return chunks


def _cut(text: str, span: Span, size: int) -> list[Span]:
    """Cut a sentence of more than ``size`` word pieces between words."""
    start, end = span
    if end - start <= size:  # a piece has at least one character
        return [span]
    pieces: list[Span] = []
    count = 0
    for match in _PIECES.finditer(text, start, end):
        count += 1
        if count > size:
            space = text.rfind(" ", start, match.start())
            cut = space + 1 if space > start else match.start()
            pieces.append((start, space if space > start else cut))
            start, count = cut, estimate_tokens(text[cut : match.end()])
    return [*pieces, (start, end)]
