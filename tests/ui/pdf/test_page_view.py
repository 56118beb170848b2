"""The page view with its presenter: real documents, a real worker, real pixels."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from octavo.errors import PdfDamagedError
from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.scrolling import Fit
from octavo.ui.pdf.view import NOT_LOCATED
from support.page_desk import Desk
from support.pdfs import make_many, make_pdf, turn
from support.qt import until
from support.shots import keep

WORDS = "The tenant may end the lease after one year with three months of notice."
FILLING = "\n\n".join(f"Paragraph {n} of the page." for n in range(12))


async def cite(
    desk: Desk, path: Path, page: int, words: str, *, located: bool = True, label: str = ""
) -> Citation:
    """Return a citation of words on a page, found by the real reader."""
    async for text in desk.reader.pages(path, [page]):
        start = text.raw.index(words)
        spans = [(start, start + len(words))]
    (rects,) = await desk.reader.rectangles(path, page, spans)
    return Citation(
        start=0,
        end=1,
        file_id=str(path),
        filename=path.name,
        page=page,
        label=label or str(page),
        quote=words,
        rects=tuple(rects) if located else (),
        verified=True,
        score=1.0,
    )


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    pages = [f"# Page {n}\n\n{FILLING}" for n in range(1, 9)]
    pages[4] = f"# Page 5\n\n{FILLING}\n\n{WORDS}\n\n{FILLING}"
    return make_pdf(tmp_path / "lease.pdf", pages)


def grabbed(desk: Desk) -> QImage:
    QApplication.processEvents()
    return desk.canvas.viewport().grab().toImage()


def in_view(desk: Desk, area: QRectF) -> QRectF:
    """Return where a part of the scene is in the viewport, in device pixels."""
    ratio = desk.canvas.viewport().devicePixelRatioF()
    placed = desk.canvas.viewportTransform().mapRect(area)
    return QRectF(
        placed.left() * ratio, placed.top() * ratio, placed.width() * ratio, placed.height() * ratio
    )


def colors(image: QImage) -> np.ndarray:
    """Return an image as height × width × 3 integers in the order red, green, blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    data = np.frombuffer(plain.constBits(), np.uint8)
    rows = data.reshape(plain.height(), plain.bytesPerLine())[:, : 4 * plain.width()]
    return rows.reshape(plain.height(), plain.width(), 4)[:, :, :3].astype(int)


def marked_pixels(image: QImage) -> np.ndarray:
    """Return where 45 % of the highlight are multiplied onto white paper."""
    fill = theme.LIGHT.highlight_fill()
    expected = 255 * (1 - fill.alphaF()) + np.array(fill.getRgb()[:3]) * fill.alphaF()
    return (np.abs(colors(image) - expected) <= 3).all(axis=2)


def dark_pixels(image: QImage) -> np.ndarray:
    """Return where there is ink."""
    return colors(image).max(axis=2) < 140


async def test_a_citation_shows_its_page_with_the_passage_marked(desk: Desk, lease: Path) -> None:
    citation = await cite(desk, lease, 5, WORDS)
    await desk.presenter.show_citation(citation, (citation,))
    await until(lambda: desk.is_drawn(5), "the page is drawn")
    assert desk.view.name.text() == "lease.pdf"
    assert (desk.view.page_edit.text(), desk.view.of_pages.text()) == ("5", "of 8")
    assert desk.view.foot.label.text() == "citation 1 of 1"
    (mark,) = desk.canvas.marks
    place = in_view(desk, mark)
    shown = grabbed(desk)
    assert place.top() == pytest.approx(shown.height() / 3, abs=2 + place.height())
    rows, columns = np.nonzero(marked_pixels(shown))
    # the marked pixels are the passage's rectangle, not more
    assert columns.min() == pytest.approx(place.left(), abs=3)
    assert columns.max() == pytest.approx(place.right(), abs=3)
    assert rows.min() == pytest.approx(place.top(), abs=3)
    assert rows.max() == pytest.approx(place.bottom(), abs=3)
    # and the words stand in it, nothing right beside it
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    ink = dark_pixels(shown)
    assert ink[top:bottom, left:right].sum() > 100
    assert not ink[top:bottom, left - 6 : left - 3].any()
    assert not ink[top:bottom, right + 3 : right + 6].any()


@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_the_mark_is_on_the_words_of_a_turned_and_cropped_page(
    desk: Desk, lease: Path, tmp_path: Path, degrees: int
) -> None:
    turned = turn(lease, tmp_path / "turned.pdf", degrees, crop=(40, 30, 560, 800))
    citation = await cite(desk, turned, 5, WORDS)
    await desk.presenter.show_citation(citation, (citation,))
    desk.canvas.set_zoom(1.0)
    await until(lambda: desk.is_drawn(5), "the page is drawn")
    (mark,) = desk.canvas.marks
    desk.canvas.centerOn(mark.center())
    shown = grabbed(desk)
    seen = in_view(desk, mark).toAlignedRect().intersected(shown.rect())
    ink = dark_pixels(shown)[seen.top() : seen.bottom(), seen.left() : seen.right()]
    assert ink.mean() > 0.05
    assert (mark.height() > mark.width()) == (degrees in (90, 270))


async def test_the_foot_leads_through_the_citations(
    desk: Desk, lease: Path, tmp_path: Path
) -> None:
    other = make_pdf(tmp_path / "annex.pdf", ["one", "two", WORDS])
    first = await cite(desk, lease, 5, WORDS)
    second = await cite(desk, other, 3, WORDS, label="iii")
    lost = await cite(desk, lease, 2, "Paragraph 3", located=False)
    siblings = (first, second, lost)
    view = desk.view
    await desk.presenter.show_citation(first, siblings)
    assert (view.foot.before.isEnabled(), view.foot.after.isEnabled()) == (False, True)
    view.foot.after.click()
    await until(lambda: view.name.text() == "annex.pdf" and desk.canvas.page == 3, "the second")
    assert view.foot.label.text() == "citation 2 of 3"
    view.foot.after.click()
    await until(lambda: desk.canvas.page == 2, "the third")
    assert view.foot.label.text() == f"citation 3 of 3 · {NOT_LOCATED}"
    assert desk.canvas.marks == []
    assert (view.foot.before.isEnabled(), view.foot.after.isEnabled()) == (True, False)
    view.foot.before.click()
    await until(lambda: view.name.text() == "annex.pdf", "back")


async def test_a_citation_from_before_is_found_among_new_ones_that_say_the_same(
    desk: Desk, lease: Path
) -> None:
    first = await cite(desk, lease, 5, WORDS)
    second = await cite(desk, lease, 2, "Paragraph 3")
    again = (dataclasses.replace(first), dataclasses.replace(second))
    await desk.presenter.show_citation(second, again)
    assert desk.view.foot.label.text().startswith("citation 2 of 2")
    assert (desk.view.foot.before.isEnabled(), desk.view.foot.after.isEnabled()) == (True, False)


async def test_a_document_is_opened_once_for_all_its_citations(desk: Desk, lease: Path) -> None:
    first = await cite(desk, lease, 5, WORDS)
    await desk.presenter.show_citation(first)
    await desk.presenter.show_citation(await cite(desk, lease, 2, "Paragraph 3"))
    await desk.presenter.show_document(str(lease), 7)
    assert desk.pages.opened == [str(lease)]
    assert desk.canvas.page == 7
    assert desk.view.foot.isHidden() or not desk.view.foot.isVisible()


async def test_only_pages_in_view_and_their_neighbours_are_drawn(
    desk: Desk, tmp_path: Path
) -> None:
    path = make_many(tmp_path / "many.pdf", 1000)
    await desk.presenter.show_document(str(path), 500)
    await until(lambda: desk.is_drawn(500) and not desk.tasks.busy, "drawn")
    drawn = {page for page, _ in desk.pages.drawn}
    assert drawn <= set(range(498, 504))
    assert 500 in drawn


async def test_what_is_scrolled_away_is_not_drawn(desk: Desk, tmp_path: Path) -> None:
    path = make_many(tmp_path / "many.pdf", 300)
    desk.pages.gate.clear()
    await desk.presenter.show_document(str(path), 10)
    await until(lambda: desk.tasks.busy, "page 10 is being drawn")
    desk.canvas.go_to(200)
    await until(lambda: desk.pages.cancelled, "given up")
    desk.pages.gate.set()
    await until(lambda: desk.is_drawn(200), "page 200 is drawn")
    assert 10 not in {page for page, _ in desk.pages.drawn}


async def test_after_a_zoom_the_old_image_stays_until_the_new_one_is_there(
    desk: Desk, lease: Path
) -> None:
    await desk.presenter.show_document(str(lease), 1)
    await until(lambda: desk.is_drawn(1), "drawn")
    desk.pages.gate.clear()
    desk.canvas.set_zoom(desk.canvas.zoom * 2, at=QPointF(0, 0))
    shown = grabbed(desk)
    assert dark_pixels(shown).sum() > 400
    assert not desk.is_drawn(1)
    desk.pages.gate.set()
    await until(lambda: desk.is_drawn(1), "sharp again")


async def test_a_page_that_cannot_be_drawn_says_so(desk: Desk, lease: Path) -> None:
    desk.pages.broken[1] = PdfDamagedError("Its content is damaged.")
    await desk.presenter.show_document(str(lease), 1)
    await until(lambda: 1 in desk.canvas._problems and desk.is_drawn(2), "told")
    shown = grabbed(desk)
    page = in_view(desk, desk.canvas._layout.page(1)).toAlignedRect().intersected(shown.rect())
    ink = dark_pixels(shown)[page.top() : page.bottom(), page.left() : page.right()]
    assert ink.sum() > 50


async def test_a_document_that_cannot_be_opened_says_why(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"This is a text.")
    lost = Citation(0, 1, str(path), "no.pdf", 1, "1", "x", (), verified=True, score=None)
    await desk.presenter.show_citation(lost)
    assert desk.view.message.isVisible()
    assert "not a PDF" in desk.view.message.text()
    assert desk.view.message.textFormat() is Qt.TextFormat.PlainText
    assert desk.view.name.text() == "no.pdf"
    assert desk.presenter.file_id is None


async def test_what_takes_long_to_open_is_said_where_its_pages_will_be(desk: Desk) -> None:
    view = desk.view
    view.show_loading("lease.pdf")
    assert not view.message.isVisible()
    await until(view.message.isVisible, "it is said", seconds=20)
    assert view.message.text() == "Opening “lease.pdf”…"
    assert not view.canvas.isVisible()
    view.clear()
    assert view.canvas.isVisible()
    assert not view.message.isVisible()


async def test_the_keys_stay_at_the_place_of_the_pages_while_a_document_opens(desk: Desk) -> None:
    view = desk.view
    view.activateWindow()
    view.setFocus()
    await until(view.canvas.hasFocus, "the pages have the keys")
    view.show_loading("lease.pdf")
    await until(view.message.isVisible, "it is said", seconds=20)
    assert view.message.hasFocus()
    view._instead.end()
    assert view.canvas.hasFocus()

    view.show_loading("lease.pdf")
    await until(view.message.isVisible, "it is said", seconds=20)
    elsewhere = QLineEdit(view)
    elsewhere.show()
    elsewhere.setFocus()  # the person goes on meanwhile
    view._instead.end()
    assert elsewhere.hasFocus()


