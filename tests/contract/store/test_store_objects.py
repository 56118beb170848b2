"""Objects: what is put in comes out, rules hold, and what belongs together goes together."""

from __future__ import annotations

import asyncio

import pytest

from octavo.engine.store.store import (
    Delete,
    Insert,
    MissingError,
    Replace,
    Store,
    StoreConflictError,
)
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.base import Reply
from octavo.protocol.messages import MessageObject
from octavo.protocol.runs import TERMINAL, RunObject, RunStatus
from octavo.protocol.steps import RunStepObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.tools import JsonSchemaFormat, ResponseFormat
from octavo.protocol.vector_stores import VectorStoreFileObject
from support import stores

KINDS = [
    stores.assistant(),
    stores.thread("thread_2"),
    stores.message("msg_1"),
    stores.run(),
    stores.run_step(run_id="run_0"),
    stores.file("file-2"),
    stores.vector_store("vs_2"),
    stores.store_file(),
    stores.batch(),
]


@pytest.fixture
async def parents(store: Store) -> None:
    await store.apply(
        Insert(stores.thread()),
        Insert(stores.run("run_0", status="completed")),
        Insert(stores.vector_store()),
        Insert(stores.file()),
    )


def _key(value: Reply) -> tuple[str, str | None]:
    parent = {
        MessageObject: "thread_id",
        RunObject: "thread_id",
        RunStepObject: "run_id",
        VectorStoreFileObject: "vector_store_id",
    }.get(type(value))
    return getattr(value, "id"), None if parent is None else getattr(value, parent)  # noqa: B009


@pytest.mark.parametrize("value", KINDS, ids=lambda value: type(value).__name__)
@pytest.mark.usefixtures("parents")
async def test_every_kind_is_kept_and_deleted(store: Store, value: Reply) -> None:
    key, parent = _key(value)
    await store.apply(Insert(value))
    found = await store.get(type(value), key, parent=parent)
    assert found is not None
    computed = {"file_counts", "usage_bytes", "progress", "status", "about"}
    assert found.model_dump(exclude=computed) == value.model_dump(exclude=computed)
    assert await store.get(type(value), "other", parent=parent) is None
    await store.apply(Delete(type(value), key, parent))
    assert await store.get(type(value), key, parent=parent) is None


async def test_unknown_fields_and_aliases_survive(store: Store) -> None:
    schema = JsonSchemaFormat(name="answer", schema={"type": "object"})
    value = AssistantObject.model_validate(
        {
            **stores.assistant().model_dump(),
            "response_format": ResponseFormat(type="json_schema", json_schema=schema),
            "colour": "blue",
        }
    )
    await store.apply(Insert(value))
    found = await store.get(AssistantObject, "asst_1")
    assert found == value
    assert found is not None
    assert found.model_extra == {"colour": "blue"}


@pytest.mark.usefixtures("parents")
async def test_replace_changes_the_value_and_keeps_the_place(store: Store) -> None:
    await store.apply(*(Insert(stores.message(f"msg_{n}")) for n in range(3)))
    await store.apply(Replace(stores.message("msg_1", text="Changed")))
    page = await store.select(MessageObject, parent="thread_1", order="asc")
    assert [item.id for item in page.data] == ["msg_0", "msg_1", "msg_2"]
    assert page.data[1] == stores.message("msg_1", text="Changed")


async def test_a_second_object_of_an_id_is_a_conflict(store: Store) -> None:
    await store.apply(Insert(stores.assistant()))
    with pytest.raises(StoreConflictError):
        await store.apply(Insert(stores.assistant()))


@pytest.mark.parametrize(
    "value",
    [stores.message("msg_1"), stores.run(), stores.run_step(), stores.store_file(), stores.batch()],
    ids=lambda value: type(value).__name__,
)
async def test_an_object_without_its_parent_is_refused(store: Store, value: Reply) -> None:
    with pytest.raises(MissingError):
        await store.apply(Insert(value))


