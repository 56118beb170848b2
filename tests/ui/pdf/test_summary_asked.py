"""The summary of a document or section is asked for from its pages, its outline, the palette."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTreeWidgetItem, QWidget

from octavo.program import Program
from octavo.resources import guide
from octavo.session.state import DocumentState
from octavo.ui.command_palette import CommandPalette
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.insight.parts import QuoteRow
from octavo.ui.insight.summary_view import SummaryView
from octavo.ui.language import Language
from octavo.ui.pdf.actions import PageAction
from octavo.words import say
from support.languages import spoken
from support.qt import until
from support.shots import keep
from support.window import open_window, pages_of, press

_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=[Language.ENGLISH, Language.GERMAN])
async def program(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Program]:
    """The window in each language, with its guide open at its first page."""
    with spoken(request.param):
        async with open_window(tmp_path / "data") as opened:
            opened.presenter.add([guide()])
            model = opened.window.sidebar.documents_model

            def items() -> list[object]:
                return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]

            await until(
                lambda: [one.state for one in items()] == [DocumentState.READY],
                "the guide is read",
                seconds=60,
            )
            await opened.presenter.shown.open_document(items()[0].file_id)
            yield opened


async def summary(program: Program) -> SummaryView:
    page = program.presenter.insight_page
    await until(lambda: isinstance(page.view, SummaryView), "the summary", seconds=60)
    assert program.window.shows(page)
    view = page.view
    assert isinstance(view, SummaryView)
    return view


def title(view: SummaryView) -> str:
    return next(
        label.text() for label in view.findChildren(QLabel) if label.property("role") == "title"
    )


def headings(program: Program) -> list[QTreeWidgetItem]:
    tree = pages_of(program).side.outline
    return [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]


def right_click(widget: QWidget, where: QPoint) -> None:
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where), _PLAIN
    )
    QApplication.sendEvent(widget, event)


def choose(menu: QMenu, action: PageAction) -> None:
    """Choose what a menu offers, by a click on it."""
    found = next(one for one in menu.actions() if one.text() == action.words)
    QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(found).center())


async def test_the_pages_menu_has_the_documents_summary(program: Program) -> None:
    view = pages_of(program)
    right_click(view.canvas.viewport(), view.canvas.viewport().rect().center())
    await until(view.actions_menu.isVisible, "the menu")
    choose(view.actions_menu, PageAction.SUMMARY)
    shown = await summary(program)
    assert title(shown) == {"guide.pdf": "A short guide to Octavo"}.get(
        guide().name, "Leitfaden zu Octavo"
    )
    assert len(shown.findChildren(QuoteRow)) > 10
    keep(program.frame, f"summary-document-{guide().stem}")


async def test_a_heading_of_the_outline_has_the_summary_of_its_section(program: Program) -> None:
    view = pages_of(program)
    await press(program, "F9")
    QTest.mouseClick(view.side.outline_button, _LEFT)
    tree = view.side.outline
    heading = headings(program)[5]  # about citations
    right_click(tree.viewport(), tree.visualItemRect(heading).center())
    await until(tree.menu.isVisible, "the menu")
    keep(tree.menu, f"outline-menu-{guide().stem}")
    choose(tree.menu, PageAction.SECTION)
    shown = await summary(program)
    assert title(shown) == heading.text(0)
    rows = shown.findChildren(QuoteRow)
    assert len(rows) >= 3
    assert {row.chip.accessibleName() for row in rows} == {
        f"{guide().name}, {say('page {page}', page=6) if guide().stem == 'guide' else 'Seite 6'}"
    }
    keep(program.frame, f"summary-section-{guide().stem}")
    QTest.mouseClick(rows[0].chip, _LEFT)
    await until(lambda: view.canvas.page == 7, "the page of the quote")


async def test_the_menu_opens_by_key_for_the_heading_that_is_chosen(program: Program) -> None:
    view = pages_of(program)
    await press(program, "F9")
    QTest.mouseClick(view.side.outline_button, _LEFT)
    tree = view.side.outline
    tree.setCurrentItem(headings(program)[4])
    tree.setFocus()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), tree.mapToGlobal(QPoint(1, 1))
    )
    QApplication.sendEvent(tree.viewport(), event)
    await until(tree.menu.isVisible, "the menu")
    QTest.keyClick(tree.menu, Qt.Key.Key_Down)
    QTest.keyClick(tree.menu, Qt.Key.Key_Return)
    assert title(await summary(program)) == headings(program)[4].text(0)


async def test_the_palette_has_the_section_of_the_page_in_view(program: Program) -> None:
    view = pages_of(program)
    assert not view.doable.action(PageAction.SECTION).isEnabled()  # the cover is in no section
    view.canvas.go_to(8)
    await until(lambda: view.canvas.page == 8, "the page about models")
    await press(program, "Ctrl+Shift+P")
    palette: list[CommandPalette] = []
    await until(
        lambda: palette.extend(program.frame.findChildren(CommandPalette)) or palette, "the palette"
    )
    QTest.keyClicks(palette[0].field, PageAction.SECTION.words)
    QTest.keyClick(palette[0].field, Qt.Key.Key_Return)
    shown = await summary(program)
    expected = view.document.facts.outline[view.section or 0].title
    assert title(shown) == expected


async def test_a_document_of_another_collection_is_found(program: Program) -> None:
    session = program.presenter._session
    other = await session.assistants.create(session.assistants.default.settings)
    thread = await session.threads.create(other.id)
    await program.presenter._show_thread(thread.id)
    await press(program, "Ctrl+Shift+S")
    assert "Octavo" in title(await summary(program))
