"""A thread goes onto paper by the same key as a document: the focus tells which one is meant."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter

from octavo.program import Program
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.export.pages import PaperPages, set_margins
from octavo.ui.printing import desk
from octavo.ui.printing.dialog import PrintDialog
from support.pdfs import make_pdf
from support.qt import until
from support.window import click_chip, open_window, pages_of, panel_of, press, type_question

LEASE = ("# Lease\n\nThe rent is due on the third working day of each month.",)


async def _dialog(program: Program) -> PrintDialog:
    def shown() -> list[PrintDialog]:
        return [one for one in program.frame.findChildren(PrintDialog) if one.isVisible()]

    await until(shown, "the dialog", seconds=30)  # a process looks for printers
    return shown()[0]


async def test_the_key_prints_the_thread_or_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "thread.pdf"

    suggested: list[str] = []

    async def choose(_parent: object, _title: str, suggestion: Path, _kinds: object) -> Path:
        suggested.append(suggestion.name)
        return path

    monkeypatch.setattr(desk, "choose_new_file", choose)
    lease = make_pdf(tmp_path / "lease.pdf", LEASE)
    async with open_window(tmp_path / "data", [lease]) as program:
        model = program.window.sidebar.documents_model

        def documents() -> list[DocumentItem]:
            return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]

        await until(
            lambda: [one.state for one in documents()] == [DocumentState.READY], "it is read"
        )
        type_question(program, "Lease 2023/2024: when is the rent due?")
        panel = panel_of(program)
        await until(lambda: panel.composer.button.text() == "Send" and panel.messages[1:], "it")
        await click_chip(program)
        await until(lambda: pages_of(program).canvas.marks, "the page")

        panel.setFocus()
        await press(program, "Ctrl+P")
        dialog = await _dialog(program)
        assert not dialog.pages.isVisible()
        dialog.printer.setCurrentIndex(dialog.printer.count() - 1)  # a file, whatever is here
        dialog.print_button.click()
        bar = panel.print_bar
        await until(lambda: bar.words.text() == "Saved as thread.pdf", "it is done", seconds=30)
        assert suggested == ["Lease 2023 2024 when is the rent due (printed)"]
        text = " ".join(PdfReader(path).pages[0].extract_text().split())
        assert "Lease 2023/2024: when is the rent due?" in text
        assert "third working day" in text
        assert "lease.pdf" in text

        pages_of(program).setFocus()
        await press(program, "Ctrl+P")
        dialog = await _dialog(program)
        assert dialog.pages.isVisible()
        dialog.reject()
        await until(lambda: not pages_of(program).window().findChildren(PrintDialog), "it is gone")


def test_text_is_as_large_on_paper_of_any_sharpness() -> None:
    usual, fine, finest = (_printed(dots) for dots in (96, 300, 1200))
    assert len(usual) > 2
    assert usual == fine == finest


def _printed(dots: int) -> list[str]:
    """Return the words of each page of a long text, printed at so many dots per inch."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    writer = QPdfWriter(buffer)
    writer.setResolution(dots)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    set_margins(writer)
    pages = PaperPages(writer)
    for number in range(30):
        pages.add(f"<h1>Part {number}</h1><p>{'Words of some length. ' * 12}</p>")
    pages.finish()
    read = PdfReader(io.BytesIO(bytes(buffer.data().data()))).pages
    return [" ".join(page.extract_text().split()) for page in read]
