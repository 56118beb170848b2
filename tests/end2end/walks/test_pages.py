"""The page view: scrolled, leafed through, zoomed, turned, searched, selected, asked, printed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabBar, QWidget

from octavo.program import Program
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.pane import PagePane
from octavo.ui.pdf.view import PageView
from octavo.ui.printing.dialog import PrintDialog
from support.hands import (
    CTRL,
    RIGHT,
    answer_file_dialog,
    choose,
    click,
    click_row,
    dialog_of,
    pick,
    press,
    pull,
    turn_wheel,
    type_into,
    type_text,
)
from support.languages import told
from support.outcomes import all_read, answered, citation_place, documents, is_marked
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop, panel_of, type_question

pytestmark = pytest.mark.window

PAGES = (
    "# Lease\n\nThis agreement is made between the landlord and the tenant of the mill.",
    "# Rent\n\nThe rent of the mill is due on the third working day of each month.",
    "# Notice\n\nThe tenant may give three months' notice on any working day.",
    "# Deposit\n\nThe deposit is three rents, and lies with the bank of the town.",
    "# Geese\n\nThe tenant may keep geese below the weir, but no swans.",
)


@pytest.fixture
async def reading(program: Program, tmp_path: Path) -> Program:
    """Return a window that shows the pages of a lease; a survey is there, too."""
    lease = make_pdf(tmp_path / "plain.pdf", PAGES, title="Lease")
    writer = PdfWriter(clone_from=lease)
    for number, page in enumerate(PAGES):
        writer.add_outline_item(title=page.partition("\n")[0][2:], page_number=number)
    writer.write(tmp_path / "lease.pdf")
    survey = make_pdf(tmp_path / "survey.pdf", ["# Survey\n\nThe roof was renewed in 2015."])
    window = program.window
    drop(window, drag(window, [tmp_path / "lease.pdf", survey]))
    await all_read(program, ["lease.pdf", "survey.pdf"])
    await open_row(program, "lease.pdf")
    return program


async def open_row(program: Program, name: str) -> None:
    row = [item.name for item in documents(program)].index(name)
    click_row(program.window.sidebar.documents, row)
    await until(lambda: leading(program).name.text() == name, f"the pages of {name}")


def pane_of(program: Program) -> PagePane:
    pane = program.window.findChild(PagePane)
    assert pane is not None
    return pane


def leading(program: Program) -> PageView:
    return pane_of(program).leading


async def use(view: PageView, action: PageAction, button: QWidget) -> None:
    """Click a button of the toolbar; where it has no room, its entry in the menu of the pages."""
    if button.isVisible():
        click(button)
        return
    click(view.canvas, button=RIGHT)
    await choose(action.words)


def looks(view: PageView) -> bytes:
    """Return what is seen of the pages, to be compared."""
    return bytes(view.canvas.viewport().grab().toImage().constBits())


async def drawn(view: PageView) -> None:
    """Wait until the pages in view are drawn as sharp as they can be."""
    canvas = view.canvas
    scale = canvas.transform().m11() * canvas.viewport().devicePixelRatioF()
    await until(
        lambda: all(
            canvas.has_image(n, canvas.drawing_scale(n, scale)) for n in canvas.pages_in_view
        ),
        "the pages are drawn",
    )


def spot(view: PageView, path: Path, words: str, *, end: bool = False) -> QPoint:
    """Return where words of the page in view begin or end, by PDFium's own reading of the file."""
    canvas = view.canvas
    with pdfium.PdfDocument(path) as document:
        text = document[canvas.page - 1].get_textpage()
        found = text.search(words).get_next()
        assert found is not None, words
        index = found[0] + found[1] - 1 if end else found[0]
        left, bottom, right, top = text.get_charbox(index)
        text.close()
    place = canvas._layout.place(canvas.page, (left, bottom, right, top))
    area = canvas.viewportTransform().mapRect(place)
    return QPoint(round(area.right() if end else area.left()), round(area.center().y()))


