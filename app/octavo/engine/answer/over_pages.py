"""The rest of a sentence that a quote breaks off at the end of its page, or begins with.

A passage never crosses pages, and so neither does a quote: what is told on two of them takes two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from octavo.engine.text.quotable import is_bare
from octavo.engine.text.sentences import Span, sentences
from octavo.engine.text.words import ALL_STOP_WORDS, words
from octavo.pdf.line_words import ends_sentence, starts_item
from octavo.pdf.lines import CELL
from octavo.pdf.page import PageText

_FEWEST_WORDS = 4
"""Words of what breaks off, at least: less is a heading, a page's number or a signature."""

_MANY_WORDS = 10
"""Words after which what has no end goes on, whatever the next page begins with."""

_LAST_WORD = re.compile(r"[^\W\d_]+$")


def over_pages(
    pages: Mapping[int, PageText], page: PageText, span: Span
) -> list[tuple[PageText, Span]]:
    """Return a span of a page, between what of its sentence stands on the pages around it.

    Args:
        pages: The page and those around it, as far as they are there, by their numbers.
        page: The one that is quoted.
        span: What is quoted of it.
    """
    text = page.clean[slice(*span)]
    found = [(page, span)]
    before, behind = pages.get(page.number - 1), pages.get(page.number + 1)
    if before is not None and text[:1].islower() and not page.clean[: span[0]].strip():
        begun = broken_off(before.clean)
        found = ([] if begun is None else [(before, begun)]) + found
    if behind is not None and not page.clean[span[1] :].strip():
        rest = goes_on_at(text, behind.clean)
        found += [] if rest is None else [(behind, rest)]
    return found


def goes_on_at(text: str, next_page: str) -> Span | None:
    """Return where the rest of a sentence stands on the next page, or None if it does not go on.

    Args:
        text: What breaks off: the end of a page's clean text, or of a part of it.
        next_page: The clean text of the page behind it.
    """
    last = text.rstrip().rpartition("\n")[2]
    begun = last[_begin(last) :]
    if not _breaks_off(begun):
        return None
    first = next(iter(sentences(next_page)), None)
    if first is None:
        return None
    rest = next_page[slice(*first)]
    if CELL in rest or starts_item(rest, begun):
        return None
    if rest[:1].islower() or _leads_on(begun):
        return first
    if is_bare(rest) or not ends_sentence(rest) or len(words(begun, rests=False)) < _MANY_WORDS:
        return None
    return first


def broken_off(page: str) -> Span | None:
    """Return where a sentence stands that breaks off at the end of a page, or None if none does.

    Args:
        page: The clean text of the page.
    """
    end = len(page.rstrip())
    line = page.rfind("\n", 0, end) + 1
    begin = line + _begin(page[line:end])
    return (begin, end) if _breaks_off(page[begin:end]) else None


def _begin(line: str) -> int:
    """Return where the last sentence of a line begins."""
    return sentences(line)[-1][0] if line.strip() else 0


def _breaks_off(text: str) -> bool:
    if CELL in text or ends_sentence(text):
        return False
    return len(words(text, rests=False)) >= _FEWEST_WORDS


def _leads_on(text: str) -> bool:
    """Tell whether a text ends with a word that leads to another, or with a comma."""
    if text.endswith(","):
        return True
    last = _LAST_WORD.search(text)
    return last is not None and last[0].casefold() in ALL_STOP_WORDS
