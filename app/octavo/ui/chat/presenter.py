"""Between the session and the chat panel: shows a thread, asks, stops, retries, opens links."""

from __future__ import annotations

import asyncio
import itertools
from typing import Final

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from octavo.errors import AppError, InputError
from octavo.session.drafts import NEW_THREAD, Draft
from octavo.session.events import (
    AnsweringChanged,
    HostWaits,
    MessageAdded,
    MessageChanged,
    MessageGrew,
    MessageRemoved,
    SessionEvent,
)
from octavo.session.session import Session
from octavo.session.state import ChatMessage
from octavo.ui.chat.code_shown import CodeShown
from octavo.ui.chat.host_wait import HostWaitsByThread, ThreadEvent
from octavo.ui.chat.links import Link, inspect
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.chat.read_since import ReadSince
from octavo.ui.dialogs import confirm
from octavo.ui.providers.consent import SendingConsent
from octavo.ui.tasks import TaskOwner
from octavo.words import say

_KEPT_AFTER_MS: Final = 800
"""After the last key, what was typed is kept."""


class ChatPresenter:
    """Keeps the panel in step with one thread of the session.

    Args:
        session: Where the thread lives.
        panel: What shows it.
        tasks: Owner of the coroutines that the panel's signals start.
    """

    def __init__(self, session: Session, panel: ChatPanel, tasks: TaskOwner) -> None:
        self._consent = SendingConsent(session, panel)
        self._session = session
        self._panel = panel
        self._tasks = tasks
        self._thread_id: str | None = None
        self._loading = False
        self._added: list[ChatMessage] = []  # while a thread is being loaded
        self._waits = HostWaitsByThread()
        kept = session.drafts.kept
        self._drafts: dict[str | None, str] = {k or None: d.text for k, d in kept.items()}
        # questions to be asked next, by thread
        self._waiting = {key: draft.waiting for key, draft in kept.items() if draft.waiting}
        self._filling: asyncio.Task[None] | None = None
        self._saving = QTimer(panel, singleShot=True, interval=_KEPT_AFTER_MS)
        self._saving.timeout.connect(self._on_saving_due)
        self._stopped: set[str] = set()
        self._code = CodeShown(panel.transcript, tasks)
        self._read_since = ReadSince(session, panel, lambda: self._thread_id)
        self._unsubscribe = session.events.subscribe(self._on_event)
        panel.composer.set_text(self._drafts.pop(None, ""))
        panel.composer.edit.textChanged.connect(self._saving.start)
        panel.question_submitted.connect(self._on_question_submitted)
        panel.composer.waiting_submitted.connect(self._on_waiting_submitted)
        panel.composer.taken_back.connect(self._on_taken_back)
        panel.stop_requested.connect(self._on_stop_requested)
        panel.retry_requested.connect(self._on_retry_requested)
        panel.quotes_requested.connect(lambda one: self._on_retry_requested(one, quoted=True))
        panel.link_activated.connect(self._on_link_activated)

    @property
    def thread_id(self) -> str | None:
        """The thread that is shown."""
        return self._thread_id

    async def show_thread(self, thread_id: str) -> None:
        """Show a thread; the one asked for last wins.

        Raises:
            ApiError: its messages could not be fetched.
        """
        self._leave(thread_id)
        self._loading = True
        self._added.clear()
        try:
            newest = await self._session.conversation.newest(thread_id)
            if await self._code.prepare(newest.messages):
                newest = await self._session.conversation.newest(thread_id)
        finally:
            if self._thread_id == thread_id:
                self._loading = False
        if self._thread_id != thread_id:
            return
        known = {message.id for message in newest.messages}
        added = [message for message in self._added if message.id not in known]
        self._panel.show_messages((*newest.messages, *added))
        self._read_since.look()
        answering = self._session.conversation.answering(thread_id)
        self._panel.set_answering(answering)
        if answering and (wait := self._waits.of(thread_id)) is not None:
            self._panel.host_wait.show_wait(*wait)
        if newest.has_earlier:
            self._filling = self._tasks.start(self._fill_in(thread_id), name="read a thread")
        if not answering and thread_id in self._waiting:  # its answer ended with another session
            self._give_back(thread_id, self._waiting.pop(thread_id))
            self._show_waiting()

    async def whole(self) -> None:
        """Wait until the earlier messages of the thread in view are there, too."""
        if self._filling is not None:
            await asyncio.wait([self._filling])

    async def _fill_in(self, thread_id: str) -> None:
        """Add the messages before those that are shown already."""
        messages = await self._session.conversation.messages(thread_id)
        await self._code.prepare(messages)
        if self._thread_id == thread_id:
            known = {message.id for message in self._panel.messages}
            earlier = itertools.takewhile(lambda message: message.id not in known, messages)
            self._panel.add_earlier(tuple(earlier))
            self._read_since.look()

    def clear(self) -> None:
        """Show no thread."""
        self._leave(None)
        self._loading = False

    async def aclose(self) -> None:
        """Listen to the session no more, and keep what was typed and not sent.

        Raises:
            DataFolderError: it cannot be kept.
        """
        self._unsubscribe()
        self._saving.stop()
        await self._save()

    async def _save(self) -> None:
        """Keep the drafts of all threads, and the questions that wait."""
        drafts = {**self._drafts, self._thread_id: self._panel.composer.text}
        keys = {key or NEW_THREAD for key in drafts} | self._waiting.keys()
        for key in keys | self._session.drafts.kept.keys():
            text = drafts.get(key or None, "")
            await self._session.drafts.keep(key, Draft(text, self._waiting.get(key, "")))

    def _on_saving_due(self) -> None:
        self._tasks.start(self._save(), name="keep drafts")

    def _leave(self, thread_id: str | None) -> None:
        """Turn from the thread that was shown to another; drafts wait for their thread."""
        if self._thread_id != thread_id:
            self._drafts[self._thread_id] = self._panel.composer.text
            self._thread_id = thread_id
            self._filling = None
            self._panel.composer.set_text(self._drafts.pop(thread_id, ""))
            self._show_waiting()
            self._panel.clear()

    # -- what the session tells --------------------------------------------------------------

    def _on_event(self, event: SessionEvent) -> None:
        self._read_since.hear(event)
        if isinstance(event, AnsweringChanged) and not event.answering:
            self._go_on(event.thread_id)
        match event:
            case (
                MessageAdded()
                | MessageGrew()
                | MessageChanged()
                | MessageRemoved()
                | AnsweringChanged()
                | HostWaits()
            ):
                self._waits.take(event)
                if event.thread_id != self._thread_id:
                    return
            case _:
                return
        if self._loading:
            # the session hands over the whole state at the end of loading, save for what was
            # added since it began to fetch
            if isinstance(event, MessageAdded):
                self._added.append(event.message)
            return
        self._show_event(event)

    def _show_event(self, event: ThreadEvent) -> None:
        transcript = self._panel.transcript
        match event:
            case MessageAdded(_, message):
                self._panel.host_wait.end()
                if any(known.id == message.id for known in self._panel.messages):
                    transcript.change_message(message)  # loading the thread was quicker
                else:
                    transcript.add_message(message)
                answering = self._session.conversation.answering(event.thread_id)
                self._panel.refresh_pending(answering=answering)
            case MessageGrew(_, message_id, text, citations):
                transcript.grow_message(message_id, text, citations)
            case MessageChanged(_, message):
                transcript.change_message(message)
            case MessageRemoved(_, message_id):
                transcript.remove_message(message_id)
            case AnsweringChanged(_, answering):
                self._panel.set_answering(answering)
            case HostWaits(_, seconds, reason):
                self._panel.host_wait.show_wait(reason, seconds)
        self._code.hear(event)
        if isinstance(event, MessageAdded | MessageChanged):
            self._read_since.look()

    # -- what the person wants ---------------------------------------------------------------

    def _on_question_submitted(self, question: str) -> None:
        self._tasks.start(self._ask(self._thread_id, question), name="ask")

    def _on_waiting_submitted(self, question: str) -> None:
        thread_id = self._thread_id
        if thread_id is None or not self._session.conversation.answering(thread_id):
            self._on_question_submitted(question)  # the answer has just ended
            return
        self._waiting[thread_id] = question
        self._saving.start()
        self._show_waiting()

    def _on_taken_back(self) -> None:
        if self._thread_id in self._waiting:
            self._give_back(self._thread_id, self._waiting.pop(self._thread_id))
            self._show_waiting()

    def _show_waiting(self) -> None:
        self._panel.composer.waiting.show_question(self._waiting.get(self._thread_id or "", ""))

    def _go_on(self, thread_id: str) -> None:
        """Ask what waits for the end of an answer; who stopped the answer has it back instead."""
        stopped = thread_id in self._stopped
        self._stopped.discard(thread_id)
        question = self._waiting.pop(thread_id, "")
        if not question:
            return
        self._show_waiting()
        if stopped:
            self._give_back(thread_id, question)
        else:
            self._tasks.start(self._ask(thread_id, question), name="ask what waited")

    def _on_stop_requested(self) -> None:
        thread_id = self._thread_id
        if thread_id is not None and self._session.conversation.answering(thread_id):
            self._stopped.add(thread_id)
            self._tasks.start(self._session.conversation.stop(thread_id), name="stop")

    def _on_retry_requested(self, message_id: str, *, quoted: bool = False) -> None:
        messages = self._panel.messages
        index = next((i for i, m in enumerate(messages) if m.id == message_id), None)
        if index is None:
            return
        question = next((m for m in messages[index::-1] if m.role == "user"), None)
        if question is None or self._thread_id is None:
            return
        again = self._ask_again(self._thread_id, question, messages[index], quoted=quoted)
        self._tasks.start(again, name="ask again")

    async def _ask_again(
        self, thread_id: str, question: ChatMessage, failed: ChatMessage, *, quoted: bool
    ) -> None:
        quoted = quoted or not await self._consent.is_given(thread_id)
        await self._session.conversation.again(thread_id, question, failed, quoted=quoted)

    def _on_link_activated(self, href: str, label: str) -> None:
        self._tasks.start(self.open_link(href, label), name="open a link")

    async def _ask(self, thread_id: str | None, question: str) -> None:
        try:
            if thread_id is None:
                thread_id = (await self._session.threads.create()).id
                await self.show_thread(thread_id)
            quoted = not await self._consent.is_given(thread_id)
            await self._session.conversation.ask(thread_id, question, quoted=quoted)
        except AppError:
            self._give_back(thread_id, question)
            raise

    def _give_back(self, thread_id: str | None, question: str) -> None:
        """Put a question that is not in its thread where it was written, before what is there."""
        if self._thread_id == thread_id:
            composer = self._panel.composer
            composer.set_text("\n\n".join(filter(None, (question, composer.text))))
        else:
            draft = self._drafts.get(thread_id, "")
            self._drafts[thread_id] = "\n\n".join(filter(None, (question, draft)))

    async def open_link(self, href: str, label: str) -> bool:
        """Open a link outside Octavo if it is of a harmless kind and the person agrees.

        Returns:
            Whether it was handed to the system.
        """
        link = inspect(href, label)
        if link is None:
            raise InputError(
                say("Octavo opens web pages and mail addresses only."),
                title=say("This link is not opened"),
            )
        title = (
            say("Write to this address?") if link.mail else say("Open this page in your browser?")
        )
        action = say("Write mail") if link.mail else say("Open page")
        if not await confirm(self._panel.window(), title, _where(link), action=action):
            return False
        return QDesktopServices.openUrl(QUrl(link.url, QUrl.ParsingMode.StrictMode))


def _where(link: Link) -> str:
    """Say where a link leads, and what about it should make one careful."""
    if link.mail:
        lines = [say("Your mail program will open a new message to {host}.", host=link.host)]
    else:
        lines = [say("The link leads to {host}.", host=link.host)]
    if link.claimed:
        lines.append(say("Its text names {claimed}, which is another place.", claimed=link.claimed))
    if "xn--" in link.host:
        lines.append(say("This name uses letters that can look like others."))
    if not link.encrypted:
        lines.append(say("The connection would not be encrypted."))
    return "\n".join(lines)
