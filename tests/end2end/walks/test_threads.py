"""Threads: named, pinned, duplicated, branched, copied, exported in four forms, deleted, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from octavo.program import Program
from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.sidebar.deleted_dialog import DeletedDialog
from octavo.ui.sidebar.threads_model import PINNED
from support.hands import (
    RIGHT,
    answer_file_dialog,
    choose,
    click,
    click_row,
    dialog_of,
    is_gone,
    press,
    type_text,
)
from support.languages import told
from support.outcomes import action_place, all_read, answered, threads
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop, panel_of, type_question

pytestmark = pytest.mark.window

RENT, DEPOSIT = "When is the rent due?", "How high is the deposit?"


@pytest.fixture
async def asked(program: Program, tmp_path: Path) -> Program:
    """Return a window with two threads, each with an answer."""
    pages = ["The rent is due on the third working day.", "The deposit is 2,400 euros."]
    drop(program.window, drag(program.window, [make_pdf(tmp_path / "lease.pdf", pages)]))
    await all_read(program, ["lease.pdf"])
    for question in (RENT, DEPOSIT):
        click(program.window.sidebar.new_thread)
        await until(lambda: not panel_of(program).messages, "an empty thread")
        type_question(program, question)
        await until(lambda: answered(program), "an answer")
    assert threads(program) == [DEPOSIT, RENT]
    return program


async def test_threads_are_named_pinned_duplicated_branched_deleted_and_brought_back(
    asked: Program,
) -> None:
    window, sidebar, panel = asked.window, asked.window.sidebar, panel_of(asked)
    rows, bar = sidebar.threads, sidebar.undo_bar
    click_row(rows, 2)
    await until(lambda: window.header.title == RENT, "the other thread")
    await until(lambda: answered(asked), "its answer")

    await press(window, "F2")
    await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the title's field")
    type_text("The rent")
    await press(window, "Return")
    await until(lambda: threads(asked) == [DEPOSIT, "The rent"], "its title")
    assert window.header.title == asked.frame.windowTitle() == "The rent"

    click_row(rows, 2, button=RIGHT)
    record(window, "threads-1-menu")
    await choose(told("Pin"))
    await until(lambda: threads(asked) == ["The rent", DEPOSIT], "it is pinned")
    assert rows.model().index(0, 0).data() == str(PINNED)
    click_row(rows, 1, button=RIGHT)
    await choose(told("Duplicate"))
    copy = told("Copy of {title}", title="The rent")
    await until(lambda: window.header.title == copy, "the copy is shown")
    await until(lambda: answered(asked), "with its answer")

    click(panel.transcript, await action_place(asked, MessageAction.BRANCH))
    await until(
        lambda: window.header.title.startswith(told("Branch: {title}", title="")),
        "the branch is shown",
    )
    await until(lambda: len(panel.messages) == 2, "with the same messages")
    assert len(threads(asked)) == 4
    record(window, "threads-2-branch")

    branch = window.header.title
    row = next(
        n for n in range(rows.model().rowCount()) if rows.model().index(n, 0).data() == branch
    )
    click_row(rows, row, button=RIGHT)
    await choose(told("Delete"))
    await until(lambda: branch not in threads(asked), "it is deleted")
    assert bar.words == told("Deleted “{title}”", title=branch)
    await until(lambda: answered(asked), "the next one is shown")
    record(window, "threads-3-deleted")
    click(bar.button)
    await until(lambda: branch in threads(asked), "it is back")
    await press(window, "Ctrl+Shift+Backspace")
    await until(lambda: branch not in threads(asked), "it is deleted again")
    await until(lambda: answered(asked), "the next one is shown again")
    await press(window, "Ctrl+Shift+U")
    deleted = await dialog_of(DeletedDialog)
    assert deleted.list.count() == 1
    record(window, "threads-4-recently-deleted")
    click(deleted.restore)
    await is_gone(deleted)
    await until(lambda: branch in threads(asked), "it is back again")


async def test_a_thread_is_copied_and_taken_out_in_four_forms(
    asked: Program, tmp_path: Path
) -> None:
    window, clipboard = asked.window, QGuiApplication.clipboard()
    for form in ("md", "html", "pdf", "json"):
        await press(window, "Ctrl+E")
        path = tmp_path / f"deposit.{form}"
        await answer_file_dialog(path)
        await until(path.exists, f"the file in {form}")
        if form == "pdf":
            text = " ".join(PdfReader(path).pages[0].extract_text().split())
        else:
            text = path.read_text(encoding="utf-8")
        for part in (DEPOSIT, "2,400 euros", "lease.pdf"):
            assert part in text, form
    assert json.loads((tmp_path / "deposit.json").read_text(encoding="utf-8"))

    click_row(window.sidebar.threads, 1, button=RIGHT)
    await choose(told("Copy as Markdown"))
    await until(lambda: clipboard.text().startswith(f"# {DEPOSIT}"), "it is copied as Markdown")
    assert "lease.pdf" in clipboard.text()
    click_row(window.sidebar.threads, 1, button=RIGHT)
    await choose(told("Copy as plain text"))
    await until(lambda: clipboard.text().startswith(f"{DEPOSIT}\n"), "it is copied as text")
    click(panel_of(asked).transcript, await action_place(asked, MessageAction.COPY))
    assert "2,400 euros" in clipboard.text()
    assert not clipboard.text().startswith(DEPOSIT), "the answer alone"