async def test_a_document_that_is_there_at_once_is_not_announced(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    await until(lambda: desk.is_drawn(1), "the page")
    assert desk.canvas.isVisible()
    assert not desk.view._instead._timer.isActive()


async def test_the_document_asked_for_last_wins(desk: Desk, lease: Path, tmp_path: Path) -> None:
    other = make_pdf(tmp_path / "annex.pdf", [WORDS])
    first = desk.tasks.start(desk.presenter.show_document(str(lease)), name="first")
    second = desk.tasks.start(desk.presenter.show_document(str(other)), name="second")
    await first
    await second
    assert desk.view.name.text() == "annex.pdf"
    assert desk.presenter.file_id == str(other)


# -- the toolbar and the keys ----------------------------------------------------------------


async def test_the_page_can_be_entered(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    edit = desk.view.page_edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "6")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert desk.canvas.page == 6
    edit.selectAll()
    QTest.keyClicks(edit, "99")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert desk.canvas.page == 6


async def test_the_printed_number_is_told_with_the_page_that_it_is(
    desk: Desk, tmp_path: Path
) -> None:
    labels = [(1, "r", 1, ""), (4, "D", 1, "")]
    outline = [(0, "Preface", 2), (0, "Birds", 6)]
    pages = ["Some words."] * 8
    book = make_pdf(tmp_path / "book.pdf", pages, labels=labels, outline=outline)
    await desk.presenter.show_document(str(book))
    view = desk.view
    small, tree = view.side.thumbnails.pages, view.side.outline
    assert [small.index(row).data() for row in range(8)] == ["i", "ii", "iii", *"12345"]
    assert [tree.topLevelItem(row).text(1) for row in range(2)] == ["ii", "3"]
    assert (view.page_edit.text(), view.of_pages.text()) == ("i", "(1 of 8)")
    for typed, page, shown in (("III", 3, "iii"), ("2", 5, "2"), ("8", 8, "5"), ("99", 8, "5")):
        view.page_edit.setFocus()
        view.page_edit.selectAll()
        QTest.keyClicks(view.page_edit, typed)
        QTest.keyClick(view.page_edit, Qt.Key.Key_Return)
        assert desk.canvas.page == page
        view.canvas.setFocus()
        assert (view.page_edit.text(), view.of_pages.text()) == (shown, f"({page} of 8)")


async def test_zoom_by_buttons_keys_and_wheel(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    view, canvas = desk.view, desk.canvas
    assert canvas.fit is Fit.WIDTH
    assert view.fit.isChecked()
    assert not canvas.horizontalScrollBar().isVisible()
    fitted = canvas.zoom
    view.zoom_in.click()
    assert canvas.zoom > fitted
    assert not view.fit.isChecked()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(canvas, Qt.Key.Key_0, control)
    assert canvas.zoom == pytest.approx(1.0)
    assert view.percent.text() == "100 %"
    QTest.keyClick(canvas, Qt.Key.Key_Plus, control)
    assert canvas.zoom == pytest.approx(1.1)
    QTest.keyClick(canvas, Qt.Key.Key_Minus, control)
    QTest.keyClick(canvas, Qt.Key.Key_Minus, control)
    assert canvas.zoom == pytest.approx(0.9)
    spot = QPoint(100, 200)
    before = canvas.mapToScene(spot)
    turn_wheel(desk, spot, 120, control)
    assert canvas.zoom == pytest.approx(0.9 * 1.15)
    after = canvas.mapToScene(spot)
    assert (after - before).manhattanLength() < 3  # what is under the pointer stays
    view.fit.click()
    assert canvas.zoom == pytest.approx(fitted, rel=0.03)


def turn_wheel(desk: Desk, spot: QPoint, delta: int, modifier: Qt.KeyboardModifier) -> None:
    viewport = desk.canvas.viewport()
    event = QWheelEvent(
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


async def test_the_keys_scroll(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    canvas = desk.canvas
    bar = canvas.verticalScrollBar()
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert 0.5 * canvas.height() < bar.value() < canvas.height()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert canvas.page == 8
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert (bar.value(), canvas.page) == (0, 1)


async def test_a_wider_view_shows_a_wider_page_and_the_same_place(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease), 4)
    before = desk.canvas.zoom
    desk.view.resize(640, 800)
    QApplication.processEvents()
    assert desk.canvas.zoom > before * 1.3
    assert desk.canvas.page == 4


async def test_closing_is_told_and_clearing_leaves_nothing(desk: Desk, lease: Path) -> None:
    closed: list[bool] = []
    desk.view.closed.connect(lambda: closed.append(True))
    await desk.presenter.show_document(str(lease))
    desk.view.close_button.click()
    assert closed == [True]
    desk.presenter.clear()
    assert desk.presenter.file_id is None
    assert desk.view.name.text() == ""
    shown = grabbed(desk)
    assert shown.pixelColor(50, 100) == QColor(theme.LIGHT.desk)


async def test_pages_stay_paper_in_the_dark(desk: Desk, lease: Path, dark: None) -> None:
    await desk.presenter.show_document(str(lease))
    await until(lambda: desk.is_drawn(1), "drawn")
    shown = grabbed(desk)
    assert shown.pixelColor(2, 2) == QColor(theme.DARK.desk)
    assert shown.pixelColor(shown.width() // 2, 40) == QColor(Qt.GlobalColor.white)


async def test_pages_are_dimmed_at_once_and_what_is_marked_can_be_told(
    desk: Desk, lease: Path, dark: None
) -> None:
    citation = await cite(desk, lease, 5, WORDS)
    await desk.presenter.show_citation(citation, (citation,))
    await until(lambda: desk.is_drawn(5), "the page is drawn")
    mark = in_view(desk, desk.canvas.marks[0])
    beside = (round(mark.center().x()), round(mark.top()) - 8)
    inside = (round(mark.left()) + 1, round(mark.center().y()))
    assert grabbed(desk).pixelColor(*beside) == QColor(theme.PAPER)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.dim_pages(app, on=True)
    try:
        QApplication.processEvents()
        shown = grabbed(desk)
        keep(desk.view, "pages-dimmed")
    finally:
        theme.dim_pages(app, on=False)
    assert shown.pixelColor(*beside) == QColor(theme.DIM_PAPER)
    assert shown.pixelColor(*inside).blue() < QColor(theme.DIM_PAPER).blue() - 30
    assert grabbed(desk).pixelColor(*beside) == QColor(theme.PAPER)


async def test_huge_pages_are_drawn_within_the_limit(desk: Desk, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "plan.pdf", ["A plan.", "Another."], size=(4000.0, 3000.0))
    await desk.presenter.show_document(str(path))
    desk.canvas.set_zoom(5.0)
    await until(lambda: desk.is_drawn(desk.canvas.page), "drawn")
    _, scale = desk.pages.drawn[-1]
    assert 4000 * scale * 3000 * scale <= 8_000_000 * 1.01


async def test_a_name_from_outside_is_plain_text(desk: Desk, lease: Path) -> None:
    """Security 3."""
    citation = await cite(desk, lease, 5, WORDS)
    hostile = dataclasses.replace(citation, filename="<b>x</b>", label="<i>5</i>")
    await desk.presenter.show_citation(hostile)
    for label in (desk.view.name, desk.view.foot.label, desk.view.message):
        assert label.textFormat() is Qt.TextFormat.PlainText


async def test_a_name_has_room_where_the_view_is_narrow(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    for width, roomy in ((330, False), (500, True)):
        desk.view.resize(width, 600)
        name = desk.view.name
        least = 0 if roomy else width // 3
        await until(
            lambda n=name, w=least: n.width() >= n.sizeHint().width() and n.width() > w,
            "the whole name",
        )
        assert desk.view.percent.isVisible() is roomy
        assert desk.view.fit.isVisible() is desk.view.side_button.isVisible() is roomy
        if not roomy:  # it begins where the pages do
            canvas = desk.view.canvas
            page = canvas.viewportTransform().mapRect(canvas._layout.page(1))
            left = canvas.viewport().mapTo(desk.view, page.topLeft().toPoint()).x()
            await until(lambda n=name, at=left: abs(n.x() - at) <= 10, "it stands above them")
        for part in (desk.view.page_edit, desk.view.more, desk.view.close_button):
            assert part.isVisible()
    offered = desk.view.actions_menu.actions()
    for kind in (PageAction.SIDE, PageAction.FIT_WIDTH, PageAction.LARGER, PageAction.SMALLER):
        assert desk.view.doable.action(kind) in offered
