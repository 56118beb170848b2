"""The chat with a model: queued, stopped, failed and tried again, edited, rated, explained."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel

from octavo.program import Program
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.session.engine_words import quoted
from octavo.session.state import MessageState, Rating
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.chat.details_dialog import DetailsDialog
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.chat.message import RETRY, STOPPED
from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.chat.writer import COPY_CODE
from support.asking import LEASE
from support.hands import (
    RIGHT,
    choose,
    click,
    dialog_of,
    is_gone,
    pick,
    point,
    press,
    type_into,
)
from support.languages import told
from support.looks import Look
from support.model_server import (
    DONE,
    Answer,
    ModelServer,
    Seen,
    chunk,
    head,
    model_server,
    says,
    sends,
)
from support.outcomes import action_place, all_read, answered, colours, is_marked, seen, threads
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import click_chip, drag, drop, open_window, pages_of, panel_of, type_question

pytestmark = pytest.mark.window

WRITTEN = """The deposit amounts to 2,400 euros [1]. The landlord owns nine horses [1].

| What | How much |
|---|---|
| Deposit | 2,400 euros |

```python
deposit = 2_400
```
"""


def in_turn(*answers: Answer) -> Answer:
    """Answer one after the other; asked to write a question whole, repeat it."""
    waiting = list(answers)

    async def answer(writer: asyncio.StreamWriter, seen: Seen) -> None:
        told = seen.json["messages"][-1]["content"]
        before, tag, question = told.rpartition("<question>")
        if tag and "<conversation>" in before:
            await says(question.partition("<")[0])(writer, seen)
        else:
            await waiting.pop(0)(writer, seen)

    return answer


def held(go: asyncio.Event) -> Answer:
    """Begin an answer, and end it when it may."""

    async def answer(writer: asyncio.StreamWriter, _: Seen) -> None:
        writer.write(head() + chunk({"content": "The tenant may terminate the lease "}))
        await writer.drain()
        await go.wait()
        writer.write(chunk({"content": "by giving three months written notice [1]."}))
        writer.write(chunk(reason="stop") + DONE)
        await writer.drain()
        writer.close()

    return answer


@pytest.fixture
async def host() -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        yield made


@pytest.fixture
async def asking(look: Look, tmp_path: Path, host: ModelServer) -> AsyncIterator[Program]:
    """Open a window over a lease, whose assistant gets the host's model in its dialog."""

    async def key_of(_: str) -> str | None:
        return None

    providers = Providers(tmp_path / "data" / FILE_NAME, key_of)
    await providers.put(Provider(name="tiny", base_url=host.url, context_tokens=8192))
    await providers.allow("tiny")
    async with open_window(tmp_path / "data") as program:
        window = program.window
        drop(window, drag(window, [make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")]))
        await all_read(program, ["lease.pdf"])
        click(window.header._button)
        await choose(told("Edit…"))
        dialog = await dialog_of(AssistantDialog)
        await pick(dialog.model.list, dialog.model.list.itemText(1))
        click(dialog.save)
        await is_gone(dialog)
        await until(
            lambda: told("Passages go to {host}", host="") in window.sidebar.source_words(),
            "it is said",
        )
        yield program


def words_place(program: Program, words: str) -> QPoint:
    """Return where words stand in the transcript in view."""
    transcript = panel_of(program).transcript
    found = transcript.document().find(words)
    assert not found.isNull(), f"{words} is not there"
    end = QTextCursor(found)
    found.setPosition(found.selectionStart())
    area = transcript.cursorRect(found).united(transcript.cursorRect(end))
    return area.center()


async def test_questions_wait_and_answers_are_stopped_and_tried_again(
    asking: Program, host: ModelServer
) -> None:
    window, panel, go = asking.window, panel_of(asking), asyncio.Event()
    composer, transcript = panel.composer, panel.transcript
    silent = sends(head(), chunk({"content": "The deposit is "}), close=False)
    broken = sends(head(), chunk({"content": "The deposit"}))
    answers = (held(go), says("It is 2,400 euros [1]."), silent, broken, says("2,400 euros [1]."))
    host.script = [in_turn(*answers)]

    type_question(asking, "When may the tenant terminate the lease?")
    await until(lambda: "The tenant may" in transcript.toPlainText(), "the answer begins")
    await until(lambda: composer.button.text() == told("Stop"), "it can be stopped")
    type_question(asking, "How much is the deposit of the lease?")
    await until(composer.waiting.isVisible, "the next question waits")
    assert composer.text == ""
    record(window, "chat-1-queued")
    go.set()
    await until(lambda: answered(asking, 2), "both are answered")
    asked = [one.text for one in panel.messages if one.role == "user"]
    assert asked[1] == "How much is the deposit of the lease?"
    assert not composer.waiting.isVisible()

    type_question(asking, "What is the deposit of the tenant?")
    await until(lambda: "The deposit is" in transcript.toPlainText(), "the answer begins")
    click(composer.button)
    await until(lambda: composer.button.text() == told("Send"), "it has stopped")
    assert panel.messages[-1].state is MessageState.STOPPED
    assert str(STOPPED) in transcript.toPlainText()

    type_question(asking, "Which deposit does the lease name?")
    await until(lambda: panel.messages[-1].state is MessageState.FAILED, "it has failed")
    await until(lambda: str(RETRY) in transcript.toPlainText(), "it can be tried again")
    record(window, "chat-2-failed")
    click(transcript, words_place(asking, str(RETRY)))
    await until(lambda: panel.messages[-1].state is MessageState.COMPLETED, "the second try")
    assert "2,400 euros" in panel.messages[-1].text
    assert panel.messages[-2].state is MessageState.FAILED, "what was written of it stays"


async def test_an_answer_is_read_checked_rated_explained_given_again_and_its_question_edited(
    asking: Program, host: ModelServer
) -> None:
    window, panel, transcript = asking.window, panel_of(asking), panel_of(asking).transcript
    host.script = [in_turn(says(*WRITTEN.splitlines(keepends=True)), says("It is 2,400 euros."))]
    type_question(asking, "How much is the deposit?")
    await until(lambda: answered(asking), "an answer")
    shown = transcript.toPlainText()
    for part in (
        told("checked against your documents"),
        told("\u00a0[not found]").strip(),
        quoted("The landlord owns nine horses."),
    ):
        assert part in shown
    for raw in ("|---", "```"):
        assert raw not in shown
    click(transcript, words_place(asking, str(COPY_CODE)))
    assert QGuiApplication.clipboard().text() == "deposit = 2_400"

    place = await action_place(asking, MessageAction.GOOD)
    before = look_at(asking, place)
    click(transcript, place)
    await until(lambda: panel.messages[-1].rating is Rating.GOOD, "it is rated")
    point(transcript, QPoint(2, 2))
    assert look_at(asking, await action_place(asking, MessageAction.GOOD)) != before
    record(window, "chat-3-rated")

    click(transcript, await action_place(asking, MessageAction.DETAILS))
    dialog = await dialog_of(DetailsDialog)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "tiny" in said
    assert told("{read:,} read, {written:,} written", read=100, written=10) in said
    assert f"lease.pdf · {told('p. {page}', page=3)}" in dialog.passages.item(0).text()
    record(window, "chat-4-details")
    await press(dialog, "Return")
    await is_gone(dialog)

    old = panel.messages[-1].id
    click(transcript, await action_place(asking, MessageAction.AGAIN))
    await until(lambda: answered(asking) and panel.messages[-1].id != old, "the new answer")
    assert len(panel.messages) == 2
    assert "It is 2,400 euros." in transcript.toPlainText()
    await click_chip(asking)
    await until(lambda: is_marked(pages_of(asking).canvas), "the page of its citation")
    assert pages_of(asking).canvas.page == 3

    host.script = [in_turn(says("By giving three months written notice [1]."))]
    click(transcript, words_place(asking, "How much is the deposit?"), button=RIGHT)
    await choose(told("Edit and ask again…"))
    edit = await dialog_of(EditQuestionDialog)
    await type_into(edit.field, "When may the tenant terminate the lease?")
    record(window, "chat-5-edit")
    await press(edit, "Ctrl+Return")
    await is_gone(edit)
    await until(lambda: window.header.title.startswith("When may"), "its own thread")
    await until(lambda: answered(asking), "its answer")
    assert "three months written notice" in transcript.toPlainText()
    assert len(threads(asking)) == 2


def look_at(program: Program, place: QPoint) -> list[str]:
    """Return the colours around a place of the transcript."""
    image = seen(panel_of(program).transcript.viewport())
    return [one.name() for one in colours(image, QRect(place - QPoint(8, 8), place + QPoint(8, 8)))]
