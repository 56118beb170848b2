"""Pages become paper: a real document through the dialog into a file, read back and compared."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication

from octavo.errors import AppError
from octavo.pdf.page import PageImage
from octavo.pdf.reader import PdfiumReader
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.pane import PagePane
from octavo.ui.pdf.sides_presenter import SidesPresenter
from octavo.ui.printing import desk, presenter
from octavo.ui.printing.choice import FoundPrinters, PrintChoice, PrinterItem
from octavo.ui.printing.dialog import PrintDialog
from octavo.ui.printing.job import print_pages
from octavo.ui.printing.presenter import PrintingPresenter
from octavo.ui.printing.refusal import PrintError
from octavo.ui.problems import Trouble
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from support.page_desk import LocalPages, local_session
from support.pdfs import make_pdf
from support.qt import until

A4 = (595.0, 842.0)
A5 = QPageSize.PageSizeId.A5


class NoPrinters:
    """Finds none."""

    async def find(self) -> FoundPrinters:
        return FoundPrinters(())


class Office:
    """A pane with a document, and a person who prints."""

    def __init__(self, reader: PdfiumReader, folder: Path) -> None:
        self.reader = reader
        self.folder = folder
        self.pages = LocalPages(reader)
        self.troubles: list[Trouble] = []
        self.errors: list[BaseException] = []
        self.tasks = TaskOwner(self.errors.append)
        session = local_session(self.pages, reader)
        self.pane = PagePane()
        self.sides = SidesPresenter(session, self.pane, self.tasks)
        settings = WindowSettings(folder / "data")
        self.printing = PrintingPresenter(
            session, self.pane, NoPrinters(), settings, self.tasks, self
        )
        self.pane.resize(440, 600)
        self.pane.show()

    def show_trouble(self, trouble: Trouble, retry: Callable[[], object] | None = None) -> None:
        self.troubles.append(trouble)

    async def ask(self) -> PrintDialog:
        """Press the keys' action, and return the dialog."""
        self.pane.leading.doable.action(PageAction.PRINT).trigger()
        await until(lambda: self.pane.findChild(PrintDialog), "the dialog")
        dialog = self.pane.findChild(PrintDialog)
        assert dialog is not None
        return dialog


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    reader = PdfiumReader(name="viewer")
    made = Office(reader, tmp_path)
    QApplication.processEvents()
    yield made
    made.printing.close()
    made.sides.close()
    await made.tasks.aclose()
    await reader.aclose()
    made.pane.close()
    made.pane.deleteLater()
    assert made.errors == []


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person saves the file."""
    path = tmp_path / "out" / "printed.pdf"
    path.parent.mkdir()

    async def choose(*_args: object) -> Path:
        return path

    monkeypatch.setattr(desk, "choose_new_file", choose)
    return path


def ink(image: PageImage) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what is dark, in shares of the page's sides."""
    drawn = QImage(
        image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32
    )
    dark = [
        (x, y)
        for y in range(image.height)
        for x in range(image.width)
        if drawn.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    across, down = image.width, image.height
    return min(xs) / across, min(ys) / down, (max(xs) + 1) / across, (max(ys) + 1) / down


async def test_pages_lie_on_the_paper_as_they_lie_in_the_document(
    office: Office, target: Path, tmp_path: Path
) -> None:
    lines = ["First page.", "The deposit is three rents.", "Third page, of no use."]
    document = str(make_pdf(tmp_path / "lease.pdf", lines))
    await office.sides.show_document(document)
    dialog = await office.ask()
    assert dialog.print_button.text() == "Save…"  # there is no printer here
    assert not dialog.copies.isVisible()
    dialog.pages.setCurrentIndex(2)
    assert not dialog.print_button.isEnabled()
    dialog.some.setText("2-3")
    dialog.paper.setCurrentIndex(dialog.paper.findData(A5))
    dialog.print_button.click()
    bar = office.pane.print_bar
    await until(lambda: bar.words.text() == "Saved as printed.pdf", "it is done", seconds=30)
    assert bar.isVisible()
    assert not bar.progress.isVisible()
    facts = await office.reader.facts(target)
    assert facts.page_count == 2
    assert facts.title == "lease.pdf"
    assert [(round(w), round(h)) for w, h in facts.sizes] == [(420, 595)] * 2
    printed = ink(await office.reader.render(target, 1, 1.4))
    given = ink(await office.reader.render(Path(document), 2, 1.0))
    # both papers have the same shape, but for a rounding
    assert printed == pytest.approx(given, abs=0.006)
    assert [path.name for path in target.parent.iterdir()] == ["printed.pdf"]


async def test_a_page_is_printed_the_long_way_round_and_as_it_is_turned(
    office: Office, target: Path, tmp_path: Path
) -> None:
    document = str(make_pdf(tmp_path / "wide.pdf", ["Wide."], size=(842, 595)))
    await office.sides.show_document(document)
    dialog = await office.ask()
    dialog.print_button.click()
    bar = office.pane.print_bar
    await until(lambda: bar.words.text().startswith("Saved"), "it is done", seconds=30)
    facts = await office.reader.facts(target)
    assert facts.sizes[0][0] > facts.sizes[0][1]
    before = ink(await office.reader.render(target, 1, 1.0))
    assert before[1] < 0.5  # at the top
    office.pane.leading.doable.action(PageAction.TURN).trigger()
    bar.hide()
    dialog = await office.ask()
    dialog.print_button.click()
    await until(lambda: bar.isVisible() and not bar.progress.isVisible(), "again", seconds=30)
    facts = await office.reader.facts(target)
    assert facts.sizes[0][0] < facts.sizes[0][1]
    left, _, _, _ = ink(await office.reader.render(target, 1, 1.0))
    assert left > 0.5  # what was at the top is at the right


async def test_what_is_cancelled_leaves_nothing(
    office: Office, target: Path, tmp_path: Path
) -> None:
    await office.sides.show_document(str(make_pdf(tmp_path / "lease.pdf", ["One.", "Two."])))
    await until(lambda: office.pages.drawn, "the page is in view")
    await asyncio.to_thread(target.write_bytes, b"kept")
    office.pages.gate.clear()
    dialog = await office.ask()
    dialog.print_button.click()
    bar = office.pane.print_bar
    await until(bar.progress.isVisible, "it prints")
    assert bar.words.text() == "Printing lease.pdf: page 1 of 2"
    bar.cancel.click()
    await until(lambda: not bar.isVisible(), "it stops")
    office.pages.gate.set()
    await until(lambda: not office.tasks.busy, "all is cleared away")
    assert len(list(target.parent.iterdir())) == 1
    assert await asyncio.to_thread(target.read_bytes) == b"kept"
    assert office.troubles == []
    (await office.ask()).reject()  # there may be a next one


async def test_a_folder_that_cannot_be_written_is_told(
    office: Office, target: Path, tmp_path: Path
) -> None:
    await office.sides.show_document(str(make_pdf(tmp_path / "lease.pdf", ["One."])))
    target.parent.rmdir()
    (await office.ask()).print_button.click()
    await until(lambda: office.troubles, "the trouble")
    assert office.troubles[0].problem.message.startswith("“printed.pdf” cannot be written")
    assert not office.pane.print_bar.isVisible()


async def test_another_program_may_print_instead(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    async def outside(_session: object, _parent: object, document: object) -> bool:
        opened.append(getattr(document, "filename", ""))
        return True

    monkeypatch.setattr(presenter, "open_outside", outside)
    await office.sides.show_document(str(make_pdf(tmp_path / "lease.pdf", ["One."])))
    (await office.ask()).outside_button.click()
    await until(lambda: opened == ["lease.pdf"], "the other program")


async def test_the_loop_goes_on_while_a_page_is_packed() -> None:
    """A strip at a time: no turn of the loop takes as long as a page."""
    noise = bytes(range(256)) * (2400 * 3400 * 4 // 256)
    image = PageImage(2400, 3400, 2400 * 4, noise)
    turns: list[float] = []

    async def watch() -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            turns.append(now - before)
            before = now

    async def draw(_page: int, _scale: float) -> PageImage:
        return image

    watching = asyncio.create_task(watch())
    try:
        await print_pages(_paper(), [(1, A4)], draw, lambda _done: None, abort=lambda: None)
    finally:
        watching.cancel()
    assert len(turns) > 60
    assert max(turns) < sum(turns) / 4


@pytest.mark.qt_log_ignore("Returned false")
async def test_a_device_that_refuses_is_told_to_forget(tmp_path: Path) -> None:
    forgotten: list[bool] = []
    writer = QPdfWriter(str(tmp_path / "missing" / "out.pdf"))

    async def draw(_page: int, _scale: float) -> PageImage:
        raise AssertionError

    with pytest.raises(PrintError):
        await print_pages(writer, [(1, A4)], draw, lambda _done: None, abort=lambda: None)

    async def fails(_page: int, _scale: float) -> PageImage:
        raise AppError("No.")

    with pytest.raises(AppError, match="No"):
        await print_pages(
            _paper(), [(1, A4)], fails, lambda _done: None, abort=lambda: forgotten.append(True)
        )
    assert forgotten == [True]


def test_a_printer_brings_its_paper_and_can_make_copies() -> None:
    found = FoundPrinters(
        (
            PrinterItem("office", "Office, 2nd floor", QPageSize.PageSizeId.Letter),
            PrinterItem("hall", "", A5),
        )
    )
    dialog = PrintDialog(None, found, count=9, page=4)
    try:
        assert dialog.printer.itemText(0) == "Office, 2nd floor"
        assert dialog.print_button.text() == "Print"
        assert dialog.choice == PrintChoice(
            "office", tuple(range(1, 10)), QPageSize.PageSizeId.Letter
        )
        dialog.printer.setCurrentIndex(1)
        dialog.pages.setCurrentIndex(1)
        dialog.copies.setValue(3)
        assert dialog.choice == PrintChoice("hall", (4,), A5, 3)
        dialog.printer.setCurrentIndex(2)
        assert dialog.choice.printer is None
        assert dialog.choice.copies == 1
    finally:
        dialog.deleteLater()


def _paper() -> QPdfWriter:
    """Return paper whose print nobody looks at."""
    buffer = QBuffer(QApplication.instance())
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    return writer
