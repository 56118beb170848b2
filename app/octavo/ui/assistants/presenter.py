"""Between the session's assistants, the menu that chooses one, and their dialogs."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from octavo.errors import AppError
from octavo.session.assistant_file import ENDING, exported, read_assistant
from octavo.session.assistant_templates import templates
from octavo.session.events import AssistantChanged, AssistantsChanged, SessionEvent
from octavo.session.export.files import write_file
from octavo.session.model_hosts import ModelChoice
from octavo.session.session import Session
from octavo.session.state import AssistantItem, AssistantSettings
from octavo.ui.assistants.dialog import AssistantDraft, edit_assistant, new_assistant
from octavo.ui.assistants.manager import AssistantCommand, ManagerDialog, manage_assistants
from octavo.ui.dialogs import choose_file, choose_new_file, confirm, tell
from octavo.ui.export.file_names import file_name
from octavo.ui.main_window import MainWindow
from octavo.ui.providers.presenter import ProvidersPresenter
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import later, say, say_many

_FILTER: Final = later("Assistant (*.json)")


class AssistantsPresenter:
    """Does what a person asks of an assistant.

    Args:
        session: Where the assistants are.
        window: Shows the one that answers.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
        thread_id: Tells the thread in view, if there is one.
        hosts: Knows the models that can write; None where only quotes are given.
        test: Puts an assistant to the test, given its id.
        on_change: Called after another assistant answers in view, or another collection is its.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        settings: WindowSettings,
        work: Work,
        *,
        thread_id: Callable[[], str | None],
        hosts: ProvidersPresenter | None,
        test: Callable[[str], Awaitable[None]],
        on_change: Callable[[], Awaitable[None]],
    ) -> None:
        self._session = session
        self._window = window
        self._settings = settings
        self._work = work
        self._thread_id = thread_id
        self._on_change = on_change
        self._hosts = hosts
        self._test = test
        self._manager: ManagerDialog | None = None
        self._unsubscribe = session.events.subscribe(self._on_event)
        menu = window.header.assistants
        menu.assistant_chosen.connect(
            lambda key: work.start(lambda: self._choose(key), name="choose an assistant")
        )
        menu.edit_asked.connect(
            lambda: work.start(lambda: self._edit(self.current.id), name="edit an assistant")
        )
        menu.test_asked.connect(
            lambda: work.start(lambda: self._try(self.current.id), name="test an assistant")
        )
        menu.new_asked.connect(lambda: work.start(self._new, name="new assistant"))
        for wanted in (menu.manage_asked, window.assistants_asked):
            wanted.connect(lambda: work.start(self._manage, name="all assistants"))

    @property
    def current(self) -> AssistantItem:
        """The assistant that answers in the thread in view, or would in a new one."""
        thread_id = self._thread_id()
        if thread_id is None:
            return self._session.assistants.chosen
        return self._session.assistants.get(self._session.threads.get(thread_id).assistant_id)

    def close(self) -> None:
        """Listen to the session no more."""
        self._unsubscribe()

    def _on_event(self, event: SessionEvent) -> None:
        if self._manager is not None and isinstance(event, AssistantChanged | AssistantsChanged):
            items = self._session.assistants.items
            self._manager.show_assistants(items, self._manager.chosen)

    async def _choose(self, assistant_id: str) -> None:
        thread_id = self._thread_id()
        self._session.assistants.choose(assistant_id)
        if thread_id is not None:
            await self._session.threads.use_assistant(thread_id, assistant_id)
        await self._on_change()

    async def _manage(self) -> None:
        try:
            await manage_assistants(self._window, self._serve)
        finally:
            self._manager = None

    def _serve(self, manager: ManagerDialog) -> None:
        manager.show_assistants(self._session.assistants.items, self.current.id)
        manager.command_asked.connect(
            lambda command, key: self._work.start(
                lambda: self._do(command, key), name=f"{command} assistant"
            )
        )
        self._manager = manager

    async def _do(self, command: AssistantCommand, assistant_id: str) -> None:
        try:
            await self._obey(command, assistant_id)
        except AppError as error:  # the window's own bar lies behind the dialog
            await tell(self._parent, error.title, f"{error.message} {error.hint}".strip())

    async def _obey(self, command: AssistantCommand, assistant_id: str) -> None:
        match command:
            case AssistantCommand.NEW:
                await self._new()
            case AssistantCommand.EDIT:
                await self._edit(assistant_id)
            case AssistantCommand.TEST:
                await self._try(assistant_id)
            case AssistantCommand.DUPLICATE:
                await self._session.assistants.duplicate(assistant_id)
            case AssistantCommand.EXPORT:
                await self._export(assistant_id)
            case AssistantCommand.IMPORT:
                await self._import()
            case AssistantCommand.DELETE:
                await self._delete(assistant_id)

    async def _new(self, before: AssistantDraft | None = None) -> None:
        assistants = self._session.assistants
        collections = await self._session.collections.load()
        models = await self._models()
        draft = await new_assistant(self._parent, collections, templates(), before, models=models)
        if draft is not None:
            settings = await self._agreed(draft.settings, "")
            made = await assistants.create(settings, vector_store_id=draft.vector_store_id)
            await self._choose(made.id)

    async def _edit(self, assistant_id: str) -> None:
        assistants = self._session.assistants
        item = assistants.get(assistant_id)
        before = AssistantDraft(item.settings, item.vector_store_id)
        collections = await self._session.collections.load()
        models = await self._models()
        draft = await edit_assistant(self._parent, before, collections, models=models)
        if draft is None:
            return
        if draft.vector_store_id != before.vector_store_id:
            await self._session.library.let_go(assistant_id)
            await assistants.use_collection(assistant_id, draft.vector_store_id)
            await self._on_change()
        if draft.settings != before.settings:
            settings = await self._agreed(draft.settings, before.settings.model)
            await assistants.change(assistant_id, settings)

    async def _models(self) -> list[ModelChoice]:
        return [] if self._hosts is None else await self._hosts.choices()

    async def _agreed(self, settings: AssistantSettings, instead: str) -> AssistantSettings:
        """Return the settings with a model that passages may be sent to."""
        if self._hosts is None or await self._hosts.agreed(settings.model, self._parent):
            return settings
        return dataclasses.replace(settings, model=instead)

    async def _try(self, assistant_id: str) -> None:
        if self._manager is not None:  # the page is behind the dialog
            self._manager.accept()
        await self._test(assistant_id)

    async def _delete(self, assistant_id: str) -> None:
        item = self._session.assistants.get(assistant_id)
        threads = [t for t in self._session.threads.items if t.assistant_id == assistant_id]
        if await confirm(
            self._parent,
            say("Delete “{name}”?", name=item.name),
            _consequences(item, len(threads), self._session.assistants.default.name),
            action=say("Delete"),
            destructive=True,
        ):
            await self._session.library.let_go(assistant_id)
            await self._session.assistants.delete(assistant_id)
            await self._on_change()

    async def _export(self, assistant_id: str) -> None:
        item = self._session.assistants.get(assistant_id)
        folder = self._settings.folder
        name = f"{file_name(item.name)}.{ENDING.removesuffix('.json')}"
        path = await choose_new_file(
            self._parent, say("Export assistant"), folder / name, (str(_FILTER),)
        )
        if path is not None:
            self._settings.folder = path.parent
            await write_file(path, exported(item.settings))

    async def _import(self) -> None:
        path: Path | None = await choose_file(
            self._parent,
            say("Import assistant"),
            self._settings.folder,
            (str(_FILTER), say("All files (*)")),
        )
        if path is not None:
            self._settings.folder = path.parent
            await self._new(AssistantDraft(await read_assistant(path), None))

    @property
    def _parent(self) -> MainWindow | ManagerDialog:
        return self._manager or self._window


def _consequences(item: AssistantItem, threads: int, other: str) -> str:
    lines = []
    if threads:
        lines.append(
            say_many(
                "{n} thread uses it; from then on “{other}” answers there.",
                "{n:,} threads use it; from then on “{other}” answers there.",
                threads,
                other=other,
            )
        )
    if item.vector_store_id is not None:
        lines.append(say("Its collection stays, and other assistants can look into it."))
    return " ".join(lines) or say("No thread uses it, and it has no documents.")
