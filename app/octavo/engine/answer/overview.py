"""Answers what is asked of documents as a whole, and what is no question, without a search.

Summaries are those of ``insight``: verbatim sentences with their places. All other words are the
engine's own, and are said in the language of who reads them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from octavo.engine.answer.extractive import Quote
from octavo.engine.answer.generator import Turn
from octavo.engine.answer.writing import Findings
from octavo.engine.insight.summaries import Summaries
from octavo.engine.store.store import Store
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

# Documents of a store that are looked at; in larger ones nobody knows all by name.
_LOOKED_AT = 2000

# Sentences of each document, by how many documents are summarised.
_SENTENCES = (5, 3, 3)
_OF_MANY = 2

# A title is named by so many of its words, or by the only one that it has.
_OF_TITLE = 2

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PART = 4

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
_SAID = {"greeting": _GREETING, "thanks": _THANKS, "help": _HELP}


@dataclasses.dataclass(frozen=True, slots=True)
class _There:
    """A document that is searched: its entry, its file, and what it calls itself."""

    entry: VectorStoreFileObject
    file: FileObject
    title: str


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
        if request.kind in _SAID:
            return Findings("told", lead=(_SAID[request.kind],))
        there = await self._there(turn) if turn.searches and turn.tool_choice != "none" else []
        if there and request.kind == "documents":
            return _listed(there)
        meant = _meant(request, there)
        return await self._summarised(meant) if meant else None

    async def _there(self, turn: Turn) -> list[_There]:
        """Return the documents that are searched and have been read, at least in part."""
        there: list[_There] = []
        seen: set[str] = set()
        for store_id in turn.vector_store_ids:
            for entry in await self._entries(store_id):
                read = entry.progress is not None and entry.progress.pages_done > 0
                wanted = turn.files is None or entry.id in turn.files
                file = await self._store.get(FileObject, entry.id) if read and wanted else None
                if file is None or file.sha256 is None or file.sha256 in seen:
                    continue
                seen.add(file.sha256)
                document = await self._store.document(file.sha256)
                title = "" if document is None else own_title(document.facts.title)
                there.append(_There(entry, file, title))
        return there

    async def _entries(self, store_id: str) -> list[VectorStoreFileObject]:
        entries: list[VectorStoreFileObject] = []
        more = True
        while more and len(entries) < _LOOKED_AT:
            after = entries[-1].id if entries else None
            page = await self._store.select(
                VectorStoreFileObject, parent=store_id, limit=100, order="asc", after=after
            )
            entries += page.data
            more = page.has_more
        return entries

    async def _summarised(self, meant: Sequence[_There]) -> Findings:
        shown = meant[:SUMMARISED]
        count = _SENTENCES[len(shown) - 1] if len(shown) <= len(_SENTENCES) else _OF_MANY
        quotes: list[Quote] = []
        for one in shown:
            summary = await self._summaries.of(one.entry, one.file)
            quotes += _quotes(summary, one.file.sha256 or "", count)
        names = {one.file.id: one.file.filename for one in shown}
        if not quotes:
            return Findings("told", lead=(_none(shown),))
        return Findings("quotes", lead=_lead(meant, shown), quotes=tuple(quotes), names=names)


def _none(shown: Sequence[_There]) -> Text:
    if len(shown) > 1:
        return _NONE_OF_MANY
    return later(
        "“{name}” has no whole sentences that could stand for it. Ask for what you want to know of"
        " it, such as an amount or a date.",
        name=shown[0].file.filename,
    )


def _listed(there: Sequence[_There]) -> Findings:
    count = len(there)
    lead = later_many(
        "You can ask about {n:,} document:", "You can ask about {n:,} documents:", count
    )
    if count > LISTED:
        lead = later(
            "You can ask about {count:,} documents. These are the first {shown}:",
            count=count,
            shown=LISTED,
        )
    names = [f"• {one.file.filename}" for one in there[:LISTED]]
    return Findings("told", lead=(lead,), lines=tuple(names))


def _lead(meant: Sequence[_There], shown: Sequence[_There]) -> tuple[Text, ...]:
    """Return what is said above the sentences of documents."""
    if len(meant) == 1:
        return (
            later(
                "“{name}” in sentences of its own. Its summary section by section is in the"
                " document’s menu, and comes with octavo summarise.",
                name=meant[0].file.filename,
            ),
        )
    if len(shown) == len(meant):
        above = later("{count} documents, each in sentences of its own.", count=len(meant))
        more = later("For more of one, name it: “Summarise {name}”.", name=shown[0].file.filename)
    else:
        above = later(
            "The first {shown} of {count} documents, each in sentences of its own.",
            shown=len(shown),
            count=len(meant),
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


def _meant(request: Request, there: Sequence[_There]) -> list[_There]:
    """Return the documents that are to be summarised; none if something in them is meant."""
    if not request.about:
        return list(there)
    named = [one for one in there if _is_called(one, request.about)]
    return named or (list(there) if request.is_kind else [])


def _is_called(one: _There, about: Sequence[str]) -> bool:
    """Tell whether a document's name, or enough of its title, has all words of a request."""
    said = [word for part in about for word in _WORD.findall(part) if word != "pdf"]
    if not said:
        return False
    stem = one.file.filename.rsplit(".", 1)[0].lower()
    if all(_has(_WORD.findall(stem), word) for word in said):
        return True
    title = _WORD.findall(one.title.lower())
    enough = len(said) >= min(_OF_TITLE, len(title))
    return enough and all(_has(title, word) for word in said)


def _has(names: Sequence[str], word: str) -> bool:
    """Tell whether a word is among names, or a part of one: "Vertrag" of "Mietvertrag"."""
    return any(
        word == name
        or (len(word) >= _SHORTEST_PART and word in name)
        or (len(name) >= _SHORTEST_PART and word.startswith(name))
        for name in names
    )
