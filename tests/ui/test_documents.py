"""The list of documents: what a row says, what can be done with it, and how."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QMenu

from octavo.session.state import CollectionItem, DocumentItem, DocumentState, Problem
from octavo.ui.documents.delegate import ROW_HEIGHT
from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.model import ITEM_ROLE, DocumentsModel
from octavo.ui.documents.shown import DocumentOrder
from octavo.ui.documents.words import DocumentAction, actions, description, progress, state_line
from support.qt import until

State = DocumentState


LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight


def _item(key="1", state=State.READY, name="lease.pdf", **more):
    return DocumentItem(key, f"file-{key}", name, None, 1000, state, **more)


@pytest.fixture
def model(qtmodeltester):
    made = DocumentsModel()
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


@pytest.fixture
def view(qtbot, model):
    made = DocumentList(model)
    qtbot.addWidget(made)
    made.resize(264, 400)
    made.show()
    return made


@pytest.mark.parametrize(
    ("item", "line", "share"),
    [
        (_item(state=State.WAITING), "waiting", 0.0),
        (_item(state=State.UPLOADING, uploaded=0.45), "adding · 45 %", 0.0),
        (_item(state=State.READING), "reading", 0.0),
        (_item(state=State.READING, pages_total=100, pages_done=61), "page 61 of 100", 0.61),
        (
            _item(state=State.READING, pages_total=10, pages_done=4, recognising=6),
            "recognising page 6 of 10",
            0.4,
        ),
        (_item(state=State.PAUSED), "paused", 0.0),
        (
            _item(state=State.PAUSED, pages_total=100, pages_done=61),
            "paused · page 61 of 100",
            0.61,
        ),
        (_item(state=State.SEARCHABLE, embedded=0.4), "searchable · refining 40 %", None),
        (_item(pages_total=1), "1 page", None),
        (_item(pages_total=2415), "2,415 pages", None),
        (
            _item(pages_total=12, pages_empty=3, pages_failed=1),
            "12 pages · 1 unreadable · 3 without text",
            None,
        ),
        (
            _item(pages_total=9, pages_failed=3, needs_recognition=2, pages_recognised=4),
            "9 pages · 2 not recognised · 1 unreadable · 4 recognised",
            None,
        ),
        (
            _item(pages_total=9, hidden_text=1, active=("launch",)),
            "9 pages · hidden text · active content",
            None,
        ),
        (_item(state=State.LOCKED), "locked · needs its password", None),
        (_item(state=State.CANCELLED), "cancelled", None),
        (_item(state=State.FAILED, needs_recognition=2), "needs text recognition", None),
        (_item(state=State.FAILED), "could not be read", None),
        (
            _item(
                state=State.FAILED,
                pages_total=1,
                pages_empty=1,
                problem=Problem("Unreadable", "Its only page is blank."),
            ),
            "has only a blank page",
            None,
        ),
        (
            _item(
                state=State.FAILED,
                problem=Problem("Unreadable", "“lease.pdf” is damaged. Get another copy."),
            ),
            "is damaged",
            None,
        ),
    ],
)
def test_a_row_says_how_far_it_is(item, line, share):
    assert state_line(item) == line
    assert progress(item) == share


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_acted_on(state):
    possible = actions(_item(state=state))

    assert possible
    under_way = state in {State.WAITING, State.UPLOADING, State.READING, State.PAUSED}
    assert (DocumentAction.CANCEL in possible) == under_way
    assert (DocumentAction.RETRY in possible) == (state in {State.FAILED, State.CANCELLED})


def test_documents_come_go_and_change_without_losing_the_selection(model, view):
    first, second, third = _item("1"), _item("2"), _item("3")
    model.set_items([first, second])
    view.setCurrentIndex(model.index(1))

    model.set_items([first, second, third])
    assert view.currentIndex().row() == 1
    model.set_items([second, third])
    assert view.currentIndex().data(ITEM_ROLE).key == "2"
    changed = _item("2", State.FAILED)
    spy = QSignalSpy(model.dataChanged)
    model.change_item(changed)
    model.change_item(changed)
    assert spy.count() == 1
    assert model.item("2") == changed
    model.change_item(_item("9"))
    assert model.rowCount() == 2
    model.set_items([third, second])
    assert [model.index(row).data(ITEM_ROLE).key for row in range(2)] == ["3", "2"]


def test_names_are_never_interpreted(model):
    """Security 3: file names come from anywhere."""
    model.set_items([_item(name="<img src=x> & <b>bold</b>.pdf")])
    index = model.index(0)

    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt; &amp;" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("<img src=x>")


def test_a_click_shows_a_document(model, view):
    model.set_items([_item("1"), _item("2")])
    asked = QSignalSpy(view.action_asked)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, ROW_HEIGHT + 20))

    assert [asked.at(0)[0], asked.at(0)[1]] == [DocumentAction.OPEN, ("2",)]


def test_the_buttons_under_the_pointer_act(model, view):
    model.set_items([_item("1", State.FAILED)])
    asked = QSignalSpy(view.action_asked)
    rect = view.visualRect(model.index(0))
    for action, place in view._delegate._buttons(rect, model.item("1"), LEFT_TO_RIGHT).items():
        QTest.mouseMove(view.viewport(), place.center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
        assert asked.at(asked.count() - 1)[0] == action

    assert asked.count() == 3


def test_pages_can_be_looked_at_while_they_are_read(model, view):
    model.set_items(
        [
            _item("1", State.READING),
            _item("2", State.READING, pages_total=9, pages_done=1),
            _item("3", State.PAUSED, pages_total=9),
            _item("4", State.FAILED, pages_total=2, pages_done=2),  # says what is wrong first
            _item("5", State.FAILED),
        ]
    )
    asked = QSignalSpy(view.action_asked)
    for row in range(5):
        view._on_activated(model.index(row))

    assert [(asked.at(n)[0], asked.at(n)[1]) for n in range(asked.count())] == [
        (DocumentAction.OPEN, ("2",)),
        (DocumentAction.OPEN, ("3",)),
        (DocumentAction.DETAILS, ("4",)),
        (DocumentAction.DETAILS, ("5",)),
    ]
    assert DocumentAction.OPEN in actions(model.item("4"))


def test_a_press_that_moves_off_its_button_does_nothing(model, view):
    model.set_items([_item("1", State.READING)])
    asked = QSignalSpy(view.action_asked)
    rect = view.visualRect(model.index(0))
    button = view._delegate._buttons(rect, model.item("1"), LEFT_TO_RIGHT)[DocumentAction.CANCEL]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))

    assert asked.count() == 0


@pytest.mark.parametrize(
    ("state", "action"),
    [(State.READY, DocumentAction.REMOVE), (State.READING, DocumentAction.CANCEL)],
)
def test_delete_removes_or_cancels(model, view, state, action):
    model.set_items([_item("1", state)])
    view.setCurrentIndex(model.index(0))
    asked = QSignalSpy(view.action_asked)
    QTest.keyClick(view, Qt.Key.Key_Delete)

    assert asked.at(0)[0] == action


def test_enter_shows_a_document(model, view):
    model.set_items([_item("1")])
    view.setCurrentIndex(model.index(0))
    view.setFocus()
    asked = QSignalSpy(view.action_asked)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert asked.at(0)[0] == DocumentAction.OPEN


def test_the_menu_holds_all_that_can_be_done(model, view):
    model.set_items([_item("1", State.FAILED)])
    asked = QSignalSpy(view.action_asked)
    view.show_menu(model.index(0), QPoint(10, 10))
    menu = view.findChild(QMenu)

    texts = [action.text() for action in menu.actions()]
    assert texts == ["Try again", "", "Properties…", "", "Remove"]
    assert menu.actions()[1].isSeparator()
    menu.actions()[0].trigger()
    assert asked.at(0)[0] == DocumentAction.RETRY
    menu.close()


def test_thousands_of_documents_are_shown_at_once(model, view, qtbot):
    items = [_item(str(n), name=f"file {n}.pdf") for n in range(5000)]
    model.set_items(items)
    view.scrollToBottom()
    view.grab()

    assert view.natural_height() == 5000 * ROW_HEIGHT
    assert view.indexAt(view.viewport().rect().center()).row() > 4900


def test_what_was_found_in_a_document_is_said_with_words():
    item = _item(pages_total=9, hidden_text=1, active=("javascript", "launch"))
    said = description(item)
    assert "1 page has text that people do not see." in said
    assert "scripts, actions that start programs" in said
    needy = description(_item(pages_total=9, needs_recognition=3, pages_failed=3))
    assert "3 pages need text recognition. Details say how to get it." in needy


def test_words_narrow_the_list_whatever_their_case_and_accents(model, view):
    model.set_items(
        [
            _item("1", name="Übersicht.pdf", language="de"),
            _item("2", name="lease.pdf", title="Mill at Overton"),
            _item("3", State.FAILED, name="broken.pdf"),
        ]
    )
    found = {}
    for words in ("ubersicht", "MILL overton", "german", "could not be read", "nothing"):
        model.look_for(words)
        found[words] = [model.index(row).data(ITEM_ROLE).key for row in range(model.rowCount())]
    assert list(found.values()) == [["1"], ["2"], ["1"], ["3"], []]
    model.look_for("")
    assert model.rowCount() == model.total == 3


def test_the_list_is_sorted_as_people_sort(model):
    model.set_items(
        [
            _item("1", name="page 10.pdf", pages_total=3),
            _item("2", name="Page 9.pdf", pages_total=40),
            _item("3", State.LOCKED, name="a.pdf"),
        ]
    )
    told = {}
    for order in (DocumentOrder.NAME, DocumentOrder.PAGES, DocumentOrder.STATE, "added"):
        model.sort_by(DocumentOrder(order))
        told[order] = "".join(model.index(r).data(ITEM_ROLE).key for r in range(3))
    assert list(told.values()) == ["321", "213", "321", "123"]


async def test_a_row_moves_when_what_it_is_sorted_by_has_changed(model):
    model.set_items([_item("1", State.FAILED), _item("2", State.LOCKED)])
    model.sort_by(DocumentOrder.STATE)
    model.change_item(_item("1", State.READY))
    await until(lambda: model.index(0).data(ITEM_ROLE).key == "2", "the order")


def test_the_selection_outlasts_another_order(model, view):
    model.set_items([_item("1", name="b.pdf"), _item("2", name="a.pdf"), _item("3", name="c.pdf")])
    view.setCurrentIndex(model.index(0))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [item.key for item in view.selected()] == ["1", "2"]
    model.sort_by(DocumentOrder.NAME)
    assert [item.key for item in view.selected()] == ["2", "1"]


def test_several_documents_are_removed_or_moved_at_once(model, view):
    model.set_items([_item("1"), _item("2", State.READING), _item("3")])
    view.offer_targets(lambda: (CollectionItem("vs_1", "A & B", 0),))
    view.selectAll()
    asked, targets = QSignalSpy(view.action_asked), QSignalSpy(view.target_asked)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [(asked.at(n)[0], asked.at(n)[1]) for n in range(2)] == [
        (DocumentAction.REMOVE, ("1", "3")),
        (DocumentAction.CANCEL, ("2",)),
    ]
    view.show_menu(model.index(0), QPoint(10, 10))
    menu = view.findChild(QMenu)
    labels = [action.text() for action in menu.actions()]
    assert "Remove 3 documents" in labels
    assert "Show" not in labels
    (move,) = [action.menu() for action in menu.actions() if action.text() == "Move to"]
    assert [one.text() for one in move.actions() if one.text()] == ["A && B", "New collection…"]
    move.actions()[0].trigger()
    assert [targets.at(0)[0], targets.at(0)[1], targets.at(0)[2]] == [
        DocumentAction.MOVE_TO,
        ("1", "2", "3"),
        "vs_1",
    ]
    menu.close()


def test_a_click_with_ctrl_chooses_and_opens_nothing(model, view):
    model.set_items([_item("1"), _item("2")])
    asked = QSignalSpy(view.action_asked)
    control = Qt.KeyboardModifier.ControlModifier
    for row in range(2):
        place = QPoint(60, row * ROW_HEIGHT + 20)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, control, place)
    assert len(view.selected()) == 2
    assert asked.count() == 0
