"""What lies at hosts, as every store keeps it."""

from __future__ import annotations

import pytest

from octavo.engine.store.hostings import HostedEntry, HostedStore
from octavo.engine.store.store import Delete, Insert, MissingError, Store
from octavo.protocol.vector_stores import VectorStoreFileObject, VectorStoreObject
from support.stores import digest, file, store_file, vector_store


def wanted(store_id: str, provider: str = "host", mark: str = "m") -> HostedStore:
    origin = f"https://{provider}.example"
    return HostedStore(0, store_id, "Leases", provider, origin, mark, "", 7, "used")


async def filled(store: Store, *keys: str) -> tuple[str, list[str]]:
    """Make a store of files that are read; return the ids."""
    made = vector_store()
    await store.apply(Insert(made))
    for key in keys:
        entry = store_file(key, status="completed").model_copy(update={"sha256": digest(key)})
        await store.apply(Insert(file(key, content=key)), Insert(entry))
    return made.id, list(keys)


async def only(store: Store, store_id: str) -> tuple[HostedStore, list[HostedEntry]]:
    (hosted,) = await store.hosted_stores([store_id])
    return hosted, await store.hosted_files(hosted.seq)


async def test_what_is_read_is_to_be_sent_once(store: Store) -> None:
    store_id, ids = await filled(store, "file-1", "file-2")
    assert (await store.readable(store_id))[0] == 2
    await store.reconcile_hosted()
    assert await store.hosted_stores() == []
    await store.host_store(store_id, wanted(store_id))
    await store.host_store(store_id, wanted(store_id, mark="other"))  # it is there already
    for _ in range(2):
        await store.reconcile_hosted()
    hosted, files = await only(store, store_id)
    assert (hosted.mark, hosted.state, hosted.created_at, hosted.name) == ("m", "used", 7, "Leases")
    assert [(one.file_id, one.state, one.remote_id) for one in files] == [
        (file_id, "waiting", "") for file_id in ids
    ]


async def test_what_is_removed_before_it_was_sent_is_forgotten_and_after_it_to_be_deleted(
    store: Store,
) -> None:
    store_id, (first, second) = await filled(store, "file-1", "file-2")
    await store.host_store(store_id, wanted(store_id))
    await store.reconcile_hosted()
    _, files = await only(store, store_id)
    await store.update_hosted_file(files[0].seq, "ready", remote_id="r1", sent_at=9)
    for file_id in (first, second):
        await store.apply(Delete(VectorStoreFileObject, file_id, store_id))
    await store.reconcile_hosted()
    _, (left,) = await only(store, store_id)
    assert (left.file_id, left.state, left.remote_id, left.sent_at) == (first, "leaving", "r1", 9)
    # Word of an upload that comes late changes the id, not what is to be done.
    await store.update_hosted_file(left.seq, "reading", remote_id="r2")
    _, (left,) = await only(store, store_id)
    assert (left.state, left.remote_id) == ("leaving", "r2")
    await store.forget_hosted_file(left.seq)
    assert (await only(store, store_id))[1] == []


async def test_a_store_that_is_gone_is_to_be_deleted_with_all_its_files(store: Store) -> None:
    store_id, _ = await filled(store, "file-1")
    await store.host_store(store_id, wanted(store_id))
    await store.reconcile_hosted()
    hosted, (sent,) = await only(store, store_id)
    await store.update_hosted_store(hosted.seq, "vs")
    await store.update_hosted_file(sent.seq, "sending")
    await store.apply(Delete(VectorStoreObject, store_id))
    await store.reconcile_hosted()
    hosted, (sent,) = await only(store, store_id)
    assert (hosted.state, hosted.remote_id, sent.state) == ("leaving", "vs", "leaving")
    await store.forget_hosted_store(hosted.seq)
    assert await store.hosted_stores() == []
    assert await store.hosted_files(hosted.seq) == []


async def test_another_host_takes_the_place_of_the_one_before(store: Store) -> None:
    store_id, _ = await filled(store, "file-1")
    await store.host_store(store_id, wanted(store_id))
    await store.host_store(store_id, wanted(store_id, "other", "n"))
    states = {one.provider: one.state for one in await store.hosted_stores([store_id])}
    assert states == {"host": "leaving", "other": "used"}


async def test_what_is_left_there_on_purpose_stays_and_can_be_taken_up_again(store: Store) -> None:
    store_id, _ = await filled(store, "file-1")
    await store.host_store(store_id, wanted(store_id))
    await store.reconcile_hosted()
    _, (sent,) = await only(store, store_id)
    await store.update_hosted_file(sent.seq, "ready", remote_id="r", sent_at=9)
    await store.keep_hosted(store_id)
    await store.reconcile_hosted()
    hosted, (sent,) = await only(store, store_id)
    assert (hosted.state, sent.state) == ("kept", "ready")
    await store.host_store(store_id, wanted(store_id, mark="n"))
    hosted, (sent,) = await only(store, store_id)
    assert (hosted.state, hosted.mark, sent.state) == ("used", "m", "reading")
    await store.keep_hosted(store_id)
    await store.host_store(store_id, None)
    await store.reconcile_hosted()
    hosted, (sent,) = await only(store, store_id)
    assert (hosted.state, sent.state) == ("leaving", "leaving")


async def test_a_store_that_is_not_there_cannot_be_hosted(store: Store) -> None:
    with pytest.raises(MissingError):
        await store.host_store("vs_none", wanted("vs_none"))
    assert await store.hosted_stores() == []
    await store.host_store("vs_none", None)  # what lies at hosts may outlive it
