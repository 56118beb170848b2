"""Ways through a document: small pages, outline, citations by keys; turned pages, whole pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.pdf.page import OutlineEntry, PageImage
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.geometry import PageLayout, turned
from octavo.ui.pdf.outline import OutlineTree
from octavo.ui.pdf.scrolling import Fit
from octavo.ui.pdf.thumbnails import CACHE_BYTES, ThumbnailsModel
from support.page_desk import Desk
from support.pdfs import make_many, make_pdf
from support.qt import application, until


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a document of 60 pages with an outline of two depths."""
    path = make_many(tmp_path / "report.pdf", 60)
    writer = PdfWriter(clone_from=path)
    part = writer.add_outline_item(title="First <b>part</b>", page_number=9)
    writer.add_outline_item(title="A section", page_number=19, parent=part)
    writer.add_outline_item(title="Second part", page_number=39)
    writer.write(path)
    return path


async def test_a_heading_of_the_outline_leads_to_its_page(desk: Desk, report: Path) -> None:
    side = desk.view.side
    await desk.presenter.show_document(str(report))
    desk.view.doable.action(PageAction.SIDE).trigger()
    assert side.isVisible()
    side.outline_button.click()
    tree = side.outline
    second = tree.topLevelItem(1)
    assert second is not None
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(second).center()
    )
    assert desk.canvas.page == 40
    # by keys, and what is folded opens
    tree.setCurrentItem(tree.topLevelItem(0))
    QTest.keyClick(tree, Qt.Key.Key_Left)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert desk.canvas.page == 20
    # and back: the outline follows the pages, by the heading that can be seen
    desk.canvas.go_to(45)
    assert tree.currentItem() is tree.topLevelItem(1)


async def test_only_small_pages_in_sight_are_drawn(desk: Desk, report: Path) -> None:
    small = desk.view.side.thumbnails
    await desk.presenter.show_document(str(report))
    await until(lambda: desk.is_drawn(1) and not desk.tasks.busy, "drawn")
    assert not desk.pages.drawn_small()  # nothing while they are hidden
    desk.view.show_side(shown=True)
    await until(lambda: small.in_sight() and small.pages.images.get(1) is not None, "small ones")
    desk.canvas.go_to(50)
    await until(lambda: small.pages.images.get(50) is not None, "page 50 in small")
    await until(lambda: not desk.tasks.busy, "all drawn")
    assert set(desk.pages.drawn_small()) <= {*range(1, 10), *range(42, 60)}
    index = small.pages.index(51 - 1)
    QTest.mouseClick(
        small.viewport(), Qt.MouseButton.LeftButton, pos=small.visualRect(index).center()
    )
    assert desk.canvas.page == 51
    QTest.keyClick(small, Qt.Key.Key_Up)
    QTest.keyClick(small, Qt.Key.Key_Return)
    assert desk.canvas.page == 50


async def test_small_pages_are_kept_within_a_limit(desk: Desk, report: Path) -> None:
    await desk.presenter.show_document(str(report))
    model = ThumbnailsModel()
    model.show_document((await desk.pages.open(str(report))).facts)
    edge = 512
    image = PageImage(edge, edge, 4 * edge, bytes(4 * edge * edge))
    for page in range(1, 31):
        model.show_image(page, 1.0, image)
    assert model.images.size <= CACHE_BYTES
    assert model.images.get(30) is not None
    assert model.images.get(1) is None


def test_an_outline_that_skips_a_depth_is_shown_whole(desk: Desk) -> None:
    tree = OutlineTree()
    tree.show_outline(
        [OutlineEntry(2, "deep", 3), OutlineEntry(0, "top", None), OutlineEntry(4, "below", 5)]
    )
    assert tree.topLevelItemCount() == 2
    top = tree.topLevelItem(1)
    assert top is not None
    assert top.child(0).text(0) == "below"
    assert "&lt;" not in top.toolTip(0)
    tree.show_page(4)
    assert tree.currentItem() is tree.topLevelItem(0)
    tree.deleteLater()


async def test_the_page_can_be_seen_whole(desk: Desk, report: Path) -> None:
    await desk.presenter.show_document(str(report), 7)
    desk.view.doable.action(PageAction.FIT_PAGE).trigger()
    assert desk.canvas.fit is Fit.PAGE

    def is_whole() -> bool:
        area = desk.canvas.viewportTransform().mapRect(desk.canvas._layout.page(7))
        return desk.canvas.viewport().rect().contains(area.toAlignedRect())

    assert is_whole()
    desk.view.resize(500, 400)
    await until(lambda: desk.canvas.page == 7 and is_whole(), "whole in a smaller view")
    desk.view.doable.action(PageAction.FIT_WIDTH).trigger()
    assert desk.view.fit.isChecked()
    assert not is_whole()


