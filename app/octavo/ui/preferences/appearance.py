"""The settings' first page: palette, motion, size of text, language, notices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.language import NAMES, Language
from octavo.ui.preferences.state import TEXT_SIZES, Preferences
from octavo.ui.settings import Motion, Scheme
from octavo.words import later, say

SCHEME_NAMES = {
    Scheme.SYSTEM: later("System"),
    Scheme.LIGHT: later("Light"),
    Scheme.DARK: later("Dark"),
    Scheme.HIGH_LIGHT: later("Light, more contrast"),
    Scheme.HIGH_DARK: later("Dark, more contrast"),
}


MOTION_NAMES = {
    Motion.SYSTEM: later("As the system"),
    Motion.LESS: later("Reduced"),
    Motion.FULL: later("Full"),
}


class AppearancePage(QWidget):
    """Fields, each with effect at once or at the next start, which is said.

    Signals:
        scheme_chosen: A `Scheme`.
        text_size_chosen: Percent of the usual size.
        language_chosen: A `Language`.
        telling_chosen: Whether the end of long work is to be told.
        motion_chosen: A `Motion`.
        dimming_chosen: Whether pages are to be dimmed in the dark.
    """

    scheme_chosen = Signal(object)
    text_size_chosen = Signal(int)
    language_chosen = Signal(object)
    telling_chosen = Signal(bool)
    motion_chosen = Signal(object)
    dimming_chosen = Signal(bool)

    def __init__(self, shown: Preferences) -> None:
        super().__init__()
        self.scheme = QComboBox()
        for scheme, name in SCHEME_NAMES.items():
            self.scheme.addItem(str(name), scheme)
        self.text_size = QComboBox()
        for size in TEXT_SIZES:
            self.text_size.addItem(say("{share:.0%}", share=size / 100), size)
        self.language = QComboBox()
        self.language.addItem(say("As the system"), Language.SYSTEM)
        for language, own_name in NAMES.items():
            self.language.addItem(own_name, language)
        self.motion = QComboBox()
        for motion, name in MOTION_NAMES.items():
            self.motion.addItem(str(name), motion)
        self.motion.setToolTip(
            say("Where it is reduced, nothing moves by itself, and the cursor does not blink")
        )
        self.tells_of_ends = QCheckBox(say("Tell me when &long work ends in the background"))
        self.tells_of_ends.setChecked(shown.tells_of_ends)
        self.dims_pages = QCheckBox(say("&Dim pages of documents while the window is dark"))
        self.dims_pages.setChecked(shown.dims_pages)
        self.note = plain_label("", role="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        for text, field, value in (
            (say("&Appearance"), self.scheme, shown.scheme),
            (say("&Motion"), self.motion, shown.motion),
            (say("&Text size"), self.text_size, shown.text_size),
            (say("&Language"), self.language, shown.language),
        ):
            field.setCurrentIndex(max(0, field.findData(value)))
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(theme.SPACE_S)
        column.addWidget(self.note)
        column.addWidget(self.dims_pages)
        column.addWidget(self.tells_of_ends)
        column.addStretch(1)
        self.scheme.activated.connect(
            lambda _: self.scheme_chosen.emit(Scheme(self.scheme.currentData()))
        )
        self.tells_of_ends.toggled.connect(self.telling_chosen)
        self.dims_pages.toggled.connect(self.dimming_chosen)
        self.motion.activated.connect(
            lambda _: self.motion_chosen.emit(Motion(self.motion.currentData()))
        )
        self.text_size.activated.connect(self._on_text_size)
        self.language.activated.connect(self._on_language)

    def _on_text_size(self) -> None:
        self.text_size_chosen.emit(int(self.text_size.currentData()))
        self._say_when()

    def _on_language(self) -> None:
        self.language_chosen.emit(Language(self.language.currentData()))
        self._say_when()

    def _say_when(self) -> None:
        self.note.setText(say("It will be so when Octavo is opened the next time."))
