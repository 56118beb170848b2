"""Chat completions of the model that quotes: its sources, its limits, functions, streams."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.answer.quoting_completer import MAX_CHARACTERS, NO_TEXT, NOT_COVERED
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.completions import CompletionObject, CreateCompletionRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from support.minilm import BrokenEmbedder, InProcessMiniLm

LEASE = (
    "The rent is 900 euros a month. It is due on the third working day. "
    "The tenant may keep a dog if the neighbours agree. "
    "Either side may end the contract with three months' notice."
)
RENT = "The rent is 900 euros a month."
FUNCTION = {
    "type": "function",
    "function": {
        "name": "find_rent",
        "parameters": {
            "type": "object",
            "properties": {"query": {"type": "string"}, "months": {"type": "integer"}},
            "required": ["query", "months"],
        },
    },
}
ASKED = [("system", LEASE), ("user", "How much is the rent?")]

Messages = list[tuple[str, Any]]


@pytest.fixture
async def engine(tmp_path: Path, reader: PdfiumReader) -> AsyncIterator[Engine]:
    made = await Engine.open(tmp_path / "data", reader=reader, embedder=InProcessMiniLm())
    yield made
    await made.aclose()


@pytest.fixture
async def http(engine: Engine) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(engine.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as made:
        yield made


def request(messages: Messages = ASKED, **fields: Any) -> CreateCompletionRequest:
    return CreateCompletionRequest.model_validate(
        {
            "model": EXTRACTIVE_MODEL,
            "messages": [{"role": role, "content": content} for role, content in messages],
            **fields,
        }
    )


async def ask(client: Client, messages: Messages = ASKED, **fields: Any) -> CompletionObject:
    return await client.create_completion(request(messages, **fields))


@pytest.mark.parametrize(
    ("messages", "source"),
    [
        (ASKED, 0),
        ([("developer", LEASE), ("user", "How much is the rent?")], 0),
        ([("user", LEASE), ("assistant", "Thank you."), ("user", "How much is the rent?")], 0),
        ([("user", f"{LEASE}\n\nQuestion: How much is the rent? Be brief.")], 0),
        ([("user", f"How much is the rent?\n\n{LEASE}")], 0),
        ([("user", f"{LEASE}\nsummarise the rent")], 0),
        ([("user", "Hello"), ("user", f"{LEASE}\n\nTell me about it.\n\nsum up the rent")], 1),
        (
            [
                ("system", "Be kind."),
                (
                    "user",
                    [
                        {"type": "text", "text": LEASE},
                        {"type": "text", "text": "How much is the rent?"},
                    ],
                ),
            ],
            1,
        ),
    ],
)
async def test_it_quotes_the_sentence_that_answers_wherever_it_stands(
    client: Client, messages: Messages, source: int
) -> None:
    reply = await ask(client, messages)
    [choice] = reply.choices
    assert choice.message.answer_kind == "quotes"
    assert choice.message.content is not None
    assert choice.message.content.startswith(f"“{RENT}”")
    assert choice.finish_reason == "stop"
    for quote in choice.message.quotes or []:
        content = messages[quote.message][1]
        text = content if isinstance(content, str) else "\n".join(p["text"] for p in content)
        assert " ".join(text[quote.start : quote.end].split()) == quote.quote
    assert (choice.message.quotes or [])[0].message == source


async def test_the_result_of_a_tool_is_quoted_too(client: Client) -> None:
    called = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    wanted = CreateCompletionRequest.model_validate(
        {
            "model": EXTRACTIVE_MODEL,
            "messages": [
                {"role": "user", "content": "How much is the rent?"},
                {"role": "assistant", "content": None, "tool_calls": [called]},
                {"role": "tool", "tool_call_id": "call_1", "content": LEASE},
            ],
        }
    )
    reply = await client.create_completion(wanted)
    assert reply.choices[0].message.content == f"“{RENT}”"


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([("system", LEASE), ("user", "Who won the football world cup in 2014?")], NOT_COVERED),
        ([("user", "How much is the rent?")], NO_TEXT),
        ([("user", "")], NO_TEXT),
    ],
)
async def test_what_the_messages_lack_is_said_to_be_lacking(
    client: Client, messages: Messages, said: str
) -> None:
    message = (await ask(client, messages)).choices[0].message
    assert (message.answer_kind, message.content, message.quotes) == ("not_covered", said, None)


LONG = (
    "The landlord lets the house in Mill Lane to the tenant for a term of three years. "
    "The tenant pays a rent of nine hundred euros on the first working day of every month. "
    "Why did the neighbours of the house in Mill Lane ever agree to that?"
)
CHAT_RULES = ("system", "You answer all questions of the people who come here, and always briefly.")


@pytest.mark.parametrize(
    ("messages", "source"),
    [
        ([("user", f"{LONG}\n\nSummarise this.")], 0),
        ([("user", f"Please summarize the following text:\n\n{LONG}")], 0),
        ([("user", f"Summarise this: {LONG}")], 0),
        ([("user", f"Fasse diesen Vertrag zusammen:\n{LONG}")], 0),
        ([("user", f"Summarise the following email:\n{LONG}")], 0),
        ([CHAT_RULES, ("user", LONG), ("assistant", NOT_COVERED), ("user", "tl;dr")], 1),
        ([("user", "Hello"), ("system", LONG), ("user", "What is this about?")], 1),
        ([CHAT_RULES, ("user", "Is there a dog?"), ("assistant", LONG), ("user", "sum up")], 0),
    ],
)
async def test_a_text_is_summarised_in_its_own_sentences(
    client: Client, messages: Messages, source: int
) -> None:
    message = (await ask(client, messages)).choices[0].message
    assert message.answer_kind == "quotes"
    quotes = message.quotes or []
    assert {quote.message for quote in quotes} == {source}
    for quote in quotes:
        text = messages[quote.message][1]
        assert text[quote.start : quote.end] == quote.quote
    assert message.content == "\n\n".join(f"“{quote.quote}”" for quote in quotes)
    if source and messages[source][1] == LONG:
        assert [q.quote[:12] for q in quotes][:2] == ["The landlord", "The tenant p"]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Hello", "Hello. Ask"),
        ("Vielen Dank!", "You are welcome."),
        ("What can you do?", "Octavo looks"),
        ("Which documents do I have?", "You can ask about the text of your messages"),
    ],
)
@pytest.mark.parametrize("fields", [{}, {"response_format": {"type": "json_object"}}])
async def test_what_is_no_question_is_answered_as_in_threads(
    client: Client, question: str, begins: str, fields: dict[str, Any]
) -> None:
    message = (
        (await ask(client, [("system", LEASE), ("user", question)], **fields)).choices[0].message
    )
    assert (message.answer_kind, message.quotes) == ("told", None)
    content = message.content or ""
    assert (json.loads(content)["message"] if fields else content).startswith(begins)


async def test_a_text_without_sentences_is_told_to_have_none(client: Client) -> None:
    [choice] = (await ask(client, [("user", "Summarise this:\n\n12 | 13 | 14")])).choices
    assert choice.message.answer_kind == "told"
    assert (choice.message.content or "").startswith("The text has no whole sentences")


async def test_lines_that_were_broken_to_fit_are_one_sentence(client: Client) -> None:
    broken = LONG.replace("to the tenant for", "to the tenant\nfor")
    [choice] = (await ask(client, [("system", broken), ("user", "Summarise this")])).choices
    first = (choice.message.quotes or [])[0]
    assert first.quote == LONG[:81]
    assert broken[first.start : first.end] == LONG[:81].replace("tenant for", "tenant\nfor")


async def test_an_earlier_question_is_no_answer(client: Client) -> None:
    question = "Who won the football world cup in 2014?"
    earlier = [("user", question), ("assistant", NOT_COVERED), ("user", question)]
    assert (await ask(client, earlier)).choices[0].message.answer_kind == "not_covered"


async def test_without_an_embedder_words_decide(tmp_path: Path, reader: PdfiumReader) -> None:
    engine = await Engine.open(tmp_path / "b", reader=reader, embedder=BrokenEmbedder())
    async with Client(InProcessTransport(engine.app)) as client:
        assert (await ask(client)).choices[0].message.content == f"“{RENT}”"
    await engine.aclose()


async def test_usage_counts_what_was_read_and_written_once_per_answer(client: Client) -> None:
    one, three = await ask(client), await ask(client, n=3)
    assert [choice.index for choice in three.choices] == [0, 1, 2]
    assert len({choice.message.content for choice in three.choices}) == 1
    assert one.usage is not None
    assert three.usage is not None
    assert three.usage.prompt_tokens == one.usage.prompt_tokens > 0
    assert three.usage.completion_tokens == 3 * one.usage.completion_tokens > 0
    assert three.usage.total_tokens == three.usage.prompt_tokens + three.usage.completion_tokens


@pytest.mark.parametrize("field", ["max_tokens", "max_completion_tokens"])
async def test_the_limit_of_tokens_cuts_between_words(client: Client, field: str) -> None:
    reply = await ask(client, **{field: 5})
    [choice] = reply.choices
    assert (choice.message.content, choice.finish_reason) == ("“The rent is 900", "length")
    assert reply.usage is not None
    assert reply.usage.completion_tokens == 5


@pytest.mark.parametrize("stop", ["euros", ["month", "euros"]])
async def test_a_stop_sequence_ends_the_answer_before_it(
    client: Client, stop: str | list[str]
) -> None:
    [choice] = (await ask(client, stop=stop)).choices
    assert (choice.message.content, choice.finish_reason) == ("“The rent is 900 ", "stop")


async def test_json_is_answered_with_the_quotes_in_it(client: Client) -> None:
    wanted = {"type": "json_object"}
    content = (await ask(client, response_format=wanted)).choices[0].message.content
    found = json.loads(content or "")
    assert found["answer_kind"] == "quotes"
    assert found["quotes"][0]["quote"] == RENT
    absent = await ask(client, [("user", "What?")], response_format=wanted)
    assert json.loads(absent.choices[0].message.content or "") == {
        "answer_kind": "not_covered",
        "quotes": [],
        "message": NO_TEXT,
    }


@pytest.mark.parametrize(
    "choice",
    [
        "required",
        {"type": "function", "function": {"name": "find_rent"}},
        {
            "type": "allowed_tools",
            "allowed_tools": {
                "mode": "required",
                "tools": [{"type": "function", "function": {"name": "find_rent"}}],
            },
        },
    ],
)
async def test_a_function_that_must_be_called_is_called(client: Client, choice: Any) -> None:
    question = "How much is the rent for 7 months?"
    reply = await ask(client, [("user", question)], tools=[FUNCTION], tool_choice=choice)
    [answer] = reply.choices
    assert (answer.finish_reason, answer.message.content) == ("tool_calls", None)
    [call] = answer.message.tool_calls or []
    assert call.id.startswith("call_")
    assert call.function.name == "find_rent"
    assert json.loads(call.function.arguments) == {"query": question, "months": 7}


@pytest.mark.parametrize("choice", [None, "auto", "none"])
async def test_functions_that_need_not_be_called_are_not(client: Client, choice: Any) -> None:
    reply = await ask(client, tools=[FUNCTION], tool_choice=choice)
    assert reply.choices[0].message.content == f"“{RENT}”"


async def test_functions_in_the_older_form_are_called_in_it(client: Client) -> None:
    reply = await ask(client, functions=[FUNCTION["function"]], function_call={"name": "find_rent"})
    [choice] = reply.choices
    assert choice.finish_reason == "function_call"
    assert choice.message.tool_calls is None
    assert choice.message.function_call is not None
    assert json.loads(choice.message.function_call.arguments)["query"] == "How much is the rent?"


IMAGE = [{"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]
CUSTOM = {"type": "custom", "custom": {"name": "shout"}}


@pytest.mark.parametrize(
    ("fields", "param", "words"),
    [
        ({"logprobs": True}, "logprobs", "no probabilities"),
        ({"top_logprobs": 2}, "logprobs", "no probabilities"),
        ({"modalities": ["text", "audio"]}, "modalities", "does not speak"),
        ({"web_search_options": {}}, "web_search_options", "network"),
        ({"moderation": {"model": "m"}}, "moderation", "moderates nothing"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "n"}}},
            "response_format",
            "cannot write after a schema",
        ),
        ({"max_tokens": 3, "max_completion_tokens": 3}, "max_tokens", "not both"),
        ({"messages": [{"role": "user", "content": IMAGE}]}, "messages.0.content.0", "text only"),
        ({"tool_choice": "required"}, "tool_choice", "no function is offered"),
        (
            {"tools": [FUNCTION], "tool_choice": {"type": "function", "function": {"name": "g"}}},
            "tool_choice",
            "'g'",
        ),
        (
            {"tools": [CUSTOM], "tool_choice": {"type": "custom", "custom": {"name": "shout"}}},
            "tool_choice",
            "not custom tools",
        ),
        (
            {
                "tools": [FUNCTION],
                "tool_choice": {
                    "type": "allowed_tools",
                    "allowed_tools": {
                        "mode": "required",
                        "tools": [{"function": {"name": ["odd"]}}, {"function": None}, {}],
                    },
                },
            },
            "tool_choice",
            "no function is offered",
        ),
        ({"stream": False, "stream_options": {}}, "stream_options", "stream: true"),
        ({"messages": []}, "messages", "at least 1"),
        ({"n": 0}, "n", "greater than or equal to 1"),
        ({"temperature": 3}, "temperature", "less than or equal to 2"),
        ({"shiny": 1}, "shiny", "Unknown parameter"),
        ({"messages": [{"role": "user", "content": "x", "shiny": 1}]}, None, "Unknown parameter"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages.0", "robot"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
async def test_what_cannot_be_done_is_refused_with_words_streamed_or_not(
    http: httpx.AsyncClient, fields: dict[str, Any], param: str | None, words: str, stream: bool
) -> None:
    body = {**request().body(), "stream": stream, **fields}
    reply = await http.post("/chat/completions", json=body)
    assert reply.status_code == 400
    error = reply.json()["error"]
    assert words in error["message"]
    assert param is None or error["param"] == param


async def test_messages_that_are_too_long_are_refused(client: Client) -> None:
    with pytest.raises(ApiStatusError, match="vector store") as caught:
        await ask(client, [("user", "a " * (MAX_CHARACTERS // 2 + 1))])
    assert (caught.value.status, caught.value.code) == (400, "context_length_exceeded")


async def test_a_long_text_is_read_to_its_end(client: Client) -> None:
    long = "The weather was fine on that day and nothing else happened at all. " * 7000
    reply = await ask(client, [("system", f"{long}\n{LEASE}"), ASKED[1]])
    assert (reply.choices[0].message.content or "").startswith(f"“{RENT}”")


async def test_an_unknown_model_is_not_found(client: Client) -> None:
    with pytest.raises(ApiStatusError, match="'gpt-x'") as caught:
        await ask(client, model="gpt-x")
    assert (caught.value.status, caught.value.code) == (404, "model_not_found")
    with pytest.raises(ApiStatusError, match="'org/gpt-x'") as caught:
        await client.get_model("org/gpt-x")
    assert (caught.value.status, caught.value.code) == (404, "model_not_found")


async def test_models_are_listed_and_fetched(client: Client) -> None:
    listed = (await client.list_models()).data
    assert EXTRACTIVE_MODEL in [model.id for model in listed]
    assert await client.get_model(EXTRACTIVE_MODEL) in listed


async def test_a_stream_grows_to_the_whole_answer(client: Client) -> None:
    whole = (await ask(client)).choices[0]
    async with client.stream_completion(request()) as stream:
        chunks = [chunk async for chunk in stream]
        assert stream.request_id
    assert len({chunk.id for chunk in chunks}) == 1
    choices = [choice for chunk in chunks for choice in chunk.choices]
    assert choices[0].delta.role == "assistant"
    assert "".join(choice.delta.content or "" for choice in choices) == whole.message.content
    assert [choice.finish_reason for choice in choices if choice.finish_reason] == ["stop"]
    assert choices[-1].delta.quotes == whole.message.quotes
    assert all(chunk.usage is None for chunk in chunks)


@pytest.mark.parametrize("question", ["Summarise this", "Hello"])
async def test_a_streamed_answer_to_a_request_is_the_same(client: Client, question: str) -> None:
    messages: Messages = [("system", LONG), ("user", question)]
    whole = (await ask(client, messages)).choices[0].message
    async with client.stream_completion(request(messages)) as stream:
        choices = [choice async for chunk in stream for choice in chunk.choices]
    assert "".join(choice.delta.content or "" for choice in choices) == whole.content
    assert choices[0].delta.answer_kind == whole.answer_kind != "not_covered"
    assert choices[-1].delta.quotes == whole.quotes


async def test_a_stream_tells_its_usage_last_if_asked(client: Client) -> None:
    whole = await ask(client)
    wanted = request(stream_options={"include_usage": True})
    async with client.stream_completion(wanted) as stream:
        chunks = [chunk async for chunk in stream]
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage


async def test_a_streamed_function_call_is_whole(client: Client) -> None:
    wanted = request(tools=[FUNCTION], tool_choice="required")
    async with client.stream_completion(wanted) as stream:
        choices = [choice async for chunk in stream for choice in chunk.choices]
    calls = [call for choice in choices for call in choice.delta.tool_calls or []]
    assert [call.function and call.function.name for call in calls] == ["find_rent"]
    assert choices[-1].finish_reason == "tool_calls"


async def test_the_stream_on_the_wire_is_bare_data_and_ends_with_done(
    http: httpx.AsyncClient,
) -> None:
    reply = await http.post("/chat/completions", json={**request().body(), "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["x-request-id"].startswith("req_")
    lines = [line for line in reply.text.split("\n") if line]
    assert all(line.startswith("data: ") for line in lines)
    assert lines[-1] == "data: [DONE]"
    assert json.loads(lines[0].removeprefix("data: "))["object"] == "chat.completion.chunk"
