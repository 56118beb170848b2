"""Sentences of a page's clean text: where each begins and ends.

A line break ends a sentence (blocks, headings, list items and table rows stand on lines of
their own); inside a line, full stops do, except after abbreviations, initials and ordinals.
"""

from __future__ import annotations

import re

from octavo.engine.text.abbreviations import AS_WRITTEN, BEFORE_NUMBER, INSIDE, UNLESS_BEGUN
from octavo.engine.text.words import ALL_STOP_WORDS
from octavo.pdf.lines import CELL

Span = tuple[int, int]

LONGEST = 450
"""Characters; what is longer (run-together tables, lists without stops) is cut at a space."""

_SHORT_ROW = 200
"""Characters of a row with a label and what it stands for; what is longer is cut as prose is."""

_ANY_ABBREVIATION = INSIDE | BEFORE_NUMBER | UNLESS_BEGUN | {one.lower() for one in AS_WRITTEN}
# German writes some of them at the end of another word: "Gartenstr. 27", "Kundennr. 5".
_ENDINGS = ("str", "nr", "abs")
# Characters before a stop that are looked at.
_LAST_TOKEN_WITHIN = 40

# A stop, closing quotes or brackets, white space, and what the next sentence may begin with.
_STOP = re.compile(r"(?P<mark>[.!?…؟۔।]+)[\"'”’»)\]]*\s+(?=[\"'“„‘«(\[¿¡]*[^\W_a-zß-öø-ÿ])")  # noqa: RUF001
_CJK_STOP = re.compile(r"[。！？]+[」』”）]*")  # noqa: RUF001 - those signs are meant
_BULLET = re.compile(r"\s(?=[•▪‣◦●■➢✓]\s)")
# Without one of these nothing ends; it takes a microsecond to see.
_MAY_END = re.compile(r"[.!?…؟۔।。！？•▪‣◦●■➢✓\n]")  # noqa: RUF001 - those signs are meant
_LAST_TOKEN = re.compile(r"[^\s(\[\"'“„‘«]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_FIGURE = re.compile(r"[0-9][0-9.,]+[0-9]")  # no ordinal
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_NUMBERING = re.compile(r"[0-9].*|[ivxl]{2,6}|[b-h]")  # as in "Vol. II", "App. B"
_CODE = re.compile(r"[A-Z]{1,5}[-/][A-Z0-9/-]{0,20}[0-9]")
# What begins a sentence and is no surname: for "the U.S. The" against "Karl A. Das".
_OPENS = """
the this these those it they there when however der die dies diese dieser wir wenn
"""
_OPENERS = frozenset(_OPENS.split())
# A number behind one of these is no ordinal: "in Fig. 2. Both", "nach § 7. Mieter". Not at the
# beginning of a line, where a heading goes on behind it: "Chapter 2. Methods".
_COUNTS = """
§ §§ abb abbildung abs absatz alt alternative art article artikel by chapter clause fall fig figure
figures halbsatz hs kapitel nr no nummer page paragraph rn s satz section seite step tab tabelle
table than uabs unterabs var variante version ziff ziffer
"""
_COUNTED = frozenset(_COUNTS.split())
_IN_HEADING = 24
_NEXT_WORD = re.compile(r"[^\W_]+")
_ENUMERATION = re.compile(
    r"(?:[•▪‣◦●■➢✓–-]\s*)?(?:\(?[0-9]{1,3}|[0-9.]{2,12}|[A-Za-z]|[ivxIVX]{1,5})$"
)


def sentences(text: str) -> list[Span]:
    """Return the spans of all sentences, in order, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        begin = 0
        # A row of a table says in all of its cells together what it says.
        is_row = CELL in line and len(line) <= (LONGEST if line.count(CELL) > 1 else _SHORT_ROW)
        for cut in () if is_row else _cuts(line):
            end = cut - 1
            # Nearly always: one space before the next sentence, and no other around this one.
            if (
                0 < end - begin <= LONGEST
                and line[end] == " "
                and not (line[begin].isspace() or line[end - 1].isspace())
            ):
                spans.append((start + begin, start + end))
            else:
                spans.extend(_pieces(text, start + begin, start + cut))
            begin = cut
        spans.extend(_pieces(text, start + begin, start + len(line)))
        start += len(line) + 1
    return spans


def has_an_end(text: str) -> bool:
    """Tell, at little cost, whether there may be more than one sentence in a text."""
    return len(text) > LONGEST or _MAY_END.search(text) is not None


def _cuts(line: str) -> list[int]:
    """Return the positions in a line at which a new sentence begins, in order."""
    cuts: list[int] = []
    is_ascii = line.isascii()
    for match in _STOP.finditer(line):
        end = match.start()
        if not is_ascii and _goes_on(line, match.end()):
            continue
        space = line.rfind(" ", max(0, end - _LAST_TOKEN_WITHIN), end)
        word = line[space + 1 : end]
        # Nearly always: a word or number inside the line that is no abbreviation or ordinal.
        if space > 0 and len(word) > 1:
            number = word[0].isdigit() and _FIGURE.fullmatch(word) and not _DATE.fullmatch(word)
            lower = word.lower()
            plain = word.isalpha() and not lower.endswith(_ENDINGS)
            if number or (plain and lower not in _ANY_ABBREVIATION):
                cuts.append(match.end())
                continue
        if _ends_sentence(line, match):
            cuts.append(match.end())
    if is_ascii:
        return cuts
    others = [match.end() for pattern in (_BULLET, _CJK_STOP) for match in pattern.finditer(line)]
    return sorted({*cuts, *others}) if others else cuts


def _ends_sentence(line: str, stop: re.Match[str]) -> bool:
    end = stop.start()
    before = _LAST_TOKEN.search(line, max(0, end - _LAST_TOKEN_WITHIN), end)
    if stop["mark"] != "." or before is None:
        return True
    token = before[0].lower()
    if before.start() == 0 and _ENUMERATION.match(token):
        return False
    following = _NEXT_WORD.search(line, stop.end())
    word = following[0].lower() if following else ""
    if _INITIALS.match(token):
        return word in _OPENERS
    if token.isdigit() and len(token) <= 2:
        # "19. Jahrhundert" and "3. May" against "… was 45. The …"
        return (word in ALL_STOP_WORDS and word != "may") or _is_counted(line, before.start())
    if before[0] in AS_WRITTEN:
        return _NUMBERING.fullmatch(word) is None
    return _is_last(token, word, is_code=_CODE.match(line, stop.end()) is not None)


def _is_last(token: str, word: str, *, is_code: bool) -> bool:
    """Tell whether a word with a stop ends its sentence.

    Args:
        token: The word.
        word: What stands behind it, in lower case.
        is_code: Whether that begins a code such as NK-2023-0417.
    """
    last = token.rpartition("-")[2]  # "Dipl.-Ing.", "Telefon-Nr."
    if token in INSIDE or last in INSIDE or token.endswith("nr"):
        return False
    if ".-" in token:  # "Dipl.-Kffr.", "Dr.-Ing.": titles of which nobody can list all
        return word in ALL_STOP_WORDS
    if last in UNLESS_BEGUN or token.endswith(_ENDINGS):
        return word in ALL_STOP_WORDS
    if last in BEFORE_NUMBER or _DATE.fullmatch(token):
        return _NUMBERING.fullmatch(word) is None and not is_code
    return True


def _is_counted(line: str, at: int) -> bool:
    """Tell whether a number at a place in a line is one of a figure, a clause or the like."""
    if at < _IN_HEADING:
        return False
    before = line[max(0, at - _LAST_TOKEN_WITHIN) : at].split()
    return bool(before) and before[-1].lower().strip(".(") in _COUNTED


def _goes_on(line: str, at: int) -> bool:
    """Tell whether what stands behind a stop begins with a small letter of any script."""
    following = _NEXT_WORD.search(line, at)
    return following is not None and following[0][0].islower()


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Trim a span, and cut it where it is longer than ``LONGEST``."""
    pieces: list[Span] = []
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        best = max(window.rfind(mark, LONGEST // 2) + 1 for mark in ("; ", ": ", ", "))
        cut = start + (best or window.rfind(" ", LONGEST // 2) + 1 or LONGEST)
        pieces.append((start, cut - 1 if text[cut - 1].isspace() else cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces
