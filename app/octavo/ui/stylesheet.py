"""The one stylesheet of the window, filled with a theme's colours.

A widget chooses its look by dynamic properties: ``ground`` (window, panel, desk) on containers,
``kind`` (primary, quiet, danger, link) on buttons, ``role`` (title, heading, caption, soft, bad)
on labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import Final

_SHEET: Final = Template("""
* { outline: none; }
QToolTip {
    background: $raised; color: $ink; border: 1px solid $line; padding: 4px 6px;
}
QFrame[kind="edge"] { background: $line; border: none; }
QFrame[kind="edge"][leads="true"] { background: $accent; }
QFrame[kind="preview"] { background: $raised; border: 1px solid $line; }
QWidget[ground="window"], QDialog { background: $window; }
QWidget[ground="panel"] { background: $panel; }
QWidget[ground="desk"] { background: $desk; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; font-weight: 600; color: $soft_ink; }
QLabel[role="soft"] { color: $soft_ink; }
QLabel[role="bad"] { color: $bad; }

QPushButton {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: 8px;
    padding: 0 14px; min-height: 30px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $ink; }
QPushButton[kind="primary"]:disabled {
    background: $question; border-color: $line; color: $disabled;
}
QPushButton[align="left"] { text-align: left; padding-left: 10px; }
QPushButton[dense="true"] { min-height: 20px; padding: 0 6px; border-radius: 6px; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="danger"]:focus { border-color: $bad; }
QPushButton[kind="danger"]:disabled { color: $disabled; }
QPushButton[kind="heading"] {
    background: transparent; border-color: transparent; color: $soft_ink; padding: 0;
    margin: 0 -1px;
    min-height: 22px; border-radius: 6px; text-align: left;
}
QPushButton[kind="heading"]:hover { color: $ink; }
QPushButton[kind="heading"]:focus { border-color: $accent; }
QPushButton[kind="quiet"], QPushButton[kind="link"] {
    background: transparent; border-color: transparent; color: $soft_ink; padding: 0 8px;
}
QPushButton[kind="link"] { color: $accent; padding: 0; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="quiet"][align="left"] { padding-left: 7px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:checked { background: $selection; color: $ink; }
QPushButton[kind="quiet"]:pressed { background: $selection; }
QPushButton[kind="link"]:pressed { color: $ink; }
QPushButton[kind="quiet"]:focus, QPushButton[kind="link"]:focus { border-color: $accent; }

QPushButton[kind="chip"] {
    background: $chip; color: $accent; border: 1px solid transparent; border-radius: 6px;
    padding: 0 8px; min-height: 20px; font-size: 12px; font-weight: 600;
}
QPushButton[kind="chip"]:hover { background: $chip_hover; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="chip"][checked_place="false"] { border: 1px dashed $accent; }
QPushButton[kind="choice"] {
    background: transparent; color: $ink; border: 1px solid $line; border-radius: 14px;
    padding: 4px 12px; min-height: 18px;
}
QPushButton[kind="choice"]:hover { background: $hover; }
QPushButton[kind="choice"]:checked { background: $chip; color: $accent; border-color: $accent; }
QPushButton[kind="choice"]:focus { border-color: $accent; }
QPushButton[kind="choice"]:checked:focus { border-color: $ink; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px;
    color: $soft_ink;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit[kind="field"], QComboBox, QAbstractSpinBox {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: 8px;
    padding: 6px 10px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $soft_ink;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {
    border: none; padding: 0; background: transparent;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow {
    image: none; width: 0; height: 0; margin-right: 8px;
    border-left: 4px solid $raised; border-right: 4px solid $raised;
    border-top: 5px solid $soft_ink;
}
QAbstractSpinBox { padding-right: 24px; }
QAbstractSpinBox:disabled { color: $disabled; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 24px; height: 14px; background: transparent; border: none;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 1px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 1px 3px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {
    image: none; width: 0; height: 0;
    border-left: 4px solid $raised; border-right: 4px solid $raised;
}
QAbstractSpinBox::up-arrow { border-bottom: 5px solid $soft_ink; }
QAbstractSpinBox::down-arrow { border-top: 5px solid $soft_ink; }
QAbstractSpinBox::up-arrow:off { border-bottom-color: $line; }
QAbstractSpinBox::down-arrow:off { border-top-color: $line; }
QComboBox:focus, QAbstractSpinBox:focus { border-color: $accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[kind="field"]:focus { border-color: $accent; }

QCheckBox { border: 1px solid transparent; border-radius: 6px; padding: 2px 4px 2px 2px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator:unchecked {
    width: 12px; height: 12px; background: $raised; border: 1px solid $soft_ink; border-radius: 3px;
}
QCheckBox::indicator:unchecked:disabled { border-color: $line; }

QLineEdit[kind="search"] {
    background: transparent; border-color: transparent; font-size: 15px; min-height: 28px;
}

QAbstractItemView { background: transparent; border: none; }
QComboBox QAbstractItemView { background: $raised; color: $ink; }
QListWidget[kind="field"] {
    background: $raised; border: 1px solid $line; border-radius: 8px; padding: 4px;
}
QListWidget[kind="field"]:focus { border-color: $accent; }
QListWidget[kind="field"]::item { padding: 6px 8px; border-radius: 6px; color: $ink; }
QListWidget[kind="field"]::item:selected { background: $selection; color: $ink; }
QListWidget[kind="field"]::indicator {
    width: 12px; height: 12px; border: 1px solid $soft_ink; border-radius: 3px;
}
QListWidget[kind="field"]::indicator:checked { background: $accent; border-color: $accent; }
QTreeWidget { border: 1px solid transparent; border-radius: 6px; }
QTreeWidget:focus { border-color: $accent; }
QTreeWidget::item { padding: 3px 0; color: $ink; }
QTreeWidget::item:hover { background: $hover; }
QTreeWidget::item:selected { background: $selection; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
    background: $panel; color: $soft_ink; border: none; border-bottom: 1px solid $line;
    padding: 4px 6px;
}
QTreeWidget[kind="table"]::item { padding: 3px 4px; }
QScrollArea {
    background: transparent; border: none;
    border-top: 1px solid transparent; border-bottom: 1px solid transparent;
}
QScrollArea[reached="true"] { border-color: $accent; }
QGraphicsView { border: 2px solid transparent; }
QGraphicsView[reached="true"] { border-color: $accent; }
QSplitter::handle { background: $line; }

QTabBar { background: $window; }
QTabBar::tab {
    background: transparent; color: $soft_ink; border: none; border-right: 1px solid $line;
    padding: 6px 4px 6px 12px; max-width: 160px;
}
QTabBar::tear { width: 0; }
QTabBar::tab:selected { background: $desk; color: $ink; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { color: $accent; }

QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; color: $ink; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


_STILL: Final = "* { widget-animation-duration: 0; }\n"


def stylesheet(colors: Mapping[str, object], *, still: bool = False) -> str:
    """Return the stylesheet with the colours of a theme (`octavo.ui.theme.Theme`) by name.

    Args:
        colors: The colours.
        still: Whether no widget may be animated.
    """
    sheet = _SHEET.substitute(colors)
    return sheet + _STILL if still else sheet
