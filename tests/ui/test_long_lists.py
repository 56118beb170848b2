"""Lists of thousands of rows: how much is done between two turns of the loop."""

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.documents import shown
from octavo.ui.documents.arranging import SLICE
from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.model import ITEM_ROLE, DocumentsModel
from octavo.ui.documents.shown import DocumentOrder
from octavo.ui.sidebar.threads_model import ThreadsModel
from support.qt import until

COUNT = 4 * SLICE + 1


def _item(number, **more):
    name = f"volume {COUNT - number}.pdf"
    state = more.pop("state", DocumentState.READY)
    return DocumentItem(str(number), f"file-{number}", name, None, 1000, state, **more)


@pytest.fixture
def model():
    made = DocumentsModel()
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.set_items([_item(number) for number in range(COUNT)])
    return made


@pytest.fixture
def looked_at(monkeypatch):
    """Return the names of the documents that were compared with what is looked for."""
    seen = []
    line = shown.state_line

    def counted(item):
        seen.append(item.name)
        return line(item)

    monkeypatch.setattr(shown, "state_line", counted)
    return seen


def _keys(model):
    return [model.index(row).data(ITEM_ROLE).key for row in range(model.rowCount())]


async def test_no_more_than_a_slice_is_looked_at_between_two_turns(model, looked_at, monkeypatch):
    steps = []
    step = shown.Arrangement.step

    def counted(self, count):
        before = len(looked_at)
        is_last = step(self, count)
        steps.append(len(looked_at) - before)
        return is_last

    monkeypatch.setattr(shown.Arrangement, "step", counted)
    model.look_for("volume 77")
    assert steps == [SLICE]
    assert model.rowCount() == COUNT  # what was shown stays meanwhile
    await until(lambda: model.rowCount() < COUNT, "what is found")
    assert steps == [SLICE] * 4 + [1]
    assert all("77" in model.index(row).data() for row in range(model.rowCount()))
    assert model.rowCount() == sum("77" in str(number) for number in range(1, COUNT + 1))


async def test_the_next_letter_comes_before_what_the_last_one_asked_for(model, looked_at):
    spy = QSignalSpy(model.counted)
    model.look_for("volume 7")
    model.look_for("volume 77")
    await until(lambda: model.rowCount() < COUNT, "what is found")
    assert spy.count() == 1
    assert len(looked_at) == SLICE + COUNT
    model.look_for("volume 778")
    model.look_for("")
    assert len(looked_at) == 2 * SLICE + COUNT
    assert model.rowCount() == COUNT


async def test_documents_that_change_meanwhile_are_shown_as_they_are_then(model):
    model.sort_by(DocumentOrder.STATE)
    changed = _item(COUNT - 1, state=DocumentState.FAILED)
    model.change_item(changed)
    model.set_items([_item(number) for number in range(1, COUNT - 1)] + [changed])
    assert model.rowCount() == COUNT  # the first order is not given up for it
    await until(lambda: _keys(model)[0] == changed.key, "the order")
    assert model.rowCount() == COUNT - 1
    assert model.index(0).data(ITEM_ROLE) is changed
    assert "0" not in _keys(model)


def test_a_view_does_not_ask_python_for_each_row(qtbot):
    asked = set()

    class Counted(DocumentsModel):
        def data(self, index, role=0):
            asked.add(index.row())
            return super().data(index, role)

    model = Counted()
    view = DocumentList(model)
    qtbot.addWidget(view)
    view.resize(264, 400)
    view.show()
    model.set_items([_item(number) for number in range(COUNT)])
    view.scrollToBottom()
    view.grab()
    assert COUNT - 1 in asked
    assert len(asked) < 50
    assert DocumentsModel.rowCount is QStringListModel.rowCount
    assert ThreadsModel.rowCount is QStringListModel.rowCount


def test_many_rows_go_and_come_at_once_and_few_one_by_one(model):
    removed, reset = QSignalSpy(model.rowsRemoved), QSignalSpy(model.modelReset)
    model.set_items([_item(number) for number in range(3, COUNT)])
    assert (removed.count(), reset.count()) == (3, 0)
    model.set_items([_item(number) for number in range(300, COUNT)])
    assert (removed.count(), reset.count()) == (3, 1)
    assert _keys(model) == [str(number) for number in range(300, COUNT)]
    assert model.row_of("300") == 0


def test_thousands_stay_chosen_by_one_change_of_the_selection(model, qtbot):
    view = DocumentList(model)
    qtbot.addWidget(view)
    view.selectAll()
    choice = view.selectionModel()
    choice.select(model.index(500), choice.SelectionFlag.Deselect)
    changed = QSignalSpy(choice.selectionChanged)
    model.set_items([_item(number) for number in range(300, COUNT)])
    stay = [str(number) for number in range(300, COUNT) if number != 500]
    assert [item.key for item in view.selected()] == stay
    assert changed.count() == 1
