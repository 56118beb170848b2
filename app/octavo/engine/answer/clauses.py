"""Quotes the clauses that a question names as they stand: in reading order, of each document.

Only where nothing else is asked for: which sentence of clause 7 tells the rent, the extract knows.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from octavo.engine.parts import Real, having, is_under
from octavo.engine.store.records import Called, Chunk
from octavo.engine.store.store import Store
from octavo.engine.text.called import is_called
from octavo.engine.text.lettered import is_lettered
from octavo.engine.text.numbered import (
    Part,
    as_part,
    asked_besides,
    named_kind,
    named_paragraph,
    whole_parts,
)
from octavo.engine.text.quotable import is_bare
from octavo.engine.text.requests import told_apart
from octavo.engine.text.sentences import Span, sentences
from octavo.engine.text.titles import own_title
from octavo.pdf.lines import CELL
from octavo.pdf.page import PageText

_DOCUMENTS = 6
"""Documents whose clause is quoted at most."""

_QUOTES_OF = (3, 2)
"""Quotes of each, by how many documents have the clause; of more than two, one each."""

_LONGEST = 700
"""Characters of a quote into which the paragraphs of a clause are joined where they are many."""

_HEADING = 100
"""Characters between two paragraphs that are joined: a heading that is left out."""

_MOST_JOINED = 300
"""Paragraphs that are joined; no clause has more, and joining looks at each for each."""

_PAGES = 3
"""Pages that a clause is followed over."""

_ENDED = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_MARK = re.compile(
    r"(?:§+\s*|[A-Z](?:\. ?| ?))?\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?\s|\(?[a-z][.)]\s|[•▪–—-]\s"
)
_POINTS_ELSEWHERE = re.compile(r"…\s?(?:[0-9]{1,4}|[ivxlc]{1,6})\b|…$")
_SHORT_NAME = re.compile(r"\b[A-ZÄÖÜ]{2,5}\b")
_NUMBERED = re.compile(r"\((?P<mark>[0-9]{1,2}|[a-z])\)\s")


@dataclasses.dataclass(frozen=True, slots=True)
class ClausePiece:
    """What is quoted of a clause: a span of a page's clean text."""

    file_id: str
    sha256: str
    page: PageText
    span: Span
    score: float