async def test_turned_pages_are_drawn_lying_with_the_passage_on_its_words(
    desk: Desk, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", ["The deposit is three rents."] * 3)
    await desk.presenter.show_document(str(path), 2)
    (rects,) = await desk.reader.rectangles(path, 2, [(0, 11)])
    desk.canvas.mark(2, rects)
    await until(lambda: desk.is_drawn(2), "drawn")
    desk.view.doable.action(PageAction.TURN).trigger()
    assert desk.canvas.page == 2
    page = desk.canvas._layout.page(2)
    assert page.width() > page.height()
    await until(lambda: desk.is_drawn(2), "drawn lying")
    (mark,) = desk.canvas.marks
    assert mark.height() > mark.width()
    assert mark.left() > page.center().x()  # what stood at the top stands at the right
    desk.canvas.set_zoom(1.0)
    desk.canvas.centerOn(mark.center())
    await until(lambda: desk.is_drawn(2), "drawn at 100 %")
    shown = desk.canvas.viewport().grab().toImage()
    place = desk.canvas.viewportTransform().mapRect(mark).toAlignedRect() & shown.rect()
    inked = sum(
        shown.pixelColor(x, y).lightness() < 110
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    )
    assert inked > 0.05 * place.width() * place.height()
    for _ in range(3):
        desk.view.doable.action(PageAction.TURN).trigger()
    assert desk.canvas.turn == 0
    assert desk.canvas._layout.page(2).height() > desk.canvas._layout.page(2).width()


@pytest.mark.parametrize("turn", range(4))
def test_a_point_of_a_turned_page_is_found_again(turn: int) -> None:
    layout = PageLayout([(600, 800), (600, 800)], turn)
    spot = layout.place(2, (100, 200, 140, 220)).center()
    assert layout.point(2, QPointF(spot)) == pytest.approx((120, 210))
    size = (800.0, 600.0) if turn % 2 else (600.0, 800.0)
    left, bottom, right, top = turned((0, 0, 600, 800), size, turn)
    assert (left, bottom, right, top) == (0, 0, *size)


async def test_everything_has_a_name_and_its_keys_are_shown(desk: Desk, report: Path) -> None:
    view = desk.view
    assert not view.doable.action(PageAction.TURN).isEnabled()
    await desk.presenter.show_document(str(report))
    view.show_side(shown=True)
    QApplication.processEvents()
    for kind in PageAction:
        action = view.doable.action(kind)
        assert action in view.actions_menu.actions()
        assert action.shortcut().toString() == kind.keys
    for widget, role in (
        (view.side_button, QAccessible.Role.CheckBox),
        (view.side.thumbnails, QAccessible.Role.List),
        (view.side.outline, QAccessible.Role.Tree),
        (view.more, QAccessible.Role.PushButton),
    ):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name)
        assert told.role() in (role, QAccessible.Role.ButtonMenu, QAccessible.Role.ButtonDropDown)


async def test_the_page_that_was_gone_to_is_told_though_no_scrolling_brings_it_to_the_top(
    desk: Desk, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "slides.pdf", [f"Slide {n}." for n in range(6)], size=(842, 320))
    await desk.presenter.show_document(str(path))
    canvas, field = desk.canvas, desk.view.page_edit
    assert 3 <= len(canvas.pages_in_view) < 6
    for page in ("5", "6", "4"):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, page)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (canvas.page, field.text()) == (int(page), page)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert field.text() == "1"
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert field.text() == "6", "at the end the last page is looked at"


@pytest.fixture(params=list(Qt.LayoutDirection)[:2])
def _way(request: pytest.FixtureRequest) -> Iterator[None]:
    application().setLayoutDirection(request.param)
    yield
    application().setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("_way")
async def test_a_page_beside_a_wider_one_is_seen_from_edge_to_edge(
    desk: Desk, tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=make_pdf(tmp_path / "upright.pdf", ["Upright."]))
    writer.append(make_pdf(tmp_path / "wide.pdf", ["Wide."], size=(1200, 400)))
    writer.write(tmp_path / "both.pdf")
    await desk.presenter.show_document(str(tmp_path / "both.pdf"))
    canvas = desk.canvas
    seen = canvas.viewport().rect()
    for page in (1, 2, 1):
        canvas.go_to(page)
        area = canvas.viewportTransform().mapRect(canvas._layout.page(page))
        assert seen.left() <= area.left()
        assert area.right() <= seen.right() + 1
        place = canvas.viewport().mapTo(canvas, area.toRect().center())
        assert abs(place.x() - canvas.rect().center().x()) <= 2, "it stands in the middle"
