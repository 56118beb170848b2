"""Reads plain text: encoding, pages, and the headings of Markdown; in bounded memory.

A text file has no pages of its own. It is cut where it has form feeds, else at about 3,000
characters between paragraphs or lines; a page's label says which lines are on it. The same file
is always cut the same way, so reading can go on at any page.
"""

from __future__ import annotations

import codecs
import dataclasses
import itertools
import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from pathlib import Path

from octavo.errors import AppError
from octavo.pdf.page import DocumentFacts, OutlineEntry, PageText, Segment
from octavo.words import later

TEXT_FILE_VERSION = 1
"""Changes whenever pages or their text may come out differently."""

MOST_PAGES = 20_000
"""As many as of a PDF: about 60 million characters."""

_PAGE = 3_000
"""Characters that a page should have."""

_SHORTEST, _LONGEST = _PAGE // 2, _PAGE * 6 // 5
"""Where the break between pages is looked for; a form feed may come sooner."""

_PIECE = 256 * 1024
_STEP = 64
"""Pages between two places where reading can be left."""

_LOOKED_AT = 64 * 1024
_MOST_CONTROLS = 0.01
"""Share of control characters from which content is no text."""

_MOST_HEADINGS = 3_000
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)

# Text without its white space: single spaces stay, all other white space lies between.
_RUN = re.compile(r"\S+(?: \S+)*")
# What begins a block of its own: list items, headings, quotes, table rows, rules, directives.
_BLOCK = re.compile(r"(?:[-*+>|#=~:.]|\d{1,3}[.)])(?:\s|$)|[|#=~`-]{2,}|\.\. |\|")
_WRAPPED = 40
"""Characters from which a line of prose may have been broken because it was full."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# In the languages that Windows-1252 is for, other letters than those of ASCII are few.
_HIGH = re.compile(rb"[\x80-\xff]")
_MOST_HIGH = 0.3


class NotTextError(AppError):
    """The content is not text, whatever its name says."""


class TextFileError(AppError):
    """The text cannot be taken in: there is none, or too much."""


@dataclasses.dataclass(frozen=True, slots=True)
class TextPage:
    """A page as it is cut: its number from 1, first and last line, and its text."""

    number: int
    first: int
    last: int
    text: str


def read_facts(path: Path, name: str, *, markdown: bool) -> Iterator[DocumentFacts | None]:
    """Find out the encoding, count the pages and gather the headings, step by step.

    Yields:
        None after each step, so that a long file can be left in the middle; the facts at last.

    Raises:
        NotTextError: it is not text.
        TextFileError: there is no text in it, or more than `MOST_PAGES`.
    """
    encoding = yield from find_encoding(path, name)
    headings: list[OutlineEntry] = []
    count, empty, fenced = 0, True, False
    for page in cut(path, encoding):
        count = page.number
        if count > MOST_PAGES:
            raise TextFileError(
                later(
                    "“{name}” has more than {most_pages:,} pages of {page:,} characters.",
                    name=name,
                    most_pages=MOST_PAGES,
                    page=_PAGE,
                ),
                hint=later("Split it into several files."),
            )
        empty = empty and not page.text.strip()
        if markdown and len(headings) < _MOST_HEADINGS:
            found, fenced = _headings(page.text, fenced=fenced)
            headings += (OutlineEntry(level, text, count) for _, level, text in found)
        if count % _STEP == 0:
            yield None
    if empty:
        raise TextFileError(
            later("“{name}” is empty: there is no text in it.", name=name),
            hint=later("Was the copy interrupted?"),
        )
    yield DocumentFacts(
        page_count=count,
        title="",
        outline=tuple(headings[:_MOST_HEADINGS]),
        encryption=None,
        metadata={"encoding": encoding},
        sizes=(),
    )


def find_encoding(path: Path, name: str) -> Generator[None, None, str]:
    """Return the encoding: as a byte order mark says, else UTF-8, else Windows-1252.

    Raises:
        NotTextError: none of them gives text.
    """
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    marked = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    for encoding in (marked,) if marked is not None else ("utf-8", "cp1252"):
        plausible = encoding != "cp1252" or len(_HIGH.findall(start)) <= _MOST_HIGH * len(start)
        if plausible and _is_text(start.decode(encoding, "ignore")):
            wrong = yield from _is_wrong(path, encoding)
            if not wrong:
                return encoding
    raise NotTextError(
        later("“{name}” is not text that Octavo can read.", name=name),
        hint=later("Octavo reads PDF and text files (UTF-8, UTF-16 or Windows-1252)."),
    )


def _is_text(sample: str) -> bool:
    controls = len(_NO_TEXT.findall(sample))
    return "\0" not in sample and controls <= _MOST_CONTROLS * len(sample)


def _is_wrong(path: Path, encoding: str) -> Generator[None, None, bool]:
    """Return whether something is not in this encoding; the last character may be cut off."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            try:
                if "\0" in decoder.decode(piece):
                    return True
            except UnicodeDecodeError:
                return True
            yield None
    return False


