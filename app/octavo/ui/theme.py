"""Colours, type and spacing of the window: the only place with a colour in it.

`apply` puts a theme on the application: Fusion style, palette, one stylesheet. Every widget is
told by Qt through `changeEvent` (``QEvent.Type.PaletteChange``) and asks `current` for the new one.
"""

from __future__ import annotations

import dataclasses
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory

from octavo.ui.palettes import DARK, DIM_PAPER, HIGH_DARK, HIGH_LIGHT, LIGHT, PAPER, Theme
from octavo.ui.settings import Scheme
from octavo.ui.stylesheet import stylesheet

__all__ = [
    "BASE_PX",
    "CAPTION_PX",
    "CHAT_LINE_HEIGHT",
    "CHAT_PX",
    "CHIP_RADIUS",
    "COLUMN_PX",
    "DARK",
    "DIM_PAPER",
    "EFFECTS",
    "HIGH_DARK",
    "HIGH_LIGHT",
    "LIGHT",
    "MOTION_MS",
    "PAPER",
    "RADIUS",
    "SMALL_PX",
    "SPACE_L",
    "SPACE_M",
    "SPACE_S",
    "SPACE_XL",
    "SPACE_XS",
    "SPACE_XXL",
    "TEXT_PAIRS",
    "TITLE_PX",
    "Scheme",
    "Theme",
    "apply",
    "current",
    "dim_pages",
    "dims_pages",
    "font",
    "is_still",
    "keep_still",
    "motion",
    "paper",
    "resolve",
]

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24
SPACE_XXL: Final = 32

RADIUS: Final = 8
CHIP_RADIUS: Final = 6

CAPTION_PX: Final = 11
SMALL_PX: Final = 12
BASE_PX: Final = 13
CHAT_PX: Final = 15
TITLE_PX: Final = 20
CHAT_LINE_HEIGHT: Final = 1.5
COLUMN_PX: Final = 760
"""Widest column of chat text."""

MOTION_MS: Final = 150
"""Length of every animation; see `motion`."""

_PROPERTY: Final = "octavo_theme"
_FUSION_DARKER: Final = 140
"""Percent by which Qt's style draws frames darker than a window."""

_STILL: Final = "octavo_still"
_DIMS: Final = "octavo_dims_pages"

EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What Qt lets menus, boxes and tips do where the system has it so."""


TEXT_PAIRS: Final = (
    ("ink", "window"),
    ("ink", "panel"),
    ("ink", "raised"),
    ("ink", "question"),
    ("ink", "selection"),
    ("ink", "hover"),
    ("ink", "desk"),
    ("ink", "problem"),
    ("ink", "chip"),
    ("disabled", "window"),
    ("disabled", "panel"),
    ("disabled", "raised"),
    ("disabled", "question"),
    ("disabled", "selection"),
    ("soft_ink", "window"),
    ("soft_ink", "panel"),
    ("soft_ink", "raised"),
    ("soft_ink", "selection"),
    ("soft_ink", "hover"),
    ("soft_ink", "desk"),
    ("soft_ink", "problem"),
    ("soft_ink", "question"),
    ("accent", "window"),
    ("accent", "panel"),
    ("accent", "raised"),
    ("accent", "chip"),
    ("accent", "chip_hover"),
    ("accent", "problem"),
    ("accent", "hover"),
    ("accent", "selection"),
    ("accent", "desk"),
    ("accent", "question"),
    ("code_text", "question"),
    ("code_number", "question"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "window"),
    ("ok", "panel"),
    ("ok", "raised"),
    ("warn", "window"),
    ("warn", "panel"),
    ("warn", "raised"),
    ("warn", "selection"),
    ("warn", "hover"),
    ("bad", "window"),
    ("bad", "panel"),
    ("bad", "raised"),
    ("bad", "selection"),
    ("bad", "hover"),
    ("bad", "problem"),
    ("bad", "question"),
)
"""Every pair (text, ground) that is used; a test holds each to a contrast of 4.5 : 1."""


def resolve(choice: Scheme) -> Theme:
    """Return the theme for a choice, asking the system where the choice is the system's.

    A system that wants more contrast gets it with every choice.
    """
    hints = QGuiApplication.styleHints()
    wants_more = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    dark = choice.is_dark
    if choice is Scheme.SYSTEM:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if wants_more or choice in {Scheme.HIGH_LIGHT, Scheme.HIGH_DARK}:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Put a theme on the whole application."""
    app.setProperty(_PROPERTY, theme)
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font(BASE_PX))
    app.setPalette(_palette(theme))
    # text, though PySide's own types name bytes, which it refuses
    app.setPalette(_palette_of_checks(theme), "QCheckBox")  # type: ignore[arg-type]
    app.setStyleSheet(stylesheet(dataclasses.asdict(theme), still=is_still()))


def _palette_of_checks(theme: Theme) -> QPalette:
    """Return the palette of boxes: what frames a checked one is drawn darker than the window."""
    palette = _palette(theme)
    window = QColor(theme.soft_ink).lighter(_FUSION_DARKER)
    palette.setColor(QPalette.ColorRole.Window, window)
    return palette


def current() -> Theme:
    """Return the theme that the application wears; the light one before any was put on."""
    app = QCoreApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    return cast("Theme", theme) if theme is not None else LIGHT


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the system's font at a size in pixels."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def keep_still(app: QApplication, *, on: bool) -> None:
    """Let nothing move by itself from now on, not even the cursor by blinking; or let it again."""
    was, flash, effects = app.property(_STILL) or (False, 0, [])
    if on == was:
        return
    if on:
        flash = app.cursorFlashTime()
        effects = [effect for effect in EFFECTS if app.isEffectEnabled(effect)]
    app.setProperty(_STILL, (on, flash, effects))
    app.setCursorFlashTime(0 if on else flash)
    for effect in effects:
        app.setEffectEnabled(effect, not on)
    app.setStyleSheet(stylesheet(dataclasses.asdict(current()), still=on))


def is_still() -> bool:
    """Whether nothing is to move by itself."""
    app = QCoreApplication.instance()
    kept = app.property(_STILL) if app is not None else None
    return bool(kept and kept[0])


def dim_pages(app: QApplication, *, on: bool) -> None:
    """Dim pages of documents from now on wherever the window is dark; or show them as they are."""
    if on == dims_pages():
        return
    app.setProperty(_DIMS, on)
    for widget in app.allWidgets():
        widget.update()


def dims_pages() -> bool:
    """Whether pages are dimmed where the window is dark."""
    app = QCoreApplication.instance()
    return bool(app is not None and app.property(_DIMS))


def paper() -> str:
    """Return the colour of the paper of pages; who wants more contrast has it white."""
    worn = current()
    return DIM_PAPER if worn.dark and worn != HIGH_DARK and dims_pages() else PAPER


def motion() -> int:
    """Return the length of an animation in milliseconds: 0 if person or style want none."""
    if is_still():
        return 0
    style = QApplication.style()
    animated = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    return MOTION_MS if animated else 0


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, color in (
        (role.Window, theme.window),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.window),
        (role.Button, theme.raised),
        (role.ToolTipBase, theme.raised),
        (role.WindowText, theme.ink),
        (role.Text, theme.ink),
        (role.ButtonText, theme.ink),
        (role.ToolTipText, theme.ink),
        (role.BrightText, theme.bad),
        (role.PlaceholderText, theme.soft_ink),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.faint),
        (role.Shadow, theme.line),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.disabled))
    return palette
