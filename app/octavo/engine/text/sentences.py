"""Sentences of a page's clean text: where each begins and ends.

A line break ends a sentence (blocks, headings, list items and table rows stand on lines of
their own); inside a line, full stops do, except after abbreviations, initials and ordinals.
"""

from __future__ import annotations

import re

from octavo.engine.text.words import ALL_STOP_WORDS

Span = tuple[int, int]

LONGEST = 450
"""Characters; what is longer (run-together tables, lists without stops) is cut at a space."""

# English and German abbreviations that are followed by more of the same sentence.
_ABBREVIATIONS = """
abb abs anm approx apr aug aufl bsp bspw bzgl bzw ca cf d.h dept dez dipl div dr e.g ed eds eg
einschl engl eq esp evtl exkl feb ff fig figs geb gen ggf hon hr hrsg i.d.r i.e ie incl ing inkl
insb jan jul jun kap med mio mr mrd mrs ms mt nov nr oct okt phil pp prof rd rer resp rev s.a sep
sept sog str tab tel u.a u.s vgl vol vols vs z.b zzgl
"""
# The same, but only before a number: "no. 5" against "The answer is no."
_BEFORE_NUMBER = """
al art ch dec fr mar max min mo no nos op sa sec sect sen seq so
"""
# These end many sentences too: a function word behind them begins the next.
_SOMETIMES_LAST = """
al co corp etc inc jr ltd sr st usf usw u.s.w
"""
_INSIDE = frozenset(_ABBREVIATIONS.split())
_INSIDE_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())
_INSIDE_UNLESS_BEGUN = frozenset(_SOMETIMES_LAST.split())
_ANY_ABBREVIATION = _INSIDE | _INSIDE_BEFORE_NUMBER | _INSIDE_UNLESS_BEGUN
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
        for cut in _cuts(line):
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
    for match in _STOP.finditer(line):
        end = match.start()
        space = line.rfind(" ", max(0, end - _LAST_TOKEN_WITHIN), end)
        word = line[space + 1 : end]
        # Nearly always: a word or number inside the line that is no abbreviation or ordinal.
        if space > 0 and len(word) > 1:
            number = word[0].isdigit() and _FIGURE.fullmatch(word)
            if number or (word.isalpha() and word.lower() not in _ANY_ABBREVIATION):
                cuts.append(match.end())
                continue
        if _ends_sentence(line, match):
            cuts.append(match.end())
    if line.isascii():
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
    if token in _INSIDE or _INITIALS.match(token):
        return False
    following = _NEXT_WORD.search(line, stop.end())
    word = following[0].lower() if following else ""
    if token in _INSIDE_BEFORE_NUMBER and word.isdigit():
        return False
    if token in _INSIDE_UNLESS_BEGUN or (token.isdigit() and len(token) <= 2):
        # "19. Jahrhundert" and "3. Mai" against "… was 45. The …"
        return word in ALL_STOP_WORDS
    return True


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
