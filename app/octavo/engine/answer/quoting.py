"""Answers a run with verbatim quotes: function calls if forced, then the extract and its places.

It needs no model: it never writes words of its own but a few about what it did not find. What it
does with functions is told in ``calling``.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from octavo.engine.answer.calling import calls_of
from octavo.engine.answer.extractive import ExtractiveAnswer, ExtractiveAnswerer
from octavo.engine.answer.generator import (
    AnsweredCall,
    AnswerPart,
    Begun,
    Called,
    Cited,
    Found,
    InvalidPromptError,
    Stopped,
    Turn,
    Used,
    text_of,
)
from octavo.engine.answer.overview import Overviews
from octavo.engine.answer.placing import Placer
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.writing import Findings, as_json, as_text
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.ranking import Passage
from octavo.engine.store.store import Store
from octavo.engine.text.follow_up import completed
from octavo.engine.text.numbered import named_parts
from octavo.engine.text.requests import request_in
from octavo.protocol.languages_apart import said_of_answer
from octavo.protocol.messages import AnswerKind
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.tools import ResponseFormat
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.words import later

NO_DOCUMENTS = "There are no documents to look into yet. Add a PDF, then ask again."
NOT_COVERED = "Your documents do not seem to cover this."
NOT_COVERED_YET = (
    "What has been read of your documents so far does not seem to cover this."
    " Some are still being read: ask again in a moment."
)
CLOSEST = " The closest pages are:"
NO_SEARCH = (
    "This assistant does not search any documents, and without them there is nothing to quote."
    " Give it file search, then ask again."
)
SEARCH_OFF = (
    "Nothing was searched and no function was called, because the run's tool_choice is “none”;"
    " without documents there is nothing to quote."
)


class QuotingGenerator:
    """Generator of the model ``octavo-extractive``."""

    def __init__(
        self, store: Store, placer: Placer, answerer: ExtractiveAnswerer, overviews: Overviews
    ) -> None:
        self._store = store
        self._placer = placer
        self._answerer = answerer
        self._overviews = overviews

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Call what has to be called; then search and quote. See ``Generator``.

        Tokens are estimates: there is no model that could count them. The search reads the
        question, the outputs of functions and the passages.
        """
        wants_json = _wants_json(turn)
        outputs = tuple(answered for calls in turn.rounds for answered in calls)
        asked = estimate_tokens(turn.question)
        given = sum(estimate_tokens(answered.output) for answered in outputs)
        room = None if turn.max_prompt_tokens is None else turn.max_prompt_tokens - asked - given
        yield Used(prompt_tokens=asked + given)
        if room is not None and room < 0:
            yield Stopped("max_prompt_tokens")
            return
        if calls := await asyncio.to_thread(calls_of, turn):
            yield Called(calls)
            return
        findings = Findings("written", outputs)
        overview = None if outputs else await self._overviews.answer(turn)
        if overview is not None:
            findings = overview
        elif turn.searches and turn.tool_choice != "none" and turn.vector_store_ids:
            extract = await self._extract(turn, room)
            read = _size(extract.passages)
            if room is not None and read > room:
                yield Used(prompt_tokens=read)
                yield Stopped("max_prompt_tokens")
                return
            used = [passage.chunk.file_id for passage in extract.passages]
            names = await self._placer.names(used + [quote.file_id for quote in extract.quotes])
            results = await self._placer.results(extract.passages, names, extract.searched)
            query = "" if extract.searched == turn.question else extract.searched
            yield Found(results, query, extract.where, extract.by_words_alone, extract.read_by)
            yield Used(prompt_tokens=read)
            findings = await self._findings(turn, extract, names, outputs)
            if extract.question != turn.question:
                findings = dataclasses.replace(findings, understood=extract.question)
        elif not outputs:
            findings = Findings("not_covered", note=_nothing_searched(turn))
        yield Begun(findings.kind, apart=findings.apart)

        async def cite(number: int, quote: Quote) -> Cited:
            return await self._placer.cited(number, quote, findings.names[quote.file_id])

        write = as_json if wants_json else as_text
        async with aclosing(write(findings, cite)) as written:
            async for part in written:
                yield part

    async def _extract(self, turn: Turn, room: int | None) -> ExtractiveAnswer:
        """Return what the documents say, of no more passages than there is room for in tokens.

        The best passage is there even if there is no room for it.
        """
        question = whole_question(turn)
        limit = turn.max_results
        while True:
            extract = await self._answerer.answer(
                question,
                turn.vector_store_ids,
                limit=limit,
                score_threshold=turn.score_threshold,
                files=turn.files,
            )
            if room is None or _size(extract.passages) <= room or limit == 1:
                return extract
            limit = min(limit, len(extract.passages))
            while limit > 1 and _size(extract.passages[:limit]) > room:
                limit -= 1

    async def _findings(
        self,
        turn: Turn,
        extract: ExtractiveAnswer,
        names: dict[str, str],
        outputs: tuple[AnsweredCall, ...],
    ) -> Findings:
        if extract.passages and extract.kind == "quotes":
            return Findings(
                "quotes", outputs, quotes=extract.quotes, names=names, lead=extract.lead
            )
        kind: AnswerKind = "written" if outputs else "not_covered"
        if await self._is_empty(turn.vector_store_ids):
            return Findings(kind, outputs, NO_DOCUMENTS)
        if extract.apart is not None and not outputs and not turn.being_read:
            return Findings(
                kind,
                note=CLOSEST.strip() if extract.quotes else "",
                quotes=extract.quotes,
                names=names,
                lead=(said_of_answer(extract.apart),),
                apart=extract.apart,
            )
        note = NOT_COVERED_YET if turn.being_read else NOT_COVERED
        if extract.quotes:
            note += CLOSEST
        return Findings(kind, outputs, note, extract.quotes, names)

    async def _is_empty(self, vector_store_ids: Sequence[str]) -> bool:
        for store_id in vector_store_ids:
            page = await self._store.select(VectorStoreFileObject, parent=store_id, limit=1)
            if page.data:
                return False
        return True


def whole_question(turn: Turn) -> str:
    """Return the question, completed from those before it where it is only a piece."""
    asked = [text_of(message) for message in turn.messages if message.role == "user"]
    # "What does clause 4.2 say?" asks as for a summary, but of what stands in a document.
    earlier = [one for one in asked[:-1] if request_in(one) is None or named_parts(one)]
    return completed(turn.question, earlier)


def _wants_json(turn: Turn) -> bool:
    wanted = turn.response_format
    if not isinstance(wanted, ResponseFormat):
        return False
    if wanted.type == "json_schema":
        raise InvalidPromptError(
            later(
                "The model {name} quotes and cannot write after a schema: ask for json_object or"
                " text, or choose another model.",
                name=EXTRACTIVE_MODEL,
            )
        )
    return wanted.type == "json_object"


def _nothing_searched(turn: Turn) -> str:
    if turn.tool_choice == "none":
        return SEARCH_OFF
    return NO_DOCUMENTS if turn.searches else NO_SEARCH


def _size(passages: Sequence[Passage]) -> int:
    return sum(estimate_tokens(passage.chunk.text) for passage in passages)
