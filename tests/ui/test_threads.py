"""The list of threads: grouped by day, chosen, renamed, deleted."""

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from octavo.session.state import ThreadItem
from octavo.ui.sidebar.days import day_name
from octavo.ui.sidebar.thread_actions import LABELS, UNPIN, ThreadAction
from octavo.ui.sidebar.thread_list import ThreadDelegate, ThreadList
from octavo.ui.sidebar.threads_model import ITEM_ROLE, PINNED, UNTITLED, ThreadsModel
from support.qt import until

TODAY = dt.date(2026, 3, 1)
DAY = 24 * 3600


def _thread(key, title="", age=0):
    return ThreadItem(key, title, int(dt.datetime.now(dt.UTC).timestamp()) - age, "asst_1")


@pytest.fixture
def model():
    made = ThreadsModel()
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


@pytest.fixture
def view(qtbot, model):
    made = ThreadList(model)
    qtbot.addWidget(made)
    made.resize(264, 400)
    made.show()
    return made


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (TODAY, "Today"),
        (TODAY + dt.timedelta(days=1), "Today"),  # the clock was put back
        (dt.date(2026, 2, 28), "Yesterday"),
        (dt.date(2026, 2, 3), "3 February"),
        (dt.date(2025, 12, 31), "31 December 2025"),
    ],
)
def test_days_have_names(day, name):
    assert day_name(day, TODAY) == name


def test_threads_stand_under_their_days(model):
    model.set_threads([_thread("1", "One"), _thread("2"), _thread("3", "Three", 40 * DAY)])
    rows = [model.index(row).data() for row in range(model.rowCount())]

    assert rows[:3] == ["Today", "One", str(UNTITLED)]
    assert rows[4] == "Three"
    assert [row for row in range(model.rowCount()) if model.is_heading(row)] == [0, 3]
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_choosing_tells_once_and_survives_new_lists(model, view):
    chosen = QSignalSpy(view.thread_chosen)
    model.set_threads([_thread("1", "One"), _thread("2", "Two")])
    view.choose("2")
    assert chosen.count() == 0

    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(1)).center()
    )
    assert [chosen.at(0)[0], chosen.count()] == ["1", 1]
    model.set_threads([_thread("3", "Three"), _thread("1", "One"), _thread("2", "Two")])
    assert view.currentIndex().data(ITEM_ROLE).id == "1"
    assert chosen.count() == 1
    view.choose("")
    assert not view.selectionModel().hasSelection()


def test_the_arrow_keys_pass_over_headings(model, view):
    model.set_threads([_thread("1", "One"), _thread("2", "Two", 40 * DAY)])
    view.choose("1")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)

    assert view.currentIndex().data(ITEM_ROLE).id == "2"


async def test_a_thread_is_renamed_in_place(model, view):
    model.set_threads([_thread("1", "One")])
    view.choose("1")
    asked = QSignalSpy(model.rename_asked)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor.text() == "One"
    editor.setText("  The  lease ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await until(asked.count, "the title is asked for")

    assert [asked.at(0)[0], asked.at(0)[1]] == ["1", "The lease"]


@pytest.mark.parametrize("title", ["", "   ", "One"])
def test_a_title_that_says_nothing_new_is_not_taken(model, title):
    model.set_threads([_thread("1", "One")])
    asked = QSignalSpy(model.rename_asked)

    assert not model.setData(model.index_of("1"), title)
    assert asked.count() == 0


def test_key_and_menu_ask_for_what_can_be_done(model, view):
    model.set_threads([_thread("1", "One")])
    view.choose("1")
    asked = QSignalSpy(view.action_asked)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    view.show_menu(model.index_of("1"), QPoint(10, 10))
    menu = view.findChild(QMenu)
    offered = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in offered] == [str(label) for label in LABELS.values()]
    assert all(action.shortcut().toString() for action in offered)
    for action in offered:
        action.trigger()
    menu.close()

    assert [asked.at(n)[0] for n in range(asked.count())] == [ThreadAction.DELETE, *ThreadAction]
    assert {asked.at(n)[1] for n in range(asked.count())} == {"1"}


def test_pinned_threads_stand_above_the_days(model, view):
    pinned = dataclasses.replace(_thread("2", "Two", 40 * DAY), pinned=True)
    model.set_threads([_thread("1", "One"), pinned])
    rows = [model.index(row).data() for row in range(model.rowCount())]
    assert rows == [str(PINNED), "Two", "Today", "One"]

    view.show_menu(model.index_of("2"), QPoint(10, 10))
    menu = view.findChild(QMenu)
    assert str(UNPIN) in [action.text() for action in menu.actions()]
    menu.close()


def test_titles_are_never_interpreted(model):
    """Security 3: titles are made from questions and pasted text."""
    model.set_threads([_thread("1", "<img src=x> <b>bold</b>")])

    assert "<img" not in model.index_of("1").data(Qt.ItemDataRole.ToolTipRole)


def test_midnight_gives_the_days_other_names(model, monkeypatch):
    model.set_threads([_thread("1", "One"), _thread("2", "Two", DAY)])
    assert [model.index(0).data(), model.index(2).data()] == ["Today", "Yesterday"]
    told = QSignalSpy(model.dataChanged)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return tomorrow.astimezone(tz)

    monkeypatch.setattr("octavo.ui.sidebar.threads_model.dt.datetime", Clock)
    model.refresh_days()

    assert model.index(0).data() == "Yesterday"
    assert told.count() == 1


def test_what_no_one_sees_of_thousands_of_threads_is_not_worked_out(model, view, monkeypatch):
    named, measured = [], []
    monkeypatch.setattr(
        "octavo.ui.sidebar.threads_model.day_name", lambda day, _: named.append(day) or "A day"
    )

    class Measuring(ThreadDelegate):
        def sizeHint(self, option, index):
            measured.append(1)
            return super().sizeHint(option, index)

    delegate = Measuring(view)  # which the view does not keep
    view.setItemDelegate(delegate)
    model.set_threads([_thread(str(n), f"Thread {n}", n * DAY) for n in range(2000)])
    view.grab()

    assert 1 <= len(set(named)) < 20
    assert len(measured) < 20


def test_thousands_of_threads_are_shown_at_once(model, view):
    model.set_threads([_thread(str(n), f"Thread {n}", n * 3600) for n in range(5000)])
    view.scrollToBottom()
    view.grab()

    assert view.natural_height() > 5000 * 30
