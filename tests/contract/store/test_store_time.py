"""What changes with time and use: stores that expire, files that go; and careful changes."""

from __future__ import annotations

import pytest

from octavo.engine.store.store import Amend, Insert, MissingError, Replace, Store
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    ExpiresAfter,
    VectorStoreFileObject,
    VectorStoreObject,
)
from support import stores

DAY = 86_400


def _expiring(key: str = "vs_1", *, days: int = 1) -> VectorStoreObject:
    return stores.vector_store(key).model_copy(
        update={
            "expires_after": ExpiresAfter(anchor="last_active_at", days=days),
            "expires_at": 1 + days * DAY,
        }
    )


async def test_use_puts_a_stores_expiry_off(store: Store) -> None:
    await store.apply(Insert(_expiring(days=2)), Insert(stores.vector_store("vs_2")))
    assert await store.touch(["vs_1", "vs_2", "vs_9"], 100) == []
    used = await store.get(VectorStoreObject, "vs_1")
    assert (used.last_active_at, used.expires_at) == (100, 100 + 2 * DAY)
    lasting = await store.get(VectorStoreObject, "vs_2")
    assert (lasting.last_active_at, lasting.expires_at) == (100, None)


async def test_use_does_not_bring_an_expired_store_back(store: Store) -> None:
    await store.apply(Insert(_expiring()))
    assert await store.touch(["vs_1"], 1 + DAY) == ["vs_1"]
    assert (await store.get(VectorStoreObject, "vs_1")).last_active_at == 1
    await store.expire(1 + DAY)
    assert await store.touch(["vs_1"], 2) == ["vs_1"]


async def test_stores_expire_when_their_time_is_over(store: Store) -> None:
    await store.apply(Insert(_expiring()), Insert(_expiring("vs_2", days=9)))
    await store.expire(DAY)
    assert (await store.get(VectorStoreObject, "vs_1")).status == "completed"
    await store.expire(DAY + 1)
    assert (await store.get(VectorStoreObject, "vs_1")).status == "expired"
    assert (await store.get(VectorStoreObject, "vs_2")).status == "completed"


async def test_an_expiry_that_is_taken_back_is_forgotten(store: Store) -> None:
    await store.apply(Insert(_expiring()))
    await store.apply(Replace(stores.vector_store()))
    await store.expire(99 * DAY)
    assert (await store.get(VectorStoreObject, "vs_1")).status == "completed"


async def test_files_that_have_expired_are_told_the_oldest_first(store: Store) -> None:
    for number, over in enumerate((30, 10, None, 20, 99)):
        file = stores.file(f"file-{number}").model_copy(update={"expires_at": over})
        await store.apply(Insert(file))
    found = [file.id for file in await store.expired_files(30, 9)]
    assert found == ["file-1", "file-3", "file-0"]
    assert [file.id for file in await store.expired_files(30, 1)] == ["file-1"]
    assert await store.expired_files(9, 9) == []


# -- careful changes -----------------------------------------------------------------------


async def test_amending_keeps_what_it_does_not_name(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()))
    await store.apply(Insert(stores.store_file()))
    fields = {"attributes": {"year": 2026, "share": 0.5, "signed": True, "kind": "lease"}}
    await store.apply(Amend(VectorStoreFileObject, "file-1", fields, "vs_1"))
    await store.apply(Amend(VectorStoreFileObject, "file-1", {"status": "failed"}, "vs_1"))
    entry = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
    assert (entry.status, entry.attributes) == ("failed", fields["attributes"])
    assert type(entry.attributes["year"]) is int
    page = await store.select(VectorStoreFileObject, parent="vs_1", where={"status": "failed"})
    assert [one.id for one in page.data] == ["file-1"]


async def test_amending_what_has_moved_on_changes_nothing(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()))
    await store.apply(Insert(stores.store_file(status="cancelled")))
    change = Amend(
        VectorStoreFileObject, "file-1", {"status": "completed"}, "vs_1", only_if="in_progress"
    )
    await store.apply(change)
    entry = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
    assert entry.status == "cancelled"


async def test_amending_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(MissingError, match="file-9"):
        await store.apply(Amend(FileObject, "file-9", {"filename": "a"}))


async def test_ids_that_exist_are_told_in_one_question(store: Store) -> None:
    await store.apply(*(Insert(stores.file(f"file-{n}")) for n in range(3)))
    await store.apply(Insert(stores.vector_store()), Insert(stores.vector_store("vs_2")))
    await store.apply(Insert(stores.store_file("file-1")))
    asked = ["file-1", "file-2", "file-9", "file-1", "'"]
    assert await store.existing(FileObject, asked) == {"file-1", "file-2"}
    assert await store.existing(VectorStoreFileObject, asked, parent="vs_1") == {"file-1"}
    assert await store.existing(VectorStoreFileObject, asked, parent="vs_2") == set()
    assert await store.existing(FileObject, []) == set()


async def test_the_attributes_of_a_stores_files_are_told_together(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    given = {"file-1": {"n": 2**60, "x": 0.1, "ok": False, "t": "ä 😀"}}
    for key in ("file-1", "file-2"):
        await store.apply(Insert(stores.file(key)))
        entry = stores.store_file(key).model_copy(update={"attributes": given.get(key)})
        await store.apply(Insert(entry))
    assert await store.attributes("vs_1") == {**given, "file-2": {}}
    assert await store.attributes("vs_9") == {}
