"""Several documents open at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.tabs_presenter import MOST_OPEN
from octavo.ui.widgets.buttons import IconButton
from support.page_desk import Desk
from support.pdfs import make_many, make_pdf
from support.qt import until


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    return [make_many(tmp_path / f"{name}.pdf", 9) for name in ("lease", "a & b", "survey")]


async def test_each_document_has_a_tab_and_keeps_its_page(desk: Desk, three: list[Path]) -> None:
    tabs = desk.view.tabs
    await desk.presenter.show_document(str(three[0]), 5)
    assert not tabs.isVisible()
    await desk.presenter.show_document(str(three[1]), 3)
    assert tabs.isVisible()
    assert [tabs.accessibleTabName(n) for n in range(tabs.count())] == ["lease.pdf", "a & b.pdf"]
    assert tabs.currentIndex() == 1
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    await until(lambda: desk.presenter.file_id == str(three[0]), "the first")
    assert desk.canvas.page == 5
    desk.view.doable.action(PageAction.NEXT_DOCUMENT).trigger()
    await until(lambda: desk.presenter.file_id == str(three[1]), "the second")
    assert desk.canvas.page == 3
    assert tabs.count() == 2


async def test_a_closed_document_gives_way_to_its_neighbour(desk: Desk, three: list[Path]) -> None:
    left: list[bool] = []
    desk.view.closed.connect(lambda: left.append(True))
    for path in three:
        await desk.presenter.show_document(str(path))
    desk.view.doable.action(PageAction.CLOSE_DOCUMENT).trigger()
    await until(lambda: desk.presenter.file_id == str(three[1]), "the second")
    close = desk.view.tabs.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert isinstance(close, IconButton)
    assert close.accessibleName() == "Close lease.pdf"
    close.click()  # one that is not in view
    assert desk.presenter.file_id == str(three[1])
    assert not desk.view.doable.action(PageAction.NEXT_DOCUMENT).isEnabled()
    assert not left
    desk.view.doable.action(PageAction.CLOSE_DOCUMENT).trigger()
    assert left
    assert desk.presenter.file_id is None


async def test_tabs_are_bounded_and_removed_documents_lose_theirs(
    desk: Desk, tmp_path: Path
) -> None:
    paths = [make_pdf(tmp_path / f"{n}.pdf", ["Text."]) for n in range(MOST_OPEN + 1)]
    for path in paths:
        await desk.presenter.show_document(str(path))
    tabs = desk.view.tabs
    assert tabs.count() == MOST_OPEN
    assert tabs.accessibleTabName(0) == "1.pdf"
    desk.presenter.forget(str(paths[3]))
    assert "3.pdf" not in [tabs.accessibleTabName(n) for n in range(tabs.count())]


async def test_many_tabs_are_scrolled_and_stay_readable(desk: Desk, tmp_path: Path) -> None:
    names = ["A lease of the corner shop", "minutes of the board", "travel form", "a", "b & c"]
    paths = [make_pdf(tmp_path / f"{name}.pdf", ["Text."]) for name in names]
    for path in paths:
        await desk.presenter.show_document(str(path))
    tabs = desk.view.tabs
    tabs.resize(300, tabs.height())
    assert [tabs.tabText(n) for n in range(tabs.count())] == [*names[:4], "b && c"]
    assert tabs.elideMode() is Qt.TextElideMode.ElideRight
    for index in range(3):
        assert tabs.tabRect(index).width() >= 90
    await desk.presenter.show_document(str(paths[1]))
    assert tabs.tabRect(1).width() >= tabs.tabSizeHint(1).width()
    assert tabs.rect().contains(tabs.tabRect(1))
