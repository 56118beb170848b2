"""Chat completions of models of providers: the host is asked, and its answer passed on as it comes.

Nothing is searched and nothing is added. What the user agreed to, keys, waits and counted tokens
are as with runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from octavo.engine.answer.completer import CompletionPart
from octavo.engine.answer.passed_on import passed_on
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.running.turns import tokens
from octavo.engine.store.store import Store
from octavo.errors import ProviderError
from octavo.protocol.completions import (
    ChunkChoice,
    CompletionDelta,
    CompletionToolCallDelta,
    CreateCompletionRequest,
    FinishReason,
    FunctionCallDelta,
)
from octavo.protocol.runs import Usage
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatModels,
    ChatRequest,
    ChatText,
    ChatUsage,
)
from octavo.words import later


class PassingCompleter:
    """Completes chats with models of providers.

    Args:
        models: The models.
        store: Counts what they cost.
    """

    def __init__(self, models: ChatModels, store: Store) -> None:
        self._models = models
        self._store = store
        self._counting: set[asyncio.Task[None]] = set()

    async def complete(
        self, request: CreateCompletionRequest
    ) -> AsyncGenerator[CompletionPart, None]:
        """Pass the request on, and the answer back as it comes; see ``Completer``.

        Raises:
            ProviderError: nobody has agreed to the host, or it does not answer as it should.
        """
        asked = passed_on(request)
        model = await self._models.find(request.model)
        if model is None:
            said = later("There is no model “{name}” any more.", name=request.model)
            raise ProviderError(said, part="model", status=404)
        answer = _Answer()
        try:
            async with aclosing(model.chat(asked)) as chat:
                async for part in chat:
                    if isinstance(part, ChatUsage):
                        answer.usage = part
                    elif isinstance(part, ChatText | ChatCalls | ChatEnd):
                        for choice in answer.choices(part):
                            yield choice
                    # What the model thinks, and that its host is busy, is no part of the answer.
            yield answer.cost(asked)
        finally:
            if answer.has_begun:
                self._count(request.model, answer.cost(asked))

    async def aclose(self) -> None:
        """Count what was written last."""
        if self._counting:
            await asyncio.wait(self._counting)

    def _count(self, model: str, used: Usage) -> None:
        """Count what an answer has cost, also when nobody waits for it any more."""
        counting = asyncio.create_task(
            self._store.count_tokens(model, used.prompt_tokens, used.completion_tokens, answers=1),
            name="count tokens",
        )
        self._counting.add(counting)
        counting.add_done_callback(self._counting.discard)


class _Answer:
    """An answer as far as it has come.

    Attributes:
        usage: As the host counts it; None if it does not, or not yet.
    """

    def __init__(self) -> None:
        self.usage: ChatUsage | None = None
        self._written: list[str] = []
        self._is_open = False

    @property
    def has_begun(self) -> bool:
        """Whether the host has written, or counted, anything."""
        return self._is_open or self.usage is not None

    def choices(self, part: ChatText | ChatCalls | ChatEnd) -> list[ChunkChoice]:
        """Return what a part adds to the answer."""
        reason: FinishReason | None = None
        match part:
            case ChatText(text):
                self._written.append(text)
                delta = CompletionDelta(content=text)
            case ChatCalls(calls):
                self._written += [call.arguments for call in calls]
                delta = CompletionDelta(tool_calls=_deltas(calls))
            case ChatEnd(ending):
                reason = "tool_calls" if ending == "calls" else ending
                delta = CompletionDelta()
        choice = ChunkChoice(index=0, delta=delta, finish_reason=reason)
        if self._is_open:
            return [choice]
        self._is_open = True
        # An answer that only calls has no text at all, not an empty one.
        content = None if isinstance(part, ChatCalls) else ""
        begin = CompletionDelta(role="assistant", content=content)
        return [ChunkChoice(index=0, delta=begin), choice]

    def cost(self, asked: ChatRequest) -> Usage:
        """Return what it has cost, estimated where the host does not count."""
        if self.usage is not None:
            return tokens(self.usage.prompt_tokens, self.usage.completion_tokens)
        read = sum(estimate_tokens(message.text) for message in asked.messages)
        return tokens(read, estimate_tokens("".join(self._written)))


def _deltas(calls: Sequence[ChatCall]) -> list[CompletionToolCallDelta]:
    return [
        CompletionToolCallDelta(
            index=index,
            id=call.id,
            type="function",
            function=FunctionCallDelta(name=call.name, arguments=call.arguments),
        )
        for index, call in enumerate(calls)
    ]
