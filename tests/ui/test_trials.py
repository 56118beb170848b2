"""An assistant is put to the test in the window: questions entered and loaded, asked, scored."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from octavo.engine.evaluation.figures import Figure
from octavo.engine.evaluation.questions import Question
from octavo.session.state import Problem
from octavo.session.trials.trial import TrialOutcome
from octavo.ui import theme
from octavo.ui.assistants.manager import AssistantCommand, ManagerDialog
from octavo.ui.columns import LEAST_CHAT
from octavo.ui.insight.page import InsightPage
from octavo.ui.language import Language
from octavo.ui.trials.view import TrialView
from support.collection_dialogs import all_ready
from support.cut_off import cut_off
from support.languages import spoken
from support.overlaps import overlaps
from support.pdfs import make_pdf
from support.qt import application, until
from support.shots import keep
from support.window import open_window, pages_of

LEASE = (
    "# Lease\n\nThe lease is a contract between the landlord and the tenant of the mill.",
    "# Rent\n\nThe rent of the mill is due on the third working day of each month, at noon.",
    "# Notice\n\nThe tenant may terminate the lease of the mill with three months' notice.",
)
RENT = Question("When is the rent due?", "lease.pdf", frozenset({("lease.pdf", 2)}), ("third",))
_LEFT = Qt.MouseButton.LeftButton


def _cells(view, row):
    item = view.list.topLevelItem(row)
    return [item.text(column) for column in range(view.list.columnCount())]


def _click(view, row):
    item = view.list.topLevelItem(row)
    place = view.list.visualItemRect(item).center()
    QTest.mouseClick(view.list.viewport(), _LEFT, pos=place)


def _dialog(program, kind):
    return next((one for one in program.frame.findChildren(kind) if one.isVisible()), None)


async def _chosen(program, path):
    """Choose a file in the dialog that asks for one."""
    await until(lambda: _dialog(program, QFileDialog), "the dialog")
    dialog = _dialog(program, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    await until(lambda: not _dialog(program, QFileDialog), "the dialog is gone")


async def _view(program):
    page = program.presenter.insight_page
    await until(lambda: isinstance(page.view, TrialView), "the test")
    assert program.window.shows(page)
    return page.view


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        opened.presenter.add([make_pdf(tmp_path / "lease.pdf", LEASE)])
        await until(lambda: all_ready(opened), "it is read", seconds=120)
        yield opened


async def test_questions_are_entered_asked_and_scored(program, tmp_path):
    program.window.header.assistants.test_asked.emit()
    view = await _view(program)
    assert not view.run.isEnabled()
    QTest.keyClicks(view.entry.question, RENT.text)
    QTest.keyClicks(view.entry.pages, "2")
    QTest.keyClicks(view.entry.expected, "third working day")
    QTest.keyClick(view.entry.expected, Qt.Key.Key_Return)
    QTest.keyClicks(view.entry.question, "Who discovered penicillin?")
    view.entry.unanswerable.setChecked(True)
    view.entry.add.click()
    assert [question.text for question in view.questions] == [
        RENT.text,
        "Who discovered penicillin?",
    ]
    view.run.click()
    await until(lambda: view.figures, "the figures")
    assert _cells(view, 0)[1:] == [
        "lease.pdf, p. 2 · “third working day”",
        "place 1",
        "has the text",
        "1 of 1",
    ]
    assert _cells(view, 1)[3] == "refused, as expected"
    assert view.figures["Right page first"] == "100 % (100 to 100) · 1 case"
    assert view.state.text() == "2 of 2 questions asked"
    assert not view.is_running
    keep(program.frame, "trial")

    _click(view, 0)
    pages = pages_of(program)
    await until(lambda: program.window.shows_page_view and pages.canvas.marks, "the page")
    assert pages.canvas.page == 2
    keep(program.frame, "trial-page")

    view.save.click()
    await _chosen(program, tmp_path / "mine.json")
    await until((tmp_path / "mine.json").exists, "they are saved")
    assert json.loads((tmp_path / "mine.json").read_bytes())[0]["gold_pages"] == [2]
    assert program.window.sidebar.threads_model.rowCount() == 0


async def test_questions_are_loaded_and_what_is_wrong_with_them_is_said(program, tmp_path):
    program.window.assistants_asked.emit()
    await until(lambda: _dialog(program, ManagerDialog), "the assistants")
    _dialog(program, ManagerDialog).buttons[AssistantCommand.TEST].click()
    view = await _view(program)
    bad = tmp_path / "bad.json"
    bad.write_text("[1]")
    view.load.click()
    await _chosen(program, bad)
    bar = program.window.problem_bar
    await until(bar.isVisible, "what is wrong")
    good = tmp_path / "good.json"
    good.write_text(json.dumps([{"question": "And this?", "pdf": "other.pdf", "gold_pages": [1]}]))
    view.load.click()
    await _chosen(program, good)
    await until(lambda: view.questions, "the questions")
    view.run.click()
    await until(lambda: view.state.text() == "1 of 1 questions asked", "it is asked")
    await until(lambda: not view.is_running, "it is done")
    assert "other.pdf" in _cells(view, 0)[3]
    assert view.figures == {}
    QTest.keyClick(program.presenter.insight_page, Qt.Key.Key_Escape)
    program.window.header.assistants.test_asked.emit()
    again = program.presenter.insight_page
    await until(lambda: again.view is not view, "another view")
    assert [question.text for question in again.view.questions] == ["And this?"]


async def test_a_trial_that_is_cancelled_keeps_what_was_asked(program):
    program.window.header.assistants.test_asked.emit()
    view = await _view(program)
    view.show_questions([RENT] * 200)
    view.run.click()
    await until(lambda: _cells(view, 1)[2] != "", "two answers")
    assert view.bar.isVisible()
    assert not view.entry.isEnabled()
    view.cancel.click()
    await until(lambda: view.figures and not view.is_running, "it has ended")
    assert _cells(view, 199)[2] == ""
    assert view.entry.isEnabled()


def test_outcomes_are_told_in_words(qtbot):
    view = TrialView(["lease.pdf"], "Note")
    qtbot.addWidget(view)
    absent = Question("And?", "lease.pdf", answerable=False)
    view.show_questions([RENT, RENT, absent, RENT])
    view.show_outcomes(
        [
            TrialOutcome(RENT, refused=True),
            TrialOutcome(RENT, rank=3, contained=False, checked=(True, False)),
            TrialOutcome(absent),
            TrialOutcome(RENT, problem=Problem("Not asked", "It is gone.")),
        ]
    )
    assert [_cells(view, row)[2:] for row in range(4)] == [
        ["not found", "refused", "–"],
        ["place 4", "lacks the text", "1 of 2"],
        ["–", "answered all the same", "–"],
        ["Not asked", "It is gone.", "–"],
    ]


@pytest.mark.parametrize(("pages", "fits"), [("3", True), ("3, 5", True), ("x", False), ("", True)])
def test_only_pages_are_taken_for_pages(qtbot, pages, fits):
    view = TrialView(["lease.pdf"], "Note")
    qtbot.addWidget(view)
    view.entry.question.setText("When?")
    view.entry.pages.setText(pages)
    assert view.entry.add.isEnabled() is fits


async def test_without_documents_a_test_says_what_it_lacks(tmp_path):
    async with open_window(tmp_path / "data") as program:
        program.window.header.assistants.test_asked.emit()
        view = await _view(program)
        assert view.note.text().startswith("This assistant has no documents")
        assert not view.run.isEnabled()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_beside_a_page_it_has_room_and_does_not_scroll_sideways(qtbot, language):
    theme.apply(application(), theme.LIGHT)
    with spoken(language):
        page = InsightPage()
        qtbot.addWidget(page)
        view = page.show_trial("Test", ["lease.pdf"], "Note")
        view.show_questions([RENT])
        view.show_outcomes([TrialOutcome(RENT, rank=0, contained=True, checked=(True,))])
        shares = {"Right page among the first five": Figure(1, 1, 1, 3)}
        view.show_figures(shares)
        page.resize(LEAST_CHAT, 560)
        page.show()
        QApplication.processEvents()
        keep(page, f"trial-narrow-{language.value}")
        assert page._scroll.horizontalScrollBar().maximum() == 0
        assert overlaps(view) == []
        assert cut_off(view) == []
        assert view.list.isColumnHidden(1)
        assert page.title.width() > page.width() / 2
        assert page.back.toolTip() == page.back.accessibleName()
        page.resize(900, 560)
        QApplication.processEvents()
        keep(page, f"trial-wide-{language.value}")
        assert not view.list.isColumnHidden(1)
        assert page.back.text() == page.back.accessibleName()
        assert view.entry.document.y() == view.entry.expected.y()
        assert view.load.geometry().center().y() == view.run.geometry().center().y()
