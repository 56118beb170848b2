"""What a person sees come of what they did: rows, answers, marks on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from octavo.program import Program
from octavo.session.state import DocumentItem, DocumentState, MessageState
from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.chat.places import Place, places, rectangles
from octavo.ui.chat.targets import ActionTarget, CitationTarget, Target
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.pdf.canvas import PageCanvas
from support.languages import told
from support.qt import until
from support.window import panel_of


def documents(program: Program) -> list[DocumentItem]:
    """Return what the list of documents shows."""
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


def names(program: Program) -> list[str]:
    """Return the names in the list of documents, from the top."""
    return [item.name for item in documents(program)]


def threads(program: Program) -> list[str]:
    """Return the titles in the list of threads, from the top, without the days."""
    model = program.window.sidebar.threads_model
    return [
        str(model.index(row).data(Qt.ItemDataRole.DisplayRole))
        for row in range(model.rowCount())
        if not model.is_heading(row)
    ]


async def all_read(program: Program, expected: Sequence[str]) -> None:
    """Wait until these documents are in the list, in any order, and all are ready."""
    ready = DocumentState.READY
    await until(
        lambda: (
            sorted(names(program)) == sorted(expected)
            and {item.state for item in documents(program)} <= {ready}
        ),
        f"{', '.join(expected)} are read",
        seconds=60,
    )


def answered(program: Program, count: int = 1) -> bool:
    """Tell whether the thread in view has so many answers, all of them whole."""
    panel = panel_of(program)
    states = [one.state for one in panel.messages if one.role == "assistant"]
    done = states == [MessageState.COMPLETED] * count
    return done and panel.composer.button.text() == told("Send")


_DARK = 150
"""Lightness of letters at most: small ones are mixed with the highlight, whose own is above 200."""


def is_marked(canvas: PageCanvas) -> bool:
    """Tell whether the passage in view is drawn: dark letters on the highlight's yellow."""
    yellow, dark = mark_shares(canvas)
    return yellow > 0.25 and dark > 0.02


def mark_shares(canvas: PageCanvas) -> tuple[float, float]:
    """Return the shares of what is within the marks that is yellow, and that is dark as letters."""
    image = seen(canvas.viewport())
    yellow = dark = count = 0
    for mark in canvas.marks:
        area = canvas.mapFromScene(mark).boundingRect() & canvas.viewport().rect()
        edge = min(2, area.height() // 4)  # without the marks' own outline, which is dark, too
        area.adjust(edge, edge, -edge, -edge)
        for color in colours(image, area):
            count += 1
            dark += color.lightness() < _DARK
            yellow += color.red() > color.blue() + 60
    return (yellow / count, dark / count) if yellow else (0.0, 0.0)


def seen(widget: QWidget) -> QImage:
    """Return what a widget looks like, a pixel for each logical one."""
    image = widget.grab().toImage()
    smooth = Qt.TransformationMode.SmoothTransformation
    if image.size() != widget.size():
        image = image.scaled(widget.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    image.setDevicePixelRatio(1)
    return image


def colours(image: QImage, area: QRect, step: int = 1) -> list[QColor]:
    """Return the colours of the pixels of an area, row by row."""
    return [
        image.pixelColor(x, y)
        for y in range(area.top(), area.bottom() + 1, step)
        for x in range(area.left(), area.right() + 1, step)
    ]


async def citation_place(program: Program) -> QPoint:
    """Return where the first chip of the last answer is in the transcript, once it is there."""
    (first, *_) = panel_of(program).messages[-1].citations
    return await _place(
        program, lambda one: isinstance(one, CitationTarget) and one.citation == first
    )


async def action_place(program: Program, action: MessageAction) -> QPoint:
    """Return where something that can be done with the last answer stands in the transcript."""
    return await _place(program, lambda one: isinstance(one, ActionTarget) and one.action is action)


async def _place(program: Program, fits: Callable[[Target | None], bool]) -> QPoint:
    transcript = panel_of(program).transcript
    document = transcript.document()

    def found() -> list[Place]:
        return [one for one in places(document) if fits(transcript._target(one.key))]

    await until(found, "what is to be clicked")
    offset = QPoint(0, transcript.verticalScrollBar().value())
    return rectangles(document, found()[-1])[0].center().toPoint() - offset
