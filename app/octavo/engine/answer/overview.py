"""Answers what is asked of documents as a whole, and what is no question, without a search.

Summaries are those of ``insight``: verbatim sentences with their places. All other words are the
engine's own, and are said in the language of who reads them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from octavo.engine.answer.extractive import Quote
from octavo.engine.answer.generator import Turn
from octavo.engine.answer.writing import Findings
from octavo.engine.insight.summaries import Summaries
from octavo.engine.store.store import Store
from octavo.engine.text.called import is_called
from octavo.engine.text.requests import Request, request_in
from octavo.engine.text.titles import own_title
from octavo.errors import Text
from octavo.protocol.files import FileObject
from octavo.protocol.insight import FileSummary
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.words import later, later_many

SUMMARISED = 6
"""Documents that are summarised in one answer."""

LISTED = 30
"""Documents that are named in one answer."""

# Documents whose names are looked up where none is named: one more tells of the others.
_AT_HAND = SUMMARISED + 1

SENTENCES_OF_ONE = 5
"""Sentences of a document that is summarised alone."""

# Sentences of each document, by how many documents are summarised.
_SENTENCES = (SENTENCES_OF_ONE, 3, 3)
_OF_MANY = 2

_GREETING = later(
    "Hello. Ask what you want to know of your documents: an amount, a date, a name, a clause."
    " “Summarise this” and “Which documents do I have?” can be asked, too."
)
_THANKS = later("You are welcome. Ask on whenever you like.")
_HELP = later(
    "Octavo looks in your documents for the sentences that answer your question, and quotes them"
    " with their pages. Ask for an amount, a date, a name, a definition or a clause, in your own"
    " words. “Summarise this”, “Summarise” with the name of a document, and “Which documents do I"
    " have?” can be asked, too."
)
_NONE_OF_MANY = later(
    "None of these documents has whole sentences that could stand for it. Ask for what you want to"
    " know of them, such as an amount or a date."
)
_SAID: dict[str, Text] = {"greeting": _GREETING, "thanks": _THANKS, "help": _HELP}


@dataclasses.dataclass(frozen=True, slots=True)
class _There:
    """A document that is searched: its entry, its file, and what it calls itself."""

    entry: VectorStoreFileObject
    file: FileObject
    title: str


def said_to(request: Request) -> Text | None:
    """Return what is said to politeness and to who needs help, whatever documents there are."""
    return _SAID.get(request.kind)


class Overviews:
    """Answers requests that are no questions for a passage.

    Args:
        store: Where the documents are.
        summaries: Makes their summaries.
    """

    def __init__(self, store: Store, summaries: Summaries) -> None:
        self._store = store
        self._summaries = summaries

    async def answer(self, turn: Turn) -> Findings | None:
        """Return what to say to a request; None if it asks for a passage, or of no documents."""
        request = request_in(turn.question)
        if request is None:
            return None
        said = said_to(request)
        if said is not None:
            return Findings("told", lead=(said,))
        entries = await self._entries(turn) if turn.searches and turn.tool_choice != "none" else []
        if not entries:
            return None
        if request.kind == "documents":
            return _listed(await self._there(entries[:LISTED]), len(entries))
        if not request.about:
            return await self._summarised(await self._there(entries[:_AT_HAND]), len(entries))
        there = await self._there(entries)
        named = [
            one
            for one in there
            if is_called(one.file.filename, one.title, request.about, is_kind=request.is_kind)
        ]
        meant = named or (there if request.is_kind else [])
        return await self._summarised(meant, len(meant)) if meant else None

    async def _entries(self, turn: Turn) -> list[VectorStoreFileObject]:
        """Return the documents that are searched and have been read, at least in part."""
        found: dict[str, VectorStoreFileObject] = {}
        for store_id in turn.vector_store_ids:
            after: str | None = None
            while True:
                page = await self._store.select(
                    VectorStoreFileObject, parent=store_id, limit=100, order="asc", after=after
                )
                for one in page.data:
                    read = one.progress is not None and one.progress.pages_done > 0
                    if read and (turn.files is None or one.id in turn.files):
                        found.setdefault(one.id, one)
                if not page.has_more:
                    break
                after = page.data[-1].id
        return list(found.values())

    async def _there(self, entries: Sequence[VectorStoreFileObject]) -> list[_There]:
        there: list[_There] = []
        for entry in entries:
            file = await self._store.get(FileObject, entry.id)
            if file is None or file.sha256 is None:
                continue  # it was removed a moment ago
            document = await self._store.document(file.sha256)
            title = "" if document is None else own_title(document.facts.title)
            there.append(_There(entry, file, title))
        return there

    async def _summarised(self, meant: Sequence[_There], total: int) -> Findings:
        shown = meant[:SUMMARISED]
        count = _SENTENCES[len(shown) - 1] if len(shown) <= len(_SENTENCES) else _OF_MANY
        quotes: list[Quote] = []
        for one in shown:
            summary = await self._summaries.of(one.entry, one.file)
            quotes += _quotes(summary, one.file.sha256 or "", count)
        names = {one.file.id: one.file.filename for one in shown}
        if not quotes:
            return Findings("told", lead=(_none(shown),))
        return Findings(
            "quotes", lead=_lead(meant, shown, total), quotes=tuple(quotes), names=names
        )


def _none(shown: Sequence[_There]) -> Text:
    if len(shown) > 1:
        return _NONE_OF_MANY
    return later(
        "“{name}” has no whole sentences that could stand for it. Ask for what you want to know of"
        " it, such as an amount or a date.",
        name=shown[0].file.filename,
    )


def _listed(there: Sequence[_There], count: int) -> Findings:
    lead = later_many(
        "You can ask about {n:,} document:", "You can ask about {n:,} documents:", count
    )
    if count > LISTED:
        lead = later(
            "You can ask about {count:,} documents. These are the first {shown}:",
            count=count,
            shown=LISTED,
        )
    names = [f"• {one.file.filename}" for one in there]
    return Findings("told", lead=(lead,), lines=tuple(names))


def _lead(meant: Sequence[_There], shown: Sequence[_There], total: int) -> tuple[Text, ...]:
    """Return what is said above the sentences of documents."""
    if len(meant) == 1:
        return (
            later(
                "“{name}” in sentences of its own. Its summary section by section is in the"
                " document’s menu; on the command line, octavo summarise gives it.",
                name=meant[0].file.filename,
            ),
        )
    if len(shown) == len(meant):
        above = later("{count} documents, each in sentences of its own.", count=total)
        more = later("For more of one, name it: “Summarise {name}”.", name=shown[0].file.filename)
    else:
        above = later(
            "The first {shown} of {count} documents, each in sentences of its own.",
            shown=len(shown),
            count=total,
        )
        name = meant[len(shown)].file.filename
        more = later("For another one, name it: “Summarise {name}”.", name=name)
    return above, more


def _quotes(summary: FileSummary, sha256: str, count: int) -> list[Quote]:
    return [
        Quote(
            file_id=summary.file_id,
            sha256=sha256,
            page=one.page,
            label=one.page_label,
            quote=one.quote,
            start=one.start,
            end=one.end,
            score=1.0,
            verified=one.verified,
        )
        for one in summary.quotes[:count]
    ]
