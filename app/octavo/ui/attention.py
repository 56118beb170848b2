"""Tells the person that long work has ended, if they are busy with another program meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from octavo.session.desktop_notice import tell_desktop
from octavo.session.events import (
    AnsweringChanged,
    DocumentChanged,
    DocumentsChanged,
    Events,
    MessageChanged,
    SessionEvent,
)
from octavo.session.local_models import LocalLibrary
from octavo.session.model_items import ModelState
from octavo.session.state import DocumentItem, DocumentState, MessageState
from octavo.ui.documents.words import is_double
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from octavo.words import say, say_many

LONG: Final = 10.0
"""Seconds of work after which a person may have turned to something else."""

_AT_WORK: Final = {DocumentState.WAITING, DocumentState.UPLOADING, DocumentState.READING}
_READ: Final = {DocumentState.SEARCHABLE, DocumentState.READY}


class Attention:
    """Watches answers, the reading of documents, and models that are fetched.

    The window asks for attention as the system does it (a mark in the task bar, a jumping icon);
    Linux desktops show a notice besides. Neither names a document or repeats a text.

    Args:
        events: What the session tells.
        frame: The window.
        settings: Whether the person wants it.
        tasks: Owner of the notices.
        local: The models of this computer, where it can have any.
        clock: Gives seconds.
        is_attended: Whether the person is working with one of our windows.
    """

    def __init__(
        self,
        events: Events,
        frame: QWidget,
        settings: WindowSettings,
        tasks: TaskOwner,
        local: LocalLibrary | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        is_attended: Callable[[], bool] = lambda: QApplication.activeWindow() is not None,
    ) -> None:
        self._frame = frame
        self._settings = settings
        self._tasks = tasks
        self._clock = clock
        self._is_attended = is_attended
        self._answering: dict[str, float] = {}  # since when, by thread
        self._broken: set[str] = set()  # threads whose answer has failed
        self._at_work: dict[str, set[str]] = {}  # keys of documents, by assistant
        self._since = 0.0
        self._done = 0
        self._failed = 0
        self._local = local
        self._fetching: dict[str, float] = {}  # since when, by the model's name
        self._watched = [events.subscribe(self._on_event)]
        if local is not None:
            self._watched.append(local.listen(self._on_models_changed))

    def close(self) -> None:
        """Watch no more."""
        for end in self._watched:
            end()
        self._watched.clear()

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case AnsweringChanged(thread_id, answering=True):
                self._broken.discard(thread_id)
                self._answering[thread_id] = self._clock()
            case AnsweringChanged(thread_id):
                self._answer_ended(thread_id)
            case MessageChanged(thread_id, message) if message.state is MessageState.FAILED:
                self._broken.add(thread_id)
            case DocumentsChanged(assistant_id, documents):
                gone = self._at_work.get(assistant_id, set()) - {one.key for one in documents}
                self._at_work.get(assistant_id, set()).difference_update(gone)
                for one in documents:
                    self._look_at(assistant_id, one)
                self._tell_if_read()
            case DocumentChanged(assistant_id, document):
                self._look_at(assistant_id, document)
                self._tell_if_read()
            case _:
                pass

    def _answer_ended(self, thread_id: str) -> None:
        began = self._answering.pop(thread_id, None)
        if began is None or self._clock() - began < LONG:
            return
        if thread_id in self._broken:
            self._tell(say("An answer could not be finished."))
        else:
            self._tell(say("The answer to your question is there."))

    def _on_models_changed(self) -> None:
        """Tell of a model that came or failed; who pauses one knows it."""
        ways = {} if self._local is None else self._local.on_the_way
        now = self._clock()
        for name, since in list(self._fetching.items()):
            way = ways.get(name)
            if way is not None and way.state is ModelState.FETCHING:
                continue
            del self._fetching[name]
            if now - since < LONG:
                continue
            if way is None:
                self._tell(say("A model has been fetched and can be used."))
            elif way.problem is not None:
                self._tell(say("A model could not be fetched."))
        for name, way in ways.items():
            if way.state is ModelState.FETCHING:
                self._fetching.setdefault(name, now)

    def _look_at(self, assistant_id: str, document: DocumentItem) -> None:
        keys = self._at_work.setdefault(assistant_id, set())
        if document.state in _AT_WORK:
            if not any(self._at_work.values()):
                self._since, self._done, self._failed = self._clock(), 0, 0
            keys.add(document.key)
        elif document.key in keys:
            keys.discard(document.key)
            self._done += document.state in _READ
            self._failed += document.state is DocumentState.FAILED and not is_double(document)

    def _tell_if_read(self) -> None:
        ended = self._done + self._failed
        if not ended or any(self._at_work.values()):
            return
        done, failed, self._done, self._failed = self._done, self._failed, 0, 0
        if self._clock() - self._since < LONG:
            return
        words = []
        if done:
            words.append(
                say_many("{n} document can be asked.", "{n:,} documents can be asked.", done)
            )
        if failed:
            words.append(
                say_many("{n} could not be read.", "{n:,} could not be read.", failed)
                if done
                else say_many(
                    "{n} document could not be read.", "{n:,} documents could not be read.", failed
                )
            )
        self._tell(" ".join(words))

    def _tell(self, words: str) -> None:
        if not self._settings.tells_of_ends or self._is_attended():
            return
        QApplication.alert(self._frame)
        self._tasks.start(tell_desktop(words), name="tell the desktop")
