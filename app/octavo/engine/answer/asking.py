"""One written answer on its way: the model is asked, searches again, calls functions, is cited.

A prompt that is too long is asked again with less in it; a host that takes no tools, without them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from octavo.engine.answer.ahead import ahead
from octavo.engine.answer.cited_text import CitedText
from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.generator import (
    AnswerPart,
    Call,
    Called,
    Found,
    Stopped,
    Turn,
    Used,
    Waits,
)
from octavo.engine.answer.placing import Placer
from octavo.engine.answer.prompt import (
    SEARCH,
    build_prompt,
    forced_tool,
    is_structured,
    passages_text,
    query_of,
    room_for,
    tools_of,
)
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.ranking import Passage
from octavo.engine.search import Looked, Searcher
from octavo.engine.store.store import Store
from octavo.errors import ProviderError
from octavo.models.port import Embedder
from octavo.protocol.tools import MOST_SEARCHES, ResponseFormat
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatMessage,
    ChatModel,
    ChatPart,
    ChatRequest,
    ChatText,
    ChatThought,
    ChatUsage,
    ChatWaiting,
)

ROOM_TO_SEARCH = 4096
"""Tokens of context from which on a model may search again: in fewer, no more passages fit."""

_STOPPED: dict[str, Stopped] = {
    "length": Stopped("max_completion_tokens"),
    "content_filter": Stopped("content_filter"),
}
_BUSY = 429
_AT_ONCE = 400
"""Characters that are judged together at most, about four statements: what was read is shown when
all of them have been."""

_SMALLER = 2
"""Times that a prompt is halved if the model says that it is too long."""


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """What every answer works with.

    Args:
        store: Where the pages are.
        searcher: Finds passages.
        placer: Makes citations.
        embedder: Compares meanings.
        answerer: Makes the extract, where a model fails.
    """

    store: Store
    searcher: Searcher
    placer: Placer
    embedder: Embedder
    answerer: ExtractiveAnswerer


class Writing:
    """One answer on its way."""

    def __init__(self, turn: Turn, parts: Parts, without_search: set[str]) -> None:
        self.passages: list[Passage] = []
        self._turn = turn
        self._parts = parts
        self._without_search = without_search
        self._names: dict[str, str] = {}
        self._structured = is_structured(turn)
        self._begun = False
        self._stopped = False
        self._only_calls = False
        self._question = ""  # as it was searched: a follow-up is completed by then
        self._text = self._new_text()

    @property
    def begun(self) -> bool:
        """Whether the model has said anything."""
        return self._begun or self._text.begun

    @property
    def declined(self) -> bool:
        """Whether the model says that the passages do not answer."""
        return self._text.declined

    @property
    def silent(self) -> bool:
        """Whether the model ended without a word, in all rounds."""
        return (self._text.silent or self._only_calls) and not self._begun

    @property
    def has_no_sure_place(self) -> bool:
        """Whether this is a whole answer from documents that surely stands nowhere in them."""
        turn = self._turn
        plain = not (turn.functions or self._structured or self._stopped)
        return plain and bool(self.passages) and self.begun and not self._text.has_surely_cited

    @property
    def cited(self) -> int:
        """How many places the answer names."""
        return self._text.cited

    @property
    def cited_pages(self) -> frozenset[tuple[str, int]]:
        """The pages that the answer names, by the documents' sha256 and their numbers."""
        return self._text.cited_pages

    def _new_text(self) -> CitedText:
        parts = self._parts
        return CitedText(
            parts.store,
            parts.placer,
            parts.embedder,
            question=self._question or self._turn.question,
            structured=self._structured,
        )

    async def look(self, query: str, *, closely: bool = False) -> Looked:
        """Look for passages; those that are new are kept."""
        self._question = self._question or query
        looked = await self._parts.searcher.look(
            self._turn.vector_store_ids,
            query,
            limit=self._turn.max_results,
            score_threshold=self._turn.score_threshold,
            files=self._turn.files,
            closely=closely,
        )
        found = looked.passages
        known = {passage.chunk.id for passage in self.passages}
        self.passages += [passage for passage in found if passage.chunk.id not in known]
        self._names |= await self._parts.placer.names(p.chunk.file_id for p in found)
        return looked

    async def told(self, looked: Looked, query: str) -> Found:
        """Return what a search found as the run tells it."""
        results = await self._parts.placer.results(looked.passages, self._names, query)
        where = await self._parts.searcher.where(self._turn.vector_store_ids)
        searched = "" if query == self._turn.question else query
        return Found(results, searched, where, looked.by_words_alone, looked.read_by)

    async def write(self, model: ChatModel) -> AsyncGenerator[AnswerPart, None]:
        """Have the model write, search again as it wishes, and call functions."""
        turn, context = self._turn, model.context_tokens
        if context < ROOM_TO_SEARCH:
            self._without_search.add(model.name)
        for smaller in range(_SMALLER + 1):
            prompt = build_prompt(
                turn, self.passages, self._names, room_for(context >> smaller, turn)
            )
            try:
                async with aclosing(self._asked(model, prompt.messages, prompt.passages)) as parts:
                    async for part in parts:
                        yield part
            except ProviderError as error:
                if (
                    self.begun
                    or error.part != "limit"
                    or error.status == _BUSY
                    or smaller == _SMALLER
                ):
                    raise
            else:
                return

    async def _asked(
        self, model: ChatModel, messages: Sequence[ChatMessage], shown: Sequence[Passage]
    ) -> AsyncGenerator[AnswerPart, None]:
        self._text = self._new_text()
        self._text.add(shown, self._names)
        numbered = len(shown)
        said = list(messages)
        for left in range(MOST_SEARCHES, -1, -1):
            calls: tuple[ChatCall, ...] = ()
            async with aclosing(self._round(model, said, may_search=left > 0)) as parts:
                async for part in parts:
                    if isinstance(part, ChatCalls):
                        calls = part.calls
                    else:
                        yield part
            if not calls:
                return
            functions = {function.name for function in self._turn.functions}
            if wanted := [call for call in calls if call.name in functions]:
                yield Called(tuple(Call(c.id, c.name, c.arguments) for c in wanted))
                return
            if not left:  # it was told that it cannot any more, and has nothing else to say
                self._only_calls = True
                return
            said.append(ChatMessage("assistant", "", calls=calls))
            for call in calls:
                before = len(self.passages)
                query = query_of(call) if call.name == SEARCH else ""
                if query:
                    yield await self.told(await self.look(query), query)
                new = self.passages[before:][: self._turn.max_results]
                self._text.add(new, self._names)
                text = passages_text(new, self._names, first=numbered + 1)
                numbered += len(new)
                nothing = "Nothing more was found."
                if call.name != SEARCH:
                    nothing = "There is no such tool."
                said.append(ChatMessage("tool", text or nothing, call_id=call.id))

    async def _round(
        self, model: ChatModel, messages: Sequence[ChatMessage], *, may_search: bool
    ) -> AsyncGenerator[AnswerPart | ChatCalls, None]:
        """Ask once; a host that takes no tools is asked without the search."""
        may_search = may_search and bool(self.passages) and model.name not in self._without_search
        request = self._request(model, messages, may_search=may_search)
        try:
            async with aclosing(self._parts_of(model, request)) as parts:
                async for part in parts:
                    yield part
        except ProviderError as error:
            if not may_search or self.begun or error.part != "reply" or "tool" not in str(error):
                raise
        else:
            return
        self._without_search.add(model.name)
        request = self._request(model, messages, may_search=False)
        async with aclosing(self._parts_of(model, request)) as parts:
            async for part in parts:
                yield part

    def _request(
        self, model: ChatModel, messages: Sequence[ChatMessage], *, may_search: bool
    ) -> ChatRequest:
        turn = self._turn
        wanted = turn.response_format
        tools = () if turn.tool_choice == "none" else tools_of(turn, search=may_search)
        must = turn.tool_choice == "required" and not turn.searches and not turn.rounds
        return ChatRequest(
            messages=tuple(messages),
            tools=tools,
            tool_use="required" if must else "auto",
            tool_name=forced_tool(turn) if tools else "",
            parallel_calls=turn.parallel_tool_calls,
            temperature=turn.temperature,
            top_p=turn.top_p,
            max_tokens=turn.max_completion_tokens or room_for(model.context_tokens, turn).answer,
            response_format=(
                wanted.model_dump(mode="json", by_alias=True, exclude_none=True)
                if isinstance(wanted, ResponseFormat) and self._structured
                else None
            ),
        )

    async def _parts_of(
        self, model: ChatModel, request: ChatRequest
    ) -> AsyncGenerator[AnswerPart | ChatCalls, None]:
        # What comes while statements are judged is read on, and judged together.
        read = 0
        async with ahead(model.chat(request), _joined) as chat:
            async for part in chat:
                if not read and isinstance(part, ChatText | ChatThought | ChatCalls):
                    # It has read all by now, whether its host counts that or breaks off before.
                    read = sum(estimate_tokens(message.text) for message in request.messages)
                    yield Used(read)
                match part:
                    case ChatText(text):
                        for more in await self._text.feed(text):
                            yield more
                        self._begun = self._begun or self._text.begun
                    case ChatWaiting() | ChatUsage():
                        yield _as_part(part, read)
                    case ChatCalls():
                        for more in await self._text.rest(end=False):
                            yield more
                        yield part
                    case ChatEnd(reason) if reason != "calls":
                        for more in await self._last(reason):
                            yield more

    async def _last(self, reason: str) -> list[AnswerPart]:
        """Return the last parts of an answer that ends for a reason."""
        stopped = _STOPPED.get(reason)
        complete = stopped is None and not self._turn.functions
        parts = await self._text.rest(end=True, complete=complete)
        if stopped is not None:
            self._stopped = True
            parts = [*parts, stopped]
        return parts


def _joined(last: ChatPart, part: ChatPart) -> ChatPart | None:
    """Join text that came while nobody took it."""
    if not (isinstance(part, ChatText) and isinstance(last, ChatText)):
        return None
    return ChatText(last.text + part.text) if len(last.text) + len(part.text) <= _AT_ONCE else None


def _as_part(part: ChatWaiting | ChatUsage, read: int) -> AnswerPart:
    """Return what a host tells beside the answer as the run takes it.

    Args:
        part: What is told.
        read: Tokens that were told as read by estimate; what the host counts takes their place.
    """
    if isinstance(part, ChatUsage):
        return Used(part.prompt_tokens - read, part.completion_tokens)
    return Waits(part.seconds, part.host, part.reason)
