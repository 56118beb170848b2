"""What of a passage may be quoted: its sentences, short ones with what follows them.

A heading is weighed together with the sentence or the rows below it, since it tells what they are
about, but it is not quoted with them: see ``below_headings``. Rows of a table are quoted with the
row that names their columns: see ``quoted_part``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from octavo.engine.text.sentences import Span, sentences
from octavo.engine.text.words import ALL_STOP_WORDS, words
from octavo.pdf.lines import CELL
from octavo.pdf.table_heads import names_columns
from octavo.pdf.tables import heads, heads_next, tables

# A quote with fewer words is a heading, a cell or the like: it is quoted with what follows it, up
# to so many characters.
_FEW_WORDS = 6
_LONGEST_JOINED = 320

# Characters behind the beginning of a paragraph in which sentences are about what its label says.
_NEAR_LABEL = 1_000

_NAMES_AND_ROW = 2

# A sentence that announces a list is quoted with all of its items that end within so many.
_LONGEST_LIST = 700

# A line of so many characters, at most, below a sentence that ends with a colon is what that
# announces: a command, a formula.
_LONGEST_SHOWN = 120

# A sentence of so many words that ends as one needs no heading to be understood.
_WHOLE_SENTENCE = 4

# A paragraph of so many words that ends as a sentence is no heading: "Fast search in trees."
_WHOLE_PARAGRAPH = 5

_ENDED = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'”’»)\]]*$")
# What ends with one of these leads to what follows: "The tenant must:".
_LEADS_ON = re.compile(r"[.!?:;,\u2026\u3002\uff01\uff1f\uff1a\-–—][\"'”’»)\]]*$")
# Numbers, addresses and the like answer a question: they are not only above what is told.
_TELLS = re.compile(r"(?!\b(?:19|20)[0-9]{2}\b)\b[0-9]|[@%€$£/=]|\bwww\b")
_NUMBERING = re.compile(r"^(?:§+\s*)?[0-9]+(?:\.[0-9]+)*[.)]?\s+")
_ITEM = re.compile(
    r"(?:[\u2022\u25aa\u2023\u25e6\u25cf\u25a0\u25b6-\u25bb\u25c6\u2701-\u27bf\u2013\u2014-]"
    r"|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)])\s"
)
# What a clause or item begins with: "(2) ", "1.3 ", "b) ", "\u2022 ".
_MARK = re.compile(rf"(?:§+\s*)?\(?[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*[.)]?\s|{_ITEM.pattern}")
# A label of few words and what it is: "Start date: 1 July", but not "Chapter 2: Methods".
_FIELD = re.compile(r"[^\W\d_](?:[^\n:]{0,38}(?:[^\W\d_]|[).]))?:[ \t]+[^\n]*[^\s:]")
_LAST_WORD = re.compile(r"[^\W_]+(?=\W*$)")


def quotable(text: str) -> list[Span]:
    """Return the sentences of a passage; short ones reach on into what follows them.

    Rows below the names of their columns do not: what they are about stands there. Nor do those
    that name what they are about in their first cell.
    """
    spans = sentences(text)
    rows = [(table.header[1] if table.header else -1, table) for table in tables(text)]
    joined: list[Span] = []
    for i, (start, span_end) in enumerate(spans):
        end = span_end
        is_row = any(
            max(names, table.start) <= start < table.end
            and (names >= 0 or is_labelled(text, start, span_end))
            for names, table in rows
        )
        for _, next_end in () if is_row else spans[i + 1 :]:
            if len(words(text[start:end])) >= _FEW_WORDS or next_end - start > _LONGEST_JOINED:
                break
            if _is_whole(text, start, end):
                break
            end = next_end
        joined.append((start, end))
    return joined


def below_headings(text: str, span: Span) -> Span:
    """Return what of a quotable piece is quoted: all but the headings that it begins with.

    What stands on lines of its own, without a stop or a cell, is a heading if a whole sentence
    begins below it, or two rows of a table and more. Else, as in lists, everything is quoted.

    Args:
        text: The passage.
        span: One of those that ``quotable`` returns for it.
    """
    start, end = span
    begin = text.rfind("\n", start, end) + 1
    if begin <= start:
        return span
    lines = text[start:end].split("\n")
    rows = _rows_below(lines)
    below = "\n".join(rows) if rows else lines[-1].lstrip()
    head = text[start : end - len(below)].rstrip()
    if not head or not all(_is_heading(line) for line in head.split("\n")):
        return span
    if not rows:
        if below[:1].islower() or not _ENDED.search(below) or CELL in below:
            return span
        if len(words(below, rests=False)) < _WHOLE_SENTENCE:
            return span
    return end - len(below), end


def quoted_part(text: str, span: Span) -> Span:
    """Return what of a quotable piece is quoted: a row of a table by itself.

    Right below the names of the columns it is quoted with them, and they are not quoted alone.

    Args:
        text: The passage.
        span: One of those that ``quotable`` returns for it.
    """
    start, end = span
    names = _names_at(text, end)
    if names is None:
        return with_list(text, below_headings(text, span))
    _, end = with_first_row(text, span)
    start, _ = below_headings(text, (start, end))
    if names[1] < start and not text[names[1] : start].strip():
        start = names[0]
    return start, end


def with_list(text: str, span: Span) -> Span:
    """Return a span that ends with a colon with what is below it, others as they are.

    That is the items of a list, or a line that is shown: a command or a formula.

    Args:
        text: What the span is of.
        span: Ends where a line does, or within one.
    """
    start, end = span
    if not text[start:end].endswith((":", "：")):  # noqa: RUF001 - the full-width sign is meant
        return span
    while text[end : end + 1] == "\n" and _ITEM.match(text, end + 1):
        below = text.find("\n", end + 1)
        item_end = len(text) if below < 0 else below
        if item_end - start > _LONGEST_LIST:
            break
        end = item_end
    return (start, end) if end > span[1] else (start, _end_of_shown(text, end))


def _end_of_shown(text: str, end: int) -> int:
    """Return the end of the line that is shown below one that ends at a place, else that place."""
    if text[end : end + 1] != "\n":
        return end
    line = next(_lines(text, end + 1), "")
    shows = 0 < len(line) <= _LONGEST_SHOWN and not line.endswith(":") and CELL not in line
    return end + 1 + len(line) if shows else end


def label_of(text: str, at: int) -> str:
    """Return what a paragraph begins with that says what it is about, else nothing.

    So do "Definition 1.2 (Degree)." and "10.3 Inductor." before the sentences of theirs.

    Args:
        text: The passage.
        at: Where a sentence of it begins; the first one of a paragraph has no label.
    """
    begin = text.rfind("\n", 0, at) + 1
    if begin == at or CELL in text[begin:at]:
        return ""
    if at - begin > _NEAR_LABEL:
        return ""
    first, end = next(iter(sentences(text[begin:at])), (0, 0))
    label = text[begin + first : begin + end]
    return label if begin + end < at and len(words(label)) < _FEW_WORDS else ""


def names_of(text: str, span: Span) -> Span | None:
    """Return where the names of columns stand that are above a span, or that it begins with.

    Args:
        text: What the span is of.
        span: Of rows, or of anything else.
    """
    names = _names_at(text, span[1])
    return names if names is not None and (names[1] <= span[0] or names[0] == span[0]) else None


def is_bare(text: str) -> bool:
    """Tell whether a text, on one line, is less than a sentence, and neither a row nor an item."""
    if "\n" in text or CELL in text or _LEADS_ON.search(text) or _ITEM.match(text):
        return False
    return _TELLS.search(_NUMBERING.sub("", text)) is None


def is_field(text: str) -> bool:
    """Tell whether a text is a line with a label and what it stands for."""
    return _FIELD.fullmatch(text) is not None


def with_first_row(text: str, span: Span) -> Span:
    """Return a span that ends with the names of columns with the row below them, others as is.

    Args:
        text: What the span is of; no more of it than the lines around is looked at.
        span: Ends where a line does, or within one.
    """
    start, end = span
    begin = text.rfind("\n", 0, end) + 1
    names = text[begin:end]
    if CELL not in names or not names_columns(names) or text[end : end + 1] != "\n":
        return span
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : begin]
    below = next(_lines(text, end + 1), "")
    if CELL in above and not heads_next(above.rstrip("\n"), names, below):
        return span
    rows = list(itertools.takewhile(lambda line: CELL in line, _lines(text, end + 1)))
    if not rows or not heads(names, rows):
        return span
    return start, end + 1 + len(rows[0])


def _lines(text: str, start: int) -> Iterator[str]:
    """Yield the lines of a text from a place on."""
    while start <= len(text):
        end = text.find("\n", start)
        yield text[start : end if end >= 0 else len(text)]
        start = end + 1 if end >= 0 else len(text) + 1


def is_labelled(text: str, start: int, end: int) -> bool:
    """Tell whether a row of a table says in its first cell what it is about."""
    label, cell, rest = text[start:end].partition(CELL)
    return bool(cell and rest.strip()) and any(map(str.isalpha, label))


def weighed_text(text: str, span: Span) -> str:
    """Return what a question is compared with: a row of a table says it under its column's name.

    Args:
        text: The passage.
        span: One of those that ``quotable`` returns for it.
    """
    start, end = with_first_row(text, span)
    names = _names_at(text, end)
    if names is None or start <= names[0]:
        return text[start:end]
    return text[slice(*names)] + "\n" + text[start:end]


def as_said(weighed: str) -> str:
    """Return a row below the names of its columns as one would say it, and other texts as they are.

    A model that knows sentences is nearer to "Task: replace both; Interval: every 6 months" than
    to the same words line by line.

    Args:
        weighed: What ``weighed_text`` returns.
    """
    rows = rows_of(weighed) if CELL in weighed and "\n" in weighed else []
    if len(rows) != _NAMES_AND_ROW:
        return weighed
    names, cells = rows
    named = zip(["" for _ in cells[len(names) :]] + names, cells, strict=True)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in named)


def rows_of(quote: str) -> list[list[str]]:
    """Return the cells of a quote that is rows of a table, else nothing.

    A page's text has no empty cells: of a row with fewer cells than another one nobody knows under
    which columns they stand. Only the first row may lack what would be above the rows' names.
    """
    first, *others = [[cell.strip() for cell in line.split(CELL)] for line in quote.split("\n")]
    columns = max(map(len, others), default=len(first))
    known = len(first) > 1 and len(first) in (columns - 1, columns)
    return [first, *others] if known and all(len(row) == columns for row in others) else []


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a short piece needs nothing of the next line: a clause, a field of a form.

    What stands under a number or letter of its own above the next one is a clause, however short.
    Else a heading may end with a stop, too, and has few words.
    """
    if text[end : end + 1] != "\n":
        return False
    line = text.rfind("\n", start, end) + 1 or start
    if _FIELD.fullmatch(text, line, end):
        return True
    if _ENDED.search(text, start, end) is None:
        return False
    own, following = _MARK.match(text, line, end), _MARK.match(text, end + 1)
    if own is not None and following is not None:
        return not _is_below(following[0], own[0])
    if following is not None and following[0].startswith("§"):
        return True
    least = _WHOLE_PARAGRAPH if own is None else _WHOLE_SENTENCE
    return len(words(text[own.end() if own else start : end], rests=False)) >= least


def _is_below(mark: str, other: str) -> bool:
    """Tell whether what one mark begins is a part of what the other one does: 2.1 or (a) of 2."""
    plain = "§0123456789"
    return mark.startswith(other.rstrip(" .)") + ".") or (
        other[0] in plain and mark[0] not in plain
    )


def _names_at(text: str, end: int) -> Span | None:
    """Return the row that names the columns of the table in which a piece ends, if one does."""
    for table in tables(text):
        if table.header is not None and table.header[0] < end <= table.end:
            return table.header
    return None


def _rows_below(lines: list[str]) -> list[str]:
    """Return the lines from the first row of a table on, if two or more are left and all are."""
    first = next((at for at, line in enumerate(lines) if CELL in line), len(lines))
    rows = lines[first:]
    return rows if len(rows) > 1 and all(CELL in line for line in rows) else []


def _is_heading(line: str) -> bool:
    """Tell whether a line, short as it is, is above what follows rather than a part of it."""
    line = line.strip()
    if "\t" in line or line[:1].islower() or _LEADS_ON.search(line):
        return False
    if _TELLS.search(_NUMBERING.sub("", line)):
        return False
    last = _LAST_WORD.search(line)
    return last is not None and last[0].casefold() not in ALL_STOP_WORDS
