"""Function calls of the engine without a model: a way to test clients offline, and no more.

It never decides by itself to call a function. It calls the one that ``tool_choice`` names; where
``tool_choice`` is ``required`` and there are only functions, it calls all of them: in one round, or
one after the other where the run does not want parallel calls. Arguments are made by rule from the
function's schema and the question (see ``arguments``). When the outputs are there it answers.
"""

from __future__ import annotations

import json
from typing import Any

from octavo.engine.answer.arguments import arguments_for
from octavo.engine.answer.generator import Call, Turn
from octavo.protocol.ids import new_id
from octavo.protocol.tools import FunctionDefinition, NamedToolChoice


def calls_of(turn: Turn) -> tuple[Call, ...]:
    """Return the calls that the next round has to make; none if it is to answer."""
    return tuple(
        Call(
            id=new_id("tool_call"),
            name=function.name,
            arguments=_json(arguments_for(function.parameters or {}, turn.question)),
        )
        for function in _wanted(turn)
    )


def _json(arguments: dict[str, Any]) -> str:
    """Return arguments as JSON; a schema's default may be what JSON has no number for."""
    strict = json.loads(json.dumps(arguments), parse_constant=lambda _: None)
    return json.dumps(strict, ensure_ascii=False)


def _wanted(turn: Turn) -> list[FunctionDefinition]:
    called = {answered.call.name for calls in turn.rounds for answered in calls}
    left = [function for function in turn.functions if function.name not in called]
    choice = turn.tool_choice
    if isinstance(choice, NamedToolChoice):
        named = choice.function.name if choice.function is not None else None
        return [function for function in left if function.name == named]
    if choice == "required" and not turn.searches:
        return left if turn.parallel_tool_calls else left[:1]
    return []