@dataclasses.dataclass(frozen=True, slots=True)
class Clauses:
    """What is quoted of clauses.

    Args:
        pieces: In reading order, document by document.
        left: What the documents are called that have such a clause, too, and are not quoted.
        is_all: Whether ``left`` has all of them.
    """

    pieces: tuple[ClausePiece, ...] = ()
    left: tuple[str, ...] = ()
    is_all: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Clauses that a question names.

    Args:
        question: As it is searched.
        labels: Their numbers.
        lettered: Those that it names by a letter, as it does, and how documents have them.
    """

    question: str
    labels: frozenset[str]
    lettered: Mapping[str, Real] = dataclasses.field(default_factory=dict)

    def under(self, label: str) -> str:
        """Return the letter of the heading that a part stands under; empty if it is not known."""
        return next((one.under for one in self.lettered.values() if one.label == label), "")


_Line = tuple[PageText, Span]
_Found = tuple[Chunk, float]


async def clauses(
    store: Store,
    wanted: Wanted,
    found: Sequence[_Found],
    vector_store_ids: Sequence[str],
    files: Sequence[str] | None = None,
) -> Clauses:
    """Return what to quote if a question asks for clauses as they stand, else nothing.

    Args:
        store: Where the pages are.
        wanted: What is asked for.
        found: Passages with sentences of such clauses, and how well these fit, best first.
        vector_store_ids: Where other documents may have such clauses.
        files: Only these; all if not given.
    """
    question = wanted.question
    said = asked_besides(question, wanted.lettered)
    if said is None or not found:
        return Clauses()
    by_file: dict[str, list[_Found]] = {}
    for one in found:
        by_file.setdefault(one[0].file_id, []).append(one)
    there = await having(store, vector_store_ids, files, wanted.labels)
    for file_id, begins in there.begins.items():
        by_file.setdefault(file_id, []).extend((chunk, found[-1][1]) for chunk, _ in begins)
    names = {
        one.file_id: one for one in await store.names(vector_store_ids, list(by_file), titles=True)
    }
    meant = await asyncio.to_thread(_meant, said, list(by_file), names)
    if meant is None and wanted.lettered:  # "AKB A.2.2" names what its file need not be called
        said = [word for word in said if word not in _short_names(question)]
        meant = await asyncio.to_thread(_meant, said, list(by_file), names)
    if meant is None:
        return Clauses()
    paragraph = named_paragraph(question)
    read = {
        file_id: await _of_all(store, by_file[file_id], wanted, paragraph)
        for file_id in meant[: 2 * _DOCUMENTS]
    }
    # What the question calls a paragraph is one before a chapter or an item of that number.
    kind = named_kind(question)
    called = [file_id for file_id, (_, its_kind) in read.items() if its_kind == kind]
    having_it = [file_id for file_id in called or read if read[file_id][0]]
    quoted = having_it[:_DOCUMENTS]
    if not quoted:
        return Clauses()
    most = _QUOTES_OF[len(quoted) - 1] if len(quoted) <= len(_QUOTES_OF) else 1
    most = max(most, min(len(wanted.labels), _QUOTES_OF[0]))
    pieces = [
        ClausePiece(file_id, chunk.sha256, page, span, score)
        for file_id in quoted
        for chunk, score in by_file[file_id][:1]
        for page, span in _joined(read[file_id][0], most)
    ]
    unread = [
        file_id
        for file_id in meant[2 * _DOCUMENTS :]
        if any(not called or its_kind == kind for _, its_kind in there.begins.get(file_id, ()))
    ]
    left = [names[one].filename for one in (*having_it[_DOCUMENTS:], *unread) if one in names]
    return Clauses(tuple(pieces), tuple(left), there.is_all)


def _short_names(question: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in _SHORT_NAME.findall(question))


def _meant(
    said: Sequence[str], having_it: Sequence[str], names: Mapping[str, Called]
) -> list[str] | None:
    """Return the documents whose clause is meant, best first; None if something else is asked."""
    about, is_kind = told_apart(said)
    if not about:
        return list(having_it)
    meant = [
        file_id
        for file_id in having_it
        if (one := names.get(file_id)) is not None
        and is_called(one.filename, own_title(one.title), about, is_kind=is_kind)
    ]
    return meant or (list(having_it) if is_kind else None)


async def _of_all(
    store: Store, found: Sequence[_Found], wanted: Wanted, paragraph: str
) -> tuple[list[_Line], str]:
    """Return the paragraphs of a document's clauses in order, and what they are called there."""
    lines: list[_Line] = []
    kinds: list[str] = []
    for label in sorted(
        wanted.labels, key=lambda one: [int(n) for n in re.findall(r"[0-9]+", one)]
    ):
        its_lines, kind = await _paragraphs(store, found, label, wanted.under(label), paragraph)
        lines += its_lines
        kinds += [kind] if its_lines else []
    return lines, kinds[0] if kinds else ""


async def _paragraphs(
    store: Store, found: Sequence[_Found], label: str, under: str, paragraph: str
) -> tuple[list[_Line], str]:
    """Return the paragraphs of a document's clause in order, and what it is called there."""
    best: tuple[list[_Line], str] = ([], "")
    sha256 = found[0][0].sha256
    for number in dict.fromkeys(chunk.page for chunk, _ in found):
        if under and not await is_under(store, sha256, number, label, under):
            continue
        spans, kind = await _clause(store, sha256, number, label)
        lines = [(page, line) for page, span in spans for line in _lines(page.clean, span)]
        kept = _told(lines, label)
        if paragraph:
            kept = _of_paragraph(kept, paragraph)
        if kept and (not best[0] or (kind and not best[1])):
            best = kept, kind
    return best


