"""What answers used is counted when their runs end, and outlives their threads."""

from __future__ import annotations

from octavo.engine.store.records import UsedTokens
from octavo.engine.store.store import Amend, Delete, Insert, Replace, Store
from octavo.protocol.runs import RunObject, Usage
from octavo.protocol.threads import ThreadObject
from support import stores

MODEL = "ollama/llama3.2"


async def answered(
    store: Store, key: str, prompt: int, completion: int, *, model: str = MODEL, thread: str
) -> RunObject:
    """Keep a run, and then its end."""
    begun = stores.run(key, thread_id=thread).model_copy(update={"model": model})
    await store.apply(Insert(begun))
    usage = Usage(
        prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
    )
    ended = begun.model_copy(update={"status": "completed", "usage": usage})
    await store.apply(Replace(ended))
    return ended


def without_month(found: list[UsedTokens]) -> list[tuple[str, int, int, int]]:
    return [(o.model, o.answers, o.prompt_tokens, o.completion_tokens) for o in found]


async def test_tokens_are_added_up_by_model_for_all_and_for_a_thread(store: Store) -> None:
    await store.apply(Insert(stores.thread("thread_1")), Insert(stores.thread("thread_2")))
    await answered(store, "run_1", 100, 10, thread="thread_1")
    await answered(store, "run_2", 200, 20, thread="thread_1")
    await answered(store, "run_3", 400, 40, thread="thread_2", model="openai/gpt-5.2")
    used = await store.used_tokens()
    assert without_month(used) == [(MODEL, 2, 300, 30), ("openai/gpt-5.2", 1, 400, 40)]
    assert len({one.month for one in used}) == 1
    assert len(used[0].month) == len("2026-11")
    assert without_month(await store.used_tokens("thread_1")) == [(MODEL, 2, 300, 30)]
    assert await store.used_tokens("thread_9") == []


async def test_what_was_used_outlives_the_thread(store: Store) -> None:
    await store.apply(Insert(stores.thread()))
    await answered(store, "run_1", 100, 10, thread="thread_1")
    await store.apply(Delete(ThreadObject, "thread_1"))
    assert without_month(await store.used_tokens()) == [(MODEL, 1, 100, 10)]


async def test_a_run_that_is_changed_after_its_end_is_counted_once(store: Store) -> None:
    await store.apply(Insert(stores.thread()))
    ended = await answered(store, "run_1", 100, 10, thread="thread_1")
    await store.apply(Amend(RunObject, ended.id, {"metadata": {"a": "b"}}, ended.thread_id))
    await store.apply(Replace(ended))
    assert without_month(await store.used_tokens()) == [(MODEL, 1, 100, 10)]


async def test_quotes_and_answers_that_used_nothing_are_not_counted(store: Store) -> None:
    await store.apply(Insert(stores.thread()))
    await answered(store, "run_1", 100, 10, thread="thread_1", model="octavo-extractive")
    await answered(store, "run_2", 0, 0, thread="thread_1")
    assert await store.used_tokens() == []
    assert await store.used_tokens("thread_1") == []
