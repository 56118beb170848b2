"""Small widgets: labels that take any text, the problem bar, the start page."""

import logging
import os
import stat
import sys

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from octavo.errors import ApiStatusError, InputError, StorageFullError
from octavo.session.state import Problem
from octavo.ui import theme
from octavo.ui.frame import WindowFrame
from octavo.ui.header import ThreadHeader
from octavo.ui.log_file import LogFile, log_everything
from octavo.ui.main_window import MainWindow
from octavo.ui.problems import trouble_of
from octavo.ui.settings import Scheme, WindowSettings
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.ui.widgets.empty_state import EmptyState, PageDrawing
from octavo.ui.widgets.problem_bar import ProblemBar
from octavo.ui.widgets.start_page import StartPage
from octavo.ui.widgets.undo_bar import UndoBar
from support.cut_off import cut_off
from support.qt import application
from support.shots import keep

PROBLEM = Problem("No <b>room</b>", "The disk is full.", "Free some space.")


def test_a_label_ends_where_it_must(qtbot):
    label = ElidedLabel("A title\nthat is much too long for the place that it has")
    qtbot.addWidget(label)
    label.setText("A title\nthat is much too long for the place that it has")
    label.resize(100, 20)
    label.show()

    assert label._shown().endswith("…")
    assert "much too long" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert "\n" not in label.text()


def test_what_was_done_is_said_whole_in_two_lines_and_ends_where_it_must(qtbot):
    theme.apply(application(), theme.LIGHT)
    holder, bar = QWidget(), UndoBar()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addStretch(1)
    column.addWidget(bar)
    holder.resize(220, 200)
    bar.offer("Moved “heron.pdf” to “Marsh”", lambda: None)
    holder.show()
    QApplication.processEvents()
    label = bar._words
    keep(holder, "undo-two-lines")
    assert label._shown().replace("\n", " ") == bar.words
    assert label.height() >= 2 * label.fontMetrics().lineSpacing()
    assert label.toolTip() == ""
    low = bar.height()
    bar.offer("Moved “the heron in winter.pdf” to “Birds of the marsh and the river”", lambda: None)
    assert label._shown().count("\n") == 1
    assert label._shown().endswith("…")
    assert "the river" in label.toolTip()
    bar.offer("Removed “a”", lambda: None)
    qtbot.waitUntil(lambda: bar.height() < low)


def test_the_problem_bar_shows_hides_and_acts(qtbot):
    bar = ProblemBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_problem(PROBLEM, action="Try again", details="StorageFullError")
    acted, dismissed = QSignalSpy(bar.action_triggered), QSignalSpy(bar.dismissed)

    assert not bar.isHidden()
    assert bar._details.isHidden()
    bar._fold.click()
    assert not bar._details.isHidden()
    bar._action.click()
    bar._close.click()
    assert (acted.count(), dismissed.count(), bar.isHidden()) == (1, 1, True)


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_good_news_are_not_shown_as_a_problem(qtbot, worn):
    bar = ProblemBar()
    qtbot.addWidget(bar)
    theme.apply(application(), worn)
    try:
        bar.resize(600, 60)
        for is_news, ground in ((True, worn.question), (False, worn.problem)):
            bar.show_problem(PROBLEM, is_news=is_news)
            assert bar.grab().toImage().pixelColor(3, 3).name() == QColor(ground).name()
            keep(bar, f"news-{is_news}-{worn.panel[1:]}")
    finally:
        theme.apply(application(), theme.LIGHT)


def test_a_problem_without_action_or_details_has_no_buttons_for_them(qtbot):
    bar = ProblemBar()
    qtbot.addWidget(bar)
    bar.show_problem(Problem("Title", "", ""))

    assert bar._action.isHidden()
    assert bar._fold.isHidden()
    assert bar._message.isHidden()


@pytest.mark.parametrize("kind", [ProblemBar, StartPage])
def test_problems_are_never_interpreted(qtbot, kind):
    """Security 3: messages hold file names and what servers say."""
    shown = kind()
    qtbot.addWidget(shown)
    shown.show_problem(PROBLEM)
    texts = [label for label in shown.findChildren(QLabel) if label.text()]

    assert texts
    assert {label.textFormat() for label in texts} == {Qt.TextFormat.PlainText}


def test_only_what_may_pass_can_be_tried_again():
    assert trouble_of(StorageFullError("Full.")).retry
    assert trouble_of(ApiStatusError("Busy.", status=503)).retry
    assert not trouble_of(ApiStatusError("No.", status=400)).retry
    assert not trouble_of(InputError("No.")).retry


def test_details_say_what_a_report_needs(caplog):
    error = ApiStatusError("No.", status=400, code="bad", request_id="req_1")
    assert trouble_of(error).details == "ApiStatusError 400\ncode: bad\nrequest: req_1"
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as bug:
        trouble = trouble_of(bug)
    assert "ZeroDivisionError" in trouble.details
    assert not trouble.retry
    assert "unexpected error" in caplog.text


def test_icons_follow_the_theme(qtbot):
    button = IconButton("close", "Close")
    qtbot.addWidget(button)
    button.show()
    light = button.icon().pixmap(16, 16).toImage()
    theme.apply(application(), theme.DARK)
    dark = button.icon().pixmap(16, 16).toImage()
    theme.apply(application(), theme.LIGHT)

    assert light != dark


