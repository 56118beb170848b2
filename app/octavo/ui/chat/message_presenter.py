"""Does what a person asks of one message: copy, answer again, rate, details, branch, edit."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable

from PySide6.QtGui import QGuiApplication

from octavo.session.export.markdown import message_markdown
from octavo.session.export.text import message_text
from octavo.session.session import Session
from octavo.session.state import ChatMessage
from octavo.ui.chat.details_dialog import show_details
from octavo.ui.chat.edit_dialog import edit_question
from octavo.ui.chat.message_actions import RATINGS, MessageAction, meant
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.providers.consent import SendingConsent
from octavo.ui.work import Work


class MessagePresenter:
    """Listens to the panel and to the window's menu.

    Args:
        session: Where the messages are.
        panel: Shows them.
        work: Starts what the person asks for.
        thread_id: Tells the thread that is in view.
        show_thread: Shows another thread.
        explain: Shows which passages were found in a run, given its thread and its id.
    """

    def __init__(
        self,
        session: Session,
        panel: ChatPanel,
        work: Work,
        *,
        thread_id: Callable[[], str | None],
        show_thread: Callable[[str | None], Awaitable[None]],
        explain: Callable[[str, str], None],
    ) -> None:
        self._consent = SendingConsent(session, panel)
        self._session = session
        self._panel = panel
        self._work = work
        self._thread_id = thread_id
        self._show_thread = show_thread
        self._explain = explain
        panel.action_requested.connect(self._on_action_requested)

    def has_one_in_hand(self) -> bool:
        """Tell whether the keys have chosen a message."""
        return self._panel.transcript.message_in_hand is not None

    def do_at_end(self, action: MessageAction) -> None:
        """Do something with the message that the keys have chosen, else with the last one."""
        transcript = self._panel.transcript
        message = meant(action, self._panel.messages, transcript.message_in_hand)
        if message is not None:
            self._on_action_requested(action, message.id)

    def _on_action_requested(self, action: MessageAction, message_id: str) -> None:
        thread_id = self._thread_id()
        messages = self._panel.messages
        message = next((m for m in messages if m.id == message_id), None)
        if message is None or thread_id is None:
            return
        if action is MessageAction.COPY:
            copy(message)
            return
        self._work.start(lambda: self._do(action, thread_id, message), name=f"{action} a message")

    async def _do(self, action: MessageAction, thread_id: str, message: ChatMessage) -> None:
        match action:
            case MessageAction.AGAIN:
                await self._answer_again(thread_id, message)
            case MessageAction.WHY:
                if message.run_id is not None:
                    self._explain(thread_id, message.run_id)
            case MessageAction.DETAILS:
                if message.run_id is not None:
                    details = await self._session.conversation.details(thread_id, message.run_id)
                    prices = await self._session.usage.prices()
                    await show_details(self._panel.window(), details, prices)
            case MessageAction.BRANCH:
                branch = await self._session.threads.branch(thread_id, message.id)
                await self._show_thread(branch.id)
            case MessageAction.EDIT:
                await self._edit(thread_id, message)
            case MessageAction.GOOD | MessageAction.POOR:
                rating = None if message.rating is RATINGS[action] else RATINGS[action]
                await self._session.conversation.rate(thread_id, message, rating)
            case MessageAction.COPY:
                copy(message)

    async def _answer_again(self, thread_id: str, answer: ChatMessage) -> None:
        messages = self._panel.messages
        place = next((i for i, m in enumerate(messages) if m.id == answer.id), 0)
        asked = next((i for i in range(place, -1, -1) if messages[i].role == "user"), None)
        if asked is None:
            return
        after = messages[asked + 1 :]
        end = next((i for i, m in enumerate(after) if m.role == "user"), len(after))
        quoted = not await self._consent.is_given(thread_id)
        await self._session.conversation.regenerate(
            thread_id, messages[asked], after[:end], quoted=quoted
        )

    async def _edit(self, thread_id: str, message: ChatMessage) -> None:
        question = await edit_question(self._panel.window(), message.text)
        if question is None:
            return
        branch = await self._session.threads.branch_before(thread_id, message.id)
        await self._show_thread(branch.id)
        quoted = not await self._consent.is_given(branch.id)
        await self._session.conversation.ask(branch.id, question, quoted=quoted)


def copy(message: ChatMessage) -> None:
    """Put a message on the clipboard: Markdown where it is Markdown, else plain text."""
    message = dataclasses.replace(message, rating=None)  # nothing for those who read it elsewhere
    written = message.role == "assistant" and message.kind == "written"
    made = message_markdown(message) if written else message_text(message)
    QGuiApplication.clipboard().setText(made)
