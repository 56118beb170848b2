"""From a chat completion's request to what a model of a provider is asked.

Nothing is added to it. What cannot be passed on is refused, or stays here if it is for the keeping
and billing of the hosted interface only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.engine.answer.completer import refuse_contradictions
from octavo.engine.http import RequestError
from octavo.protocol.completion_messages import (
    AllowedToolsChoice,
    AssistantMessage,
    CompletionRequestMessage,
    CustomChoice,
    EarlierFunctionCall,
    FunctionChoice,
    FunctionMessage,
    ToolMessage,
    text_of,
)
from octavo.protocol.completions import CreateCompletionRequest
from octavo.protocol.tools import FunctionTool
from octavo.providers.port import ChatCall, ChatMessage, ChatRequest, ChatTool, Role, ToolUse

_AS_THEY_ARE = {
    "stop",
    "seed",
    "frequency_penalty",
    "presence_penalty",
    "logit_bias",
    "reasoning_effort",
    "verbosity",
    "prediction",
}
_ROLES: dict[str, Role] = {"developer": "system", "system": "system", "user": "user"}


def passed_on(request: CreateCompletionRequest) -> ChatRequest:
    """Return what a model of a provider is asked.

    Raises:
        RequestError: 400 with the field that cannot be passed on, and what to do instead.
    """
    _require_possible(request)
    tools, use, name = _tools(request)
    wanted = request.response_format
    return ChatRequest(
        messages=tuple(_message(n, one) for n, one in enumerate(request.messages)),
        tools=tools,
        tool_use=use,
        tool_name=name,
        parallel_calls=request.parallel_tool_calls is not False,
        temperature=request.temperature,
        top_p=request.top_p,
        max_tokens=request.max_completion_tokens or request.max_tokens,
        response_format=(
            None
            if wanted is None
            else wanted.model_dump(mode="json", by_alias=True, exclude_none=True)
        ),
        beyond=request.model_dump(mode="json", include=_AS_THEY_ARE, exclude_none=True),
    )


def _require_possible(request: CreateCompletionRequest) -> None:
    model = request.model
    cannot: list[tuple[bool, str, str]] = [
        ((request.n or 1) > 1, "n", "ask again for each further answer"),
        (bool(request.logprobs) or request.top_logprobs is not None, "logprobs",
         "probabilities of tokens are not passed on"),
        (request.audio is not None or "audio" in (request.modalities or ()), "modalities",
         "only text is passed on"),
        (request.web_search_options is not None, "web_search_options",
         "no host is asked to look into the network"),
        (request.moderation is not None, "moderation", "moderation is not passed on"),
        (request.functions is not None, "functions", "give tools instead of the older functions"),
        (request.function_call is not None, "function_call",
         "give tool_choice instead of the older function_call"),
    ]  # fmt: skip
    for asked, param, why in cannot:
        if asked:
            raise RequestError(f"'{model}' cannot be asked for this here: {why}.", param=param)
    refuse_contradictions(request)


def _message(number: int, message: CompletionRequestMessage) -> ChatMessage:
    if isinstance(message.content, list):
        for place, part in enumerate(message.content):
            if part.type not in {"text", "refusal"}:
                raise RequestError(
                    f"Only text is passed on to models of providers, not parts of the type"
                    f" '{part.type}'.",
                    param=f"messages.{number}.content.{place}",
                )
    match message:
        case ToolMessage():
            return ChatMessage("tool", text_of(message), call_id=message.tool_call_id)
        case AssistantMessage():
            if message.function_call is not None:
                raise _older(number)
            return ChatMessage("assistant", _said(message), calls=tuple(_calls(number, message)))
        case FunctionMessage():
            raise _older(number)
        case _:
            return ChatMessage(_ROLES[message.role], text_of(message))


def _said(message: AssistantMessage) -> str:
    """Return what an earlier answer said; a refusal is an answer as well."""
    refused = [part.refusal for part in _parts(message) if part.type == "refusal"]
    return "\n".join(text for text in (text_of(message), *refused, message.refusal or "") if text)


def _parts(message: AssistantMessage) -> Sequence[Any]:
    return message.content if isinstance(message.content, list) else ()


def _calls(number: int, message: AssistantMessage) -> Iterator[ChatCall]:
    for place, call in enumerate(message.tool_calls or ()):
        if not isinstance(call, EarlierFunctionCall):
            raise RequestError(
                "Calls of custom tools are not passed on, only those of functions.",
                param=f"messages.{number}.tool_calls.{place}",
            )
        yield ChatCall(call.id, call.function.name, call.function.arguments)


def _older(number: int) -> RequestError:
    return RequestError(
        "Functions in the older form are not passed on: give tool_calls, and messages of the role"
        " 'tool'.",
        param=f"messages.{number}",
    )


def _tools(request: CreateCompletionRequest) -> tuple[tuple[ChatTool, ...], ToolUse, str]:
    """Return the tools, whether one must be called, and which one if that is said."""
    offered: list[ChatTool] = []
    for place, tool in enumerate(request.tools or ()):
        if not isinstance(tool, FunctionTool):
            raise RequestError(
                "Custom tools are not passed on, only functions.", param=f"tools.{place}"
            )
        one = tool.function
        offered.append(
            ChatTool(one.name, one.description or "", one.parameters or {}, strict=one.strict)
        )
    choice = request.tool_choice
    use: ToolUse = "auto"
    name = ""
    match choice:
        case "auto" | "none" | "required":
            use = choice
        case FunctionChoice():
            name = choice.function.name
        case CustomChoice():
            raise RequestError(
                "Custom tools are not passed on, only functions.", param="tool_choice"
            )
        case AllowedToolsChoice():
            allowed = [tool.get("function") for tool in choice.allowed_tools.tools]
            names = [one.get("name") for one in allowed if isinstance(one, dict)]
            offered = [tool for tool in offered if tool.name in names]
            use = choice.allowed_tools.mode
    if (name and name not in {tool.name for tool in offered}) or (
        use == "required" and not offered
    ):
        raise RequestError(
            f"No function '{name}' is offered."
            if name
            else "A tool must be called, but no function is offered for it.",
            param="tool_choice",
        )
    return tuple(offered), use, name