async def test_what_is_not_there_cannot_be_replaced_or_deleted(store: Store) -> None:
    with pytest.raises(MissingError):
        await store.apply(Replace(stores.assistant()))
    with pytest.raises(MissingError):
        await store.apply(Delete(AssistantObject, "asst_1"))


async def test_all_changes_are_made_or_none(store: Store) -> None:
    with pytest.raises(MissingError):
        await store.apply(Insert(stores.assistant()), Delete(ThreadObject, "thread_1"))
    assert await store.get(AssistantObject, "asst_1") is None


@pytest.mark.usefixtures("parents")
async def test_an_object_is_found_only_under_its_own_parent(store: Store) -> None:
    await store.apply(Insert(stores.thread("thread_2")), Insert(stores.message("msg_1")))
    assert await store.get(MessageObject, "msg_1", parent="thread_2") is None
    with pytest.raises(MissingError):
        await store.apply(Delete(MessageObject, "msg_1", "thread_2"))
    assert await store.get(MessageObject, "msg_1", parent="thread_1") is not None


@pytest.mark.parametrize("status", ["queued", "in_progress", "requires_action", "cancelling"])
@pytest.mark.usefixtures("parents")
async def test_a_thread_has_one_active_run(store: Store, status: RunStatus) -> None:
    await store.apply(Insert(stores.run("run_1", status=status)))
    with pytest.raises(StoreConflictError):
        await store.apply(Insert(stores.run("run_2")))
    await store.apply(
        Insert(stores.thread("thread_2")), Insert(stores.run("run_2", thread_id="thread_2"))
    )


@pytest.mark.parametrize("status", sorted(TERMINAL))
@pytest.mark.usefixtures("parents")
async def test_an_ended_run_unlocks_its_thread(store: Store, status: RunStatus) -> None:
    await store.apply(Insert(stores.run("run_1")))
    await store.apply(Replace(stores.run("run_1", status=status)), Insert(stores.run("run_2")))
    assert await store.get(RunObject, "run_2") is not None


@pytest.mark.usefixtures("parents")
async def test_of_runs_started_at_once_one_wins(store: Store) -> None:
    started = await asyncio.gather(
        *(store.apply(Insert(stores.run(f"run_{n}"))) for n in range(1, 9)),
        return_exceptions=True,
    )
    assert started.count(None) == 1
    assert sum(isinstance(error, StoreConflictError) for error in started) == 7


@pytest.mark.usefixtures("parents")
async def test_a_thread_takes_its_messages_runs_and_steps_along(store: Store) -> None:
    await store.apply(
        Insert(stores.message("msg_1")),
        Insert(stores.run()),
        Insert(stores.run_step()),
    )
    await store.apply(Delete(ThreadObject, "thread_1"))
    assert await store.get(MessageObject, "msg_1") is None
    assert await store.get(RunObject, "run_1") is None
    assert await store.get(RunStepObject, "step_1") is None


async def test_many_callers_at_once(store: Store) -> None:
    async def keep(number: int) -> None:
        value = stores.assistant(f"asst_{number}", created_at=number)
        await store.apply(Insert(value))
        assert await store.get(AssistantObject, value.id) == value

    await asyncio.gather(*(keep(number) for number in range(60)))
    assert len((await store.select(AssistantObject, limit=100)).data) == 60


async def test_a_cancelled_caller_leaves_the_store_usable(store: Store) -> None:
    writes = [
        asyncio.create_task(store.apply(Insert(stores.assistant(f"asst_{n}")))) for n in range(20)
    ]
    await asyncio.sleep(0)
    for write in writes[::2]:
        write.cancel()
    results = await asyncio.gather(*writes, return_exceptions=True)
    assert all(result is None for result in results[1::2])
    kept = {item.id for item in (await store.select(AssistantObject, limit=100)).data}
    assert kept >= {f"asst_{n}" for n in range(1, 20, 2)}