async def test_pages_are_scrolled_leafed_through_zoomed_turned_found_and_asked_about(
    reading: Program, tmp_path: Path
) -> None:
    window, view = reading.window, leading(reading)
    canvas, side = view.canvas, view.side
    await drawn(view)
    assert view.page_edit.text() == "1"
    for _ in range(40):
        if view.page_edit.text() == "2":
            break
        turn_wheel(canvas, -1)
    assert view.page_edit.text() == "2"

    await use(view, PageAction.SIDE, view.side_button)
    await until(lambda: side.thumbnails.pages.images.get(4) is not None, "small pages")
    record(window, "pages-1-thumbnails")
    click_row(side.thumbnails, 3)
    assert view.page_edit.text() == "4"
    click(side.outline_button)
    click_row(side.outline, 2)
    assert view.page_edit.text() == "3"
    await drawn(view)
    record(window, "pages-2-outline")
    await use(view, PageAction.SIDE, view.side_button)
    assert not side.isVisible()

    await drawn(view)
    fitted, before = canvas.zoom, looks(view)
    turn_wheel(canvas, 2, CTRL)
    assert canvas.zoom > fitted * 1.2
    await drawn(view)
    assert looks(view) != before
    await use(view, PageAction.FIT_WIDTH, view.fit)
    assert canvas.zoom == fitted
    await press(canvas, "Ctrl+0")
    assert canvas.zoom == 1.0
    await press(canvas, "Ctrl+3")
    await drawn(view)
    upright = looks(view)
    await press(canvas, "Ctrl+Shift+R")
    await drawn(view)
    assert looks(view) != upright
    record(window, "pages-3-turned")
    await press(canvas, *["Ctrl+Shift+R"] * 3)
    await drawn(view)
    assert looks(view) == upright
    await use(view, PageAction.FIT_WIDTH, view.fit)

    places = [told("{number:,} of {most}", number=number, most=3) for number in (1, 2, 3)]
    await press(window, "Ctrl+F")
    type_text("tenant")
    await until(lambda: view.find_bar.count.text() in places, "what is found")
    first = view.find_bar.count.text()
    await press(window, "F3")
    await until(lambda: view.find_bar.count.text() not in ("", first), "the next place")
    record(window, "pages-4-found")
    await press(window, "Esc")
    assert not view.find_bar.isVisible()

    await press(window, "Ctrl+G")
    type_text("4")
    await press(window, "Return")
    await drawn(view)
    words = (
        spot(view, tmp_path / "lease.pdf", "deposit is"),
        spot(view, tmp_path / "lease.pdf", "three rents", end=True),
    )
    unselected = looks(view)
    pull(canvas, *words)
    assert looks(view) != unselected, "what is selected is seen"
    record(window, "pages-5-selected")
    QGuiApplication.clipboard().clear()
    await press(canvas, "Ctrl+C")
    await until(QGuiApplication.clipboard().text, "it is copied")
    assert QGuiApplication.clipboard().text() == "deposit is three rents"
    await press(canvas, "Ctrl+J")
    edit = panel_of(reading).composer.edit
    await until(lambda: "deposit is three rents" in edit.toPlainText(), "a question is begun")
    assert f"(lease.pdf, {told('p. {page}', page=4)})" in edit.toPlainText()
    assert edit.hasFocus(), "the question can be typed"
    record(window, "pages-6-asked")


@pytest.mark.also_small
async def test_documents_are_seen_in_tabs_and_side_by_side_and_printed_and_citations_followed(
    reading: Program, tmp_path: Path
) -> None:
    window, panel, pane = reading.window, panel_of(reading), pane_of(reading)
    await open_row(reading, "survey.pdf")
    view = leading(reading)
    assert view.tabs.count() == 2
    click(view.tabs, view.tabs.tabRect(0).center())
    await until(lambda: view.name.text() == "lease.pdf", "the first tab")
    await press(window, "Ctrl+Tab")
    await until(lambda: view.name.text() == "survey.pdf", "the second tab")
    await drawn(view)
    record(window, "pages-7-tabs")
    click(view.tabs, view.tabs.tabRect(0).center(), button=RIGHT)
    await choose(told("Open beside"))
    await until(lambda: len(pane.views) == 2, "two sides")
    await until(
        lambda: {one.name.text() for one in pane.views} == {"lease.pdf", "survey.pdf"}, "both"
    )
    for one in pane.views:
        await drawn(one)
    record(window, "pages-8-beside")
    click(pane.views[1].close_button)
    await until(lambda: len(pane.views) == 1, "one side again")
    view = leading(reading)
    while view.tabs.count() > 1:
        click(view.tabs.tabButton(1, QTabBar.ButtonPosition.RightSide))

    await open_row(reading, "lease.pdf")
    await drawn(view)
    await press(view.canvas, "Ctrl+P")
    dialog = await dialog_of(PrintDialog)
    await pick_pages(dialog, "2-3")
    record(window, "pages-9-print")
    click(dialog.print_button)
    await answer_file_dialog(tmp_path / "printed.pdf")
    await until((tmp_path / "printed.pdf").exists, "it is printed")
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2
    await until(
        lambda: pane.print_bar.words.text() == told("Saved as {name}", name="printed.pdf"),
        "it is said",
    )

    type_question(reading, "What may the tenant do, keep geese or give notice?")
    await until(lambda: answered(reading), "an answer")
    cited = panel.messages[-1].citations
    assert len(cited) > 1
    text = "citation {number} of {count}"
    steps = [told(text, number=number, count=len(cited)) for number in (1, 2)]
    click(panel.transcript, await citation_place(reading))
    await until(lambda: is_marked(view.canvas), "the first passage")
    assert view.foot.label.text() == steps[0]
    click(view.foot.after)
    await until(lambda: view.foot.label.text() == steps[1], "the second")
    await until(lambda: view.canvas.page == cited[1].page and is_marked(view.canvas), "its page")
    record(window, "pages-10-second-citation")
    await press(window, "Shift+F8")
    await until(lambda: view.foot.label.text() == steps[0], "the first again")
    await until(lambda: view.canvas.page == cited[0].page and is_marked(view.canvas), "its page")


async def pick_pages(dialog: PrintDialog, pages: str) -> None:
    await pick(dialog.pages, told("Some pages"))
    assert not dialog.print_button.isEnabled()
    await type_into(dialog.some, pages)
