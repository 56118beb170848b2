"""One life of every family as a program of someone else lives it: with the official SDK.

Run by the tests with the SDK that is installed beside them, and as a script by the Python of an
environment that has another one; so it uses nothing but the SDK and the standard library.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import traceback
from collections.abc import AsyncIterable, Awaitable, Callable
from pathlib import Path
from typing import Any

import openai
from openai import AsyncOpenAI

PDF = Path()
"""A PDF that says where the documents are kept; set by ``use`` before a life begins."""

CONTENT = b""
"""What is in it."""

QUESTION = "Where are the documents kept?"
MODEL = "octavo-extractive"
RESULTS: Any = ["step_details.tool_calls[*].file_search.results[*].content"]
SOON = 50  # milliseconds between two looks of the SDK's own waiters

WEATHER: Any = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "Tells the weather of a city.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
CHOICE: Any = {"type": "function", "function": {"name": "weather"}}


def use(pdf: Path) -> None:
    """Set the PDF that is uploaded."""
    global PDF, CONTENT
    PDF, CONTENT = pdf, pdf.read_bytes()


def same(found: Any, wanted: Any) -> None:
    """Compare; where Python's ``assert`` is not rewritten it would not tell what was found."""
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


async def ids(pages: AsyncIterable[Any]) -> list[str]:
    """Return the ids on all pages."""
    return [item.id async for item in pages]


async def models(client: AsyncOpenAI) -> None:
    """List them, look at one, look for one that is not there."""
    assert MODEL in await ids(client.models.list())
    same((await client.models.retrieve(MODEL)).object, "model")
    await refused(client.models.retrieve("no-such-model"), "no-such-model", 404)


async def refused(call: Awaitable[Any], word: str, status: int = 400) -> None:
    """Expect an error of the caller's with this word, and the id that a report needs."""
    try:
        await call
    except openai.APIStatusError as error:
        told = error
    else:
        raise AssertionError("what cannot be done was done")
    same((told.status_code, told.type), (status, "invalid_request_error"))
    assert word in str(told), told
    assert told.request_id


async def missing(call: Awaitable[Any]) -> None:
    """Expect the error of what is not there."""
    await refused(call, "found", 404)


async def files(client: AsyncOpenAI) -> None:
    """Upload, list over pages, look, download, delete."""
    first = await client.files.create(file=PDF, purpose="assistants")
    second = await client.files.create(
        file=("note.txt", b"A note."),
        purpose="user_data",
        expires_after={"anchor": "created_at", "seconds": 3600},
    )
    same((first.filename, first.bytes), (PDF.name, len(CONTENT)))
    same(second.expires_at, second.created_at + 3600)
    assert {first.id, second.id} <= set(await ids(client.files.list(limit=1)))
    assert first.id not in await ids(client.files.list(purpose="user_data"))
    same((await client.files.retrieve(first.id)).id, first.id)
    same((await client.files.content(first.id)).content, CONTENT)
    async with client.files.with_streaming_response.content(first.id) as answer:
        same(b"".join([piece async for piece in answer.iter_bytes()]), CONTENT)
    for file in (first, second):
        same((await client.files.delete(file.id)).deleted, True)
        await missing(client.files.retrieve(file.id))


async def vector_stores(client: AsyncOpenAI) -> None:
    """Make, change, list and delete; files one by one, with attributes and content; search."""
    stores = client.vector_stores
    one = await stores.create(name="one", expires_after={"anchor": "last_active_at", "days": 2})
    same((one.status, one.file_counts.total), ("completed", 0))
    changed = await stores.update(one.id, name="two", metadata={"a": "b"}, expires_after=None)
    same((changed.name, changed.metadata, changed.expires_after), ("two", {"a": "b"}, None))
    entry = await stores.files.upload_and_poll(
        vector_store_id=one.id,
        file=PDF,
        poll_interval_ms=SOON,
        attributes={"year": 2026, "kind": "guide", "good": True},
        chunking_strategy={
            "type": "static",
            "static": {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 20},
        },
    )
    same((entry.status, entry.last_error), ("completed", None))
    same((await stores.retrieve(one.id)).file_counts.completed, 1)
    same(await ids(stores.files.list(one.id, filter="completed")), [entry.id])
    year = {"year": 2027}
    updated = await stores.files.update(entry.id, vector_store_id=one.id, attributes=year)
    same(updated.attributes, year)
    same((await stores.files.retrieve(entry.id, vector_store_id=one.id)).attributes, year)
    content = stores.files.content(entry.id, vector_store_id=one.id)
    assert "documents" in "".join([part.text or "" async for part in content])
    await search(client, one.id)
    assert one.id in await ids(stores.list(limit=1))
    same((await stores.files.delete(entry.id, vector_store_id=one.id)).deleted, True)
    await missing(stores.files.retrieve(entry.id, vector_store_id=one.id))
    same((await stores.delete(one.id)).deleted, True)
    await missing(stores.retrieve(one.id))


