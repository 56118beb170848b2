"""Finds texts that are not seen whole."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def cut_off(widget: QWidget) -> list[str]:
    """Return the texts of visible buttons and labels that have less room than they need."""
    return [*_buttons(widget), *_labels(widget)]


def _buttons(widget: QWidget) -> list[str]:
    return [
        button.text()
        for button in widget.findChildren(QAbstractButton)
        if button.isVisible()
        and button.text()
        and (
            button.width() < button.sizeHint().width()
            or button.height() < button.minimumSizeHint().height()
        )
    ]


def _labels(widget: QWidget) -> list[str]:
    found = []
    for label in widget.findChildren(QLabel):
        if not label.isVisible() or not label.text() or type(label) is not QLabel:
            continue  # labels of ours that leave something out say so in a tip
        if label.wordWrap():
            is_whole = label.height() >= label.heightForWidth(label.width())
        else:
            needed = label.minimumSizeHint()
            is_whole = label.width() >= needed.width() and label.height() >= needed.height()
        if not is_whole:
            found.append(label.text())
    return found
