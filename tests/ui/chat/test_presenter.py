"""The chat's presenter between a session's events and the panel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from octavo.errors import ApiConnectionError, AppError, InputError
from octavo.session.conversation import Newest
from octavo.session.drafts import Draft
from octavo.session.events import (
    AnsweringChanged,
    Events,
    HostWaits,
    MessageAdded,
    MessageChanged,
    MessageGrew,
    MessageRemoved,
    SessionEvent,
)
from octavo.session.session import Session
from octavo.session.state import ChatMessage, Citation, MessageState, Problem, ThreadItem
from octavo.ui.chat.message import WAITING
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.chat.presenter import ChatPresenter
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.tasks import TaskOwner
from support.chat import answer, citation, question
from support.chat_view import click_chips, lines
from support.qt import until


class ScriptedConversation:
    """Keeps messages of threads; an answer goes on when the test lets it."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self.kept: dict[str, list[ChatMessage]] = {"t1": [], "t2": []}
        self.asked: list[tuple[str, str]] = []
        self.retried: list[tuple[str, str, str, bool]] = []
        self.stopped: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.refusal: AppError | None = None
        self.open: set[str] = set()
        self.at_first = 50

    async def newest(self, thread_id: str) -> Newest:
        messages = await self.messages(thread_id)
        return Newest(messages[-self.at_first :], has_earlier=len(messages) > self.at_first)

    async def messages(self, thread_id: str) -> tuple[ChatMessage, ...]:
        kept = tuple(self.kept[thread_id])
        await self.gate.wait()
        return kept

    def answering(self, thread_id: str) -> bool:
        return thread_id in self.open

    async def ask(self, thread_id: str, text: str, *, quoted: bool) -> None:
        assert not quoted
        await asyncio.sleep(0)
        if self.refusal is not None:
            raise self.refusal
        self.asked.append((thread_id, text))

    async def again(
        self, thread_id: str, asked: ChatMessage, failed: ChatMessage, *, quoted: bool
    ) -> None:
        self.retried.append((thread_id, asked.id, failed.id, quoted))

    async def stop(self, thread_id: str) -> None:
        self.stopped.append(thread_id)


class ScriptedThreads:
    def __init__(self, conversation: ScriptedConversation) -> None:
        self._conversation = conversation
        self.failure: AppError | None = None

    async def create(self) -> ThreadItem:
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        self._conversation.kept["new"] = []
        return ThreadItem("new", "", 0, "a")


class ScriptedSession:
    def __init__(self) -> None:
        self.hosts = None  # nothing to agree to
        self.events = Events()
        self.conversation = ScriptedConversation(self.events)
        self.threads = ScriptedThreads(self.conversation)
        self.drafts = ScriptedDrafts()


