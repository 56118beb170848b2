"""Answers a run with a model's own words, each statement tied to where it stands.

In this order: complete the question, search, ask the model, tell what was found, pass the model's
text on as it comes, and behind each statement cite what supports it or note that nothing does. A
model that fails before its first word, or has none, is replaced by the extract, which says so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from octavo.engine.answer.ahead import ahead, as_written
from octavo.engine.answer.asking import ROOM_TO_SEARCH, Parts, Writing
from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Cited,
    Closest,
    Generator,
    InvalidPromptError,
    Turn,
    Used,
    Wrote,
)
from octavo.engine.answer.prompt import is_structured
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.quoting import CLOSEST, NOT_COVERED, whole_question
from octavo.engine.answer.rewriting import Rewriter
from octavo.engine.answer.writing import Findings, as_text
from octavo.errors import ProviderError, Text
from octavo.protocol.languages_apart import said_of_answer, said_of_written
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.phrases import phrases_in
from octavo.providers.port import ChatModel, ChatModels, OfferedModel
from octavo.words import english, later

_INSTEAD = later("Instead, this is what the documents say word for word:")

_ASKING = 0.02
"""Seconds in which a request is on its way; both would slow each other down before."""


class WritingGenerator:
    """Generator of all models of providers.

    Args:
        models: The models.
        parts: What answers work with.
        quoting: Answers where nothing is found: then there is nothing that a model could say.
    """

    def __init__(self, models: ChatModels, parts: Parts, quoting: Generator) -> None:
        self._models = models
        self._quoting = quoting
        self._parts = parts
        self._rewriter = Rewriter()
        self._without_search: set[str] = set()

    async def has(self, name: str) -> bool:
        """Return whether a model of this name may be asked; see ``OutsideGenerator``."""
        return await self._models.has(name)

    async def offered(self) -> Sequence[OfferedModel]:
        """Return the models that can be named now; see ``OutsideGenerator``."""
        return await self._models.offered()

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Search, have the model write, and cite. See ``Generator``."""
        writing = Writing(turn, self._parts, self._without_search)
        searches = turn.searches and turn.tool_choice != "none" and bool(turn.vector_store_ids)
        model = await self._model(turn)
        question, used = await self._question(turn, model if searches else None)
        if used is not None:
            yield used
        if searches:
            looked = await writing.look(question, closely=not _reads_all(model))
            if not (looked.passages or turn.functions or is_structured(turn)):
                async with aclosing(self._quoting.answer(turn)) as quoted:
                    async for part in quoted:
                        yield _by_nobody(part)
                return
        try:
            # Telling what was found takes about as long as finding it: the model is asked before.
            written = self._written(turn, question, model, writing)
            async with ahead(written, as_written) as parts:
                if searches:
                    await parts.come(within=_ASKING)
                    yield await writing.told(looked, question)
                async for part in parts:
                    yield part
        except ProviderError as error:
            if writing.begun or not writing.passages or is_structured(turn) or turn.functions:
                raise
            extracted = self._instead(turn, question, error, counted=writing.silent)
            async with aclosing(extracted) as extract:
                async for part in extract:
                    yield part

    async def _model(self, turn: Turn) -> ChatModel | ProviderError:
        """Return what is to write, or why it cannot: what can be found is found all the same."""
        try:
            model = await self._models.find(turn.model)
        except ProviderError as error:
            return error
        if model is None:
            raise InvalidPromptError(later("There is no model “{name}” any more.", name=turn.model))
        return model

    async def _question(
        self, turn: Turn, model: ChatModel | ProviderError | None
    ) -> tuple[str, Used | None]:
        """Return what to search, completed by the model if there is one, and what that cost."""
        if model is None or isinstance(model, ProviderError):
            return whole_question(turn), None
        rewritten = await self._rewriter.rewritten(turn, model)
        return rewritten.question or whole_question(turn), rewritten.used

    async def _written(
        self, turn: Turn, question: str, model: ChatModel | ProviderError, writing: Writing
    ) -> AsyncGenerator[AnswerPart, None]:
        """Have the model write; an answer that names no sure place is given the closest ones."""
        if isinstance(model, ProviderError):
            raise model
        async with aclosing(writing.write(model)) as parts:
            async for part in parts:
                if not (writing.has_no_sure_place and _declines(part)):
                    yield part  # else more can be said of it
        if writing.silent:
            said = later("“{model}” wrote no answer.", model=model.name)
            raise ProviderError(said, part="reply")
        if writing.has_no_sure_place:
            async with aclosing(self._closest(turn, question, writing)) as places:
                async for part in places:
                    yield part

    async def _closest(
        self, turn: Turn, question: str, writing: Writing
    ) -> AsyncGenerator[AnswerPart, None]:
        """Name the closest pages below an answer that is sure of none: where to look is known."""
        placer = self._parts.placer
        found = await self._parts.answerer.answer(
            question,
            turn.vector_store_ids,
            limit=turn.max_results,
            score_threshold=turn.score_threshold,
            files=turn.files,
        )
        named = writing.cited_pages
        quotes = [quote for quote in found.quotes if (quote.sha256, quote.page) not in named]
        names = await placer.names(quote.file_id for quote in quotes)
        if writing.declined:
            apart = None if turn.being_read else found.apart
            yield Begun("not_covered", apart=apart)
            yield Wrote(NOT_COVERED) if apart is None else _told([said_of_written(apart)])
        if quotes:
            yield Closest()
            yield Wrote(CLOSEST if writing.declined else f"\n\n{CLOSEST.strip()}")
        for number, quote in enumerate(quotes, 1):
            yield Wrote("\n\n" if number == 1 else " ")
            yield await placer.cited(writing.cited + number, quote, names[quote.file_id])

    async def _instead(
        self, turn: Turn, question: str, error: ProviderError, *, counted: bool
    ) -> AsyncGenerator[AnswerPart, None]:
        """Say what failed, and quote; ``counted`` tells that the model's tokens are to be paid."""
        found = await self._parts.answerer.answer(
            question,
            turn.vector_store_ids,
            limit=turn.max_results,
            score_threshold=turn.score_threshold,
            files=turn.files,
        )
        names = await self._parts.placer.names(quote.file_id for quote in found.quotes)

        async def cite(number: int, quote: Quote) -> Cited:
            return await self._parts.placer.cited(number, quote, names[quote.file_id])

        if not counted:
            yield Used()  # no model wrote what comes now
        apart = None if turn.being_read else found.apart
        yield Begun(found.kind, EXTRACTIVE_MODEL, apart)
        said: list[Text] = [error.kept_message, error.kept_hint]
        if found.kind == "quotes":
            yield _told([*said, _INSTEAD, *found.lead])
            yield Wrote("\n\n")
            findings = Findings("quotes", quotes=found.quotes, names=names)
        else:
            note = CLOSEST if found.quotes else ""
            if apart is None:
                note = f" {NOT_COVERED}{note}"
            else:
                said.append(said_of_answer(apart))
            yield _told(said)
            findings = Findings(found.kind, note=note, quotes=found.quotes, names=names)
        async with aclosing(as_text(findings, cite)) as written:
            async for part in written:
                yield part


def _declines(part: AnswerPart) -> bool:
    """Tell whether a part says no more than that the passages do not answer."""
    return part in (Begun("not_covered"), Wrote(NOT_COVERED))


def _told(said: Sequence[Text]) -> Wrote:
    """Return what the engine says itself, with what it takes to say it in another language."""
    return Wrote(" ".join(str(english(part)) for part in said if part), phrases_in(*said))


def _reads_all(model: ChatModel | ProviderError) -> bool:
    """Tell whether all passages have room, so that their order does not matter."""
    return not isinstance(model, ProviderError) and model.context_tokens >= ROOM_TO_SEARCH


def _by_nobody(part: AnswerPart) -> AnswerPart:
    """Let a message say that no model wrote it."""
    return dataclasses.replace(part, model=EXTRACTIVE_MODEL) if isinstance(part, Begun) else part
