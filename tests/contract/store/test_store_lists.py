"""Lists: order, pages in both directions, narrowing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.engine.store.store import Insert, MissingError, Replace, Store
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.runs import RunObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import VectorStoreFileBatchObject, VectorStoreFileObject
from support import stores

# Times of creation with ties, in an order of arrival that is not the order of time.
TIMES = [5, 3, 3, 9, 1, 5, 3]
ASCENDING = ["asst_4", "asst_1", "asst_2", "asst_6", "asst_0", "asst_5", "asst_3"]


@pytest.fixture
async def assistants(store: Store) -> None:
    await store.apply(
        *(Insert(stores.assistant(f"asst_{n}", created_at=at)) for n, at in enumerate(TIMES))
    )


def _ids(page: ListPage[AssistantObject]) -> list[str]:
    return [item.id for item in page.data]


@pytest.mark.usefixtures("assistants")
async def test_order_is_by_time_then_by_arrival(store: Store) -> None:
    assert _ids(await store.select(AssistantObject, order="asc")) == ASCENDING
    assert _ids(await store.select(AssistantObject)) == ASCENDING[::-1]


async def test_an_empty_list_has_no_ids(store: Store) -> None:
    page = await store.select(AssistantObject)
    assert (page.data, page.first_id, page.last_id, page.has_more) == ([], None, None, False)


@pytest.mark.usefixtures("assistants")
async def test_a_page_names_its_ends_and_tells_of_more(store: Store) -> None:
    page = await store.select(AssistantObject, order="asc", limit=3)
    assert (page.first_id, page.last_id, page.has_more) == ("asst_4", "asst_2", True)
    rest = await store.select(AssistantObject, order="asc", limit=4, after="asst_2")
    assert _ids(rest) == ASCENDING[3:]
    assert not rest.has_more


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.usefixtures("assistants")
async def test_pages_are_slices_of_the_whole_list(store: Store, data: st.DataObject) -> None:
    order: Order = data.draw(st.sampled_from(["asc", "desc"]))
    whole = ASCENDING if order == "asc" else ASCENDING[::-1]
    after, before = (data.draw(st.none() | st.integers(0, len(whole) - 1)) for _ in "ab")
    limit = data.draw(st.integers(1, 8))
    first = 0 if after is None else after + 1
    last = len(whole) if before is None else before
    between = whole[first:last] if first <= last else []
    # With `before` alone the page is the one that ends there.
    expected = between[-limit:] if before is not None and after is None else between[:limit]
    page = await store.select(
        AssistantObject,
        order=order,
        limit=limit,
        after=None if after is None else whole[after],
        before=None if before is None else whole[before],
    )
    assert _ids(page) == expected
    assert page.has_more == (len(between) > limit)


@pytest.mark.usefixtures("assistants")
async def test_a_cursor_has_to_be_in_the_list(store: Store) -> None:
    with pytest.raises(MissingError):
        await store.select(AssistantObject, after="asst_99")
    await store.apply(
        Insert(stores.thread()),
        Insert(stores.thread("thread_2")),
        Insert(stores.message("msg_1", thread_id="thread_2")),
    )
    with pytest.raises(MissingError):
        await store.select(MessageObject, parent="thread_1", before="msg_1")


async def test_children_are_listed_by_parent(store: Store) -> None:
    await store.apply(Insert(stores.thread()), Insert(stores.thread("thread_2")))
    await store.apply(
        Insert(stores.message("msg_1")), Insert(stores.message("msg_2", thread_id="thread_2"))
    )
    page = await store.select(MessageObject, parent="thread_2")
    assert [item.id for item in page.data] == ["msg_2"]
    assert (await store.select(MessageObject, parent="thread_9")).data == []
    assert len((await store.select(ThreadObject)).data) == 2


async def test_lists_are_narrowed_by_fields(store: Store) -> None:
    await store.apply(
        Insert(stores.thread()),
        Insert(stores.message("msg_1", run_id="run_1")),
        Insert(stores.message("msg_2")),
        Insert(stores.run("run_1", status="completed")),
        Insert(stores.run("run_2")),
        Insert(stores.file("file-1", content="same")),
        Insert(stores.file("file-2", content="same")),
        Insert(stores.file("file-3")),
    )
    of_run = await store.select(MessageObject, parent="thread_1", where={"run_id": "run_1"})
    assert [item.id for item in of_run.data] == ["msg_1"]
    queued = await store.select(RunObject, where={"status": "queued", "assistant_id": "asst_1"})
    assert [item.id for item in queued.data] == ["run_2"]
    same = await store.select(
        FileObject,
        order="asc",
        where={"sha256": stores.digest("same"), "purpose": "assistants"},
    )
    assert [item.id for item in same.data] == ["file-1", "file-2"]


async def test_narrowing_follows_replacement(store: Store) -> None:
    await store.apply(Insert(stores.thread()), Insert(stores.run()))
    await store.apply(Replace(stores.run(status="failed")))
    assert (await store.select(RunObject, where={"status": "queued"})).data == []
    assert len((await store.select(RunObject, where={"status": "failed"})).data) == 1


async def test_files_are_listed_by_store_and_by_batch(store: Store) -> None:
    await store.apply(
        Insert(stores.vector_store()),
        Insert(stores.vector_store("vs_2")),
        *(Insert(stores.file(f"file-{n}")) for n in range(4)),
        Insert(stores.batch()),
        Insert(stores.store_file("file-0")),
        Insert(stores.store_file("file-1"), parent="vsfb_1"),
        Insert(stores.store_file("file-2", status="failed"), parent="vsfb_1"),
        Insert(stores.store_file("file-1", vector_store_id="vs_2")),
    )

    async def listed(parent: str, **where: str) -> list[tuple[str, str]]:
        page = await store.select(VectorStoreFileObject, parent=parent, order="asc", where=where)
        return [(item.vector_store_id, item.id) for item in page.data]

    assert await listed("vs_1") == [("vs_1", f"file-{n}") for n in range(3)]
    assert await listed("vsfb_1") == [("vs_1", "file-1"), ("vs_1", "file-2")]
    assert await listed("vsfb_1", status="failed") == [("vs_1", "file-2")]
    assert await listed("vs_2") == [("vs_2", "file-1")]
    rest = await store.select(VectorStoreFileObject, parent="vsfb_1", order="asc", after="file-1")
    assert [item.id for item in rest.data] == ["file-2"]
    with pytest.raises(MissingError):
        await store.select(VectorStoreFileObject, parent="vsfb_1", after="file-0")


async def test_a_cursor_may_have_left_the_narrowed_list(store: Store) -> None:
    await store.apply(
        Insert(stores.vector_store()),
        *(Insert(stores.file(f"file-{n}")) for n in range(3)),
        *(Insert(stores.store_file(f"file-{n}")) for n in range(3)),
    )
    await store.apply(Replace(stores.store_file("file-1", status="completed")))
    page = await store.select(
        VectorStoreFileObject,
        parent="vs_1",
        order="asc",
        after="file-1",
        where={"status": "in_progress"},
    )
    assert [item.id for item in page.data] == ["file-2"]


async def test_a_file_needs_its_batch(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()))
    with pytest.raises(MissingError):
        await store.apply(Insert(stores.store_file(), parent="vsfb_9"))
    assert (await store.select(VectorStoreFileBatchObject, parent="vs_1")).data == []
    assert await store.get(VectorStoreFileObject, "file-1", parent="vs_1") is None


@pytest.mark.parametrize("order", ["asc", "desc"])
async def test_pages_are_right_where_many_objects_come_in_one_second(
    store: Store, order: Order
) -> None:
    await store.apply(
        *(Insert(stores.assistant(f"asst_{n}", created_at=1 + n // 40)) for n in range(100))
    )
    whole = [f"asst_{n}" for n in range(100)]
    if order == "desc":
        whole.reverse()
    found: list[str] = []
    after: str | None = None
    while True:
        page = await store.select(AssistantObject, order=order, limit=7, after=after)
        found += _ids(page)
        after = page.last_id
        if not page.has_more:
            break
    assert found == whole
    page = await store.select(AssistantObject, order=order, limit=7, before=whole[50])
    assert _ids(page) == whole[43:50]
    page = await store.select(
        AssistantObject, order=order, limit=50, after=whole[10], before=whole[50]
    )
    assert (_ids(page), page.has_more) == (whole[11:50], False)
