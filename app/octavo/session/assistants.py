"""Assistants: the default one made at first start, and each one's collection of documents."""

from __future__ import annotations

import asyncio

from octavo.client import Client
from octavo.errors import InputError
from octavo.protocol.assistants import (
    AssistantObject,
    CreateAssistantRequest,
    ModifyAssistantRequest,
)
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.tools import FileSearchResources, FileSearchTool, ToolResources
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.session.events import AssistantChanged, Events
from octavo.session.lists import every
from octavo.session.state import AssistantItem

ROLE = "octavo"
"""Metadata key that tells what Octavo itself uses an assistant for."""

DEFAULT_NAME = "Octavo"
DEFAULT_INSTRUCTIONS = "Answer from the documents only, and show where it stands."


class Assistants:
    """The assistants of the engine, the default one always among them."""

    def __init__(self, client: Client, events: Events) -> None:
        self._client = client
        self._events = events
        self._items: dict[str, AssistantItem] = {}
        self._default_id = ""
        self._making_store = asyncio.Lock()

    @property
    def items(self) -> tuple[AssistantItem, ...]:
        """All assistants, oldest first, without those that serve the command line."""
        return tuple(self._items.values())

    @property
    def default(self) -> AssistantItem:
        """The assistant of new threads."""
        return self._items[self._default_id]

    def get(self, assistant_id: str) -> AssistantItem:
        """Return one assistant.

        Raises:
            InputError: there is none with this id.
        """
        try:
            return self._items[assistant_id]
        except KeyError:
            raise InputError("This assistant was deleted.", title="No such assistant") from None

    def known(self, assistant_id: str) -> str:
        """Return the id, or the default assistant's in the place of one that is gone."""
        return assistant_id if assistant_id in self._items else self._default_id

    async def load(self) -> None:
        """Read all assistants and make the default one if it is not there."""
        found = await every(self._client.get_assistants, order="asc")
        self._items = {a.id: _item(a) for a in found if a.metadata.get(ROLE) != "ask"}
        defaults = [a.id for a in found if a.metadata.get(ROLE) == "default"]
        if defaults:
            self._default_id = defaults[0]
            return
        made = await self._client.create_assistant(
            CreateAssistantRequest(
                model=EXTRACTIVE_MODEL,
                name=DEFAULT_NAME,
                instructions=DEFAULT_INSTRUCTIONS,
                tools=[FileSearchTool(type="file_search")],
                metadata={ROLE: "default"},
            )
        )
        self._items[made.id] = _item(made)
        self._default_id = made.id

    async def edit(self, assistant_id: str, *, name: str, instructions: str) -> AssistantItem:
        """Give an assistant a new name and new instructions.

        Raises:
            InputError: the name is empty or too long, or the assistant is gone.
            ApiError: the engine refused or could not be reached.
        """
        self.get(assistant_id)
        name = " ".join(name.split())
        if not name:
            raise InputError("An assistant needs a name.", title="No name")
        if len(name) > 256:
            raise InputError("The name has more than 256 characters.", title="The name is too long")
        if len(instructions) > 256_000:
            raise InputError(
                "The instructions have more than 256,000 characters.",
                title="The instructions are too long",
            )
        changed = await self._client.modify_assistant(
            assistant_id, ModifyAssistantRequest(name=name, instructions=instructions)
        )
        return self._keep(changed)

    async def collection(self, assistant_id: str) -> str:
        """Return the id of the assistant's vector store; it is made and attached if need be."""
        async with self._making_store:  # two drops at once must not make two stores
            item = self.get(assistant_id)
            if item.vector_store_id is not None:
                return item.vector_store_id
            store = await self._client.create_vector_store(
                CreateVectorStoreRequest(name=item.name, metadata={"assistant_id": item.id})
            )
            await self._attach(assistant_id, [store.id])
            return store.id

    async def detach(self, assistant_id: str) -> None:
        """Forget a collection that somebody deleted; the next document makes a new one."""
        async with self._making_store:
            await self._attach(assistant_id, [])

    async def _attach(self, assistant_id: str, store_ids: list[str]) -> None:
        changed = await self._client.modify_assistant(
            assistant_id,
            ModifyAssistantRequest(
                tool_resources=ToolResources(
                    file_search=FileSearchResources(vector_store_ids=store_ids)
                )
            ),
        )
        self._keep(changed)

    def _keep(self, assistant: AssistantObject) -> AssistantItem:
        item = _item(assistant)
        self._items[item.id] = item
        self._events.emit(AssistantChanged(item))
        return item


def _item(assistant: AssistantObject) -> AssistantItem:
    resources = assistant.tool_resources
    search = resources.file_search if resources else None
    stores = (search.vector_store_ids if search else None) or []
    return AssistantItem(
        id=assistant.id,
        name=assistant.name or DEFAULT_NAME,
        instructions=assistant.instructions or "",
        vector_store_id=stores[0] if stores else None,
    )
