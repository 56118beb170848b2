"""Tells what the words of a line say of its place in a text.

Whether it begins an item of a list, ends a sentence, or leads to the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.pdf.dates import begins_with_date, begins_with_plain_date

# The sign of an item, dingbats and circled numbers among them, or a footnote: its number, raised,
# and what it says.
_BULLET = re.compile(
    r"[•▪▫‣◦●○■□◆◇◊◮▶►▷▸▹▻★☆☐☑☒♦⋄∙\u2217※\u2460-\u2473\u2701-\u27bf\u2043·*\u2013\u2014-]\s"
    r"|[•▪‣●■▶►➢❖]|[\xb9\xb2\xb3\u2070-\u2079]{1,3}\s?[^\W\d_]"
)
_WITHIN = re.compile(r"\d+(?:\.\d+)+\s[^\W\d_A-Z]")
_PROSE = 4
"""Spaces of a line, at least, that a sentence begins on of which the next line has such a number:
"4.2 now allows" is no heading then."""
_NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)]|\d+(?:\.\d+)+\.?"
    r"|[A-Z](?:\.\d{1,2}|\d{1,2}-\d{1,2})(?:\.\d{1,2})*\.?)\s"
)
_SENTENCE_END = re.compile(r"[.!?:;…\u3002\uff01\uff1f][\"'”’»)\]]*$")

# No line of a list, table or heading ends with one of these: the sentence goes on.
_LEADING = """
a an and are as at be been by for from in into is its must nor of on or our shall should than
that the their these this to under upon was were whose with would your
als am an auf aus bei bis dem den der des die durch ein eine einem einen einer eines für gegen
im ist mit nach oder ohne sowie um und unter vom von vor war wegen wird zu zum zur zwischen über
au aux avec ce ces dans de du en et la le les ou par pour sans ses sur un une
con del el los para por sin y
agli al alla con dal dalla della di e il nel nella per
aan bij een het naar om te van voor
"""
_LEADING_WORDS = frozenset(_LEADING.split())


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text, max(0, len(text) - 4)) is not None


def starts_item(text: str, before: str) -> bool:
    """Tell whether a line begins an item of a list, by it and the line before."""
    if text[:6].isalpha():  # nearly always; no number has six letters
        return False
    if _BULLET.match(text):
        return True
    if not is_numbered(text, before):
        return False
    if _WITHIN.match(text) and before.count(" ") >= _PROSE and text.split(None, 1)[1][0].islower():
        return ends_sentence(before)
    return len(before) < 60 or ends_sentence(before)


def is_numbered(text: str, before: str) -> bool:
    """Tell whether a line begins with a number of an item, and not with a date."""
    if not _NUMBERED.match(text) or begins_with_date(text):
        return False
    return not (begins_with_plain_date(text) and leads_on(before.split()))


def leads_on(words: Sequence[str]) -> bool:
    """Tell whether the words of a line end with one that leads to another."""
    return len(words) > 2 and words[-1].lower() in _LEADING_WORDS
