"""Makes the text for reading and searching from a page's raw text, and the map between them.

Order of things: find everything that does not stay as it is (one pass in C) → tell which line
breaks part blocks → put the clean text together.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from octavo.pdf.hyphens import JOIN, KEEP, Vocabulary
from octavo.pdf.lines import CELL, HARD, SOFT, Layout, separators
from octavo.pdf.marks import FILLER, HYPHEN, UNKNOWN

_OTHER_SPACES = (
    "\\t\\n\\x0b\\x0c\\r\\x1c-\\x1f\\x85\\xa0"
    "\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
)
_SPACES = " " + _OTHER_SPACES
# Controls, soft hyphens, zero-width, direction and tag characters: nothing that can be read, and
# a way to hide words or to make them look like others.
_DROPPED = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffc\\ufffe\\uffff\\U000e0000-\\U000e0fff"
)
_PRIVATE = "\\ue000-\\uf8ff\\U000f0000-\\U0010ffff"
_LIGATURES = "\\ufb00-\\ufb06"
_MARKS = "\\u0300-\\u034e\\u0350-\\u036f"

_CHANGED = f"[{_LIGATURES}{_MARKS}]"
_UNKNOWN = "\\ufffd"
_GAP = f"[{_SPACES}{_DROPPED}{_PRIVATE}]"
# One set of characters at the start, for which C searches fast; a single space inside stays.
_SPECIAL = re.compile(
    f"[{_SPACES}{_DROPPED}{_PRIVATE}{_LIGATURES}{_MARKS}{_UNKNOWN}.]"
    f"(?:(?<={_CHANGED})"
    "|(?<=\\.)(?: ?\\.){3,}"
    f"|(?<={_UNKNOWN}){_UNKNOWN}*"
    f"|(?<![ .]){_GAP}*"
    f"|(?<= )(?:{_GAP}+|\\Z|(?<=\\A )))"
)
# The same where no two spaces stand together and none at an end: spaces are a sixth of a text, and
# a search that need not stop at each takes half the time.
_SPARSE = re.compile(
    f"[{_OTHER_SPACES}{_DROPPED}{_PRIVATE}{_LIGATURES}{_MARKS}{_UNKNOWN}.]"
    f"(?:(?<={_CHANGED})"
    "|(?<=\\.)(?: ?\\.){3,}"
    f"|(?<={_UNKNOWN}){_UNKNOWN}*"
    f"|(?<!\\.){_GAP}*)"
)
# The same where nothing but ends of lines is found: a search for characters as they are, not for a
# set of them, takes a tenth of the time.
_ENDS = re.compile("\r\n[\r\n ]*")
_IN_GAP = re.compile(_GAP)
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_MARK = re.compile(f"[{_MARKS}]")
_PRIVATE_USE = re.compile(f"[{_PRIVATE}]")
_SPACE = re.compile(f"[{_SPACES}]")
# The index of an accent that was put together with its letter is within the word.
_PART = f"(?:[^\\W_]|{FILLER})+"
_LEFT = re.compile(f"(?:{_PART}-)*{_PART}$")
_RIGHT = re.compile(f"{_PART}(?:-{_PART})*")
_LONGEST_WORD = 60
_HYPHENS = ("-", "\u2010")
_CJK = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
)

_UNREADABLE = re.compile(f"[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f{_PRIVATE}\\ufffd]")
_LETTERS = re.compile(r"[^\W_]")
_PUNCTUATION = re.compile(r"[^\w\s.·…-]")

_LEADING = (".", UNKNOWN)
_LEADERS = re.compile("(\ufffd)\ufffd{2,}")
_SAMPLE = 1_000
_SOME_TEXT = 200
_USUAL_SPACES = 0.11
"""Share of a text that spaces are, at least, if most words are no longer than usual."""
# Of alphabets that part words by spaces; longer than German compounds, and no address.
_GLUED = re.compile(r"(?<![^\s(\"'“„])[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff,;’']{40,}")

Span = tuple[int, int]
Edit = tuple[int, int, str]
"""Start and end in the raw text, and what the clean text has instead."""


class Scan:
    """What does not stay as it is in a raw text, and the lines that are between.

    Args:
        raw: One character for each index.
    """

    __slots__ = ("_texts", "breaks", "found", "lines", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.found: list[Span] = _special(raw)
        self.breaks: list[int] = []
        """Where the gaps with a line break begin: one less than there are lines."""
        self.lines: list[Span] = []
        self._texts: list[str] | None = None
        if self.found:
            self._part()

    def _part(self) -> None:
        raw, size = self.raw, len(self.raw)
        (first, begin), (stop, last) = self.found[0], self.found[-1]
        if first > 0 or not _IN_GAP.match(raw):
            begin = 0
        if last < size or not _IN_GAP.match(raw, stop):
            stop = size
        for start, end in self.found:
            if start > 0 and end < size and raw.find("\n", start, end) >= 0:
                self.breaks.append(start)
                self.lines.append((begin, start))
                begin = end
        if self.breaks:
            self.lines.append((begin, stop))

    def texts(self) -> list[str]:
        """Return the lines, made once; none if the text is of one line only."""
        if self._texts is None:
            self._texts = [self.raw[start:end] for start, end in self.lines]
        return self._texts


def _special(raw: str) -> list[Span]:
    """Find what does not stay as it is: gaps other than a space, ligatures, marks, leaders."""
    if "  " in raw or raw[:1] == " " or raw[-1:] == " ":
        return [match.span() for match in _SPECIAL.finditer(raw)]
    found: list[Span] = []
    for match in (_ENDS if _is_plain(raw) else _SPARSE).finditer(raw):
        start, end = match.span()
        if raw[start - 1 : start] == " " and _IN_GAP.match(raw, start):
            start -= 1
        found.append((start, end))
    return found


def _is_plain(raw: str) -> bool:
    """Tell whether all but the ends of lines stays as it is; False if that takes long to tell."""
    if ".." in raw or ". ." in raw or not raw.replace("\r\n", "").isprintable():
        return False
    if raw.isascii():
        return True
    try:
        raw.encode("cp1252")  # has quotation marks and dashes, but no ligatures and marks
    except UnicodeEncodeError:
        return False
    return True


def clean_position(segments: Sequence[int], raw: int) -> int:
    """Return where a raw character is in the clean text, or where the next one is that it has.

    Args:
        segments: Clean start, raw start and length in turn, as ``clean_text`` returns them.
        raw: Index in the raw text.
    """
    found = max(0, bisect_right(segments[1::3], raw) - 1) * 3
    clean, start, length = segments[found : found + 3]
    return clean + max(0, min(raw - start, length))


def clean_text(
    scan: Scan,
    vocabulary: Vocabulary,
    layout: Layout | None = None,
    left_out: Collection[int] = (),
) -> tuple[str, array[int]]:
    """Return the clean text and its segments, as clean start, raw start and length in turn.

    Args:
        scan: The page's text.
        vocabulary: What words the document has, for hyphens at line ends.
        layout: How the lines are on the page, if that is known.
        left_out: Indexes of lines that the clean text does not have: headers and footers.
    """
    raw = scan.raw
    kept = [index for index in range(len(scan.lines)) if index not in left_out]
    if len(kept) < len(scan.lines) and kept:
        edits = _without(scan, vocabulary, layout, kept)
    else:
        between = separators(raw, scan.lines, layout) if scan.breaks else []
        breaks = dict(zip(scan.breaks, between, strict=True))
        edits = _edits(scan, vocabulary, breaks, frozenset(layout.cells if layout else ()))
    parts: list[str] = []
    segments = array("I")
    position = begin = 0
    for start, end, instead in [*edits, (len(raw), len(raw), "")]:
        if start > begin:
            parts.append(raw[begin:start])
            segments.extend((position, begin, start - begin))
            position += start - begin
        if instead:
            parts.append(instead)
            position += len(instead)
        begin = end
    return "".join(parts), segments


def is_readable(raw: str) -> bool:
    """Tell whether a text is made of characters that mean something.

    Some files draw glyphs without saying which characters they are: what comes out then is mostly
    controls, private-use characters or, with shifted codes, signs. Others leave the spaces out.
    """
    raw = _LEADERS.sub(r"\1", raw) if UNKNOWN in raw else raw
    # Nearly always there is none, and what is printable tells it twenty times as fast.
    plain = UNKNOWN not in raw and raw.replace("\r\n", "").isprintable()
    bad = 0 if plain else len(_UNREADABLE.findall(raw))
    if bad and bad > 0.3 * (len(raw) - len(_SPACE.findall(raw))):
        return False
    if _lacks_spaces(raw):
        return False
    middle = len(raw) // 2
    sample = raw[max(0, middle - _SAMPLE // 2) : middle + _SAMPLE // 2]
    signs = len(_PUNCTUATION.findall(sample))
    return len(raw) < 40 or signs < 0.5 * len(sample) or signs < 4 * len(_LETTERS.findall(sample))


def _without(
    scan: Scan, vocabulary: Vocabulary, layout: Layout | None, kept: Sequence[int]
) -> list[Edit]:
    """Find the edits where only some lines are kept; those between go with the gaps around."""
    lines = [scan.lines[index] for index in kept]
    between = separators(scan.raw, lines, None if layout is None else layout.only(kept))
    breaks = dict.fromkeys(scan.breaks, HARD)
    gone: list[Edit] = []
    if kept[0] > 0:
        gone.append((0, lines[0][0], ""))
    for (one, other), separator in zip(pairwise(kept), between, strict=True):
        breaks[scan.breaks[one]] = separator
        if other > one + 1:
            gone.append((scan.breaks[one], scan.lines[other][0], separator))
    if kept[-1] < len(scan.lines) - 1:
        gone.append((scan.breaks[kept[-1]], len(scan.raw), ""))
    edits = _edits(scan, vocabulary, breaks, frozenset(layout.cells if layout else ()))
    rest = [edit for edit in edits if not any(_meet(edit, other) for other in gone)]
    return sorted([*rest, *gone])


def _meet(one: Edit, other: Edit) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lacks_spaces(raw: str) -> bool:
    """Tell whether most of a text is in words longer than any: their spaces are not in the file."""
    if len(raw) < _SOME_TEXT or raw.count(" ") > _USUAL_SPACES * len(raw):
        return False
    glued = sum(map(len, _GLUED.findall(raw)))
    return glued > _SOME_TEXT // 2 and glued > 0.4 * len(_LETTERS.findall(raw))


def _edits(
    scan: Scan, vocabulary: Vocabulary, breaks: Mapping[int, str], cells: frozenset[int]
) -> list[Edit]:
    """Find what the clean text has instead of what does not stay as it is.

    Args:
        scan: The page's text.
        vocabulary: For hyphens.
        breaks: What stands for each line break, by where its gap begins.
        cells: Raw indexes of spaces between the cells of a table's row.
    """
    raw = scan.raw
    found = scan.found
    if cells:
        # Single spaces are not among what was found.
        begun = {start for start, _ in found}
        found = sorted([*found, *((at, at + 1) for at in cells if at not in begun)])
    edits: list[Edit] = []
    for start, end in found:
        text = raw[start:end]
        if text == "\r\n" and start in breaks and "-" != raw[start - 1] < "\u2010":
            edits.append((start, end, breaks[start]))  # nearly always
        elif _LIGATURE.match(text):
            edits.append((start, end, unicodedata.normalize("NFKC", text)))
        elif text[0] in _LEADING:
            if len(text) > 2:  # leaders, as in a table of contents
                edits.append((start, end, "…"))
        elif _MARK.match(text):
            edit = _composed(raw, start, end)
            if edit is not None and (not edits or edits[-1][1] <= edit[0]):
                edits.append(edit)
        elif start in cells:
            edits.append((start, end, CELL))
        else:
            edits.append(_gap(raw, start, end, breaks.get(start), vocabulary))
    return edits


def _composed(raw: str, start: int, end: int) -> Edit | None:
    """Put a letter and the mark behind it together, if there is a character for both."""
    if start == 0:
        return None
    pair = raw[start - 1 : end]
    one = unicodedata.normalize("NFC", pair)
    return (start - 1, end, one) if one != pair else None


def _gap(raw: str, start: int, end: int, line_break: str | None, vocabulary: Vocabulary) -> Edit:
    """Decide what stands for white space and for what cannot be seen."""
    text = raw[start:end]
    at_line_end = line_break is not None
    if HYPHEN in text or (at_line_end and (text[0] == "\xad" or raw[start - 1] in _HYPHENS)):
        joined = _joined(raw, start, end, line_break, vocabulary)
        if joined is not None:
            return joined
    return start, end, _between(raw, start, end, line_break)


def _between(raw: str, start: int, end: int, line_break: str | None) -> str:
    if (start == 0 or line_break is not None) and _PRIVATE_USE.search(raw, start, end):
        # The sign of a list item, in a font of pictures.
        bullet = "•" if end == len(raw) else "• "
        return bullet if start == 0 else HARD + bullet
    if start == 0 or end == len(raw):
        return ""
    if line_break == SOFT and _CJK.match(raw, start - 1) and _CJK.match(raw, end):
        return ""
    if line_break is not None:
        return line_break
    return " " if _SPACE.search(raw, start, end) else ""


def _joined(
    raw: str, start: int, end: int, line_break: str | None, vocabulary: Vocabulary
) -> Edit | None:
    """Decide about a hyphen at a line's end; None if it is not inside a word."""
    typed = raw[start - 1] in _HYPHENS if start else False
    stop = start - 1 if typed else start
    left = _LEFT.search(raw, max(0, stop - _LONGEST_WORD), stop)
    right = _RIGHT.match(raw, end)
    if left is None or right is None:
        at = raw.find(HYPHEN, start, end)
        if at >= 0:
            before = " " if start > 0 and _SPACE.search(raw, start, at) else ""
            spaced = end < len(raw) and _SPACE.search(raw, at, end)
            return start, end, before + KEEP + ((line_break or " ") if spaced else "")
        return None
    if line_break == HARD and not right[0][0].islower():
        return None
    decided = vocabulary.decide(left[0].replace(FILLER, ""), right[0].replace(FILLER, ""))
    if typed and decided != JOIN:
        return start, end, decided[1:]
    return stop, end, decided
