"""Chat completions of the model ``octavo-extractive``: quotes from the messages themselves.

The question is the last message of the user, or its questions if text comes with them; all other
messages and that text are what is quoted from. Requests such as "Summarise this" are answered as
in threads. A function that must be called gets arguments made by rule from its schema and the
question.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
from collections.abc import AsyncGenerator, Sequence

from octavo.engine.answer.apart import apart_from_texts
from octavo.engine.answer.arguments import arguments_for
from octavo.engine.answer.chat_question import Asking, asking_of
from octavo.engine.answer.completer import CompletionPart, refuse_contradictions
from octavo.engine.answer.text_overview import TextOverviews
from octavo.engine.answer.texts import TextAnswerer, TextQuote
from octavo.engine.http import RequestError
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.protocol.completion_messages import (
    AllowedToolsChoice,
    CustomChoice,
    FunctionChoice,
    text_of,
)
from octavo.protocol.completions import (
    ChunkChoice,
    CompletionDelta,
    CompletionQuote,
    CompletionToolCallDelta,
    CreateCompletionRequest,
    FinishReason,
    FunctionCallDelta,
)
from octavo.protocol.ids import new_id
from octavo.protocol.languages_apart import said_of_chat
from octavo.protocol.messages import AnswerKind
from octavo.protocol.models import EXTRACTIVE_MODEL, ModelObject
from octavo.protocol.runs import Usage
from octavo.protocol.tools import FunctionDefinition, FunctionTool, NamedFunction
from octavo.words import english

QUOTING_MODEL = ModelObject(id=EXTRACTIVE_MODEL, created=1_793_491_200, owned_by="octavo")
"""The model that is always there."""

NO_TEXT = "There is no text to quote from: give it in the messages, before the question."
NOT_COVERED = "The messages do not seem to cover this."

MAX_CHARACTERS = 500_000
"""Of all messages: about 150 pages, read in about a second. Longer texts belong into a store."""

_PORTION = 20_000
_PIECE = 48
"""Characters of one chunk."""

_WORD_AND_GAP = re.compile(r"\S+\s*|\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class _Answer:
    """What is said, by whatever limits it was cut."""

    text: str
    reason: FinishReason
    kind: AnswerKind
    quotes: list[CompletionQuote]


class QuotingCompleter:
    """Completes chats with verbatim sentences of their messages.

    Args:
        answerer: Finds the sentences.
        overviews: Answers requests that are no questions for a sentence.
    """

    def __init__(self, answerer: TextAnswerer, overviews: TextOverviews) -> None:
        self._answerer = answerer
        self._overviews = overviews

    async def complete(
        self, request: CreateCompletionRequest
    ) -> AsyncGenerator[CompletionPart, None]:
        """Quote, or call the function that must be called; see ``Completer``."""
        _require_possible(request)
        function = _function_to_call(request)
        texts = [text_of(message) for message in request.messages]
        if sum(map(len, texts)) > MAX_CHARACTERS:
            raise RequestError(
                f"The messages have more than {MAX_CHARACTERS:,} characters, which is all that "
                f"'{EXTRACTIVE_MODEL}' reads. Put long texts into a vector store.",
                param="messages",
                code="context_length_exceeded",
            )
        read = await asyncio.to_thread(lambda: sum(map(_tokens, texts)))
        roles = [message.role for message in request.messages]
        asking = await asyncio.to_thread(asking_of, roles, texts, {NO_TEXT, NOT_COVERED})
        count = request.n or 1
        if function is not None:
            arguments = json.dumps(
                await asyncio.to_thread(arguments_for, function.parameters or {}, asking.question),
                ensure_ascii=False,
            )
            for index in range(count):
                for part in _call(index, function.name, arguments, older=request.tools is None):
                    yield part
            written = estimate_tokens(arguments)
        else:
            answer = await self._answer(request, asking)
            for index in range(count):
                for part in _text(index, answer):
                    yield part
                    await asyncio.sleep(0)  # let the reader have it, and a cancellation in
            written = estimate_tokens(answer.text)
        yield Usage(
            prompt_tokens=read,
            completion_tokens=written * count,
            total_tokens=read + written * count,
        )

    async def _answer(self, request: CreateCompletionRequest, asking: Asking) -> _Answer:
        kind, said, quotes = await self._found(asking)
        found = [_placed(quote) for quote in quotes]
        if request.response_format is not None and request.response_format.type == "json_object":
            content: dict[str, object] = {
                "answer_kind": kind,
                "quotes": [quote.model_dump(mode="json") for quote in found],
            }
            if said:
                content["message"] = said
            text = json.dumps(content, ensure_ascii=False)
        else:
            text = said or "\n\n".join(f"“{quote.quote}”" for quote in found)
        text, reason = _limited(text, request)
        return _Answer(text, reason, kind, found)

    async def _found(self, asking: Asking) -> tuple[AnswerKind, str, Sequence[TextQuote]]:
        """Return what kind of answer there is, words of our own if it needs some, and quotes."""
        overview = await self._overviews.answer(asking)
        if overview is not None and (overview.said is not None or overview.quotes):
            if overview.said is None:
                return "quotes", "", overview.quotes
            return "told", str(english(overview.said)), ()
        has_text = any(text.strip() for _, text in asking.sources)
        quotes = (
            await self._answerer.answer(asking.question, asking.sources) if asking.question else []
        )
        if quotes:
            return "quotes", "", quotes
        if not has_text:
            return "not_covered", NO_TEXT, ()
        apart = apart_from_texts(asking.question, [text for _, text in asking.sources])
        why = "" if apart is None else f" {said_of_chat(apart).english}"
        return "not_covered", f"{NOT_COVERED}{why}", ()


def _tokens(text: str) -> int:
    """Estimate the tokens of a long text, in portions: one search holds up all other threads."""
    return sum(
        estimate_tokens(text[start : start + _PORTION]) for start in range(0, len(text), _PORTION)
    )


def _require_possible(request: CreateCompletionRequest) -> None:
    """Refuse what this model cannot do.

    Raises:
        RequestError: 400 with the field and what to do instead.
    """
    cannot: list[tuple[bool, str, str]] = [
        (bool(request.logprobs) or request.top_logprobs is not None, "logprobs",
         "it draws no tokens, so it has no probabilities of them"),
        (request.audio is not None or "audio" in (request.modalities or ()), "modalities",
         "it does not speak"),
        (request.web_search_options is not None, "web_search_options",
         "it never looks into the network"),
        (request.moderation is not None, "moderation", "it moderates nothing"),
        (request.response_format is not None and request.response_format.type == "json_schema",
         "response_format",
         "it quotes and cannot write after a schema; ask for json_object, or name a function"),
    ]  # fmt: skip
    for asked, param, why in cannot:
        if asked:
            raise RequestError(f"'{EXTRACTIVE_MODEL}' cannot do this: {why}.", param=param)
    refuse_contradictions(request)
    for number, message in enumerate(request.messages):
        if isinstance(message.content, str) or message.content is None:
            continue
        for place, part in enumerate(message.content):
            if part.type not in {"text", "refusal"}:
                raise RequestError(
                    f"'{EXTRACTIVE_MODEL}' reads text only, not parts of the type '{part.type}'.",
                    param=f"messages.{number}.content.{place}",
                )


def _function_to_call(request: CreateCompletionRequest) -> FunctionDefinition | None:
    """Return the function that the request's choice names or forces, if it does.

    Raises:
        RequestError: 400 if the choice cannot be followed.
    """
    offered = {
        tool.function.name: tool.function
        for tool in request.tools or ()
        if isinstance(tool, FunctionTool)
    }
    match request.tool_choice:
        case None | "none" | "auto":
            return _older_function(request)
        case FunctionChoice() as choice:
            return _named(choice.function, offered, "tool_choice")
        case CustomChoice():
            raise RequestError(
                f"'{EXTRACTIVE_MODEL}' calls functions only, not custom tools.", param="tool_choice"
            )
        case AllowedToolsChoice() as choice:
            if choice.allowed_tools.mode == "auto":
                return None
            wanted = [
                tool["function"].get("name")
                for tool in choice.allowed_tools.tools
                if isinstance(tool.get("function"), dict)
            ]
            offered = {name: one for name, one in offered.items() if name in wanted}
    if not offered:
        raise RequestError(
            "A tool must be called, but no function is offered for it.", param="tool_choice"
        )
    return next(iter(offered.values()))


def _older_function(request: CreateCompletionRequest) -> FunctionDefinition | None:
    if not isinstance(request.function_call, NamedFunction):
        return None
    if request.tools is not None:
        raise RequestError("Give tools or the older functions, not both.", param="function_call")
    offered = {one.name: one for one in request.functions or ()}
    return _named(request.function_call, offered, "function_call")


def _named(
    wanted: NamedFunction, offered: dict[str, FunctionDefinition], param: str
) -> FunctionDefinition:
    if wanted.name not in offered:
        raise RequestError(f"No function '{wanted.name}' is offered.", param=param)
    return offered[wanted.name]


def _placed(quote: TextQuote) -> CompletionQuote:
    return CompletionQuote(
        message=quote.source,
        start=quote.start,
        end=quote.end,
        quote=quote.quote,
        score=quote.score,
    )


def _limited(text: str, request: CreateCompletionRequest) -> tuple[str, FinishReason]:
    """Cut a text at the first stop sequence and at the limit of tokens."""
    stops = [request.stop] if isinstance(request.stop, str) else request.stop or []
    places = [text.find(stop) for stop in stops if stop and stop in text]
    text = text[: min(places, default=len(text))]
    most = request.max_completion_tokens or request.max_tokens
    if most is None or estimate_tokens(text) <= most:
        return text, "stop"
    end = used = 0
    for word in _WORD_AND_GAP.finditer(text):
        used += estimate_tokens(word[0])
        if used > most:
            break
        end = word.end()
    return text[:end].rstrip(), "length"


def _text(index: int, answer: _Answer) -> list[ChunkChoice]:
    """Return the parts of one answer in text."""
    begin = CompletionDelta(role="assistant", content="", answer_kind=answer.kind)
    pieces = [
        ChunkChoice(index=index, delta=CompletionDelta(content=answer.text[i : i + _PIECE]))
        for i in range(0, len(answer.text), _PIECE)
    ]
    end = CompletionDelta(quotes=answer.quotes or None)
    return [
        ChunkChoice(index=index, delta=begin),
        *pieces,
        ChunkChoice(index=index, delta=end, finish_reason=answer.reason),
    ]


def _call(index: int, name: str, arguments: str, *, older: bool) -> list[ChunkChoice]:
    """Return the parts of one answer that calls a function."""
    if older:
        called = FunctionCallDelta(name=name, arguments=arguments)
        begin = CompletionDelta(role="assistant", function_call=called)
    else:
        call = CompletionToolCallDelta(
            index=0,
            id=new_id("tool_call"),
            type="function",
            function=FunctionCallDelta(name=name, arguments=arguments),
        )
        begin = CompletionDelta(role="assistant", tool_calls=[call])
    reason: FinishReason = "function_call" if older else "tool_calls"
    return [
        ChunkChoice(index=index, delta=begin),
        ChunkChoice(index=index, delta=CompletionDelta(), finish_reason=reason),
    ]
