"""The settings' page about text recognition: what is found, and which languages it expects."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.preferences.state import Recognition
from octavo.words import say

_CODE = Qt.ItemDataRole.UserRole


class RecognitionPage(QWidget):
    """Empty until it is known what is installed.

    Signals:
        languages_chosen: A tuple of codes; none: found out for each document.
    """

    languages_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.found = plain_label(say("Looking for text recognition…"))
        self.found.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.found.setAccessibleName(say("Text recognition"))
        self.mode = QComboBox()
        self.mode.addItem(say("Find the language out for each document"), False)
        self.mode.addItem(say("Expect these languages"), True)
        self.label = QLabel(say("&Languages of scanned pages"))
        self.label.setBuddy(self.mode)
        self.mode.setAccessibleName(self.label.text().replace("&", ""))
        self.list = QListWidget()
        self.list.setProperty("kind", "field")
        self.list.setAccessibleName(say("Expected languages"))
        self.note = plain_label("", role="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Text recognition"), role="heading"))
        column.addWidget(self.found)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.label)
        column.addWidget(self.mode)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addStretch()
        for part in (self.label, self.mode, self.list):
            part.hide()
        self.mode.activated.connect(self._on_changed)
        self.list.itemChanged.connect(self._on_changed)

    def show_found(self, recognition: Recognition) -> None:
        """Show what is installed and chosen."""
        self.found.setText(_words(recognition))
        self.list.blockSignals(True)
        for code in recognition.languages:
            item = QListWidgetItem(language_name(code), self.list)
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = code in recognition.chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.mode.setCurrentIndex(self.mode.findData(bool(recognition.chosen)))
        has_choice = bool(recognition.languages)
        self.label.setVisible(has_choice)
        self.mode.setVisible(has_choice)
        self.list.setVisible(has_choice and bool(recognition.chosen))

    def show_note(self, text: str) -> None:
        """Say when something chosen has effect, or why it cannot be."""
        self.note.setText(text)

    def _on_changed(self) -> None:
        expects = bool(self.mode.currentData())
        self.list.setVisible(expects)
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [i.data(_CODE) for i in items if i.checkState() is Qt.CheckState.Checked]
        if expects and not chosen:
            self.show_note(say("Tick at least one; until then it is found out."))
        else:
            self.show_note(say("It will be so when Octavo is opened the next time."))
        self.languages_chosen.emit(tuple(chosen) if expects else ())


def language_name(code: str) -> str:
    """Return a language's own name, or the code where it has none that Qt knows."""
    language = QLocale.codeToLanguage(code.partition("_")[0])
    if language in {QLocale.Language.AnyLanguage, QLocale.Language.C}:
        return code
    world = QLocale(language, QLocale.Country.World)  # else English is American
    name = world.nativeLanguageName() or QLocale.languageToString(language)
    return name if "_" not in code else f"{name} ({code})"


def _words(found: Recognition) -> str:
    if not found.name:
        return " ".join(
            (
                say("None is installed: pages that are only pictures cannot be read."),
                say("To get it, type in a terminal: {command}", command=found.command),
            )
        )
    if found.fault:
        return say(
            "{name} is installed but does not work: {fault}", name=found.name, fault=found.fault
        )
    return say("Pages that are only pictures are read by {name}.", name=found.name)
