"""The end of long work is told to a person who is busy elsewhere, and nothing private with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import octavo.ui.attention as module
from octavo.providers.local.folder import ModelFolder
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import LocalRunner
from octavo.session.events import (
    AnsweringChanged,
    DocumentChanged,
    DocumentsChanged,
    Events,
    MessageChanged,
)
from octavo.session.local_models import LocalLibrary
from octavo.session.model_items import ModelState
from octavo.session.state import ChatMessage, DocumentItem, DocumentState, MessageState
from octavo.ui.attention import LONG, Attention
from octavo.ui.preferences.appearance import AppearancePage
from octavo.ui.preferences.state import Preferences
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from support.gguf import make_gguf
from support.qt import until


class Desk:
    """Events, a clock, and a person who may be away."""

    def __init__(self, folder: Path, told: list[str], local: LocalLibrary | None = None) -> None:
        self.now = 0.0
        self.is_attended = False
        self.told = told
        self.events = Events()
        self.settings = WindowSettings(folder)
        self.frame = QWidget()
        self.tasks = TaskOwner(_fail)
        self.attention = Attention(
            self.events,
            self.frame,
            self.settings,
            self.tasks,
            local,
            clock=lambda: self.now,
            is_attended=lambda: self.is_attended,
        )

    def answer(self, seconds: float) -> None:
        self.events.emit(AnsweringChanged("thread-1", answering=True))
        self.now += seconds
        self.events.emit(AnsweringChanged("thread-1", answering=False))


def _fail(error: BaseException) -> None:
    raise error


def document(key: str, state: DocumentState) -> DocumentItem:
    return DocumentItem(key, f"file-{key}", f"Secret {key}.pdf", None, 1, state)


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    told: list[str] = []

    async def tell(words: str) -> bool:
        told.append(words)
        return True

    monkeypatch.setattr(module, "tell_desktop", tell)
    made = Desk(tmp_path, told)
    yield made
    made.attention.close()
    await until(lambda: not made.tasks.busy, "all is told")
    made.frame.deleteLater()


async def test_a_long_answer_is_told_to_whoever_is_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerted: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, ms=0: alerted.append(window))
    desk.answer(LONG)
    await until(lambda: desk.told, "it is told")
    assert desk.told == ["The answer to your question is there."]
    assert alerted == [desk.frame]


async def test_short_answers_and_attended_ones_are_not_told(desk: Desk) -> None:
    desk.answer(LONG - 1)
    desk.is_attended = True
    desk.answer(LONG)
    desk.is_attended = False
    desk.settings.tells_of_ends = False
    desk.answer(LONG)
    assert not desk.tasks.busy
    assert desk.told == []


async def test_an_answer_that_failed_is_told_as_such(desk: Desk) -> None:
    failed = ChatMessage("m", "assistant", "", None, MessageState.FAILED)
    desk.events.emit(AnsweringChanged("thread-1", answering=True))
    desk.now += LONG
    desk.events.emit(MessageChanged("thread-1", failed))
    desk.events.emit(AnsweringChanged("thread-1", answering=False))
    await until(lambda: desk.told, "it is told")
    assert desk.told == ["An answer could not be finished."]
    desk.answer(LONG)
    await until(lambda: len(desk.told) == 2, "the next one is whole")
    assert desk.told[1] == "The answer to your question is there."


async def test_a_model_that_was_fetched_is_told_and_one_that_was_paused_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    models = LocalModels(ModelFolder(tmp_path / "models"), LocalRunner())
    local = LocalLibrary(models)
    source = make_gguf(tmp_path / "tiny.gguf")
    watching = Desk(tmp_path, desk.told, local)
    try:
        await local.add_file(source)
        watching.now += LONG
        await until(lambda: desk.told, "it is told")
        assert desk.told == ["A model has been fetched and can be used."]
        (tmp_path / "broken.gguf").write_bytes(b"This is no model.")
        await local.add_file(tmp_path / "broken.gguf")
        watching.now += LONG
        await until(lambda: len(desk.told) == 2, "it is told")
        assert desk.told[1] == "A model could not be fetched."
        (tmp_path / "other.gguf").write_bytes(source.read_bytes() + b"\0")
        await local.add_file(tmp_path / "other.gguf")
        watching.now += LONG
        await asyncio.sleep(0)  # it begins
        await local.pause("other")
        assert local.on_the_way["other"].state is ModelState.PAUSED
        assert not watching.tasks.busy
    finally:
        watching.attention.close()
        await until(lambda: not watching.tasks.busy, "all is told")
        watching.frame.deleteLater()
        await local.aclose()
        await models.aclose()
    assert len(desk.told) == 2


async def test_reading_is_told_once_when_all_of_it_has_ended(desk: Desk) -> None:
    busy = tuple(document(key, DocumentState.WAITING) for key in "abcd")
    desk.events.emit(DocumentsChanged("assistant-1", busy))
    desk.events.emit(DocumentChanged("assistant-1", document("a", DocumentState.SEARCHABLE)))
    desk.now += LONG
    desk.events.emit(DocumentChanged("assistant-1", document("a", DocumentState.READY)))
    desk.events.emit(DocumentChanged("assistant-1", document("b", DocumentState.READY)))
    desk.events.emit(DocumentChanged("assistant-1", document("c", DocumentState.FAILED)))
    assert not desk.tasks.busy
    left = tuple(document(key, DocumentState.READY) for key in "ab")
    desk.events.emit(DocumentsChanged("assistant-1", left))  # the last one was taken out
    await until(lambda: desk.told, "it is told")
    assert desk.told == ["2 documents can be asked. 1 could not be read."]
    desk.events.emit(DocumentChanged("assistant-1", document("e", DocumentState.READING)))
    desk.now += LONG - 1
    desk.events.emit(DocumentChanged("assistant-1", document("e", DocumentState.READY)))
    assert not desk.tasks.busy


def test_the_settings_have_a_switch_that_is_kept(tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    assert settings.tells_of_ends
    page = AppearancePage(
        Preferences(settings.scheme, settings.language, 100, tmp_path, tells_of_ends=True)
    )
    chosen: list[bool] = []
    page.telling_chosen.connect(chosen.append)
    page.tells_of_ends.click()
    assert chosen == [False]
    settings.tells_of_ends = False
    settings.save()
    assert not WindowSettings(tmp_path).tells_of_ends
