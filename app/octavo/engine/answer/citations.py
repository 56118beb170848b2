"""Ties a quote to its place on a page, and checks that it stands there.

The place is a span of the page's raw text; the quote is how that span reads. Reading changes
white space, line-end hyphens and ligatures, so both are compared without those differences.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from octavo.pdf.page import PageText

# White space, control characters, and what reading adds or drops: U+FFFE is PDFium's line-end
# hyphen, U+00AD the soft one.
_DROPPED = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\ufffe\u00ad\u200b\u200c\u200d\u2060\ufeff\\-‐‑]+")  # noqa: RUF001 - on purpose

_NOTHING = dict.fromkeys([0xFFFE, 0xAD])


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place.

    Args:
        quote: As it reads, on one line.
        start, end: Span of the page's raw text.
        verified: Whether the raw text of the span says the same as the quote.
    """

    quote: str
    start: int
    end: int
    verified: bool


def locate(page: PageText, start: int, end: int) -> Citation:
    """Turn a non-empty span of the page's clean text into a checked citation.

    Where cleaning has done more than ``verify`` looks over (a row of dots became one sign), the
    quote is the raw text itself.
    """
    quote = " ".join(page.clean[start:end].split())
    raw_start, raw_end = page.raw_span(start, end)
    if verify(page, quote, raw_start, raw_end):
        return Citation(quote, raw_start, raw_end, verified=True)
    quote = " ".join(page.raw[raw_start:raw_end].translate(_NOTHING).split())
    return Citation(quote, raw_start, raw_end, verify(page, quote, raw_start, raw_end))


def verify(page: PageText, quote: str, start: int, end: int) -> bool:
    """Tell whether the raw text from ``start`` to ``end`` says the same as the quote."""
    wanted = normalised(quote)
    return bool(wanted) and wanted == normalised(page.raw[start:end])


def find(page: PageText, quote: str, *, near: int = 0) -> Citation | None:
    """Find a quote on a page anew, for example when the page has been read by a newer reader.

    Args:
        page: The page.
        quote: The text to be found; white space, hyphens and ligatures may differ.
        near: Raw position at which it stood; the nearest of several finds is taken.

    Returns:
        The citation, or None if the page does not have the quote.
    """
    wanted = normalised(quote)
    if not wanted:
        return None
    # One entry per normalised character: the raw index that it comes from.
    origin = [i for i, c in enumerate(page.raw) for _ in normalised(c)]
    text = "".join(map(normalised, page.raw))
    finds: list[tuple[int, int]] = []
    at = text.find(wanted)
    while at >= 0:
        finds.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = text.find(wanted, at + 1)
    if not finds:
        return None
    start, end = min(finds, key=lambda found: abs(found[0] - near))
    return Citation(" ".join(quote.split()), start, end, verify(page, quote, start, end))


def normalised(text: str) -> str:
    """Return what a text says: no case, white space, hyphens or control characters."""
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text).casefold())
