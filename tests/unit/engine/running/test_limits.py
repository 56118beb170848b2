"""A run keeps to ``max_completion_tokens``, whatever its generator does."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.client import Client
from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Call,
    Called,
    Cited,
    Stopped,
    Turn,
    Used,
    Wrote,
)
from octavo.engine.app import Engine
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.running.limits import limited
from octavo.protocol.messages import FileCitation, MessageObject, TextContent
from octavo.protocol.runs import CreateRunRequest, RunObject
from support.asking import asked, function, plain_assistant

LIMIT = 256
WORDS = [f"word{number} " for number in range(1000)]
CITED = Cited("【1†lease p. 1】", FileCitation(file_id="file_1"))


class Unlimited:
    """A generator that has never heard of limits."""

    def __init__(self, parts: Sequence[AnswerPart]) -> None:
        self.parts = parts
        self.given = 0
        self.is_closed = False

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        try:
            for part in self.parts:
                self.given += 1
                yield part
        finally:
            self.is_closed = True


async def run_of(client: Client, engine: Engine, *parts: AnswerPart) -> tuple[RunObject, Unlimited]:
    generator = engine._services.runs._generator = Unlimited(parts)
    assistant = await plain_assistant(client, tools=[function("f")])
    thread = await asked(client, "Q")
    request = CreateRunRequest(assistant_id=assistant.id, max_completion_tokens=LIMIT)
    run = await client.create_run(thread.id, request)
    return await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02), generator


def written(run: RunObject) -> int:
    assert run.usage is not None
    return run.usage.completion_tokens


async def message_of(client: Client, run: RunObject) -> tuple[MessageObject, str]:
    (message,) = (await client.get_thread_messages(run.thread_id, run_id=run.id)).data
    block = message.content[0]
    assert isinstance(block, TextContent)
    return message, block.text.value


def assert_is_cut(run: RunObject) -> None:
    assert run.status == "incomplete"
    assert run.incomplete_details is not None
    assert run.incomplete_details.reason == "max_completion_tokens"


@pytest.mark.parametrize("pieces", [WORDS, ["".join(WORDS)], list("".join(WORDS))])
async def test_a_generator_that_goes_on_is_cut_at_the_limit(
    client: Client, engine: Engine, pieces: list[str]
) -> None:
    run, generator = await run_of(client, engine, Begun("written"), *map(Wrote, pieces))
    assert_is_cut(run)
    message, text = await message_of(client, run)
    assert message.status == "incomplete"
    assert message.incomplete_details is not None
    assert message.incomplete_details.reason == "max_tokens"
    assert "".join(WORDS).startswith(text)
    assert estimate_tokens(text) == written(run) == LIMIT
    (step,) = (await client.get_run_steps(run.thread_id, run.id)).data
    assert step.usage == run.usage
    assert generator.is_closed
    assert generator.given <= 1 + max(len(WORDS), len(text) + 1)


async def test_an_answer_of_just_as_many_tokens_is_whole(client: Client, engine: Engine) -> None:
    run, _ = await run_of(client, engine, Begun("written"), Wrote("a " * LIMIT), Wrote("\n"))
    assert (run.status, written(run)) == ("completed", LIMIT)


async def test_a_marker_is_written_whole_or_not_at_all(client: Client, engine: Engine) -> None:
    run, _ = await run_of(client, engine, Begun("quotes"), Wrote("a " * (LIMIT - 3)), CITED)
    assert_is_cut(run)
    _, text = await message_of(client, run)
    assert (text, written(run)) == ("a " * (LIMIT - 3), LIMIT - 3)


async def test_a_generators_own_count_goes_before_the_estimate(
    client: Client, engine: Engine
) -> None:
    told = [Begun("written"), Wrote("a " * 200), Used(completion_tokens=100)]
    run, _ = await run_of(client, engine, *told, Wrote("b " * 100), Used(completion_tokens=50))
    assert (run.status, written(run)) == ("completed", 150)
    run, _ = await run_of(client, engine, *told, Wrote("b " * 200))
    assert_is_cut(run)
    assert written(run) == LIMIT
    assert (await message_of(client, run))[1] == "a " * 200 + ("b " * 156)[:-1]


async def test_tokens_that_were_not_seen_count_too(client: Client, engine: Engine) -> None:
    """A model that thinks has written more than it shows."""
    thought = Used(prompt_tokens=5, completion_tokens=300)
    run, _ = await run_of(client, engine, Begun("written"), Wrote("Short."), thought)
    assert_is_cut(run)
    assert run.usage is not None
    assert (run.usage.prompt_tokens, run.usage.completion_tokens) == (5, 300)


async def test_a_call_with_arguments_beyond_the_limit_is_not_made(
    client: Client, engine: Engine
) -> None:
    arguments = '{"text": "' + "word " * 300 + '"}'
    run, _ = await run_of(client, engine, Called((Call("call_1", "f", arguments),)))
    assert_is_cut(run)
    assert (run.required_action, written(run)) == (None, LIMIT)
    run, _ = await run_of(client, engine, Called((Call("call_1", "f", '{"text": "word"}'),)))
    assert run.status == "requires_action"


async def parts_of(pieces: Sequence[str]) -> AsyncGenerator[AnswerPart, None]:
    for piece in pieces:
        yield Wrote(piece)


@given(st.lists(st.text("ab1 .漢_", max_size=9)), st.integers(0, 20))
async def test_what_is_cut_has_the_tokens_of_its_text(pieces: list[str], limit: int) -> None:
    text, cut = "", False
    async for part in limited(parts_of(pieces), limit):
        if isinstance(part, Wrote):
            text += part.text
        cut = isinstance(part, Stopped)
    whole = "".join(pieces)
    assert whole.startswith(text)
    assert cut == (estimate_tokens(whole) > limit)
    assert estimate_tokens(text) == min(limit, estimate_tokens(whole))
    assert cut or text == whole