def test_a_name_with_an_ampersand_stays_as_it_is(qtbot):
    header = ThreadHeader(menu=None)
    qtbot.addWidget(header)
    header.show_thread("Title", "Smith & Sons")

    assert header._button.text() == "Smith && Sons"
    assert header.assistant == "Smith & Sons"


def test_settings_survive(tmp_path):
    settings = WindowSettings(tmp_path)
    assert (settings.scheme, settings.columns, settings.thread_id) == (Scheme.SYSTEM, (), "")
    settings.scheme = Scheme.DARK
    settings.columns = (264, 576, 440)
    settings.thread_id = "thread_1"
    settings.folder = tmp_path
    settings.save()
    again = WindowSettings(tmp_path)

    assert (again.scheme, again.columns) == (Scheme.DARK, (264, 576, 440))
    assert (again.thread_id, again.folder) == ("thread_1", tmp_path)


def test_settings_that_somebody_broke_are_not_believed(tmp_path):
    (tmp_path / "window.ini").write_text("[window]\nscheme=pink\ncolumns=wide 3\n")
    settings = WindowSettings(tmp_path)

    assert settings.scheme is Scheme.SYSTEM
    assert settings.columns == ()


def test_the_frame_is_painted_before_it_has_content(qtbot, tmp_path):
    frame = WindowFrame(WindowSettings(tmp_path))
    qtbot.addWidget(frame)
    painted = QSignalSpy(frame.painted)
    frame.open(application())
    image = frame.grab().toImage()

    assert painted.count() == 1
    assert image.pixelColor(10, 300).name() == theme.LIGHT.window
    assert image.pixelColor(900, 300).name() == theme.LIGHT.panel


def test_closing_the_frame_only_asks(qtbot, tmp_path):
    frame = WindowFrame(WindowSettings(tmp_path))
    qtbot.addWidget(frame)
    frame.show()
    asked = QSignalSpy(frame.close_asked)
    frame.close()
    assert (asked.count(), frame.isVisible()) == (1, True)
    frame.finish()
    assert not frame.isVisible()


def test_the_window_fits_its_smallest_size(qtbot, tmp_path):
    settings = WindowSettings(tmp_path)
    frame = WindowFrame(settings)
    qtbot.addWidget(frame)
    frame.show()
    window = MainWindow(settings)
    frame.fill(window)
    chat, page = QLabel(), QLabel()
    window.place(chat, page)
    frame.resize(900, 600)
    window.show_content(empty=False)
    qtbot.waitUntil(lambda: window.splitter.width() == 900)
    window.show_page_view()

    sizes = window.splitter.sizes()
    assert frame.width() == 900
    assert sizes[0] >= 220
    assert sizes[1] >= 340
    assert sizes[2] >= 330
    window.hide_page_view()
    assert settings.columns[2] == sizes[2]
    window.take_away()
    assert not window.is_ready


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_log_is_kept_where_nobody_else_may_look(tmp_path):
    before = logging.root.handlers[:]
    hook = sys.excepthook
    handler = qInstallMessageHandler(None)
    try:
        log_everything(lambda _: None)
        log = LogFile()
        log.open(tmp_path / "data")
    finally:
        qInstallMessageHandler(handler)
        sys.excepthook = hook
    log.close()
    assert logging.root.handlers == before
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert (tmp_path / "data" / "logs" / "octavo.log").is_file()


def test_on_a_low_screen_words_and_buttons_go_before_the_drawing(qtbot):
    page = EmptyState()
    qtbot.addWidget(page)
    page.resize(560, 360)
    page.show()
    drawing = page.findChild(PageDrawing)
    assert not drawing.isVisible()
    assert cut_off(page) == []
    page.resize(560, 600)
    assert drawing.isVisible()


def test_each_thing_done_can_be_undone_for_its_own_time(qtbot):
    bar, undone = UndoBar(), []
    qtbot.addWidget(bar)
    bar.offer("Removed “a”", lambda: undone.append("a"))
    first = bar._offers[0].timer
    bar.offer("Removed “b”", lambda: undone.append("b"))
    assert (bar.words, bar.earlier.text()) == ("Removed “b”", "then 1 more")
    assert bar._offers[1].timer is not first
    first.start(0)  # its time is up
    qtbot.waitUntil(lambda: len(bar._offers) == 1)
    assert (bar.words, bar.earlier.text()) == ("Removed “b”", "")
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert undone == ["b"]
    assert not bar.isVisible()


def test_news_over_what_was_done_are_not_undone_and_closed_alone(qtbot):
    bar, done = UndoBar(), []
    qtbot.addWidget(bar)
    bar.offer("Removed “a”", lambda: done.append("a"))
    bar.offer("Octavo 9 is out", lambda: done.append("news"), action="See it")
    bar.undo()
    assert done == ["a"]
    assert bar.words == "Octavo 9 is out"
    bar.offer("Removed “b”", lambda: done.append("b"))
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert bar.words == "Octavo 9 is out"
    assert bar.button.text() == "See it"
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert done == ["a", "news"]