# -- pages ---------------------------------------------------------------------------------


def cut(path: Path, encoding: str) -> Iterator[TextPage]:
    """Yield the pages of a text file; only a piece of it is in memory."""
    number, line, waiting = 0, 1, ""
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        ended = False
        while not ended or waiting:
            while not ended and len(waiting) <= _LONGEST:
                piece = file.read(_PIECE)
                waiting, ended = waiting + piece, not piece
            if not waiting:
                break
            at = 0
            while len(waiting) - at > _LONGEST or (ended and at < len(waiting)):
                end, following = _page_end(waiting, at)
                text = waiting[at:end]
                number += 1
                breaks = text.rstrip("\n").count("\n")
                yield TextPage(number, line, line + breaks, text)
                line += text.count("\n")
                at = following
            waiting = waiting[at:]


def _page_end(text: str, start: int) -> tuple[int, int]:
    """Return where the page that begins at ``start`` ends, and where the next one begins."""
    most = start + _LONGEST
    feed = text.find("\f", start, most)
    if feed >= 0:
        return feed, feed + 1
    if len(text) <= most:
        return len(text), len(text)
    for sign in ("\n\n", "\n", ". ", " "):
        found = text.rfind(sign, start + _SHORTEST, start + _PAGE)
        if found < 0:
            found = text.find(sign, start + _PAGE, most)
        if found >= 0:
            return found + len(sign), found + len(sign)
    return start + _PAGE, start + _PAGE


def page_text(page: TextPage, *, prose: bool) -> PageText:
    """Return a page in its two forms.

    Args:
        page: As it was cut; its text is the raw form.
        prose: Full lines of it may go on in the next one, as in letters and Markdown; else each
            line stands for itself, as in tables and logs.
    """
    raw = page.text
    clean: list[str] = []
    segments: list[Segment] = []
    length = 0
    previous: re.Match[str] | None = None
    for run in _RUN.finditer(raw):
        if previous is not None:
            gap = raw[previous.end() : run.start()]
            clean.append(_between(previous[0], gap, run[0], prose=prose))
            length += 1
        segments.append(Segment(length, run.start(), len(run[0])))
        clean.append(run[0])
        length += len(run[0])
        previous = run
    lines = f"line {page.first}" if page.first == page.last else f"lines {page.first}–{page.last}"
    return PageText(
        number=page.number,
        label=lines,
        state="text" if segments else "empty",
        raw=raw,
        clean="".join(clean),
        segments=tuple(segments),
    )


def _between(before: str, gap: str, after: str, *, prose: bool) -> str:
    breaks = gap.count("\n")
    if breaks == 0:
        return " "
    goes_on = (
        prose
        and breaks == 1
        and len(before) >= _WRAPPED
        and not _BLOCK.match(after)
        and before[0] not in "#|"
    )
    return " " if goes_on else "\n"


# -- Markdown ------------------------------------------------------------------------------


def headings_of(page: PageText) -> list[tuple[int, str]]:
    """Return where headings begin in the clean text of a page of Markdown, and what they say."""
    found, _ = _headings(page.raw, fenced=False)
    starts = [segment.raw for segment in page.segments]
    places: list[tuple[int, str]] = []
    for raw, _, text in found:
        segment = page.segments[bisect_right(starts, raw) - 1]
        places.append((segment.clean + raw - segment.raw, text))
    return places


def _headings(text: str, *, fenced: bool) -> tuple[list[tuple[int, int, str]], bool]:
    """Return start, level and words of headings outside of code, and whether code goes on."""
    fences = [match.start() for match in _FENCE.finditer(text)]
    found: list[tuple[int, int, str]] = []
    passed = 0
    for match in _HEADING.finditer(text):
        while passed < len(fences) and fences[passed] < match.start():
            passed += 1
        if fenced == bool(passed % 2):
            found.append((match.start(1), len(match[1]) - 1, match[2]))
    return found, fenced != bool(len(fences) % 2)


class TextPages:
    """The pages of one file, taken in portions by threads, one at a time.

    Args:
        path: The file.
        encoding: As `read_facts` found it.
        after: The number of pages to pass over.
        prose: As for `page_text`.
    """

    def __init__(self, path: Path, encoding: str, after: int, *, prose: bool) -> None:
        self._pages = itertools.islice(cut(path, encoding), after, None)
        self._prose = prose

    def take(self, count: int) -> list[PageText]:
        """Return the next pages, at most ``count``; none at the end."""
        return [page_text(page, prose=self._prose) for page in itertools.islice(self._pages, count)]
