"""Assistants of a session."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from octavo.errors import InputError
from octavo.protocol.assistants import CreateAssistantRequest, ModifyAssistantRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.tools import FileSearchTool, FunctionDefinition, FunctionTool
from octavo.protocol.vector_stores import StaticChunkingStrategy
from octavo.session.assistant_templates import templates
from octavo.session.events import AssistantChanged, AssistantsChanged
from octavo.session.state import AssistantSettings, DocumentState
from octavo.ui.language import Language
from support.languages import spoken

if TYPE_CHECKING:
    from conftest import World


async def test_the_default_assistant_is_made_once(world: World) -> None:
    first = world.session.assistants.default
    assert (first.name, first.vector_store_id) == ("Octavo", None)
    kept = await world.client.get_assistant(first.id)
    assert kept.model == EXTRACTIVE_MODEL
    assert [tool.type for tool in kept.tools] == ["file_search"]
    assert kept.metadata == {"octavo": "default"}
    await world.restart()
    assert world.session.assistants.items == (first,)


WHOLE = AssistantSettings(
    name="Contract reader",
    description="Finds clauses.",
    instructions="Quote the clause.",
    language="German",
    temperature=0.3,
    top_p=0.8,
    passages=12,
    threshold=0.25,
    chunk_tokens=400,
    chunk_overlap=100,
)


async def test_a_changed_assistant_stays_the_default_one(world: World) -> None:
    changed = AssistantSettings(name="  My\nlawyer ", instructions="Be brief.")
    await world.session.assistants.change(world.assistant_id, changed)
    await world.restart()
    default = world.session.assistants.default
    assert (default.name, default.instructions) == ("My lawyer", "Be brief.")


async def test_a_change_is_told(world: World) -> None:
    item = await world.session.assistants.change(world.assistant_id, AssistantSettings("A"))
    assert world.recorder.of(AssistantChanged) == [AssistantChanged(item)]


async def test_all_settings_are_kept_and_can_be_taken_back(world: World) -> None:
    made = await world.session.assistants.create(WHOLE)
    await world.restart()
    assert world.session.assistants.get(made.id).settings == WHOLE
    plain = AssistantSettings(name="Plain", temperature=1.0, top_p=1.0)
    await world.session.assistants.change(made.id, plain)
    await world.restart()
    assert world.session.assistants.get(made.id).settings == plain


async def test_a_change_leaves_tools_and_metadata_of_others_alone(world: World) -> None:
    function = FunctionTool(type="function", function=FunctionDefinition(name="look_up"))
    other = await world.client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL, name="Other", tools=[function], metadata={"team": "law"}
        )
    )
    await world.restart()
    await world.session.assistants.change(other.id, WHOLE)
    kept = await world.client.get_assistant(other.id)
    assert function in kept.tools
    assert kept.metadata["team"] == "law"


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 257},
        {"description": "x" * 513},
        {"instructions": "y" * 256_001},
        {"language": "z" * 41},
        {"temperature": 2.1},
        {"top_p": -0.1},
        {"passages": 51},
        {"threshold": 1.5},
        {"chunk_tokens": 50},
        {"chunk_overlap": 201},
        {"chunk_tokens": None},
    ],
)
async def test_what_does_not_fit_is_refused(world: World, change: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        await world.session.assistants.create(dataclasses.replace(WHOLE, **change))
    assert len(world.session.assistants.items) == 1


async def test_a_duplicate_looks_into_the_same_collection(world: World, lease: Path) -> None:
    await world.add(lease)
    copy = await world.session.assistants.duplicate(world.assistant_id)
    default = world.session.assistants.default
    assert copy.name == "Copy of Octavo"
    assert copy.vector_store_id == default.vector_store_id is not None
    assert not copy.is_default
    (found,) = await world.session.collections.load()
    assert (found.id, found.name, found.documents) == (copy.vector_store_id, "Documents", 1)


async def test_the_first_collection_is_named_in_the_language_of_who_makes_it(
    world: World, lease: Path
) -> None:
    with spoken(Language.GERMAN):
        await world.add(lease)
    (found,) = await world.session.collections.load()
    assert found.name == "Dokumente"
    assert world.session.assistants.default.name == "Octavo"


async def test_an_own_collection_has_a_name_that_no_other_has(world: World, lease: Path) -> None:
    await world.session.collections.create("documents")
    await world.session.collections.create("Reader")
    await world.add(lease)
    made = await world.session.assistants.create(dataclasses.replace(WHOLE, name="Reader"))
    await world.session.assistants.collection(made.id)
    names = [one.name for one in await world.session.collections.load()]
    assert names == ["documents", "Documents 2", "Reader", "Reader 2"]


async def test_threads_of_a_deleted_assistant_go_to_the_default_one(world: World) -> None:
    made = await world.session.assistants.create(WHOLE)
    world.session.assistants.choose(made.id)
    thread = await world.session.threads.create()
    assert thread.assistant_id == made.id
    await world.session.assistants.delete(made.id)
    assert world.session.threads.get(thread.id).assistant_id == world.assistant_id
    assert world.session.assistants.chosen.is_default
    assert world.recorder.of(AssistantsChanged)[-1].assistants == world.session.assistants.items
    with pytest.raises(InputError):
        await world.session.assistants.delete(world.assistant_id)


async def test_another_collection_has_its_own_documents(world: World, lease: Path) -> None:
    await world.add(lease)
    shared = world.session.assistants.default.vector_store_id
    made = await world.session.assistants.create(WHOLE, vector_store_id=shared)
    await world.session.library.load(made.id)
    assert [item.name for item in world.session.library.items(made.id)] == ["lease.pdf"]

    await world.session.library.let_go(made.id)
    await world.session.assistants.use_collection(made.id, None)
    await world.session.library.load(made.id)
    assert world.session.library.items(made.id) == ()


async def test_documents_are_cut_as_the_assistant_says(world: World, lease: Path) -> None:
    made = await world.session.assistants.create(WHOLE)
    await world.session.library.load(made.id)
    (added,) = await world.session.library.add(made.id, [lease])

    def state() -> DocumentState:
        items = world.session.library.items(made.id)
        return next(item.state for item in items if item.key == added.key)

    await world.recorder.until(lambda: state() is DocumentState.READY)
    store = world.session.assistants.get(made.id).vector_store_id
    assert store is not None
    (file,) = (await world.client.get_vector_store_files(store)).data
    assert isinstance(file.chunking_strategy, StaticChunkingStrategy)
    sizes = file.chunking_strategy.static
    assert (sizes.max_chunk_size_tokens, sizes.chunk_overlap_tokens) == (400, 100)


async def test_runs_are_told_the_language(world: World, lease: Path) -> None:
    made = await world.session.assistants.create(WHOLE)
    thread = await world.session.threads.create(made.id)
    await world.session.conversation.ask(thread.id, "When?")
    (run,) = (await world.client.get_runs(thread.id)).data
    assert run.instructions == "Quote the clause.\n\nAnswer in German."
    assert (run.temperature, run.top_p) == (0.3, 0.8)


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.name)
async def test_templates_fit(world: World, template: AssistantSettings) -> None:
    made = await world.session.assistants.create(template)
    assert dataclasses.replace(made.settings, temperature=None, top_p=None) == template


async def test_an_assistant_of_the_command_line_is_not_shown(world: World) -> None:
    await world.client.create_assistant(
        CreateAssistantRequest(model=EXTRACTIVE_MODEL, metadata={"octavo": "ask"})
    )
    await world.restart()
    assert [item.name for item in world.session.assistants.items] == ["Octavo"]


async def test_a_filter_that_was_set_elsewhere_stays(world: World) -> None:
    tool = FileSearchTool.model_validate(
        {
            "type": "file_search",
            "file_search": {"filters": {"type": "eq", "key": "year", "value": 2022}},
        }
    )
    made = await world.session.assistants.create(AssistantSettings("A"))
    await world.client.modify_assistant(made.id, ModifyAssistantRequest(tools=[tool]))
    await world.restart()
    await world.session.assistants.change(made.id, WHOLE)
    kept = (await world.client.get_assistant(made.id)).tools[0]
    assert isinstance(kept, FileSearchTool)
    assert kept.file_search is not None
    assert tool.file_search is not None
    assert kept.file_search.filters == tool.file_search.filters
    assert kept.file_search.max_num_results == 12