async def search(client: AsyncOpenAI, store_id: str) -> None:
    """Search with a filter that lets the file through, and with one that does not."""

    async def found(year: int) -> list[Any]:
        pages = client.vector_stores.search(
            store_id,
            query=QUESTION,
            filters={
                "type": "and",
                "filters": [{"type": "gte", "key": "year", "value": year}],
            },
            max_num_results=3,
            ranking_options={"ranker": "auto", "score_threshold": 0.0},
            rewrite_query=False,
        )
        return [result async for result in pages]

    hits = await found(2027)
    assert 1 <= len(hits) <= 3
    same(hits[0].filename, PDF.name)
    assert any("documents" in part.text for hit in hits for part in hit.content)
    same(await found(2028), [])
    several = client.vector_stores.search(store_id, query=[QUESTION, "Who may enter?"])
    assert [result async for result in several]


async def batches(client: AsyncOpenAI) -> None:
    """Make, follow, list; one with settings for each file; cancel."""
    store = await client.vector_stores.create()
    made = client.vector_stores.file_batches
    file = await client.files.create(file=PDF, purpose="assistants")
    note = ("note.md", b"# Keys\n\nThey hang.")
    text = await client.files.create(file=note, purpose="assistants")
    batch = await made.create_and_poll(store.id, file_ids=[file.id], poll_interval_ms=SOON)
    same((batch.status, batch.file_counts.completed), ("completed", 1))
    listed = made.list_files(batch.id, vector_store_id=store.id, order="asc", limit=1)
    same(await ids(listed), [file.id])
    second = await made.create(
        store.id, files=[{"file_id": text.id, "attributes": {"kind": "note"}}]
    )
    same((await made.retrieve(second.id, vector_store_id=store.id)).file_counts.total, 1)
    ended = await made.poll(second.id, vector_store_id=store.id, poll_interval_ms=SOON)
    same((ended.status, ended.file_counts.completed), ("completed", 1))
    await refused(made.cancel(batch.id, vector_store_id=store.id), "completed")
    third = await made.create(store.id, file_ids=[file.id, text.id])
    try:
        status = (await made.cancel(third.id, vector_store_id=store.id)).status
    except openai.BadRequestError:
        status = (await made.retrieve(third.id, vector_store_id=store.id)).status
    assert status in ("in_progress", "cancelled", "completed")
    await client.vector_stores.delete(store.id)


async def assistants(client: AsyncOpenAI) -> None:
    """Make with all fields, look, change, list over pages, delete."""
    made = await client.beta.assistants.create(
        model=MODEL,
        name="Guide",
        description="Answers.",
        instructions="Answer from the documents.",
        tools=[{"type": "file_search", "file_search": {"max_num_results": 5}}, WEATHER],
        tool_resources={"file_search": {"vector_stores": [{"metadata": {"a": "b"}}]}},
        metadata={"a": "b"},
        temperature=0.5,
        top_p=0.9,
        response_format="auto",
    )
    same([tool.type for tool in made.tools], ["file_search", "function"])
    assert made.tool_resources is not None
    assert made.tool_resources.file_search is not None
    same(len(made.tool_resources.file_search.vector_store_ids or []), 1)
    changed = await client.beta.assistants.update(made.id, name="Other", metadata={"c": "d"})
    same((changed.name, changed.metadata), ("Other", {"c": "d"}))
    same((await client.beta.assistants.retrieve(made.id)).name, "Other")
    await client.beta.assistants.create(model=MODEL)
    assert made.id in await ids(client.beta.assistants.list(limit=1, order="asc"))
    same((await client.beta.assistants.delete(made.id)).deleted, True)
    await missing(client.beta.assistants.retrieve(made.id))


async def threads(client: AsyncOpenAI) -> None:
    """Threads and their messages: make, change, list over pages, delete."""
    file = await client.files.create(file=PDF, purpose="assistants")
    thread = await client.beta.threads.create(
        messages=[
            {"role": "user", "content": QUESTION, "metadata": {"n": "1"}},
            {"role": "assistant", "content": [{"type": "text", "text": "In the archive."}]},
        ],
        metadata={"a": "b"},
    )
    changed = await client.beta.threads.update(thread.id, metadata={"c": "d"})
    same(changed.metadata, {"c": "d"})
    messages = client.beta.threads.messages
    added = await messages.create(
        thread.id,
        role="user",
        content="And this?",
        attachments=[{"file_id": file.id, "tools": [{"type": "file_search"}]}],
    )
    same([a.file_id for a in added.attachments or []], [file.id])
    held = (await client.beta.threads.retrieve(thread.id)).tool_resources
    assert held is not None
    assert held.file_search is not None
    assert held.file_search.vector_store_ids
    roles = [m.role async for m in messages.list(thread.id, limit=1, order="asc")]
    same(roles, ["user", "assistant", "user"])
    moved = await messages.update(added.id, thread_id=thread.id, metadata={"e": "f"})
    same(moved.metadata, {"e": "f"})
    same((await messages.retrieve(added.id, thread_id=thread.id)).metadata, {"e": "f"})
    same((await messages.delete(added.id, thread_id=thread.id)).deleted, True)
    await missing(messages.retrieve(added.id, thread_id=thread.id))
    same((await client.beta.threads.delete(thread.id)).deleted, True)
    await missing(client.beta.threads.retrieve(thread.id))


