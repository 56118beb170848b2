"""Assistants of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.session.events import AssistantChanged

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


async def test_an_edited_assistant_stays_the_default_one(world: World) -> None:
    await world.session.assistants.edit(
        world.assistant_id, name="  My\nlawyer ", instructions="Be brief."
    )
    await world.restart()
    default = world.session.assistants.default
    assert (default.name, default.instructions) == ("My lawyer", "Be brief.")


async def test_an_edit_is_told(world: World) -> None:
    item = await world.session.assistants.edit(world.assistant_id, name="A", instructions="")
    assert world.recorder.of(AssistantChanged) == [AssistantChanged(item)]


@pytest.mark.parametrize(
    ("name", "instructions"), [(" ", ""), ("x" * 257, ""), ("x", "y" * 256_001)]
)
async def test_what_does_not_fit_is_refused(world: World, name: str, instructions: str) -> None:
    with pytest.raises(InputError):
        await world.session.assistants.edit(
            world.assistant_id, name=name, instructions=instructions
        )


async def test_an_assistant_of_the_command_line_is_not_shown(world: World) -> None:
    from octavo.protocol.assistants import CreateAssistantRequest

    await world.client.create_assistant(
        CreateAssistantRequest(model=EXTRACTIVE_MODEL, metadata={"octavo": "ask"})
    )
    await world.restart()
    assert [item.name for item in world.session.assistants.items] == ["Octavo"]
