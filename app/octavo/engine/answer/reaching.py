"""Lets a quote reach on where what was asked for stands beside it.

A heading says what is below it and seldom what it is; "We adjust the payments." is followed by the
amount; and who names a column wants all of its rows.
"""

from __future__ import annotations

import re

from octavo.engine.text.kinds_of_answer import AnswerKind
from octavo.engine.text.quotable import is_bare
from octavo.engine.text.sentences import Span, sentences
from octavo.pdf.lines import CELL
from octavo.pdf.tables import tables

_LONGEST = 450
"""Characters of a quote that reaches on."""

_LONGEST_TABLE = 400
"""Characters of a table that is quoted as a whole."""

_FEW = 60
"""Characters below a heading that say little: the sentence after them is quoted, too."""

_ANY_NUMBER = "7"
_DATES = re.compile(
    r"^\W{0,3}(?:[A-Z] )?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.)]?(?=\s)"
    r"|\b[0-9]{1,2}\. ?(?:[0-9]{1,2}\. ?|[^\W\d_]{3,10} )(?:[0-9]{4}|[0-9]{2})\b"
    r"|\b[0-9]{1,2} [A-Z][a-z]{2,9} [0-9]{4}\b|\b(?:19|20)[0-9]{2}\b"
)


def reaching(clean: str, span: Span, kind: AnswerKind | None) -> Span:
    """Return a quote's span, or a longer one.

    Args:
        clean: The page's clean text.
        span: Of the quote in it.
        kind: What the question asks for, such as an amount; None if it is nothing certain.
    """
    start, end = span
    text = clean[start:end]
    below = clean[end : end + _LONGEST + 1]
    if is_bare(text):
        return start, _below_heading(clean, span, below)
    if kind is None or CELL in text or below[:1] != " ":
        return span
    # A date or the number of a clause is no amount.
    if kind.is_in(_DATES.sub("", text) if kind.is_in(_ANY_NUMBER) else text):
        return span
    _, stop = next(iter(sentences(below)), (0, 0))
    if end + stop - start <= _LONGEST and kind.is_in(below[:stop]) and _is_whole(clean, end + stop):
        return start, end + stop
    return span


def whole_table(clean: str, span: Span) -> Span:
    """Return the span of a table's first rows, names of columns included, for that of one of them.

    Args:
        clean: The page's clean text.
        span: Of a row, or of anything else.

    Returns:
        The same span where it is no row below names, or too far below them.
    """
    table = next(
        (one for one in tables(clean) if one.header and one.start < span[1] <= one.end), None
    )
    if table is None:
        return span
    end = table.end
    if end > table.start + _LONGEST_TABLE:
        end = clean.rfind("\n", table.start, table.start + _LONGEST_TABLE + 1)
    return (table.start, end) if span[1] <= end else span


def _below_heading(clean: str, span: Span, below: str) -> int:
    """Return where what stands below a heading ends that is quoted with it."""
    start, end = span
    if below[:1] != "\n":
        return end
    reached = end
    for first, stop in sentences(below):
        if end + stop - start > _LONGEST or not _is_whole(clean, end + stop):
            break
        if is_bare(below[first:stop]):
            break  # another heading
        reached = end + stop
        if reached - end > _FEW:
            break
    return reached


def _is_whole(clean: str, end: int) -> bool:
    """Tell whether a sentence ends where it seems to, and not where the text was cut off."""
    return end == len(clean) or clean[end].isspace()