async def reader_of_the_guide(client: AsyncOpenAI) -> str:
    """Return an assistant that has read the PDF."""
    store = await client.vector_stores.create()
    entry = await client.vector_stores.files.upload_and_poll(
        vector_store_id=store.id, file=PDF, poll_interval_ms=SOON
    )
    same(entry.status, "completed")
    made = await client.beta.assistants.create(
        model=MODEL,
        tools=[{"type": "file_search"}, WEATHER],
        tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    )
    return made.id


async def runs(client: AsyncOpenAI) -> None:
    """Answer, look at the steps and what was found, change, list; with a new thread too."""
    assistant_id = await reader_of_the_guide(client)
    thread = await client.beta.threads.create(messages=[{"role": "user", "content": QUESTION}])
    run = await client.beta.threads.runs.create_and_poll(
        thread_id=thread.id,
        assistant_id=assistant_id,
        additional_instructions="Be brief.",
        additional_messages=[{"role": "user", "content": QUESTION}],
        max_prompt_tokens=4096,
        max_completion_tokens=1024,
        truncation_strategy={"type": "last_messages", "last_messages": 5},
        metadata={"a": "b"},
        poll_interval_ms=SOON,
    )
    same((run.status, run.last_error, run.metadata), ("completed", None, {"a": "b"}))
    assert run.usage is not None
    steps = client.beta.threads.runs.steps.list(run.id, thread_id=thread.id, include=RESULTS)
    kinds = {step.type: step async for step in steps}
    same(set(kinds), {"tool_calls", "message_creation"})
    whole = await client.beta.threads.runs.steps.retrieve(
        kinds["tool_calls"].id, thread_id=thread.id, run_id=run.id, include=RESULTS
    )
    [call] = whole.step_details.tool_calls  # type: ignore[union-attr]
    assert any(p.text for p in call.file_search.results[0].content)
    [message] = [m async for m in client.beta.threads.messages.list(thread.id, run_id=run.id)]
    text = message.content[0].text  # type: ignore[union-attr]
    assert text.annotations
    for annotation in text.annotations:
        marked = text.value[annotation.start_index : annotation.end_index]
        same(marked, annotation.text)
    changed = await client.beta.threads.runs.update(run.id, thread_id=thread.id, metadata={})
    same(changed.metadata, {})
    same((await client.beta.threads.runs.retrieve(run.id, thread_id=thread.id)).id, run.id)
    same(await ids(client.beta.threads.runs.list(thread.id)), [run.id])
    both = await client.beta.threads.create_and_run_poll(
        assistant_id=assistant_id,
        thread={"messages": [{"role": "user", "content": QUESTION}]},
        poll_interval_ms=SOON,
    )
    same(both.status, "completed")
    begun = await client.beta.threads.create_and_run(assistant_id=assistant_id)
    ended = await client.beta.threads.runs.poll(
        begun.id, thread_id=begun.thread_id, poll_interval_ms=SOON
    )
    same(ended.status, "failed")  # a thread without a question
    await refused(client.beta.threads.runs.cancel(run.id, thread_id=thread.id), "completed")


async def streamed_runs(client: AsyncOpenAI) -> None:
    """Follow an answer as it is written, by the SDK's own accumulation and event by event."""
    assistant_id = await reader_of_the_guide(client)
    thread = await client.beta.threads.create(messages=[{"role": "user", "content": QUESTION}])
    async with client.beta.threads.runs.stream(
        thread_id=thread.id, assistant_id=assistant_id, include=RESULTS
    ) as stream:
        names = [event.event async for event in stream]
        steps = await stream.get_final_run_steps()
        [message] = await stream.get_final_messages()
    same(
        names[:3],
        ["thread.run.created", "thread.run.queued", "thread.run.in_progress"],
    )
    same(names[-1], "thread.run.completed")
    same({step.type for step in steps}, {"tool_calls", "message_creation"})
    kept = await client.beta.threads.messages.retrieve(message.id, thread_id=thread.id)
    same(message.content[0].text.value, kept.content[0].text.value)  # type: ignore[union-attr]
    raw = await client.beta.threads.create_and_run(
        assistant_id=assistant_id,
        thread={"messages": [{"role": "user", "content": QUESTION}]},
        stream=True,
    )
    names = [event.event async for event in raw]
    same((names[0], names[-1]), ("thread.created", "thread.run.completed"))


