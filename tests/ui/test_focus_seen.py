"""Wherever the keys are in a dialog, it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from octavo.engine.evaluation.questions import Question
from octavo.pdf.page import OutlineEntry
from octavo.protocol.usage import UsageItem
from octavo.session.state import DocumentState
from octavo.session.usage import UsageReport
from octavo.ui import fitting, theme
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.insight.page import InsightPage
from octavo.ui.pdf.outline import OutlineTree
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.keys import KeysPage
from octavo.ui.preferences.usage import UsagePage
from octavo.ui.settings import Scheme
from octavo.ui.trials.view import TrialView
from octavo.ui.widgets.scrolling import Scrolling
from support.focus_seen import focus_unseen
from support.pdfs import make_pdf
from support.qt import application, until
from support.window import click_chip, open_window, pages_of, panel_of, press, type_question
from ui.test_access import MAKERS


@pytest.fixture(params=[theme.LIGHT, theme.DARK], ids=["light", "dark"])
def _worn(request: pytest.FixtureRequest) -> Iterator[None]:
    app = application()
    theme.apply(app, request.param)
    yield
    theme.apply(app, theme.LIGHT)


@pytest.fixture(params=MAKERS)
def shown(request: pytest.FixtureRequest, qtbot: QtBot, _worn: None) -> QWidget:
    made: QWidget = MAKERS[request.param]()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def test_where_the_keys_are_is_seen(shown: QWidget) -> None:
    if not isinstance(shown, SettingsDialog):
        assert focus_unseen(shown) == []
        return
    for page in range(shown.pages.count()):
        shown.subjects.setCurrentRow(page)
        QApplication.processEvents()
        assert focus_unseen(shown) == []


def test_a_dialog_that_scrolls_begins_where_it_would_without(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(kind: str, *, room: int) -> str:
        monkeypatch.setattr(fitting, "room_for", lambda _: room)
        made = MAKERS[kind]()
        qtbot.addWidget(made)
        fitting.fit(made)
        made.show()
        made.activateWindow()
        assert QTest.qWaitForWindowActive(made)
        assert bool(made.findChildren(QScrollArea)) is (room < 400)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused.accessibleName()

    assert first("assistant", room=300) == first("assistant", room=2000) == "Name"


def test_settings_scroll_their_pages_only_and_the_keys_stop_where_something_scrolls(
    qtbot: QtBot,
) -> None:
    made = MAKERS["settings"]()
    assert isinstance(made, SettingsDialog)
    qtbot.addWidget(made)
    made.resize(680, 300)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    page = made.pages.currentWidget()
    assert isinstance(page, Scrolling)
    assert page.verticalScrollBar().maximum() > 0
    assert page.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert made.rect().contains(made.close_button.geometry())
    assert made.subjects.geometry().bottom() < made.close_button.geometry().top()
    made.resize(680, 700)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    assert page.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_page_beside_the_chat_has_an_edge_only_for_who_comes_by_keys(qtbot: QtBot) -> None:
    page = InsightPage()
    qtbot.addWidget(page)
    view = page.show_trial("Test", ["lease.pdf"], "Note")
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    view.show_questions([Question("When?", "lease.pdf", frozenset())])
    view.run.setFocus()
    view.set_running(running=True)
    assert view.cancel.hasFocus(), "the keys stay with what can be done"
    view.set_running(running=False)
    assert view.run.hasFocus()
    assert not page._scroll.property("reached")
    page.setFocus()
    assert page._scroll.hasFocus()
    assert not page._scroll.property("reached")
    view.entry.question.setFocus()
    page.setFocus(Qt.FocusReason.TabFocusReason)
    assert page._scroll.property("reached")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_where_the_keys_are_in_the_window_is_seen(tmp_path: Path, scheme: Scheme) -> None:
    lease = make_pdf(tmp_path / "lease.pdf", ("A lease.", "The rent is due on the third day."))
    async with open_window(tmp_path / "data", [lease], scheme=scheme) as program:
        documents = program.window.sidebar.documents_model
        await until(
            lambda: (
                documents.rowCount()
                and documents.index(0).data(ITEM_ROLE).state is DocumentState.READY
            ),
            "it is read",
        )
        type_question(program, "When is the rent due?")
        panel, pages = panel_of(program), pages_of(program)
        await until(lambda: panel.messages[1:] and panel.composer.button.text() == "Send", "it")
        await click_chip(program)
        await until(lambda: pages.canvas.marks, "the page")
        assert not pages.canvas.property("reached")  # a click needs no sign
        pages.open_find()
        pages.show_side(shown=True)
        await press(program, "Alt+1")
        assert program.frame.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        assert focus_unseen(program.frame) == []
        await press(program, "Alt+3")
        await press(program, "Alt+2")
        assert program.frame.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("kind", ["outline", "keys", "usage", "trial"])
def test_a_row_that_has_the_keys_has_one_ground_in_all_its_columns(qtbot: QtBot, kind: str) -> None:
    window = _list_of(kind)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    tree = window if isinstance(window, QTreeWidget) else window.findChildren(QTreeWidget)[0]
    item = tree.topLevelItem(0)
    assert item is not None
    tree.setCurrentItem(item)
    tree.setFocus()
    QApplication.processEvents()
    picture = tree.viewport().grab().toImage()
    grounds = set()
    for column in range(tree.columnCount()):
        cell = tree.visualRect(tree.indexFromItem(item, column))
        grounds.add(picture.pixelColor(cell.right() - 2, cell.bottom() - 2).name())
    assert grounds == {QColor(theme.current().selection).name()}


def _list_of(kind: str) -> QWidget:
    """Return a list of several columns, or what it stands in, with a row at least."""
    if kind == "outline":
        outline = OutlineTree()
        outline.show_outline([OutlineEntry(0, "Notice", 3)])
        return outline
    if kind == "usage":
        usage = UsagePage()
        one = UsageItem(month="2026-11", model="a", answers=1, prompt_tokens=9, completion_tokens=4)
        usage.show_report(UsageReport((one,), {}))
        return usage
    if kind == "keys":
        return KeysPage(())
    trial = TrialView(["lease.pdf"], "How it is asked.")
    trial.show_questions([Question("When?", "lease.pdf")])
    return trial
