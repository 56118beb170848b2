"""Files and vector stores at hosts: what is sent, what is believed, and when something is gone."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from octavo.errors import ProviderError
from octavo.providers.connection import Connection, Limits
from octavo.providers.hosted_stores import HostedFile, OpenAIStores
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from support.answering import FakeTime
from support.hostile import BAD_REPLIES
from support.model_server import Answer, ModelServer, refuses, replies, sends
from support.published import request_schema
from support.stores_host import StoresServer

Connect = Callable[..., Connection]
TEXT = "The rent is due on the first day.\nPumps are inspected every year.\n"
HASTY = Limits(first=0.5, silence=0.3, total=1.0, reply=20_000)


@pytest.fixture
def server(host: ModelServer) -> StoresServer:
    return StoresServer(host)


@pytest.fixture
def stores(server: StoresServer, connect: Connect) -> OpenAIStores:
    return OpenAIStores(connect(key="sk-secret", limits=Limits()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "rent.txt"
    made.write_text(TEXT)
    return made


async def put(stores: OpenAIStores, file: Path, local_id: str = "file-here") -> tuple[str, str]:
    """Send a file into a new store; return the host's ids of store and file."""
    store = await stores.create_store("Contracts", "mark")
    sent = await stores.upload(file, file.name, len(TEXT))
    await stores.attach(store, sent, local_id)
    return store, sent


