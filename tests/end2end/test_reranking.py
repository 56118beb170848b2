"""A reranker in a data folder, from its files to an answer, with the real engine and workers."""

from __future__ import annotations

from pathlib import Path

from octavo.assembly import open_client, rerankers_in
from octavo.client import Client
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import (
    FileSearchCall,
    FileSearchCallDetails,
    StepSearchResult,
    ToolCallsDetails,
)
from octavo.providers.rerankers.folder import MODEL_FILE
from support.asking import asked, with_lease
from support.judging_models import make_judging_model

PAGES = [
    "The oil of the ferry is changed after two hundred hours by the mechanic.",
    "The harbour master keeps the tide tables of the ferry. They are changed each day.",
    "Ropes are coiled clockwise on a ferry. Whoever leaves last switches off the lamps.",
]
QUESTION = "When is the oil of the ferry changed?"


def nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


async def add_contrary(data: Path, folder: Path) -> None:
    """Use a model that holds for an answer what has none of the question's words."""
    model = make_judging_model(folder / "contrary", steep=-40.0)
    await rerankers_in(data).from_files(model, nothing)


async def search_of(client: Client, assistant: AssistantObject) -> FileSearchCallDetails:
    """Ask the question; returns what its search says."""
    thread = await asked(client, QUESTION)
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    ended = await client.wait_for_run_to_complete(thread.id, run.id, deadline=60)
    assert ended.status == "completed"
    steps = (await client.get_run_steps(thread.id, run.id, order="asc")).data
    (call,) = (
        call
        for step in steps
        if isinstance(step.step_details, ToolCallsDetails)
        for call in step.step_details.tool_calls
        if isinstance(call, FileSearchCall)
    )
    return call.file_search


def pages_of(search: FileSearchCallDetails) -> list[int | None]:
    return [one.page for one in found_by(search)]


def found_by(search: FileSearchCallDetails) -> list[StepSearchResult]:
    assert search.results is not None
    return search.results


async def test_it_decides_which_passage_comes_first_and_is_told_of(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with open_client(data) as client:
        assistant = await with_lease(client, tmp_path, PAGES)
        plain = await search_of(client, assistant)
        assert pages_of(plain)[0] == 1
        assert (plain.read_by, plain.reranker_problem) == (None, None)
        assert [one.relevance for one in found_by(plain)] == [None] * 3

        await add_contrary(data, tmp_path)  # it counts from the next question on
        search = await search_of(client, assistant)
        assert (search.read_by, search.reranker_problem) == ("contrary", None)
        assert pages_of(search)[0] == 3
        relevances = {one.page: one.relevance or 0.0 for one in found_by(search)}
        assert relevances[3] > 0.9
        assert relevances[1] < 0.1

        rerankers_in(data).folder.choose(None)
        assert pages_of(await search_of(client, assistant)) == pages_of(plain)


async def test_a_damaged_one_costs_no_answer_and_is_told_of(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await add_contrary(data, tmp_path)
    with (data / "models" / "rerankers" / "contrary" / MODEL_FILE).open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    async with open_client(data) as client:
        search = await search_of(client, await with_lease(client, tmp_path, PAGES))
    assert pages_of(search)[0] == 1
    assert search.read_by is None
    assert search.reranker_problem is not None
    assert search.reranker_problem.startswith("The model's file model.onnx is damaged.")


async def test_one_whose_folder_goes_away_costs_no_answer_and_counts_again_once_it_is_back(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    await add_contrary(data, tmp_path)
    place = data / "models" / "rerankers" / "contrary"
    async with open_client(data) as client:
        assistant = await with_lease(client, tmp_path, PAGES)
        assert (await search_of(client, assistant)).read_by == "contrary"
        place.rename(tmp_path / "away")  # while its process has it loaded
        search = await search_of(client, assistant)
        assert (pages_of(search)[0], search.read_by) == (1, None)
        assert search.reranker_problem is not None
        gone = f"The reranker “contrary” is in use, but its files in “{place}” are gone."
        assert search.reranker_problem.startswith(gone)
        (tmp_path / "away").rename(place)
        assert (await search_of(client, assistant)).read_by == "contrary"


async def test_one_that_was_rubbish_is_asked_with_the_next_question_once_it_is_mended(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    await add_contrary(data, tmp_path)
    file = data / "models" / "rerankers" / "contrary" / MODEL_FILE
    whole = file.read_bytes()
    file.write_bytes(b"rubbish")
    async with open_client(data) as client:
        assistant = await with_lease(client, tmp_path, PAGES)
        search = await search_of(client, assistant)
        assert (pages_of(search)[0], search.read_by) == (1, None)
        file.write_bytes(whole)
        search = await search_of(client, assistant)
        assert (search.read_by, search.reranker_problem) == ("contrary", None)