async def function_calls(client: AsyncOpenAI) -> None:
    """Let a run ask for a function, give it the result, plainly and streamed; cancel one."""
    assistant_id = await reader_of_the_guide(client)
    ask: Any = {"messages": [{"role": "user", "content": "How is the weather in Bergen?"}]}

    async def asked() -> tuple[Any, Any]:
        run = await client.beta.threads.create_and_run_poll(
            assistant_id=assistant_id, thread=ask, tool_choice=CHOICE, poll_interval_ms=SOON
        )
        same((run.status, run.last_error), ("requires_action", None))
        assert run.required_action is not None
        [call] = run.required_action.submit_tool_outputs.tool_calls
        same(call.function.name, "weather")
        assert isinstance(json.loads(call.function.arguments), dict)
        outputs = [{"tool_call_id": call.id, "output": "It rains."}]
        return run, outputs

    runs_of = client.beta.threads.runs
    run, outputs = await asked()
    same(
        (
            await runs_of.submit_tool_outputs_and_poll(
                run_id=run.id,
                thread_id=run.thread_id,
                tool_outputs=outputs,
                poll_interval_ms=SOON,
            )
        ).status,
        "completed",
    )
    run, outputs = await asked()
    async with runs_of.submit_tool_outputs_stream(
        run_id=run.id, thread_id=run.thread_id, tool_outputs=outputs
    ) as stream:
        names = [event.event async for event in stream]
    same(names[-1], "thread.run.completed")
    run, _ = await asked()
    cancelled = await runs_of.cancel(run.id, thread_id=run.thread_id)
    assert cancelled.status in ("cancelling", "cancelled")
    ended = await runs_of.poll(run.id, thread_id=run.thread_id, poll_interval_ms=SOON)
    same(ended.status, "cancelled")


async def chat_completions(client: AsyncOpenAI) -> None:
    """Answer a conversation, whole and in chunks; ask for a function."""
    messages: Any = [
        {"role": "system", "content": "The documents are kept in the archive. It is dry there."},
        {"role": "user", "content": QUESTION},
    ]
    whole = await client.chat.completions.create(model=MODEL, messages=messages)
    [choice] = whole.choices
    assert choice.message.content
    same(choice.finish_reason, "stop")
    assert whole.usage is not None
    text, used = "", None
    chunks = await client.chat.completions.create(
        model=MODEL, messages=messages, stream=True, stream_options={"include_usage": True}
    )
    async for chunk in chunks:
        used = chunk.usage or used
        for part in chunk.choices:
            text += part.delta.content or ""
    same(text, choice.message.content)
    assert used is not None
    called = await client.chat.completions.create(
        model=MODEL, messages=messages, tools=[WEATHER], tool_choice=CHOICE
    )
    same(called.choices[0].finish_reason, "tool_calls")
    [call] = called.choices[0].message.tool_calls or []
    same(call.function.name, "weather")  # type: ignore[union-attr]
    unknown = client.chat.completions.create(model="no-such-model", messages=messages)
    await refused(unknown, "no-such-model", 404)


FAMILIES: dict[str, Callable[[AsyncOpenAI], Awaitable[None]]] = {
    family.__name__: family
    for family in (
        models,
        files,
        vector_stores,
        batches,
        assistants,
        threads,
        runs,
        streamed_runs,
        function_calls,
        chat_completions,
    )
}


async def live_over_http(base_url: str) -> dict[str, str | None]:
    """Live all lives one after the other; return what went wrong in each, or None."""
    outcome: dict[str, str | None] = {}
    async with AsyncOpenAI(
        base_url=base_url,
        api_key=os.environ["OCTAVO_TOKEN"],
        max_retries=0,
        timeout=60,
        _strict_response_validation=True,
    ) as client:
        for name, family in FAMILIES.items():
            try:
                async with asyncio.timeout(60):
                    await family(client)
            except Exception:  # noqa: BLE001 - whatever it is goes into the report
                outcome[name] = traceback.format_exc(limit=-8)
            else:
                outcome[name] = None
    return outcome


def main() -> None:
    """Live over HTTP with the token of the environment; print the outcome as one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("pdf", type=Path)
    arguments = parser.parse_args()
    use(arguments.pdf)
    outcome = asyncio.run(live_over_http(arguments.base_url))
    json.dump({"version": openai.__version__, "outcome": outcome}, sys.stdout)


if __name__ == "__main__":
    main()
