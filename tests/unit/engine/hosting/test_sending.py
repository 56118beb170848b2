"""What goes to hosts, and that nothing goes twice, unasked for, or unlisted."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo import words
from octavo.engine.hosting import lane
from octavo.errors import ApiStatusError
from octavo.protocol.hosting import HostStoreRequest
from octavo.session.hosting import hosting_of
from support.model_server import Answer, refuses, replies, sends
from support.stores_host import KeptFile, StoresServer
from support.waiting import until
from unit.engine.hosting.conftest import Place

RENT = "The rent is due on the first day of each month."
PUMPS = "Pumps are inspected every year by the landlord."


async def test_files_are_sent_and_listed(place: Place, host: StoresServer) -> None:
    store_id = await place.put(rent=RENT, pumps=PUMPS)
    assert (await place.client.get_vector_store_hosting(store_id)).provider is None
    seen = await place.hosted(store_id, 2)
    assert (seen.provider, seen.files, seen.files_failed) == ("host", 2, 0)
    assert seen.origin == host.url.removesuffix("/v1")
    assert seen.bytes_sent == len(RENT) + len(PUMPS)
    assert sorted(one.content for one in host.files.values()) == sorted(
        [RENT.encode(), PUMPS.encode()]
    )
    (there,) = host.stores.values()
    assert there.name == "Contracts"
    assert {one["attributes"]["octavo_file"] for one in there.files.values()} == set(
        place.file_ids.values()
    )
    listed = (await place.client.list_hosted_files()).data
    assert [(one.filename, one.state) for one in listed] == [
        ("rent.txt", "ready"),
        ("pumps.txt", "ready"),
    ]
    assert all(one.sent_at and one.vector_store_name == "Contracts" for one in listed)


async def test_what_comes_later_is_sent_and_what_is_removed_is_deleted(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    await place.add(store_id, "pumps", PUMPS)
    await place.when(store_id, lambda seen: seen.files_ready == 2)
    await place.remove(store_id, "rent")
    await place.when_listed(lambda listed: len(listed) == 1)
    assert [one.content for one in host.files.values()] == [PUMPS.encode()]


async def test_nothing_is_sent_before_somebody_agreed(tmp_path: Path, host: StoresServer) -> None:
    place = Place(tmp_path / "data", host)
    await place.open(agreed=False)
    try:
        store_id = await place.put(rent=RENT)
        for other in ("answers", "embeddings"):
            await place.providers.allow("host", other)
        with pytest.raises(ApiStatusError, match="nobody has agreed"):
            await place.choose(store_id)
        assert host.server.others == []
        assert (await place.client.get_vector_store_hosting(store_id)).provider is None
    finally:
        await place.aclose()
        await place.reader.aclose()


async def test_a_consent_that_is_taken_back_ends_the_sending(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    entry = await place.providers.get("host")
    await place.providers.put(entry.model_copy(update={"allowed_files": ""}))
    await place.add(store_id, "pumps", PUMPS)
    seen = await place.when(store_id, lambda seen: seen.problem)
    assert "nobody has agreed" in str(seen.problem)
    assert len(host.files) == 1
    assert await place.search(store_id, "rent")  # what is here
    assert host.requests("POST", ".*/search") == []
    await place.choose(store_id, None)  # deleting needs nobody's leave
    await place.when_listed(lambda listed: not listed)
    assert host.files == {}


async def test_turned_off_everything_is_deleted_there_and_gone_from_the_list(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT, pumps=PUMPS)
    await place.hosted(store_id, 2)
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)
    await until(lambda: not host.stores, "the store is deleted, too")
    assert host.files == {}
    assert (await place.client.get_vector_store_hosting(store_id)).provider is None
    assert await place.search(store_id, "rent")


async def test_it_may_be_left_there_on_purpose_and_deleted_or_used_later(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    kept = HostStoreRequest(provider=None, delete=False)
    seen = await place.client.host_vector_store(store_id, kept)
    assert (seen.provider, seen.files_kept, seen.bytes_sent) == (None, 1, len(RENT))
    (listed,) = (await place.client.list_hosted_files()).data
    assert (listed.filename, listed.state) == ("rent.txt", "kept")
    await place.hosted(store_id, 1)  # taken up again
    assert len(host.requests("POST", "/files")) == 1
    await place.client.host_vector_store(store_id, kept)
    await place.client.delete_vector_store(store_id)
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)
    assert host.files == {}


async def test_a_collection_that_is_deleted_is_deleted_there(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    await place.client.delete_vector_store(store_id)
    await place.when_listed(lambda listed: not listed)
    await until(lambda: not host.stores, "the store is deleted, too")
    assert host.files == {}


async def test_what_cannot_be_deleted_stays_listed_and_is_tried_again(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    host.keeps = True
    await place.client.delete_vector_store(store_id)
    await place.when_listed(lambda listed: listed and listed[0].problem)
    (listed,) = (await place.client.list_hosted_files()).data
    assert (listed.state, listed.filename) == ("leaving", "rent.txt")
    assert "still has what it was told to delete" in str(listed.problem)
    host.keeps = False
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)
    assert host.files == {}


async def test_a_restart_goes_on_and_sends_nothing_twice(place: Place, host: StoresServer) -> None:
    """Security 16."""
    store_id = await place.put(rent=RENT, pumps=PUMPS)
    host.gate.clear()
    await place.choose(store_id)
    await until(lambda: host.requests("POST", "/files"), "the first is being sent")
    await place.aclose()
    host.gate.set()
    # What was under way came through, though nobody was there to hear of it.
    await until(lambda: len(host.files) == 1, "the first is there")
    await place.open()
    await place.when(store_id, lambda seen: seen.files_ready == 2)
    assert len(host.requests("POST", "/files")) == 2
    assert len(host.files) == 2
    asked = len(host.server.others)
    await place.aclose()
    await place.open()
    await place.when(store_id, lambda seen: seen.files_ready == 2)
    assert len(host.server.others) == asked  # nothing is to do


async def test_a_store_whose_id_did_not_come_back_is_found_again(
    place: Place, host: StoresServer
) -> None:
    host.faults["POST", "/vector_stores"] = [replies(200, {"object": "vector_store"})]
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    assert len(host.stores) == 1


async def test_an_upload_ends_when_its_file_is_removed(place: Place, host: StoresServer) -> None:
    store_id = await place.put(rent=RENT)
    host.gate.clear()
    await place.choose(store_id)
    await until(lambda: host.requests("POST", "/files"), "it is being sent")
    await place.remove(store_id, "rent")
    await until(lambda: len(host.requests("GET", "/files")) > 2, "it is looked for there")
    # It may come through yet: so it stays in the list.
    (listed,) = (await place.client.list_hosted_files()).data
    assert (listed.state, listed.sent_at) == ("leaving", None)
    host.gate.set()
    await place.when_listed(lambda listed: not listed)
    assert host.files == {}


async def test_an_upload_that_was_cut_off_for_good_leaves_the_list(
    place: Place, host: StoresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.faults["POST", "/files"] = [sends()] * 99
    store_id = await place.put(rent=RENT)
    await place.choose(store_id)
    await place.when(store_id, lambda seen: seen.problem)
    monkeypatch.setattr(lane, "_SETTLES", 0.0)
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)
    assert host.files == {}


async def test_a_file_that_came_through_twice_is_deleted_twice(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    (kept,) = host.files.values()
    host.files["file-late"] = KeptFile("file-late", kept.name, kept.content, kept.purpose)
    host.files["file-other"] = KeptFile("file-other", "mine.txt", kept.content, kept.purpose)
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)
    assert list(host.files) == ["file-other"]  # what others put there is nobody's business


@pytest.mark.parametrize("what", ["store", "files", "both"])
async def test_what_somebody_deleted_there_is_told_and_sent_anew_if_chosen_again(
    place: Place, host: StoresServer, what: str
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    if what in {"files", "both"}:
        host.files.clear()
        for one in host.stores.values():
            one.files.clear()
    if what in {"store", "both"}:
        host.stores.clear()
        assert await place.search(store_id, "rent")  # what is here
        seen = await place.client.get_vector_store_hosting(store_id)
        assert "does not have this collection any more" in str(seen.problem)
    await place.hosted(store_id, 1)
    assert [one.content for one in host.files.values()] == [RENT.encode()]
    (there,) = host.stores.values()
    assert list(there.files) == list(host.files)
    assert await place.search(store_id, "rent")
    assert (await place.client.get_vector_store_hosting(store_id)).problem is None


async def test_a_file_that_the_host_cannot_read_is_told_and_searched_here(
    place: Place, host: StoresServer
) -> None:
    host.unreadable = "pumps"
    store_id = await place.put(rent=RENT, pumps=PUMPS)
    await place.choose(store_id)
    seen = await place.when(store_id, lambda seen: seen.files_ready + seen.files_failed == 2)
    assert seen.problem == "“pumps.txt”: The file could not be parsed."
    assert [one.filename for one in await place.search(store_id, "pumps")] == ["pumps.txt"]
    host.unreadable = ""
    await place.hosted(store_id, 2)  # chosen again, it is tried again


async def test_a_host_that_takes_its_time_is_waited_for(place: Place, host: StoresServer) -> None:
    host.looks = 4
    store_id = await place.put(rent=RENT)
    seen = await place.hosted(store_id, 1)
    assert seen.problem is None
    assert len(host.requests("POST", "/files")) == 1


async def test_a_file_that_is_too_large_is_not_sent(
    place: Place, host: StoresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "MOST_BYTES", len(RENT))
    store_id = await place.put(rent=RENT, pumps=PUMPS + RENT)
    await place.choose(store_id)
    seen = await place.when(store_id, lambda seen: seen.files_ready and seen.files_failed)
    assert seen.problem == "“pumps.txt”: The file is too large for a host."
    assert len(host.files) == 1
    listed = (await place.client.list_hosted_files()).data
    (failed,) = [one for one in listed if one.state == "failed"]
    assert failed.problem == "The file is too large for a host."
    monkeypatch.setattr(words._Language, "catalogue", lambda *_: "Zu groß.")
    assert hosting_of(seen).problem == "“pumps.txt”: Zu groß."


async def test_a_provider_that_moved_is_not_told_to_delete(
    place: Place, host: StoresServer
) -> None:
    """Security 6: nothing about these files goes to another host."""
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    entry = await place.providers.get("host")
    await place.providers.put(entry.model_copy(update={"base_url": "http://127.0.0.2:1/v1"}))
    await place.choose(store_id, None)
    seen = await place.when(store_id, lambda seen: seen.problem)
    assert "The files lie at" in str(seen.problem)
    assert seen.files_leaving == 1
    assert len(host.files) == 1
    await place.providers.put(entry)
    await place.choose(store_id, None)
    await place.when_listed(lambda listed: not listed)


FAULTS: dict[str, tuple[Answer, str]] = {
    "busy": (refuses(503, "Overloaded."), "failed"),
    "limit": (refuses(429, "Slow down.", retry_after="0"), "takes no more requests"),
    "key": (refuses(401, "No key."), "needs a key"),
    "hangs up": (sends(), "broke"),
    "web page": (replies(200, b"<html>", "text/html"), "web page"),
    "elsewhere": (replies(307, b"", location="http://other.example/"), "other.example"),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_host_that_fails_is_told_of_and_asked_again(
    place: Place, host: StoresServer, name: str
) -> None:
    answer, words = FAULTS[name]

    async def answers(*given: object) -> None:
        host.faults["POST", "/files"].append(answers)
        await answer(*given)  # type: ignore[arg-type]

    host.faults["POST", "/files"] = [answers]
    store_id = await place.put(rent=RENT)
    await place.choose(store_id)
    seen = await place.when(store_id, lambda seen: seen.problem)
    assert words in str(seen.problem)
    assert await place.search(store_id, "rent")
    host.faults.clear()
    await place.choose(store_id)
    seen = await place.when(store_id, lambda seen: seen.files_ready == 1)
    assert seen.problem is None