class ScriptedDrafts:
    """Keeps drafts as long as the test lasts."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}

    async def keep(self, thread_id: str, draft: Draft) -> None:
        self.kept = {
            key: one for key, one in {**self.kept, thread_id: draft}.items() if one != Draft()
        }


class Stage:
    """Everything that a test of the presenter needs."""

    def __init__(self, panel: ChatPanel) -> None:
        self.panel = panel
        self.session = ScriptedSession()
        self.conversation = self.session.conversation
        self.emit = self.session.events.emit
        self.errors: list[BaseException] = []
        self.tasks = TaskOwner(self.errors.append)
        self.presenter = ChatPresenter(cast("Session", self.session), panel, self.tasks)

    @property
    def lines(self) -> list[str]:
        self.panel.transcript.flush()
        return lines(self.panel.transcript.document())


@pytest.fixture
async def stage(panel: ChatPanel) -> AsyncIterator[Stage]:
    made = Stage(panel)
    yield made
    await made.presenter.aclose()
    await made.tasks.aclose()


async def test_an_answer_comes_in(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.conversation.open.add("t1")
    stage.emit(AnsweringChanged("t1", answering=True))
    stage.emit(MessageAdded("t1", question("u1", "When?")))
    assert stage.lines == ["When?", str(WAITING)]
    assert stage.panel.composer.button.text() == "Stop"
    stage.emit(MessageAdded("t1", answer("a1", "", state=MessageState.STREAMING)))
    stage.emit(MessageGrew("t1", "a1", "After a ", ()))
    stage.emit(MessageGrew("t1", "a1", "year.", ()))
    assert stage.lines == ["When?", "After a year."]
    stage.emit(MessageChanged("t1", answer("a1", "After a year!")))
    stage.conversation.open.clear()
    stage.emit(AnsweringChanged("t1", answering=False))
    assert stage.lines == ["When?", "After a year!"]
    assert stage.panel.composer.button.text() == "Send"


async def test_other_threads_are_not_shown(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.emit(MessageAdded("t2", question("u1", "When?")))
    stage.emit(AnsweringChanged("t2", answering=True))
    assert stage.lines == []
    assert stage.panel.composer.button.text() == "Send"


async def test_the_thread_asked_for_last_wins(stage: Stage) -> None:
    stage.conversation.kept["t1"] = [question("u1", "One?")]
    stage.conversation.kept["t2"] = [question("u2", "Two?")]
    stage.conversation.gate.clear()
    first = asyncio.create_task(stage.presenter.show_thread("t1"))
    await asyncio.sleep(0)
    second = asyncio.create_task(stage.presenter.show_thread("t2"))
    await asyncio.sleep(0)
    stage.conversation.gate.set()
    await asyncio.gather(first, second)
    assert stage.lines == ["Two?"]


async def test_what_comes_while_a_thread_is_loaded_is_shown_once(stage: Stage) -> None:
    stage.conversation.kept["t1"] = [question("u1", "One?")]
    stage.conversation.gate.clear()
    loading = asyncio.create_task(stage.presenter.show_thread("t1"))
    await asyncio.sleep(0)
    stage.emit(MessageAdded("t1", question("u1", "One?")))
    stage.emit(MessageAdded("t1", question("u2", "Two?")))
    stage.conversation.gate.set()
    await loading
    assert stage.lines == ["One?", "Two?"]


async def test_a_wait_that_is_told_while_a_thread_is_loaded_is_shown(stage: Stage) -> None:
    stage.conversation.kept["t1"] = [question("u1", "One?")]
    stage.conversation.open.add("t1")
    stage.conversation.gate.clear()
    loading = asyncio.create_task(stage.presenter.show_thread("t1"))
    await asyncio.sleep(0)
    stage.emit(HostWaits("t1", 90.0, "Slow down."))
    stage.conversation.gate.set()
    await loading
    assert "Slow down." in stage.panel.host_wait.words


async def test_a_wait_is_told_again_when_the_person_comes_back(stage: Stage) -> None:
    stage.conversation.kept["t1"] = [question("u1", "One?")]
    stage.conversation.open.add("t1")
    await stage.presenter.show_thread("t1")
    stage.emit(HostWaits("t1", 90.0, "Slow down."))
    await stage.presenter.show_thread("t2")
    assert stage.panel.host_wait.words == ""
    stage.emit(MessageAdded("t2", question("u2", "Two?")))  # nothing to the other thread
    stage.emit(MessageChanged("t1", answer("a0", "Rated.")))
    await stage.presenter.show_thread("t1")
    assert "Slow down." in stage.panel.host_wait.words
    assert 0 < int(stage.panel.host_wait.words.split()[3]) <= 90


async def test_a_wait_that_is_told_of_a_thread_out_of_view_waits_for_it(stage: Stage) -> None:
    stage.conversation.open.add("t1")
    await stage.presenter.show_thread("t2")
    stage.emit(HostWaits("t1", 90.0, "Slow down."))
    assert stage.panel.host_wait.words == ""
    await stage.presenter.show_thread("t1")
    assert "Slow down." in stage.panel.host_wait.words


@pytest.mark.parametrize(
    "end", [MessageAdded("t1", answer("a1", "So.")), AnsweringChanged("t1", answering=False)]
)
async def test_a_wait_that_ended_out_of_view_is_not_told(stage: Stage, end: SessionEvent) -> None:
    stage.conversation.open.add("t1")
    await stage.presenter.show_thread("t2")
    stage.emit(HostWaits("t1", 90.0, "Slow down."))
    stage.emit(end)
    await stage.presenter.show_thread("t1")
    assert stage.panel.host_wait.words == ""


async def test_a_question_goes_to_the_thread(stage: Stage) -> None:
    await stage.presenter.show_thread("t2")
    stage.panel.question_submitted.emit("When?")
    await until(lambda: stage.conversation.asked == [("t2", "When?")], "asked")


async def test_the_first_question_makes_a_thread(stage: Stage) -> None:
    stage.panel.question_submitted.emit("When?")
    await until(lambda: stage.conversation.asked == [("new", "When?")], "asked")
    assert stage.presenter.thread_id == "new"


async def test_a_refused_question_comes_back(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.conversation.refusal = InputError("One at a time.")
    stage.panel.composer.set_text("When?")
    stage.panel.composer.button.click()
    await until(lambda: stage.errors == [stage.conversation.refusal], "told")
    assert stage.panel.composer.text == "When?"


async def test_a_question_without_a_thread_to_go_to_comes_back(stage: Stage) -> None:
    stage.session.threads.failure = ApiConnectionError("The engine cannot be reached.")
    stage.panel.composer.set_text("When?")
    stage.panel.composer.button.click()
    await until(lambda: stage.errors == [stage.session.threads.failure], "told")
    assert stage.panel.composer.text == "When?"


async def answering(stage: Stage) -> None:
    """Show a thread that answers."""
    await stage.presenter.show_thread("t1")
    stage.conversation.open.add("t1")
    stage.emit(AnsweringChanged("t1", answering=True))


def ended(stage: Stage) -> None:
    stage.conversation.open.clear()
    stage.emit(AnsweringChanged("t1", answering=False))


async def test_what_waited_is_asked_when_the_answer_ends_whatever_is_in_view(
    stage: Stage,
) -> None:
    await answering(stage)
    stage.panel.composer.waiting_submitted.emit("Next?")
    assert stage.panel.composer.waiting.question == "Next?"
    await stage.presenter.show_thread("t2")
    assert stage.panel.composer.waiting.question == ""
    assert stage.conversation.asked == []
    ended(stage)
    await until(lambda: stage.conversation.asked == [("t1", "Next?")], "it is asked")


async def test_what_waits_can_be_taken_back(stage: Stage) -> None:
    await answering(stage)
    stage.panel.composer.waiting_submitted.emit("Next?")
    stage.panel.composer.set_text("Draft")
    stage.panel.composer.waiting.button.click()
    assert stage.panel.composer.text == "Next?\n\nDraft"
    ended(stage)
    await asyncio.sleep(0)
    assert stage.conversation.asked == []


async def test_who_stops_the_answer_has_the_next_question_back(stage: Stage) -> None:
    await answering(stage)
    stage.panel.composer.waiting_submitted.emit("Next?")
    stage.panel.composer.button.click()
    ended(stage)
    assert (stage.panel.composer.text, stage.panel.composer.waiting.question) == ("Next?", "")
    assert stage.conversation.asked == []


async def test_stop_reaches_the_session(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.conversation.open.add("t1")
    stage.panel.stop_requested.emit()
    await until(lambda: stage.conversation.stopped == ["t1"], "stopped")


async def test_a_failed_answer_is_asked_for_again(stage: Stage) -> None:
    failed = answer("a2", "", state=MessageState.FAILED, problem=Problem("Failed", "So."))
    stage.conversation.kept["t1"] = [
        question("u1", "One?"),
        answer("a1", "Yes."),
        question("u2", "Two?"),
        failed,
    ]
    await stage.presenter.show_thread("t1")
    stage.panel.retry_requested.emit("a2")
    await until(lambda: stage.conversation.retried == [("t1", "u2", "a2", False)], "asked again")
    stage.panel.quotes_requested.emit("a2")
    quoted = ("t1", "u2", "a2", True)
    await until(lambda: stage.conversation.retried[1:] == [quoted], "quotes are asked for")
    assert stage.conversation.asked == [], "the question is put a second time"
    stage.panel.retry_requested.emit("unknown")


async def test_a_question_that_never_arrived_stays_until_it_is_taken(stage: Stage) -> None:
    lost = question("local-1", "Lost?", problem=Problem("No connection", "So."))
    stage.conversation.kept["t1"] = [lost]
    await stage.presenter.show_thread("t1")
    before = stage.lines
    stage.panel.retry_requested.emit("local-1")
    retried = [("t1", "local-1", "local-1", False)]
    await until(lambda: stage.conversation.retried == retried, "asked again")
    assert stage.lines == before
    stage.emit(MessageRemoved("t1", "local-1"))
    assert stage.lines == []


async def test_a_refused_question_comes_back_before_the_draft(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.conversation.refusal = InputError("One at a time.")
    stage.panel.question_submitted.emit("When?")
    stage.panel.composer.set_text("a draft")
    await until(lambda: stage.errors == [stage.conversation.refusal], "told")
    assert stage.panel.composer.text == "When?\n\na draft"


async def test_a_refused_question_waits_in_its_own_thread(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.conversation.refusal = InputError("One at a time.")
    stage.panel.question_submitted.emit("When?")
    await stage.presenter.show_thread("t2")
    await until(lambda: stage.errors == [stage.conversation.refusal], "told")
    assert stage.panel.composer.text == ""
    await stage.presenter.show_thread("t1")
    assert stage.panel.composer.text == "When?"


async def test_a_message_that_loading_brought_is_not_added_again(stage: Stage) -> None:
    stage.conversation.kept["t1"] = [question("u1", "One?")]
    await stage.presenter.show_thread("t1")
    stage.emit(MessageAdded("t1", question("u1", "One?")))
    assert stage.lines == ["One?"]


async def test_drafts_stay_with_their_threads(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    stage.panel.composer.set_text("a draft")
    await stage.presenter.show_thread("t2")
    assert stage.panel.composer.text == ""
    await stage.presenter.show_thread("t1")
    assert stage.panel.composer.text == "a draft"
    stage.presenter.clear()
    assert (stage.panel.composer.text, stage.presenter.thread_id) == ("", None)


async def test_the_end_of_a_long_thread_is_there_before_its_beginning(stage: Stage) -> None:
    stage.conversation.at_first = 2
    stage.conversation.kept["t1"] = [question(f"u{n}", f"Number {n}?") for n in range(9)]
    await stage.presenter.show_thread("t1")
    assert stage.lines[-2:] == ["Number 7?", "Number 8?"]
    stage.emit(MessageAdded("t1", question("u9", "Number 9?")))
    await stage.presenter.whole()
    await until(lambda: not stage.panel.transcript.is_filling, "it is written out")
    assert stage.lines == [f"Number {n}?" for n in range(10)]


async def test_drafts_and_a_waiting_question_are_kept_for_another_start(
    stage: Stage, qtbot: QtBot
) -> None:
    await stage.presenter.show_thread("t1")
    stage.panel.composer.edit.insertPlainText("half a question")
    await until(lambda: stage.session.drafts.kept, "it is kept")
    assert stage.session.drafts.kept == {"t1": Draft("half a question")}
    stage.session.drafts.kept["t2"] = Draft("more", "What waited?")
    panel = ChatPanel()
    qtbot.addWidget(panel)
    again = ChatPresenter(cast("Session", stage.session), panel, stage.tasks)
    await again.show_thread("t1")
    assert panel.composer.text == "half a question"
    await again.show_thread("t2")  # nothing is answered there any more: it is not asked by itself
    assert panel.composer.text == "What waited?\n\nmore"
    await again.aclose()
    assert stage.session.drafts.kept == {
        "t1": Draft("half a question"),
        "t2": Draft("What waited?\n\nmore"),
    }


async def test_a_closed_presenter_hears_nothing(stage: Stage) -> None:
    await stage.presenter.show_thread("t1")
    await stage.presenter.aclose()
    stage.emit(MessageAdded("t1", question("u1", "When?")))
    assert stage.lines == []
    stage.presenter._unsubscribe = lambda: None  # the fixture closes once more


async def test_siblings_are_the_citations_of_the_same_message(stage: Stage) -> None:
    one, two = "a 【1】 b 【2】", "c 【1】"
    first = answer("a1", one, citations=(citation(one, "【1】"), citation(one, "【2】")))
    second = answer("a2", two, citations=(citation(two, "【1】"),))
    stage.conversation.kept["t1"] = [first, second]
    await stage.presenter.show_thread("t1")
    panel = stage.panel
    assert panel.citations_beside(first.citations[1]) == first.citations
    assert panel.citations_beside(second.citations[0]) == second.citations
    stranger = citation(one, "【2】", page=99)
    assert panel.citations_beside(stranger) == (stranger,)


async def test_a_chip_from_before_its_message_was_read_again_has_its_siblings(
    stage: Stage,
) -> None:
    text = "One. 【1】\n\nTwo. 【2】\n\nThree. 【3】"
    marks = ("【1】", "【2】", "【3】")
    growing = answer(
        "a1",
        text,
        citations=tuple(citation(text, one) for one in marks),
        state=MessageState.STREAMING,
    )
    ended = answer("a1", text, citations=tuple(citation(text, one) for one in marks))
    await stage.presenter.show_thread("t1")
    stage.emit(MessageAdded("t1", growing))
    stage.emit(MessageChanged("t1", ended))
    asked: list[Citation] = []
    stage.panel.citation_activated.connect(asked.append)
    click_chips(stage.panel.transcript)
    assert asked == list(ended.citations)
    assert any(one is not new for one, new in zip(asked, ended.citations, strict=True))
    for number, one in enumerate(asked):
        siblings = stage.panel.citations_beside(one)
        assert siblings is ended.citations
        assert one.among(siblings) == number


# -- links -----------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    handed: list[str] = []

    def open_url(url: QUrl) -> bool:
        handed.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return handed


def dialog() -> ConfirmDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, ConfirmDialog)), None)


def words(shown: ConfirmDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in shown.findChildren(QLabel))


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_link_is_opened_only_after_a_confirm(
    stage: Stage, opened: list[str], *, agreed: bool
) -> None:
    """Security 2: the confirm shows the true host and a label that claims another."""
    stage.panel.link_activated.emit("https://аррӏе.com/login", "bank.example")
    await until(dialog, "asked")
    shown = dialog()
    assert shown is not None
    assert "xn--80ak6aa92e.com" in words(shown)
    assert "bank.example" in words(shown)
    assert opened == []
    (shown.accept_button if agreed else shown.cancel).click()
    await until(lambda: not stage.tasks.busy, "decided")
    assert opened == (["https://аррӏе.com/login"] if agreed else [])
    assert stage.errors == []


@pytest.mark.parametrize("href", ["javascript:x", "file:///etc/passwd", "qrc:/a", "ftp://x.y/"])
async def test_other_links_are_refused(stage: Stage, opened: list[str], href: str) -> None:
    """Security 2."""
    stage.panel.link_activated.emit(href, "a page")
    await until(lambda: stage.errors, "refused")
    assert isinstance(stage.errors[0], InputError)
    assert dialog() is None
    assert opened == []