async def _clause(store: Store, sha256: str, number: int, label: str) -> tuple[list[_Line], str]:
    """Return where the clause stands that a page has, from its beginning on, over page ends."""
    first = max(1, number - 1)
    pages = {one.number: one for one in await store.pages(sha256, first, number - first + _PAGES)}
    part = _beginning(pages.get(number), label)
    if number > first and (part is None or part.label != label):
        # 7.2 may be the end of a clause 7 that begins on the page before.
        before = _beginning(pages.get(number - 1), label)
        if before is not None and before.end == len(pages[number - 1].clean):
            number, part = number - 1, before
    if part is None:
        return [], ""
    spans = [(pages[number], (part.start, part.end))]
    context = f"§ {label}" if part.kind and not is_lettered(label) else f"{label.upper()}."
    while part.end == len(pages[number].clean) and number + 1 in pages:
        number += 1
        there = whole_parts(pages[number].clean, {label}, context)
        if not there or there[0].begins:
            break
        part = dataclasses.replace(there[0], kind=part.kind)
        spans.append((pages[number], (part.start, part.end)))
    return spans, part.kind


def _beginning(page: PageText | None, label: str) -> Part | None:
    """Return the clause that begins on a page: of a heading and what it lists, what is longest."""
    parts = [] if page is None else whole_parts(page.clean, {label})
    return max(parts, key=lambda part: (bool(part.kind), part.end - part.start), default=None)


def _lines(text: str, span: Span) -> list[Span]:
    """Return the lines of a span, long ones cut between sentences; no heading stands alone."""
    found: list[Span] = []
    start, end = span
    for begin, stop in sentences(text[start:end]):
        begins_line = not found or "\n" in text[found[-1][1] : start + begin]
        if begins_line or start + stop - found[-1][0] > _LONGEST:
            found.append((start + begin, start + stop))
        else:
            found[-1] = found[-1][0], start + stop
    return found


def _told(lines: Sequence[_Line], label: str) -> list[_Line]:
    """Leave out headings, entries of a list of contents, and what is signed below."""
    texts = [page.clean[slice(*span)] for page, span in lines]
    number = re.compile(rf"[^\d\n]{{0,12}}{as_part(label)}(?:\.[0-9]+)*[.):]?\s+", re.IGNORECASE)
    below = [text[at.end() :] if (at := number.match(text)) else text for text in texts]
    says = [
        not is_bare(rest) and _POINTS_ELSEWHERE.search(text) is None
        for rest, text in zip(below, texts, strict=True)
    ]
    asks = [rest != text and text.endswith("?") for rest, text in zip(below, texts, strict=True)]
    if any(one and not head for one, head in zip(says, asks, strict=True)):
        says = [one and not head for one, head in zip(says, asks, strict=True)]
    whole = [
        _ENDED.search(text) is not None or CELL in text or _MARK.match(text) is not None
        for text in texts
    ]
    if any(one and other for one, other in zip(says, whole, strict=True)):
        says = [one and other for one, other in zip(says, whole, strict=True)]
    return [line for line, one in zip(lines, says, strict=True) if one]


def _of_paragraph(lines: Sequence[_Line], wanted: str) -> list[_Line]:
    """Return one numbered paragraph of a clause; all of it if it has none of that number."""
    found: list[_Line] = []
    for page, span in lines:
        mark = _NUMBERED.match(page.clean, *span)
        if mark is not None and mark["mark"].lower() == wanted:
            found = [(page, span)]
        elif found and mark is not None and mark["mark"].isdigit() == wanted.isdigit():
            break
        elif found:
            found.append((page, span))
    return found or list(lines)


def _joined(lines: Sequence[_Line], most: int) -> list[_Line]:
    """Join the shortest neighbours until there are no more than ``most``, as far as they go."""
    found = list(lines[:_MOST_JOINED])
    while len(found) > most:
        joint = [
            (b[1][1] - a[1][0], at)
            for at, (a, b) in enumerate(pairwise(found))
            if a[0].number == b[0].number and 0 <= b[1][0] - a[1][1] <= _HEADING
        ]
        length, at = min(joint, default=(_LONGEST + 1, 0))
        if length > _LONGEST:
            break
        found[at : at + 2] = [(found[at][0], (found[at][1][0], found[at + 1][1][1]))]
    return found[:most]
