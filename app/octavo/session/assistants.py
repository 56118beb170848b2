"""Assistants: the default one made at first start, others, and each one's collection."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.assistants import (
    AssistantObject,
    CreateAssistantRequest,
    ModifyAssistantRequest,
)
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.tools import (
    FileSearchResources,
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResources,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.session.assistant_settings import MAX_NAME, checked, metadata_of, settings_of, tools_of
from octavo.session.events import AssistantChanged, AssistantsChanged, Events
from octavo.session.lists import every
from octavo.session.problems import is_missing
from octavo.session.roles import DEFAULT, ROLE, listed
from octavo.session.state import AssistantItem, AssistantSettings
from octavo.words import say

DEFAULT_NAME = "Octavo"
DEFAULT_INSTRUCTIONS = "Answer from the documents only, and show where it stands."


class Assistants:
    """The assistants of the engine, the default one always among them."""

    def __init__(self, client: Client, events: Events) -> None:
        self._client = client
        self._events = events
        self._kept: dict[str, AssistantObject] = {}
        self._items: dict[str, AssistantItem] = {}
        self._default_id = ""
        self._chosen_id = ""
        self._making_store = asyncio.Lock()

    @property
    def items(self) -> tuple[AssistantItem, ...]:
        """All assistants, oldest first, without those that serve the command line."""
        return tuple(self._items.values())

    @property
    def default(self) -> AssistantItem:
        """The assistant that was made at the first start and is always there."""
        return self._items[self._default_id]

    @property
    def chosen(self) -> AssistantItem:
        """The assistant of new threads."""
        return self._items.get(self._chosen_id) or self.default

    def choose(self, assistant_id: str) -> None:
        """Let an assistant answer in new threads.

        Raises:
            InputError: there is none with this id.
        """
        self._chosen_id = self.get(assistant_id).id

    def get(self, assistant_id: str) -> AssistantItem:
        """Return one assistant.

        Raises:
            InputError: there is none with this id.
        """
        try:
            return self._items[assistant_id]
        except KeyError:
            raise InputError(
                say("This assistant was deleted."), title=say("No such assistant")
            ) from None

    def known(self, assistant_id: str) -> str:
        """Return the id, or the default assistant's in the place of one that is gone."""
        return assistant_id if assistant_id in self._items else self._default_id

    async def load(self) -> None:
        """Read all assistants and make the default one if it is not there."""
        self._take(await listed(self._client.get_assistants))
        defaults = [item.id for item in self._items.values() if item.is_default]
        if defaults:
            self._default_id = defaults[0]
            return
        made = await self._client.create_assistant(
            CreateAssistantRequest(
                model=EXTRACTIVE_MODEL,
                name=DEFAULT_NAME,
                instructions=DEFAULT_INSTRUCTIONS,
                tools=[FileSearchTool(type="file_search")],
                metadata={ROLE: DEFAULT},
            )
        )
        self._kept[made.id] = made
        self._items[made.id] = _item(made)
        self._default_id = made.id

    async def reread(self) -> bool:
        """Read all assistants anew; return whether others have changed something.

        What is changed here meanwhile stays as it is: then nothing is taken over.

        Raises:
            ApiError: the engine could not be reached.
        """
        before = dict(self._kept)
        now = await listed(self._client.get_assistants)
        if self._kept != before or now == before or self._default_id not in now:
            return False
        self._take(now)
        return True

    async def create(
        self, settings: AssistantSettings, *, vector_store_id: str | None = None
    ) -> AssistantItem:
        """Make an assistant.

        Args:
            settings: What is set for it.
            vector_store_id: The collection that it looks into; without one it gets its own.

        Raises:
            InputError: a setting does not fit.
            ApiError: the engine refused or could not be reached.
        """
        settings = checked(settings)
        resources = None
        if vector_store_id is not None:
            search = FileSearchResourcesRequest(vector_store_ids=[vector_store_id])
            resources = ToolResourcesRequest(file_search=search)
        made = await self._client.create_assistant(
            CreateAssistantRequest(
                model=settings.model or EXTRACTIVE_MODEL,
                name=settings.name,
                description=settings.description,
                instructions=settings.instructions,
                tools=tools_of(settings, []),
                tool_resources=resources,
                temperature=settings.temperature,
                top_p=settings.top_p,
                metadata=metadata_of(settings, {}),
            )
        )
        item = self._keep(made)
        self._events.emit(AssistantsChanged(self.items))
        return item

    async def duplicate(self, assistant_id: str) -> AssistantItem:
        """Make an assistant that is like another one and looks into the same collection.

        Raises:
            InputError: there is none with this id.
            ApiError: the engine refused or could not be reached.
        """
        item = self.get(assistant_id)
        name = say("Copy of {name}", name=item.name)[:MAX_NAME]
        settings = dataclasses.replace(item.settings, name=name)
        return await self.create(settings, vector_store_id=item.vector_store_id)

    async def change(self, assistant_id: str, settings: AssistantSettings) -> AssistantItem:
        """Give an assistant other settings.

        Raises:
            InputError: a setting does not fit, or the assistant is gone.
            ApiError: the engine refused or could not be reached.
        """
        self.get(assistant_id)
        settings = checked(settings)
        kept = self._kept[assistant_id]
        changed = await self._client.modify_assistant(
            assistant_id,
            ModifyAssistantRequest(
                model=settings.model or EXTRACTIVE_MODEL,
                name=settings.name,
                description=settings.description,
                instructions=settings.instructions,
                tools=tools_of(settings, kept.tools),
                temperature=settings.temperature,
                top_p=settings.top_p,
                metadata=metadata_of(settings, kept.metadata),
            ),
        )
        return self._keep(changed)

    async def delete(self, assistant_id: str) -> None:
        """Delete an assistant; its collection stays, its threads go to the default one.

        Raises:
            InputError: it is the default one, or gone.
            ApiError: the engine refused or could not be reached.
        """
        if self.get(assistant_id).is_default:
            raise InputError(
                say("The first assistant is always there."), title=say("It cannot be deleted")
            )
        try:
            await self._client.delete_assistant(assistant_id)
        except ApiError as error:
            if not is_missing(error):
                raise
        self._kept.pop(assistant_id, None)
        self._items.pop(assistant_id, None)
        self._events.emit(AssistantsChanged(self.items))

    async def use_collection(self, assistant_id: str, vector_store_id: str | None) -> None:
        """Let an assistant look into another collection; without one it gets its own.

        Raises:
            InputError: the assistant is gone.
            ApiError: the engine refused or could not be reached.
        """
        async with self._making_store:
            if self.get(assistant_id).vector_store_id != vector_store_id:
                await self._attach(assistant_id, [vector_store_id] if vector_store_id else [])

    async def collection(self, assistant_id: str) -> str:
        """Return the id of the assistant's vector store; it is made and attached if need be."""
        async with self._making_store:  # two drops at once must not make two stores
            item = self.get(assistant_id)
            if item.vector_store_id is not None:
                return item.vector_store_id
            name = await self._free(say("Documents") if item.is_default else item.name)
            store = await self._client.create_vector_store(
                CreateVectorStoreRequest(name=name, metadata={"assistant_id": item.id})
            )
            await self._attach(assistant_id, [store.id])
            return store.id

    async def _free(self, name: str) -> str:
        """Return a name that no collection has: this one, or with a number behind it."""
        stores = await every(self._client.get_vector_stores)
        taken = {(store.name or "").casefold() for store in stores}
        names = itertools.chain([name], (f"{name} {number}" for number in itertools.count(2)))
        return next(one for one in names if one.casefold() not in taken)

    async def detach(self, vector_store_id: str) -> list[AssistantItem]:
        """Have nobody look into a collection that is gone; return who did.

        Their next document makes a new one.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        async with self._making_store:
            looked = [one for one in self.items if one.vector_store_id == vector_store_id]
            for item in tuple(looked):
                try:
                    await self._attach(item.id, [])
                except ApiError as error:
                    if not is_missing(error):
                        raise
                    looked.remove(item)  # deleted as well
        return looked

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

    def _take(self, assistants: dict[str, AssistantObject]) -> None:
        self._kept = assistants
        self._items = {key: _item(assistant) for key, assistant in assistants.items()}

    def _keep(self, assistant: AssistantObject) -> AssistantItem:
        item = _item(assistant)
        self._kept[item.id] = assistant
        self._items[item.id] = item
        self._events.emit(AssistantChanged(item))
        return item


def _item(assistant: AssistantObject) -> AssistantItem:
    resources = assistant.tool_resources
    search = resources.file_search if resources else None
    stores = (search.vector_store_ids if search else None) or []
    settings = settings_of(assistant)
    if not settings.name:
        settings = dataclasses.replace(settings, name=DEFAULT_NAME)
    return AssistantItem(
        id=assistant.id,
        settings=settings,
        vector_store_id=stores[0] if stores else None,
        is_default=assistant.metadata.get(ROLE) == DEFAULT,
    )