async def test_a_file_is_sent_whole_and_found_by_how_its_name_begins(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    _, sent = await put(stores, file)
    kept = server.files[sent]
    assert (kept.name, kept.content, kept.purpose) == ("rent.txt", TEXT.encode(), "assistants")
    assert await stores.named_files("rent") == {sent: "rent.txt"}
    assert await stores.named_files("other.txt") == {}
    assert await stores.has("files", sent)
    assert not await stores.has("files", "file-unknown")
    for seen in server.server.others:
        assert seen.headers["authorization"] == "Bearer sk-secret"
        assert "sk-secret" not in seen.path


async def test_names_of_any_letters_arrive(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    """Security 10: a name cannot add a field to the form or a line to its head."""
    name = 'Verträge "2021"\r\nx: y; 合同.txt'
    await stores.upload(file, name, 1)
    (kept,) = server.files.values()
    assert kept.purpose == "assistants"
    assert kept.content == TEXT.encode()


async def test_a_store_is_found_by_its_mark_over_several_pages(
    stores: OpenAIStores, server: StoresServer
) -> None:
    wanted = await stores.create_store("Contracts", "mark")
    for _ in range(101):
        await stores.create_store("Others", "another")
    assert await stores.marked_stores("mark") == [wanted]
    assert len(server.requests("GET", "/vector_stores")) == 2


async def test_passages_come_with_file_and_score(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    server.words_of_passage = 8
    store, sent = await put(stores, file)
    first, second = await stores.search(store, "rent is due every year", 5)
    assert (first.file, first.score) == (sent, pytest.approx(0.6))
    assert first.text.split() == TEXT.split()[:8]
    assert second.score == pytest.approx(0.4)
    assert len(await stores.search(store, "rent is due every year", 1)) == 1


async def test_a_search_is_narrowed_to_files_by_the_ids_they_have_here(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    store, sent = await put(stores, file)
    other = await stores.upload(file, "other.txt", 1)
    await stores.attach(store, other, "file-other")
    found = await stores.search(store, "rent", 5, ["file-here"])
    assert [one.file for one in found] == [sent]
    both = await stores.search(store, "rent", 5, ["file-here", "file-other"])
    assert {one.file for one in both} == {sent, other}


async def test_requests_and_scripted_replies_are_as_the_published_document_has_them(
    stores: OpenAIStores, server: StoresServer, file: Path, pytestconfig: pytest.Config
) -> None:
    store, _ = await put(stores, file)
    await stores.search(store, "rent", 5, ["file-here"])
    await stores.search(store, "rent", 5, ["file-here", "file-other"])
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir("published")

    def check(name: str, value: Any) -> None:
        jsonschema_rs.Draft202012Validator(request_schema(name, folder)).validate(value)

    for pattern, name in (
        ("/vector_stores", "CreateVectorStoreRequest"),
        ("/vector_stores/[^/]+/files", "CreateVectorStoreFileRequest"),
        ("/vector_stores/[^/]+/search", "VectorStoreSearchRequest"),
    ):
        for seen in server.requests("POST", pattern):
            check(name, seen.json)
    (kept,) = server.files.values()
    check("OpenAIFile", kept.shown)
    check("VectorStoreObject", server.stores[store].shown)
    entry = server._entry(server.stores[store], kept.id)
    check("VectorStoreFileObject", entry)
    page = server._search(server.stores[store], {"query": "rent", "max_num_results": 5})
    check("VectorStoreSearchResultsPage", page)


async def test_a_file_is_told_to_be_on_its_way_ready_or_failed(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    server.looks = 2
    store, sent = await put(stores, file)
    assert await stores.state(store, sent) == HostedFile("in_progress")
    assert await stores.state(store, sent) == HostedFile("completed")
    server.unreadable = "rent"
    failed = HostedFile("failed", "The file could not be parsed.")
    assert await stores.state(store, sent) == failed
    assert await stores.state(store, "file-unknown") == HostedFile("missing")


async def test_what_is_deleted_is_gone(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    store, sent = await put(stores, file)
    await stores.delete_file(sent)
    await stores.delete_store(store)
    assert (server.files, server.stores) == ({}, {})
    await stores.delete_file(sent)  # once more changes nothing


async def test_what_a_host_says_is_not_found_is_gone_also_by_another_status(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    store, sent = await put(stores, file)
    said = f"Vector_store '{store}' not found"
    server.faults["GET", f"/vector_stores/{store}"] = [refuses(400, said)] * 2
    await stores.delete_store(store)  # as OGX answers
    assert not await stores.has("vector_stores", store)
    server.faults["GET", f"/files/{sent}"] = [refuses(400, said)]
    with pytest.raises(ProviderError, match="refuses the request"):
        await stores.has("files", sent)  # another thing is not found: that says nothing of this one


async def test_a_deletion_that_is_confirmed_but_not_done_is_told(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    store, sent = await put(stores, file)
    server.keeps = True
    with pytest.raises(ProviderError, match="still has what it was told to delete"):
        await stores.delete_file(sent)
    with pytest.raises(ProviderError, match="still has what it was told to delete"):
        await stores.delete_store(store)


async def test_a_deletion_that_is_not_confirmed_is_told(
    stores: OpenAIStores, server: StoresServer, file: Path
) -> None:
    _, sent = await put(stores, file)
    server.faults["DELETE", "/files/.*"] = [replies(200, {"id": sent, "deleted": False})]
    with pytest.raises(ProviderError, match="does not confirm"):
        await stores.delete_file(sent)
    assert sent in server.files


async def test_an_address_that_has_nothing_does_not_count_as_deleted(
    server: StoresServer, connect: Connect
) -> None:
    server.server.models_answer = replies(404, b"404 page not found", "text/plain")
    with pytest.raises(ProviderError, match="nothing at this address"):
        await OpenAIStores(connect()).delete_file("file-1")


FAULTY: dict[str, tuple[Any, str]] = {
    "no id": ({"object": "file"}, "no id"),
    "an id that leads elsewhere": ({"id": "../../v1/files/other"}, "no id"),
    "a number": ({"id": 7}, "no id"),
    "a list": ([], "no id"),
}


@pytest.mark.parametrize("name", FAULTY)
async def test_ids_that_cannot_be_used_are_an_error(
    stores: OpenAIStores, server: StoresServer, file: Path, name: str
) -> None:
    """Security 5: what a host says is never put into an address as it comes."""
    reply, words = FAULTY[name]
    server.faults["POST", "/files"] = [replies(200, reply)]
    with pytest.raises(ProviderError, match=words):
        await stores.upload(file, "rent.txt", 1)


RESULTS: dict[str, tuple[Any, str]] = {
    "no list": ({"data": {"0": 1}}, "no list"),
    "not objects": ({"data": [1]}, "no list"),
    "no text": ({"data": [{"file_id": "file-1", "score": 1, "content": []}]}, "without text"),
    "no file": ({"data": [{"score": 1, "content": [{"text": "x"}]}]}, "without text or file"),
}


@pytest.mark.parametrize("name", RESULTS)
async def test_results_of_no_sense_are_an_error(
    stores: OpenAIStores, server: StoresServer, name: str
) -> None:
    """Security 5."""
    reply, words = RESULTS[name]
    server.faults["POST", ".*/search"] = [replies(200, reply)]
    with pytest.raises(ProviderError, match=words):
        await stores.search("vs-1", "rent", 5)


@pytest.mark.parametrize(("score", "taken"), [(7, 1.0), (-1, 0.0), ("x", 0.0), (None, 0.0)])
async def test_scores_are_from_0_to_1(
    stores: OpenAIStores, server: StoresServer, score: Any, taken: float
) -> None:
    one = {"file_id": "file-1", "score": score, "content": [{"type": "text", "text": "x"}]}
    server.faults["POST", ".*/search"] = [replies(200, {"data": [one]})]
    (found,) = await stores.search("vs-1", "rent", 5)
    assert found.score == taken


UPLOAD_FAULTS: dict[str, tuple[Answer, str, str]] = {
    **{name: one for name, one in BAD_REPLIES.items() if name not in {"JSON", "too long"}},
    "key refused": (refuses(401, "The key sk-secret is wrong."), "not accept the key", "key"),
    "cut off": (sends(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"), "broke", "reply"),
    "larger than the host takes": (refuses(413, "File is too large."), "refuses", "reply"),
    "endless reply": (replies(200, b"{" + b" " * 30_000), "is too large", "reply"),
}
del UPLOAD_FAULTS["no such model"], UPLOAD_FAULTS["endless refusal"], UPLOAD_FAULTS["key needed"]


@pytest.mark.parametrize("name", UPLOAD_FAULTS)
async def test_an_upload_that_fails_says_why(
    server: StoresServer, connect: Connect, file: Path, name: str
) -> None:
    """Security 5 and 6."""
    answer, words, part = UPLOAD_FAULTS[name]
    server.faults["POST", "/files"] = [answer] * 3
    limits = HASTY if name == "silence" else Limits(first=30, silence=30, reply=20_000)
    stores = OpenAIStores(connect(key="sk-secret", limits=limits, clock=FakeTime().clock))
    with pytest.raises(ProviderError, match=words) as caught:
        await stores.upload(file, "rent.txt", 1)
    assert caught.value.part == part
    assert "sk-secret" not in str(caught.value)
    assert len(server.requests("POST", "/files")) == 1


async def test_a_busy_host_is_sent_the_whole_file_again(
    server: StoresServer, connect: Connect, file: Path
) -> None:
    clock = FakeTime()
    server.faults["POST", "/files"] = [refuses(429, "Slow down.", retry_after="7")]
    sent = await OpenAIStores(connect(clock=clock.clock)).upload(file, "rent.txt", 1)
    assert server.files[sent].content == TEXT.encode()
    assert clock.waits == [7.0]


async def test_a_large_file_has_time_in_keeping_with_its_size(
    server: StoresServer, connect: Connect, file: Path
) -> None:
    limits = dataclasses.replace(HASTY, first=30.0, total=0.001)
    server.gate.clear()
    sending = asyncio.create_task(
        OpenAIStores(connect(limits=limits)).upload(file, "rent.txt", 60_000_000)
    )
    await asyncio.sleep(0.01)  # longer than a small one would have
    server.gate.set()
    assert await sending in server.files


@pytest.fixture
async def providers(tmp_path: Path, host: ModelServer) -> AsyncIterator[Providers]:
    async def key_of(origin: str) -> str | None:
        return None

    made = Providers(tmp_path / FILE_NAME, key_of)
    await made.put(Provider(name="host", base_url=host.url))
    yield made
    await made.aclose()


async def test_files_are_sent_only_where_somebody_agreed_to_files(
    providers: Providers, server: StoresServer
) -> None:
    await providers.allow("host", "answers")
    await providers.allow("host", "embeddings")
    with pytest.raises(ProviderError, match="nobody has agreed") as caught:
        await providers.find_stores("host")
    assert "allow host files" in str(caught.value.hint)
    await providers.find_stores("host", to_send=False)  # what is there can always be deleted
    await providers.allow("host", "files")
    await (await providers.find_stores("host")).create_store("x", "y")
    assert len(server.stores) == 1


async def test_another_address_asks_again(providers: Providers) -> None:
    """Security 6."""
    allowed = await providers.allow("host", "files")
    moved = await providers.put(allowed.model_copy(update={"base_url": "http://127.0.0.2:1/v1"}))
    assert not moved.keeps_files
