"""Two sides beside each other: which one shows what, leads, scrolls along, and closes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QMenu

from octavo.pdf.reader import PdfiumReader
from octavo.session.state import Citation
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.kept_sides import KeptSides, packed, unpacked
from octavo.ui.pdf.pane import LEAST_SIDE, PagePane
from octavo.ui.pdf.sides_presenter import SidesPresenter
from octavo.ui.pdf.view import PageView
from octavo.ui.tasks import TaskOwner
from support.page_desk import LocalPages, local_session
from support.pdfs import make_many
from support.qt import until


class Sides:
    """A pane on the screen, its presenter, and three documents."""

    def __init__(self, reader: PdfiumReader, folder: Path) -> None:
        self.pages = LocalPages(reader)
        self.errors: list[BaseException] = []
        self.tasks = TaskOwner(self.errors.append)
        self.session = local_session(self.pages, reader)
        self.pane = PagePane()
        self.presenter = SidesPresenter(self.session, self.pane, self.tasks)
        self.files = [
            str(make_many(folder / f"{name}.pdf", 12)) for name in ("old", "new", "third")
        ]
        self.pane.resize(900, 600)
        self.pane.show()

    def do(self, action: PageAction) -> None:
        self.pane.leading.doable.action(action).trigger()

    def shown(self) -> list[str]:
        """Return the names of the documents that are shown, in the order of reading."""
        return [view.name.text() for view in self.pane.views]

    async def open_two(self) -> tuple[PageView, PageView]:
        await self.presenter.show_document(self.files[0])
        await self.presenter.show_document(self.files[1], beside=True)
        first, second = self.pane.views
        return first, second

    def close(self) -> None:
        self.presenter.close()
        self.pane.close()
        self.pane.deleteLater()


@pytest.fixture
async def sides(tmp_path: Path) -> AsyncIterator[Sides]:
    reader = PdfiumReader(name="viewer")
    made = Sides(reader, tmp_path)
    QApplication.processEvents()
    yield made
    made.presenter.close()
    await made.tasks.aclose()
    await reader.aclose()
    made.close()
    assert made.errors == []


def edge(view: PageView) -> QFrame:
    """Return the line above a side."""
    side = view.parentWidget()
    assert side is not None
    return next(f for f in side.findChildren(QFrame) if f.property("kind") == "edge")


async def test_what_is_opened_beside_has_a_side_of_its_own_which_leads(sides: Sides) -> None:
    first, second = await sides.open_two()
    assert sides.shown() == ["old.pdf", "new.pdf"]
    assert sides.pane.leading is second
    assert edge(second).isVisible()
    assert [edge(v).property("leads") for v in (first, second)] == ["false", "true"]
    await sides.presenter.show_document(sides.files[2])  # a citation that is clicked, say
    assert sides.shown() == ["old.pdf", "third.pdf"]
    assert second.tabs.count() == 2
    assert first.tabs.isHidden()
    names = [view.canvas.accessibleName() for view in (first, second)]
    assert names == ["First side", "Second side"]


async def test_the_same_document_is_read_at_two_places(sides: Sides) -> None:
    await sides.presenter.show_document(sides.files[0], 4)
    sides.do(PageAction.BESIDE)
    await until(lambda: sides.shown() == ["old.pdf", "old.pdf"], "twice")
    first, second = sides.pane.views
    await until(lambda: second.canvas.page == 4, "the same page")
    second.canvas.go_to(9)
    second.canvas.set_zoom(2.0)
    assert first.canvas.page == 4
    assert first.canvas.zoom != second.canvas.zoom


async def test_the_keys_belong_to_one_side_at_a_time(sides: Sides) -> None:
    first, second = await sides.open_two()
    sides.pane.activateWindow()
    await until(sides.pane.isActiveWindow, "the keys")
    anywhere = Qt.ShortcutContext.WindowShortcut

    def keys() -> list[bool]:
        made = (view.doable.action(PageAction.NEXT_CITATION) for view in (first, second))
        return [action.shortcutContext() == anywhere for action in made]

    second.setFocus()
    QTest.keyClick(second.canvas, Qt.Key.Key_F6)
    await until(first.canvas.hasFocus, "the first side")
    assert sides.pane.leading is first
    assert keys() == [True, False]
    QTest.mouseClick(second.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert sides.pane.leading is second
    assert keys() == [False, True]
    inside = [
        keys.toString()
        for action in sides.pane.findChildren(QAction)
        if action.shortcutContext() == anywhere
        for keys in action.shortcuts()
    ]
    assert sorted(inside) == sorted(set(inside))


async def test_the_next_citation_is_shown_where_the_person_reads(sides: Sides) -> None:
    first, second = await sides.open_two()
    cited = tuple(
        Citation(
            0, 1, sides.files[0], "old.pdf", page, str(page), "", (), verified=True, score=None
        )
        for page in (3, 7)
    )
    sides.pane.lead(first)
    await sides.presenter.show_citation(cited[0], cited)
    sides.do(PageAction.NEXT_CITATION)
    await until(lambda: first.canvas.page == 7, "the next one")
    assert second.canvas.page == 1


async def test_both_sides_scroll_together_at_their_distance(sides: Sides) -> None:
    first, second = await sides.open_two()
    assert first.doable.action(PageAction.TOGETHER).isEnabled()
    second.canvas.go_to(3)
    sides.do(PageAction.TOGETHER)
    assert first.doable.action(PageAction.TOGETHER).isChecked()
    first.canvas.go_to(5)
    assert second.canvas.page == 7
    second.canvas.go_to(4)
    assert first.canvas.page == 2
    second.canvas.zoom_in()
    assert first.canvas.page == 2
    # another document begins at its own beginning, and moves nothing
    await sides.presenter.show_document(sides.files[2], 6)
    assert first.canvas.page == 2
    first.canvas.go_to(4)
    assert second.canvas.page == 8
    sides.do(PageAction.TOGETHER)
    first.canvas.go_to(9)
    assert second.canvas.page == 8


async def test_a_side_that_is_closed_leaves_the_other_alone(sides: Sides) -> None:
    first, second = await sides.open_two()
    wanted: list[int] = []
    closed: list[bool] = []
    sides.pane.room_wanted.connect(wanted.append)
    sides.pane.closed.connect(lambda: closed.append(True))
    sides.pane.lead(first)
    sides.do(PageAction.TOGETHER)
    sides.do(PageAction.CLOSE_SIDE)
    assert sides.shown() == ["new.pdf"]
    assert sides.pane.leading is second
    assert not sides.pane.is_together
    assert wanted == [0]
    assert first.document is None
    assert edge(second).isHidden()
    assert not second.doable.action(PageAction.OTHER_SIDE).isEnabled()
    await sides.presenter.show_document(sides.files[2], beside=True)
    assert sides.shown() == ["new.pdf", "third.pdf"]  # it stands where one reads on
    sides.do(PageAction.CLOSE_DOCUMENT)  # the last one of its side
    assert sides.shown() == ["new.pdf"]
    assert not closed
    second.close_button.click()
    assert closed


async def test_a_removed_document_takes_its_side_along(sides: Sides) -> None:
    await sides.open_two()
    sides.presenter.forget(sides.files[0])
    assert sides.shown() == ["new.pdf"]


async def test_a_tab_is_opened_beside_by_its_menu(sides: Sides) -> None:
    await sides.presenter.show_document(sides.files[0], 6)
    await sides.presenter.show_document(sides.files[1])
    tabs = sides.pane.leading.tabs
    spot = tabs.tabRect(0).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(tabs, QContextMenuEvent(reason, spot, tabs.mapToGlobal(QPoint(spot))))
    menu = tabs.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open beside", "Close document"]
    menu.actions()[0].trigger()
    menu.close()
    await until(lambda: sides.shown() == ["new.pdf", "old.pdf"], "beside")
    await until(lambda: sides.pane.views[1].canvas.page == 6, "where it was left")


async def test_sides_are_one_above_the_other_where_it_is_narrow(sides: Sides) -> None:
    first, second = await sides.open_two()

    def beside() -> bool:
        return first.mapTo(sides.pane, QPoint()).y() == second.mapTo(sides.pane, QPoint()).y()

    await until(beside, "beside each other")
    sides.pane.resize(LEAST_SIDE + 20, 600)
    await until(lambda: not beside(), "one above the other")
    assert first.isVisible()
    assert min(first.height(), second.height()) > 150
    sides.pane.resize(2 * LEAST_SIDE, 600)
    await until(beside, "beside each other again")


async def test_what_was_open_is_open_again(sides: Sides) -> None:
    first, second = await sides.open_two()
    await sides.presenter.show_document(sides.files[2], 5)
    first.canvas.go_to(3)
    second.canvas.set_zoom(1.5)
    sides.do(PageAction.TOGETHER)
    sides.pane.lead(first)
    kept = unpacked(packed(sides.presenter.kept()))
    sides.pages.removed.add(sides.files[1])
    again = PagePane()
    tasks = TaskOwner(sides.errors.append)
    presenter = SidesPresenter(sides.session, again, tasks)
    again.resize(900, 600)
    again.show()
    try:
        await presenter.restore(kept)
        assert [view.name.text() for view in again.views] == ["old.pdf", "third.pdf"]
        assert [view.canvas.page for view in again.views] == [3, 5]
        assert again.views[1].canvas.zoom == 1.5
        assert again.views[1].tabs.isHidden()  # the other document is gone
        assert again.leading is again.views[0]
        assert again.is_together
    finally:
        presenter.close()
        await tasks.aclose()
        again.close()
        again.deleteLater()


@pytest.mark.parametrize(("left_at", "is_cited"), [(4, True), (9, False)])
async def test_a_citation_that_was_in_view_is_marked_again(
    sides: Sides, left_at: int, is_cited: bool
) -> None:
    cited = [
        Citation(
            start=0,
            end=1,
            file_id=sides.files[0],
            filename="old.pdf",
            page=page,
            label=str(page),
            quote="Page",
            rects=((72.0, 700.0, 120.0, 712.0),),
            verified=True,
            score=1.0,
        )
        for page in (2, 4)
    ]
    await sides.presenter.show_citation(cited[1], cited)
    sides.pane.leading.canvas.go_to(left_at)
    kept = unpacked(packed(sides.presenter.kept()))
    assert "quote" not in packed(kept)
    again = PagePane()
    tasks = TaskOwner(sides.errors.append)
    presenter = SidesPresenter(sides.session, again, tasks)
    again.resize(900, 600)
    again.show()
    try:
        await presenter.restore(kept)
        view = again.leading
        assert view.canvas.page == left_at
        assert bool(view.canvas.marks) is is_cited
        assert view.foot.before.isVisible() is is_cited
        if is_cited:
            assert view.foot.label.text() == "citation 2 of 2"
            view.foot.before.click()
            await until(lambda: view.foot.label.text() == "citation 1 of 2", "the one before")
            await until(lambda: view.canvas.page == 2, "its page")
    finally:
        presenter.close()
        await tasks.aclose()
        again.close()
        again.deleteLater()


def test_what_somebody_has_edited_counts_as_nothing() -> None:
    for text in ("", "[]", "{", '{"sides": [{"documents": [], "current": "x"}]}'):
        assert unpacked(text) == KeptSides()
