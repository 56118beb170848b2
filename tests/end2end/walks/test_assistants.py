"""Assistants: made from a template, changed, copied, taken out and in, put to the test, deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from octavo.program import Program
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.assistants.manager import AssistantCommand, ManagerDialog
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.trials.view import TrialView
from support.hands import (
    answer_file_dialog,
    choose,
    click,
    click_row,
    dialog_of,
    entries,
    is_gone,
    menu_in_view,
    pick,
    press,
    scroll_to,
    type_into,
    type_text,
)
from support.languages import told
from support.outcomes import all_read, is_marked
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop, pages_of

pytestmark = pytest.mark.window

LEASE = (
    "# Lease\n\nThe lease is a contract between the landlord and the tenant of the mill.",
    "# Rent\n\nThe rent of the mill is due on the third working day of each month, at noon.",
)


def listed(manager: ManagerDialog) -> list[str]:
    return [manager.list.item(row).text().split("\n")[0] for row in range(manager.list.count())]


async def test_an_assistant_is_made_changed_copied_exported_imported_and_deleted(
    program: Program, tmp_path: Path
) -> None:
    window, header = program.window, program.window.header
    reader, copy = told("Contract reader"), told("Copy of {name}", name="Lease reader")
    click(header._button)
    await until(menu_in_view, "the menu")
    assert entries(header.assistants)[-1] == told("All assistants…")
    record(window, "assistants-1-menu")
    await choose(told("New assistant…"))
    dialog = await dialog_of(AssistantDialog)
    assert not dialog.save.isEnabled()
    await pick(dialog.template, reader)
    assert dialog.name.text() == reader
    assert dialog.instructions.toPlainText()
    await type_into(dialog.description, "Reads leases")
    await scroll_to(dialog.fold)
    click(dialog.fold)
    await until(dialog.advanced.isVisible, "the fields unfold")
    record(window, "assistants-2-new")
    await scroll_to(dialog.advanced.passages)
    await type_into(dialog.advanced.passages, "12")
    await scroll_to(dialog.save)
    click(dialog.save)
    await is_gone(dialog)
    await until(lambda: header.assistant == reader, "it answers here")

    click(header._button)
    await choose(told("Edit…"))
    dialog = await dialog_of(AssistantDialog)
    assert dialog.advanced.passages.value() == 12
    await type_into(dialog.name, "Lease reader")
    await press(dialog, "Return")
    await is_gone(dialog)
    await until(lambda: header.assistant == "Lease reader", "its new name")

    await press(window, "Ctrl+Shift+A")
    manager = await dialog_of(ManagerDialog)
    assert listed(manager) == ["Octavo", "Lease reader"]
    click(manager.buttons[AssistantCommand.DUPLICATE])
    await until(lambda: manager.list.count() == 3, "the copy")
    assert listed(manager)[2] == copy
    record(window, "assistants-3-all")

    click_row(manager.list, 1)
    click(manager.buttons[AssistantCommand.EXPORT])
    path = tmp_path / "lease-reader.octavo-assistant.json"
    await answer_file_dialog(path)
    await until(path.exists, "the file")
    assert json.loads(path.read_text(encoding="utf-8"))["description"] == "Reads leases"
    click(manager.buttons[AssistantCommand.IMPORT])
    await answer_file_dialog(path)
    dialog = await dialog_of(AssistantDialog)
    assert dialog.description.text() == "Reads leases"
    await type_into(dialog.name, "Came in")
    await scroll_to(dialog.save)
    click(dialog.save)
    await is_gone(dialog)
    await until(lambda: "Came in" in listed(manager), "it is there")

    click_row(manager.list, listed(manager).index(copy))
    click(manager.buttons[AssistantCommand.DELETE])
    confirm = await dialog_of(ConfirmDialog)
    said = " ".join(one.text() for one in confirm.findChildren(QLabel))
    assert told("Delete “{name}”?", name=copy) in said
    assert told("No thread uses it, and it has no documents.") in said
    record(window, "assistants-4-delete")
    await press(confirm, "Return")  # the default keeps it
    await is_gone(confirm)
    assert manager.list.count() == 4
    await press(manager, "Del")
    click((await dialog_of(ConfirmDialog)).accept_button)
    await until(lambda: listed(manager) == ["Octavo", "Lease reader", "Came in"], "it is gone")
    await press(manager, "Esc")
    await is_gone(manager)


@pytest.mark.also_small
async def test_an_assistant_is_put_to_the_test(program: Program, tmp_path: Path) -> None:
    window = program.window
    drop(window, drag(window, [make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")]))
    await all_read(program, ["lease.pdf"])
    click(window.header._button)
    await choose(told("Test…"))
    page = program.presenter.insight_page if program.presenter else None
    assert page is not None
    await until(lambda: isinstance(page.view, TrialView), "the test")
    view = page.view
    assert isinstance(view, TrialView)
    await type_into(view.entry.question, "When is the rent due?")
    await press(window, "Tab", "Tab")
    type_text("2")
    await press(window, "Tab")
    type_text("third working day")
    click(view.entry.add)
    await type_into(view.entry.question, "Who discovered penicillin?")
    click(view.entry.unanswerable)
    click(view.entry.add)
    assert view.list.topLevelItemCount() == 2
    click(view.run)
    await until(lambda: view.figures and not view.is_running, "the figures", seconds=60)
    rows = [view.list.topLevelItem(row) for row in range(2)]
    assert [row.text(2) for row in rows if row] == [told("place {n}", n=1), "–"]
    judged = [told("has the text"), told("refused, as expected")]
    assert [row.text(3) for row in rows if row] == judged

    def shown() -> list[str]:
        return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]

    await until(lambda: told("Right page first") in shown(), "they are seen")
    assert any(one.startswith("100 % (100") for one in shown())
    record(window, "trial-1-figures")
    click_row(view.list, 0)
    canvas = pages_of(program).canvas
    await until(lambda: is_marked(canvas), "the page of the first")
    assert canvas.page == 2
    record(window, "trial-2-page")
    click(page.back)
    await until(lambda: window.shows_chat, "the chat is back")
