"""A store at a host is searched there; what comes back is shown where it stands here."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo import words
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import FileCitation, FileCitationAnnotation, TextContent
from octavo.protocol.phrases import retold
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.search import SearchVectorStoreRequest
from octavo.protocol.steps import FileSearchCall, FileSearchCallDetails, ToolCallsDetails
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from support.asking import asked
from support.model_server import refuses
from support.pdfs import make_pdf
from support.stores_host import StoresServer
from unit.engine.hosting.conftest import Place

PAGES = (
    "The tenant pays the rent on the first day of each month, in advance and without being asked.",
    "Pets may stay near the fire. The landlord inspects the pumps of the cellar once a year.",
)


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "lease.pdf", PAGES)


async def test_what_the_host_returns_has_its_page_and_rectangles(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.words_of_passage = 16
    found = await place.search(store_id, "who inspects the pumps")
    (seen,) = host.requests("POST", ".*/search")
    assert seen.json["query"] == "who inspects the pumps"
    best = found[0]
    assert (best.page, best.page_label, best.filename) == (2, "2", "lease.pdf")
    assert best.quote == PAGES[1]
    assert best.rects
    assert best.score == pytest.approx(0.75)  # the host's


async def test_a_passage_over_the_end_of_a_page_is_shown_on_both(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.words_of_passage = 100
    found = await place.search(store_id, "rent pumps")
    assert sorted(str(one.page) for one in found) == ["1", "2"]


async def test_what_is_not_found_here_is_kept_without_a_page(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.words_of_passage = 5
    host.extra = " and the host adds a long sentence about pumps that stands on no page of it"
    (best, *_) = await place.search(store_id, "pumps")
    assert best.content[0].text.endswith(host.extra)
    assert (best.page, best.page_label, best.quote, best.rects) == (None, None, None, None)
    assert best.filename == "lease.pdf"


async def test_filters_narrow_what_the_host_is_asked_for(place: Place, host: StoresServer) -> None:
    store_id = await place.put(one="The rent is due in May.", two="The rent is due in June.")
    await place.hosted(store_id, 2)
    request = {"query": "rent", "filters": {"type": "eq", "key": "n", "value": "none"}}
    wanted = SearchVectorStoreRequest.model_validate(request)
    assert (await place.client.search_vector_store(store_id, wanted)).data == []
    assert host.requests("POST", ".*/search") == []


async def test_what_the_host_has_not_got_yet_is_searched_here(
    place: Place, host: StoresServer
) -> None:
    store_id = await place.put(one="The rent is due in May.")
    await place.hosted(store_id, 1)
    host.gate.clear()
    await place.add(store_id, "two", "The rent is due in June, too.")
    found = await place.search(store_id, "rent")
    assert {one.filename for one in found} == {"one.txt", "two.txt"}
    host.gate.set()


async def test_a_store_here_and_one_at_a_host_are_searched_together(
    place: Place, host: StoresServer
) -> None:
    there = await place.put(one="The rent is due in May.")
    here = await place.put(two="The rent is due in June, too.")
    await place.hosted(there, 1)
    searcher = place.engine._services.search._searcher
    found = await searcher.search([there, here], "rent", limit=9)
    assert {one.chunk.vector_store_id for one in found} == {there, here}
    assert len(await searcher.search([there, here], "rent", limit=1)) == 1
    assert len(host.requests("POST", ".*/search")) == 2


async def test_without_the_host_what_is_here_is_searched_and_that_is_told(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.faults["POST", ".*/search"] = [refuses(401, "No key.")]
    found = await place.search(store_id, "pumps")
    assert found[0].page == 2
    seen = await place.client.get_vector_store_hosting(store_id)
    assert "needs a key" in str(seen.problem)
    await place.search(store_id, "pumps")  # it answers again
    assert (await place.client.get_vector_store_hosting(store_id)).problem is None


async def test_a_host_that_names_files_by_other_ids_is_understood_by_what_was_sent_along(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.renames = "files"  # as OGX does
    assert 2 in [one.page for one in await place.search(store_id, "pumps")]
    assert (await place.client.get_vector_store_hosting(store_id)).problem is None


async def test_what_a_host_finds_in_files_that_nobody_knows_is_not_taken_for_nothing(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.renames = "all"
    found = await place.search(store_id, "pumps")
    assert found[0].page == 2  # searched here instead
    problem = (await place.client.get_vector_store_hosting(store_id)).problem
    assert "names files that are not known here" in str(problem)


async def answered(place: Place, store_id: str) -> tuple[FileCitation, FileSearchCallDetails]:
    """Ask about the pumps; return what is cited, and what is told of the search."""
    client = place.client
    resources = FileSearchResourcesRequest(vector_store_ids=[store_id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model="octavo-extractive",
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=resources),
        )
    )
    thread = await asked(client, "How often are the pumps inspected?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    (answer, *_) = (await client.get_thread_messages(thread.id)).data
    (content,) = answer.content
    assert isinstance(content, TextContent)
    (note, *_) = content.text.annotations
    assert isinstance(note, FileCitationAnnotation)
    steps = (await client.get_run_steps(thread.id, run.id, order="asc")).data
    assert isinstance(steps[0].step_details, ToolCallsDetails)
    (call,) = steps[0].step_details.tool_calls
    assert isinstance(call, FileSearchCall)
    return note.file_citation, call.file_search


async def test_answers_quote_what_the_host_finds_from_its_page(
    place: Place, host: StoresServer, lease: Path
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    citation, search = await answered(place, store_id)
    assert host.requests("POST", ".*/search")
    assert (citation.page, citation.verified) == (2, True)
    assert "pumps" in str(citation.quote)
    assert search.searched_at == [host.url.split("/")[2]]
    assert search.host_problem is None


async def test_an_answer_without_the_host_says_so(
    place: Place, host: StoresServer, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_id = await place.put(lease=lease)
    await place.hosted(store_id, 1)
    host.faults["POST", ".*/search"] = [refuses(401, "No key.")] * 9
    citation, search = await answered(place, store_id)
    assert (citation.page, citation.verified) == (2, True)
    assert search.searched_at is None
    assert "needs a key" in str(search.host_problem)
    monkeypatch.setattr(
        words._Language, "catalogue", lambda _, text, __: "Ohne {host}." if "{" in text else "Gut."
    )
    said = retold(str(search.host_problem), search.host_problem_phrases)
    assert said.startswith(f"Ohne {host.url.split('/')[2]}.")
