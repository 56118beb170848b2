"""What is asked of a host that speaks the Responses interface, and what is made of its answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import jsonschema_rs
import pytest

from octavo.errors import ProviderError
from octavo.providers import responses
from octavo.providers.connection import Connection, Limits
from octavo.providers.failures import TooLongError
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatMessage,
    ChatPart,
    ChatRequest,
    ChatText,
    ChatThought,
    ChatTool,
    ChatUsage,
    ChatWaiting,
)
from octavo.providers.responses import ResponsesModel
from support.answering import FakeTime
from support.model_server import DONE, ModelServer, Seen, head, refuses, replies, sends
from support.published import request_schema
from support.scripted_responses import (
    ID,
    begun,
    call_item,
    calls,
    ended,
    item_done,
    message_item,
    numbered,
    responds,
    response,
    streams,
    text,
    thought,
)
from support.waiting import until

HELLO = ChatRequest((ChatMessage("user", "Hello"),))
ASKED = ChatCall("call_1", "look", '{"q": 1}')
LOOK = ChatTool("look", "Looks.", {"type": "object", "properties": {"q": {"type": "integer"}}})
Connect = Callable[..., Connection]


@pytest.fixture
def model(connect: Connect) -> ResponsesModel:
    return ResponsesModel(connect(), "tiny", name="test/tiny")


@pytest.fixture
def behind(connect: Connect) -> ResponsesModel:
    """Return a model that works in the background."""
    return ResponsesModel(connect(), "tiny", name="test/tiny", background=True)


async def answer(model: ResponsesModel, request: ChatRequest = HELLO) -> list[ChatPart]:
    async with aclosing(model.chat(request)) as parts:
        return [part async for part in parts]


def written(parts: list[ChatPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, ChatText))


async def test_text_usage_and_end_come_in_order(host: ModelServer, model: ResponsesModel) -> None:
    host.script = [responds("Good ", "day.")]
    assert await answer(model) == [
        ChatText("Good "),
        ChatText("day."),
        ChatUsage(100, 10),
        ChatEnd("stop"),
    ]
    assert host.seen[0].path == "/v1/responses"


async def test_all_that_is_set_is_sent_as_the_published_document_has_it(
    host: ModelServer,
    model: ResponsesModel,
    behind: ResponsesModel,
    pytestconfig: pytest.Config,
) -> None:
    host.script = [responds("ok")]
    messages = (
        ChatMessage("system", "Be brief."),
        ChatMessage("user", "Hello"),
        ChatMessage("assistant", "Let me look.", calls=(ASKED,)),
        ChatMessage("tool", "found", call_id="call_1"),
    )
    form = {"name": "n", "schema": {"type": "object"}, "strict": True}
    request = ChatRequest(
        messages,
        tools=(LOOK, ChatTool("bare")),
        tool_use="required",
        parallel_calls=False,
        temperature=0.0,
        top_p=0.5,
        max_tokens=300,
        response_format={"type": "json_schema", "json_schema": form},
    )
    await answer(model, request)
    sent = host.seen[0].json
    assert (sent["instructions"], sent["store"], "background" in sent) == (
        "Be brief.",
        False,
        False,
    )
    assert (sent["temperature"], sent["top_p"], sent["max_output_tokens"]) == (0.0, 0.5, 300)
    assert (sent["tool_choice"], sent["parallel_tool_calls"]) == ("required", False)
    assert sent["text"] == {"format": {"type": "json_schema", **form}}
    assert [item["type"] for item in sent["input"]] == [
        "message",
        "message",
        "function_call",
        "function_call_output",
    ]
    await answer(model, ChatRequest(messages, (LOOK,), tool_name="look"))
    await answer(model, ChatRequest(messages, response_format={"type": "json_object"}))
    await answer(behind)
    assert host.seen[3].json["background"] is True
    assert pytestconfig.cache is not None
    schema = request_schema("CreateResponse", pytestconfig.cache.mkdir("published"))
    for seen in host.seen:
        jsonschema_rs.Draft202012Validator(schema).validate(seen.json)


async def test_what_is_not_set_is_left_to_the_model(
    host: ModelServer, model: ResponsesModel
) -> None:
    host.script = [responds("ok")]
    await answer(model)
    assert host.seen[0].json == {
        "model": "tiny",
        "input": [{"type": "message", "role": "user", "content": "Hello"}],
        "stream": True,
        "store": False,
    }


async def test_the_events_of_the_scripted_host_are_as_published(
    pytestconfig: pytest.Config,
) -> None:
    item = call_item("call_1", "look", q=1)
    events = [*begun(), thought("Hm."), text("a"), item_done(item), item_done(message_item("a"))]
    cut = {"reason": "max_output_tokens"}
    events += [ended(output=[item]), ended("incomplete", None, incomplete_details=cut)]
    events.append(ended("failed", None, error={"code": "server_error", "message": "no"}))
    assert pytestconfig.cache is not None
    schema = request_schema("ResponseStreamEvent", pytestconfig.cache.mkdir("published"))
    judge = jsonschema_rs.Draft202012Validator(schema)
    for number, event in enumerate(events):
        judge.validate({**event, "sequence_number": number})


async def test_reasoning_is_kept_apart_and_not_sent_back(
    host: ModelServer, model: ResponsesModel
) -> None:
    host.script = [calls(call_item("call_1", "look", q=1)), responds("Found.")]
    asked = ChatRequest(HELLO.messages, (LOOK,))
    first = await answer(model, asked)
    called = ChatCall("call_1", "look", '{"q": 1}')
    assert first == [
        ChatThought("Which one?"),
        ChatCalls((called,)),
        ChatUsage(100, 10),
        ChatEnd("calls"),
    ]
    # the second response of the same run: all that it needs is told again, reasoning left out
    more = (
        ChatMessage("assistant", "", calls=(called,)),
        ChatMessage("tool", "7", call_id="call_1"),
    )
    assert written(await answer(model, ChatRequest((*asked.messages, *more), (LOOK,)))) == "Found."
    sent = host.seen[1].json
    assert [item["type"] for item in sent["input"]] == [
        "message",
        "function_call",
        "function_call_output",
    ]
    assert "previous_response_id" not in sent
    assert all("id" not in item for item in sent["input"])


async def test_several_calls_come_once_each_and_in_order(
    host: ModelServer, model: ResponsesModel
) -> None:
    host.script = [calls(call_item("a", "look", q=1), call_item("b", "read"))]
    (found,) = [part for part in await answer(model) if isinstance(part, ChatCalls)]
    assert [(call.id, call.name) for call in found.calls] == [("a", "look"), ("b", "read")]


@pytest.mark.parametrize(
    ("reason", "end"), [("max_output_tokens", "length"), ("content_filter", "content_filter")]
)
async def test_an_answer_that_is_cut_says_why(
    host: ModelServer, model: ResponsesModel, reason: str, end: str
) -> None:
    last = ended("incomplete", incomplete_details={"reason": reason})
    host.script = [streams(*begun(), text("Once"), last)]
    assert (await answer(model))[-1] == ChatEnd(end)  # type: ignore[arg-type]


async def test_a_refusal_is_text_and_a_host_without_pieces_is_read_at_its_end(
    host: ModelServer, model: ResponsesModel
) -> None:
    refusal = {**text("I may not."), "type": "response.refusal.delta"}
    del refusal["logprobs"]
    host.script = [
        streams(*begun(), refusal, ended()),
        streams(ended(output=[message_item("All at once.")])),
    ]
    assert written(await answer(model)) == "I may not."
    assert written(await answer(model)) == "All at once."


async def test_events_of_another_kind_are_passed_over(
    host: ModelServer, model: ResponsesModel
) -> None:
    odd: dict[str, Any] = {"type": "response.sung", "song": [1, {"a": None}]}
    events = numbered([odd, text("ok"), {"type": 7}, ended()])
    host.script = [sends(head(), DONE, b": hello\n\n", events)]
    assert written(await answer(model)) == "ok"


async def test_a_wait_is_told_before_it_is_waited_for(host: ModelServer, connect: Connect) -> None:
    time = FakeTime()
    model = ResponsesModel(connect(clock=time.clock, limits=Limits()), "tiny", name="t/tiny")
    host.script = [refuses(429, "Slow down", retry_after="7"), responds("ok")]
    parts = await answer(model)
    (waiting,) = [part for part in parts if isinstance(part, ChatWaiting)]
    assert (waiting.seconds, waiting.host) == (7.0, model.host)
    assert "Slow down" in str(waiting.reason)
    assert parts[0] == waiting
    assert time.waits == [7.0]


async def test_closing_an_answer_closes_the_connection_within_a_second(
    host: ModelServer, model: ResponsesModel
) -> None:
    host.script = [streams(*begun(), text("a"), close=False)]
    parts = model.chat(HELLO)
    assert await anext(parts) == ChatText("a")
    async with asyncio.timeout(1):
        await parts.aclose()
        await host.gone.wait()
    assert not host.others  # there is nothing to cancel: the host keeps nothing


@pytest.mark.parametrize("sent", [(), (head(),)], ids=["before the reply", "before its events"])
async def test_stopping_before_the_first_event_closes_the_connection(
    host: ModelServer, model: ResponsesModel, sent: tuple[bytes, ...]
) -> None:
    host.script = [sends(*sent, close=False)]
    task = asyncio.create_task(answer(model))
    await until(lambda: host.seen, "the request has come")
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    await host.gone.wait()
    assert not host.others


@pytest.mark.parametrize(
    ("error", "kind", "part"),
    [
        ({"code": "server_error", "message": "out of memory"}, ProviderError, "reply"),
        ({"code": "rate_limit_exceeded", "message": "too many"}, ProviderError, "limit"),
        ({"code": "context_length_exceeded", "message": "too long"}, TooLongError, "limit"),
        ({"code": "model_not_found", "message": "no such thing"}, ProviderError, "model"),
        ({"code": "server_error", "message": "Model 'tiny' not found."}, ProviderError, "model"),
    ],
)
async def test_a_failure_in_the_stream_is_told_in_the_hosts_words(
    host: ModelServer,
    model: ResponsesModel,
    error: dict[str, str],
    kind: type[ProviderError],
    part: str,
) -> None:
    failed = streams(*begun(), ended("failed", None, error=error))
    told = streams(*begun(), {"type": "error", "param": None, **error})
    for host.script in ([failed], [told]):
        with pytest.raises(kind, match=error["message"].rstrip(".")) as caught:
            await answer(model)
        assert caught.value.part == part


# -- in the background --------------------------------------------------------------------------


async def test_a_background_response_is_taken_up_where_it_broke_and_deleted_at_its_end(
    host: ModelServer, behind: ResponsesModel
) -> None:
    rest = [text("one "), text("two"), ended()]  # one event comes twice: it is no second "one"
    host.script = [streams(*begun(), text("one ")), streams(*rest, first=2)]
    parts = await answer(behind)
    assert written(parts) == "one two"
    assert parts[-1] == ChatEnd("stop")
    again = host.seen[1]
    assert (again.method, again.path) == (
        "GET",
        f"/v1/responses/{ID}?stream=true&starting_after=2",
    )
    assert [(one.method, one.path) for one in host.others] == [("DELETE", f"/v1/responses/{ID}")]


async def test_stopping_a_background_response_cancels_and_deletes_it(
    host: ModelServer, behind: ResponsesModel
) -> None:
    host.script = [streams(*begun(), text("a"), close=False)]
    begun_writing = asyncio.Event()

    async def read() -> None:
        async with aclosing(behind.chat(HELLO)) as parts:
            async for _ in parts:
                begun_writing.set()

    task = asyncio.create_task(read())
    await begun_writing.wait()
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    assert [(one.method, one.path) for one in host.others] == [
        ("POST", f"/v1/responses/{ID}/cancel"),
        ("DELETE", f"/v1/responses/{ID}"),
    ]


@pytest.mark.parametrize("sent", [(), (head(),)], ids=["before the reply", "before its events"])
async def test_a_background_response_that_is_stopped_before_it_is_named_is_ended_once_it_is(
    host: ModelServer, behind: ResponsesModel, sent: tuple[bytes, ...]
) -> None:
    stopped = asyncio.Event()

    async def late(writer: asyncio.StreamWriter, seen: Seen) -> None:
        writer.writelines(sent)
        await stopped.wait()
        writer.writelines([b"" if sent else head(), numbered(begun())])
        await asyncio.Event().wait()

    host.script = [late]
    task = asyncio.create_task(answer(behind))
    await until(lambda: host.seen, "the request has come")
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    stopped.set()
    await asyncio.wait({task})
    assert task.cancelled()
    await host.gone.wait()
    assert [(one.method, one.path) for one in host.others] == [
        ("POST", f"/v1/responses/{ID}/cancel"),
        ("DELETE", f"/v1/responses/{ID}"),
    ]


async def test_a_name_that_does_not_come_is_not_waited_for_without_end(
    host: ModelServer,
    behind: ResponsesModel,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(responses, "_NAMED_WITHIN", 0.05)
    host.script = [sends(head(), close=False)]
    task = asyncio.create_task(answer(behind))
    await until(lambda: host.seen, "the request has come")
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    await host.gone.wait()
    assert not host.others
    assert "may keep a response" in caplog.text


async def test_who_stops_while_the_host_takes_no_requests_asks_it_nothing_more(
    host: ModelServer,
    behind: ResponsesModel,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(responses, "_NAMED_WITHIN", 3600.0)
    host.script = [refuses(429, "Slow down", retry_after="20"), responds("ok")]
    parts = behind.chat(HELLO)
    assert isinstance(await anext(parts), ChatWaiting)

    async def read_on() -> None:
        await anext(parts)

    task = asyncio.create_task(read_on())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    await parts.aclose()
    assert len(host.seen) == 1
    assert not host.others
    assert not caplog.records


async def test_a_background_response_that_fails_before_it_is_named_leaves_nothing_to_end(
    host: ModelServer, behind: ResponsesModel
) -> None:
    host.script = [refuses(400, "No such setting.")]
    with pytest.raises(ProviderError, match="No such setting"):
        await answer(behind)
    assert not host.others


async def test_a_background_response_that_breaks_again_and_again_is_given_up(
    host: ModelServer, behind: ResponsesModel
) -> None:
    host.script = [streams(*begun(), text("a")), streams()]
    with pytest.raises(ProviderError, match="broke off before its end"):
        await answer(behind)
    assert len(host.seen) == 4
    assert [one.method for one in host.others] == ["POST", "DELETE"]


async def test_a_host_that_cannot_tidy_up_spoils_no_answer(
    host: ModelServer, behind: ResponsesModel, caplog: pytest.LogCaptureFixture
) -> None:
    host.script = [responds("ok")]
    host.models_answer = replies(404, {"error": {"message": "gone"}})
    assert written(await answer(behind)) == "ok"
    assert "may keep a response" in caplog.text


async def test_a_failure_that_the_host_tells_is_not_asked_for_again(
    host: ModelServer, behind: ResponsesModel
) -> None:
    error = {"code": "server_error", "message": "out of memory"}
    host.script = [streams(*begun(), ended("failed", None, error=error))]
    with pytest.raises(ProviderError, match="out of memory"):
        await answer(behind)
    assert len(host.seen) == 1
    assert response()["id"] in host.others[-1].path
