"""Answers what is asked of documents as a whole, and what is no question, without a search.

Summaries are those of ``insight``: verbatim sentences with their places. All other words are the
engine's own, and are said in the language of who reads them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from octavo.engine.answer.generator import Turn
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.writing import Findings
from octavo.engine.insight.summaries import Summaries
from octavo.engine.store.records import Called
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
        if not turn.searches or turn.tool_choice == "none":
            return None
        there = await self._store.names(
            turn.vector_store_ids, turn.files, titles=bool(request.about)
        )
        if there and request.kind == "documents":
            return _listed(there[:LISTED], len(there))
        if request.about:
            # Names of thousands of documents are not for the loop.
            named = await asyncio.to_thread(_called, there, request)
            there = named or (there if request.is_kind else [])
        return await self._summarised(there) if there else None

    async def _summarised(self, meant: Sequence[Called]) -> Findings:
        shown = meant[:SUMMARISED]
        count = _SENTENCES[len(shown) - 1] if len(shown) <= len(_SENTENCES) else _OF_MANY
        quotes: list[Quote] = []
        for one in shown:
            entry = await self._store.get(
                VectorStoreFileObject, one.file_id, parent=one.vector_store_id
            )
            file = await self._store.get(FileObject, one.file_id)
            if entry is None or file is None:
                continue  # it was removed a moment ago
            quotes += _quotes(await self._summaries.of(entry, file), file.sha256 or "", count)
        names = {one.file_id: one.filename for one in shown}
        if not quotes:
            return Findings("told", lead=(_none(shown),))
        return Findings("quotes", lead=_lead(meant, shown), quotes=tuple(quotes), names=names)


def _none(shown: Sequence[Called]) -> Text:
    if len(shown) > 1:
        return _NONE_OF_MANY
    return later(
        "“{name}” has no whole sentences that could stand for it. Ask for what you want to know of"
        " it, such as an amount or a date.",
        name=shown[0].filename,
    )


def _listed(there: Sequence[Called], count: int) -> Findings:
    lead = later_many(
        "You can ask about {n:,} document:", "You can ask about {n:,} documents:", count
    )
    if count > LISTED:
        lead = later(
            "You can ask about {count:,} documents. These are the first {shown}:",
            count=count,
            shown=LISTED,
        )
    names = [f"• {one.filename}" for one in there]
    return Findings("told", lead=(lead,), lines=tuple(names))


def _lead(meant: Sequence[Called], shown: Sequence[Called]) -> tuple[Text, ...]:
    """Return what is said above the sentences of documents."""
    if len(meant) == 1:
        return (
            later(
                "“{name}” in sentences of its own. Its summary section by section is in the"
                " document’s menu; on the command line, octavo summarise gives it.",
                name=meant[0].filename,
            ),
        )
    if len(shown) == len(meant):
        above = later("{count} documents, each in sentences of its own.", count=len(meant))
        more = later("For more of one, name it: “Summarise {name}”.", name=shown[0].filename)
    else:
        above = later(
            "The first {shown} of {count} documents, each in sentences of its own.",
            shown=len(shown),
            count=len(meant),
        )
        name = meant[len(shown)].filename
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


def _called(there: Sequence[Called], request: Request) -> list[Called]:
    return [
        one
        for one in there
        if is_called(one.filename, own_title(one.title), request.about, is_kind=request.is_kind)
    ]
